import {
  Button,
  dateOf,
  Empty,
  Go,
  Page,
  Panel,
  showDate,
  showInstant,
  Table,
  Tag,
  useAsk,
  useGo,
  useMay,
  useNow,
  useRoute,
} from '#web/ui/index.ts'
import { ageWord, sexWord } from '#modules/people-and-cases/web/answers.ts'
import { type DeskFilter, deskFilters, whereWords } from '../words.ts'
import { type DeskAnswer, type DeskRow, policeWords } from './answers.ts'
import './tracing.css'

const path = (row: DeskRow) => `/tracing/${row.fileId}`
const on = (at: number) => showDate(dateOf(at))
/** Asked on a day, answered how; one word for sorting and the sheet. */
const step = (at: number | null, result: string | null, open = '已请') =>
  at === null ? '' : result ? (policeWords[result] ?? result) : `${open} ${on(at)}`

function Step({ words, done }: { words: string; done: boolean }) {
  return words === '' ? <Tag tone="out">没有</Tag> : <Tag tone={done ? 'grn' : 'amb'}>{words}</Tag>
}

/** Everybody in range whom nobody knows yet, with what has been done for each. */
export default function Desk() {
  const { search, setSearch } = useRoute()
  const filter = (search['filter'] ?? 'all') as DeskFilter
  const asked = useAsk<DeskAnswer>('tracing.desk', { filter }, { keepPrevious: true })
  const go = useGo()
  const may = useMay()
  const now = useNow()
  const today = dateOf(now)
  const counts = asked.data?.counts
  const stations = new Set(asked.data?.rows.map((row) => row.station)).size
  const wanted = asked.data?.wanted ?? 3
  return (
    <Page
      title="寻亲"
      sub="在站、住院、接待中，身份还没有核实的人"
      actions={
        <>
          {may('inquiries.list') ? <Go to="/inquiries">家属寻亲</Go> : null}
          {may('matching.list') ? <Go to="/matching">比对</Go> : null}
          {may('identification.coverage') ? <Go to="/identification">身份核查</Go> : null}
          {may('tracing.campaigns') ? <Go to="/tracing/campaigns">六月寻亲行动</Go> : null}
          {may('tracing.experts') ? <Go to="/tracing/experts">专家库</Go> : null}
          {may('tracing.team') ? <Go to="/tracing/team">寻亲队伍</Go> : null}
        </>
      }
    >
      <Panel flush>
        <Table<DeskRow>
          title="寻亲名单"
          asked={asked}
          rows={asked.data?.rows}
          total={counts?.[filter]}
          unit="人"
          rowKey={(row) => row.fileId}
          onOpen={(row) => go(path(row))}
          initialSort={{ key: 'days', down: true }}
          empty={
            filter === 'all' ? (
              <Empty title="没有身份不明的人">新来的人身份没有核实，就会出现在这里；查明或离站就不再列入。</Empty>
            ) : (
              <Empty
                title={`没有“${deskFilters[filter]}”的人`}
                actions={<Button onClick={() => setSearch({ filter: undefined })}>看全部</Button>}
              />
            )
          }
          tools={
            <div className="t-filters" role="group" aria-label="看哪些">
              {(Object.keys(deskFilters) as DeskFilter[]).map((key) => (
                <Button
                  key={key}
                  size="small"
                  aria-pressed={filter === key}
                  onClick={() => setSearch({ filter: key === 'all' ? undefined : key })}
                >
                  {deskFilters[key]} {counts?.[key] ?? ''}
                </Button>
              ))}
            </div>
          }
          columns={[
            {
              key: 'name',
              title: '姓名',
              value: (row) => row.name,
              cell: (row) => (
                <>
                  <Go to={path(row)}>{row.name}</Go>{' '}
                  {row.identity === 'claimed' ? <Tag tone="out">自述</Tag> : <Tag tone="vio">不明</Tag>}
                </>
              ),
            },
            { key: 'no', title: '编号', value: (row) => row.no },
            ...(stations > 1 ? [{ key: 'station', title: '救助站', value: (row: DeskRow) => row.station }] : []),
            {
              key: 'sex',
              title: '性别年龄',
              value: (row) => `${sexWord(row.sex)} ${ageWord(row.birthFrom, row.birthTo, today)}`,
            },
            { key: 'where', title: '在哪里', value: (row) => whereWords[row.where] ?? row.where },
            { key: 'days', title: '天数', value: (row) => row.days },
            {
              key: 'interviews',
              title: '问询',
              value: (row) => row.interviews,
              cell: (row) => (
                <Tag tone={row.interviews >= wanted ? 'grn' : row.interviews > 0 ? 'amb' : 'out'}>
                  {row.interviews > 0 ? `${row.interviews} 次` : row.sayings > 0 ? `记过 ${row.sayings} 句` : '没有'}
                </Tag>
              ),
            },
            {
              key: 'last',
              title: '最近听到',
              value: (row) => row.lastHeardAt,
              cell: (row) => (row.lastHeardAt === null ? '—' : showInstant(row.lastHeardAt, now)),
              wideOnly: true,
            },
            {
              key: 'notice',
              title: '公告推送',
              value: (row) => (row.noticeAt === null ? '' : on(row.noticeAt)),
              cell: (row) => <Step words={row.noticeAt === null ? '' : on(row.noticeAt)} done />,
            },
            {
              key: 'records',
              title: '公安核查',
              value: (row) => step(row.recordsAt, row.recordsResult),
              cell: (row) => <Step words={step(row.recordsAt, row.recordsResult)} done={row.recordsResult !== null} />,
            },
            {
              key: 'face',
              title: '人像',
              value: (row) => step(row.faceAt, row.faceResult),
              cell: (row) => <Step words={step(row.faceAt, row.faceResult)} done={row.faceResult !== null} />,
            },
            {
              key: 'dna',
              title: 'DNA',
              value: (row) =>
                row.dnaSampledAt !== null && !row.dnaResult ? `已采 ${on(row.dnaSampledAt)}` : step(row.dnaAt, row.dnaResult),
              cell: (row) => (
                <Step
                  words={
                    row.dnaSampledAt !== null && !row.dnaResult ? `已采 ${on(row.dnaSampledAt)}` : step(row.dnaAt, row.dnaResult)
                  }
                  done={row.dnaResult !== null || row.dnaSampledAt !== null}
                />
              ),
            },
            { key: 'leads', title: '在办线索', value: (row) => row.leads },
            { key: 'officer', title: '责任人', value: (row) => row.officer ?? '' },
          ]}
        />
      </Panel>
    </Page>
  )
}
