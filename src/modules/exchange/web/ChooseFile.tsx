/** First step: the file; below it what was imported before. */
import { useState } from 'react'
import {
  type Asked,
  Empty,
  Muted,
  Panel,
  type Refusal,
  RefusalNote,
  showInstant,
  Stack,
  Table,
  Tag,
  uploadFile,
  useAsk,
  useNow,
} from '#web/ui/index.ts'
import { runStates } from '../words.ts'
import type { LookAnswer, RunAnswer } from './answers.ts'

interface ChooseFileProps {
  /** The look into the file that was sent, while it is under way or refused. */
  asked: Asked<LookAnswer> | null
  onFile(fileId: string): void
  onRun(runId: string): void
}

export function ChooseFile({ asked, onFile, onRun }: ChooseFileProps) {
  const now = useNow()
  const runs = useAsk<{ runs: RunAnswer[] }>('exchange.imports')
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
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
          <label>
            <span>花名册（.xlsx，不超过 12 MB、20000 行） </span>
            <input
              type="file"
              accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
              disabled={busy || (asked !== null && asked.isPending)}
              onChange={(event) => void take(event.target.files?.[0])}
            />
          </label>
          <Muted>
            一人一次入站一行。至少要有入站日期，以及姓名、身份证号、编号中的一样；表头上面有标题、表头分两行都可以。选了文件还不会导入。
          </Muted>
          {busy || (asked?.isPending && !asked.refusal) ? (
            <p role="status" className="g-muted">
              正在读花名册……
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
          empty={<Empty title="还没有导入过">同一份花名册可以放心再导入：已有的行不会重复。</Empty>}
          unit="次"
          columns={[
            { key: 'at', title: '时间', value: (run) => run.startedAt, cell: (run) => showInstant(run.startedAt, now) },
            { key: 'file', title: '文件', value: (run) => run.fileName },
            {
              key: 'state',
              title: '状态',
              value: (run) => runStates[run.state],
              cell: (run) => <Tag>{runStates[run.state]}</Tag>,
            },
            { key: 'added', title: '已导入', value: (run) => run.counts.added },
            { key: 'already', title: '已有', value: (run) => run.counts.already },
            { key: 'bad', title: '没导入', value: (run) => run.counts.bad },
          ]}
        />
      </Panel>
    </Stack>
  )
}
