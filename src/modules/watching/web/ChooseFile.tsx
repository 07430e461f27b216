/** First step: the file; below it what was imported before. */
import { useRef, useState } from 'react'
import {
  type Asked,
  Button,
  Empty,
  Muted,
  Panel,
  PaperButton,
  type Refusal,
  RefusalNote,
  Row,
  showInstant,
  Stack,
  Table,
  Tag,
  uploadFile,
  useAsk,
  useNow,
} from '#web/ui/index.ts'
import { registers, type Register, runStates } from '../words.ts'
import type { LookAnswer, RunAnswer } from './answers.ts'

interface ChooseFileProps {
  /** The look into the file that was sent, while it is under way or refused. */
  asked: Asked<LookAnswer> | null
  onFile(fileId: string): void
  onRun(runId: string): void
}

export function ChooseFile({ asked, onFile, onRun }: ChooseFileProps) {
  const now = useNow()
  const runs = useAsk<{ runs: RunAnswer[]; registers: Register[] }>('watching.imports')
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const reading = busy || (asked !== null && asked.isPending && !asked.refusal)
  async function take(file: File | undefined) {
    if (!file) return
    setBusy(true)
    setRefusal(null)
    const sent = await uploadFile(file)
    setBusy(false)
    if ('refused' in sent) setRefusal(sent)
    else onFile(sent.fileId)
  }
  return (
    <Stack>
      <Panel title="选文件">
        <Stack>
          <Row>
            <Button look="main" busy={reading} onClick={() => input.current?.click()}>
              选择登记册
            </Button>
            <Muted>.xlsx，不超过 12 MB、20000 行</Muted>
          </Row>
          <input
            ref={input}
            type="file"
            hidden
            aria-label="登记册"
            accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            onChange={(event) => {
              const file = event.target.files?.[0]
              // The same file may be chosen again after it was corrected.
              event.target.value = ''
              void take(file)
            }}
          />
          <Muted>一个孩子一行，姓名、身份证号至少有一列；不知道的可以空着。选了文件还不会登记。还没有表的，下载空表：</Muted>
          <Row>
            {runs.data?.registers.map((each) => (
              <PaperButton key={each} query="watching.template" params={{ register: each }} how="save">
                {registers[each]}
              </PaperButton>
            ))}
          </Row>
          {reading ? (
            <p role="status" className="g-muted">
              正在读登记册……
            </p>
          ) : null}
          <RefusalNote refusal={refusal ?? asked?.refusal ?? null} />
        </Stack>
      </Panel>
      <Panel title="历次导入" flush>
        <Table
          title="历次导入"
          asked={runs}
          rows={runs.data?.runs}
          rowKey={(run) => run.runId}
          onOpen={(run) => onRun(run.runId)}
          empty={<Empty title="还没有导入过">同一份登记册可以放心再导入：已有的孩子不会重复。</Empty>}
          unit="次"
          columns={[
            { key: 'at', title: '时间', value: (run) => run.startedAt, cell: (run) => showInstant(run.startedAt, now) },
            { key: 'register', title: '登记册', value: (run) => run.register },
            { key: 'file', title: '文件', value: (run) => run.fileName, wideOnly: true },
            {
              key: 'state',
              title: '状态',
              value: (run) => runStates[run.state],
              cell: (run) => <Tag>{runStates[run.state]}</Tag>,
            },
            { key: 'added', title: '已登记', value: (run) => run.counts.added },
            { key: 'bad', title: '没导入', value: (run) => run.counts.bad },
          ]}
        />
      </Panel>
    </Stack>
  )
}
