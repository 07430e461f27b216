import { useAsk } from '#web/ui/index.ts'
import type { Patients } from './hospital-answers.ts'

/** How many are fit for discharge and still in hospital; nothing at nought. */
export default function OverstayBadge() {
  const asked = useAsk<Patients>('medical.patients', {}, { every: 300_000 })
  const count = asked.data?.overstayed ?? 0
  return count > 0 ? <span aria-label={`${count} 人滞留医院`}>{count}</span> : null
}
