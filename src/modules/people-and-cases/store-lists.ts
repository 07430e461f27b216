/** SQL of the hall's lists and of the names behind ids. */
import type { Range } from '#kernel/actor.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { FileState } from './lifecycle.ts'

/** Names of organisations by id. */
export async function organisationNames(tx: Tx, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const found = await rows(
    sql<{ id: string; name: string }>`select id, name from kernel.organisation where id = any(${[...new Set(ids)]}::uuid[])`,
    tx,
  )
  return new Map(found.map((each) => [each.id, each.name]))
}

/** Names and organisations of accounts by id, for "who did it". */
export async function accountNames(tx: Tx, ids: string[]): Promise<Map<string, { name: string; organisation: string }>> {
  if (ids.length === 0) return new Map()
  const found = await rows(
    sql<{ id: string; name: string; organisation: string }>`select a.id, a.name, o.name as organisation from kernel.account a
      join kernel.organisation o on o.id = a.organisation_id where a.id = any(${[...new Set(ids)]}::uuid[])`,
    tx,
  )
  return new Map(found.map((each) => [each.id, each]))
}

export interface FileLine {
  fileId: string
  personId: string
  no: string
  displayName: string
  sex: 'male' | 'female' | null
  birthFrom: string | null
  birthTo: string | null
  identity: string
  station: string
  state: FileState
  arrivedAt: number
  acceptedAt: number | null
  leftAt: number | null
  leftKind: string | null
}

/** Files of a range, newest arrival first. `total` counts all that fit the filter. */
export async function listFiles(
  tx: Tx,
  range: Range,
  filter: { state?: string | undefined; identity?: string | undefined; before?: number | undefined; limit: number },
): Promise<{ total: number; files: FileLine[] }> {
  const where = sql`f.owner_path >= ${range.from} and f.owner_path < ${range.to}
    and (${filter.state ?? null}::text is null or f.state = ${filter.state ?? null})
    and (${filter.identity ?? null}::text is null or p.identity = ${filter.identity ?? null})`
  const total = await row(
    sql<{
      total: number
    }>`select count(*) as total from people.rescue_file f join people.person p on p.id = f.person_id where ${where}`,
    tx,
  )
  const files = await rows(
    sql<FileLine>`select f.id as "fileId", p.id as "personId", f.no, p.display_name as "displayName", p.sex, p.birth_from as "birthFrom", p.birth_to as "birthTo",
        p.identity, o.name as station, f.state, f.arrived_at as "arrivedAt", f.accepted_at as "acceptedAt", f.left_at as "leftAt", f.left_kind as "leftKind"
      from people.rescue_file f join people.person p on p.id = f.person_id join kernel.organisation o on o.id = f.station_id
      where ${where} and (${instant(filter.before)}::timestamptz is null or f.arrived_at < ${instant(filter.before)}::timestamptz)
      order by f.arrived_at desc limit ${filter.limit}`,
    tx,
  )
  return { total: total?.total ?? 0, files }
}
