/** Last step: how far the import is, and what became of the rows. */
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

/** How often the progress is asked for while rows are being written. */
const EVERY_MS = 2000

export function Result({ runId }: { runId: string }) {
  const now = useNow()
  const first = useAsk<ProgressAnswer>('watching.import-progress', { runId })
  const underWay = first.data?.state === 'under-way'
  // The same question, asked again and again while it is under way.
  useAsk<ProgressAnswer>('watching.import-progress', { runId }, { enabled: underWay, every: EVERY_MS })
  return (
    <Answer of={first}>
      {(run) => (
        <Stack>
          <Panel
            title={`${run.register}：${run.fileName}`}
            sub={`${showInstant(run.startedAt, now)} 开始${run.endedAt ? `，${showInstant(run.endedAt, now)} ${run.state === 'done' ? '完成' : '停止'}` : ''}`}
          >
            <Stack>
              {run.state === 'stopped' ? <Banner tone="red">导入已停止：{run.stopped}。已登记的保留。</Banner> : null}
              <div role="status" aria-live="polite">
                {run.total === null ? '正在数行……' : <MeterBar label="已处理" value={run.handled} of={run.total} />}
              </div>
              <Row>
                <Stat label="已登记" value={run.counts.added} tone="grn" />
                <Stat label="记了普查" value={run.counts.census} />
                <Stat label="已有，没有重复" value={run.counts.already + run.counts.changed + run.counts.duplicate} />
                <Stat label="没导入" value={run.counts.bad} {...(run.counts.bad > 0 ? { tone: 'red' as const } : {})} />
              </Row>
              <Row>
                {run.counts.bad > 0 ? (
                  <PaperButton query="watching.bad-rows" params={{ runId }} how="save">
                    下载没导入的行
                  </PaperButton>
                ) : null}
                {run.state === 'under-way' ? (
                  <ActionButton action="watching.stop-import" of={stopForm} title="停止导入" fixed={{ runId }} kind="modal" />
                ) : (
                  <Go to="/watching/children">看在册的孩子</Go>
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
                <Empty title={underWay ? '还没有需要看的行' : '每一行都好'}>没导入的、表内重复的、内容更新的会列在这里。</Empty>
              }
              columns={[
                { key: 'row', title: '行号', value: (row) => row.row, width: 80 },
                { key: 'outcome', title: '结果', value: (row) => rowOutcomes[row.outcome], width: 130 },
                { key: 'words', title: '说明', value: (row) => row.words },
                {
                  key: 'child',
                  title: '个案',
                  value: () => '',
                  cell: (row) => (row.childId ? <Go to={subjectPath('child-file', row.childId)}>打开个案</Go> : null),
                },
              ]}
            />
          </Panel>
        </Stack>
      )}
    </Answer>
  )
}
