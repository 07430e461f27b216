/** Pure decisions of this room. */
import { known } from '#kernel/field.ts'
import type { LedgerFact } from '#kernel/ledger.ts'
import { addDays, addMonths, fullYears } from '#kernel/time.ts'
import { ageOn, type PersonDescription, readIdNumber } from '#modules/people-and-cases/words.ts'
import { type ChildKind, kindKeys, type Likeness } from './words.ts'

interface Birth {
  birthFrom: string | null
  birthTo: string | null
}

/** Full years at most and at least; null when nothing is known of the birth. */
export function agesOn(child: Birth, on: string): { from: number; to: number } | null {
  if (!child.birthFrom || !child.birthTo) return null
  if (child.birthFrom === child.birthTo) {
    const years = Math.max(fullYears(child.birthFrom, on), 0)
    return { from: years, to: years }
  }
  return ageOn({ from: child.birthFrom, to: child.birthTo }, on)
}

/** `11 岁`, `约 8 至 10 岁`, `年龄不详`. */
export function ageWords(child: Birth, on: string): string {
  const ages = agesOn(child, on)
  if (!ages) return '年龄不详'
  if (ages.from === ages.to) return `${ages.from} 岁`
  return `约 ${ages.from} 至 ${ages.to} 岁`
}

/** Grown up whichever of the possible birthdays it was; only then does a file end by itself. */
export function isAdult(child: Birth, on: string): boolean {
  return child.birthTo !== null && fullYears(child.birthTo, on) >= 18
}

/** The day on which eighteen years are full: the day after the birthday. Null when no birth is known. */
export function adultOn(child: Birth): string | null {
  return child.birthTo === null ? null : addDays(addMonths(child.birthTo, 18 * 12), 1)
}

/** School age: six full, not sixteen. `maybe` where the birth is only known roughly. */
export function schoolAge(child: Birth, on: string): 'yes' | 'no' | 'maybe' {
  const ages = agesOn(child, on)
  if (!ages) return 'maybe'
  const fits = (age: number) => age >= 6 && age < 16
  if (fits(ages.from) && fits(ages.to)) return 'yes'
  return ages.to < 6 || ages.from >= 16 ? 'no' : 'maybe'
}

interface KindNow {
  kind: ChildKind
  until: number | null
}

/** The kinds that hold now, in the order of the list. */
export function kindsNow(kinds: readonly KindNow[]): ChildKind[] {
  const now = new Set(kinds.filter((each) => each.until === null).map((each) => each.kind))
  return kindKeys.filter((kind) => now.has(kind))
}

/** What is to be added that stands there already, and what is to be taken away that does not. */
export function kindFaults(
  kinds: readonly KindNow[],
  change: { add: readonly ChildKind[]; end: readonly ChildKind[]; withdraw: readonly ChildKind[] },
): { there: ChildKind[]; missing: ChildKind[]; result: ChildKind[] } {
  const now = new Set(kindsNow(kinds))
  const away = new Set([...change.end, ...change.withdraw])
  return {
    there: change.add.filter((kind) => now.has(kind)),
    missing: [...away].filter((kind) => !now.has(kind)),
    result: kindKeys.filter((kind) => (now.has(kind) && !away.has(kind)) || change.add.includes(kind)),
  }
}

/** Whether the child is under temporary guardianship by what the facts say. */
export function isGuarded(facts: readonly Pick<LedgerFact, 'name' | 'occurredAt' | 'recordedAt'>[]): boolean {
  const last = facts
    .filter((fact) => fact.name === 'child.temporary-guardianship-taken' || fact.name === 'child.temporary-guardianship-ended')
    .toSorted((a, b) => a.occurredAt - b.occurredAt || a.recordedAt - b.recordedAt)
    .at(-1)
  return last?.name === 'child.temporary-guardianship-taken'
}

/** By what two files may be compared; both empty where nothing can be said. */
export interface ChildKeys {
  number: string | null
  nameAndBirth: string | null
}

/** A number without a fault, and a written name with the very day of birth. A slip or a rough birth is no key. */
export function keysOf(description: PersonDescription, today: string): ChildKeys {
  const number = known(description.idNumber)
  const reading = number ? readIdNumber(number, today) : undefined
  const name = known(description.writtenName)?.replace(/\s/gu, '')
  return {
    number: reading?.level === 'valid' ? reading.number : null,
    nameAndBirth: name && description.birthDate ? `${name}|${description.birthDate}` : null,
  }
}

/** Why two files seem to be one child's; null where they do not. Two good numbers that differ are two children. */
export function likenessOf(one: ChildKeys, other: ChildKeys): Likeness | null {
  if (one.number && other.number) return one.number === other.number ? 'number' : null
  return one.nameAndBirth && one.nameAndBirth === other.nameAndBirth ? 'name' : null
}

/** Two children by their numbers: never one file. */
export const areTwo = (one: ChildKeys, other: ChildKeys): boolean =>
  one.number !== null && other.number !== null && one.number !== other.number

interface Looked {
  who: string
  at: number
  refused: boolean
}

const TOGETHER = 10 * 60_000

/** A page opened by somebody who may not knocks at many doors at once: within ten minutes that is one attempt, told how often. */
export function attemptsTogether<L extends Looked>(looks: readonly L[]): (L & { times: number })[] {
  const lines: (L & { times: number })[] = []
  for (const look of looks.toSorted((a, b) => a.at - b.at)) {
    const before = look.refused ? lines.findLast((each) => each.refused && each.who === look.who) : undefined
    if (before && look.at - before.at < TOGETHER) before.times += 1
    else lines.push({ ...look, times: 1 })
  }
  return lines.toReversed()
}
