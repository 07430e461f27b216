/** What may be decided about a guardianship, a return and the days that follow. Pure; the clock is an argument. */
import type { LedgerFact } from '#kernel/ledger.ts'
import { addDays, addMonths, dateOf, floorMinute, HOUR, startOfDay } from '#kernel/time.ts'
import { parameter } from './parameters.ts'
import type { HoldKind, ReturnedFinding, VisitFinding } from './words.ts'

/** Facts that still stand: neither withdrawn nor replaced by a later one. */
export function standing(facts: readonly LedgerFact[]): LedgerFact[] {
  const gone = new Set(facts.flatMap((fact) => (fact.replaces ? [fact.replaces] : [])))
  return facts.filter((fact) => fact.name !== 'fact.withdrawn' && !gone.has(fact.id))
}

export interface Assessed {
  factId: string
  at: number
  result: string | null
  risk: string | null
  /** Somebody disputed it, and nobody has assessed anew since. */
  disputed: boolean
}

/** Said of the assessment before a return, or of none in particular. */
const ofReturn = ({ value }: LedgerFact) => value.purpose === undefined || value.purpose === 'before-return'
/** What was said about an assessment after it: the last word counts. */
const AFTER = ['child.assessment-disputed', 'child.assessment-upheld', 'child.assessment-set-aside']

/** The latest assessment before a return, made since the guardianship was taken and not later than `by`; null where there is none. */
export function assessmentForReturn(facts: readonly LedgerFact[], since: number, by: number): Assessed | null {
  const all = standing(facts)
  const found = all
    .filter(
      (fact) =>
        fact.name === 'child.assessed' &&
        fact.value.purpose === 'before-return' &&
        floorMinute(fact.occurredAt) >= floorMinute(since) &&
        floorMinute(fact.occurredAt) <= floorMinute(by),
    )
    .sort((one, other) => one.occurredAt - other.occurredAt || one.recordedAt - other.recordedAt)
    .at(-1)
  if (!found) return null
  const spoken = all
    .filter((fact) => AFTER.includes(fact.name) && ofReturn(fact) && fact.occurredAt >= found.occurredAt)
    .sort((one, other) => one.occurredAt - other.occurredAt)
    .at(-1)?.name
  if (spoken === 'child.assessment-set-aside') return null
  const word = (value: unknown) => (typeof value === 'string' ? value : null)
  return {
    factId: found.id,
    at: found.occurredAt,
    result: word(found.value.guardianship),
    risk: word(found.value.risk),
    disputed: spoken === 'child.assessment-disputed',
  }
}

export type ReturnFault = 'NOT_ASSESSED' | 'NO_RESULT' | 'UNFIT_RESULT' | 'SUPPORT_FIRST'

/**
 * Why a child may not go home yet. There is no way round: whatever the haste, a child under guardianship goes home after an
 * assessment that says that the guardians can care again.
 */
export function returnFault(assessed: Assessed | null, support: string | undefined): ReturnFault | null {
  if (!assessed) return 'NOT_ASSESSED'
  if (assessed.result === null) return 'NO_RESULT'
  if (assessed.result !== 'normal' && assessed.result !== 'insufficient') return 'UNFIT_RESULT'
  if (assessed.risk === 'high') return 'UNFIT_RESULT'
  if (assessed.result === 'insufficient' && !support?.trim()) return 'SUPPORT_FIRST'
  return null
}

/** When it happened: the moment of the act, or noon of an earlier day that the form names. */
export const instantOn = (on: string | undefined, occurredAt: number): number =>
  on === undefined || on === dateOf(occurredAt) ? occurredAt : startOfDay(on) + 12 * HOUR

/** Whether the day named lies neither after now nor before what it follows. */
export const dayInOrder = (on: string | undefined, now: number, after: number | null): boolean =>
  on === undefined || (on <= dateOf(now) && (after === null || on >= dateOf(after)))

/** The day by which a guardianship is looked at again. Long-term guardianship is reviewed by nobody's calendar. */
export function reviewDay(kind: HoldKind, since: number): string | null {
  const from = dateOf(since)
  if (kind === 'emergency') return dateOf(since + parameter('emergencyHours', from).value * HOUR)
  return kind === 'temporary' ? addMonths(from, parameter('reviewMonths', from).value) : null
}

/** The day on which temporary guardianship has lasted as long as it normally may. */
export const longestDay = (since: number): string => addMonths(dateOf(since), parameter('temporaryMonths', dateOf(since)).value)

/** The next visit to a placement: sooner after a worry, at once where it must not go on. */
export function nextVisit(on: string, finding: VisitFinding | null): string {
  const days = parameter('visitDays', on).value
  if (finding === 'unfit') return on
  return addDays(on, finding === 'attention' ? Math.max(1, Math.floor(days / 2)) : days)
}

export function nextReturnedVisit(on: string, finding: ReturnedFinding | null): string {
  const days = parameter('returnedDays', on).value
  if (finding === 'danger') return on
  return addDays(on, finding === 'support' ? Math.max(1, Math.floor(days / 2)) : days)
}

/** The day on which somebody is eighteen; null where the birthday is not known to the day. */
export const adultOn = (birthFrom: string | null, birthTo: string | null): string | null =>
  birthFrom !== null && birthFrom === birthTo ? addMonths(birthFrom, 18 * 12) : null

/** Whether leaving care has to be prepared: the eighteenth birthday is near. */
export function soonAdult(birthFrom: string | null, birthTo: string | null, today: string): boolean {
  const on = adultOn(birthFrom, birthTo)
  return on !== null && addDays(on, -parameter('adultDays', today).value) <= today
}

/** Younger than the age below which a child is an infant for the routing; undefined where the birth leaves it open. */
export function infantOn(birthFrom: string | null, birthTo: string | null, today: string): boolean | undefined {
  const border = addMonths(today, -12 * parameter('infantYears', today).value)
  if (birthFrom !== null && birthFrom > border) return true
  if (birthTo !== null && birthTo <= border) return false
  return undefined
}

/** A protection order lasts to the day it names, never longer than the law lets it. */
export const orderUntilOk = (until: string, granted: string): boolean =>
  until >= granted && until <= addMonths(granted, parameter('orderMonths', granted).value)

/** Whether the last word about the family is that somebody in it is a danger to the child. */
export function dangerAtHome(facts: readonly LedgerFact[]): boolean {
  const told = standing(facts).filter((fact) => fact.name === 'child.family-noted' && typeof fact.value.danger === 'boolean')
  return told.at(-1)?.value.danger === true
}

/** Siblings' files that the family part names. An unlinking does not say of whom: while one link may stand, all are asked about. */
export function siblingsTold(facts: readonly LedgerFact[]): string[] {
  const all = standing(facts)
  const links = all.flatMap(({ name, value }) =>
    name === 'child.sibling-linked' && typeof value.other === 'string' ? [value.other] : [],
  )
  const unlinked = all.filter(({ name }) => name === 'child.sibling-unlinked').length
  return unlinked >= links.length ? [] : [...new Set(links)]
}
