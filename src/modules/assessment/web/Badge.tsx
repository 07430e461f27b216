import { useAsk } from '#web/ui/index.ts'
import type { BoardAnswer } from './answers.ts'

/** How many wait for one's own signature. */
export default function Badge() {
  const { data } = useAsk<BoardAnswer>('assessment.board', { list: 'open' }, { every: 300_000 })
  const count = data?.items.filter((each) => each.mine).length ?? 0
  return count > 0 ? <b>{count}</b> : null
}
