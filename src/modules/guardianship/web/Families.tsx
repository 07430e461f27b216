import { ActionButton, Empty, Page, Panel, Row, showDate, Table, Tag, useAsk, useRoute } from '#web/ui/index.ts'
import { familyLife } from '../lifecycle.ts'
import { registerFamilyForm } from '../schema-family.ts'
import { familyKinds } from '../words.ts'
import type { FamiliesAnswer } from './answers.ts'
import { FamilyView } from './FamilyView.tsx'
import { Nav } from './Nav.tsx'
import { bureauPickers } from './pickers.tsx'

/** Families that foster or care on the guardians' behalf: who may take a child, whose check runs out. */
export default function Families() {
  const asked = useAsk<FamiliesAnswer>('guardianship.families')
  const { search, setSearch } = useRoute()
  const open = asked.data?.items.find((each) => each.familyId === search['family'])
  const today = asked.data?.today ?? ''
  return (
    <Page
      title="寄养、代养家庭"
      sub="登记、评估、核准后才能接收孩子；评估有效一年"
      actions={
        <ActionButton
          action="guardianship.register-family"
          of={registerFamilyForm}
          title="登记家庭"
          look="main"
          pickers={bureauPickers}
          draftKey="guardianship:family"
        />
      }
    >
      <Nav here="/guardianship/families" />
      {open ? (
        <FamilyView key={open.familyId} family={open} today={today} onClose={() => setSearch({ family: undefined })} />
      ) : null}
      <Panel flush>
        <Table
          title="寄养代养家庭"
          asked={asked}
          rows={asked.data?.items}
          total={asked.data?.total}
          unit="户"
          rowKey={(row) => row.familyId}
          onOpen={(row) => setSearch({ family: row.familyId })}
          rowTone={(row) =>
            row.familyId === search['family'] ? 'on' : row.state === 'approved' && (row.until ?? '') < today ? 'red' : undefined
          }
          empty={<Empty title="还没有登记家庭">登记愿意寄养、代养的家庭，两人上门评估，民政局核准后就能选用。</Empty>}
          columns={[
            { key: 'name', title: '家庭', value: (row) => row.name },
            { key: 'kind', title: '做什么', value: (row) => familyKinds[row.kind], wideOnly: true },
            {
              key: 'state',
              title: '状态',
              value: (row) => familyLife.states[row.state].zh,
              cell: (row) => (
                <Row>
                  <Tag tone={row.state === 'approved' ? 'grn' : row.state === 'checked' ? 'amb' : 'gry'}>
                    {familyLife.states[row.state].zh}
                  </Tag>
                  {row.volunteer ? <Tag>有人是志愿者</Tag> : null}
                  {row.children > 0 && (row.state === 'withdrawn' || row.state === 'paused') ? (
                    <Tag tone="red">孩子还在</Tag>
                  ) : null}
                </Row>
              ),
            },
            {
              key: 'children',
              title: '孩子',
              value: (row) => row.children,
              cell: (row) => `${row.children} / ${row.most}`,
              align: 'end',
            },
            {
              key: 'until',
              title: '评估有效到',
              value: (row) => row.until ?? '',
              cell: (row) => (row.until ? showDate(row.until) : ''),
            },
          ]}
        />
      </Panel>
    </Page>
  )
}
