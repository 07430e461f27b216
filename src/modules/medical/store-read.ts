/** What the infirmary's queries read: lists in bounds, names from the hall's index. */
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { LogKind } from './schema.ts'

/** Longest list of this room. */
export const LONGEST = 300

const who = sql`f.no, p.display_name as name, p.sex`
const withFile = sql`join people.rescue_file f on f.id = x.file_id join people.person p on p.id = f.person_id`

export interface GuestLine {
  fileId: string
  no: string
  name: string
  sex: string | null
}

export interface DueLine extends GuestLine {
  acceptedAt: number
  arrival: string | null
}

/** In the station, accepted, and not checked yet in this file. */
export async function dueScreenings(tx: Tx): Promise<{ items: DueLine[]; total: number }> {
  const lacking = sql`from people.rescue_file f join people.person p on p.id = f.person_id
    where f.state = 'in' and kernel.in_range(f.owner_path) and not exists (select 1 from medical.screening s where s.file_id = f.id and s.withdrawn_at is null and s.screened_at >= f.arrived_at - interval '1 day')`
  const items = await rows(
    sql<DueLine>`select f.id as "fileId", ${who}, coalesce(f.accepted_at, f.arrived_at) as "acceptedAt", f.arrival ${lacking}
      order by f.accepted_at limit ${LONGEST}`,
    tx,
  )
  const counted = await row(sql<{ total: number }>`select count(*) as total ${lacking}`, tx)
  return { items, total: counted?.total ?? 0 }
}

export interface IsolatedLine extends GuestLine {
  since: number
  factId: string
}

export function isolatedNow(tx: Tx): Promise<IsolatedLine[]> {
  return rows(
    sql<IsolatedLine>`select x.file_id as "fileId", ${who}, x.since, x.fact_id as "factId" from medical.isolation x ${withFile}
      where x.until is null and kernel.in_range(x.owner_path) order by x.since limit ${LONGEST}`,
    tx,
  )
}

export interface PatientLine extends GuestLine {
  hospital: string
  since: number
  identifiedAt: number | null
  readyAt: number | null
  identity: string
  factId: string
}

export async function inHospital(tx: Tx): Promise<{ items: PatientLine[]; total: number }> {
  const open = sql`from medical.hospital_stay x ${withFile} where x.until is null`
  const items = await rows(
    sql<PatientLine>`select x.file_id as "fileId", ${who}, x.hospital, x.since, x.identified_at as "identifiedAt", x.ready_at as "readyAt", p.identity,
      x.fact_id as "factId" ${open} order by x.ready_at nulls last, x.since limit ${LONGEST}`,
    tx,
  )
  const counted = await row(sql<{ total: number }>`select count(*) as total ${open}`, tx)
  return { items, total: counted?.total ?? 0 }
}

export interface LogRow {
  id: string
  kind: LogKind
  at: number
  fileId: string | null
  no: string | null
  name: string | null
  by: string | null
  withdrawn: boolean
  factId: string
}

/** The log between two instants, or of one file, latest first. */
export function logRows(tx: Tx, of: { from: number; to: number } | { fileId: string }): Promise<LogRow[]> {
  const which =
    'fileId' in of
      ? sql`l.file_id = ${of.fileId}`
      : sql`kernel.in_range(l.owner_path) and l.at >= ${instant(of.from)} and l.at < ${instant(of.to)}`
  return rows(
    sql<LogRow>`select l.id, l.kind, l.at, l.file_id as "fileId", f.no, p.display_name as name, a.name as by, l.withdrawn_at is not null as withdrawn, l.fact_id as "factId"
      from medical.log_entry l left join people.rescue_file f on f.id = l.file_id left join people.person p on p.id = f.person_id
      left join kernel.account a on a.id = l.done_by
      where ${which} order by l.at desc, l.id limit ${LONGEST}`,
    tx,
  )
}

export interface FileState {
  isolatedSince: number | null
  hospital: { name: string; since: number; identifiedAt: number | null; readyAt: number | null } | null
}

/** Where a guest is, medically: isolated, in hospital. */
export async function stateOf(tx: Tx, fileId: string): Promise<FileState> {
  const isolation = await row(
    sql<{ since: number }>`select since from medical.isolation where file_id = ${fileId} and until is null`,
    tx,
  )
  const hospital = await row(
    sql<NonNullable<FileState['hospital']>>`select hospital as name, since, identified_at as "identifiedAt", ready_at as "readyAt"
      from medical.hospital_stay where file_id = ${fileId} and until is null`,
    tx,
  )
  return { isolatedSince: isolation?.since ?? null, hospital: hospital ?? null }
}

/** Rows whose repeated column differs from the last fact that tells it. */
export function screeningsUnlikeFacts(tx: Tx, limit: number): Promise<{ id: string; kept: unknown; told: unknown }[]> {
  return rows(
    sql<{ id: string; kept: unknown; told: unknown }>`select s.id, s.infection as kept, l.value->>'infection' as told
      from medical.screening s left join kernel.ledger l on l.fact_id = s.fact_id
      where l.value is distinct from null and s.infection is distinct from l.value->>'infection' limit ${limit}`,
    tx,
  )
}

/** Stays kept open though a later fact fetched the patient or tells of the leaving. */
export function staysUnlikeFacts(tx: Tx, limit: number): Promise<{ id: string; kept: unknown; told: unknown }[]> {
  return rows(
    sql<{ id: string; kept: unknown; told: unknown }>`select h.id, h.until as kept, max(l.occurred_at) as told
      from medical.hospital_stay h join kernel.ledger l on l.subject_id = h.file_id and l.name = 'medical.fetched' and l.occurred_at >= h.since
      where h.until is null and not exists (select 1 from kernel.ledger w where w.replaces = l.fact_id)
      group by h.id, h.until limit ${limit}`,
    tx,
  )
}
