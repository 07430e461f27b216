import {
  ActionButton,
  Empty,
  Go,
  Page,
  Panel,
  showDate,
  showInstant,
  subjectPath,
  Table,
  Tag,
  useAsk,
  useNow,
} from '#web/ui/index.ts'
import { acknowledgeExtensionForm } from '../schema.ts'
import type { Extensions } from './answers.ts'

/** Stays extended beyond ten days, filed by the stations; the bureau acknowledges each. */
export default function ExtensionsScreen() {
  const asked = useAsk<Extensions>('stay.extensions')
  const now = useNow()
  const waiting = asked.data?.items.filter((each) => each.acknowledgedAt === null).length
  return (
    <Page title="延长救助备案" sub={waiting === undefined ? null : <span>待备案 {waiting} 件</span>}>
      <Panel flush>
        <Table
          title="延长救助备案"
          unit="件"
          asked={asked}
          rows={asked.data?.items}
          total={asked.data?.total}
          rowKey={(row) => row.id}
          rowTone={(row) => (row.acknowledgedAt === null ? 'amb' : undefined)}
          empty={<Empty title="没有报备">救助站延长救助期限后会报到这里。</Empty>}
          columns={[
            { key: 'station', title: '救助站', value: (row) => row.station },
            {
              key: 'name',
              title: '姓名',
              value: (row) => row.name,
              cell: (row) => <Go to={subjectPath('rescue-file', row.fileId)}>{row.name}</Go>,
            },
            { key: 'no', title: '编号', value: (row) => row.no, wideOnly: true },
            { key: 'days', title: '报备时在站天数', value: (row) => row.days },
            { key: 'until', title: '延至', value: (row) => row.until, cell: (row) => showDate(row.until, now) },
            { key: 'ground', title: '理由', value: (row) => row.groundWords },
            { key: 'reason', title: '说明', value: (row) => row.reason, wideOnly: true },
            { key: 'approved', title: '批准', value: (row) => row.approvedBy },
            { key: 'filed', title: '报备', value: (row) => row.filedAt, cell: (row) => showInstant(row.filedAt, now) },
            {
              key: 'do',
              title: '备案',
              value: (row) => row.acknowledgedAt,
              cell: (row) =>
                row.acknowledgedAt === null ? (
                  <ActionButton
                    action="stay.acknowledge-extension"
                    of={acknowledgeExtensionForm}
                    title="备案"
                    fixed={{ extensionId: row.id }}
                    size="small"
                  />
                ) : (
                  <Tag tone="grn">
                    {row.acknowledgedBy} {showInstant(row.acknowledgedAt, now)}
                  </Tag>
                ),
            },
          ]}
        />
      </Panel>
    </Page>
  )
}
