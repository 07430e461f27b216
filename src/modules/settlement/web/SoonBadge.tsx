import { useAsk } from '#web/ui/index.ts'
import type { CandidateAnswer } from './answers.ts'

/** How many have been here three months and have no application. */
export default function SoonBadge() {
  const { data } = useAsk<{ items: CandidateAnswer[]; total: number }>('settlement.candidates', { within: 0 })
  return data && data.total > 0 ? <>{data.total}</> : null
}
