import { ActionButton, Banner, Empty, Page, Panel, showDate, Stack, Table, useAsk, useNow } from '#web/ui/index.ts'
import { operationForm } from '../schema.ts'
import type { OperationsAnswer } from './answers.ts'
import { Nav } from './Nav.tsx'
import { PartnerPicker } from './pickers.tsx'

/** Joint operations, held regularly. */
export default function Operations() {
  const asked = useAsk<OperationsAnswer>('street-order.operations', {})
  const { data } = asked
  const now = useNow()
  return (
    <Page
      title="联合行动"
      sub="公安、城管、民政、交通定期联合开展；多久一次文件没有写，暂定每季度"
      actions={
        <ActionButton
          action="street-order.hold-operation"
          of={operationForm}
          title="登记联合行动"
          look="main"
          icon="plus"
          pickers={{ organisationIds: PartnerPicker }}
        />
      }
    >
      <Stack>
        <Nav at="/street-order/operations" />
        {data?.next.late ? (
          <Banner tone="amb">
            {data.items.length === 0
              ? '还没有登记过联合行动。开展过的请补登；没有开展的，请定下日期。'
              : `下一次联合行动应在 ${showDate(data.next.by, now)} 以前开展，已过。`}
          </Banner>
        ) : null}
        <Panel flush>
          <Table
            title="联合行动"
            asked={asked}
            rows={data?.items}
            unit="次"
            rowKey={(row) => row.operationId}
            empty={<Empty title="还没有登记过">开展以后按“登记联合行动”，参加的单位都看得到。</Empty>}
            columns={[
              { key: 'on', title: '日期', value: (row) => row.heldOn, cell: (row) => showDate(row.heldOn, now) },
              { key: 'kind', title: '行动', value: (row) => row.kind },
              {
                key: 'who',
                title: '参加单位',
                value: (row) => [row.holder, ...row.members, row.others].filter(Boolean).join('、'),
                wraps: true,
              },
              { key: 'cases', title: '查处', value: (row) => `${row.cases} 件` },
              { key: 'rescued', title: '解救、送站', value: (row) => (row.rescued === null ? '' : `${row.rescued} 人`) },
              { key: 'people', title: '出动', value: (row) => (row.people === null ? '' : `${row.people} 人次`) },
              { key: 'what', title: '情况', value: (row) => row.what, wraps: true },
            ]}
          />
        </Panel>
      </Stack>
    </Page>
  )
}
