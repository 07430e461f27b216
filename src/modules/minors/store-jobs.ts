/** SQL of this room's jobs, by the system. */
import { row, rows, sql, type Tx } from '#kernel/db.ts'
import type { ActorOrganisation } from '#kernel/actor.ts'

/** Open files whose child is surely eighteen on that day, in the order of their ids. */
export function grownUp(tx: Tx, today: string, after: string | null, limit: number): Promise<{ id: string; birthTo: string }[]> {
  return rows(
    sql<{ id: string; birthTo: string }>`select f.id, p.birth_to as "birthTo"
      from people.child_file f join people.person p on p.id = f.person_id
      where f.closed_at is null and (p.birth_to + interval '18 years')::date < ${today}::date
        and (${after}::uuid is null or f.id > ${after}::uuid)
      order by f.id limit ${limit}`,
    tx,
  )
}

export function organisationByPath(tx: Tx, path: string): Promise<ActorOrganisation | undefined> {
  return row(sql<ActorOrganisation>`select id, path, kind, name from kernel.organisation where path = ${path}`, tx)
}
