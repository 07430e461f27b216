import { Button, dateOf, Empty, Go, Page, Panel, Row, showDate, Table, Tag, useAsk, useGo, useRoute } from '#web/ui/index.ts'
import type { BoardAnswer } from './answers.ts'
import { Nav } from './Nav.tsx'

const lists = { open: '进行中', due: '该复评的', done: '已出结果' } as const
type List = keyof typeof lists
const says: Record<List, [string, string]> = {
  open: ['没有进行中的评估', '从孩子的个案页“开始评估”。受理后五个工作日内（假定）评估。'],
  due: ['三十天内没有要复评的', '出结果时按指标表算出下次日期，快到时出现在这里。'],
  done: ['还没有出过结果', '评估人都签名以后，在评估页“出评估结果”。'],
}

/** Assessments of the children that one knows. */
export default function Board() {
  const { search, setSearch } = useRoute()
  const go = useGo()
  const list: List = search['list'] === 'due' || search['list'] === 'done' ? search['list'] : 'open'
  const asked = useAsk<BoardAnswer>('assessment.board', { list }, { keepPrevious: true })
  const [title, hint] = says[list]
  return (
    <Page title="监护评估" sub="只列您能看的孩子">
      <Nav here="/assessment" />
      <Panel flush>
        <Table
          title={`监护评估 ${lists[list]}`}
          asked={asked}
          rows={asked.data?.items}
          total={asked.data?.total}
          unit="份"
          rowKey={(row) => row.assessmentId}
          onOpen={(row) => go(`/assessment/one/${row.assessmentId}`)}
          rowTone={(row) => (row.mine ? 'amb' : undefined)}
          tools={
            <Row>
              {(Object.keys(lists) as List[]).map((key) => (
                <Button key={key} size="small" look={key === list ? 'main' : 'plain'} onClick={() => setSearch({ list: key })}>
                  {lists[key]}
                </Button>
              ))}
            </Row>
          }
          empty={<Empty title={title}>{hint}</Empty>}
          columns={[
            {
              key: 'name',
              title: '姓名',
              value: (row) => row.name,
              cell: (row) => <Go to={`/assessment/one/${row.assessmentId}`}>{row.name}</Go>,
            },
            { key: 'no', title: '编号', value: (row) => row.no, wideOnly: true },
            { key: 'purpose', title: '事由', value: (row) => row.purpose },
            {
              key: 'state',
              title: '情况',
              value: (row) => row.gradeTitle ?? row.state,
              cell: (row) => (
                <Row>
                  <span>{row.gradeTitle ?? row.state}</span>
                  {row.mine ? <Tag tone="amb">等您签名</Tag> : null}
                </Row>
              ),
              wraps: true,
            },
            { key: 'unsigned', title: '未签名', value: (row) => (list === 'open' ? row.unsigned : undefined), wideOnly: true },
            {
              key: 'started',
              title: '开始',
              value: (row) => dateOf(row.startedAt),
              cell: (row) => showDate(dateOf(row.startedAt)),
            },
            {
              key: 'next',
              title: '下次',
              value: (row) => row.nextOn,
              cell: (row) => (row.nextOn ? showDate(row.nextOn) : ''),
            },
            { key: 'sheet', title: '指标表', value: (row) => row.sheetTitle, wraps: true, wideOnly: true },
          ]}
        />
      </Panel>
    </Page>
  )
}
