import { useState } from 'react'
import { Answer, Empty, Panel, useAsk } from '#web/ui/index.ts'
import type { FileDuties } from './answers.ts'
import { DutyRow } from './DutyRow.tsx'

const DUE = ['overdue', 'pending', 'cannot-tell']

/** 应办事项 of one file: what must be done, what nobody can tell yet; what is done folded behind one line; the rest at a press. */
export default function FilePanel({ subjectId }: { subjectId: string }) {
  const [all, setAll] = useState(false)
  const asked = useAsk<FileDuties>('supervision.file-duties', { subjectId })
  const counts = asked.data?.counts
  const items = (asked.data?.items ?? []).filter((each) => all || each.state !== 'not-applicable')
  const due = items.filter((each) => DUE.includes(each.state))
  const done = items.filter((each) => !DUE.includes(each.state))
  return (
    <Panel
      title="应办事项"
      sub={
        counts
          ? `未办 ${counts.open} · 已办 ${counts.done}${counts.cannotTell > 0 ? ` · 无法判断 ${counts.cannotTell}` : ''} · 不适用 ${counts.notApplicable}`
          : undefined
      }
      flush
      right={
        counts && counts.notApplicable > 0 ? (
          <button type="button" className="g-btn g-btn-link" onClick={() => setAll(!all)}>
            {all ? '收起' : '全部'}
          </button>
        ) : undefined
      }
    >
      <Answer of={asked}>
        {() =>
          items.length === 0 ? (
            <Empty title="还没有应办事项">按政策该办的会自己出现在这里。</Empty>
          ) : (
            <>
              <ul>
                {due.map((duty) => (
                  <DutyRow key={duty.id} duty={duty} whom={false} />
                ))}
              </ul>
              {done.length > 0 ? (
                <details className="s-done" open={all || due.length === 0}>
                  <summary>{`已办${all ? '、不适用' : ''} ${done.length} 项`}</summary>
                  <ul>
                    {done.map((duty) => (
                      <DutyRow key={duty.id} duty={duty} whom={false} />
                    ))}
                  </ul>
                </details>
              ) : null}
            </>
          )
        }
      </Answer>
    </Panel>
  )
}
