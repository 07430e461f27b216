import { ActionButton, addDays, dateOf, useAsk, useNow } from '#web/ui/index.ts'
import { beginLeaveForm, endLeaveForm } from '../schema-leave.ts'
import type { StayOfFile } from './answers.ts'

/** 请假外出 while the guest is here, 销假 while he is away. */
export default function LeaveButton({ subjectId }: { subjectId: string }) {
  const stay = useAsk<StayOfFile>('stay.file', { fileId: subjectId }).data
  const now = useNow()
  if (!stay?.here) return null
  if (stay.leave)
    return (
      <ActionButton
        action="stay.end-leave"
        of={endLeaveForm}
        title="销假"
        look={stay.leave.daysLate > 0 ? 'main' : 'plain'}
        fixed={{ fileId: subjectId }}
        initial={{ returned: true }}
      />
    )
  return (
    <ActionButton
      action="stay.begin-leave"
      of={beginLeaveForm}
      title="请假外出"
      fixed={{ fileId: subjectId }}
      initial={{ until: addDays(dateOf(now), 1) }}
      intro={
        <p className="g-muted">
          成年人本人要出去的，记下去向就可以走，不得限制；未成年人和无（限制）民事行为能力人由负责的成年人同行。
        </p>
      }
    />
  )
}
