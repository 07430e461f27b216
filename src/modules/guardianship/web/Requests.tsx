import { Empty, Go, Page, Panel, showInstant, subjectPath, Table, Tag, useGo, useNow } from '#web/ui/index.ts'
import { requestKinds } from '../words.ts'
import { useBoard } from './answers.ts'
import { Nav } from './Nav.tsx'

/** What waits for the bureau, and what it approved and nobody has carried out yet. The decision is made on the child's page. */
export default function Requests() {
  const asked = useBoard()
  const go = useGo()
  const now = useNow()
  return (
    <Page title="监护审批" sub="审批在孩子的个案页办：先写明理由打开，看过申请和评估再决定">
      <Nav here="/guardianship/requests" />
      <Panel flush>
        <Table
          title="监护审批"
          asked={asked}
          rows={asked.data?.waiting.items}
          total={asked.data?.waiting.total}
          unit="件"
          rowKey={(row) => row.requestId}
          onOpen={(row) => go(subjectPath('child-file', row.childId))}
          rowTone={(row) => (row.decides && row.state === 'asked' ? 'amb' : undefined)}
          empty={<Empty title="现在没有等审批的申请">下级单位申请临时监护、长期监护、寄养或返回家庭后，会出现在这里。</Empty>}
          columns={[
            { key: 'kind', title: '申请', value: (row) => requestKinds[row.kind] },
            {
              key: 'name',
              title: '姓名',
              value: (row) => row.name,
              cell: (row) => <Go to={subjectPath('child-file', row.childId)}>{row.name}</Go>,
            },
            { key: 'no', title: '编号', value: (row) => row.no, wideOnly: true },
            { key: 'from', title: '申请单位', value: (row) => row.from },
            { key: 'at', title: '提交', value: (row) => row.askedAt, cell: (row) => showInstant(row.askedAt, now) },
            {
              key: 'state',
              title: '现在',
              value: (row) => (row.state === 'asked' ? (row.decides ? '等您审批' : '等民政局审批') : '已批准，等办理'),
              cell: (row) => (
                <Tag tone={row.state === 'approved' ? 'grn' : row.decides ? 'amb' : 'gry'}>
                  {row.state === 'asked' ? (row.decides ? '等您审批' : '等民政局审批') : '已批准，等办理'}
                </Tag>
              ),
            },
          ]}
        />
      </Panel>
    </Page>
  )
}
