/** What a station may learn of another station's person in the same city, before it opened the file with a reason. */
import { row, sql, type Tx } from '#kernel/db.ts'

/** Ids and owner only; through a definer-rights function, since row-level security hides the rest. */
export function personOfCity(
  tx: Tx,
  id: string,
): Promise<{ id: string; ownerPath: string; city: string; fileIds: string[] } | undefined> {
  return row(
    sql<{
      id: string
      ownerPath: string
      city: string
      fileIds: string[]
    }>`select id, owner_path as "ownerPath", city, file_ids as "fileIds" from people.person_of_city(${id})`,
    tx,
  )
}
