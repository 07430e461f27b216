import {
  ActionButton,
  Columns,
  Empty,
  Go,
  Muted,
  Page,
  Panel,
  PaperButton,
  Row,
  showInstant,
  showLength,
  Stack,
  Stat,
  subjectPath,
  Table,
  Tag,
  useAsk,
  useMay,
  useNow,
} from '#web/ui/index.ts'
import { ways } from '#facts/tracing.ts'
import { policeRequest } from '../lifecycle.ts'
import { pushBatchForm, sendAgainForm } from '../schema.ts'
import { kinds, levels, messageFaults, type Step, steps } from '../words.ts'
import { type GuestRow, type StepsAnswer, useWaiting } from './answers.ts'

interface Covered {
  items: (GuestRow & { identity: string; acceptedAt: number; steps: StepsAnswer; receipt: string | null })[]
  total: number
  counted: Record<Step, { done: number; explained: number }>
}

/** All unidentified guests, each step done, explained or open; what waits for the police; what did not go out. */
export default function Coverage() {
  const asked = useAsk<Covered>('identification.coverage')
  const may = useMay()
  const open = asked.data?.items.filter((each) => each.steps.pushed.at === null) ?? []
  return (
    <Page
      title="身份核查"
      sub="在站未查明人员：推送、DNA、人像，百分之百或写明例外"
      actions={
        <>
          {open.length > 0 ? (
            <>
              <PaperButton query="identification.national-sheet" how="save">
                导出待推送名单
              </PaperButton>
              <ActionButton
                action="identification.push-batch"
                of={pushBatchForm}
                title="整批记推送"
                fixed={{ fileIds: open.slice(0, 200).map((each) => each.fileId) }}
                intro={<p className="g-muted">名单里的 {Math.min(open.length, 200)} 人都已在网站上提交后再记。</p>}
              />
            </>
          ) : null}
          {may('identification.face-log') ? <Go to="/identification/faces">看人像比对台账</Go> : null}
        </>
      }
    >
      <Stack>
        <Columns layout="even">
          {(Object.keys(steps) as Step[]).map((step) => (
            <Figure key={step} step={step} covered={asked.data} />
          ))}
        </Columns>
        <Columns layout="main-side">
          <Stack>
            <Panel title="未查明人员" flush>
              <Guests asked={asked} />
            </Panel>
          </Stack>
          <Stack>
            <Failed />
            <Waiting />
            <Seconds />
            {may('identification.ways-of-year') ? <Ways /> : null}
          </Stack>
        </Columns>
      </Stack>
    </Page>
  )
}

function Figure({ step, covered }: { step: Step; covered: Covered | undefined }) {
  if (!covered) return <Stat label={steps[step]} value="…" />
  const { done, explained } = covered.counted[step]
  const all = covered.total
  return (
    <Stat
      label={steps[step]}
      value={`${done} / ${all}`}
      target="100%"
      tone={done + explained >= all ? 'grn' : 'amb'}
      {...(explained > 0 ? { of: `${explained} 人写明例外` } : {})}
    />
  )
}

function Guests({ asked }: { asked: ReturnType<typeof useAsk<Covered>> }) {
  const now = useNow()
  const step = (key: Step) => ({
    key,
    title: { pushed: '推送', dna: 'DNA', face: '人像' }[key],
    value: (row: Covered['items'][number]) => row.steps[key].at ?? (row.steps[key].exception ? '例外' : '未办'),
    cell: (row: Covered['items'][number]) => {
      const { at, exception } = row.steps[key]
      if (at !== null) return <Tag tone="grn">{showInstant(at, now)}</Tag>
      return exception ? <Muted>例外：{exception}</Muted> : <Tag tone="amb">未办</Tag>
    },
  })
  return (
    <Table
      title="未查明人员"
      unit="人"
      asked={asked}
      rows={asked.data?.items}
      total={asked.data?.total}
      rowKey={(row) => row.fileId}
      exportable={false}
      empty={<Empty title="没有未查明的人">下一位身份不明的受助人员会出现在这里。</Empty>}
      columns={[
        {
          key: 'name',
          title: '姓名',
          value: (row) => row.name,
          cell: (row) => <Go to={subjectPath('rescue-file', row.fileId)}>{row.name ?? row.no}</Go>,
        },
        { key: 'no', title: '编号', value: (row) => row.no, wideOnly: true },
        { key: 'days', title: '在站', value: (row) => now - row.acceptedAt, cell: (row) => showLength(now - row.acceptedAt) },
        step('pushed'),
        step('dna'),
        step('face'),
      ]}
    />
  )
}

