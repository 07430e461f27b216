/** Pure decisions: whose check holds, who may be paired with which child. The clock is an argument. */
import { addDays, addMonths } from '#kernel/time.ts'
import type { VolunteerState } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { CHECK_MONTHS, MOST_CHILDREN, type PairKind, pairKinds, pairRules, SOON_DAYS } from './words.ts'

/** Last day on which a check of that day holds. */
export const clearUntil = (checkedOn: string): string => addDays(addMonths(checkedOn, CHECK_MONTHS), -1)

export interface Checked {
  state: VolunteerState
  clearUntil: string | null
}

/** Nobody is near a child without a check that holds today. */
export const mayMeetChildren = (volunteer: Checked, today: string): boolean =>
  volunteer.state === 'cleared' && volunteer.clearUntil !== null && volunteer.clearUntil >= today

export type Standing = 'never' | 'good' | 'ending' | 'over' | 'barred' | 'left'
/** How a volunteer's check stands. */
export function standingOf(volunteer: Checked, today: string): Standing {
  if (volunteer.state === 'left' || volunteer.state === 'barred') return volunteer.state
  if (volunteer.clearUntil === null) return 'never'
  if (volunteer.clearUntil < today) return 'over'
  return volunteer.clearUntil < addDays(today, SOON_DAYS) ? 'ending' : 'good'
}

export interface Candidate extends Checked {
  id: string
  name: string
  sex: 'male' | 'female'
  /** Children that are paired with them now, this one left out. */
  children: number
  /** A guardian of some child on file; of this very child. */
  guardian: boolean
  ofThisChild: boolean
}

/** Why these volunteers are not paired with the child; null where they may. */
export function pairFault(kind: PairKind, chosen: readonly Candidate[], today: string, seenGuardian: boolean) {
  const { from, to, women } = pairRules[kind]
  if (chosen.length < from || chosen.length > to)
    return refuse('HOW_MANY', { kind: pairKinds[kind], from, to, count: chosen.length })
  for (const each of chosen) {
    if (!mayMeetChildren(each, today)) return refuse('NOT_CLEARED', { who: each.name })
    if (each.ofThisChild) return refuse('OWN_CHILD', { who: each.name })
    if (women && each.sex !== 'female') return refuse('WOMEN_ONLY', { who: each.name })
    if (each.guardian && !seenGuardian) return refuse('GUARDIAN', { who: each.name })
    if (each.children >= MOST_CHILDREN) return refuse('TOO_MANY', { who: each.name, count: each.children, most: MOST_CHILDREN })
  }
  return null
}
