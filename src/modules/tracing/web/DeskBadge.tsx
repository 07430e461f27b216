import { useAsk } from '#web/ui/index.ts'
import type { DeskAnswer } from './answers.ts'

/** How many unidentified guests nobody has talked with yet. */
export default function DeskBadge() {
  const asked = useAsk<DeskAnswer>('tracing.desk', { filter: 'no-interview', limit: 1 }, { every: 300_000 })
  const waiting = asked.data?.counts['no-interview'] ?? 0
  return waiting > 0 ? <span aria-label={`${waiting} 人还没问询`}>{waiting}</span> : null
}
