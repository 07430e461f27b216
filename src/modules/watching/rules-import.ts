/** Files that rows of a register open, and the facts that follow. Pure. */
import type { Moment, NewFact } from '#kernel/action.ts'
import { dateOf } from '#kernel/time.ts'
import type { PersonDescription } from '#modules/people-and-cases/words.ts'
import type { ChildKind } from '#modules/people-and-cases/words.ts'
import type { Located, Place } from './rules-places.ts'
import { partsOf } from './rules-places.ts'
import { quarterEnd, type State, termOf } from './rules-round.ts'
import type { Entry } from './schema-entry.ts'
import { CENSUS_KINDS, type Register } from './words.ts'

/** What is kept of the child as a person: who it is. Parents, carers and prisons stay in the register's own sealed words. */
export function describedBy(entry: Entry): PersonDescription {
  const { name, sex, birthDate, birthYear, idNumber, ethnicity, household } = entry
  return {
    ...(name ? { writtenName: name } : {}),
    ...(sex ? { sex } : {}),
    ...(birthDate ? { birthDate } : birthYear ? { birthYear } : {}),
    ...(idNumber ? { idNumber } : {}),
    ...(ethnicity ? { ethnicity } : {}),
    ...(household ? { household } : {}),
  }
}

/**
 * Ids of a batch, side by side: they begin alike, so that an index takes a batch on few of its pages instead of one page for
 * each row. As unlike all others as any derived id, and the same on every repeat.
 */
export function idsOfBatch(newId: Moment['newId']): Moment['newId'] {
  const head = newId('batch').slice(0, 13)
  return (label) => `${head}${newId(label).slice(13)}`
}

export interface Planned {
  id: string
  personId: string
  description: PersonDescription
  kinds: ChildKind[]
  town: Place | undefined
  villagePath: string | undefined
  schoolPath: string | undefined
  parts: { part: string; path: string }[]
}

export function planned(
  ids: { childId: string; personId: string },
  entry: Entry,
  of: { register: Register; opener: Place; located: Located },
): Planned {
  const { register, opener, located } = of
  return {
    id: ids.childId,
    personId: ids.personId,
    description: describedBy(entry),
    kinds: [register],
    town: located.town,
    villagePath: located.village?.path,
    schoolPath: located.school?.path,
    parts: partsOf(opener, located, register),
  }
}

/** The standing of a child just registered, equal to what its first fact says. */
export function firstStanding(child: Planned, now: number, census: boolean): State & { childId: string } {
  const openedOn = dateOf(now)
  const termed = child.kinds.some((kind) => CENSUS_KINDS.includes(kind))
  return {
    childId: child.id,
    openedOn,
    closed: false,
    risk: null,
    guardianship: null,
    lastOn: null,
    nextOn: quarterEnd(openedOn),
    missed: 0,
    trend: 'new',
    changedOn: openedOn,
    census: termed,
    term: termed && census ? termOf(openedOn) : null,
  }
}

/** Organisations that a child's row names, by what they hold of the file. */
export function pathsOf(parts: readonly { part: string; path: string }[]) {
  const held = (part: string) => parts.find((each) => each.part === part)?.path ?? null
  return { townPath: held('town'), villagePath: held('village'), schoolPath: held('school'), centrePath: held('centre') }
}

/** What else a row tells the ledger: the census of this term, a parent in prison. */
export function entryFacts(
  subject: NewFact['subject'],
  entry: Entry,
  of: { register: Register; census: boolean },
  moment: Pick<Moment, 'now'>,
): NewFact[] {
  const facts: NewFact[] = []
  if (of.census && CENSUS_KINDS.includes(of.register))
    facts.push({ subject, name: 'child.census-registered', value: { term: termOf(dateOf(moment.now)) } })
  if (of.register === 'prisoner-child' || of.register === 'detox-child') {
    const { name, relation, until } = entry.detained ?? {}
    const details = { ...(name ? { name } : {}), ...(relation ? { relation } : {}), from: of.register }
    facts.push({ subject, name: 'child.parent-detained', value: until ? { until } : {}, details })
  }
  return facts
}
