/** The infirmary's SQL. What was found lies sealed in the facts' details; rows hold the fact's id. */
import type { LoadContext } from '#kernel/action.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import { fileRef, grantPart, type LoadedFile, personRef } from '#modules/people-and-cases/index.ts'
import type { LogKind } from './schema.ts'

export interface IsolationRow {
  id: string
  since: number
  until: number | null
  outcome: string | null
  factId: string
}

export interface HospitalStayRow {
  id: string
  fileId: string
  hospitalId: string | null
  hospital: string
  since: number
  identifiedAt: number | null
  readyAt: number | null
  until: number | null
  factId: string
}

const isolationColumns = sql`id, since, until, outcome, fact_id as "factId"`
const stayColumns = sql`id, file_id as "fileId", hospital_id as "hospitalId", hospital, since, identified_at as "identifiedAt", ready_at as "readyAt",
  until, fact_id as "factId"`

/** The isolation that lasts, or undefined. */
export function openIsolation(tx: Tx, fileId: string): Promise<IsolationRow | undefined> {
  return row(sql<IsolationRow>`select ${isolationColumns} from medical.isolation where file_id = ${fileId} and until is null`, tx)
}

/** The hospital stay that lasts, or undefined. */
export function openHospitalStay(tx: Tx, fileId: string): Promise<HospitalStayRow | undefined> {
  return row(
    sql<HospitalStayRow>`select ${stayColumns} from medical.hospital_stay where file_id = ${fileId} and until is null`,
    tx,
  )
}

export interface LogLine {
  kind: LogKind
  fileId: string | null
  ownerPath: string
  factId: string
}

/** One line of the infirmary's log. */
export async function insertLog(context: LoadContext, line: LogLine): Promise<void> {
  await sql`insert into medical.log_entry (id, file_id, owner_path, kind, at, done_by, fact_id)
    values (${context.newId('log')}, ${line.fileId}, ${line.ownerPath}, ${line.kind}, ${instant(context.occurredAt)}, ${context.actor.accountId},
      ${line.factId})`.execute(context.tx)
}

export async function insertScreening(
  context: LoadContext,
  check: { id: string; fileId: string; ownerPath: string; fit: boolean | null; infection: string; factId: string },
): Promise<void> {
  await sql`insert into medical.screening (id, file_id, owner_path, screened_at, fit, infection, fact_id)
    values (${check.id}, ${check.fileId}, ${check.ownerPath}, ${instant(context.occurredAt)}, ${check.fit}, ${check.infection}, ${check.factId})`.execute(
    context.tx,
  )
}

export async function insertIsolation(
  context: LoadContext,
  isolation: { id: string; fileId: string; ownerPath: string; factId: string },
): Promise<void> {
  await sql`insert into medical.isolation (id, file_id, owner_path, since, fact_id)
    values (${isolation.id}, ${isolation.fileId}, ${isolation.ownerPath}, ${instant(context.occurredAt)}, ${isolation.factId})`.execute(
    context.tx,
  )
}

export async function endIsolation(tx: Tx, id: string, until: number, outcome: string): Promise<void> {
  await sql`update medical.isolation set until = ${instant(until)}, outcome = ${outcome} where id = ${id}`.execute(tx)
}

export async function insertHospitalStay(
  context: LoadContext,
  stay: { id: string; fileId: string; ownerPath: string; hospitalId: string | null; hospital: string; factId: string },
): Promise<void> {
  await sql`insert into medical.hospital_stay (id, file_id, owner_path, hospital_id, hospital, since, fact_id)
    values (${stay.id}, ${stay.fileId}, ${stay.ownerPath}, ${stay.hospitalId}, ${stay.hospital}, ${instant(context.occurredAt)}, ${stay.factId})`.execute(
    context.tx,
  )
}

export async function markIdentified(tx: Tx, id: string, at: number): Promise<void> {
  await sql`update medical.hospital_stay set identified_at = ${instant(at)} where id = ${id}`.execute(tx)
}

/** Told again, the readiness goes on from its first day. */
export async function markReady(tx: Tx, id: string, at: number): Promise<void> {
  await sql`update medical.hospital_stay set ready_at = coalesce(ready_at, ${instant(at)}) where id = ${id}`.execute(tx)
}

export async function endHospitalStay(tx: Tx, id: string, until: number, how: 'fetched' | 'left'): Promise<void> {
  await sql`update medical.hospital_stay set until = ${instant(until)}, ended_as = ${how} where id = ${id}`.execute(tx)
}

/** The hospital comes to see this file and its person. */
export async function grantToHospital({ tx, now }: LoadContext, { file, person }: LoadedFile, path: string): Promise<void> {
  for (const { kind, id: subjectId, ownerPath } of [fileRef(file), personRef(person)])
    await grantPart(tx, { kind, subjectId, ownerPath, path, part: 'hospital', from: now })
}

/** The hospital holds its part of file and person until the patient was fetched. */
export async function endPart(tx: Tx, subjectIds: string[], path: string, at: number): Promise<void> {
  await sql`update kernel.part set valid_until = ${instant(at)}
    where subject_id = any(${subjectIds}::uuid[]) and organisation_path = ${path} and part = 'hospital' and valid_until is null`.execute(
    tx,
  )
}

/** Hospitals known to the system, for the list on the form, the designated first; at most 200. */
export function hospitals(
  tx: Tx,
  today: string,
): Promise<{ id: string; name: string; path: string; phone: string | null; designated: boolean }[]> {
  return rows(
    sql`select o.id, o.name, o.path, o.phone, exists (select 1 from medical.designated_hospital d where d.hospital_id = o.id
        and d.ended_at is null and d.since <= ${today} and (d.until is null or d.until >= ${today})) as designated
      from kernel.organisation o where o.kind = 'hospital' and o.active order by designated desc, o.name limit 200`,
    tx,
  )
}
