import {
  ActionButton,
  clockOf,
  Columns,
  Empty,
  Go,
  Muted,
  Page,
  Panel,
  Row,
  showDate,
  showInstant,
  showLength,
  Stack,
  subjectPath,
  Table,
  Tag,
  addDays,
  Button,
  dateOf,
  useAsk,
  useGo,
  useNow,
  useRoute,
} from '#web/ui/index.ts'
import { disinfectForm, fetchForm, guidanceForm, logKinds, screenForm } from '../schema.ts'
import type { DayAnswer, GuestRow } from './answers.ts'
import { sayAdvice } from './buttons.tsx'

interface Due {
  items: (GuestRow & { acceptedAt: number; arrival: string | null })[]
  total: number
}

interface Patients {
  items: (GuestRow & {
    hospital: string
    since: number
    identifiedAt: number | null
    readyAt: number | null
    identity: string
    line: string
  })[]
  total: number
}

/** Hours after acceptance from which a missing check is marked; the term itself stands with the duties. */
const LATE_HOURS = 20
const hour = 3_600_000

/** The infirmary: who waits for the check, who is isolated, who lies in hospital, and the day's log. */
export default function Infirmary() {
  return (
    <Page
      title="医务"
      sub="入站检视、隔离消毒、送医接回"
      actions={
        <>
          <ActionButton action="medical.disinfect" of={disinfectForm} title="记环境消毒" />
          <ActionButton action="medical.record-guidance" of={guidanceForm} title="记卫健、疾控指导" />
        </>
      }
    >
      <Columns layout="main-side">
        <Stack>
          <WaitingList />
          <DayLog />
        </Stack>
        <Stack>
          <Isolated />
          <InHospital />
        </Stack>
      </Columns>
    </Page>
  )
}

function WaitingList() {
  const asked = useAsk<Due>('medical.due-screenings')
  const now = useNow()
  const go = useGo()
  return (
    <Panel title="等候健康检视" flush>
      <Table
        title="等候健康检视"
        unit="人"
        asked={asked}
        rows={asked.data?.items}
        total={asked.data?.total}
        rowKey={(row) => row.fileId}
        rowTone={(row) => (now - row.acceptedAt > LATE_HOURS * hour ? 'amb' : undefined)}
        onOpen={(row) => go(subjectPath('rescue-file', row.fileId))}
        empty={<Empty title="都检视过了">下一位受理后会出现在这里。</Empty>}
        columns={[
          {
            key: 'name',
            title: '姓名',
            value: (row) => row.name,
            cell: (row) => <Go to={subjectPath('rescue-file', row.fileId)}>{row.name}</Go>,
          },
          { key: 'no', title: '编号', value: (row) => row.no, wideOnly: true },
          { key: 'acceptedAt', title: '受理', value: (row) => row.acceptedAt, cell: (row) => showInstant(row.acceptedAt, now) },
          { key: 'since', title: '已过', value: (row) => now - row.acceptedAt, cell: (row) => showLength(now - row.acceptedAt) },
          {
            key: 'do',
            title: '办理',
            value: () => '',
            cell: (row) => (
              <ActionButton
                action="medical.screen"
                of={screenForm}
                title="记健康检视"
                size="small"
                look="main"
                fixed={{ fileId: row.fileId }}
                draftKey={`screen:${row.fileId}`}
                onDone={sayAdvice}
              />
            ),
          },
        ]}
      />
    </Panel>
  )
}

function DayLog() {
  const now = useNow()
  const { search, setSearch } = useRoute()
  const today = dateOf(now)
  const date = search['date'] ?? today
  const asked = useAsk<DayAnswer>('medical.infirmary', { date }, { keepPrevious: true })
  return (
    <Panel
      title="医务日志"
      sub={showDate(date, now)}
      right={
        <Row>
          <Button size="small" onClick={() => setSearch({ date: addDays(date, -1) })}>
            看前一天
          </Button>
          {date < today ? (
            <Button size="small" onClick={() => setSearch({ date: addDays(date, 1) === today ? undefined : addDays(date, 1) })}>
              看后一天
            </Button>
          ) : null}
        </Row>
      }
      flush
    >
      <Table
        title={`医务日志 ${date}`}
        asked={asked}
        rows={asked.data?.log}
        rowKey={(row) => row.id}
        empty={<Empty title="这一天还没有记录">检视、用药、消毒、送医都会自己记到这里。</Empty>}
        columns={[
          { key: 'at', title: '时间', value: (row) => clockOf(row.at), width: 64 },
          { key: 'kind', title: '事项', value: (row) => logKinds[row.kind as keyof typeof logKinds], width: 96 },
          {
            key: 'name',
            title: '人员',
            value: (row) => row.name ?? '',
            cell: (row) => (row.fileId ? <Go to={subjectPath('rescue-file', row.fileId)}>{row.name ?? row.no}</Go> : '—'),
          },
          {
            key: 'line',
            title: '内容',
            value: (row) => row.line,
            cell: (row) =>
              row.withdrawn ? (
                <>
                  <Tag>已撤回</Tag> <s>{row.line}</s>
                </>
              ) : (
                row.line
              ),
          },
          { key: 'by', title: '记录人', value: (row) => row.by ?? '', wideOnly: true },
        ]}
      />
    </Panel>
  )
}

function Isolated() {
  const asked = useAsk<DayAnswer>('medical.infirmary')
  const now = useNow()
  const rows = asked.data?.isolated ?? []
  return (
    <Panel title="隔离中" right={<Muted>{rows.length} 人</Muted>}>
      {rows.length === 0 ? <Muted>现在没有人隔离。</Muted> : null}
      {rows.map((row) => (
        <p key={row.fileId}>
          <Go to={subjectPath('rescue-file', row.fileId)}>{row.name}</Go> <Muted>自 {showInstant(row.since, now)}</Muted>
          <br />
          {row.line}
        </p>
      ))}
    </Panel>
  )
}

function InHospital() {
  const asked = useAsk<Patients>('medical.in-hospital')
  const now = useNow()
  const rows = asked.data?.items ?? []
  return (
    <Panel title="在院" right={<Muted>{asked.data?.total ?? 0} 人</Muted>}>
      {rows.length === 0 ? <Muted>现在没有人住院。</Muted> : null}
      {rows.map((row) => (
        <div key={row.fileId}>
          <Row>
            <Go to={subjectPath('rescue-file', row.fileId)}>{row.name}</Go>
            {row.readyAt !== null ? <Tag tone="amb">可以出院 {showLength(now - row.readyAt)}</Tag> : null}
            {row.identifiedAt === null ? <Tag>待甄别</Tag> : null}
          </Row>
          <p>
            {row.hospital} <Muted>自 {showInstant(row.since, now)}</Muted>
          </p>
          {row.readyAt !== null ? (
            <ActionButton action="medical.fetch-back" of={fetchForm} title="记接回" size="small" fixed={{ fileId: row.fileId }} />
          ) : null}
        </div>
      ))}
    </Panel>
  )
}
