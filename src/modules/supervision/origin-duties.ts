/**
 * Duties that a return opens (`of: origin.…`, and what follows it there: `of: follow-up.…`) stand in the sender's file and are
 * owed by the place of origin, which holds its part of that file. Here they come into the origin's list, and out of the
 * sender's.
 */
import type { Actor } from '#kernel/actor.ts'
import type { Tx } from '#kernel/db.ts'
import type { Books } from './books.ts'
import { type ListedRow, type OpenFilter, partsOf } from './store-lists.ts'

/** Who owes them; a bureau where there is no station. */
const OWNERS = ['station', 'bureau']

const kept = new WeakMap<Books, ReadonlySet<string>>()

/** Rooms whose facts are told at the place of origin. */
const THERE = /^(?:origin|follow-up)\./

/** Clauses that a fact of the place of origin opens. */
export function originClauses(shelf: Books): ReadonlySet<string> {
  const known = kept.get(shelf)
  if (known) return known
  const found = new Set(
    [...shelf.clauses.values()]
      .filter(({ clause }) => clause.of !== undefined && THERE.test(clause.of))
      .map(({ clause }) => clause.id),
  )
  kept.set(shelf, found)
  return found
}

/** The filter of what a station or bureau owes as place of origin; undefined where it holds no such part. */
export async function atOrigin(
  tx: Tx,
  shelf: Books,
  actor: Actor,
  now: number,
  asked: OpenFilter,
): Promise<OpenFilter | undefined> {
  if (actor.organisation.kind !== 'station' && actor.organisation.kind !== 'bureau') return undefined
  const parts = await partsOf(tx, actor.range, now, { part: 'origin' })
  if (parts.length === 0) return undefined
  const opened = originClauses(shelf)
  return {
    ...asked,
    parts,
    owners: asked.owners ? asked.owners.filter((owner) => OWNERS.includes(owner)) : OWNERS,
    clauses: asked.clauses ? asked.clauses.filter((clause) => opened.has(clause)) : [...opened],
  }
}

/** Two lists of one bucket as one, the earliest due first, without a term last. */
export function earliestFirst(own: readonly ListedRow[], theirs: readonly ListedRow[]): ListedRow[] {
  if (theirs.length === 0) return [...own]
  return [...own, ...theirs].sort((a, b) => (a.late ?? Infinity) - (b.late ?? Infinity) || (a.arisen ?? 0) - (b.arisen ?? 0))
}
