/** Names behind account ids. */
import { rows, sql, type Tx } from '#kernel/db.ts'

export async function accountNamesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const found = await rows(
    sql<{ id: string; name: string }>`select id, name from kernel.account where id = any(${[...new Set(ids)]}::uuid[])`,
    tx,
  )
  return new Map(found.map((each) => [each.id, each.name]))
}
