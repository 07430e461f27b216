/** What a roster says of a person, in the hall's words, and the facts that follow. Pure. */
import type { NewFact, SubjectRef } from '#kernel/action.ts'
import { known } from '#kernel/field.ts'
import { birthFact, laidOver, type PersonDescription, readIdNumber } from '#modules/people-and-cases/words.ts'
import type { RosterGuest } from './schema.ts'

export type Identity = 'unknown' | 'claimed' | 'verified' | 'assigned'

export interface KnownPerson {
  identity: Identity
  description: PersonDescription
}

const plain = (text: string) => text.normalize('NFKC').replace(/\s/gu, '')
const births = ['birthDate', 'birthYear', 'ageSeenMin', 'ageSeenMax', 'ageSeenAt'] as const
const pick = (description: PersonDescription, keys: readonly (keyof PersonDescription)[]) =>
  Object.fromEntries(keys.flatMap((key) => (description[key] === undefined ? [] : [[key, description[key]]])))

/** @param at entry, epoch ms: an age in a roster is taken as of then */
export function descriptionOf(guest: RosterGuest, at: number): PersonDescription {
  const marks = guest.marks
    ?.split(/[,，、;；\n]/u)
    .map((mark) => mark.trim().slice(0, 80))
    .filter(Boolean)
    .slice(0, 12)
  const told: Record<string, unknown> = {
    writtenName: guest.name,
    nicknames: guest.label ? [guest.label.slice(0, 40)] : undefined,
    sex: guest.sex,
    birthDate: guest.birthDate,
    birthYear: guest.birthYear,
    ageSeenMin: guest.ageMin,
    ageSeenMax: guest.ageMax,
    ageSeenAt: guest.ageMin === undefined ? undefined : at,
    idNumber: guest.idNumber,
    ethnicity: guest.ethnicity,
    phone: guest.phone,
    household: guest.origin?.slice(0, 120),
    division: guest.division,
    accent: guest.accent,
    marks: marks?.length ? marks : undefined,
  }
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) as PersonDescription
}

/** What is known already holds; the roster only fills what is open. */
export function filledIn(before: PersonDescription, told: PersonDescription): PersonDescription {
  const open = { ...told }
  if (births.some((key) => before[key] !== undefined)) for (const key of births) delete open[key]
  return laidOver(open, before)
}

/** Whether a row may speak of the person who bears its number: a second name for one number is somebody's slip. */
export function namesAgree(guest: RosterGuest, person: PersonDescription): boolean {
  const written = known(person.writtenName)
  if (!guest.name || !written) return true
  const others = [written, ...(person.heardNames ?? []), ...(person.nicknames ?? [])].map(plain)
  return others.includes(plain(guest.name))
}

/** Whether two that share name and day may be one person: nothing that both tell contradicts. */
export function maybeSame(
  guest: RosterGuest,
  told: PersonDescription,
  other: { description: PersonDescription; birthFrom: string | null; birthTo: string | null },
  birth: { from: string; to: string } | null,
): boolean {
  const [one, two] = [known(told.idNumber), known(other.description.idNumber)]
  if (one && two && plain(one) !== plain(two)) return false
  if (guest.sex && other.description.sex && guest.sex !== other.description.sex) return false
  if (birth && other.birthFrom && other.birthTo && (birth.to < other.birthFrom || other.birthTo < birth.from)) return false
  return true
}

/** Verified only where the roster says so; never less than it was. */
export function identityOf(guest: RosterGuest, before: Identity | undefined, on: string): Identity {
  if (before === 'verified' || before === 'assigned') return before
  const level = guest.idNumber ? readIdNumber(guest.idNumber, on).level : undefined
  if (guest.idChecked && (level === 'valid' || level === 'historic' || guest.name)) return 'verified'
  return guest.name || guest.idNumber || before === 'claimed' ? 'claimed' : 'unknown'
}

/** Whether a register lies in the station's city; the four municipalities count as one city each. Undefined: cannot be told. */
export function isLocal(division: string, stationDivision: string | null): boolean | undefined {
  if (!stationDivision) return undefined
  const length = ['11', '12', '31', '50'].includes(stationDivision.slice(0, 2)) ? 2 : 4
  return division.slice(0, length) === stationDivision.slice(0, length)
}

/** Facts about the person as of the entry. */
export function personFacts(
  subject: SubjectRef,
  guest: RosterGuest,
  context: { before: KnownPerson | null; after: KnownPerson; stationDivision: string | null; at: number },
): NewFact[] {
  const { before, after, at } = context
  const facts: NewFact[] = []
  const tell = (name: string, value: Record<string, unknown>, details?: Record<string, unknown>) =>
    facts.push({ subject, name, value, occurredAt: at, details: { imported: true, ...details } })
  if (after.identity !== before?.identity)
    tell('person.identity-stated', { status: after.identity, ...(after.identity === 'verified' ? { by: '原花名册' } : {}) })
  const birth = birthFact(after.description)
  if (birth && !birthFact(before?.description ?? {})) tell('person.birth-known', birth)
  if (guest.conditions)
    tell('person.condition-noted', { kinds: guest.conditions.filter((kind) => kind !== 'none') }, { text: guest.conditionText })
  const { division } = after.description
  if (division && division !== before?.description.division) {
    const local = isLocal(division, context.stationDivision)
    tell('person.register-known', { division, ...(local === undefined ? {} : { local }) })
  }
  return facts
}

export interface RosterClaim {
  kind: 'names' | 'birth' | 'document' | 'details'
  content: Record<string, unknown>
}

/** Everything the row says of the person, kept as said, also what the index already knew otherwise. */
export function claimsOf(told: PersonDescription, guest: RosterGuest): RosterClaim[] {
  const groups: RosterClaim[] = [
    { kind: 'names', content: pick(told, ['writtenName', 'nicknames']) },
    { kind: 'birth', content: pick(told, births) },
    { kind: 'document', content: { ...pick(told, ['idNumber']), ...(guest.idChecked ? { proof: 'roster' } : {}) } },
    { kind: 'details', content: pick(told, ['sex', 'ethnicity', 'household', 'division', 'accent', 'marks', 'phone']) },
  ]
  return groups.filter(({ content }) => Object.keys(content).length > 0)
}
