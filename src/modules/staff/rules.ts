/** When somebody was in post, and what may be written down of which day. Pure. */
import { dateOf, endOfDay, HOUR, startOfDay } from '#kernel/time.ts'
import { type RecordName, recordTitles, type Standing } from './words.ts'

/** A fact as this room reads it. */
export interface Told {
  id: string
  name: string
  occurredAt: number
  recordedAt: number
  value: Record<string, unknown>
  replaces?: string
}

export interface Member {
  accountId: string
  name: string
  facts: readonly Told[]
}

/** Facts that hold, in the order in which they happened. */
export function holding(facts: readonly Told[]): Told[] {
  const gone = new Set(facts.flatMap((fact) => (fact.replaces ? [fact.replaces] : [])))
  return facts
    .filter((fact) => !gone.has(fact.id) && fact.name !== 'fact.withdrawn')
    .sort((a, b) => a.occurredAt - b.occurredAt || a.recordedAt - b.recordedAt)
}

/** In post from one instant to another; still so where `to` is null. */
export interface Stretch {
  joined: Told
  left: Told | null
}

export function stretchesOf(facts: readonly Told[]): Stretch[] {
  const out: Stretch[] = []
  for (const fact of holding(facts)) {
    const last = out.at(-1)
    const open = last !== undefined && last.left === null
    if (fact.name === 'staff.joined' && !open) out.push({ joined: fact, left: null })
    if (fact.name === 'staff.left' && last && open) last.left = fact
  }
  return out
}

export function standingOf(facts: readonly Told[]): Standing {
  const last = stretchesOf(facts).at(-1)
  if (!last) return 'untold'
  return last.left === null ? 'here' : 'left'
}

/** The stretch in which a day lies; first and last day count. */
export const stretchOn = (facts: readonly Told[], day: string): Stretch | undefined =>
  stretchesOf(facts).findLast(
    ({ joined, left }) => dateOf(joined.occurredAt) <= day && (left === null || day <= dateOf(left.occurredAt)),
  )

/** An instant of a day for what is told of a whole day: noon, within the time in post, never after now. */
export function instantOn({ joined, left }: Stretch, day: string, now: number): number {
  const latest = left === null ? now : Math.min(now, left.occurredAt - 1)
  return Math.min(Math.max(startOfDay(day) + 12 * HOUR, joined.occurredAt), latest)
}

export const joiningAt = (day: string): number => startOfDay(day)
/** The last day in post counts whole. */
export const leavingAt = (day: string, now: number): number => Math.min(now, endOfDay(day) - 1)

/** Who has the same told of this day already; of qualification, at all in this stretch. */
export function toldAlready(facts: readonly Told[], name: RecordName, day: string): boolean {
  const told = holding(facts).filter((fact) => fact.name === name)
  return name === 'staff.system-qualified' ? told.length > 0 : told.some((fact) => dateOf(fact.occurredAt) === day)
}

/** What somebody is named for and not relieved of. */
export function dutiesHeld(facts: readonly Told[]): string[] {
  const held = new Set<string>()
  for (const fact of holding(facts)) {
    const duty = String(fact.value.duty ?? '')
    if (fact.name === 'staff.duty-named') held.add(duty)
    if (fact.name === 'staff.duty-ended') held.delete(duty)
    if (fact.name === 'staff.left') held.clear()
  }
  return [...held]
}

const ofStaff = (fact: Told): boolean => fact.name.startsWith('staff.')

/** The first thing told of somebody from an instant on, other than one fact itself. */
export const firstAfter = (facts: readonly Told[], at: number, except: string): Told | undefined =>
  holding(facts).find((fact) => ofStaff(fact) && fact.occurredAt >= at && fact.id !== except)

export type Undoing = 'yes' | 'not-ours' | 'gone' | 'only-joining' | { after: Told } | 'relieved'

/**
 * Whether a fact can be taken back: what stands on it would lie outside the time in post. Of whom no joining is told any more it would be
 * read that he has always been there: the only one is put right, or ended by leaving on its own day.
 */
export function undoing(facts: readonly Told[], factId: string): Undoing {
  const fact = facts.find((each) => each.id === factId)
  if (!fact) return 'not-ours'
  if (!(fact.name in recordTitles) && fact.name !== 'staff.joined' && fact.name !== 'staff.left') return 'not-ours'
  const held = holding(facts)
  const place = held.indexOf(fact)
  if (place < 0) return 'gone'
  if (fact.name in recordTitles) return 'yes'
  const after = held.slice(place + 1).find(ofStaff)
  if (after) return { after }
  if (fact.name === 'staff.joined' && stretchesOf(facts).length === 1) return 'only-joining'
  return fact.name === 'staff.left' && dutiesHeld(held.slice(0, place)).length > 0 ? 'relieved' : 'yes'
}

/** What a year says of somebody, whatever policies ask of it. */
export function yearOf(facts: readonly Told[], year: string) {
  const held = holding(facts)
  const last = (name: RecordName, ofYear: boolean) => {
    const found = held.findLast((fact) => fact.name === name && (!ofYear || dateOf(fact.occurredAt).startsWith(year)))
    return found ? dateOf(found.occurredAt) : null
  }
  return {
    offJobDays: held
      .filter((fact) => fact.name === 'staff.trained' && dateOf(fact.occurredAt).startsWith(year))
      .reduce((sum, fact) => sum + Number(fact.value.offJobDays ?? 0), 0),
    trainedOn: last('staff.trained', true),
    examinedOn: last('staff.examined', true),
    healthCheckedOn: last('staff.health-checked', true),
    qualifiedOn: last('staff.system-qualified', false),
  }
}
