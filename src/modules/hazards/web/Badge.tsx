import { useAsk } from '#web/ui/index.ts'
import type { BoardAnswer } from './answers.ts'

/** How many were given to this organisation, else how many are late. */
export default function Badge() {
  const { data } = useAsk<BoardAnswer>('hazards.board')
  const count = data ? data.mine || data.late : 0
  return count > 0 ? <>{count}</> : null
}
