import { useState } from 'react'
import {
  Answer,
  Banner,
  Button,
  Empty,
  Facts,
  Form,
  Page,
  Panel,
  type Refusal,
  Row,
  Stack,
  subjectPath,
  useAct,
  useAsk,
  useGo,
} from '#web/ui/index.ts'
import { importLetterForm } from '../schema.ts'
import { letterKinds } from '../words.ts'
import type { ReadAnswer } from './answers.ts'

const LONGEST = 100_000
const sexes = { male: '男', female: '女' } as const

/** A signed letter file: looked at first, taken then. Nothing of it is believed before its signature is. */
export default function ImportFile() {
  const [letter, setLetter] = useState<string | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  async function take(file: File | undefined) {
    if (!file) return
    const large = file.size > LONGEST
    setFault(large ? '文件太大，不是函件文件。函件文件的名字以 .guitu.json 结尾。' : null)
    setLetter(large ? null : await file.text())
  }
  return (
    <Page title="导入函件文件" sub="对方用归途导出的签名文件">
      <Panel title="选文件">
        <Stack>
          <p>
            <label>
              函件文件（.guitu.json）{' '}
              <input
                type="file"
                accept=".json,application/json"
                onChange={(event) => {
                  void take(event.target.files?.[0])
                }}
              />
            </label>
          </p>
          {fault ? <Banner tone="red">{fault}</Banner> : null}
        </Stack>
      </Panel>
      {letter === null ? (
        <Empty title="还没有选文件">选好后先看签名和内容，再决定导入不导入。</Empty>
      ) : (
        <Read key={letter} letter={letter} onBack={() => setLetter(null)} />
      )}
    </Page>
  )
}

function Read({ letter, onBack }: { letter: string; onBack(): void }) {
  const asked = useAsk<ReadAnswer>('origin.read-letter', { letter })
  const acting = useAct<{ fileId?: string; receptionId: string; again?: boolean }>('origin.import-letter')
  const [again, setAgain] = useState(false)
  const go = useGo()
  return (
    <Answer of={asked} lines={5}>
      {(read) =>
        read.signer === 'unreadable' || read.signer === 'tampered' ? (
          <Panel title="不能导入">
            <Stack>
              <Banner tone="red">
                {read.signer === 'tampered'
                  ? '签名和内容对不上：文件被改过或损坏了。请打对方公开的电话核实，请其重新发来。'
                  : '这不是归途的函件文件，或者内容不完整。请对方重新导出，或按纸质来函登记。'}
              </Banner>
              <Row>
                <Button onClick={onBack}>换一个文件</Button>
              </Row>
            </Stack>
          </Panel>
        ) : (
          <Stack>
            <Signer read={read} />
            <Panel title="函里说的">
              <Facts
                rows={[
                  ['来函', read.kind ? `${letterKinds[read.kind]} ${read.letterNo ?? ''}` : undefined],
                  ['来函单位', read.from ?? undefined],
                  ['写给', read.to ?? undefined],
                  ['姓名', read.name ?? undefined],
                  ['性别', read.sex ? sexes[read.sex] : undefined],
                  ['出生日期', read.birth ?? undefined],
                  ['证件号', read.idNumber ?? undefined],
                  ['户籍地', read.household ?? undefined],
                  ['内容', read.text ?? undefined],
                  ['预计到达', read.arrivesOn ?? undefined],
                ]}
              />
              {read.known.length > 0 ? (
                <Banner tone="acc">
                  证件号在本站查到：{read.known.map((each) => each.name).join('、')}。
                  {read.known.length === 1 ? '导入后接着用这个人。' : '不止一人，请先查找核对。'}
                </Banner>
              ) : null}
            </Panel>
            {again ? <Banner tone="amb">这封函以前已经导入过，没有重复登记。</Banner> : null}
            <Panel title="导入">
              <Form
                of={importLetterForm}
                initial={{ letter }}
                hidden={[
                  'letter',
                  'personId',
                  ...(read.signer === 'unknown' ? [] : (['confirmedHow', 'keepKey'] as const)),
                  ...(read.known.length > 0 ? [] : (['newPerson'] as const)),
                ]}
                submitLabel="导入这封函"
                onSubmit={async (form): Promise<Refusal | null> => {
                  const outcome = await acting.send(form)
                  if (!outcome.ok) return outcome.refusal
                  if (outcome.reply.again) setAgain(true)
                  else go(outcome.reply.fileId ? subjectPath('rescue-file', outcome.reply.fileId) : '/receiving')
                  return null
                }}
                footer={<Button onClick={onBack}>换一个文件</Button>}
              />
            </Panel>
          </Stack>
        )
      }
    </Answer>
  )
}

function Signer({ read }: { read: ReadAnswer }) {
  if (read.signer === 'house') return <Banner tone="acc">签名完好：本系统签发的函件。</Banner>
  if (read.signer === 'known') return <Banner tone="acc">签名完好：公钥以前核对过，记作“{read.keyName}”。</Banner>
  return (
    <Banner tone="amb">
      签名完好，但这个公钥这里不认识：是不是“{read.from}
      ”发的，要由人判断。请查对方公开的电话（不要用函里写的）打过去，逐字核对公钥 <code>{read.publicKey}</code>
      ，写明怎么核实的，再导入。
    </Banner>
  )
}
