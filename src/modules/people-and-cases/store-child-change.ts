/** SQL that changes a child's file: closed and reopened, whose worker, where the child lives and learns, its kinds and its alias. */
import type { Vault } from '#kernel/crypto.ts'
import { instant, rows, sql, type Tx } from '#kernel/db.ts'
import { type ChildKind, compartmentOfKind } from './child-words.ts'

export interface ChildChange {
  /** With its time, closed; null, open again. */
  closed?: { at: number; how: string } | null
  workerId?: string | null
  townPath?: string | null
  villagePath?: string | null
  schoolPath?: string | null
  alias?: string
}

const aliasPlace = (id: string) => `child_file.alias:${id}`

/** Changes a child's file that the actor has locked; what is not named stays. */
export async function changeChild(tx: Tx, vault: Vault, id: string, change: ChildChange): Promise<void> {
  const sets = [
    ...(change.closed === undefined
      ? []
      : [sql`closed_at = ${instant(change.closed?.at)}::timestamptz, closed_how = ${change.closed?.how ?? null}`]),
    ...(change.workerId === undefined ? [] : [sql`worker_id = ${change.workerId}::uuid`]),
    ...(change.townPath === undefined ? [] : [sql`town_path = ${change.townPath}`]),
    ...(change.villagePath === undefined ? [] : [sql`village_path = ${change.villagePath}`]),
    ...(change.schoolPath === undefined ? [] : [sql`school_path = ${change.schoolPath}`]),
    ...(change.alias === undefined ? [] : [sql`alias = ${vault.sealJson(aliasPlace(id), change.alias)}`]),
  ]
  if (sets.length === 0) return
  await sql`update people.child_file set ${sql.join(sets)} where id = ${id}`.execute(tx)
}

/** Kinds added, ended (so no longer) and withdrawn (never was so); each row keeps its times. */
export async function changeChildKinds(
  tx: Tx,
  childId: string,
  change: { add: readonly ChildKind[]; end: readonly ChildKind[]; withdraw: readonly ChildKind[]; at: number },
): Promise<void> {
  const ends = [...change.end, ...change.withdraw]
  if (ends.length > 0)
    await sql`update people.child_kind set until = greatest(${instant(change.at)}::timestamptz, since),
        withdrawn = kind = any(${[...change.withdraw]}::text[])
      where child_id = ${childId} and until is null and kind = any(${ends}::text[])`.execute(tx)
  for (const kind of change.add)
    await sql`insert into people.child_kind (child_id, kind, compartment, since)
      values (${childId}, ${kind}, ${compartmentOfKind(kind)}, ${instant(change.at)})`.execute(tx)
}

/** Names for lists and corridors, of those files that have one and that the actor knows. */
export async function aliasesOf(tx: Tx, vault: Vault, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const found = await rows(
    sql<{
      id: string
      alias: Buffer
    }>`select id, alias from people.child_file where id = any(${[...ids]}::uuid[]) and alias is not null`,
    tx,
  )
  return new Map(found.map(({ id, alias }) => [id, vault.openJson<string>(aliasPlace(id), alias)]))
}
