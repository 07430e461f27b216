/** Leave of absence. Whoever is adult and able goes when he likes: help is voluntary and nobody is kept in. */
import { dayOf, dayOfInstant } from '#kernel/time.ts'
import type { Tri } from './rules-zones.ts'

export interface Leaving {
  underEighteen: Tri
  capacity: 'full' | 'limited' | 'none' | undefined
  /** Noted mental disorder, intellectual disability or dementia. */
  impaired: boolean
}

export interface With {
  companion: string
  companionName?: string | undefined
  companionAdult?: boolean | undefined
  /** A leader's word that somebody of unknown age is grown up. */
  leaderReason?: string | undefined
}

/** Who may not go alone: a minor, who lacks full capacity, and whose age nobody knows. */
export function companionNeeded({ underEighteen, capacity, impaired }: Leaving): Tri {
  if (underEighteen === 'yes' || capacity === 'none' || capacity === 'limited') return 'yes'
  // Noted as ill and of full capacity: the word on capacity counts.
  if (impaired && capacity !== 'full') return 'yes'
  return underEighteen === 'no' ? 'no' : 'unknown'
}

export type LeaveFault = 'COMPANION' | 'COMPANION_NAME' | 'AGE' | 'PAST'

/** What stands against a leave, or null. */
export function leaveFault(who: Leaving, how: With, until: string, today: string, leader: boolean): LeaveFault | null {
  if (until < today) return 'PAST'
  const needed = companionNeeded(who)
  const accompanied = how.companion !== 'alone' && how.companionAdult === true
  if (needed === 'no') return null
  if (accompanied) return how.companionName ? null : 'COMPANION_NAME'
  if (needed === 'yes') return 'COMPANION'
  return leader && how.leaderReason ? null : 'AGE'
}

/** Days since the return was due: 0 or less while it is not; the day itself still counts as in time. */
export function daysLate(until: string, now: number): number {
  return dayOfInstant(now) - dayOf(until)
}
