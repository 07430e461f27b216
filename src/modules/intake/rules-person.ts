/** What a guest says of themselves becomes description, claims and facts. Nothing said is lost, nothing known is undone by "don't know". */
import type { NewFact, SubjectRef } from '#kernel/action.ts'
import { known } from '#kernel/field.ts'
import type { LedgerFact } from '#kernel/ledger.ts'
import type { Refusal } from '#kernel/refusal.ts'
import type { PersonRow } from '#modules/people-and-cases/index.ts'
import {
  birthFact,
  type IdReading,
  laidOver,
  type PersonDescription,
  type PersonForm,
  readIdNumber,
} from '#modules/people-and-cases/words.ts'
import { refuse } from './refusals.ts'
import { lastOf } from './rules-facts.ts'
import { type PersonWarning, type Strikable, type identityProofs } from './words.ts'

type Identity = PersonRow['identity']

export interface SaidOfPerson extends Partial<PersonForm> {
  identityProof?: keyof typeof identityProofs | undefined
  conditions?: string[] | undefined
  capacity?: 'full' | 'limited' | 'none' | undefined
  photos?: string[] | undefined
  struck?: Strikable[] | undefined
}

export interface Telling {
  subject: SubjectRef
  before: { identity: Identity; description: PersonDescription } | null
  /** Facts told of this person so far. */
  facts: readonly LedgerFact[]
  stationDivision: string | null
  at: number
  /** Shanghai date of `at`. */
  on: string
}

export interface Claim {
  kind: 'names' | 'birth' | 'document' | 'details' | 'struck'
  content: Record<string, unknown>
}

export interface Told {
  description: PersonDescription
  identity: Identity
  /** Whether description or identity differ from before. */
  changed: boolean
  facts: NewFact[]
  claims: Claim[]
  warnings: PersonWarning[]
}

const birthKeys = ['birthDate', 'birthYear', 'ageSeenMin', 'ageSeenMax'] as const
const groups: Record<Exclude<Claim['kind'], 'struck'>, readonly (keyof PersonForm)[]> = {
  names: ['writtenName', 'heardNames', 'nicknames'],
  birth: birthKeys,
  document: ['idNumber'],
  details: ['sex', 'ethnicity', 'household', 'division', 'accent', 'marks', 'height', 'places', 'kin', 'phone'],
}
const personKeys = Object.values(groups).flat()

/** How exactly a birth is known: a day, a year, an age seen. */
function exactness(description: Partial<PersonDescription>): number {
  if (description.birthDate) return 3
  if (description.birthYear !== undefined) return 2
  return description.ageSeenMin !== undefined || description.ageSeenMax !== undefined ? 1 : 0
}

function without<T extends object>(record: T, keys: readonly string[]): T {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key))) as T
}

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

/** Whether a household register lies in the station's city; the four municipalities count as one city each. */
export function isLocal(division: string, stationDivision: string | null): boolean | undefined {
  if (!stationDivision) return undefined
  const length = ['11', '12', '31', '50'].includes(stationDivision.slice(0, 2)) ? 2 : 4
  return division.slice(0, length) === stationDivision.slice(0, length)
}

function identityAfter(
  before: Identity | undefined,
  said: SaidOfPerson,
  description: PersonDescription,
  reading: IdReading | undefined,
): Identity {
  if (before === 'verified') return 'verified'
  if (said.identityProof === 'police') return 'verified'
  const card = said.identityProof === 'card-read' || said.identityProof === 'card-seen'
  const sound = reading && (reading.level === 'valid' || reading.level === 'historic')
  if (card && sound) return 'verified'
  if (before === 'assigned') return 'assigned'
  return known(description.writtenName) || known(description.idNumber) ? 'claimed' : 'unknown'
}

function struckKeys(struck: readonly Strikable[] | undefined): string[] {
  return (struck ?? []).flatMap((each) => (each === 'birth' ? [...birthKeys, 'ageSeenAt'] : [each]))
}

/**
 * Lays what was said over what is known.
 *
 * - A verified name, number or birth is not overwritten by what is only said; the new saying stays as a claim and the
 *   name among those heard, so that the search finds it.
 * - A less exact birth does not take the place of a more exact one.
 * - A number whose check digit is right also tells birth and sex, where nothing else does.
 *
 * Refuses a birth in the future.
 */
