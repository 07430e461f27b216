import {
  Button,
  Empty,
  Go,
  Page,
  Panel,
  PaperButton,
  Row,
  showDate,
  subjectPath,
  Table,
  Tag,
  useAsk,
  useGo,
  useRoute,
} from '#web/ui/index.ts'
import { settlementLife } from '../lifecycle.ts'
import { allItems, answers, SOON_DAYS } from '../words.ts'
import { type CandidateAnswer, daysWords } from './answers.ts'
import { Nav } from './Nav.tsx'

const places = { station: '站内', hospital: '医院', outside: '站外托养', leave: '请假外出' } as const
const spans = [0, SOON_DAYS, 60] as const

/** What tracing has done, in a line. */
function stepWords({ steps }: CandidateAnswer): string {
  return [
    `公安 ${answers[steps.records]}`,
    `DNA ${answers[steps.dna]}`,
    steps.face ? '人像已比' : '人像未比',
    steps.published === null ? '公告未发' : steps.renewed === null ? '公告未更新' : '公告已更新',
    steps.national ? '已推全国网' : '未推全国网',
    `问询 ${steps.interviews} 次`,
  ].join('；')
}

/** Who has been here three months nameless, or soon will have; the longest first. */
export default function Candidates() {
  const { search, setSearch } = useRoute()
  const within = search['within'] === undefined ? SOON_DAYS : Number(search['within'])
  const asked = useAsk<{ items: CandidateAnswer[]; total: number }>('settlement.candidates', { within }, { keepPrevious: true })
  const go = useGo()
  return (
    <Page
      title="即将满三个月"
      sub="身份没有查明、还没有报落户申请的人"
      actions={
        <PaperButton query="settlement.candidates-sheet" params={{ within }} how="save">
          下载清单
        </PaperButton>
      }
    >
      <Nav here="/settlement/soon" />
      <Panel flush>
        <Table
          title="即将满三个月"
          asked={asked}
          rows={asked.data?.items}
          total={asked.data?.total}
          unit="人"
          rowKey={(row) => row.fileId}
          rowTone={(row) => (row.days < 0 ? 'red' : undefined)}
          onOpen={(row) => go(subjectPath('rescue-file', row.fileId))}
          tools={
            <Row>
              {spans.map((days) => (
                <Button
                  key={days}
                  size="small"
                  look={days === within ? 'main' : 'plain'}
                  onClick={() => setSearch({ within: String(days) })}
                >
                  {days === 0 ? '已满' : `${days} 天内`}
                </Button>
              ))}
            </Row>
          }
          empty={<Empty title="没有这样的人">身份不明的人满三个月前 30 天会出现在这里，先把查找手段用尽，再整理卷宗。</Empty>}
          columns={[
            {
              key: 'name',
              title: '姓名',
              value: (row) => row.name,
              cell: (row) => <Go to={subjectPath('rescue-file', row.fileId)}>{row.name}</Go>,
            },
            { key: 'no', title: '编号', value: (row) => row.no },
            {
              key: 'full',
              title: '满三个月',
              value: (row) => row.fullOn,
              cell: (row) => (
                <Row>
                  <span>{showDate(row.fullOn)}</span>
                  <Tag tone={row.days < 0 ? 'red' : 'amb'}>{daysWords(row.days)}</Tag>
                </Row>
              ),
            },
            { key: 'where', title: '在哪里', value: (row) => places[row.where] },
            {
              key: 'lacks',
              title: '还缺',
              value: (row) => row.lacks.map((item) => allItems[item]).join('、') || '不缺，可以整理卷宗',
              wraps: true,
            },
            { key: 'steps', title: '已做的查找', value: stepWords, wraps: true, wideOnly: true },
            {
              key: 'state',
              title: '卷宗',
              value: (row) => (row.state ? settlementLife.states[row.state].zh : '未整理'),
            },
            { key: 'station', title: '救助站', value: (row) => row.station, wideOnly: true },
          ]}
        />
      </Panel>
    </Page>
  )
}
