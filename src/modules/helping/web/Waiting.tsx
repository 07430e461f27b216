import { Empty, Go, Page, Panel, showInstant, subjectPath, Table, useAsk, useNow } from '#web/ui/index.ts'
import { needWord } from '../words.ts'
import { Nav } from './Nav.tsx'

interface WaitingAnswer {
  total: number
  items: { childId: string; no: string; name: string; needs: string[]; assessedAt: number }[]
}

/** Children of whom an assessment found needs, and nothing follows yet. */
export default function Waiting() {
  const now = useNow()
  const asked = useAsk<WaitingAnswer>('helping.waiting')
  return (
    <Page title="等制定方案" sub="评估发现需要，还没有方案也没有转介">
      <Nav here="/helping/waiting" />
      <Panel flush>
        <Table
          title="等制定方案"
          asked={asked}
          rows={asked.data?.items}
          total={asked.data?.total}
          rowKey={(row) => row.childId}
          empty={<Empty title="没有在等的孩子">评估发现需要以后会列在这里；时限见应办事项。</Empty>}
          columns={[
            {
              key: 'name',
              title: '孩子',
              value: (row) => row.name,
              cell: (row) => <Go to={subjectPath('child-file', row.childId)}>{row.name}</Go>,
            },
            { key: 'no', title: '编号', value: (row) => row.no },
            { key: 'needs', title: '需要', value: (row) => row.needs.map(needWord).join('、'), wraps: true },
            { key: 'at', title: '评估', value: (row) => row.assessedAt, cell: (row) => showInstant(row.assessedAt, now) },
          ]}
        />
      </Panel>
    </Page>
  )
}
