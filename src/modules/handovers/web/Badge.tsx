import { useAsk } from '#web/ui/index.ts'
import type { Counts } from './answers.ts'

/** How many wait for this organisation's signature, or were contested by whom it gave them to. */
export default function Badge() {
  const { data } = useAsk<Counts>('handovers.waiting', {}, { every: 120_000 })
  const count = data ? data.toSign + data.contested : 0
  return count > 0 ? <>{count}</> : null
}
