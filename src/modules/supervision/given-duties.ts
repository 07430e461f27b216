/**
 * Duties of a body that something was given to (a hazard to put right): owed, listed and counted there; by whoever found it while
 * nobody of the house was given it.
 */
import type { Tx } from '#kernel/db.ts'
import type { Books } from './books.ts'
import type { Gathered } from './gathered.ts'
import { organisationNames } from './store-lists.ts'

/** The owner's word of such a clause. */
export const GIVEN = 'body assigned'

const FOUND = 'hazard.found'
const ASSIGNED = 'hazard.assigned'

/** To whom the thing was given that was found at an instant, until it is found anew; undefined for a body of none of ours. */
function bodyOf(gathered: Gathered, id: string, foundAt: number): string | undefined {
  const facts = gathered.facts.get(id) ?? []
  const again = Math.min(
    ...facts.filter((fact) => fact.name === FOUND && fact.occurredAt > foundAt).map((fact) => fact.occurredAt),
  )
  const given = facts.filter((fact) => fact.name === ASSIGNED && fact.occurredAt >= foundAt && fact.occurredAt < again).at(-1)
  return typeof given?.value.organisation === 'string' ? given.value.organisation : undefined
}

/** Says at whose path a duty that was given stands; asks once, and only where something was given. */
export async function givenPaths(
  tx: Tx,
  shelf: Books,
  gathered: Gathered,
  ids: Iterable<string>,
): Promise<(id: string, clause: string, arisenAt: number) => string | undefined> {
  const bodies = [...ids].flatMap((id) =>
    (gathered.facts.get(id) ?? []).flatMap(({ name, value }) =>
      name === ASSIGNED && typeof value.organisation === 'string' ? [value.organisation] : [],
    ),
  )
  if (bodies.length === 0) return () => undefined
  const paths = new Map((await organisationNames(tx, [], bodies)).map((each) => [each.id, each.path]))
  return (id, clause, arisenAt) =>
    shelf.clauses.get(clause)?.clause.owner === GIVEN ? paths.get(bodyOf(gathered, id, arisenAt) ?? '') : undefined
}
