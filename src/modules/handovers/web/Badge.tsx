import { useAsk } from '#web/ui/index.ts'
import type { Counts } from './answers.ts'

/** How many wait for this organisation's signature. */
export default function Badge() {
  const { data } = useAsk<Counts>('handovers.waiting', {}, { every: 120_000 })
  return data && data.toSign > 0 ? <>{data.toSign}</> : null
}
