/** How far a reception has come: told from its facts alone, so that nothing has to be kept beside them. */
import { lastOf, standing } from './rules-facts.ts'
import { officialArrivals, type Arrival, type Step, type Warning } from './words.ts'

/** What a step needs to know of a fact; what was told in this very action counts as well. */
export interface Heard {
  id?: string
  name: string
  value?: Record<string, unknown> | undefined
  occurredAt?: number | undefined
  replaces?: string | undefined
}

export type SafetyState = 'none' | 'checked' | 'deferred' | 'refused'
export type StepState = 'done' | 'open' | 'late' | 'not-needed' | 'trouble'

const has = (facts: readonly Heard[], name: string) => facts.some((fact) => fact.name === name)

/** The last word on the safety check; a later check takes the place of an earlier refusal or delay. */
export function safetyOf(facts: readonly Heard[]): SafetyState {
  const last = standing(facts).findLast((fact) => fact.name.startsWith('intake.safety-'))
  if (!last) return 'none'
  return last.name === 'intake.safety-checked' ? 'checked' : last.name === 'intake.safety-deferred' ? 'deferred' : 'refused'
}

/** Ids of what the station still keeps for somebody, told from the file's facts. */
export function outstanding(facts: readonly Heard[]): string[] {
  const items = (name: string) =>
    standing(facts).flatMap((fact) =>
      fact.name === name && Array.isArray(fact.value?.['items']) ? (fact.value['items'] as string[]) : [],
    )
  const settled = new Set(items('intake.belongings-returned'))
  return items('intake.belongings-kept').filter((id) => !settled.has(id))
}

/** Whether an authority brought the person and the handover is not signed. */
function lacksHandover(facts: readonly Heard[]): boolean {
  const arrival = lastOf(facts, 'intake.asked')?.value?.['arrival'] as Arrival | undefined
  return arrival !== undefined && officialArrivals.includes(arrival) && !has(standing(facts), 'handover.signed')
}

/** Every step with its state. `late`: it should have been done before the acceptance that has happened. */
export function stepsOf(facts: readonly Heard[]): Record<Step, StepState> {
  const now = standing(facts)
  const arrival = lastOf(now, 'intake.asked')?.value?.['arrival'] as Arrival | undefined
  const safety = safetyOf(now)
  const decided = ['intake.accepted', 'intake.refused', 'intake.withdrawn', 'intake.transferred'].some((name) => has(now, name))
  const owed = arrival !== undefined && officialArrivals.includes(arrival)
  return {
    triage: has(now, 'intake.triaged') ? 'done' : 'open',
    handover: has(now, 'handover.signed') ? 'done' : !owed ? 'not-needed' : has(now, 'intake.accepted') ? 'late' : 'open',
    safety: safety === 'checked' ? 'done' : safety === 'refused' ? 'trouble' : safety === 'deferred' ? 'late' : 'open',
    belongings: outstanding(now).length > 0 ? 'done' : has(now, 'intake.belongings-kept') ? 'done' : 'not-needed',
    register: has(now, 'intake.registered') ? 'done' : 'open',
    decision: decided ? 'done' : 'open',
  }
}

/** Steps without which nothing can be accepted, in the order of doing them. */
export function lackingForAcceptance(facts: readonly Heard[]): Step[] {
  const steps = stepsOf(facts)
  return (['safety', 'register'] as const).filter((step) => steps[step] === 'open' || steps[step] === 'trouble')
}

/** What the desk should see although it stops nothing. */
export function warningsOf(facts: readonly Heard[]): Warning[] {
  const triage = lastOf(facts, 'intake.triaged')?.value?.['decision']
  const warnings: Warning[] = []
  if (lacksHandover(facts)) warnings.push('handover-missing')
  if (safetyOf(facts) === 'deferred') warnings.push('safety-deferred')
  if (triage === 'hospital') warnings.push('hospital-first')
  if (triage === 'police') warnings.push('police-first')
  if (lastOf(facts, 'intake.registered')?.value?.['withMinor'] === true) warnings.push('with-minor')
  return warnings
}
