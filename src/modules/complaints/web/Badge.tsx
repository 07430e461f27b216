import { useAsk, useMay } from '#web/ui/index.ts'
import type { BoardAnswer, StatementsAnswer } from './answers.ts'

/** What waits to be given to somebody, what is late, and the statements that are asked of us. */
export default function Badge() {
  const may = useMay()
  const board = useAsk<BoardAnswer>('complaints.board', {}, { every: 120_000, enabled: may('complaints.board') })
  const asked = useAsk<StatementsAnswer>('complaints.statements', {}, { every: 120_000, enabled: may('complaints.statements') })
  const { data } = board
  const received = data?.states.find((each) => each.state === 'received')?.count ?? 0
  const late = data?.items.filter((each) => each.late && each.state !== 'received').length ?? 0
  const count = received + late + (asked.data?.waiting ?? 0)
  return count > 0 ? <>{count}</> : null
}
