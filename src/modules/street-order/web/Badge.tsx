import { useAsk } from '#web/ui/index.ts'
import type { BoardAnswer } from './answers.ts'

/** What was given to this organisation, and news that it has to acknowledge. */
export default function Badge() {
  const { data } = useAsk<BoardAnswer>('street-order.board', {}, { every: 300_000 })
  const count = data ? data.mine + data.news : 0
  return count > 0 ? <>{count}</> : null
}
