import { useAsk } from '#web/ui/index.ts'
import type { BoardAnswer } from './answers.ts'

/** Children whose look is late. */
export default function Badge() {
  const { data } = useAsk<BoardAnswer>('watching.board')
  const count = data?.rows.reduce((sum, each) => sum + each.overdue, 0) ?? 0
  return count > 0 ? <>{count}</> : null
}
