/** Pure decisions of the infirmary. */
import { known } from '#kernel/field.ts'
import type { LedgerFact } from '#kernel/ledger.ts'
import type { z } from 'zod'
import type { screenForm, yesNoUnknown } from './schema.ts'

type Screening = z.output<typeof screenForm>

/** ℃ from which a temperature counts as fever at entry. Common practice of entry checks; no text of ours names it. */
export const FEVER = 37.3
/** ℃ below which somebody is too cold and goes to hospital first. */
export const TOO_COLD = 35

export const advices = {
  'hospital-first': '先送医院，检视和登记以后再补',
  isolate: '先隔离，不与他人同住',
  'disease-control': '疑似传染病：报告疾控机构',
  disinfect: '沐浴更衣、灭虱除疥',
  'female-staff': '由女工作人员照料',
  psychiatric: '请精神科会诊，单独照料',
} as const
export type Advice = keyof typeof advices

/** Signs that speak for an infection, whatever the conclusion. */
export function infectionSuspicious(form: Pick<Screening, 'temperature' | 'infectious'>): boolean {
  const temperature = known(form.temperature)
  return (temperature !== undefined && temperature >= FEVER) || (form.infectious ?? []).length > 0
}

/** What to do next after a check. More signs never take an advice away. */
export function adviceOf(
  form: Pick<Screening, 'temperature' | 'infectious' | 'critical' | 'mental' | 'lice' | 'pregnancy' | 'infection'>,
): Advice[] {
  const advice: Advice[] = []
  const temperature = known(form.temperature)
  if ((form.critical ?? []).length > 0 || (temperature !== undefined && temperature < TOO_COLD)) advice.push('hospital-first')
  if (form.infection === 'suspected') advice.push('isolate', 'disease-control')
  if (form.lice === 'yes') advice.push('disinfect')
  if (form.pregnancy === 'yes' || form.pregnancy === 'suspected') advice.push('female-staff')
  if ((form.mental ?? []).length > 0) advice.push('psychiatric')
  return advice
}

/** Facts that hold: none that a later one replaced or withdrew, in the order in which they happened. */
export function standing(facts: readonly LedgerFact[]): LedgerFact[] {
  const gone = new Set(facts.flatMap((fact) => (fact.replaces ? [fact.replaces] : [])))
  return facts
    .filter((fact) => !gone.has(fact.id) && fact.name !== 'fact.withdrawn')
    .sort((a, b) => a.occurredAt - b.occurredAt || a.recordedAt - b.recordedAt)
}

/** The last standing fact of a name. */
export function lastOf(facts: readonly LedgerFact[], ...names: string[]): LedgerFact | undefined {
  return standing(facts)
    .filter((fact) => names.includes(fact.name))
    .at(-1)
}

/** Whether isolation that began at `since` may end as ruled out or cured: a check after it ruled the infection out. */
export function ruledOutSince(facts: readonly LedgerFact[], since: number): boolean {
  const last = lastOf(facts, 'medical.screened')
  return last !== undefined && last.occurredAt >= since && last.value.infection === 'ruled-out'
}

/** Conditions that the signs of a check add to what is noted of a person; undefined when they add nothing. */
export function conditionsAfter(
  facts: readonly LedgerFact[],
  form: Pick<Screening, 'mental' | 'critical' | 'pregnancy' | 'infection'>,
): Record<string, unknown> | undefined {
  const before = lastOf(facts, 'person.condition-noted')
  const had = new Set(Array.isArray(before?.value.kinds) ? (before.value.kinds as string[]) : [])
  const kinds = new Set(had)
  const mental = form.mental ?? []
  if (mental.some((sign) => sign !== 'forgetful' && sign !== 'slow')) kinds.add('mental')
  if (mental.includes('slow')) kinds.add('intellectual')
  if (mental.includes('forgetful')) kinds.add('dementia')
  if ((form.critical ?? []).length > 0) kinds.add('critical')
  if (form.pregnancy === 'yes') kinds.add('pregnant')
  if (form.infection === 'suspected') kinds.add('infectious')
  if (kinds.size > 0) kinds.delete('none')
  if ([...kinds].every((kind) => had.has(kind))) return undefined
  const capacity = standing(facts)
    .filter((fact) => fact.name === 'person.condition-noted' && fact.value.capacity !== undefined)
    .at(-1)?.value.capacity
  return { kinds: [...kinds].sort(), ...(capacity === undefined ? {} : { capacity }) }
}

/** yes → true, no → false, not known → nothing at all: a policy then answers "cannot tell". */
export function threeValued(answer: keyof typeof yesNoUnknown): boolean | undefined {
  return answer === 'unknown' ? undefined : answer === 'yes'
}

/** Yuan as on a bill → fen, rounded to the nearest. */
export function fenOf(yuan: number): number {
  return Math.round(yuan * 100)
}

/** What is left out when undefined. */
export function defined<T extends Record<string, unknown>>(record: T): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined))
}
