import { useRef, useState } from 'react'
import {
  ActionButton,
  Answer,
  Button,
  Columns,
  Empty,
  Form,
  Muted,
  Page,
  Panel,
  Row,
  saveBlob,
  say,
  Stack,
  Table,
  useAct,
  useAsk,
} from '#web/ui/index.ts'
import { exportForm, pfifForm } from '../schema-forms.ts'

interface Tried {
  total: number
  already: number
  faults: { at: number; why: string }[]
  records: { record: string; name: string | null; already: boolean; useful: boolean; notes: number }[]
}

function Bring({ xml, onDone }: { xml: string; onDone(): void }) {
  const asked = useAsk<Tried>('inquiries.check-pfif', { xml })
  const acting = useAct<{ added: number; updated: number; same: number; removed: number; bad: number }>('inquiries.import-pfif')
  return (
    <Answer of={asked}>
      {(tried) => (
        <Stack>
          <Muted>{`共 ${tried.total} 条，已有 ${tried.already} 条${tried.faults.length > 0 ? `，${tried.faults.length} 条不能用` : ''}`}</Muted>
          <Form
            of={pfifForm}
            hidden={['xml']}
            initial={{ xml }}
            submitLabel="作为线索导入"
            onSubmit={async (form) => {
              const outcome = await acting.send(form)
              if (!outcome.ok) return outcome.refusal
              const { added, updated, removed } = outcome.reply
              say(`新增 ${added} 条，更新 ${updated} 条，删除 ${removed} 条`)
              onDone()
              return null
            }}
          />
          <Table
            title="外部记录"
            rows={tried.records}
            rowKey={(row) => row.record}
            exportable={false}
            empty={<Empty title="没有可用的记录" />}
            columns={[
              { key: 'name', title: '姓名', value: (row) => row.name },
              { key: 'record', title: '来源记录', value: (row) => row.record },
              { key: 'notes', title: '说明', value: (row) => row.notes },
              { key: 'what', title: '导入', value: (row) => (row.already ? '更新' : row.useful ? '新增' : '内容太少，不导入') },
            ]}
          />
        </Stack>
      )}
    </Answer>
  )
}

/** PFIF 1.4 in and out. */
export default function Exchange() {
  const [xml, setXml] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)
  return (
    <Page title="与外部寻人库交换" sub="PFIF 1.4；进来的是线索，未经核实">
      <Columns layout="even">
        <Panel title="导入线索">
          {xml ? (
            <Bring xml={xml} onDone={() => setXml(null)} />
          ) : (
            <Stack>
              <Row>
                <Button look="main" onClick={() => input.current?.click()}>
                  选择 PFIF 文件
                </Button>
                <Muted>一次不超过 500 条</Muted>
              </Row>
              <input
                ref={input}
                type="file"
                hidden
                aria-label="PFIF 文件"
                accept=".xml,application/xml"
                onChange={(event) => {
                  const file = event.target.files?.[0]
                  event.target.value = ''
                  void file?.text().then(setXml)
                }}
              />
              <Muted>线索先看过再比对；到对方写的期限自动删除；照片地址不会去取。</Muted>
            </Stack>
          )}
        </Panel>
        <Panel title="提供给其他平台">
          <Stack>
            <Muted>只有家属单独同意的成年人：姓名、特征、县级住址。没有联系方式、亲属和照片；每一份都留痕。</Muted>
            <ActionButton<typeof exportForm, { xml: string; count: number }>
              action="inquiries.export-pfif"
              of={exportForm}
              title="导出可提供的登记"
              onDone={({ reply }) => {
                say(`已导出 ${reply.count} 份`)
                saveBlob(new Blob([reply.xml], { type: 'application/xml' }), '寻亲登记.pfif.xml')
              }}
            />
          </Stack>
        </Panel>
      </Columns>
    </Page>
  )
}
