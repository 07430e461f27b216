import { useRef, useState } from 'react'
import {
  Banner,
  Button,
  Columns,
  Empty,
  Form,
  Muted,
  Page,
  Panel,
  RefusalNote,
  Row,
  say,
  Stack,
  Table,
  useAct,
} from '#web/ui/index.ts'
import { cardForm } from '../schema.ts'
import { smaller } from './picture.ts'

interface CardField {
  value: string
  sure: number
  box: [number, number, number, number]
}
const labels = { name: '姓名', sex: '性别', ethnicity: '民族', birth: '出生', address: '住址', number: '证件号' } as const
type Key = keyof typeof labels
type Read = { notes: string[] } & Partial<Record<Key, CardField>>

/** Below this a field is marked for a second look. */
const SURE = 0.95

/** A card's picture, read once and thrown away; each field beside the place it was read from. */
export default function Card() {
  const acting = useAct<{ card?: Read }>('vision.read-card')
  const [picture, setPicture] = useState<string | null>(null)
  const [read, setRead] = useState<Read | null>(null)
  const [at, setAt] = useState<Key | null>(null)
  const input = useRef<HTMLInputElement>(null)

  async function choose(file: File | undefined) {
    if (!file) return
    setRead(null)
    setPicture(await smaller(file))
  }
  async function send(told: { keep?: boolean | undefined; keepReason?: string | undefined }) {
    if (!picture) return null
    const outcome = await acting.send({ ...told, picture })
    if (!outcome.ok) return outcome.refusal
    setRead(outcome.reply.card ?? null)
    return null
  }
  const box = at && read?.[at]?.box
  return (
    <Page title="识别证件" sub="读出文字供您核对；照片读完即弃，不留存">
      <Columns layout="even">
        <Panel title="证件照片">
          <Stack>
            <input
              ref={input}
              type="file"
              accept="image/jpeg,image/png,image/webp"
              hidden
              onChange={(event) => void choose(event.target.files?.[0])}
            />
            <Row>
              <Button look={picture ? 'plain' : 'main'} onClick={() => input.current?.click()}>
                {picture ? '换一张' : '选照片'}
              </Button>
            </Row>
            {picture ? (
              <div style={{ position: 'relative' }}>
                <img src={`data:image/jpeg;base64,${picture}`} alt="要识别的证件" style={{ width: '100%', display: 'block' }} />
                {box ? (
                  <div
                    style={{
                      position: 'absolute',
                      left: `${box[0] * 100}%`,
                      top: `${box[1] * 100}%`,
                      width: `${box[2] * 100}%`,
                      height: `${box[3] * 100}%`,
                      outline: '2px solid var(--acc)',
                    }}
                  />
                ) : null}
              </div>
            ) : (
              <Muted>平放、摆正、不反光，只拍人像面。</Muted>
            )}
            {picture && !read ? (
              <Form of={cardForm} hidden={['picture']} submitLabel="识别" onSubmit={send} initial={{ picture }} />
            ) : null}
            <RefusalNote refusal={acting.refusal} />
          </Stack>
        </Panel>
        <Panel title="读出的文字" flush>
          {read ? (
            <Stack>
              {read.notes.length > 0 ? <Banner>{read.notes.join(' ')}</Banner> : null}
              <Fields read={read} onLook={setAt} />
            </Stack>
          ) : (
            <Empty title="还没有识别">选一张照片，点“识别”。读不出的照着证件手工填写。</Empty>
          )}
        </Panel>
      </Columns>
    </Page>
  )
}

function Fields({ read, onLook }: { read: Read; onLook(key: Key): void }) {
  const rows = (Object.keys(labels) as Key[]).flatMap((key) => {
    const found = read[key]
    return found ? [{ key, ...found }] : []
  })
  const copy = async (value: string) => {
    await navigator.clipboard.writeText(value)
    say('已复制')
  }
  return (
    <Table
      title="读出的文字"
      rows={rows}
      rowKey={(row) => row.key}
      onOpen={(row) => onLook(row.key)}
      empty={<Empty title="没有读出文字">请照证件手工填写，或重拍一张。</Empty>}
      columns={[
        { key: 'label', title: '项目', value: (row) => labels[row.key] },
        { key: 'value', title: '读作', value: (row) => row.value },
        { key: 'sure', title: '', value: (row) => (row.sure < SURE ? '请核对' : '') },
        {
          key: 'do',
          title: '办理',
          value: () => '',
          cell: (row) => (
            <Button size="small" onClick={() => void copy(row.value)}>
              复制
            </Button>
          ),
        },
      ]}
    />
  )
}
