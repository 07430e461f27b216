/** What papers and sheets say of a person. Pure. */
import { known } from '#kernel/field.ts'
import { dateOf } from '#kernel/time.ts'
import { type PersonDescription, sexes } from '#modules/people-and-cases/words.ts'
import type { RosterPerson } from './rules-roster.ts'

/** Where somebody lives: the village's word first, else the household, else a relative's. */
export function livingAt(description: PersonDescription): string {
  const { household, kin } = description
  return (description as { address?: string }).address ?? known(household) ?? kin?.find((each) => each.address)?.address ?? ''
}

/** Whoever can be asked: the first relative with a telephone, else the first. */
export function contactOf({ kin, phone }: PersonDescription): string {
  const one = kin?.find((each) => each.phone) ?? kin?.[0]
  const words = one
    ? [one.name, one.relation && `（${one.relation}）`, one.phone && ` ${one.phone}`].filter(Boolean).join('')
    : ''
  return words || (known(phone) ? `本人 ${known(phone)}` : '')
}

/** Born on, in, or between, as far as it is known. */
export function bornWords(from: string | null, to: string | null): string {
  if (!from || !to) return ''
  if (from === to) return from
  const [first, last] = [from.slice(0, 4), to.slice(0, 4)]
  return first === last ? `${first} 年` : `${first}–${last} 年`
}

interface Person {
  returneeId: string
  name: string
  sex: 'male' | 'female' | null
  birthFrom: string | null
  birthTo: string | null
  description: PersonDescription
  sentAt: number | null
  marks: string[]
  village: string | null
  lastVisit: number | null
  nextDue: string | null
  endsOn: string | null
}

export const personOfRoster = (person: Person): RosterPerson => ({
  returneeId: person.returneeId,
  name: person.name,
  sex: person.sex ? sexes[person.sex] : '',
  born: bornWords(person.birthFrom, person.birthTo),
  address: livingAt(person.description),
  contact: contactOf(person.description),
  returnedOn: person.sentAt === null ? '' : dateOf(person.sentAt),
  marks: person.marks,
  village: person.village ?? '',
  lastVisit: person.lastVisit === null ? '' : dateOf(person.lastVisit),
  nextDue: person.nextDue ?? '',
  endsOn: person.endsOn ?? '',
})
