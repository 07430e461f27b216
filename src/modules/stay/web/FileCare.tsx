import { useMemo } from 'react'
import { ActionButton, Answer, Empty, Panel, showInstant, Stack, Tag, Timeline, useAsk, useNow } from '#web/ui/index.ts'
import { logCareForm, setNeedsForm } from '../schema.ts'
import type { StayOfFile } from './answers.ts'

/** What a guest needs, what is due in this shift, what was done. */
export default function FileCare({ subjectId }: { subjectId: string }) {
  const asked = useAsk<StayOfFile>('stay.file', { fileId: subjectId })
  const now = useNow()
  return (
    <Panel
      title="照料"
      sub={asked.data?.here ? asked.data.shift.zh : undefined}
      right={asked.data?.here ? <SetNeeds subjectId={subjectId} stay={asked.data} /> : null}
    >
      <Answer of={asked}>
        {(stay) => (
          <Stack>
            {stay.due.length > 0 ? (
              <div className="g-row">
                {stay.due.map((due) => (
                  <span key={due.care} className="g-row">
                    <Tag tone={due.late ? 'red' : 'gry'}>
                      {due.words} {due.late ? '已迟，应于 ' : due.dueAt <= now + 60_000 ? '本班' : '应于 '}
                      {due.dueAt <= now + 60_000 && !due.late ? '' : showInstant(due.dueAt, now)}
                    </Tag>
                  </span>
                ))}
                <ActionButton
                  action="stay.log-care"
                  of={logCareForm}
                  title="记照料"
                  size="small"
                  fixed={{ fileIds: [subjectId] }}
                  initial={{ care: stay.due.map((due) => due.care) as never }}
                />
              </div>
            ) : null}
            {stay.here ? (
              <p className="g-muted">
                需要：
                {stay.needs
                  .map((need) => `${need.words}每 ${need.everyHours} 小时${need.note ? `（${need.note}）` : ''}`)
                  .join('、') || '没有'}
                {stay.needs.some((need) => need.usual) ? '　按分区和身体状况的通常做法，可改' : ''}
              </p>
            ) : null}
            {stay.care.lines.length === 0 ? (
              <Empty title="还没有照料记录">膳食、卫生、疏导、康复等做过就记，可在“在站”里一次记多人。</Empty>
            ) : (
              <>
                <Timeline
                  items={stay.care.lines.slice(0, 12).map((line) => ({
                    id: line.id,
                    at: line.at,
                    title: line.result === 'done' ? line.words : `${line.words}：${line.resultWords}`,
                    by: line.by,
                    ...(line.note ? { text: line.note } : {}),
                    ...(line.result === 'not-possible' ? { tone: 'bad' as const } : {}),
                  }))}
                />
                {stay.care.total > 12 ? <p className="g-muted">共 {stay.care.total} 条，这里是最近 12 条</p> : null}
              </>
            )}
          </Stack>
        )}
      </Answer>
    </Panel>
  )
}

function SetNeeds({ subjectId, stay }: { subjectId: string; stay: StayOfFile }) {
  const initial = useMemo(
    () => ({
      needs: stay.needs.map((need) => ({
        care: need.care,
        everyHours: need.everyHours,
        ...(need.note ? { note: need.note } : {}),
      })) as never,
    }),
    [stay.needs],
  )
  return (
    <ActionButton
      action="stay.set-needs"
      of={setNeedsForm}
      title="确定照料需要"
      fixed={{ fileId: subjectId }}
      initial={initial}
      size="small"
    />
  )
}
