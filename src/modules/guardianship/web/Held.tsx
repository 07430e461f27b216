import { Empty, Go, Page, Panel, PaperButton, Row, showInstant, subjectPath, Table, Tag, useGo, useNow } from '#web/ui/index.ts'
import { holdKinds, placementKinds, reviewCauses } from '../words.ts'
import { useBoard } from './answers.ts'
import { DayTag } from './DayTag.tsx'
import { Nav } from './Nav.tsx'

/** Children whom civil affairs protects or is the guardian of; whose review is due first. */
export default function Held() {
  const asked = useBoard()
  const go = useGo()
  const now = useNow()
  const today = asked.data?.today ?? ''
  return (
    <Page
      title="监护与安置"
      sub="紧急保护、临时监护、长期监护中的孩子"
      actions={
        <PaperButton query="guardianship.sheet" how="save">
          下载名单
        </PaperButton>
      }
    >
      <Nav here="/guardianship" />
      <Panel flush>
        <Table
          title="在监护的孩子"
          asked={asked}
          rows={asked.data?.held.items}
          total={asked.data?.held.total}
          unit="人"
          rowKey={(row) => row.childId}
          onOpen={(row) => go(subjectPath('child-file', row.childId))}
          rowTone={(row) => (row.reviewOn !== null && row.reviewOn < today ? 'red' : row.place === null ? 'amb' : undefined)}
          empty={<Empty title="现在没有在监护的孩子">在孩子的个案页办“紧急保护”或“申请临时监护”后，会出现在这里。</Empty>}
          columns={[
            {
              key: 'name',
              title: '姓名',
              value: (row) => row.name,
              cell: (row) => <Go to={subjectPath('child-file', row.childId)}>{row.name}</Go>,
            },
            { key: 'no', title: '编号', value: (row) => row.no, wideOnly: true },
            { key: 'kind', title: '监护', value: (row) => holdKinds[row.kind], cell: (row) => <Tag>{holdKinds[row.kind]}</Tag> },
            { key: 'ground', title: '情形', value: (row) => row.ground, wraps: true, wideOnly: true },
            { key: 'since', title: '从', value: (row) => row.since, cell: (row) => showInstant(row.since, now) },
            {
              key: 'place',
              title: '在哪里',
              value: (row) => (row.place ? placementKinds[row.place] : '没有安置'),
              cell: (row) => (row.place ? placementKinds[row.place] : <Tag tone="amb">没有安置</Tag>),
            },
            {
              key: 'review',
              title: '复核',
              value: (row) => row.reviewOn ?? '',
              cell: (row) => (
                <Row>
                  <DayTag day={row.reviewOn} today={today} />
                  {row.reviewCause && row.reviewCause !== 'term' ? <Tag tone="amb">{reviewCauses[row.reviewCause]}</Tag> : null}
                  {row.soonAdult ? <Tag tone="amb">将满十八周岁</Tag> : null}
                </Row>
              ),
            },
          ]}
        />
      </Panel>
    </Page>
  )
}
