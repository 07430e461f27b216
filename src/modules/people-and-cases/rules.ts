/** Pure decisions about what is known of a person. */
import { isUnknown, known } from '#kernel/field.ts'
import { addMonths, dateOf } from '#kernel/time.ts'
import type { PersonDescription } from './schema.ts'

/**
 * What a list shows: the written name, else the first name heard marked （音）, else 无名氏 with its number; null when
 * there is no name and no number yet.
 */
export function displayName(description: PersonDescription, namelessNo: string | null): string | null {
  const written = known(description.writtenName)
  if (written) return written
  const heard = description.heardNames?.[0]
  if (heard) return `${heard}（音）`
  return namelessNo ? `无名氏 ${namelessNo}` : null
}

/** All possible birthdays: a day, a year, or what an age seen at an instant leaves open. Null when nothing is known. */
export function birthRange(description: PersonDescription): { from: string; to: string } | null {
  const { birthDate, birthYear, ageSeenMin, ageSeenMax, ageSeenAt } = description
  if (birthDate) return { from: birthDate, to: birthDate }
  if (birthYear) return { from: `${birthYear}-01-01`, to: `${birthYear}-12-31` }
  const min = ageSeenMin ?? ageSeenMax
  const max = ageSeenMax ?? ageSeenMin
  if (min === undefined || max === undefined || ageSeenAt === undefined) return null
  const seenOn = dateOf(ageSeenAt)
  return { from: addMonths(seenOn, 12 * -(max + 1)), to: addMonths(seenOn, 12 * -min) }
}

/** The value of `person.birth-known` that policies read, or undefined. */
export function birthFact(description: PersonDescription): Record<string, unknown> | undefined {
  if (description.birthDate) return { date: description.birthDate }
  if (description.birthYear) return { year: description.birthYear }
  const { ageSeenMin, ageSeenMax } = description
  if (ageSeenMin === undefined && ageSeenMax === undefined) return undefined
  return { ageSeen: { min: ageSeenMin ?? ageSeenMax, max: ageSeenMax ?? ageSeenMin } }
}

/** A later description laid over an earlier one: what is told anew holds, what is not told stays; `unknown` replaces nothing known. */
export function laidOver(before: PersonDescription, told: PersonDescription): PersonDescription {
  const result: Record<string, unknown> = { ...before }
  for (const [key, value] of Object.entries(told)) {
    if (value === undefined) continue
    if (isUnknown(value) && result[key] !== undefined && !isUnknown(result[key])) continue
    result[key] = value
  }
  return result as PersonDescription
}

/** Whether somebody is under `age` on a date: yes and no where every possible birthday gives the same answer. */
export function underAge(birth: { from: string; to: string } | null, age: number, on: string): 'yes' | 'no' | 'unknown' {
  if (!birth) return 'unknown'
  // N years are full from the day after the N-th birthday.
  const full = (born: string) => on > addMonths(born, 12 * age)
  if (full(birth.to)) return 'no'
  if (!full(birth.from)) return 'yes'
  return 'unknown'
}
