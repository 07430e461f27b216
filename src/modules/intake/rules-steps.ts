/** How far a reception has come: told from its facts alone, so that nothing has to be kept beside them. */
import type { LedgerFact } from '#kernel/ledger.ts'
import { lastOf, standing } from './rules-person.ts'
import { type Arrival, officialArrivals } from './schema.ts'

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

export const stepTitles = {
  triage: '先看人',
  handover: '护送交接',
  safety: '安全检查',
  belongings: '物品保管',
  register: '求助登记',
  decision: '决定',
} as const
export type Step = keyof typeof stepTitles

export const warningWords = {
  'handover-missing': '护送交接还没有双签：交接应在受理之前，补签会记为迟办',
  'safety-deferred': '安全检查暂缓，请尽快补做',
  'belongings-kept': '本站还保管着此人的物品，离开前请发还',
  'hospital-first': '已判断先送医，请看住院是否已登记',
  'police-first': '已判断先请公安，请看公安是否已到',
  'with-minor': '带着未成年人：请给孩子另登记一次求助，并核对是否亲生、是否被胁迫',
} as const
export type Warning = keyof typeof warningWords

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
export function lacksHandover(facts: readonly Heard[]): boolean {
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

/** Facts of one file out of those of a file and its person. */
export function ofFile(facts: readonly LedgerFact[], fileId: string): LedgerFact[] {
  return facts.filter((fact) => fact.subject.id === fileId)
}
