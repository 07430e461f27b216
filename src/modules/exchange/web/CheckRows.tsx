/** Third step: every row judged. Nothing is imported until the button is pressed. */
import {
  Answer,
  Banner,
  Button,
  Empty,
  Panel,
  PaperButton,
  RefusalNote,
  Row,
  Stack,
  Stat,
  Table,
  useAct,
  useAsk,
} from '#web/ui/index.ts'
import type { Chosen, JudgeAnswer, NotedRow } from './answers.ts'
import { Figures } from './Figures.tsx'

interface CheckRowsProps {
  chosen: Chosen
  onBack(): void
  onStarted(runId: string): void
}

const noted = [
  { key: 'row', title: '行号', value: (row: NotedRow) => row.row, width: 80 },
  { key: 'name', title: '姓名', value: (row: NotedRow) => row.name, width: 160 },
  { key: 'words', title: '说明', value: (row: NotedRow) => row.words },
]

function Rows({ title, rows, total, tone }: { title: string; rows: NotedRow[]; total: number; tone: 'red' | 'amb' }) {
  return (
    <Panel title={title} sub={total > rows.length ? `先列前 ${rows.length} 行` : `${total} 行`} flush>
      <Table
        title={title}
        rows={rows}
        total={total}
        rowKey={(row) => String(row.row)}
        rowTone={() => tone}
        exportable={false}
        unit="行"
        empty={<Empty title="没有" />}
        columns={noted}
      />
    </Panel>
  )
}

export function CheckRows({ chosen, onBack, onStarted }: CheckRowsProps) {
  const asked = useAsk<JudgeAnswer>('exchange.judge-roster', chosen)
  const start = useAct<{ runId: string }>('exchange.start-import')
  async function begin() {
    const outcome = await start.send(chosen)
    if (outcome.ok) onStarted(outcome.reply.runId)
  }
  return (
    <Answer of={asked} lines={6}>
      {(judged) => {
        const known = judged.already + judged.changed + judged.leaving
        const fresh = judged.good - judged.duplicate - known
        return (
          <Stack>
            <Figures>
              <Stat label="可以导入" value={fresh} of={`共 ${judged.total} 行`} tone="grn" />
              <Stat label="不能导入" value={judged.bad} {...(judged.bad > 0 ? { tone: 'red' as const } : {})} />
              <Stat label="提醒" value={judged.warned} {...(judged.warned > 0 ? { tone: 'amb' as const } : {})} />
              <Stat label="以前导入过" value={known} of={`其中补离站 ${judged.leaving}，有变化不改动 ${judged.changed}`} />
            </Figures>
            {judged.beds > 0 ? (
              <Banner tone="acc">{judged.beds} 行写了床位：导入后按分区规则安排，安排不了的会列出来，人照样导入。</Banner>
            ) : null}
            <Row>
              <Button
                look="main"
                busy={start.busy}
                impossible={fresh + judged.leaving === 0 ? '没有可以导入的行' : undefined}
                onClick={() => void begin()}
              >
                {judged.bad > 0 ? `导入其余 ${fresh + judged.leaving} 行` : `导入 ${fresh + judged.leaving} 行`}
              </Button>
              <Button onClick={onBack}>改对应列</Button>
              {judged.bad > 0 ? (
                <PaperButton query="exchange.bad-rows" params={{ roster: chosen }} how="save">
                  下载不能导入的行
                </PaperButton>
              ) : null}
            </Row>
            <RefusalNote refusal={start.refusal} />
            {judged.bad > 0 ? <Rows title="不能导入的行" rows={judged.badRows} total={judged.bad} tone="red" /> : null}
            {judged.warnedRows.length > 0 ? (
              <Rows title="提醒（照样导入）" rows={judged.warnedRows} total={judged.warned + judged.duplicate} tone="amb" />
            ) : null}
          </Stack>
        )
      }}
    </Answer>
  )
}
