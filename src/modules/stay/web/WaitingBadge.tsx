import { useAsk } from '#web/ui/index.ts'
import type { HouseNow } from './answers.ts'

/** How many wait for a bed; nothing when nobody does. */
export default function WaitingBadge() {
  const waiting = useAsk<HouseNow>('stay.house', {}, { every: 60_000 }).data?.waiting ?? 0
  return waiting > 0 ? <>{waiting}</> : null
}
