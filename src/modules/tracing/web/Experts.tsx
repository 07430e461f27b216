import { ActionButton, Empty, Go, Masked, Page, Panel, Table, Tag, useAsk } from '#web/ui/index.ts'
import { addExpertForm, changeExpertForm } from '../schema-team.ts'
import type { Expert } from './answers.ts'
import { knows } from './pickers.tsx'

/** The experts of the city: what they know, how to reach them with a reason. */
export default function Experts() {
  const asked = useAsk<{ items: Expert[] }>('tracing.experts')
  return (
    <Page
      title="专家库"
      sub={
        <>
          <span>全市共用</span>
          <Go to="/tracing">回到寻亲</Go>
        </>
      }
      actions={<ActionButton action="tracing.add-expert" of={addExpertForm} title="登记专家" look="main" />}
    >
      <Panel flush>
        <Table<Expert>
          title="专家库"
          asked={asked}
          rows={asked.data?.items}
          unit="人"
          exportable={false}
          rowKey={(row) => row.id}
          empty={<Empty title="还没有专家">登记懂方言、手语、心理的人：老同事、学校老师、志愿者都可以。</Empty>}
          columns={[
            { key: 'name', title: '姓名', value: (row) => row.name },
            { key: 'knows', title: '擅长', value: (row) => knows(row), wraps: true },
            { key: 'unit', title: '单位', value: (row) => row.unit ?? '' },
            {
              key: 'phone',
              title: '电话',
              value: (row) => row.phone ?? '',
              cell: (row) =>
                row.phone ? (
                  <Masked value={row.phone} action="tracing.reveal-expert" fixed={{ expertId: row.id }} label="看电话" />
                ) : (
                  '—'
                ),
            },
            { key: 'note', title: '怎么联系', value: (row) => row.note ?? '', wraps: true, wideOnly: true },
            {
              key: 'active',
              title: '现在',
              value: (row) => (row.active ? '能请' : '不便'),
              cell: (row) => <Tag tone={row.active ? 'grn' : 'gry'}>{row.active ? '能请' : '不便'}</Tag>,
            },
            { key: 'owner', title: '管理单位', value: (row) => row.owner },
            {
              key: 'do',
              title: '办理',
              value: () => '',
              cell: (row) =>
                row.own ? (
                  <ActionButton
                    size="small"
                    action="tracing.change-expert"
                    of={changeExpertForm}
                    title="更正专家资料"
                    label="更正"
                    fixed={{ expertId: row.id }}
                    initial={
                      {
                        name: row.name,
                        field: row.field,
                        areas: row.areas,
                        places: row.places ?? undefined,
                        unit: row.unit ?? undefined,
                        note: row.note ?? undefined,
                        active: row.active,
                      } as never
                    }
                    intro={row.phone ? <p className="g-muted">电话不带出；不改就空着，原来的还在。</p> : undefined}
                  />
                ) : null,
            },
          ]}
        />
      </Panel>
    </Page>
  )
}
