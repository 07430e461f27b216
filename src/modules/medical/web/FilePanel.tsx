import { ActionButton, Answer, Facts, Muted, Panel, showInstant, Stack, Tag, Timeline, useNow } from '#web/ui/index.ts'
import { bearers, infections, logKinds, withdrawForm } from '../schema.ts'
import { type LogLine, useFile, yuan } from './answers.ts'
import { Others } from './buttons.tsx'

/** How many lines of the log stand in the panel before the rest is opened. */
const FIRST = 6

/** What the infirmary knows of a file. */
export default function FilePanel({ subjectId }: { subjectId: string }) {
  const asked = useFile(subjectId)
  const now = useNow()
  return (
    <Panel title="医疗">
      <Answer of={asked}>
        {(file) => (
          <Stack>
            <Facts
              rows={[
                ['检视', file.screenedAt === null ? '还没有做' : showInstant(file.screenedAt, now)],
                ['出行', file.fit === null ? undefined : file.fit ? '能出行' : <Tag tone="amb">暂不能出行</Tag>],
                [
                  '传染病',
                  file.infection === null ? undefined : (
                    <Tag tone={file.infection === 'suspected' ? 'red' : file.infection === 'ruled-out' ? 'grn' : 'gry'}>
                      {infections[file.infection as keyof typeof infections]}
                    </Tag>
                  ),
                ],
                ['隔离', file.isolatedSince === null ? undefined : `自 ${showInstant(file.isolatedSince, now)}`],
                [
                  '住院',
                  file.hospital
                    ? `${file.hospital.name}，自 ${showInstant(file.hospital.since, now)}${file.hospital.readyAt ? '，可以出院' : ''}`
                    : undefined,
                ],
                [
                  '疾控',
                  file.diseaseControl === 'none' ? undefined : file.diseaseControl === 'told' ? '已报告，等答复' : '已答复',
                ],
                ['费用', file.costFen > 0 ? yuan(file.costFen) : undefined],
              ]}
            />
            <Others file={file} fileId={subjectId} />
            <Timeline items={file.log.slice(0, FIRST).map((line) => itemOf(line, subjectId))} />
            {file.log.length > FIRST ? (
              <details>
                <summary>更早的 {file.log.length - FIRST} 条</summary>
                <Timeline items={file.log.slice(FIRST).map((line) => itemOf(line, subjectId))} />
              </details>
            ) : null}
            {file.costs.length > 0 ? (
              <details>
                <summary>费用 {file.costs.length} 笔</summary>
                {file.costs.map((cost) => (
                  <p key={cost.id}>
                    {showInstant(cost.at, now)} {yuan(cost.fen)}{' '}
                    <Muted>{bearers[cost.chargedTo as keyof typeof bearers] ?? cost.chargedTo}</Muted> {cost.line}
                  </p>
                ))}
              </details>
            ) : null}
          </Stack>
        )}
      </Answer>
    </Panel>
  )
}

function itemOf(line: LogLine, fileId: string) {
  return {
    id: line.id,
    at: line.at,
    title: logKinds[line.kind as keyof typeof logKinds],
    by: line.by,
    text: line.withdrawn ? <s>{line.line}</s> : line.line,
    more: line.withdrawn ? (
      <Tag>已撤回</Tag>
    ) : (
      <ActionButton
        size="small"
        look="link"
        action="medical.withdraw"
        of={withdrawForm}
        title="撤回记错的一条"
        label="撤回"
        fixed={{ fileId, entryId: line.id }}
      />
    ),
  }
}
