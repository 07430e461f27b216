import {
  Answer,
  Banner,
  Button,
  Columns,
  dateOf,
  Empty,
  Go,
  Muted,
  Page,
  Panel,
  PaperButton,
  Row,
  showDate,
  Stack,
  Stat,
  subjectPath,
  Table,
  Tag,
  useAsk,
  useNow,
  useRoute,
} from '#web/ui/index.ts'
import { rateStates, type RateState } from '../rules-rates.ts'
import { NeedsNav } from './NeedsNav.tsx'
import type { RateAnswer, RatesAnswer } from './needs-answers.ts'

interface FileLine {
  fileId: string
  no: string
  name: string
  sentAt: number
  due: number
  state: RateState
  minor: 'yes' | 'no' | 'unknown'
}

const percent = (share: number | null) => (share === null ? '—' : `${Math.round(share * 1000) / 10}%`)
const reachedWords = { reached: '达到', 'not-reached': '没达到', 'cannot-tell': '缺记录，说不准', none: '没有人' } as const

/** How many of those whom the station sent home within its own area were looked in on within a year. */
export default function Rates() {
  const now = useNow()
  const { search, setSearch } = useRoute()
  const thisYear = Number(dateOf(now).slice(0, 4))
  const year = Number(search['year'] ?? thisYear)
  const asked = useAsk<RatesAnswer>('follow-up.rates', { year }, { keepPrevious: true })
  return (
    <Page
      title="回访率"
      sub={<Muted>本站送返本辖区的人，返乡后一年内回访：总数不低于 30%，未成年人 100%（三年计划二(三)6）</Muted>}
      actions={
        <Row>
          <Button onClick={() => setSearch({ year: String(year - 1), state: undefined })}>看 {year - 1} 年</Button>
          {year < thisYear ? (
            <Button onClick={() => setSearch({ year: String(year + 1), state: undefined })}>看 {year + 1} 年</Button>
          ) : null}
          <PaperButton query="follow-up.rate-sheet" params={{ year }} how="save">
            下载 Excel
          </PaperButton>
        </Row>
      }
    >
      <Stack>
        <NeedsNav here="/follow-up/rates" />
        <Answer of={asked}>
          {(rates) => (
            <Stack>
              {rates.cut ? <Banner tone="red">人数太多，只算了前面一部分，请按站分开看。</Banner> : null}
              <Columns layout="even">
                <One title={`${rates.year} 年返乡的`} rate={rates.all} target="30%" only="all" />
                <One title={`${rates.year} 年返乡的未成年人`} rate={rates.minors} target="100%" only="minors" />
              </Columns>
              {rates.stations.length > 1 ? <Stations rates={rates} /> : null}
            </Stack>
          )}
        </Answer>
        <Files year={year} />
      </Stack>
    </Page>
  )
}

function One({ title, rate, target, only }: { title: string; rate: RateAnswer; target: string; only: 'all' | 'minors' }) {
  const { search, setSearch } = useRoute()
  const counts: [RateState, number][] = [
    ['met', rate.met],
    ['late', rate.late],
    ['pending', rate.pending],
    ['missed', rate.missed],
    ['waived', rate.waived],
    ['cannot-tell', rate.cannotTell],
  ]
  return (
    <Panel title={title}>
      <Stack>
        <Stat
          label="一年内回访"
          value={percent(rate.share)}
          of={`${rate.met} / ${rate.arisen} 人`}
          target={target}
          {...(rate.reached === 'reached'
            ? { tone: 'grn' as const }
            : rate.reached === 'not-reached'
              ? { tone: 'red' as const }
              : {})}
        >
          <Muted>
            {reachedWords[rate.reached]}
            {rate.pending > 0 ? `；只看已有结果的：${percent(rate.settledShare)}` : ''}
          </Muted>
        </Stat>
        <Row>
          {counts
            .filter(([, count]) => count > 0)
            .map(([state, count]) => (
              <Button
                key={state}
                size="small"
                look={search['state'] === state && search['only'] === only ? 'main' : 'plain'}
                onClick={() => setSearch({ state, only })}
              >
                {rateStates[state]} {count}
              </Button>
            ))}
        </Row>
      </Stack>
    </Panel>
  )
}

