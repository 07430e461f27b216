import { ActionButton, Empty, Go, Page, Panel, Row, showInstant, subjectPath, Table, Tag, useGo, useNow } from '#web/ui/index.ts'
import { visitReturnedForm } from '../schema.ts'
import { returnedFindings } from '../words.ts'
import { useBoard } from './answers.ts'
import { DayTag } from './DayTag.tsx'
import { Nav } from './Nav.tsx'

/** Children who went home and are still visited; whoever was never visited stands red once the day is past. */
export default function Home() {
  const asked = useBoard()
  const go = useGo()
  const now = useNow()
  const today = asked.data?.today ?? ''
  return (
    <Page title="返家回访" sub="返回家庭的孩子，回访过才移交；回访周期为假定">
      <Nav here="/guardianship/home" />
      <Panel flush>
        <Table
          title="返家回访中的孩子"
          asked={asked}
          rows={asked.data?.home.items}
          total={asked.data?.home.total}
          unit="人"
          rowKey={(row) => row.childId}
          onOpen={(row) => go(subjectPath('child-file', row.childId))}
          rowTone={(row) => (row.finding === 'danger' || (row.nextVisit !== null && row.nextVisit < today) ? 'red' : undefined)}
          empty={<Empty title="现在没有等回访的孩子">办“返回家庭”后，孩子会出现在这里，直到移交后续工作。</Empty>}
          columns={[
            {
              key: 'name',
              title: '姓名',
              value: (row) => row.name,
              cell: (row) => <Go to={subjectPath('child-file', row.childId)}>{row.name}</Go>,
            },
            { key: 'no', title: '编号', value: (row) => row.no, wideOnly: true },
            { key: 'at', title: '返家', value: (row) => row.returnedAt, cell: (row) => showInstant(row.returnedAt, now) },
            { key: 'visits', title: '回访次数', value: (row) => row.visits },
            {
              key: 'next',
              title: '下次回访',
              value: (row) => row.nextVisit ?? '',
              cell: (row) => (
                <Row>
                  {row.finding ? (
                    <Tag tone={row.finding === 'danger' ? 'red' : row.finding === 'stable' ? 'grn' : 'amb'}>
                      {returnedFindings[row.finding]}
                    </Tag>
                  ) : null}
                  <DayTag day={row.nextVisit} today={today} />
                </Row>
              ),
            },
            {
              key: 'do',
              title: '办理',
              value: () => '',
              cell: (row) => (
                <ActionButton
                  action="guardianship.visit-returned"
                  of={visitReturnedForm}
                  title="记返家回访"
                  size="small"
                  fixed={{ childId: row.childId }}
                  draftKey={`guardianship:home:${row.childId}`}
                />
              ),
            },
          ]}
        />
      </Panel>
    </Page>
  )
}
