/** What a decision about leaving must know of a guest, read out of file, person and standing facts. Pure. */
import type { LedgerFact } from '#kernel/ledger.ts'
import { dateOf, dayOf, dayOfFullYears } from '#kernel/time.ts'
import type { LoadedFile } from '#modules/people-and-cases/index.ts'

export type Answer = 'yes' | 'no' | 'unknown'

export interface Guest {
  state: LoadedFile['file']['state']
  sex: 'male' | 'female' | null
  sixteen: Answer
  eighteen: Answer
  /** Where only an age was seen: its lower end, years. */
  seenFrom: number | null
  /** The duty leader decided that sixteen is plainly full. */
  ageDecided: boolean
  /** Signs of mental disorder, intellectual disability or dementia; unknown while nobody has looked. */
  mindImpaired: Answer
  capacity: 'full' | 'limited' | 'none' | 'unknown'
  immobile: boolean
  fit: Answer
  infectionSuspected: boolean
  /** Name of the hospital that the guest lies in. */
  hospital: string | null
  /** Ids of things that the station keeps and has not given back. */
  kept: string[]
  settled: boolean
  voucherHome: boolean
  /** What looking into the relatives came to; absent while nobody has looked. */
  relatives?: 'confirmed' | 'doubtful' | 'not' | undefined
}

/** Facts that hold, in the order in which they happened. */
export function standing(facts: readonly LedgerFact[]): LedgerFact[] {
  const gone = new Set(facts.flatMap((fact) => (fact.replaces ? [fact.replaces] : [])))
  return facts
    .filter((fact) => !gone.has(fact.id) && fact.name !== 'fact.withdrawn')
    .sort((a, b) => a.occurredAt - b.occurredAt || a.recordedAt - b.recordedAt)
}

/** The last standing fact of these names. */
export function lastOf(facts: readonly LedgerFact[], ...names: string[]): LedgerFact | undefined {
  return facts.filter((fact) => names.includes(fact.name)).at(-1)
}

/** Who somebody is, as the last standing word of it says. */
export function isVerified(loaded: Pick<LoadedFile, 'facts'>): boolean {
  const status = lastOf(standing(loaded.facts), 'person.identity-stated')?.value.status
  return status === 'verified' || status === 'assigned'
}

const MIND = new Set(['mental', 'intellectual', 'dementia'])

/**
 * Whether `years` are full on a day, by a stated or documented birth: N years are full from the day after the N-th
 * birthday. An age that was only seen never says yes here; it says no where even its upper end lies below.
 */
export function fullOn(description: LoadedFile['person']['description'], years: number, on: string): Answer {
  const { birthDate, birthYear, ageSeenMax, ageSeenAt } = description
  const day = dayOf(on)
  const full = (birth: string) => day >= dayOfFullYears(dayOf(birth), years)
  if (birthDate) return full(birthDate) ? 'yes' : 'no'
  if (birthYear) {
    if (full(`${birthYear}-12-31`)) return 'yes'
    return full(`${birthYear}-01-01`) ? 'unknown' : 'no'
  }
  if (ageSeenMax !== undefined && ageSeenAt !== undefined) {
    const elapsed = (day - dayOf(dateOf(ageSeenAt))) / 365
    return ageSeenMax + Math.max(0, elapsed) < years ? 'no' : 'unknown'
  }
  return 'unknown'
}

/** Things kept and named by no return since; told by reception as ids. */
export function keptBelongings(facts: readonly LedgerFact[]): string[] {
  const items = (name: string) =>
    facts
      .filter((fact) => fact.name === name)
      .flatMap((fact) => (Array.isArray(fact.value.items) ? (fact.value.items as string[]) : []))
  const returned = new Set(items('intake.belongings-returned'))
  return [...new Set(items('intake.belongings-kept'))].filter((id) => !returned.has(id))
}

/** Reads a guest at an instant. */
export function guestAt(loaded: LoadedFile, now: number): Guest {
  const facts = standing(loaded.facts)
  const { description } = loaded.person
  const today = dateOf(now)
  const conditions = facts.filter((fact) => fact.name === 'person.condition-noted')
  const kinds = new Set(((conditions.at(-1)?.value.kinds ?? []) as string[]).concat())
  const told = (kind: string) => kinds.has(kind)
  const capacity = conditions.filter((fact) => fact.value.capacity !== undefined).at(-1)?.value.capacity as
    | Guest['capacity']
    | undefined
  const screened = lastOf(facts, 'medical.screened')
  const hospital = lastOf(facts, 'medical.hospitalised', 'medical.fetched', 'departure.left')
  const stated = description.birthDate !== undefined || description.birthYear !== undefined
  const looked = screened !== undefined || conditions.some((fact) => Array.isArray(fact.value.kinds))
  const sinceEntry = facts.filter((fact) => fact.occurredAt >= (lastOf(facts, 'intake.taken-back')?.occurredAt ?? 0))
  return {
    state: loaded.file.state,
    sex: loaded.person.sex,
    sixteen: fullOn(description, 16, today),
    eighteen: fullOn(description, 18, today),
    seenFrom: stated ? null : (description.ageSeenMin ?? null),
    ageDecided: facts.some((fact) => fact.name === 'departure.age-decided'),
    mindImpaired: [...MIND].some(told) ? 'yes' : looked ? 'no' : 'unknown',
    capacity: capacity ?? 'unknown',
    immobile: told('immobile'),
    fit: typeof screened?.value.fit === 'boolean' ? (screened.value.fit ? 'yes' : 'no') : 'unknown',
    infectionSuspected: screened?.value.infection === 'suspected',
    hospital: hospital?.name === 'medical.hospitalised' ? String(hospital.value.hospital ?? '医院') : null,
    kept: keptBelongings(facts),
    settled: facts.some((fact) => fact.name === 'settlement.placed' || fact.name === 'settlement.registered'),
    voucherHome: sinceEntry.some(
      (fact) => fact.name === 'departure.ticket-issued' && fact.value.home === true && !returnedTicket(sinceEntry, fact),
    ),
    relatives: lastOf(sinceEntry, 'departure.relatives-checked')?.value.conclusion as Guest['relatives'],
  }
}

function returnedTicket(facts: readonly LedgerFact[], ticket: LedgerFact): boolean {
  return facts.some((fact) => fact.name === 'departure.ticket-returned' && fact.value.ticket === ticket.action)
}
