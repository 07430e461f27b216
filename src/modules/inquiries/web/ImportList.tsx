import { useRef, useState } from 'react'
import {
  Answer,
  Banner,
  Button,
  Empty,
  Form,
  Muted,
  Page,
  Panel,
  PaperButton,
  type Refusal,
  RefusalNote,
  Row,
  Stack,
  Stat,
  Table,
  uploadFile,
  useAct,
  useAsk,
} from '#web/ui/index.ts'
import { importForm } from '../schema-forms.ts'

interface Checked {
  total: number
  good: number
  bad: number
  already: number
  asked: number
  rows: { number: number; name: string | null; bad: boolean; words: string }[]
}
interface Slice {
  imported: number
  already: number
  bad: number
  last: number
  more: boolean
}

function Check({ sheetId, onBack }: { sheetId: string; onBack(): void }) {
  const asked = useAsk<Checked>('inquiries.check-list', { sheetId })
  const acting = useAct<Slice>('inquiries.import-rows')
  const [done, setDone] = useState<{ imported: number; through: boolean } | null>(null)

  async function run(from: string): Promise<Refusal | null> {
    let after = 0
    let imported = 0
    for (;;) {
      const outcome = await acting.send({ sheetId, after, from })
      if (!outcome.ok) return outcome.refusal
      imported += outcome.reply.imported
      setDone({ imported, through: !outcome.reply.more })
      if (!outcome.reply.more) return null
      after = outcome.reply.last
    }
  }

  return (
    <Answer of={asked} lines={6}>
      {(checked) => (
        <Stack>
          <Row>
            <Stat label="可以导入" value={checked.good} of={`共 ${checked.total} 行`} tone="grn" />
            <Stat label="不能导入" value={checked.bad} {...(checked.bad > 0 ? { tone: 'red' as const } : {})} />
            <Stat label="要再问问的" value={checked.asked} {...(checked.asked > 0 ? { tone: 'amb' as const } : {})} />
            <Stat label="已经有了" value={checked.already} />
          </Row>
          {done ? (
            <Banner tone="acc">
              {done.through ? `导入完了：${done.imported} 份，已开始比对。` : `正在导入，已完成 ${done.imported} 份……`}
            </Banner>
          ) : (
            <Panel title="导入">
              <Form
                of={importForm}
                hidden={['sheetId', 'after']}
                initial={{ sheetId, after: 0 }}
                submitLabel={`导入 ${checked.good} 份`}
                onSubmit={(form) => run(form.from)}
                footer={<Button onClick={onBack}>换一个文件</Button>}
              />
            </Panel>
          )}
          <Panel title="逐行说明" flush>
            <Table
              title="逐行说明"
              rows={checked.rows}
              rowKey={(row) => String(row.number)}
              rowTone={(row) => (row.bad ? 'red' : 'amb')}
              exportable={false}
              unit="行"
              empty={<Empty title="每一行都看得懂">可以直接导入。</Empty>}
              columns={[
                { key: 'number', title: '行号', value: (row) => row.number },
                { key: 'name', title: '姓名', value: (row) => row.name },
                { key: 'what', title: '导入', value: (row) => (row.bad ? '不导入' : '导入，请再问') },
                { key: 'words', title: '说明', value: (row) => row.words, wraps: true },
              ]}
            />
          </Panel>
        </Stack>
      )}
    </Answer>
  )
}

/** A list of inquiries from elsewhere: tried first, imported then. */
export default function ImportList() {
  const [sheetId, setSheetId] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const input = useRef<HTMLInputElement>(null)
  async function take(file: File | undefined) {
    if (!file) return
    setBusy(true)
    setRefusal(null)
    const sent = await uploadFile(file)
    setBusy(false)
    if ('refused' in sent) setRefusal(sent)
    else setSheetId(sent.fileId)
  }
  return (
    <Page title="导入寻亲名单" sub="先试读，一行一行说明，再导入">
      {sheetId ? (
        <Check sheetId={sheetId} onBack={() => setSheetId(null)} />
      ) : (
        <Panel title="选文件">
          <Stack>
            <Row>
              <Button look="main" busy={busy} onClick={() => input.current?.click()}>
                选择名单
              </Button>
              <PaperButton query="inquiries.template" how="save">
                下载模板
              </PaperButton>
              <Muted>.xlsx，不超过 5000 行</Muted>
            </Row>
            <input
              ref={input}
              type="file"
              hidden
              aria-label="寻亲名单"
              accept=".xlsx"
              onChange={(event) => {
                const file = event.target.files?.[0]
                event.target.value = ''
                void take(file)
              }}
            />
            <RefusalNote refusal={refusal} />
          </Stack>
        </Panel>
      )}
    </Page>
  )
}
