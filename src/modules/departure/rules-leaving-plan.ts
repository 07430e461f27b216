/** What leaving makes of the plan for going home. Pure. */
import { leads, type PlanState, returnPlan } from './lifecycle.ts'
import { isLive } from './rules-refusal.ts'
import type { LeavingKind } from './schema.ts'

interface Plan {
  state: PlanState
  means: string
  route: string | null
}

export interface PlanOnLeaving {
  to?: PlanState
  refused?: 'PLAN_NOT_APPROVED'
  warnings: string[]
}

/** The state a plan goes to by this way of leaving, if the way is the plan's. */
function aim(plan: Plan, kind: LeavingKind, sentHome: boolean): PlanState {
  if (kind === 'escort' || kind === 'family') return 'under-way'
  if (kind === 'other-station' && plan.means === 'city-station') return 'under-way'
  return kind === 'own' && sentHome ? 'gone' : 'cancelled'
}

export function planOnLeaving(plan: Plan | undefined, kind: LeavingKind, sentHome: boolean): PlanOnLeaving {
  const warnings: string[] = []
  const live = plan && isLive(plan.state) ? plan : undefined
  if (!live) {
    if (kind === 'escort') warnings.push('没有返乡方案：护送一般先定方案、批准。')
    return { warnings }
  }
  const to = aim(live, kind, sentHome)
  if (to === 'under-way' && kind !== 'family' && live.state === 'drafted') return { refused: 'PLAN_NOT_APPROVED', warnings }
  if (to === 'under-way' && live.state === 'refused') {
    warnings.push('流出地拒收还没有协调好：送到后对方可能不签收，上级答复接着记。')
    return { warnings }
  }
  if (kind === 'escort' && live.means === 'city-station') warnings.push('方案写的是由指定的市站跨省护送，现在按本站护送办了。')
  if (to === 'cancelled') warnings.push('返乡方案没有用上，已撤销。')
  return leads(returnPlan, live.state, 'departure.leave', to) ? { to, warnings } : { warnings }
}
