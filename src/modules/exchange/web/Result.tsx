/** Fourth and fifth step: how far the import is, and what became of the rows. */
import { useEffect } from 'react'
import {
  ActionButton,
  Answer,
  Banner,
  Empty,
  Go,
  MeterBar,
  Panel,
  PaperButton,
  Row,
  showInstant,
  Stack,
  Stat,
  subjectPath,
  Table,
  useAsk,
  useNow,
} from '#web/ui/index.ts'
import { stopForm } from '../schema.ts'
import { rowOutcomes } from '../words.ts'
import type { ProgressAnswer } from './answers.ts'
import { Figures } from './Figures.tsx'

/** How often the progress is asked for while rows are being written. */
const EVERY_MS = 2000

export function Result({ runId, onEnd }: { runId: string; onEnd(ended: boolean): void }) {
  const now = useNow()
  const first = useAsk<ProgressAnswer>('exchange.import-progress', { runId })
  const underWay = first.data?.state === 'under-way'
  // The same question, asked again and again while it is under way.
  useAsk<ProgressAnswer>('exchange.import-progress', { runId }, { enabled: underWay, every: EVERY_MS })
  const ended = first.data !== undefined && !underWay
  useEffect(() => onEnd(ended), [ended, onEnd])
  return (
    <Answer of={first}>
      {(run) => (
        <Stack>
          <Panel
            title={run.fileName}
            sub={`${showInstant(run.startedAt, now)} 开始${run.endedAt ? `，${showInstant(run.endedAt, now)} ${run.state === 'done' ? '完成' : '停止'}` : ''}`}
          >
            <Stack>
              {run.state === 'stopped' ? <Banner tone="red">导入已停止：{run.stopped}。已导入的行保留。</Banner> : null}
              <div role="status" aria-live="polite">
                {run.total === null ? '正在数行……' : <MeterBar label="已处理" value={run.handled} of={run.total} />}
              </div>
              <Figures>
                <Stat
                  label="已导入"
                  value={run.counts.added}
                  tone="grn"
                  {...(run.counts.left > 0 ? { of: `另补离站 ${run.counts.left}` } : {})}
                />
                <Stat label="已有，没有重复" value={run.counts.already + run.counts.duplicate} />
                <Stat
                  label="没导入"
                  value={run.counts.bad}
                  {...(run.counts.bad > 0 ? { tone: 'red' as const } : {})}
                  {...(run.counts.changed > 0 ? { of: `另有变化未改动 ${run.counts.changed}` } : {})}
                />
                <Stat label="床位已安排" value={run.bedsAssigned} {...(run.bedsNot > 0 ? { of: `未安排 ${run.bedsNot}` } : {})} />
              </Figures>
              <Row>
                {run.counts.bad > 0 ? (
                  <PaperButton query="exchange.bad-rows" params={{ runId }} how="save">
                    下载没导入的行
                  </PaperButton>
                ) : null}
                {run.counts.changed > 0 ? (
                  <PaperButton query="exchange.bad-rows" params={{ runId, which: 'changed' }} how="save">
                    下载有变化的行
                  </PaperButton>
                ) : null}
                {run.state === 'under-way' ? (
                  <ActionButton action="exchange.stop-import" of={stopForm} title="停止导入" fixed={{ runId }} kind="modal" />
                ) : (
                  <Go to="/files">看个案</Go>
                )}
              </Row>
            </Stack>
          </Panel>
          <Panel title="要看一眼的行" flush>
            <Table
              title="导入结果"
              rows={run.rows}
              rowKey={(row) => String(row.row)}
              rowTone={(row) => (row.outcome === 'bad' ? 'red' : 'amb')}
              initialSort={{ key: 'row' }}
              unit="行"
              empty={
                <Empty title={underWay ? '还没有需要看的行' : '每一行都好'}>没导入的、有变化的、床位没安排的会列在这里。</Empty>
              }
              columns={[
                { key: 'row', title: '行号', value: (row) => row.row, width: 80 },
                { key: 'outcome', title: '结果', value: (row) => rowOutcomes[row.outcome], width: 130 },
                { key: 'words', title: '说明', value: (row) => row.words },
                {
                  key: 'file',
                  title: '个案',
                  value: () => '',
                  cell: (row) => (row.fileId ? <Go to={subjectPath('rescue-file', row.fileId)}>打开个案</Go> : null),
                },
              ]}
            />
          </Panel>
        </Stack>
      )}
    </Answer>
  )
}
