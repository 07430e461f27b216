/** What the ledger keeps of somebody who went home, out of the facts of the file (or of the person who was never rescued). Pure. */
import type { LedgerFact } from '#kernel/ledger.ts'
import { dateOf } from '#kernel/time.ts'
import { underAge } from '#modules/people-and-cases/words.ts'
import { type Series, seriesOf } from './rules-series.ts'
import { HEALTH, type Mark, marks, reasons, type State } from './words.ts'

/** Facts that hold, in the order in which they happened. */
export function standing(facts: readonly LedgerFact[]): LedgerFact[] {
  const gone = new Set(facts.flatMap((fact) => (fact.replaces ? [fact.replaces] : [])))
  return facts
    .filter((fact) => !gone.has(fact.id) && fact.name !== 'fact.withdrawn')
    .sort((a, b) => a.occurredAt - b.occurredAt || a.recordedAt - b.recordedAt)
}

export const lastOf = (facts: readonly LedgerFact[], name: string): LedgerFact | undefined =>
  facts.findLast((fact) => fact.name === name)

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const yesNo = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null)
const list = (value: unknown): string[] => (Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [])

/** All that is computed; the row repeats it. */
export interface ReturneeState {
  kind: string | null
  sentAt: number | null
  receivedAt: number | null
  local: boolean | null
  crossProvince: boolean | null
  minor: boolean | null
  year: number
  /** True where nothing says any more that the person went home. */
  takenBack: boolean
  /** Organisations by id: who was told to look after the person last, and before that who received them. */
  townId: string | null
  villageId: string | null
  receiverId: string | null
  state: State
  listedAt: number | null
  unlistedAs: string | null
  reasons: string[]
  marks: Mark[]
  suggested: Mark[]
  lastVisit: number | null
  firstVisit: number | null
  visits: number
  series: Series
}

/** Reasons as a list shows them: whatever is of health is one word. */
export function marksOf(told: readonly string[]): Mark[] {
  const found = told.map((reason): Mark => (HEALTH.includes(reason) ? 'health' : reason in marks ? (reason as Mark) : 'other'))
  return [...new Set(found)].sort()
}

/** Reasons that the facts suggest; a person decides. */
export function suggestedReasons(facts: readonly LedgerFact[], returns: number, minor: boolean | null): string[] {
  const conditions = new Set(
    facts.filter((fact) => fact.name === 'person.condition-noted').flatMap((fact) => list(fact.value.kinds)),
  )
  return [
    ...Object.keys(reasons).filter((reason) => HEALTH.includes(reason) && conditions.has(reason)),
    ...(returns > 1 || facts.some((fact) => fact.name === 'follow-up.found-again') ? ['repeated'] : []),
    ...(minor ? ['minor'] : []),
  ]
}

/** Minor on the day of leaving, by the birth told last. Null where no birth tells. */
export function minorOn(facts: readonly LedgerFact[], at: number): boolean | null {
  const births = facts.filter((fact) => fact.name === 'person.birth-known')
  for (const { value, occurredAt } of births.toReversed()) {
    const seen = value.ageSeen as { min?: number; max?: number } | undefined
    const year = Number(dateOf(occurredAt).slice(0, 4))
    const range =
      typeof value.date === 'string'
        ? { from: value.date, to: value.date }
        : typeof value.year === 'number'
          ? { from: `${value.year}-01-01`, to: `${value.year}-12-31` }
          : seen?.min !== undefined && seen.max !== undefined
            ? { from: `${year - seen.max - 1}-01-01`, to: `${year - seen.min}-12-31` }
            : null
    if (range === null) continue
    const answer = underAge(range, 18, dateOf(at))
    return answer === 'unknown' ? null : answer === 'yes'
  }
  return null
}

/** A death told on a visit, and visits that count. */
export const visitsOf = (facts: readonly LedgerFact[]) =>
  facts
    .filter((fact) => fact.name === 'follow-up.visited')
    .map((fact) => ({ at: fact.occurredAt, died: fact.value.finding === 'died', factId: fact.id }))

/**
 * @param facts of the subject and of its person, in any order
 * @param subjectId the file's id, or the person's who was never rescued
 * @param returns how often the person went home, this time included
 */
export function returneeState(facts: readonly LedgerFact[], subjectId: string, returns: number, now: number): ReturneeState {
  const all = standing(facts)
  const own = all.filter((fact) => fact.subject.id === subjectId)
  const rescued = own.some((fact) => fact.subject.kind === 'rescue-file')
  const sent = lastOf(own, 'departure.sent-home')
  const received = lastOf(own, 'origin.received')
  const left = lastOf(own, 'departure.left')
  const assigned = lastOf(own, 'follow-up.town-assigned')
  const listings = own.filter((fact) => fact.name === 'follow-up.listed')
  const listed = listings.at(-1)
  const unlisted = lastOf(own, 'follow-up.unlisted')
  const minor = minorOn(all, sent?.occurredAt ?? now)
  const visits = visitsOf(own)
  const counted = visits.filter((visit) => visit.at >= (sent?.occurredAt ?? -Infinity))
  const dead = visits.some((visit) => visit.died) || left?.value.kind === 'died'
  // Handed over to another bureau, the series goes on there.
  const handedOver = unlisted?.value.reason === 'moved' && assigned?.action === unlisted.action
  const off = unlisted !== undefined && !handedOver && listed !== undefined && own.indexOf(unlisted) > own.indexOf(listed)
  const state: State = dead ? 'dead' : off ? 'unlisted' : listed ? 'listed' : unlisted && !handedOver ? 'unlisted' : 'returned'
  const series = seriesOf({ listed: listings.map((fact) => fact.occurredAt), visits, now })
  const told = listed ? list(listed.value.reasons) : []
  return {
    kind: rescued ? text(left?.value.kind) : received ? 'received' : 'reported',
    sentAt: sent?.occurredAt ?? null,
    receivedAt: received?.occurredAt ?? null,
    local: yesNo(sent?.value.local),
    crossProvince: yesNo(sent?.value.crossProvince),
    minor,
    year: Number(dateOf(sent?.occurredAt ?? received?.occurredAt ?? listings[0]?.occurredAt ?? now).slice(0, 4)),
    takenBack: rescued && !sent && !received,
    townId: text(assigned?.value.organisation),
    villageId: text(assigned?.value.village),
    receiverId: text(received?.value.organisation),
    state,
    listedAt: listed?.occurredAt ?? null,
    unlistedAs: state === 'unlisted' ? text(unlisted?.value.reason) : null,
    reasons: told,
    marks: marksOf(told),
    suggested: state === 'returned' ? marksOf(suggestedReasons(all, returns, minor)) : [],
    lastVisit: counted.at(-1)?.at ?? null,
    firstVisit: counted[0]?.at ?? null,
    visits: counted.length,
    series: state === 'listed' || (state === 'dead' && left?.value.kind !== 'died') ? series : { ...series, nextDue: null },
  }
}
