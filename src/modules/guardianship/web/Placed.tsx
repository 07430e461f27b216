import { ActionButton, Empty, Go, Page, Panel, Row, showInstant, subjectPath, Table, Tag, useGo, useNow } from '#web/ui/index.ts'
import { visitPlacementForm } from '../schema.ts'
import { placementKinds, visitFindings } from '../words.ts'
import { useBoard } from './answers.ts'
import { DayTag } from './DayTag.tsx'
import { Nav } from './Nav.tsx'

/** Where children live; whose visit is due first, and who must be elsewhere at the top of all. */
export default function Placed() {
  const asked = useBoard()
  const go = useGo()
  const now = useNow()
  const today = asked.data?.today ?? ''
  const rows = asked.data?.placed.items
  return (
    <Page title="在安置" sub="亲属、代养、寄养、助养、机构；走访周期为假定">
      <Nav here="/guardianship/placed" />
      <Panel flush>
        <Table
          title="在安置的孩子"
          asked={asked}
          rows={rows && [...rows].sort((one, other) => Number(other.mustMove) - Number(one.mustMove))}
          total={asked.data?.placed.total}
          unit="人"
          rowKey={(row) => `${row.childId}:${row.kind}`}
          onOpen={(row) => go(subjectPath('child-file', row.childId))}
          rowTone={(row) => (row.mustMove || (row.nextVisit !== null && row.nextVisit < today) ? 'red' : undefined)}
          empty={<Empty title="现在没有安置的孩子">在孩子的个案页办“安置”后，会出现在这里，并提示什么时候走访。</Empty>}
          columns={[
            {
              key: 'name',
              title: '姓名',
              value: (row) => row.name,
              cell: (row) => <Go to={subjectPath('child-file', row.childId)}>{row.name}</Go>,
            },
            { key: 'no', title: '编号', value: (row) => row.no, wideOnly: true },
            { key: 'kind', title: '方式', value: (row) => placementKinds[row.kind] },
            { key: 'where', title: '由谁照料', value: (row) => row.where },
            {
              key: 'placed',
              title: '安置',
              value: (row) => row.placedAt,
              cell: (row) => showInstant(row.placedAt, now),
              wideOnly: true,
            },
            {
              key: 'visit',
              title: '走访',
              value: (row) => row.nextVisit ?? '',
              cell: (row) => (
                <Row>
                  {row.mustMove ? <Tag tone="red">须另行安置</Tag> : null}
                  {row.finding ? <Tag tone={row.finding === 'good' ? 'grn' : 'amb'}>{visitFindings[row.finding]}</Tag> : null}
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
                  action="guardianship.visit-placement"
                  of={visitPlacementForm}
                  title="记安置走访"
                  size="small"
                  fixed={{ childId: row.childId }}
                  draftKey={`guardianship:visit:${row.childId}`}
                />
              ),
            },
          ]}
        />
      </Panel>
    </Page>
  )
}
