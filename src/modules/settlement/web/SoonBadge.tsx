import { useAsk, useMay } from '#web/ui/index.ts'
import type { BoardAnswer, CandidateAnswer } from './answers.ts'

/** How many have been here three months and have no application; for the police, how many are approved and have no register. */
export default function SoonBadge() {
  const may = useMay()
  return may('settlement.candidates') ? <Candidates /> : may('settlement.register') ? <Approved /> : null
}

function Candidates() {
  const { data } = useAsk<{ items: CandidateAnswer[]; total: number }>('settlement.candidates', { within: 0 })
  return data && data.total > 0 ? <>{data.total}</> : null
}

function Approved() {
  const { data } = useAsk<BoardAnswer>('settlement.board', { states: ['approved'] })
  return data && data.total > 0 ? <>{data.total}</> : null
}
