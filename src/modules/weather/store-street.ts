/** This room's own counters of what the patrol tells: areas, who is known, nights, rounds. Written by jobs, read by boards. */
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { Known } from './rules.ts'

export interface AreaTold {
  id: string
  ownerPath: string
  stationId: string
  name: string
  memberPaths: readonly string[]
  active: boolean
  at: number
}

/** An area as it was told last; told out of order, the later stays. */
export async function keepArea(tx: Tx, area: AreaTold): Promise<void> {
  await sql`insert into weather.area (id, owner_path, station_id, name, member_paths, active, changed_at)
    values (${area.id}, ${area.ownerPath}, ${area.stationId}, ${area.name}, ${[...area.memberPaths]}::text[], ${area.active}, ${instant(area.at)})
    on conflict (id) do update set owner_path = excluded.owner_path, station_id = excluded.station_id, name = excluded.name,
      member_paths = excluded.member_paths, active = excluded.active, changed_at = excluded.changed_at
    where weather.area.changed_at <= excluded.changed_at`.execute(tx)
}

/** Members of a patrol area take part in the operations that cover it. */
export async function joinMembers(tx: Tx, areaId: string): Promise<void> {
  await sql`update weather.operation o set member_paths = array(select distinct unnest(o.member_paths || a.member_paths || a.owner_path))
    from weather.area a where a.id = ${areaId} and o.state = 'open' and a.id = any (o.area_ids)
      and not (o.member_paths @> (a.member_paths || a.owner_path))`.execute(tx)
}

export interface Sighting {
  personId: string
  ownerPath: string
  areaId: string | null
  at: number
  night: string
  what: 'seen' | 'looked' | 'hospital' | 'brought' | 'ended'
}

/** One happening to one person, in whatever order it comes; told twice it counts once. */
export async function keepSighting(tx: Tx, told: Sighting): Promise<void> {
  const { personId, ownerPath, areaId, what } = told
  const at = instant(told.at)
  const seen = what === 'seen' ? at : null
  const looked = what === 'looked' ? at : null
  if (what === 'seen' || what === 'looked')
    await sql`insert into weather.sleeper (person_id, owner_path, area_id, first_at, last_seen_at, last_looked_at, state)
      values (${personId}, ${ownerPath}, ${areaId}, ${at}, ${seen}, ${looked}, 'there')
      on conflict (person_id) do update set
        first_at = least(weather.sleeper.first_at, excluded.first_at),
        area_id = case when excluded.last_seen_at is not null and excluded.area_id is not null
          and excluded.last_seen_at >= coalesce(weather.sleeper.last_seen_at, '-infinity') then excluded.area_id else coalesce(weather.sleeper.area_id, excluded.area_id) end,
        last_seen_at = greatest(weather.sleeper.last_seen_at, excluded.last_seen_at),
        last_looked_at = greatest(weather.sleeper.last_looked_at, excluded.last_looked_at),
        state = case when excluded.last_seen_at > coalesce(weather.sleeper.gone_at, '-infinity') then 'there' else weather.sleeper.state end`.execute(
      tx,
    )
  if (what === 'brought' || what === 'ended')
    await sql`update weather.sleeper set gone_at = greatest(gone_at, ${at}::timestamptz),
      state = case when coalesce(last_seen_at, '-infinity') > ${at}::timestamptz then state else ${what === 'brought' ? 'received' : 'ended'} end
      where person_id = ${personId}`.execute(tx)
  if (what === 'ended') return
  await sql`insert into weather.night (person_id, night, owner_path, area_id, seen, looked, brought, hospital)
    select ${personId}, ${told.night}::date, ${ownerPath}, coalesce(${areaId}::uuid, (select s.area_id from weather.sleeper s where s.person_id = ${personId})),
      ${what === 'seen'}, ${what === 'looked'}, ${what === 'brought'}, ${what === 'hospital'}
    where ${what !== 'brought'} or exists (select 1 from weather.sleeper s where s.person_id = ${personId})
    on conflict (person_id, night) do update set seen = weather.night.seen or excluded.seen, looked = weather.night.looked or excluded.looked,
      brought = weather.night.brought or excluded.brought, hospital = weather.night.hospital or excluded.hospital, area_id = coalesce(excluded.area_id, weather.night.area_id)`.execute(
    tx,
  )
}

