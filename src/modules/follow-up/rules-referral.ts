/** Pure decisions about needs handed on. */
import { possible } from '#kernel/lifecycle.ts'
import { DAY } from '#kernel/time.ts'
import { type ReferralState, referralLife } from './lifecycle-needs.ts'
import { departments, type Need, needs, type Result, silence, waysOf } from './words-needs.ts'

/** What an answer makes of a referral that is open, or null where it is not. */
export function stateAfter(state: ReferralState, result: Result): ReferralState | null {
  if (!may(state, 'follow-up.answer-referral')) return null
  return result === 'in-progress' ? 'working' : result
}

export const may = (state: ReferralState, action: string): boolean => possible(referralLife, state).includes(action)

/** Somebody still has to do something. */
export const isOpen = (state: ReferralState): boolean => referralLife.states[state].final !== true

/** Days without a word after which a need counts as silent. */
export const silentAfter = (need: string): number => silence.byNeed[need as Need] ?? silence.days

/** Whole days since anybody said anything. */
export const daysSilent = (since: number, now: number): number => Math.max(0, Math.floor((now - since) / DAY))

/** Waits on an answer, and nobody has said a word for longer than this need may wait. A refused one waits on us. */
export function isSilent(referral: { state: ReferralState; need: string; silentSince: number }, now: number): boolean {
  const waits = referral.state === 'waiting' || referral.state === 'working'
  return waits && daysSilent(referral.silentSince, now) >= silentAfter(referral.need)
}

/** Other ways when one was refused: those not open, not granted and not refused already. */
export function otherWays(need: string, tried: readonly { need: string; state: ReferralState }[]): Need[] {
  const gone = new Set(tried.filter((each) => each.state !== 'closed' && each.state !== 'declined').map((each) => each.need))
  return (waysOf[need as Need]?.otherwise ?? []).filter((way) => !gone.has(way))
}

/** Whom a letter goes to, as lists and facts say it: the organisation, or the department. A name by hand is for the letter alone. */
export const addressee = (organisation: string | undefined, department: string): string =>
  organisation ?? departments[department as keyof typeof departments] ?? department

export const needWord = (need: string): string => needs[need as Need] ?? need
