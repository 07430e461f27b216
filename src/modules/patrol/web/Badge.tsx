import { useComing } from './answers.ts'

/** Who is on the way here, or has come and waits. */
export default function Badge() {
  const count = useComing().data?.items.length ?? 0
  return count > 0 ? <>{count}</> : null
}