export function tell(said: SaidOfPerson, telling: Telling): Told | Refusal {
  const { subject, before, facts, at, on } = telling
  const warnings: PersonWarning[] = []
  const struck = struckKeys(said.struck)
  const old = before?.description ?? {}
  const kept = without(old, struck)
  const proven = (said.identityProof ?? 'none') !== 'none'
  const verified = before?.identity === 'verified' && !proven
  let words: PersonDescription = Object.fromEntries(
    personKeys.flatMap((key) => (said[key] === undefined ? [] : [[key, said[key]]])),
  )
  if (words.birthDate !== undefined && words.birthDate > on) return refuse('BIRTH_FUTURE')
  if (words.birthYear !== undefined && words.birthYear > Number(on.slice(0, 4))) return refuse('BIRTH_FUTURE')
  if (words.ageSeenMin !== undefined && words.ageSeenMax !== undefined && words.ageSeenMin > words.ageSeenMax)
    words = { ...words, ageSeenMin: words.ageSeenMax, ageSeenMax: words.ageSeenMin }
  const claims = claimsOf(words, old, said)

  const number = known(words.idNumber)
  const reading = number === undefined ? undefined : readIdNumber(number, on)
  if (reading && reading.level !== 'valid' && reading.level !== 'historic') warnings.push('id-check')
  if (reading?.level === 'valid') {
    if (exactness(words) === 0 && exactness(kept) < 3 && reading.birth) words = { ...words, birthDate: reading.birth }
    if (words.sex === undefined && kept.sex === undefined && reading.sex) words = { ...words, sex: reading.sex }
  }

  if (verified) words = besideVerified(words, kept, warnings)
  if (exactness(words) > 0) {
    if (exactness(words) < exactness(kept)) {
      warnings.push('birth-kept')
      words = without(words, birthKeys)
    } else if (exactness(words) === 1) words = { ...words, ageSeenAt: sameAges(words, kept) ? (kept.ageSeenAt ?? at) : at }
  }
  if (words.kin && kept.kin) words = { ...words, kin: withKin(kept.kin, words.kin) }
  const base = exactness(words) > 0 ? without(kept, [...birthKeys, 'ageSeenAt']) : kept
  const photos = [...new Set([...(old.photos ?? []), ...(said.photos ?? [])])]
  const description: PersonDescription = { ...laidOver(base, words), ...(photos.length > 0 ? { photos } : {}) }
  const identity = identityAfter(before?.identity, said, description, reading)
  if (exactness(description) === 0) warnings.push('age-unknown')

  return {
    description,
    identity,
    changed: !same(sorted(description), sorted(old)) || identity !== before?.identity,
    facts: [
      ...identityFact(subject, before?.identity, identity, said),
      ...birthFacts(subject, facts, old, description),
      ...conditionFact(subject, facts, said),
      ...registerFact(subject, old, description, telling.stationDivision),
    ],
    claims,
    warnings,
  }
}

type Kin = NonNullable<PersonDescription['kin']>

/** Relatives named now take the place of those with the same name and relation; nobody named before is dropped by silence. */
function withKin(before: Kin, now: Kin): Kin {
  const key = (one: Kin[number]) => `${one.name}\n${one.relation}`
  const renewed = new Map(now.map((one) => [key(one), one]))
  const kept = before.map((one) => {
    const next = renewed.get(key(one))
    renewed.delete(key(one))
    return next ? { ...one, ...Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)) } : one
  })
  return [...kept, ...renewed.values()].slice(0, MOST_KIN) as Kin
}

const MOST_KIN = 20

const sorted = (description: PersonDescription) => Object.entries(description).sort(([one], [other]) => (one < other ? -1 : 1))

function sameAges(one: PersonDescription, other: PersonDescription): boolean {
  return one.ageSeenMin === other.ageSeenMin && one.ageSeenMax === other.ageSeenMax
}