/** A shift as it stands: planned, begun, over, cancelled; a later state is never undone by a late telling. */
export async function keepRound(
  tx: Tx,
  told: {
    shiftId: string
    ownerPath: string
    areaId: string | null
    night: string
    state: 'planned' | 'started' | 'ended' | 'cancelled'
  },
): Promise<void> {
  const rank = sql`array_position(array['planned', 'cancelled', 'started', 'ended'], `
  await sql`insert into weather.round (shift_id, owner_path, area_id, night, state)
    values (${told.shiftId}, ${told.ownerPath}, ${told.areaId}, ${told.night}, ${told.state})
    on conflict (shift_id) do update set area_id = coalesce(weather.round.area_id, excluded.area_id),
      state = case when ${rank} excluded.state) >= ${rank} weather.round.state) then excluded.state else weather.round.state end`.execute(
    tx,
  )
}

export async function areaPath(tx: Tx, areaId: string): Promise<{ ownerPath: string } | undefined> {
  return row(sql<{ ownerPath: string }>`select owner_path as "ownerPath" from weather.area where id = ${areaId}`, tx)
}

export async function isSleeper(tx: Tx, personId: string): Promise<{ areaId: string | null; ownerPath: string } | undefined> {
  return row(
    sql<{
      areaId: string | null
      ownerPath: string
    }>`select area_id as "areaId", owner_path as "ownerPath" from weather.sleeper where person_id = ${personId}`,
    tx,
  )
}

/** Whether an id is a hospital's. */
export async function isHospital(tx: Tx, id: unknown): Promise<boolean> {
  const found = await row(sql`select 1 from kernel.organisation where id::text = ${String(id)} and kind = 'hospital'`, tx)
  return found !== undefined
}

export interface NightCount {
  areaId: string | null
  night: string
  seen: number
  looked: number
  brought: number
}

const inAreas = (areas: readonly string[], ownerPaths: readonly string[]) =>
  sql`(area_id = any(${[...areas]}::uuid[]) or (area_id is null and owner_path = any(${[...ownerPaths]}::text[])))`

/** By night and area: seen, looked for and not seen, brought to a station. */
export function nightCounts(
  tx: Tx,
  areas: readonly string[],
  owners: readonly string[],
  from: string,
  until: string,
): Promise<NightCount[]> {
  return rows(
    sql<NightCount>`select area_id as "areaId", night, count(*) filter (where seen)::int as seen,
        count(*) filter (where looked and not seen)::int as looked, count(*) filter (where brought)::int as brought
      from weather.night where ${inAreas(areas, owners)} and night between ${from}::date and ${until}::date group by 1, 2 limit 20000`,
    tx,
  )
}

export function roundCounts(
  tx: Tx,
  areas: readonly string[],
  owners: readonly string[],
  from: string,
  until: string,
): Promise<{ areaId: string | null; night: string; planned: number; held: number }[]> {
  return rows(
    sql<{ areaId: string | null; night: string; planned: number; held: number }>`select area_id as "areaId", night,
        count(*) filter (where state <> 'cancelled')::int as planned, count(*) filter (where state in ('started', 'ended'))::int as held
      from weather.round where ${inAreas(areas, owners)} and night between ${from}::date and ${until}::date group by 1, 2 limit 20000`,
    tx,
  )
}

export interface Tonight extends Known {
  seen: boolean
  looked: boolean
  brought: boolean
  hospital: boolean
}

/** Everybody who may be known to sleep in these areas, and what a night says of each; the rule decides who counts. At most 5,000. */
export function sleepersIn(tx: Tx, areas: readonly string[], owners: readonly string[], night: string): Promise<Tonight[]> {
  return rows(
    sql<Tonight>`select s.person_id as "personId", s.area_id as "areaId", s.last_seen_at as "lastSeenAt", s.first_at as "firstAt", s.state,
        coalesce(n.seen, false) as seen, coalesce(n.looked, false) as looked, coalesce(n.brought, false) as brought,
        coalesce(n.hospital, false) as hospital
      from weather.sleeper s left join weather.night n on n.person_id = s.person_id and n.night = ${night}::date
      where (s.area_id = any(${[...areas]}::uuid[]) or (s.area_id is null and s.owner_path = any(${[...owners]}::text[])))
        and (s.state = 'there' or n.brought or n.seen or n.hospital) order by s.last_seen_at nulls first, s.person_id limit 5000`,
    tx,
  )
}

/** People met, and people brought to a station, in a span of nights: each once. */
export async function peopleBetween(tx: Tx, areas: readonly string[], owners: readonly string[], from: string, until: string) {
  const found = await row(
    sql<{ met: number; brought: number }>`select count(distinct person_id) filter (where seen)::int as met,
        count(distinct person_id) filter (where brought)::int as brought
      from weather.night where ${inAreas(areas, owners)} and night between ${from}::date and ${until}::date`,
    tx,
  )
  return { met: found?.met ?? 0, brought: found?.brought ?? 0 }
}
