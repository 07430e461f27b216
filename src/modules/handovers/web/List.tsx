import { Button, Page, Panel, PaperButton, Row, Stack, useAsk, useRoute } from '#web/ui/index.ts'
import { type Box, boxes } from '../words.ts'
import type { ListAnswer } from './answers.ts'
import { HandoverTable } from './HandoverTable.tsx'

const keyOf = { 'to-sign': 'toSign', given: 'given', taken: 'taken', all: 'all' } as const

/** Handovers of this organisation: what to sign, what was given, what was taken. */
export default function List() {
  const { search, setSearch } = useRoute()
  const box = (search['box'] as Box | undefined) ?? 'all'
  const asked = useAsk<ListAnswer>('handovers.list', { box }, { keepPrevious: true })
  const { data } = asked
  return (
    <Page
      title="交接"
      sub="单位之间交接人员，写明情况，双方签名"
      actions={
        <PaperButton query="handovers.sheet" params={{ box }} how="save">
          下载台账
        </PaperButton>
      }
    >
      <Stack>
        <Row>
          {(Object.keys(boxes) as Box[]).map((key) => (
            <Button key={key} size="small" look={box === key ? 'main' : 'plain'} onClick={() => setSearch({ box: key })}>
              {`${boxes[key]} ${data?.counts[keyOf[key]] ?? ''}`}
            </Button>
          ))}
        </Row>
        <Panel flush>
          <HandoverTable
            title="交接单"
            asked={asked}
            rows={data?.items}
            total={data?.counts[keyOf[box]]}
            empty="要交出人，在这个人的页面上按“填写书面交接”；对方交来的会出现在这里。"
          />
        </Panel>
      </Stack>
    </Page>
  )
}
