import { useState } from 'react'
import {
  ActionButton,
  addDays,
  Answer,
  Button,
  dateOf,
  Empty,
  Go,
  Muted,
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
} from '#web/ui/index.ts'
import { allLeavingKinds, refundForm } from '../schema.ts'
import { designateForm, eventKinds } from '../schema-journey.ts'
import { answerRaiseForm, raiseForm, raiseLevels } from '../schema-letters.ts'
import { type CostAnswer, yuan } from './answers.ts'
import { Costs } from './Journey.tsx'
import StationPicker from './StationPicker.tsx'

interface Guest {
  fileId: string
  no: string
  name: string
  sex: string | null
}
export type OnTheWay = Guest & {
  kind: string
  leftAt: number
  arrivesOn: string | null
  refused: boolean
  crossProvince: boolean | null
  arrived: boolean
  exceptions: string[]
  to: string | null
}

const nameColumn = {
  key: 'name',
  title: '姓名',
  value: (row: Guest) => row.name,
  cell: (row: Guest) => <Go to={subjectPath('rescue-file', row.fileId)}>{row.name}</Go>,
}
const noColumn = { key: 'no', title: '编号', value: (row: Guest) => row.no, wideOnly: true }

/** Who is on the way, and below it who has arrived and is not signed for. */
export function UnderWay() {
  const asked = useAsk<{ items: OnTheWay[]; total: number }>('departure.under-way')
  const items = asked.data?.items
  const waiting = items?.filter((each) => each.arrived)
  return (
    <>
      <Panel title="在途" flush>
        <Ways asked={asked} rows={items?.filter((each) => !each.arrived)} title="在途" empty="现在没有人在返乡路上" />
      </Panel>
      {waiting && waiting.length > 0 ? (
        <Panel title="已到、待签收" flush>
          <Ways asked={asked} rows={waiting} title="已到、待签收" empty="都签收了" waiting />
        </Panel>
      ) : null}
    </>
  )
}

function Ways(props: {
  asked: ReturnType<typeof useAsk<{ items: OnTheWay[]; total: number }>>
  rows: OnTheWay[] | undefined
  title: string
  empty: string
  waiting?: boolean
}) {
  const now = useNow()
  const go = useGo()
  const may = useMay()
  return (
    <Table<OnTheWay>
      title={props.title}
      unit="人"
      asked={props.asked}
      rows={props.rows}
      rowKey={(row) => row.fileId}
      rowTone={(row) => (row.refused ? 'red' : props.waiting ? 'amb' : undefined)}
      onOpen={(row) => go(`/handover/${row.fileId}`)}
      empty={<Empty title={props.empty}>办了护送、转他站的会出现在这里，到了由护送人员用手机签交接。</Empty>}
      columns={[
        nameColumn,
        noColumn,
        { key: 'kind', title: '方式', value: (row) => allLeavingKinds[row.kind as keyof typeof allLeavingKinds] ?? row.kind },
        { key: 'to', title: '送到', value: (row) => row.to ?? '' },
        { key: 'leftAt', title: '出发', value: (row) => row.leftAt, cell: (row) => showInstant(row.leftAt, now) },
        { key: 'arrivesOn', title: '哪天到', value: (row) => row.arrivesOn ?? '', cell: (row) => showDate(row.arrivesOn, now) },
        {
          key: 'note',
          title: '说明',
          value: (row) => [...row.exceptions, row.refused ? '拒收' : ''].join(' '),
          cell: (row) => (
            <Row>
              {row.crossProvince ? <Tag>跨省</Tag> : null}
              {row.refused ? <Tag tone="red">流出地拒收</Tag> : null}
              {row.exceptions.map((each) => (
                <Tag key={each} tone="amb">
                  {eventKinds[each as keyof typeof eventKinds] ?? '有异常'}
                </Tag>
              ))}
            </Row>
          ),
        },
        {
          key: 'do',
          title: '办理',
          value: () => '',
          cell: (row) =>
            may('departure.sign-handover') ? (
              <Button size="small" look={props.waiting ? 'main' : 'plain'} onClick={() => go(`/handover/${row.fileId}`)}>
                签交接
              </Button>
            ) : null,
        },
      ]}
    />
  )
}

type Refused = Guest & {
  stationName: string
  state: string
  stateTitle: string
  refusedAt: number
  raisedAt: number | null
  raisedTo: string | null
  origin: string | null
  reason: string | null
}

