import { useAsk, useMay } from '#web/ui/index.ts'
import type { ReferralsAnswer } from './needs-answers.ts'

/** How many needs handed to one's own office wait for its answer; nothing at nought. */
export default function AnswerBadge() {
  const may = useMay()
  const { data } = useAsk<ReferralsAnswer>('follow-up.referrals', { mine: true }, { enabled: may('follow-up.answer-referral') })
  return data && data.total > 0 ? <>{data.total}</> : null
}