function Failed() {
  const asked = useWaiting()
  const now = useNow()
  const rows = asked.data?.failed ?? []
  if (rows.length === 0) return null
  return (
    <Panel title="没有发出的" right={<Muted>{rows.length} 件</Muted>}>
      <p>请打印函件送达；网络恢复后系统也会自己再发，对方只算一件。</p>
      {rows.map((row) => (
        <div key={row.messageId}>
          <Row between>
            <span>
              <Go to={subjectPath('rescue-file', row.fileId)}>{row.name ?? row.no}</Go> {kinds[row.kind]}
            </span>
            <Tag tone="red">{messageFaults[row.fault as keyof typeof messageFaults] ?? '发送失败'}</Tag>
          </Row>
          <Row>
            <Muted>
              {showInstant(row.madeAt, now)} 起，试过 {row.tries} 次
            </Muted>
            <PaperButton
              size="small"
              query="identification.paper-request"
              params={{ fileId: row.fileId, requestId: row.requestId }}
            >
              打印函件
            </PaperButton>
            <ActionButton
              size="small"
              action="identification.send-again"
              of={sendAgainForm}
              title="再发一次"
              fixed={{ messageId: row.messageId }}
            />
          </Row>
        </div>
      ))}
    </Panel>
  )
}

function Waiting() {
  const asked = useWaiting()
  const now = useNow()
  const rows = asked.data?.items ?? []
  return (
    <Panel title="等答复、待上报" right={<Muted>{rows.length} 件</Muted>}>
      {rows.length === 0 ? <Muted>没有在等的协查。</Muted> : null}
      {rows.map((row) => (
        <Row key={row.requestId} between>
          <span>
            <Go to={subjectPath('rescue-file', row.fileId)}>{row.name ?? row.no}</Go> {kinds[row.kind]}{' '}
            <Muted>{levels[row.level as keyof typeof levels]}</Muted>
          </span>
          <Tag tone={row.state === 'cannot' ? 'red' : 'amb'}>
            {policeRequest.states[row.state].zh} {showLength(now - row.since)}
          </Tag>
        </Row>
      ))}
    </Panel>
  )
}

function Seconds() {
  const asked = useWaiting()
  const now = useNow()
  const { decisions = [], undone = [] } = asked.data ?? {}
  if (decisions.length + undone.length === 0) return null
  return (
    <Panel title="等第二人、撤销后处理">
      {decisions.map((each) => (
        <Row key={each.decisionId} between>
          <span>
            <Go to={subjectPath('rescue-file', each.fileId)}>{each.name ?? each.no}</Go>{' '}
            {each.state === 'undoing' ? '撤销认定' : (ways[each.way as keyof typeof ways] ?? each.way)}
          </span>
          <Muted>
            {each.byName} 提出，等了 {showLength(now - each.since)}
          </Muted>
        </Row>
      ))}
      {undone.map((each) => (
        <Row key={each.decisionId} between>
          <Go to={`/identification/undone/${each.fileId}/${each.decisionId}`}>{each.name ?? each.no} 撤销后要处理的</Go>
          <Muted>{showInstant(each.undoneAt, now)}</Muted>
        </Row>
      ))}
    </Panel>
  )
}

function Ways() {
  const asked = useAsk<{ year: number; ways: { way: string; count: number }[]; total: number }>('identification.ways-of-year')
  if (!asked.data) return null
  return (
    <Panel title={`${asked.data.year} 年查明途径`} right={<Muted>{asked.data.total} 人</Muted>}>
      {asked.data.ways.length === 0 ? <Muted>今年还没有查明的。</Muted> : null}
      {asked.data.ways.map((each) => (
        <Row key={each.way} between>
          <span>{ways[each.way as keyof typeof ways] ?? each.way}</span>
          <b>{each.count}</b>
        </Row>
      ))}
    </Panel>
  )
}