/** Refusals that nobody has settled, with the next step beside each. */
export function Refusals() {
  const asked = useAsk<{ items: Refused[]; total: number }>('departure.refusals')
  const now = useNow()
  const go = useGo()
  if (asked.data?.items.length === 0) return null
  return (
    <Panel title="拒收协调" flush>
      <Table<Refused>
        title="拒收协调"
        unit="件"
        asked={asked}
        rows={asked.data?.items}
        total={asked.data?.total}
        rowKey={(row) => `${row.fileId}:${row.refusedAt}`}
        rowTone={(row) => (row.state === 'raised' ? 'amb' : 'red')}
        onOpen={(row) => go(subjectPath('rescue-file', row.fileId))}
        empty={<Empty title="没有拒收">流出地不接的，在个案页记拒收，再逐级上报。</Empty>}
        columns={[
          nameColumn,
          noColumn,
          { key: 'station', title: '救助站', value: (row) => row.stationName, wideOnly: true },
          { key: 'origin', title: '哪里拒收', value: (row) => row.origin ?? '' },
          { key: 'reason', title: '理由', value: (row) => row.reason ?? '', wraps: true },
          { key: 'refusedAt', title: '拒收', value: (row) => row.refusedAt, cell: (row) => showInstant(row.refusedAt, now) },
          {
            key: 'state',
            title: '到哪一步',
            value: (row) => row.stateTitle,
            cell: (row) => (
              <Row>
                <Tag tone={row.state === 'raised' ? 'amb' : 'red'}>{row.stateTitle}</Tag>
                {row.raisedTo ? <Muted>{raiseLevels[row.raisedTo as keyof typeof raiseLevels] ?? row.raisedTo}</Muted> : null}
              </Row>
            ),
          },
          {
            key: 'do',
            title: '办理',
            value: () => '',
            cell: (row) =>
              row.state === 'raised' ? (
                <ActionButton
                  size="small"
                  action="departure.answer-raise"
                  of={answerRaiseForm}
                  title="记上级答复"
                  fixed={{ fileId: row.fileId }}
                />
              ) : (
                <ActionButton
                  size="small"
                  action="departure.raise"
                  of={raiseForm}
                  title="报上级协调"
                  fixed={{ fileId: row.fileId }}
                />
              ),
          },
        ]}
      />
    </Panel>
  )
}

type Refund = Guest & { ticketId: string; fareFen: number; refundFen: number; returnedAt: number; ticket: string | null }

/** Money that is still to come back for tickets. */
export function Refunds() {
  const asked = useAsk<{ items: Refund[]; total: number }>('departure.refunds')
  const now = useNow()
  if (asked.data?.items.length === 0) return null
  return (
    <Panel title="退票退款" flush>
      <Table<Refund>
        title="待退款"
        unit="张"
        asked={asked}
        rows={asked.data?.items}
        total={asked.data?.total}
        rowKey={(row) => row.ticketId}
        empty={<Empty title="退款都到账了">记退票时选“还没有到账”的会出现在这里。</Empty>}
        columns={[
          nameColumn,
          noColumn,
          { key: 'ticket', title: '车票', value: (row) => row.ticket ?? '' },
          { key: 'fare', title: '票价（元）', value: (row) => yuan(row.fareFen), align: 'end' },
          { key: 'refund', title: '该退（元）', value: (row) => yuan(row.refundFen), align: 'end' },
          { key: 'returnedAt', title: '退票', value: (row) => row.returnedAt, cell: (row) => showInstant(row.returnedAt, now) },
          {
            key: 'do',
            title: '办理',
            value: () => '',
            cell: (row) => (
              <ActionButton
                size="small"
                action="departure.receive-refund"
                of={refundForm}
                title="记到账"
                fixed={{ fileId: row.fileId, ticketId: row.ticketId }}
                initial={{ refundYuan: row.refundFen / 100 }}
              />
            ),
          },
        ]}
      />
    </Panel>
  )
}

/** What the way home cost in a month, by fund and bearer. */
export function MonthCosts() {
  const now = useNow()
  const [month, setMonth] = useState(() => dateOf(now).slice(0, 7))
  const asked = useAsk<{ month: string; people: number; lines: CostAnswer[] }>(
    'departure.costs-of-month',
    { month },
    { keepPrevious: true },
  )
  const step = (days: number) => setMonth(addDays(`${month}-15`, days).slice(0, 7))
  return (
    <Panel
      title="返乡费用"
      sub={`${month}${asked.data ? `，${asked.data.people} 人` : ''}`}
      right={
        <Row>
          <Button size="small" onClick={() => step(-30)}>
            看上月
          </Button>
          <Button size="small" onClick={() => step(30)}>
            看下月
          </Button>
          <PaperButton size="small" query="departure.returns-sheet" params={{ month }} how="save">
            导出返乡月表
          </PaperButton>
        </Row>
      }
    >
      <Answer of={asked}>
        {(answer) => (answer.lines.length > 0 ? <Costs costs={answer.lines} /> : <Muted>这个月还没有记返乡费用。</Muted>)}
      </Answer>
    </Panel>
  )
}

interface DesignatedAnswer {
  station: { id: string; name: string } | null
  self: boolean
  stations: { id: string; name: string }[]
}

/** Which station escorts across provinces; the bureau says it here. */
export function Designated() {
  const asked = useAsk<DesignatedAnswer>('departure.designated')
  const may = useMay()
  if (!asked.data) return null
  const { station, self, stations } = asked.data
  return (
    <Panel title="跨省护送">
      <Stack>
        <p>
          {station ? `由${station.name}承担${self ? '（就是本站）' : ''}。` : '民政局还没有指定承担跨省护送的救助站。'}{' '}
          <Muted>三年计划三（三）3</Muted>
        </p>
        {stations.length > 0 && may('departure.designate-station') ? (
          <ActionButton
            action="departure.designate-station"
            of={designateForm}
            title="指定跨省护送站"
            pickers={{ stationId: StationPicker }}
          />
        ) : null}
      </Stack>
    </Panel>
  )
}
