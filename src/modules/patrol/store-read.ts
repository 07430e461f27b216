/** SQL of lists: who is known to sleep there with what was offered before, who was met, who is coming. */
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import {
  type Encounter,
  encounterColumns,
  openContent,
  openEncounter,
  openSleeper,
  type SealedEncounter,
  type SealedSleeper,
  type Sleeper,
  sleeperColumns,
} from './store.ts'
import type { SleeperState } from './lifecycle.ts'

export interface SleeperLine extends Sleeper {
  persuaded: number
  refused: number
  accepted: number
  escorted: number
  goodsKinds: string[]
  /** The encounters told last of them, newest first. */
  last: Encounter[]
}

interface Tally {
  personId: string
  persuaded: number
  refused: number
  accepted: number
  escorted: number
  goodsKinds: string[] | null
}

export interface SleeperFilter {
  state?: SleeperState | undefined
  areaId?: string | undefined
}
const conditions = ({ state, areaId }: SleeperFilter) => sql`true ${state ? sql`and s.state = ${state}` : sql``}
  ${areaId ? sql`and s.area_id = ${areaId}` : sql``}`

/** Who is on the list, whoever was not met for longest of those met within the year first. */
export async function sleepersSeen(tx: Tx, vault: Vault, filter: SleeperFilter, limit: number): Promise<SleeperLine[]> {
  const found = await rows(
    sql<SealedSleeper>`select ${sleeperColumns} from patrol.sleeper s where ${conditions(filter)}
      order by s.last_met_at desc, s.person_id limit ${limit}`,
    tx,
  )
  const ids = found.map((each) => each.personId)
  if (ids.length === 0) return []
  const tallies = await rows(
    sql<Tally>`select person_id as "personId", count(*) filter (where persuaded_at is not null) as persuaded,
        count(*) filter (where answer = 'refused') as refused, count(*) filter (where answer = 'accepted') as accepted,
        count(*) filter (where escort_state in ('arrived', 'received')) as escorted,
        (select array_agg(distinct k) from patrol.encounter g, unnest(g.goods_kinds) k where g.person_id = e.person_id) as "goodsKinds"
      from patrol.encounter e where person_id = any(${ids}::uuid[]) group by person_id`,
    tx,
  )
  const latest = await rows(
    sql<SealedEncounter>`select ${encounterColumns} from unnest(${ids}::uuid[]) p
      cross join lateral (select * from patrol.encounter x where x.person_id = p order by x.met_at desc limit 3) e`,
    tx,
  )
  const tally = new Map(tallies.map((each) => [each.personId, each]))
  const last = Map.groupBy(
    latest.map((each) => openEncounter(vault, each)),
    (each) => each.personId,
  )
  return found.map((each) => {
    const own = tally.get(each.personId)
    return {
      ...openSleeper(vault, each),
      persuaded: own?.persuaded ?? 0,
      refused: own?.refused ?? 0,
      accepted: own?.accepted ?? 0,
      escorted: own?.escorted ?? 0,
      goodsKinds: own?.goodsKinds ?? [],
      last: last.get(each.personId) ?? [],
    }
  })
}

export async function countSleepers(tx: Tx, filter: SleeperFilter): Promise<number> {
  const found = await row(sql<{ count: number }>`select count(*) as count from patrol.sleeper s where ${conditions(filter)}`, tx)
  return found?.count ?? 0
}

export interface EncounterFilter {
  personId?: string | undefined
  shiftId?: string | undefined
  areaId?: string | undefined
  /** From an instant on. Narrowed down first: of a night's rows most are other stations'. */
  from?: number | undefined
  before?: number | undefined
  /** On the way or brought there, and not received yet: nor received under another record of him and joined since. */
  coming?: boolean | undefined
}
const wanted = ({ personId, shiftId, areaId, before, coming }: EncounterFilter) => sql`true
  ${personId ? sql`and e.person_id = ${personId}` : sql``} ${shiftId ? sql`and e.shift_id = ${shiftId}` : sql``}
  ${areaId ? sql`and e.area_id = ${areaId}` : sql``}
  ${before === undefined ? sql`` : sql`and e.met_at < ${instant(before)}`}
  ${
    coming
      ? sql`and e.escort_state in ('under-way', 'arrived')
        and not exists (select 1 from patrol.sleeper s where s.person_id = e.person_id and s.state = 'received')`
      : sql``
  }`

/** The latest of those met from an instant on, or all of them where something else chooses among them as well. */
const since = ({ from, before, areaId }: EncounterFilter, limit: number) =>
  from === undefined
    ? sql``
    : sql`and e.id = any(array(select m.id from patrol.met_since(${instant(from)}) m
        ${before === undefined ? sql`` : sql`where m.met_at < ${instant(before)}`}
        ${areaId ? sql`` : sql`order by m.met_at desc, m.id limit ${limit}`}))`

