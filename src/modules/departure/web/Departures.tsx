import {
  Button,
  Empty,
  Go,
  Page,
  Panel,
  PaperButton,
  Row,
  showDate,
  showInstant,
  Stack,
  subjectPath,
  Table,
  Tag,
  useAsk,
  useGo,
  useMay,
  useNow,
  useRoute,
} from '#web/ui/index.ts'
import { allLeavingKinds } from '../schema.ts'
import { means } from '../schema-journey.ts'
import { isHandedOver } from './answers.ts'
import { Designated, MonthCosts, Refunds, Refusals, UnderWay } from './Road.tsx'

interface Guest {
  fileId: string
  no: string
  name: string
  sex: string | null
}

interface Planned {
  items: (Guest & {
    state: string
    route: string | null
    askedAt: number | null
    plannedOn: string | null
    means: string
    crossProvince: boolean | null
    refusedAt: number | null
    raisedTo: string | null
    origin: string | null
  })[]
  total: number
}

type Left = Guest & {
  kind: string
  leftAt: number
  note: string | null
  sentHome: boolean
  local: boolean | null
  handedOverAt: number | null
  originToldAt: number | null
  letterNo: string | null
}

const spans = [7, 30, 90]
const stateWords: Record<string, string> = { drafted: '待批准', approved: '已批准', refused: '流出地拒收' }

/** The board of the road home: who is to go, who is on the way, what waits for somebody. */
export default function Departures() {
  const may = useMay()
  return (
    <Page
      title="离站"
      sub="准备返乡、在途、签收、拒收协调、退款"
      actions={
        <PaperButton query="departure.returns-sheet" how="save">
          导出本月返乡月表
        </PaperButton>
      }
    >
      <Stack>
        <PlannedList />
        {may('departure.under-way') ? <UnderWay /> : null}
        {may('departure.refusals') ? <Refusals /> : null}
        {may('departure.refunds') ? <Refunds /> : null}
        <LeftList />
        {may('departure.costs-of-month') ? <MonthCosts /> : null}
        {may('departure.designated') ? <Designated /> : null}
      </Stack>
    </Page>
  )
}

function PlannedList() {
  const asked = useAsk<Planned>('departure.planned')
  const now = useNow()
  const go = useGo()
  return (
    <Panel title="准备返乡" flush>
      <Table
        title="准备返乡"
        unit="人"
        asked={asked}
        rows={asked.data?.items}
        total={asked.data?.total}
        rowKey={(row) => row.fileId}
        rowTone={(row) => (row.state === 'refused' ? 'red' : undefined)}
        onOpen={(row) => go(`/leave/${row.fileId}`)}
        empty={<Empty title="现在没有人等着返乡">身份查清、身体允许的，请在个案页“定返乡方案”。</Empty>}
        columns={[
          {
            key: 'name',
            title: '姓名',
            value: (row) => row.name,
            cell: (row) => <Go to={subjectPath('rescue-file', row.fileId)}>{row.name}</Go>,
          },
          { key: 'no', title: '编号', value: (row) => row.no, wideOnly: true },
          { key: 'means', title: '怎么返乡', value: (row) => means[row.means as keyof typeof means] ?? row.means },
          { key: 'origin', title: '返回地点', value: (row) => row.origin ?? '' },
          { key: 'plannedOn', title: '哪天走', value: (row) => row.plannedOn ?? '', cell: (row) => showDate(row.plannedOn, now) },
          {
            key: 'state',
            title: '说明',
            value: (row) => stateWords[row.state] ?? row.state,
            cell: (row) => (
              <Row>
                <Tag tone={row.state === 'approved' ? 'grn' : row.state === 'refused' ? 'red' : 'amb'}>
                  {stateWords[row.state] ?? row.state}
                </Tag>
                {row.crossProvince ? <Tag>跨省</Tag> : null}
                {row.askedAt !== null ? <Tag>已函商</Tag> : null}
              </Row>
            ),
          },
        ]}
      />
    </Panel>
  )
}

/** Where to and by what, without the way that the column before says. */
function whereTo({ kind, note }: Left): string {
  const way = allLeavingKinds[kind as keyof typeof allLeavingKinds] ?? kind
  const words = note ?? ''
  return words.startsWith(`${way}，`) ? words.slice(way.length + 1) : words === way ? '' : words
}

/** What is still owed after this leaving, in words; empty when nothing is. */
function owed(row: Left): string[] {
  const open: string[] = []
  if (isHandedOver(row) && row.handedOverAt === null) open.push('交接未签')
  if (row.sentHome && row.local !== true && row.originToldAt === null) open.push('告知函未发')
  return open
}

function LeftList() {
  const { search, setSearch } = useRoute()
  const days = Number(search['days'] ?? 30)
  const asked = useAsk<{ items: Left[]; total: number }>('departure.left-recently', { days }, { keepPrevious: true })
  const now = useNow()
  const go = useGo()
  return (
    <Panel title="已离站" flush>
      <Table
        title={`最近 ${days} 天离站`}
        unit="人次"
        asked={asked}
        rows={asked.data?.items}
        total={asked.data?.total}
        rowKey={(row) => `${row.fileId}:${row.leftAt}`}
        rowTone={(row) => (owed(row).length > 0 ? 'amb' : undefined)}
        onOpen={(row) => go(subjectPath('rescue-file', row.fileId))}
        tools={spans.map((span) => (
          <Button
            key={span}
            size="small"
            look={span === days ? 'main' : 'plain'}
            onClick={() => setSearch({ days: String(span) })}
          >
            看 {span} 天
          </Button>
        ))}
        empty={<Empty title="这段时间没有人离站">可以看更长的时间。</Empty>}
        columns={[
          { key: 'leftAt', title: '离站', value: (row) => row.leftAt, cell: (row) => showInstant(row.leftAt, now) },
          {
            key: 'name',
            title: '姓名',
            value: (row) => row.name,
            cell: (row) => <Go to={subjectPath('rescue-file', row.fileId)}>{row.name}</Go>,
          },
          { key: 'no', title: '编号', value: (row) => row.no, wideOnly: true },
          { key: 'kind', title: '方式', value: (row) => allLeavingKinds[row.kind as keyof typeof allLeavingKinds] ?? row.kind },
          { key: 'note', title: '去向和车票', value: (row) => whereTo(row) },
          {
            key: 'owed',
            title: '还差',
            value: (row) => owed(row).join('、'),
            cell: (row) => (
              <Row>
                {owed(row).map((each) => (
                  <Tag key={each} tone="amb">
                    {each}
                  </Tag>
                ))}
              </Row>
            ),
          },
        ]}
      />
    </Panel>
  )
}