/** What may stand beside a verified identity: what differs from the verified name, number or birth stays a claim only. */
function besideVerified(words: PersonDescription, kept: PersonDescription, warnings: PersonWarning[]): PersonDescription {
  let result = words
  const name = known(words.writtenName)
  const differs = (key: 'writtenName' | 'idNumber') =>
    known(kept[key]) !== undefined && words[key] !== undefined && !same(words[key], kept[key])
  if (differs('writtenName')) {
    const heard = words.heardNames ?? kept.heardNames ?? []
    result = without(result, ['writtenName'])
    if (name && !heard.includes(name)) result = { ...result, heardNames: [...heard, name].slice(0, 8) }
    warnings.push('verified-kept')
  }
  if (differs('idNumber')) {
    result = without(result, ['idNumber'])
    warnings.push('verified-kept')
  }
  if (kept.birthDate && exactness(words) > 0 && words.birthDate !== kept.birthDate) {
    result = without(result, birthKeys)
    warnings.push('verified-kept')
  }
  return result
}

/** One claim per group of what was said anew; `struck` keeps what was taken away. */
function claimsOf(words: PersonDescription, old: PersonDescription, said: SaidOfPerson): Claim[] {
  const claims: Claim[] = []
  for (const [kind, keys] of Object.entries(groups) as [Exclude<Claim['kind'], 'struck'>, readonly (keyof PersonForm)[]][]) {
    const content = Object.fromEntries(
      keys.flatMap((key) => (words[key] === undefined || same(words[key], old[key]) ? [] : [[key, words[key]]])),
    )
    if (kind === 'document' && said.identityProof && said.identityProof !== 'none') content['proof'] = said.identityProof
    if (Object.keys(content).length > 0) claims.push({ kind, content })
  }
  const removed = Object.fromEntries(
    struckKeys(said.struck).flatMap((key) => (key in old ? [[key, (old as Record<string, unknown>)[key]]] : [])),
  )
  if (Object.keys(removed).length > 0) claims.push({ kind: 'struck', content: removed })
  return claims
}

function identityFact(subject: SubjectRef, before: Identity | undefined, identity: Identity, said: SaidOfPerson): NewFact[] {
  if (identity === before) return []
  const by = identity !== 'verified' ? undefined : said.identityProof === 'police' ? '公安' : '证件'
  return [{ subject, name: 'person.identity-stated', value: { status: identity, ...(by ? { by } : {}) } }]
}

function birthFacts(
  subject: SubjectRef,
  facts: readonly LedgerFact[],
  old: PersonDescription,
  description: PersonDescription,
): NewFact[] {
  const value = birthFact(description)
  if (same(value, birthFact(old)) && same(description.ageSeenAt, old.ageSeenAt)) return []
  const earlier = lastOf(
    facts.filter((fact) => fact.subject.id === subject.id),
    'person.birth-known',
  )
  // A birth is one for all time: what is told now takes the place of what was told before, where it was struck or made exact.
  const replaces = earlier ? { replaces: earlier.id } : {}
  if (value) return [{ subject, name: 'person.birth-known', value, ...replaces }]
  return earlier ? [{ subject, name: 'fact.withdrawn', replaces: earlier.id }] : []
}

function conditionFact(subject: SubjectRef, facts: readonly LedgerFact[], said: SaidOfPerson): NewFact[] {
  if (said.conditions === undefined && said.capacity === undefined) return []
  const last = lastOf(facts, 'person.condition-noted')?.value ?? {}
  const kinds = said.conditions === undefined ? last['kinds'] : said.conditions.filter((kind) => kind !== 'none')
  const capacity = said.capacity ?? last['capacity']
  const value = { ...(kinds === undefined ? {} : { kinds }), ...(capacity === undefined ? {} : { capacity }) }
  return same(value, {
    ...(last['kinds'] === undefined ? {} : { kinds: last['kinds'] }),
    ...(last['capacity'] === undefined ? {} : { capacity: last['capacity'] }),
  })
    ? []
    : [{ subject, name: 'person.condition-noted', value }]
}

function registerFact(
  subject: SubjectRef,
  old: PersonDescription,
  description: PersonDescription,
  stationDivision: string | null,
): NewFact[] {
  const division = description.division
  if (!division || division === old.division) return []
  const local = isLocal(division, stationDivision)
  return [{ subject, name: 'person.register-known', value: { division, ...(local === undefined ? {} : { local }) } }]
}
