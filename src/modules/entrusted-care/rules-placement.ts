/** Whether somebody may be sent to live outside, and what an incident told from there asks for. Pure. */
import type { LedgerFact } from '#kernel/ledger.ts'
import { dateOf, floorMinute, HOUR } from '#kernel/time.ts'
import { birthRange, type FileState, type LoadedFile, stayClock, underAge, type Where } from '#modules/people-and-cases/words.ts'
import { REPORT_HOURS, type ReportKind } from './words.ts'

/** Facts that hold, in the order in which they happened. */
export function standing(facts: readonly LedgerFact[]): LedgerFact[] {
  const gone = new Set(facts.flatMap((fact) => (fact.replaces ? [fact.replaces] : [])))
  return facts
    .filter((fact) => !gone.has(fact.id) && fact.name !== 'fact.withdrawn')
    .sort((a, b) => a.occurredAt - b.occurredAt || a.recordedAt - b.recordedAt)
}

export type Infection = 'ruled-out' | 'suspected' | 'untold'

/** What the decision must know of the person, at an instant. */
export interface Candidate {
  state: FileState
  minor: 'yes' | 'no' | 'unknown'
  infection: Infection
  isolated: boolean
  /** Null: not present. */
  where: Where | null
}

/** The last word on infection: a check, an isolation, its end. */
export function infectionOf(facts: readonly LedgerFact[]): { infection: Infection; isolated: boolean } {
  let infection: Infection = 'untold'
  let isolated = false
  for (const { name, value } of standing(facts)) {
    if (name === 'medical.screened') {
      if (value.infection === 'ruled-out') infection = 'ruled-out'
      else if (value.infection === 'suspected') infection = 'suspected'
    }
    if (name === 'medical.isolated') isolated = true
    if (name === 'medical.isolation-ended') {
      isolated = false
      if (value.outcome === 'ruled-out' || value.outcome === 'cured') infection = 'ruled-out'
    }
  }
  return { infection, isolated }
}

export function candidateAt(loaded: LoadedFile, at: number): Candidate {
  const own = loaded.facts.filter((fact) => fact.subject.id === loaded.file.id)
  return {
    state: loaded.file.state,
    minor: underAge(birthRange(loaded.person.description), 18, dateOf(at)),
    ...infectionOf(own),
    where: stayClock(own, at).now,
  }
}

export type PersonObstacle = 'NOT_IN' | 'MINOR' | 'MAYBE_MINOR' | 'NOT_SCREENED' | 'INFECTIOUS' | 'IN_HOSPITAL' | 'ON_LEAVE'

/**
 * What about the person stands in the way, the weightiest first. Whoever is outside already may be proposed for another
 * institution. An emergency waits for no health check, but nobody suspected of an infection is sent among others even then.
 */
export function personObstacle(
  candidate: Candidate,
  more: { adultKnown: boolean; emergency?: boolean; placing?: boolean },
): PersonObstacle | undefined {
  if (candidate.state !== 'in') return 'NOT_IN'
  if (candidate.minor === 'yes') return 'MINOR'
  if (candidate.minor === 'unknown' && !more.adultKnown) return 'MAYBE_MINOR'
  if (candidate.infection === 'suspected' || candidate.isolated) return 'INFECTIOUS'
  if (candidate.infection === 'untold' && !more.emergency) return 'NOT_SCREENED'
  if (candidate.where === 'hospital') return 'IN_HOSPITAL'
  if (candidate.where === 'leave' && more.placing) return 'ON_LEAVE'
  return undefined
}

/** Hours within which the contract wants to be told of this; null where nothing is agreed. */
export function hoursFor(kind: string, agreed: Partial<Record<ReportKind, number>> | undefined): number | null {
  const asked = kind as ReportKind
  return agreed?.[asked] ?? REPORT_HOURS[asked] ?? null
}

/** Told later than agreed; the minute in which the term ends still counts. */
export function toldLate(happenedAt: number, toldAt: number, hours: number | null): boolean {
  return hours !== null && floorMinute(toldAt) > floorMinute(happenedAt) + hours * HOUR
}

/** An instant that a form names to the minute lies before another only by whole minutes. */
export const before = (a: number, b: number): boolean => a < floorMinute(b)

/** What is left out when undefined. */
export function defined<T extends Record<string, unknown>>(record: T): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined))
}