function Stations({ rates }: { rates: RatesAnswer }) {
  const { setSearch } = useRoute()
  return (
    <Panel title="各站" flush>
      <Table
        title={`各站回访率 ${rates.year}`}
        rows={rates.stations}
        total={rates.stations.length}
        unit="个站"
        rowKey={(row) => row.path}
        rowTone={(row) => (row.all.reached === 'not-reached' || row.minors.reached === 'not-reached' ? 'red' : undefined)}
        onOpen={(row) => setSearch({ station: row.path, only: 'all', state: undefined })}
        empty={<Empty title="没有" />}
        columns={[
          { key: 'name', title: '救助站', value: (row) => row.name },
          { key: 'arisen', title: '返乡', value: (row) => row.all.arisen },
          { key: 'met', title: '一年内回访', value: (row) => row.all.met },
          { key: 'share', title: '回访率', value: (row) => percent(row.all.share) },
          { key: 'pending', title: '没到期', value: (row) => row.all.pending, wideOnly: true },
          { key: 'missed', title: '到期没回访', value: (row) => row.all.missed },
          { key: 'minors', title: '未成年人', value: (row) => `${row.minors.met} / ${row.minors.arisen}` },
          { key: 'reached', title: '要求', value: (row) => reachedWords[row.all.reached] },
        ]}
      />
    </Panel>
  )
}

function Files({ year }: { year: number }) {
  const now = useNow()
  const { search } = useRoute()
  const asked = useAsk<{ items: FileLine[]; total: number }>(
    'follow-up.rate-files',
    {
      year,
      ...(search['only'] === 'minors' ? { only: 'minors' } : {}),
      ...(search['state'] ? { state: search['state'] } : {}),
      ...(search['station'] ? { station: search['station'] } : {}),
    },
    { keepPrevious: true },
  )
  const tones: Record<RateState, 'grn' | 'red' | 'amb' | 'gry' | 'vio'> = {
    met: 'grn',
    late: 'amb',
    pending: 'gry',
    missed: 'red',
    waived: 'gry',
    'cannot-tell': 'vio',
  }
  return (
    <Panel title="数字后面的人" sub={search['state'] ? rateStates[search['state'] as RateState] : '全部'} flush>
      <Table
        title={`回访率名单 ${year}`}
        asked={asked}
        rows={asked.data?.items}
        total={asked.data?.total}
        unit="人"
        rowKey={(row) => `${row.fileId}:${row.sentAt}`}
        empty={<Empty title="没有这样的人">点上面的数字，看另一种。</Empty>}
        columns={[
          {
            key: 'name',
            title: '姓名',
            value: (row) => row.name,
            cell: (row) => <Go to={subjectPath('rescue-file', row.fileId)}>{row.name}</Go>,
          },
          { key: 'no', title: '编号', value: (row) => row.no, wideOnly: true },
          { key: 'sentAt', title: '返乡', value: (row) => row.sentAt, cell: (row) => showDate(dateOf(row.sentAt), now) },
          { key: 'due', title: '回访期限', value: (row) => row.due, cell: (row) => showDate(dateOf(row.due - 1), now) },
          {
            key: 'state',
            title: '结果',
            value: (row) => rateStates[row.state],
            cell: (row) => <Tag tone={tones[row.state]}>{rateStates[row.state]}</Tag>,
          },
          {
            key: 'minor',
            title: '未成年人',
            value: (row) => (row.minor === 'yes' ? '是' : row.minor === 'unknown' ? '年龄不详' : ''),
          },
        ]}
      />
    </Panel>
  )
}
