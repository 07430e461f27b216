import { Empty, Go, Page, Panel, showInstant, Stack, subjectPath, Table, useAsk, useNow } from '#web/ui/index.ts'
import { Nav } from './Nav.tsx'

interface TwinRow {
  childId: string
  otherId: string
  no: string
  otherNo: string
  name: string
  otherName: string
  foundAt: number
}

/** Files that may be of one child: two offices told the same ID number. Joined on the file's own page. */
export default function Twins() {
  const asked = useAsk<{ items: TwinRow[] }>('watching.twins')
  const now = useNow()
  return (
    <Page title="可能是同一个孩子" sub="两家单位登记了同一个身份证号">
      <Stack>
        <Nav here="/watching/twins" />
        <Panel flush>
          <Table
            title="可能重复的个案"
            unit="对"
            asked={asked}
            rows={asked.data?.items}
            rowKey={(row) => `${row.childId} ${row.otherId}`}
            empty={<Empty title="没有重复的">导入登记册以后，身份证号相同的会列在这里。双胞胎是两个人，不会列进来。</Empty>}
            columns={[
              {
                key: 'name',
                title: '一份',
                value: (row) => `${row.name} ${row.no}`,
                cell: (row) => (
                  <Go to={subjectPath('child-file', row.childId)}>
                    {row.name} {row.no}
                  </Go>
                ),
              },
              {
                key: 'other',
                title: '另一份',
                value: (row) => `${row.otherName} ${row.otherNo}`,
                cell: (row) => (
                  <Go to={subjectPath('child-file', row.otherId)}>
                    {row.otherName} {row.otherNo}
                  </Go>
                ),
              },
              { key: 'foundAt', title: '发现', value: (row) => row.foundAt, cell: (row) => showInstant(row.foundAt, now) },
            ]}
          />
        </Panel>
      </Stack>
    </Page>
  )
}
