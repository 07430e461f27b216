import {
  ActionButton,
  addDays,
  Button,
  clockOf,
  dateOf,
  Empty,
  Go,
  Page,
  Panel,
  Row,
  showDate,
  Table,
  useAsk,
  useGo,
  useNow,
  useRoute,
} from '#web/ui/index.ts'
import { planShiftForm } from '../schema.ts'
import { shiftKinds } from '../words.ts'
import type { ShiftLine } from './answers.ts'
import { ShiftTag } from './parts.tsx'
import { AreaPicker, OrganisationPicker } from './pickers.tsx'

const WEEK = 7

/** Four weeks of shifts, day by day. */
export default function Plans() {
  const { search, setSearch } = useRoute()
  const now = useNow()
  const go = useGo()
  const from = search['from'] ?? dateOf(now)
  const asked = useAsk<{ items: ShiftLine[] }>('patrol.plans', { from, to: addDays(from, 4 * WEEK) }, { keepPrevious: true })
  return (
    <Page
      title="巡查排班"
      sub={`${showDate(from, now)} 起四周`}
      actions={
        <>
          <ActionButton
            action="patrol.plan-shift"
            of={planShiftForm}
            title="排班"
            look="main"
            icon="plus"
            initial={{ date: from, kind: 'routine', from: '21:30', to: '00:30' }}
            pickers={{ areaId: AreaPicker, organisationId: OrganisationPicker }}
            draftKey="patrol:plan"
          />
          <Go to="/patrol">今晚街面</Go>
        </>
      }
    >
      <Panel flush>
        <Table
          title="巡查排班"
          asked={asked}
          rows={asked.data?.items}
          unit="班"
          rowKey={(row) => row.shiftId}
          onOpen={(row) => go(`/patrol/shift/${row.shiftId}`)}
          initialSort={{ key: 'from' }}
          tools={
            <Row>
              <Button size="small" icon="left" onClick={() => setSearch({ from: addDays(from, -WEEK) })}>
                前一周
              </Button>
              <Button size="small" onClick={() => setSearch({ from: undefined })}>
                从今天
              </Button>
              <Button size="small" icon="right" onClick={() => setSearch({ from: addDays(from, WEEK) })}>
                后一周
              </Button>
            </Row>
          }
          empty={<Empty title="这四周没有排班">每周固定的班，用“排班”里的每周重复一次排好。</Empty>}
          columns={[
            {
              key: 'from',
              title: '时间',
              value: (row) => row.from,
              cell: (row) => (
                <Go
                  to={`/patrol/shift/${row.shiftId}`}
                >{`${showDate(row.day, now)} ${clockOf(row.from)} 至 ${clockOf(row.to)}`}</Go>
              ),
            },
            { key: 'area', title: '区域', value: (row) => row.area },
            { key: 'kind', title: '类型', value: (row) => shiftKinds[row.kind] },
            { key: 'crew', title: '参加', value: (row) => row.crew.join('、'), wraps: true },
            { key: 'repeats', title: '每周', value: (row) => (row.repeats ? '每周' : ''), wideOnly: true },
            { key: 'state', title: '状态', value: (row) => row.state, cell: (row) => <ShiftTag shift={row} /> },
          ]}
        />
      </Panel>
    </Page>
  )
}
