import { ActionButton, Empty, Page, Panel, showInstant, Table, useAsk, useNow } from '#web/ui/index.ts'
import { endHelperForm, registerHelperForm } from '../schema-forms.ts'
import { helperKinds } from '../words.ts'
import type { HelperLine } from './answers.ts'

/** Volunteers and organisations that help trace, with what each found. */
export default function Helpers() {
  const asked = useAsk<{ total: number; helpers: HelperLine[] }>('inquiries.helpers', {})
  const now = useNow()
  const register = <ActionButton look="main" action="inquiries.register-helper" of={registerHelperForm} title="登记协助人" />
  return (
    <Page title="协助寻亲的人" sub="核实过的才请；只给协助所需的内容" actions={register}>
      <Panel flush>
        <Table<HelperLine>
          title="协助寻亲的人"
          asked={asked}
          rows={asked.data?.helpers}
          total={asked.data?.total}
          rowKey={(row) => row.helperId}
          exportable={false}
          unit="位"
          empty={<Empty title="还没有登记协助人">志愿者、社会组织、懂方言的人，核实以后登记在这里。</Empty>}
          columns={[
            { key: 'name', title: '姓名、名称', value: (row) => row.name },
            { key: 'kind', title: '类别', value: (row) => helperKinds[row.kind as keyof typeof helperKinds] },
            { key: 'place', title: '在哪里', value: (row) => row.place },
            { key: 'phone', title: '电话', value: (row) => row.phone },
            { key: 'checker', title: '核实人', value: (row) => row.checker },
            { key: 'engagements', title: '受请', value: (row) => row.engagements },
            { key: 'findings', title: '发现', value: (row) => row.findings },
            { key: 'led', title: '有进展', value: (row) => row.led },
            { key: 'since', title: '登记', value: (row) => row.since, cell: (row) => showInstant(row.since, now) },
            {
              key: 'end',
              title: '办理',
              value: (row) => (row.endedAt ? '已结束' : ''),
              cell: (row) =>
                row.endedAt ? (
                  '已结束'
                ) : (
                  <ActionButton
                    size="small"
                    action="inquiries.end-helper"
                    of={endHelperForm}
                    title="结束协助"
                    kind="modal"
                    fixed={{ helperId: row.helperId }}
                  />
                ),
            },
          ]}
        />
      </Panel>
    </Page>
  )
}
