/** Organisations of the kernel that this room names. */
import { row, sql, type Tx } from '#kernel/db.ts'

export const organisationAt = (
  tx: Tx,
  path: string,
): Promise<{ id: string; path: string; kind: string; name: string } | undefined> =>
  row(
    sql<{
      id: string
      path: string
      kind: string
      name: string
    }>`select id, path, kind, name from kernel.organisation where path = ${path}`,
    tx,
  )
