/**
 * Duties that a return opens (`of: origin.…`, and what follows it there: `of: follow-up.…`) stand in the sender's file and are
 * owed by the place of origin, which holds its part of that file. They are kept, listed and counted there, not at the sender.
 */
import type { Tx } from '#kernel/db.ts'
import type { Books } from './books.ts'
import type { Gathered } from './gathered.ts'
import { originsOf } from './store.ts'

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

/** Of subjects that something was told of at a place of origin, the path of that place; asked for only where there are such. */
export async function originPaths(tx: Tx, gathered: Gathered, ids: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const returned = [...ids].filter((id) => gathered.facts.get(id)?.some((fact) => THERE.test(fact.name)))
  return returned.length === 0 ? new Map() : originsOf(tx, returned)
}
