/** Reads out of rows and facts what the rules of this room need to know of a guest. Pure. */
import { underAge } from '#modules/people-and-cases/words.ts'
import { dateOf, fullYears } from '#kernel/time.ts'
import type { Guest, SpecialReason, Tri } from './rules-zones.ts'

/** A fact as `stay.separation` hands it over, in the order in which things happened. */
export interface SeparationFact {
  id: string
  name: string
  value: Record<string, unknown> | null
  occurredAt: number
  /** About the file itself, not about its person at large. */
  own: boolean
  replaces: string | null
}

export interface Separation {
  fileId: string
  personId: string
  sex: 'male' | 'female' | null
  birthFrom: string | null
  birthTo: string | null
  arrivedAt: number
  state: string
  motherFileId: string | null
  hasSmallChild: boolean
  facts: SeparationFact[]
}

/** Facts that still hold: what another fact took the place of is left out. */
export function standing(facts: readonly SeparationFact[]): SeparationFact[] {
  const replaced = new Set(facts.map((fact) => fact.replaces).filter((id) => id !== null))
  return facts.filter((fact) => !replaced.has(fact.id))
}

/**
 * What is known of an infection, the last word counting: a check of this stay, isolation, or a condition newly noted.
 * Nobody is cleared without a check of this stay that says so. 大提升 第3项.
 */
export function infectionOf(facts: readonly SeparationFact[], arrivedAt: number): Guest['infection'] {
  let state: Guest['infection'] = 'unknown'
  let noted = false
  for (const fact of standing(facts)) {
    const value = fact.value ?? {}
    if (fact.name === 'person.condition-noted') {
      const infectious = Array.isArray(value.kinds) && value.kinds.includes('infectious')
      // Later notes repeat the kinds of earlier ones; only a new suspicion is news.
      if (infectious && !noted) state = 'suspected'
      noted = infectious
    }
    if (fact.occurredAt < arrivedAt && !fact.own) continue
    if (fact.name === 'medical.screened') {
      if (value.infection === 'suspected' || value.infection === 'ruled-out') state = value.infection
      else if (state === 'ruled-out') state = 'unknown'
    }
    if (fact.name === 'medical.isolated') state = 'suspected'
    if (fact.name === 'medical.isolation-ended' && (value.outcome === 'ruled-out' || value.outcome === 'cured'))
      state = 'ruled-out'
  }
  return state
}

const LEAVE_ENDS = ['medical.hospitalised', 'medical.fetched', 'entrusted.placed', 'entrusted.brought-back']

const last = (facts: readonly SeparationFact[], ...names: string[]) =>
  standing(facts).findLast((fact) => names.includes(fact.name))

export type Whereabouts = 'here' | 'hospital' | 'entrusted' | 'leave'

/** Where a guest is who has a bed or should have one: hospital before leave before care outside, as the hall's stay clock has it. */
export function whereabouts(facts: readonly SeparationFact[], arrivedAt: number): Whereabouts {
  const known = facts.filter((fact) => fact.own || fact.occurredAt >= arrivedAt)
  // Whoever left and was taken back begins anew.
  const leftAt = standing(known).findLastIndex((fact) => fact.name === 'departure.left')
  const here = leftAt < 0 ? known : standing(known).slice(leftAt + 1)
  const hospital = last(here, 'medical.hospitalised', 'medical.fetched')
  if (hospital?.name === 'medical.hospitalised') return 'hospital'
  // Not come back is still away; going to hospital, being fetched, placed or brought back ends a leave.
  const away = standing(here).findLast(
    (fact) => LEAVE_ENDS.includes(fact.name) || (fact.name === 'stay.leave-ended' && fact.value?.returned !== false),
  )
  const begun = last(here, 'stay.leave-begun')
  if (begun && (!away || standing(here).indexOf(begun) > standing(here).indexOf(away))) return 'leave'
  return last(here, 'entrusted.placed', 'entrusted.brought-back')?.name === 'entrusted.placed' ? 'entrusted' : 'here'
}

export interface Noted {
  kinds: string[]
  capacity: 'full' | 'limited' | 'none' | undefined
}

/** Conditions and legal capacity as last noted. */
export function noted(facts: readonly SeparationFact[]): Noted {
  const notes = standing(facts).filter((fact) => fact.name === 'person.condition-noted')
  const kinds = notes.at(-1)?.value?.kinds
  const capacity = notes.findLast((fact) => fact.value?.capacity !== undefined)?.value?.capacity
  return { kinds: Array.isArray(kinds) ? (kinds as string[]) : [], capacity: capacity as Noted['capacity'] }
}

const DISABILITIES = ['limb', 'sight', 'hearing', 'speech']

function specialOf(kinds: readonly string[], over: (age: number) => boolean): SpecialReason[] {
  const reasons: SpecialReason[] = []
  if (over(70)) reasons.push('old-age')
  else if (over(60)) reasons.push('aged')
  if (kinds.some((kind) => DISABILITIES.includes(kind))) reasons.push('disabled')
  for (const kind of ['immobile', 'intellectual', 'dementia', 'mental', 'pregnant', 'injured'] as const)
    if (kinds.includes(kind)) reasons.push(kind)
  return reasons
}

export interface KnownGuest {
  guest: Guest
  hasSmallChild: boolean
  whereabouts: Whereabouts
  underFourteen: Tri
  underSixteen: Tri
  capacity: Noted['capacity']
  /** Noted mental disorder, intellectual disability or dementia. */
  impaired: boolean
  age: { years: number; rough: boolean } | null
}

/** The age on a day: exact, or the middle of what is possible. */
export function ageOf(birth: { from: string; to: string } | null, on: string): { years: number; rough: boolean } | null {
  if (!birth) return null
  const [youngest, oldest] = [Math.max(fullYears(birth.to, on), 0), Math.max(fullYears(birth.from, on), 0)]
  return { years: Math.round((youngest + oldest) / 2), rough: youngest !== oldest }
}

/** All that the rules need, on an instant. */
export function knownGuest(row: Separation, now: number): KnownGuest {
  const today = dateOf(now)
  const birth = row.birthFrom && row.birthTo ? { from: row.birthFrom, to: row.birthTo } : null
  const under = (age: number) => underAge(birth, age, today)
  const { kinds, capacity } = noted(row.facts)
  return {
    guest: {
      fileId: row.fileId,
      sex: row.sex,
      minor: under(18),
      underSix: under(6),
      infection: infectionOf(row.facts, row.arrivedAt),
      special: specialOf(kinds, (age) => under(age) === 'no'),
      motherFileId: row.motherFileId,
    },
    hasSmallChild: row.hasSmallChild,
    whereabouts: whereabouts(row.facts, row.arrivedAt),
    underFourteen: under(14),
    underSixteen: under(16),
    capacity,
    impaired: kinds.some((kind) => kind === 'mental' || kind === 'intellectual' || kind === 'dementia'),
    age: ageOf(birth, today),
  }
}
