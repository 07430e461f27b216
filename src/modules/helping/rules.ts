/** Pure decisions about plans and services: what fits a child, what an answer makes of a referral, whom nobody answers. */
import { possible } from '#kernel/lifecycle.ts'
import { addDays, DAY, dateOf, startOfDay } from '#kernel/time.ts'
import { ageOn } from '#modules/people-and-cases/words.ts'
import type { Service } from './catalogue-schema.ts'
import { type ItemState, type ReferralState, referralLife } from './lifecycle.ts'
import { chasing, type Result, selfProtection } from './words.ts'

export interface Birth {
  birthFrom: string | null
  birthTo: string | null
}
export interface Years {
  from: number
  to: number
}

/** Full years on a day, as a range; null where nothing is known. */
export function yearsOf({ birthFrom, birthTo }: Birth, on: string): Years | null {
  if (!birthFrom && !birthTo) return null
  return ageOn({ from: birthFrom ?? (birthTo as string), to: birthTo ?? (birthFrom as string) }, on)
}

/** Whether a service may be for this child: not known is never a no. */
export function fitsAge(service: Pick<Service, 'ages'>, birth: Birth, on: string): 'yes' | 'too-young' | 'too-old' {
  const years = yearsOf(birth, on)
  if (!years || !service.ages) return 'yes'
  if (service.ages.from !== undefined && years.to < service.ages.from) return 'too-young'
  if (service.ages.until !== undefined && years.from > service.ages.until) return 'too-old'
  return 'yes'
}

/** Services that answer a child's needs and fit its age, those that answer most of them first. */
export function suggested<S extends Pick<Service, 'ages' | 'needs'>>(
  services: readonly S[],
  needs: readonly string[],
  birth: Birth,
  on: string,
): S[] {
  const weight = (service: S) => service.needs.filter((need) => needs.includes(need)).length
  return services
    .filter((service) => weight(service) > 0 && fitsAge(service, birth, on) === 'yes')
    .toSorted((a, b) => weight(b) - weight(a))
}

/** What is taught at an age; of a child of unknown age what every band teaches. */
export function taughtAt(years: Years | null): string[] {
  return selfProtection
    .filter((band) => !years || (years.to >= band.from && years.from <= band.until))
    .flatMap((band) => band.teaches)
}

export const may = (state: ReferralState, action: string): boolean => possible(referralLife, state).includes(action)
export const isOpen = (state: ReferralState): boolean => referralLife.states[state].final !== true
/** Waits on the organisation it was sent to. */
export const waits = (state: ReferralState): boolean => state === 'waiting' || state === 'working'

/** What an answer makes of a referral, or null where it is not to be answered any more. */
export function stateAfter(state: ReferralState, result: Result): ReferralState | null {
  if (!may(state, 'helping.answer-referral')) return null
  return result === 'accepted' ? 'working' : result
}

/** An item's own state together with what became of its referral. */
export function itemStateOf(item: { state: 'open' | 'done' | 'dropped' }, referral: ReferralState | null): ItemState {
  if (item.state !== 'open' || referral === null) return item.state
  if (referral === 'granted') return 'done'
  return waits(referral) ? 'referred' : 'open'
}

/** Done of all that were not dropped. */
export function progressOf(states: readonly ItemState[]): { done: number; all: number } {
  const counted = states.filter((state) => state !== 'dropped')
  return { done: counted.filter((state) => state === 'done').length, all: counted.length }
}

interface Chased {
  state: ReferralState
  silentSince: number
  dueOn: string | null
  reminders: number
  raisedAt: number | null
}

export const isLate = ({ state, dueOn }: Pick<Chased, 'state' | 'dueOn'>, today: string): boolean =>
  waits(state) && dueOn !== null && dueOn < today

/** Whole days since anybody said anything. */
export const daysSilent = (since: number, now: number): number => Math.max(0, Math.floor((now - since) / DAY))

/**
 * What is to be done about a referral that nobody answers: reminded when silent or late, and after so many reminders told
 * to the bureau; once told, silent again before it is told once more.
 */
export function chaseNow(referral: Chased, now: number): 'remind' | 'raise' | null {
  if (!waits(referral.state)) return null
  const silent = daysSilent(referral.silentSince, now)
  const late = isLate(referral, dateOf(now))
  const due = silent >= chasing.remindAfterDays || (late && silent >= 1 && referral.reminders === 0)
  if (!due) return null
  return referral.reminders >= chasing.raiseAfterReminders ? 'raise' : 'remind'
}

/** The day proposed for the result. */
export const proposedDue = (service: Pick<Service, 'days'>, today: string): string => addDays(today, service.days)

/** When something of a day happened: now where it is today, else noon; null for a day to come. */
export function momentOf(on: string | undefined, now: number): number | null {
  if (on === undefined || on === dateOf(now)) return now
  const noon = startOfDay(on) + DAY / 2
  return noon <= now ? noon : null
}
