/** A roster says what changed since the last one that was sent to the town. Pure. */
import { createHash } from 'node:crypto'
import { marks as markWords } from './words.ts'

export interface RosterPerson {
  returneeId: string
  name: string
  sex: string
  born: string
  address: string
  contact: string
  returnedOn: string
  marks: string[]
  village: string
  lastVisit: string
  nextDue: string
  endsOn: string
}

export type Change = 'new' | 'changed'

export interface RosterLine extends RosterPerson {
  digest: string
  change: Change | null
}

/** What makes a line another line: who and where, not the dates of visits that the town itself records. */
export function digestOfLine({ name, sex, born, address, contact, marks, village }: RosterPerson): string {
  return createHash('sha256')
    .update(JSON.stringify([name, sex, born, address, contact, marks, village]))
    .digest('hex')
    .slice(0, 24)
}

export interface Compared {
  lines: RosterLine[]
  added: number
  changed: number
  /** Stood in the last roster and does no longer. */
  gone: string[]
}

/** @param before returnee → digest of the last roster that was sent; null where this is the first */
export function compare(people: readonly RosterPerson[], before: ReadonlyMap<string, string>): Compared {
  const lines = people.map((person): RosterLine => {
    const digest = digestOfLine(person)
    const known = before.get(person.returneeId)
    return { ...person, digest, change: known === undefined ? 'new' : known === digest ? null : 'changed' }
  })
  const here = new Set(people.map((person) => person.returneeId))
  return {
    lines,
    added: lines.filter((line) => line.change === 'new').length,
    changed: lines.filter((line) => line.change === 'changed').length,
    gone: [...before.keys()].filter((id) => !here.has(id)),
  }
}

/** Why somebody no longer stands in it. */
export function goneWhy(
  row: { state: string; townId: string | null; unlistedAs: string | null } | undefined,
  townId: string,
): string {
  if (!row) return '移出'
  if (row.state === 'dead') return '已死亡'
  if (row.state === 'unlisted')
    return { 'year-over': '满一年', moved: '迁出', mistake: '更正移出' }[row.unlistedAs ?? ''] ?? '移出'
  return row.townId === townId ? '封存，不列名' : '迁到别处'
}

export const markText = (told: readonly string[]) =>
  told.map((each) => markWords[each as keyof typeof markWords] ?? each).join('、')
