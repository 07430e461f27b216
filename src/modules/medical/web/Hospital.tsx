import {
  ActionButton,
  Button,
  Empty,
  Go,
  Muted,
  Page,
  Panel,
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
import { bedsideForm, readyForm } from '../schema.ts'
import { CostsPanel } from './CostsPanel.tsx'
import { DesignatedPanel } from './DesignatedPanel.tsx'
import { FetchPlan } from './FetchPlan.tsx'
import { type Patient, type Patients, since } from './hospital-answers.ts'
import './medical.css'

const views = {
  all: '在院',
  bedside: '待甄别',
  ready: '可出院待接',
  over: '滞留',
  costs: '费用',
  designated: '定点医院',
} as const
type View = keyof typeof views

const inView: Record<'all' | 'bedside' | 'ready' | 'over', (patient: Patient) => boolean> = {
  all: () => true,
  bedside: (patient) => patient.fromStreet && patient.identifiedAt === null,
  ready: (patient) => patient.readyAt !== null,
  over: (patient) => patient.overstays,
}
const emptyWords: Record<'all' | 'bedside' | 'ready' | 'over', [string, string]> = {
  all: ['现在没有人住院', '送医住院以后会出现在这里。'],
  bedside: ['没有等候床前甄别的人', '从街面直接送医的人会出现在这里；两人同去。'],
  ready: ['没有可以出院的人', '医院或站里记“可以出院”后，这里写明由谁接。'],
  over: ['没有人滞留医院', '目标就是零。可以出院次日还在医院的会出现在这里。'],
}

/** In hospital: who, not identified yet, fit for discharge and by whom fetched, still there; costs; designated hospitals. */
export default function Hospital() {
  const { search, setSearch } = useRoute()
  const may = useMay()
  const shown = (Object.keys(views) as View[]).filter(
    (each) => (each !== 'costs' || may('medical.costs')) && (each !== 'designated' || may('medical.designated')),
  )
  const view = shown.find((each) => each === search['view']) ?? 'all'
  const asked = useAsk<Patients>('medical.patients', {}, { every: 120_000 })
  const counts: Partial<Record<View, number>> = asked.data
    ? { all: asked.data.total, bedside: asked.data.unidentified, ready: asked.data.ready, over: asked.data.overstayed }
    : {}
  return (
    <Page
      title="医院"
      sub={
        asked.data ? (
          <>
            <span>
              在院 <b>{asked.data.total}</b> 人 · 待甄别 {asked.data.unidentified} · 可出院 {asked.data.ready}
            </span>
            <span>
              滞留 <b>{asked.data.overstayed}</b> 人 <Muted>目标 0</Muted>
            </span>
          </>
        ) : null
      }
    >
      <div className="g-row" role="group" aria-label="看哪一部分">
        {shown.map((each) => (
          <Button
            key={each}
            size="small"
            look={each === view ? 'main' : 'plain'}
            aria-pressed={each === view}
            onClick={() => setSearch({ view: each === 'all' ? undefined : each })}
          >
            {views[each]}
            {counts[each] === undefined ? '' : ` ${counts[each]}`}
          </Button>
        ))}
      </div>
      {view === 'costs' ? (
        <CostsPanel />
      ) : view === 'designated' ? (
        <DesignatedPanel />
      ) : view === 'ready' || view === 'over' ? (
        <Waiting view={view} patients={asked.data?.items.filter(inView[view]) ?? []} loading={asked.isPending} />
      ) : (
        <PatientTable view={view} asked={asked} />
      )}
    </Page>
  )
}

/** Those who could go: a card each, since the rule and its reason are what counts. */
function Waiting({ view, patients, loading }: { view: 'ready' | 'over'; patients: Patient[]; loading: boolean }) {
  const now = useNow()
  if (loading) return null
  const [title, words] = emptyWords[view]
  if (patients.length === 0)
    return (
      <Panel>
        <Empty title={title}>{words}</Empty>
      </Panel>
    )
  return (
    <Stack>
      {patients.map((patient) => (
        <Panel
          key={patient.fileId}
          title={patient.name ?? patient.no}
          sub={`${patient.hospital}，可以出院 ${patient.readyAt === null ? '' : since(patient.readyAt, now)}`}
          right={<Go to={subjectPath('rescue-file', patient.fileId)}>{patient.no}</Go>}
        >
          <FetchPlan patient={patient} />
        </Panel>
      ))}
    </Stack>
  )
}

function PatientTable({ view, asked }: { view: 'all' | 'bedside'; asked: ReturnType<typeof useAsk<Patients>> }) {
  const now = useNow()
  const go = useGo()
  const [title, words] = emptyWords[view]
  return (
    <Panel flush>
      <Table
        title={view === 'all' ? '在院人员' : '待床前甄别'}
        unit="人"
        asked={asked}
        rows={asked.data?.items.filter(inView[view])}
        total={view === 'all' ? asked.data?.total : undefined}
        rowKey={(row) => row.fileId}
        onOpen={(row) => go(subjectPath('rescue-file', row.fileId))}
        rowTone={(row) => (row.overstays ? 'red' : inView.bedside(row) ? 'amb' : undefined)}
        empty={<Empty title={title}>{words}</Empty>}
        columns={[
          {
            key: 'name',
            title: '姓名',
            value: (row) => row.name,
            cell: (row) => <Go to={subjectPath('rescue-file', row.fileId)}>{row.name ?? row.no}</Go>,
          },
          { key: 'no', title: '编号', value: (row) => row.no, wideOnly: true },
          { key: 'station', title: '救助站', value: (row) => row.station, wideOnly: true },
          { key: 'hospital', title: '医院', value: (row) => row.hospital },
          {
            key: 'since',
            title: '入院',
            value: (row) => row.since,
            cell: (row) => `${showInstant(row.since, now)}，${since(row.since, now)}`,
          },
          {
            key: 'state',
            title: '情况',
            wraps: true,
            value: (row) => stateWords(row).join('、'),
            cell: (row) => (
              <span className="g-row">
                {row.overstays ? <Tag tone="red">滞留 {row.readyDays ?? 0} 天</Tag> : null}
                {inView.bedside(row) ? <Tag tone="amb">待甄别 {since(row.since, now)}</Tag> : null}
                {row.readyAt !== null && !row.overstays ? <Tag tone="amb">可以出院</Tag> : null}
                {row.line ? <Muted>{row.line}</Muted> : null}
              </span>
            ),
          },
          {
            key: 'cost',
            title: '费用（元）',
            align: 'end',
            value: (row) => row.costFen / 100,
            cell: (row) => (row.costFen > 0 ? (row.costFen / 100).toFixed(2) : ''),
            wideOnly: true,
          },
          {
            key: 'do',
            title: '办理',
            value: () => '',
            cell: (row) =>
              inView.bedside(row) ? (
                <ActionButton
                  action="medical.identify-at-bedside"
                  of={bedsideForm}
                  title="记床前甄别"
                  size="small"
                  fixed={{ fileId: row.fileId }}
                />
              ) : row.readyAt === null ? (
                <ActionButton
                  action="medical.ready-for-discharge"
                  of={readyForm}
                  title="记可以出院"
                  size="small"
                  fixed={{ fileId: row.fileId }}
                />
              ) : (
                <Go to="/hospital?view=ready">看由谁接</Go>
              ),
          },
        ]}
      />
    </Panel>
  )
}

const stateWords = (row: Patient): string[] => [
  ...(row.overstays ? [`滞留 ${row.readyDays ?? 0} 天`] : []),
  ...(inView.bedside(row) ? ['待甄别'] : []),
  ...(row.readyAt === null ? [] : ['可以出院']),
  ...(row.line ? [row.line] : []),
]
