import { useAsk, useMe } from '#web/ui/index.ts'
import type { HouseNow } from './answers.ts'

/** How many wait for a bed; nothing when nobody does. */
export default function WaitingBadge() {
  const own = useMe()?.organisation.kind === 'station'
  const waiting = useAsk<HouseNow>('stay.house', {}, { every: 60_000, enabled: own }).data?.waiting ?? 0
  return waiting > 0 ? <>{waiting}</> : null
}
