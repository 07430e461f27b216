import { Answer, Button, Empty, Page, Panel, Row, Stack, useAsk, useRoute } from '#web/ui/index.ts'
import { type ListFilter, listFilters } from '../words.ts'
import type { LineAnswer } from './answers.ts'
import { ChildTable } from './ChildTable.tsx'
import { Nav } from './Nav.tsx'

const nothing: Record<ListFilter, [string, string]> = {
  mine: ['没有您主管的孩子', '负责人指定您为个案主管后，会出现在这里。'],
  all: ['没有与本单位有关的孩子', '发现需要保护的孩子，点“建档”；别处转来的会自己出现在这里。'],
  'no-worker': ['每个孩子都有主管', '新建而没有主管的，会出现在这里。'],
  moving: ['没有跨县待接手的孩子', '孩子搬到了另一个县、主管还是原来的，会出现在这里：由新的未保中心负责人指定主管。'],
  'soon-adult': ['一年内没有满十八周岁的', '快满的会出现在这里，好早些安排以后的事。'],
  closed: ['没有结案的', '结案、满十八周岁、并案的会出现在这里。'],
}

/** The children whom one knows: those one is responsible for, those of one's house, those without anybody. */
export default function List() {
  const { search, setSearch } = useRoute()
  const filter = (search['which'] && search['which'] in listFilters ? search['which'] : 'all') as ListFilter
  const asked = useAsk<{ total: number; items: LineAnswer[] }>('minors.list', { filter, limit: 200 }, { keepPrevious: true })
  return (
    <Page title="未成年人保护" sub="只列您或本单位有关的孩子；打开一份要写明理由">
      <Nav here="/minors" />
      <Stack>
        <Row>
          {Object.entries(listFilters).map(([key, word]) => (
            <Button key={key} size="small" look={filter === key ? 'main' : 'plain'} onClick={() => setSearch({ which: key })}>
              {word}
            </Button>
          ))}
        </Row>
        <Answer of={asked}>
          {(data) => (
            <Panel flush>
              <ChildTable
                title="未保个案"
                rows={data.items}
                total={data.total}
                empty={<Empty title={nothing[filter][0]}>{nothing[filter][1]}</Empty>}
              />
            </Panel>
          )}
        </Answer>
      </Stack>
    </Page>
  )
}
