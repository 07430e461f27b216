/** Pure decisions at the place of origin; the clock is an argument. */
import type { NewFact, SubjectRef } from '#kernel/action.ts'
import type { LedgerFact } from '#kernel/ledger.ts'
import { next } from '#kernel/lifecycle.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { DAY, dateOf, endOfDay, MINUTE, startOfDay } from '#kernel/time.ts'
import { reception, type ReceptionState } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import type { Change } from './store.ts'
import { openFindings, type Standing } from './words.ts'

interface Case {
  reception: { state: ReceptionState; organisationId: string; toldAt: number }
  facts: readonly LedgerFact[]
  names: ReadonlyMap<string, string>
}

/** Facts that were not taken back. */
export function standing(facts: readonly LedgerFact[]): LedgerFact[] {
  const gone = new Set(facts.filter((fact) => fact.name === 'fact.withdrawn').map((fact) => fact.replaces))
  return facts.filter((fact) => !gone.has(fact.id) && fact.name !== 'fact.withdrawn')
}

export const lastOf = (facts: readonly LedgerFact[], ...names: string[]): LedgerFact | undefined =>
  standing(facts).findLast((fact) => names.includes(fact.name))

/** `12 月 9 日` */
export function dayWords(at: number): string {
  const [, month, day] = dateOf(at).split('-')
  return `${Number(month)} 月 ${Number(day)} 日`
}

/** Who did the last thing of a name, and when; for a refusal that says so. */
export function doneBy(loaded: Case, ...names: string[]): { who: string; when: string } {
  const fact = lastOf(loaded.facts, ...names)
  return { who: (fact && loaded.names.get(fact.recordedBy)) || '同事', when: fact ? dayWords(fact.occurredAt) : '刚才' }
}

/** The fact that brought a case to each state. */
const bringing: Record<ReceptionState, string> = {
  told: 'origin.letter-received',
  answered: 'origin.answered',
  'not-accepted': 'origin.answered',
  received: 'origin.received',
  'not-arrived': 'origin.not-arrived',
  visited: 'origin.family-visited',
  settled: 'origin.settled',
}

/** The state after this door, or the refusal that says who brought it to which state. */
export function moved(loaded: Case, door: string): ReceptionState | Refusal {
  const { state } = loaded.reception
  const to = next(reception, state, door)
  if (to) return to
  if (door === 'origin.receive' && (state === 'received' || state === 'visited' || state === 'settled'))
    return refuse('ALREADY_RECEIVED', doneBy(loaded, 'origin.received'))
  return refuse('OTHER_STATE', { ...doneBy(loaded, bringing[state]), state: reception.states[state].zh })
}

/** Whether somebody arrived here: what comes after needs that. */
export const arrived = (state: ReceptionState) => state === 'received' || state === 'visited' || state === 'settled'

/** Clocks of the desk and the server may differ by so much. */
const TOLERANCE = 2 * MINUTE
/** Somebody may stand at the door before the letter does; by no more than this. */
const BEFORE_LETTER = 60 * DAY

/** Refuses what lies in the future, or long before the letter. */
export function timely(what: string, at: number, times: { now: number; toldAt: number }): Refusal | undefined {
  if (at > times.now + TOLERANCE) return refuse('FUTURE', { what })
  return at < times.toldAt - BEFORE_LETTER ? refuse('BEFORE_LETTER', { what }) : undefined
}

/** A day that somebody wrote down as the instant of a fact: its end, but never later than now. */
export function onDay(what: string, day: string, now: number): number | Refusal {
  return startOfDay(day) > now ? refuse('FUTURE', { what }) : Math.min(endOfDay(day) - 1, now)
}

export interface Found {
  hardship?: readonly string[] | undefined
  hardshipText?: string | undefined
  homeless?: string | undefined
  register?: string | undefined
}

/**
 * What was found, as facts and as what the row keeps. `family-visited` itself is told by who visited; a hardship told again
 * after it was reported is a new one and wants reporting again.
 */
export function findings(
  subject: SubjectRef,
  found: Found,
  times: { at: number; notedAt: number },
  before: Standing,
): { facts: NewFact[]; change: Change } {
  const { at, notedAt } = times
  const facts: NewFact[] = []
  const change: Change = {}
  const tell = (name: string, details: Record<string, unknown>) => facts.push({ subject, name, details, occurredAt: at })
  if ((found.hardship?.length ?? 0) > 0 || found.hardshipText) {
    tell('origin.hardship-found', { hardship: found.hardship ?? [], hardshipText: found.hardshipText })
    change.hardship_at = notedAt
  }
  if (found.homeless === 'yes') {
    tell('origin.homeless-found', {})
    change.homeless_at = notedAt
  }
  if (found.register === 'cancelled' && (before.cancelledAt === null || before.restoredAt !== null)) {
    tell('origin.register-cancelled', {})
    change.cancelled_at = notedAt
    change.restored_at = null
  }
  return { facts, change }
}

const waiting = { hardship: '困难还没有报送', homeless: '无家可归还没有安置', register: '户籍还没有恢复' } as const

/** What stands in the way of ending a case, in words. */
export const unfinished = (row: Standing): string[] => openFindings(row).map((each) => waiting[each])

/** Whether what was told of a visit calls for the door of abandonment and abuse, which is another room's. */
export function abandonmentSeen(details: Record<string, unknown> | undefined): boolean {
  const seen = (details?.signs as string[] | undefined) ?? []
  return seen.some((sign) => sign !== 'none') || details?.willKeep === 'no'
}
