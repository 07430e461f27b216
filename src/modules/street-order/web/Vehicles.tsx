import {
  ActionButton,
  dateOf,
  Empty,
  Page,
  Panel,
  PaperButton,
  Row,
  showDate,
  Stack,
  Table,
  Tag,
  useAsk,
  useNow,
} from '#web/ui/index.ts'
import { endVehicleForm, tellTrafficForm, vehicleForm } from '../schema.ts'
import type { VehicleLine } from './answers.ts'
import { Nav } from './Nav.tsx'
import { TrafficPicker } from './pickers.tsx'

const standings: Record<VehicleLine['standing'], { zh: string; tone: 'grn' | 'amb' | 'red' }> = {
  untold: { zh: '还没有报备案', tone: 'amb' },
  good: { zh: '已备案', tone: 'grn' },
  soon: { zh: '快到期', tone: 'amb' },
  expired: { zh: '备案已过期', tone: 'red' },
  ended: { zh: '已停用', tone: 'amb' },
}

/** Rescue vehicles, and whether the traffic police know of them. */
export default function Vehicles() {
  const asked = useAsk<{ items: VehicleLine[] }>('street-order.vehicles', {})
  const now = useNow()
  return (
    <Page
      title="救助车辆"
      sub="报交警备案，路上遇到知道是救助车"
      actions={
        <>
          <ActionButton action="street-order.register-vehicle" of={vehicleForm} title="登记车辆" look="main" icon="plus" />
          <PaperButton query="street-order.vehicles-sheet" params={{}} how="save">
            下载备案表
          </PaperButton>
        </>
      }
    >
      <Stack>
        <Nav at="/street-order/vehicles" />
        <Panel flush>
          <Table
            title="救助车辆"
            asked={asked}
            rows={asked.data?.items}
            unit="辆"
            rowKey={(row) => row.vehicleId}
            empty={<Empty title="还没有登记">救助、巡查用的车都登记，再报交警备案。</Empty>}
            columns={[
              { key: 'plate', title: '车牌', value: (row) => row.plate },
              { key: 'kind', title: '用途', value: (row) => row.kind },
              { key: 'unit', title: '单位', value: (row) => row.organisation },
              { key: 'driver', title: '驾驶员', value: (row) => [row.driver, row.driverPhone].filter(Boolean).join(' ') },
              {
                key: 'standing',
                title: '备案',
                value: (row) => standings[row.standing].zh,
                cell: (row) => <Tag tone={standings[row.standing].tone}>{standings[row.standing].zh}</Tag>,
              },
              {
                key: 'told',
                title: '报给',
                value: (row) => [row.toldTo, row.toldOn].filter(Boolean).join('，'),
                wraps: true,
              },
              { key: 'until', title: '有效期到', value: (row) => (row.until ? showDate(row.until, now) : '') },
              {
                key: 'do',
                title: '办理',
                value: () => '',
                cell: (row) =>
                  row.mine && row.standing !== 'ended' ? (
                    <Row>
                      <ActionButton
                        action="street-order.tell-traffic"
                        of={tellTrafficForm}
                        title="报交警备案"
                        fixed={{ vehicleId: row.vehicleId }}
                        initial={{ on: dateOf(now) }}
                        pickers={{ organisationId: TrafficPicker }}
                      />
                      <ActionButton
                        action="street-order.end-vehicle"
                        of={endVehicleForm}
                        title="停用"
                        fixed={{ vehicleId: row.vehicleId }}
                      />
                    </Row>
                  ) : null,
              },
            ]}
          />
        </Panel>
      </Stack>
    </Page>
  )
}
