/** Whether a family may take a child, and whether this one. Pure. */
import { addMonths } from '#kernel/time.ts'
import type { FamilyState } from './lifecycle.ts'
import { parameter } from './parameters.ts'
import type { CheckAnswer, FamilyCheck, FamilyKind } from './words.ts'

export type Checks = Record<FamilyCheck, CheckAnswer>

/** Fit when everything was looked at and is right; one thing wrong is unfit; what nobody saw leaves it open. */
export function judgeChecks(checks: Checks): 'fit' | 'unfit' | 'open' {
  const all = Object.values(checks)
  if (all.includes('fail')) return 'unfit'
  return all.includes('unseen') ? 'open' : 'fit'
}

/** The last day on which a check holds. */
export const checkedUntil = (checkedOn: string): string => addMonths(checkedOn, parameter('familyMonths', checkedOn).value)

export interface FamilyNow {
  state: FamilyState
  kind: FamilyKind
  /** Last day on which its check holds. */
  until: string | null
  most: number
  /** Children placed there now, without those who are placed together with these. */
  others: number
  /** Siblings of these who are there already. */
  siblingsThere: number
}

export type FamilyFault = 'FAMILY_NOT_APPROVED' | 'FAMILY_CHECK_OLD' | 'FAMILY_KIND' | 'FAMILY_FULL' | 'FAMILY_IS_GUARDIAN'

export interface ToFamily {
  kind: 'foster' | 'kin-care'
  on: string
  /** How many children come together. */
  coming: number
  /** A member is one of those from whom the child was taken. */
  isGuardian: boolean
}

/**
 * Why this family does not take these children. The number of children is bounded by law and by what the family said; siblings
 * who come together are not parted for the law's number, where nobody else's child is there.
 */
export function familyFault(family: FamilyNow, wanted: ToFamily): FamilyFault | null {
  if (wanted.isGuardian) return 'FAMILY_IS_GUARDIAN'
  if (family.state !== 'approved') return 'FAMILY_NOT_APPROVED'
  if (family.until === null || family.until < wanted.on) return 'FAMILY_CHECK_OLD'
  if (family.kind !== 'both' && family.kind !== wanted.kind) return 'FAMILY_KIND'
  const together = family.siblingsThere + wanted.coming
  if (together + family.others > family.most) return 'FAMILY_FULL'
  const siblingsAlone = together > 1 && family.others === 0
  const lawful = parameter('familyChildren', wanted.on).value
  return together + family.others > lawful && !siblingsAlone ? 'FAMILY_FULL' : null
}
