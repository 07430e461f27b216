/** SQL of areas with their stops, and of who patrols. */
import type { LoadContext, SubjectRef } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, json, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { Place } from '#kernel/place.ts'
import type { AreaKind } from './words.ts'

export interface Area {
  id: string
  /** Path of the responsible station. */
  ownerPath: string
  stationId: string
  name: string
  kinds: AreaKind[]
  memberIds: string[]
  memberPaths: string[]
  leaderId: string | null
  active: boolean
}

export interface StopContent {
  name: string
  place?: Place | undefined
  note?: string | undefined
}
export interface Stop {
  id: string
  areaId: string
  walk: number
  active: boolean
  content: StopContent
}

export const areaColumns = sql`a.id, a.owner_path as "ownerPath", a.station_id as "stationId", a.name, a.kinds, a.member_ids as "memberIds",
  a.member_paths as "memberPaths", a.leader_id as "leaderId", a.active`
const sealed = (id: string) => `patrol.stop.content:${id}`

export const stationRef = (area: Pick<Area, 'stationId' | 'ownerPath'>): SubjectRef => ({
  kind: 'organisation',
  id: area.stationId,
  ownerPath: area.ownerPath,
})

export const areaById = (tx: Tx, id: string, lock = false): Promise<Area | undefined> =>
  row(sql<Area>`select ${areaColumns} from patrol.area a where a.id = ${id} ${lock ? sql`for update` : sql``}`, tx)

export async function putArea({ tx, now }: LoadContext, area: Area): Promise<void> {
  await sql`insert into patrol.area (id, owner_path, station_id, name, kinds, member_ids, member_paths, leader_id, active, changed_at)
    values (${area.id}, ${area.ownerPath}, ${area.stationId}, ${area.name}, ${area.kinds}::text[], ${area.memberIds}::uuid[],
      ${area.memberPaths}::text[], ${area.leaderId}, ${area.active}, ${instant(now)})
    on conflict (id) do update set owner_path = excluded.owner_path, station_id = excluded.station_id, name = excluded.name,
      kinds = excluded.kinds, member_ids = excluded.member_ids, member_paths = excluded.member_paths, leader_id = excluded.leader_id,
      active = excluded.active, changed_at = excluded.changed_at`.execute(tx)
}

/** Parts of whoever was met there follow the members. */
export async function shareArea({ tx, now }: LoadContext, areaId: string): Promise<void> {
  await sql`select patrol.share_area(${areaId}::uuid, ${instant(now)}::timestamptz)`.execute(tx)
}

export interface Organ {
  id: string
  path: string
  kind: string
  name: string
  phone: string | null
}

/** Organisations by id, of one city. */
export const organisationsById = (tx: Tx, ids: readonly string[], near: string): Promise<Organ[]> =>
  rows(
    sql<Organ>`select id, path, kind, name, phone from kernel.organisation
      where id = any(${[...new Set(ids)]}::uuid[]) and active and kernel.city_path_of(path) = kernel.city_path_of(${near}) limit 200`,
    tx,
  )

export const organisationsNamed = (tx: Tx, ids: readonly string[]): Promise<Organ[]> =>
  rows(
    sql<Organ>`select id, path, kind, name, phone from kernel.organisation where id = any(${[...new Set(ids)]}::uuid[]) limit 1000`,
    tx,
  )

export const organisationAt = (tx: Tx, path: string): Promise<Organ | undefined> =>
  row(sql<Organ>`select id, path, kind, name, phone from kernel.organisation where path = ${path}`, tx)

const stopColumns = sql`id, area_id as "areaId", walk, active, content`
type SealedStop = Omit<Stop, 'content'> & { content: Buffer }
const openStop = (vault: Vault, found: SealedStop): Stop => ({
  ...found,
  content: vault.openJson<StopContent>(sealed(found.id), found.content),
})

/** The stops of areas in walking order. */
export async function stopsOf(tx: Tx, vault: Vault, areaIds: readonly string[]): Promise<Stop[]> {
  const found = await rows(
    sql<SealedStop>`select ${stopColumns} from patrol.stop where area_id = any(${[...areaIds]}::uuid[])
      order by area_id, walk, id limit 2000`,
    tx,
  )
  return found.map((each) => openStop(vault, each))
}

/** Stops by themselves, where the rest of their areas is of no interest. */
export async function stopsNamed(tx: Tx, vault: Vault, ids: readonly string[]): Promise<Stop[]> {
  const found = await rows(sql<SealedStop>`select ${stopColumns} from patrol.stop where id = any(${[...ids]}::uuid[])`, tx)
  return found.map((each) => openStop(vault, each))
}

/** Puts an area's stops in their order; whoever is not named any more is walked by no more, and stays for what was recorded there. */
export async function putStops({ tx, vault }: LoadContext, areaId: string, stops: readonly Omit<Stop, 'areaId' | 'active'>[]) {
  await sql`update patrol.stop set active = false where area_id = ${areaId}`.execute(tx)
  if (stops.length === 0) return
  const told = stops.map((each) => ({ ...each, content: vault.sealJson(sealed(each.id), each.content).toString('hex') }))
  await sql`insert into patrol.stop (id, area_id, walk, active, content)
    select s.id, ${areaId}::uuid, s.walk, true, decode(s.content, 'hex')
    from jsonb_to_recordset(${json(told)}) as s (id uuid, walk int, content text)
    on conflict (id) do update set walk = excluded.walk, active = true, content = excluded.content
      where patrol.stop.area_id = excluded.area_id`.execute(tx)
}

export interface AreaLine extends Area {
  station: string
  stops: number
  sleepers: number
}
/** Areas that the actor sees: his station's, or those in which his organisation takes part. */
export const areasSeen = (tx: Tx, limit: number): Promise<AreaLine[]> =>
  rows(
    sql<AreaLine>`select ${areaColumns}, o.name as station,
        (select count(*) from patrol.stop s where s.area_id = a.id and s.active) as stops,
        (select count(*) from patrol.sleeper s where s.area_id = a.id and s.state = 'there') as sleepers
      from patrol.area a join kernel.organisation o on o.id = a.station_id order by a.active desc, a.name limit ${limit}`,
    tx,
  )
