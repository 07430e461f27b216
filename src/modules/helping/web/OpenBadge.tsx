import { useWaitingCount } from './buttons.tsx'

/** How many services are asked and not settled, on the side where this organisation stands. */
export default function OpenBadge() {
  const count = useWaitingCount()
  return count > 0 ? <>{count}</> : null
}