export type EncounterLine = Encounter & {
  area: string | null
  organisation: string
  alias: string | undefined
}

export async function encountersSeen(tx: Tx, vault: Vault, filter: EncounterFilter, limit: number): Promise<EncounterLine[]> {
  const found = await rows(
    sql<SealedEncounter & { area: string | null; organisation: string; listed: Buffer | null }>`select ${encounterColumns},
        (select a.name from patrol.area a where a.id = e.area_id) as area,
        (select o.name from kernel.organisation o where o.id = e.organisation_id) as organisation,
        (select s.content from patrol.sleeper s where s.person_id = e.person_id) as listed
      from patrol.encounter e where ${wanted(filter)} ${since(filter, limit)}
      order by ${filter.coming ? sql`e.escort_state = 'arrived',` : sql``} e.met_at desc, e.id limit ${limit}`,
    tx,
  )
  return found.map(({ listed, ...each }) => ({
    ...openEncounter(vault, each),
    alias: listed ? vault.openJson<{ alias?: string }>(`patrol.sleeper.content:${each.personId}`, listed).alias : undefined,
  }))
}

export async function countEncounters(tx: Tx, of: { personId: string } | { from: number }): Promise<number> {
  const counted =
    'from' in of ? sql`patrol.met_since(${instant(of.from)})` : sql`patrol.encounter e where e.person_id = ${of.personId}`
  const found = await row(sql<{ count: number }>`select count(*) as count from ${counted}`, tx)
  return found?.count ?? 0
}

export interface ShiftTally {
  shiftId: string
  met: number
  checked: number
  /** When and where the shift was heard of last: somebody met or a place looked at. */
  lastAt: number | null
  stopId: string | null
  /** The words of the place, where it was no stop. */
  words: string | null
}

/** How far shifts have come, counted where the records lie: a night has more of them than an answer has room for. */
export async function shiftTallies(tx: Tx, vault: Vault, shiftIds: readonly string[]): Promise<Map<string, ShiftTally>> {
  type Told = Omit<ShiftTally, 'words'> & { metId: string | null; content: Buffer | null }
  const found = await rows(
    sql<Told>`select s.id as "shiftId", (select count(*) from patrol.encounter e where e.shift_id = s.id) as met,
        (select count(*) from patrol.visit v where v.shift_id = s.id) as checked,
        l.at as "lastAt", l.stop_id as "stopId", l.id as "metId", l.content
      from unnest(${[...shiftIds]}::uuid[]) s(id) left join lateral (
        (select met_at as at, stop_id, id, case when stop_id is null then content end as content
          from patrol.encounter where shift_id = s.id order by met_at desc limit 1)
        union all (select at, stop_id, null, null from patrol.visit where shift_id = s.id order by at desc limit 1)
        order by 1 desc limit 1) l on true`,
    tx,
  )
  return new Map(
    found.map(({ metId, content, ...each }) => {
      const place = metId && content ? openContent(vault, metId, content).place : undefined
      return [each.shiftId, { ...each, words: place?.words ?? null }]
    }),
  )
}

export interface AreaCount {
  areaId: string
  sleepers: number
  unseen: number
  met: number
}
/** How many are known in each area, how many of them were not met since an instant, and how many encounters there were. */
export const countsByArea = (tx: Tx, since: number): Promise<AreaCount[]> =>
  rows(
    sql<AreaCount>`select a.id as "areaId",
        (select count(*) from patrol.sleeper s where s.area_id = a.id and s.state = 'there') as sleepers,
        (select count(*) from patrol.sleeper s where s.area_id = a.id and s.state = 'there' and s.last_met_at < ${instant(since)}) as unseen,
        (select count(*) from patrol.encounter e where e.area_id = a.id and e.met_at >= ${instant(since)}) as met
      from patrol.area a where a.active order by a.name limit 200`,
    tx,
  )

/** Organisations of the city that a phone has to be able to name: where to bring somebody, whom to tell. */
export const namedInCity = (
  tx: Tx,
  path: string,
  kinds: readonly string[],
): Promise<{ id: string; name: string; kind: string; phone: string | null }[]> =>
  rows(
    sql<{ id: string; name: string; kind: string; phone: string | null }>`select id, name, kind, phone from kernel.organisation
      where active and kind = any(${[...kinds]}::text[]) and kernel.city_path_of(path) = kernel.city_path_of(${path})
      order by kind, path limit 300`,
    tx,
  )
