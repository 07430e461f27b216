/** Kinds of many children at once, as far as the actor knows them. */
import { rows, sql, type Tx } from '#kernel/db.ts'
import { CENSUS_KINDS } from './words.ts'

/** Those of these children that a school registers each term. */
export async function censusKindsOf(tx: Tx, childIds: readonly string[]): Promise<Set<string>> {
  const found = await rows(
    sql<{
      childId: string
    }>`select distinct child_id as "childId" from people.child_kind where child_id = any(${[...childIds]}::uuid[])
      and until is null and not withdrawn and kind = any(${[...CENSUS_KINDS]}::text[])`,
    tx,
  )
  return new Set(found.map((each) => each.childId))
}

/** Locks the standings of children, in one order for everybody. */
export async function lockStandings(tx: Tx, childIds: readonly string[]): Promise<void> {
  await sql`select 1 from watching.standing where child_id = any(${[...childIds]}::uuid[]) order by child_id for update`.execute(
    tx,
  )
}
