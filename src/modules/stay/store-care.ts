/** SQL of care: what a guest needs, what was done, rounds. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, json, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { CareKind } from './words.ts'

export interface GuestFile {
  id: string
  no: string
  state: string
  stationId: string
  ownerPath: string
}

/** Files of a batch, as far as the actor may see them. */
export function filesByIds(tx: Tx, ids: string[]): Promise<GuestFile[]> {
  return rows(
    sql<GuestFile>`select id, no, state, station_id as "stationId", owner_path as "ownerPath" from people.rescue_file
      where id = any(${ids}::uuid[]) order by id`,
    tx,
  )
}

export interface NeedRow {
  fileId: string
  care: CareKind
  everyHours: number
  since: number
  note: string | null
}

/** Needs in force of some files. */
export async function needsOf(tx: Tx, vault: Vault, fileIds: string[]): Promise<NeedRow[]> {
  const found = await rows(
    sql<
      Omit<NeedRow, 'note'> & { id: string; note: Buffer | null }
    >`select id, file_id as "fileId", care, every_hours as "everyHours", since, note
      from stay.need where file_id = any(${fileIds}::uuid[]) and until is null order by file_id, care`,
    tx,
  )
  return found.map(({ id, note, ...need }) => ({
    ...need,
    note: note ? vault.openJson<{ note: string }>(`stay.need.note:${id}`, note).note : null,
  }))
}

/** Replaces a guest's needs; one that stays as it was keeps the instant from which it counts. */
export async function replaceNeeds(
  { tx, vault, actor, now }: LoadContext,
  file: GuestFile,
  needs: { id: string; care: CareKind; everyHours: number; note: string | null }[],
): Promise<void> {
  await sql`update stay.need set until = greatest(since, ${instant(now)}) where file_id = ${file.id} and until is null`.execute(
    tx,
  )
  for (const need of needs) {
    const note = need.note ? vault.sealJson(`stay.need.note:${need.id}`, { note: need.note }) : null
    await sql`insert into stay.need (id, file_id, owner_path, care, every_hours, note, since, set_by)
      values (${need.id}, ${file.id}, ${file.ownerPath}, ${need.care}, ${need.everyHours}, ${note}, ${instant(now)}, ${actor.accountId})`.execute(
      tx,
    )
  }
}

/** When each kind of care was last done or offered, by file. */
export async function lastCareOf(tx: Tx, fileIds: string[]): Promise<Map<string, Map<CareKind, number>>> {
  const found = await rows(
    sql<{ fileId: string; care: CareKind; at: number }>`select file_id as "fileId", care, max(done_at) as at from stay.care_entry
      where file_id = any(${fileIds}::uuid[]) and result <> 'not-possible' group by file_id, care`,
    tx,
  )
  const last = new Map<string, Map<CareKind, number>>()
  for (const each of found) last.set(each.fileId, (last.get(each.fileId) ?? new Map()).set(each.care, each.at))
  return last
}

export interface CareEntry {
  id: string
  fileId: string
  ownerPath: string
  care: CareKind
}

/** Writes a batch in one statement. The note is sealed once per entry: its place names the row. */
export async function insertCare(
  { tx, vault, actor, actionId }: LoadContext,
  entries: CareEntry[],
  how: { result: string; doneAt: number; note: string | null },
): Promise<void> {
  const list = entries.map((each) => ({
    ...each,
    note: how.note ? vault.sealJson(`stay.care_entry.note:${each.id}`, { note: how.note }).toString('hex') : null,
  }))
  await sql`insert into stay.care_entry (id, action_id, file_id, owner_path, care, result, note, done_at, done_by, done_by_name)
    select (each->>'id')::uuid, ${actionId}, (each->>'fileId')::uuid, each->>'ownerPath', each->>'care', ${how.result}, decode(each->>'note', 'hex'),
      ${instant(how.doneAt)}, ${actor.accountId}, ${actor.name} from jsonb_array_elements(${json(list)}) each`.execute(tx)
}

export interface CareLine {
  id: string
  care: CareKind
  result: 'done' | 'refused' | 'not-possible'
  at: number
  by: string
  note: string | null
}

/** The care log of a file, the latest first. */
export async function careOf(tx: Tx, vault: Vault, fileId: string, limit: number): Promise<{ lines: CareLine[]; total: number }> {
  const found = await rows(
    sql<
      Omit<CareLine, 'note'> & { note: Buffer | null; total: number }
    >`select id, care, result, done_at as at, done_by_name as by, note,
      count(*) over () as total from stay.care_entry where file_id = ${fileId} order by done_at desc, id limit ${limit}`,
    tx,
  )
  return {
    total: found[0]?.total ?? 0,
    lines: found.map(({ total: _total, note, ...line }) => ({
      ...line,
      note: note ? vault.openJson<{ note: string }>(`stay.care_entry.note:${line.id}`, note).note : null,
    })),
  }
}

export async function insertRound(
  { tx, vault, actor, occurredAt }: LoadContext,
  round: {
    id: string
    zoneId: string
    stationId: string
    ownerPath: string
    seen: number
    missed: string[]
    note: string | null
  },
): Promise<void> {
  const note = round.note ? vault.sealJson(`stay.round.note:${round.id}`, { note: round.note }) : null
  await sql`insert into stay.round (id, zone_id, station_id, owner_path, made_at, made_by, made_by_name, seen, missed, note)
    values (${round.id}, ${round.zoneId}, ${round.stationId}, ${round.ownerPath}, ${instant(occurredAt)}, ${actor.accountId}, ${actor.name},
      ${round.seen}, ${round.missed}::uuid[], ${note})`.execute(tx)
}

/** The latest round of each zone. */
export function lastRounds(
  tx: Tx,
  stationId: string,
): Promise<{ zoneId: string; at: number; by: string; seen: number; missed: string[] }[]> {
  return rows(
    sql<{
      zoneId: string
      at: number
      by: string
      seen: number
      missed: string[]
    }>`select distinct on (zone_id) zone_id as "zoneId", made_at as at,
      made_by_name as by, seen, missed from stay.round where station_id = ${stationId} order by zone_id, made_at desc limit 200`,
    tx,
  )
}

/** The latest round of the zone in which a guest slept at that time, and whether the guest was seen. */
export function lastRoundOf(tx: Tx, fileId: string): Promise<{ at: number; by: string; seen: boolean } | undefined> {
  return row(
    sql<{
      at: number
      by: string
      seen: boolean
    }>`select r.made_at as at, r.made_by_name as by, not (${fileId}::uuid = any(r.missed)) as seen
      from stay.bed_use u join stay.bed b on b.id = u.bed_id
      join stay.round r on r.zone_id = b.zone_id and r.made_at >= u.taken_at and (u.left_at is null or r.made_at < u.left_at)
      where u.file_id = ${fileId} order by r.made_at desc limit 1`,
    tx,
  )
}
