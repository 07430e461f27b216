import { useAsk } from '#web/ui/index.ts'
import type { BoardAnswer } from './answers.ts'

/** Our own that are due to be looked at, or broken. */
export default function Badge() {
  const { data } = useAsk<BoardAnswer>('signs.board', { own: true })
  const count = data?.items.filter((each) => each.due || each.state === 'broken').length ?? 0
  return count > 0 ? <>{count}</> : null
}
