/** SQL of zones, beds and their uses. Decisions lock the zones they speak of, in the order of their ids. */
import type { LoadContext } from '#kernel/action.ts'
import { instant, json, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { Separation } from './guest.ts'
import type { BedState } from './lifecycle.ts'
import type { ZoneKind } from './words.ts'

export interface ZoneRow {
  id: string
  stationId: string
  ownerPath: string
  kind: ZoneKind
  name: string
  staffedBy: string | null
  position: number
  closedAt: number | null
}

export interface BedRow {
  id: string
  zoneId: string
  stationId: string
  ownerPath: string
  label: string
  room: string
  state: BedState
  stateSince: number
}

export interface UseRow {
  id: string
  bedId: string
  fileId: string
  personId: string
  place: 'guest' | 'child'
  takenAt: number
  leftAt: number | null
}

export interface ReservationRow {
  id: string
  bedId: string
  who: Buffer
  expectedAt: number
  keptUntil: number
}

const zoneColumns = sql`id, station_id as "stationId", owner_path as "ownerPath", kind, name, staffed_by as "staffedBy", position, closed_at as "closedAt"`
const bedColumns = sql`id, zone_id as "zoneId", station_id as "stationId", owner_path as "ownerPath", label, room, state, state_since as "stateSince"`
const useColumns = sql`id, bed_id as "bedId", file_id as "fileId", person_id as "personId", place, taken_at as "takenAt", left_at as "leftAt"`
const reservationColumns = sql`id, bed_id as "bedId", who, expected_at as "expectedAt", kept_until as "keptUntil"`

export function zonesOf(tx: Tx, stationId: string): Promise<ZoneRow[]> {
  return rows(
    sql<ZoneRow>`select ${zoneColumns} from stay.zone where station_id = ${stationId} and closed_at is null order by position, opened_at, id limit 200`,
    tx,
  )
}

/** Locks zones in the order of their ids, so that two moves in opposite directions wait for each other instead of dying. */
export function lockZones(tx: Tx, ids: string[]): Promise<ZoneRow[]> {
  return rows(sql<ZoneRow>`select ${zoneColumns} from stay.zone where id = any(${ids}::uuid[]) order by id for update`, tx)
}

export function bedsOf(tx: Tx, stationId: string): Promise<BedRow[]> {
  return rows(
    sql<BedRow>`select ${bedColumns} from stay.bed where station_id = ${stationId}
      and zone_id in (select id from stay.zone where station_id = ${stationId} and closed_at is null) order by label, id limit 2000`,
    tx,
  )
}

export function bedById(tx: Tx, id: string): Promise<BedRow | undefined> {
  return row(sql<BedRow>`select ${bedColumns} from stay.bed where id = ${id}`, tx)
}

/** Open uses of a station's beds. */
export function usesOf(tx: Tx, stationId: string): Promise<UseRow[]> {
  return rows(
    sql<UseRow>`select ${useColumns} from stay.bed_use where station_id = ${stationId} and left_at is null limit 4000`,
    tx,
  )
}

/** Open uses in the beds of one zone. */
export function usesInZone(tx: Tx, zoneId: string): Promise<(UseRow & { room: string })[]> {
  return rows(
    sql<UseRow & { room: string }>`select u.id, u.bed_id as "bedId", u.file_id as "fileId", u.person_id as "personId", u.place,
      u.taken_at as "takenAt", u.left_at as "leftAt", b.room from stay.bed_use u join stay.bed b on b.id = u.bed_id
      where b.zone_id = ${zoneId} and u.left_at is null limit 2000`,
    tx,
  )
}

export function useOfFile(tx: Tx, fileId: string): Promise<UseRow | undefined> {
  return row(sql<UseRow>`select ${useColumns} from stay.bed_use where file_id = ${fileId} and left_at is null`, tx)
}

/** All uses of a file, the latest first. */
export function usesOfFile(tx: Tx, fileId: string): Promise<(UseRow & { label: string; zone: string; zoneKind: ZoneKind })[]> {
  return rows(
    sql<UseRow & { label: string; zone: string; zoneKind: ZoneKind }>`select u.id, u.bed_id as "bedId", u.file_id as "fileId",
      u.person_id as "personId", u.place, u.taken_at as "takenAt", u.left_at as "leftAt", b.label, z.name as zone, z.kind as "zoneKind"
      from stay.bed_use u join stay.bed b on b.id = u.bed_id join stay.zone z on z.id = b.zone_id
      where u.file_id = ${fileId} order by u.taken_at desc limit 200`,
    tx,
  )
}

export function reservationsOf(tx: Tx, bedIds: string[], now: number): Promise<ReservationRow[]> {
  return rows(
    sql<ReservationRow>`select ${reservationColumns} from stay.reservation
      where bed_id = any(${bedIds}::uuid[]) and ended_at is null and kept_until > ${instant(now)}`,
    tx,
  )
}

/** What separates guests, without their names, also of files sealed from the actor; in the actor's range only. */
export async function separationOf(tx: Tx, fileIds: string[]): Promise<Map<string, Separation>> {
  if (fileIds.length === 0) return new Map()
  const found = await rows(
    sql<Separation>`select file_id as "fileId", person_id as "personId", sex, birth_from as "birthFrom", birth_to as "birthTo",
      arrived_at as "arrivedAt", state, mother_file_id as "motherFileId", has_small_child as "hasSmallChild", facts
      from stay.separation(${fileIds}::uuid[])`,
    tx,
  )
  return new Map(found.map((each) => [each.fileId, each]))
}

export async function insertZone(
  { tx, now }: LoadContext,
  zone: {
    id: string
    stationId: string
    ownerPath: string
    kind: ZoneKind
    name: string
    staffedBy: string | null
    position: number
  },
): Promise<void> {
  await sql`insert into stay.zone (id, station_id, owner_path, kind, name, staffed_by, position, opened_at)
    values (${zone.id}, ${zone.stationId}, ${zone.ownerPath}, ${zone.kind}, ${zone.name}, ${zone.staffedBy}, ${zone.position}, ${instant(now)})`.execute(
    tx,
  )
}

export async function updateZone(
  { tx, now }: LoadContext,
  zone: { id: string; name: string; staffedBy: string | null; position: number; close: boolean },
): Promise<void> {
  await sql`update stay.zone set name = ${zone.name}, staffed_by = ${zone.staffedBy}, position = ${zone.position},
    closed_at = ${zone.close ? instant(now) : null} where id = ${zone.id}`.execute(tx)
}

export async function insertBeds(
  { tx, now }: LoadContext,
  beds: { id: string; label: string; room: string }[],
  zone: ZoneRow,
): Promise<void> {
  await sql`insert into stay.bed (id, zone_id, station_id, owner_path, label, room, state, state_since, opened_at)
    select (each->>'id')::uuid, ${zone.id}, ${zone.stationId}, ${zone.ownerPath}, each->>'label', each->>'room', 'ready', ${instant(now)}, ${instant(now)}
    from jsonb_array_elements(${json(beds)}) each`.execute(tx)
}

export async function setBedState(tx: Tx, bedId: string, state: BedState, at: number): Promise<void> {
  await sql`update stay.bed set state = ${state}, state_since = ${instant(at)} where id = ${bedId}`.execute(tx)
}

export async function insertUse(
  { tx, vault, actor }: LoadContext,
  use: {
    id: string
    bed: BedRow
    fileId: string
    personId: string
    place: 'guest' | 'child'
    at: number
    decision: Record<string, unknown> | null
  },
): Promise<void> {
  const decision = use.decision ? vault.sealJson(`stay.bed_use.decision:${use.id}`, use.decision) : null
  await sql`insert into stay.bed_use (id, bed_id, file_id, person_id, station_id, owner_path, place, taken_at, decision, taken_by)
    values (${use.id}, ${use.bed.id}, ${use.fileId}, ${use.personId}, ${use.bed.stationId}, ${use.bed.ownerPath}, ${use.place}, ${instant(use.at)},
      ${decision}, ${actor.accountId})`.execute(tx)
}

export async function endUse({ tx, actor }: LoadContext, use: { id: string; at: number; reason: string }): Promise<void> {
  await sql`update stay.bed_use set left_at = ${instant(use.at)}, left_reason = ${use.reason}, left_by = ${actor.accountId}
    where id = ${use.id} and left_at is null`.execute(tx)
}

export async function insertReservation(
  { tx, vault, actor, now }: LoadContext,
  kept: { id: string; bed: BedRow; who: string; expectedAt: number; keptUntil: number },
): Promise<void> {
  // One whose time is over gives way.
  await sql`update stay.reservation set ended_at = kept_until where bed_id = ${kept.bed.id} and ended_at is null and kept_until <= ${instant(now)}`.execute(
    tx,
  )
  await sql`insert into stay.reservation (id, bed_id, owner_path, who, expected_at, kept_until, made_at, made_by)
    values (${kept.id}, ${kept.bed.id}, ${kept.bed.ownerPath}, ${vault.sealJson(`stay.reservation.who:${kept.id}`, { who: kept.who })},
      ${instant(kept.expectedAt)}, ${instant(kept.keptUntil)}, ${instant(now)}, ${actor.accountId})`.execute(tx)
}

export async function endReservation(tx: Tx, id: string, at: number): Promise<void> {
  await sql`update stay.reservation set ended_at = ${instant(at)} where id = ${id} and ended_at is null`.execute(tx)
}

export interface ConflictRow {
  id: string
  fileId: string | null
  bedId: string
  code: string
  sentence: string
  at: number
}

export async function insertConflict({ tx, actor }: LoadContext, conflict: ConflictRow, bed: BedRow): Promise<void> {
  await sql`insert into stay.conflict (id, station_id, owner_path, file_id, bed_id, code, sentence, happened_at, tried_by)
    values (${conflict.id}, ${bed.stationId}, ${bed.ownerPath}, ${conflict.fileId}, ${conflict.bedId}, ${conflict.code}, ${conflict.sentence},
      ${instant(conflict.at)}, ${actor.accountId})`.execute(tx)
}

/** Conflicts since an instant, the latest first, each with the bed that the guest got instead. */
export function conflictsSince(
  tx: Tx,
  stationId: string,
  since: number,
): Promise<{ id: string; code: string; sentence: string; at: number; label: string; instead: string | null; total: number }[]> {
  return rows(
    sql<{ id: string; code: string; sentence: string; at: number; label: string; instead: string | null; total: number }>`
      select c.id, c.code, c.sentence, c.happened_at as at, b.label, count(*) over () as total,
        (select n.label from stay.bed_use u join stay.bed n on n.id = u.bed_id
          where u.file_id = c.file_id and u.taken_at >= c.happened_at order by u.taken_at limit 1) as instead
      from stay.conflict c join stay.bed b on b.id = c.bed_id
      where c.station_id = ${stationId} and c.happened_at >= ${instant(since)} order by c.happened_at desc, c.id limit 50`,
    tx,
  )
}

export interface TogetherRow {
  id: string
  fileId: string
  motherFileId: string
}

export function togetherOf(tx: Tx, fileId: string): Promise<TogetherRow | undefined> {
  return row(
    sql<TogetherRow>`select id, file_id as "fileId", mother_file_id as "motherFileId" from stay.together where file_id = ${fileId} and until is null`,
    tx,
  )
}

export async function insertTogether(
  { tx, occurredAt }: LoadContext,
  pair: { id: string; fileId: string; motherFileId: string; ownerPath: string; knownBy: string },
): Promise<void> {
  await sql`insert into stay.together (id, file_id, mother_file_id, owner_path, known_by, since)
    values (${pair.id}, ${pair.fileId}, ${pair.motherFileId}, ${pair.ownerPath}, ${pair.knownBy}, ${instant(occurredAt)})`.execute(
    tx,
  )
}

export async function endTogetherRow(tx: Tx, id: string, at: number): Promise<void> {
  await sql`update stay.together set until = greatest(since, ${instant(at)}) where id = ${id} and until is null`.execute(tx)
}
