/**
 * Duties of closed subjects: each clause lies in one compartment of a minor's file, and is seen by whoever's part opens it; a
 * clause that names none, by who reads the whole file. The database holds a copy for its row-level security.
 */
import { factDef } from '#facts/index.ts'
import { json, rows, sql, type Tx } from '#kernel/db.ts'
import { compartmentsOf } from '#modules/people-and-cases/index.ts'
import { type Books, books } from './books.ts'

const WHOLE = 'whole'

/** The compartment that a clause's duties lie in, on a closed subject. */
export function compartmentOf(shelf: Books, clause: string): string {
  return shelf.clauses.get(clause)?.clause.compartment ?? WHOLE
}

/** Puts the clauses' compartments where row-level security reads them; at each start, as the owner. */
export async function keepCompartments(tx: Tx): Promise<void> {
  const shelf = await books()
  const list = [...shelf.clauses.keys()].map((clause) => ({ clause, compartment: compartmentOf(shelf, clause) }))
  await sql`delete from supervision.clause_compartment c where not exists (
    select 1 from jsonb_to_recordset(${json(list)}) as l (clause text, compartment text)
    where l.clause = c.clause and l.compartment = c.compartment)`.execute(tx)
  await sql`insert into supervision.clause_compartment
    select l.clause, l.compartment from jsonb_to_recordset(${json(list)}) as l (clause text, compartment text) on conflict do nothing`.execute(
    tx,
  )
}

/** What somebody may read of a subject's duties and facts: everything of an open one, of a closed one what their part opens. */
export interface Reading {
  clause(id: string): boolean
  /** By the name of the fact. */
  fact(name: string): boolean
}

const ALL: Reading = { clause: () => true, fact: () => true }

/** What the actor may read of one subject. */
export async function readingOf(tx: Tx, shelf: Books, subjectId: string): Promise<Reading> {
  const [found] = await rows(
    sql<{ closed: boolean }>`select kernel.closed(${subjectId}) and not kernel.by_system() as closed`,
    tx,
  )
  if (!found?.closed) return ALL
  const open = await compartmentsOf(tx, subjectId)
  return {
    clause: (id) => open.has(compartmentOf(shelf, id)),
    fact: (name) => open.has(factDef(name)?.compartment ?? WHOLE),
  }
}

/** Of some subjects, those that are closed. */
export async function closedAmong(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const found = await rows(
    sql<{
      id: string
    }>`select id from unnest(${[...new Set(ids)]}::uuid[]) id where kernel.closed(id) and not kernel.by_system()`,
    tx,
  )
  return new Set(found.map((each) => each.id))
}
