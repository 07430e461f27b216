import { useAsk } from '#web/ui/index.ts'
import type { OpenReceptions } from './answers.ts'

/** How many wait for a decision. */
export default function WaitingBadge() {
  const asked = useAsk<OpenReceptions>('intake.open-receptions', { limit: 1 }, { every: 60_000 })
  const total = asked.data?.total ?? 0
  return total > 0 ? <>{total}</> : null
}
