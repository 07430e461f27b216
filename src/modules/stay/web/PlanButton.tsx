import { ActionButton, addDays, dateOf, useAsk, useNow } from '#web/ui/index.ts'
import { planBehaviourForm } from '../schema.ts'
import type { StayOfFile } from './answers.ts'
import { useIsLeader } from './place.tsx'

/** A behaviour plan: only while none is running, only by a leader. */
export default function PlanButton({ subjectId }: { subjectId: string }) {
  const now = useNow()
  const leader = useIsLeader()
  const stay = useAsk<StayOfFile>('stay.file', { fileId: subjectId }).data
  if (!stay?.here || stay.plans.some((plan) => plan.running)) return null
  return (
    <ActionButton
      action="stay.plan-behaviour"
      of={planBehaviourForm}
      title="制定行为约束和矫治方案"
      fixed={{ fileId: subjectId }}
      initial={{ reviewOn: addDays(dateOf(now), 3) }}
      {...(leader ? {} : { impossible: '由值班长或站长办理' })}
    />
  )
}
