import { ActionButton, Answer, Empty, Page, Panel, showInstant, Table, Tag, useAsk, useNow } from '#web/ui/index.ts'
import { changeZoneForm, openBedForm, openZoneForm, restoreBedForm, withdrawBedForm } from '../schema.ts'
import type { Zones } from './answers.ts'

type ZoneRow = Zones['zones'][number]

/** Administration: which zones the station has, which beds stand in them. */
export default function ZonesScreen() {
  const asked = useAsk<Zones>('stay.zones')
  return (
    <Page
      title="分区和床位"
      sub={<span className="g-muted">未成年人、男女、传染病分开，是分区决定的；床位按房间分</span>}
      actions={<ActionButton action="stay.open-zone" of={openZoneForm} title="设立分区" look="main" icon="plus" />}
    >
      <Answer of={asked} lines={8}>
        {({ zones }) =>
          zones.length === 0 ? (
            <Panel>
              <Empty title="还没有分区">先设立观察隔离区，再设立男区、女区、未成年区、特护区；需要时设母婴区。</Empty>
            </Panel>
          ) : (
            <div className="g-stack">
              {zones.map((zone) => (
                <ZonePanel key={zone.id} zone={zone} />
              ))}
            </div>
          )
        }
      </Answer>
    </Page>
  )
}

function ZonePanel({ zone }: { zone: ZoneRow }) {
  const now = useNow()
  return (
    <Panel
      title={zone.name}
      sub={`${zone.kindWords} · ${zone.beds.length} 床${zone.staffedBy ? ` · ${zone.staffedBy}` : ''}`}
      right={
        <span className="g-row">
          <ActionButton action="stay.open-bed" of={openBedForm} title="设立床位" fixed={{ zoneId: zone.id }} />
          <ActionButton
            action="stay.change-zone"
            of={changeZoneForm}
            title="修改分区"
            fixed={{ zoneId: zone.id }}
            initial={{ name: zone.name, position: zone.position, ...(zone.staffedBy ? { staffedBy: zone.staffedBy } : {}) }}
          />
        </span>
      }
      flush
    >
      <Table
        title={`${zone.name}床位`}
        unit="床"
        rows={zone.beds}
        rowKey={(row) => row.id}
        empty={<Empty title="还没有床位">用“设立床位”一次写多张，一行一张。</Empty>}
        initialSort={{ key: 'label' }}
        columns={[
          { key: 'label', title: '床号', value: (row) => row.label },
          { key: 'room', title: '房间', value: (row) => row.room },
          {
            key: 'state',
            title: '状态',
            value: (row) => (row.taken ? '有人' : row.stateWords),
            cell: (row) =>
              row.taken ? <Tag>有人</Tag> : <Tag tone={row.state === 'ready' ? 'grn' : 'amb'}>{row.stateWords}</Tag>,
          },
          { key: 'since', title: '自', value: (row) => row.since, cell: (row) => showInstant(row.since, now) },
          {
            key: 'do',
            title: '办理',
            value: () => '',
            cell: (row) =>
              row.state === 'out-of-use' ? (
                <ActionButton
                  action="stay.restore-bed"
                  of={restoreBedForm}
                  title="恢复床位"
                  fixed={{ bedId: row.id }}
                  size="small"
                />
              ) : row.taken ? null : (
                <ActionButton
                  action="stay.withdraw-bed"
                  of={withdrawBedForm}
                  title="停用床位"
                  fixed={{ bedId: row.id }}
                  size="small"
                />
              ),
          },
        ]}
      />
    </Panel>
  )
}
