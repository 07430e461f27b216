/** SQL of siblings: a row in each direction. */
import type { LoadContext } from '#kernel/action.ts'
import { instant, rows, sql, type Tx } from '#kernel/db.ts'

export interface Sibling {
  otherId: string
  kind: string
  together: boolean | null
  since: number
}

/** Siblings of whom the asker knows the file. */
export function siblingsOf(tx: Tx, childId: string): Promise<Sibling[]> {
  return rows(
    sql<Sibling>`select other_id as "otherId", kind, together, since from minors.sibling
      where child_id = ${childId} and ended_at is null order by since limit 30`,
    tx,
  )
}

export async function keepSibling(
  { tx, now }: LoadContext,
  made: { one: string; other: string; kind: string; together: boolean | null },
): Promise<void> {
  await sql`insert into minors.sibling (child_id, other_id, kind, together, since)
    select a, b, ${made.kind}, ${made.together}::boolean, ${instant(now)}
    from (values (${made.one}::uuid, ${made.other}::uuid), (${made.other}::uuid, ${made.one}::uuid)) as v (a, b)
    on conflict (child_id, other_id) do update set kind = excluded.kind, together = excluded.together, ended_at = null`.execute(
    tx,
  )
}

export async function endSibling({ tx, now }: LoadContext, one: string, other: string): Promise<void> {
  await sql`update minors.sibling set ended_at = ${instant(now)}
    where (child_id = ${one} and other_id = ${other}) or (child_id = ${other} and other_id = ${one})`.execute(tx)
}
