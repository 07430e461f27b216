/** SQL of placements. What was written of somebody lies sealed in the facts' details; rows hold the facts' ids. */
import type { LoadContext } from '#kernel/action.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import { fileRef, grantPart, type LoadedFile, personRef } from '#modules/people-and-cases/index.ts'
import { OUTSIDE, type PlacementState } from './lifecycle-placements.ts'
import type { CareLevel } from './words.ts'

export interface PlacementRow {
  id: string
  fileId: string
  ownerPath: string
  institutionId: string
  institution: string
  state: PlacementState
  emergency: boolean
  level: CareLevel
  km: number | null
  proposedAt: number
  proposedBy: string
  decidedAt: number | null
  decidedBy: string | null
  placedAt: number | null
  endedAt: number | null
  partPath: string | null
  familyAskedAt: number | null
  proposedFact: string
  decidedFact: string | null
  placedFact: string | null
  endedFact: string | null
}

/** Whoever sees the placement sees where: the institution's own row may be closed to its reader. */
export const placementColumns = sql`p.id, p.file_id as "fileId", p.owner_path as "ownerPath", p.institution_id as "institutionId",
  coalesce(i.name, '托养机构') as institution, p.state, p.emergency, p.level, p.km, p.proposed_at as "proposedAt", p.proposed_by as "proposedBy",
  p.decided_at as "decidedAt", p.decided_by as "decidedBy", p.placed_at as "placedAt", p.ended_at as "endedAt", p.part_path as "partPath",
  p.family_asked_at as "familyAskedAt", p.proposed_fact as "proposedFact", p.decided_fact as "decidedFact", p.placed_fact as "placedFact",
  p.ended_fact as "endedFact"`
const from = sql`entrusted_care.placement p left join entrusted_care.institution i on i.id = p.institution_id`
export const isOutside = sql`p.state in ('placed', 'placed-unapproved', 'placed-declined')`

/** All placements of a file, the newest first; at most 200. */
export function placementsOf(tx: Tx, fileId: string): Promise<PlacementRow[]> {
  return rows(
    sql<PlacementRow>`select ${placementColumns} from ${from} where p.file_id = ${fileId} order by p.proposed_at desc, p.id desc limit 200`,
    tx,
  )
}

export function placementById(tx: Tx, id: string): Promise<PlacementRow | undefined> {
  return row(sql<PlacementRow>`select ${placementColumns} from ${from} where p.id = ${id}`, tx)
}

export const outsideOf = (placements: readonly PlacementRow[]) => placements.find((each) => OUTSIDE.includes(each.state))
export const pendingOf = (placements: readonly PlacementRow[]) =>
  placements.find((each) => each.state === 'proposed' || each.state === 'approved')

export interface NewPlacement {
  id: string
  institutionId: string
  level: CareLevel
  km: number | null
  emergency?: boolean
}

export async function insertProposal(context: LoadContext, { file }: LoadedFile, placement: NewPlacement): Promise<void> {
  const { tx, actor, occurredAt, actionId } = context
  await sql`insert into entrusted_care.placement (id, file_id, owner_path, institution_id, state, emergency, level, km, proposed_at, proposed_by,
      proposed_fact)
    values (${placement.id}, ${file.id}, ${file.ownerPath}, ${placement.institutionId}, 'proposed', ${placement.emergency ?? false},
      ${placement.level}, ${placement.km}, ${instant(occurredAt)}, ${actor.accountId}, ${`${actionId}:0`})`.execute(tx)
}

/** Approved, declined or withdrawn. */
export async function decidePlacement(context: LoadContext, id: string, state: PlacementState): Promise<void> {
  const { tx, actor, occurredAt, actionId } = context
  await sql`update entrusted_care.placement set state = ${state}, decided_at = ${instant(occurredAt)}, decided_by = ${actor.accountId},
    decided_fact = ${`${actionId}:0`} where id = ${id}`.execute(tx)
}

export interface Placing {
  id: string
  state: PlacementState
  emergency: boolean
  institutionId: string
  level: CareLevel
  km?: number | null
  at: number
  heads: number
  partPath: string | null
  factId: string
}

/** Takes the lowest free place of the contract; the table refuses one above its cap and one that somebody just took. */
export async function beginPlacement(context: LoadContext, { file }: LoadedFile, placing: Placing): Promise<void> {
  const { tx } = context
  await sql`update entrusted_care.placement set state = ${placing.state}, emergency = ${placing.emergency}, level = ${placing.level},
    institution_id = ${placing.institutionId}, placed_at = ${instant(placing.at)}, heads = ${placing.heads},
    place_no = entrusted_care.free_place(${placing.institutionId}, ${placing.heads}), part_path = ${placing.partPath},
    placed_fact = ${placing.factId} where id = ${placing.id}`.execute(tx)
  await setLevel(tx, {
    placementId: placing.id,
    fileId: file.id,
    ownerPath: file.ownerPath,
    level: placing.level,
    at: placing.at,
    factId: placing.factId,
  })
}

interface LevelFrom {
  placementId: string
  fileId: string
  ownerPath: string
  level: CareLevel
  factId: string
}

/** The level on the day of placing. */
async function setLevel(tx: Tx, level: LevelFrom & { at: number }): Promise<void> {
  await sql`insert into entrusted_care.placement_level (placement_id, file_id, owner_path, level, from_on, fact_id)
    values (${level.placementId}, ${level.fileId}, ${level.ownerPath}, ${level.level},
      (${instant(level.at)}::timestamptz at time zone 'Asia/Shanghai')::date, ${level.factId})`.execute(tx)
}

/** The level from a date on; told again for the same date, the later telling holds. */
export async function changeLevel(tx: Tx, level: LevelFrom & { from: string }): Promise<void> {
  await sql`insert into entrusted_care.placement_level (placement_id, file_id, owner_path, level, from_on, fact_id)
    values (${level.placementId}, ${level.fileId}, ${level.ownerPath}, ${level.level}, ${level.from}::date, ${level.factId})
    on conflict (placement_id, from_on) do update set level = excluded.level, fact_id = excluded.fact_id`.execute(tx)
  await sql`update entrusted_care.placement set level = (select level from entrusted_care.placement_level
      where placement_id = ${level.placementId} order by from_on desc limit 1) where id = ${level.placementId}`.execute(tx)
}

export interface Ending {
  id: string
  state: PlacementState
  at: number
  factId: string | null
}

/** Ends a placement; its place is free from now on. */
export async function endPlacement(tx: Tx, ending: Ending): Promise<void> {
  await sql`update entrusted_care.placement set state = ${ending.state}, ended_at = greatest(${instant(ending.at)}::timestamptz, placed_at),
    ended_fact = ${ending.factId} where id = ${ending.id}`.execute(tx)
}

export async function noteFamilyWish({ tx, occurredAt }: LoadContext, id: string): Promise<void> {
  await sql`update entrusted_care.placement set family_asked_at = ${instant(occurredAt)} where id = ${id}`.execute(tx)
}

/** The institution comes to see this file and its person. */
export async function grantCare({ tx, now }: LoadContext, { file, person }: LoadedFile, path: string): Promise<void> {
  for (const { kind, id: subjectId, ownerPath } of [fileRef(file), personRef(person)])
    await grantPart(tx, { kind, subjectId, ownerPath, path, part: 'care', from: now })
}

/** From now on it sees them no more. */
export async function endCare({ tx, now }: LoadContext, { file, person }: LoadedFile, path: string): Promise<void> {
  await sql`update kernel.part set valid_until = ${instant(now)}
    where subject_id = any(${[file.id, person.id]}::uuid[]) and organisation_path = ${path} and part = 'care' and valid_until is null`.execute(
    tx,
  )
}

export async function pathOfOrganisation(tx: Tx, id: string): Promise<string | null> {
  return (await row(sql<{ path: string }>`select path from kernel.organisation where id = ${id}`, tx))?.path ?? null
}

/** Institutions that a station may send people to, for the list on the form; at most 100. */
export async function contractedHouses(tx: Tx, ownerPath: string): Promise<string[]> {
  const found = await rows(
    sql<{ id: string }>`select id from entrusted_care.institution where owner_path = ${ownerPath} and state <> 'ended'
      order by government_run desc, name limit 100`,
    tx,
  )
  return found.map((each) => each.id)
}

export interface ReportRow {
  id: string
  at: number
  by: 'institution' | 'station'
  doneBy: string
  factId: string
}

export async function insertHealthReport(
  { tx, actor, newId, actionId }: LoadContext,
  placement: PlacementRow,
  report: { at: number; by: ReportRow['by'] },
): Promise<void> {
  await sql`insert into entrusted_care.health_report (id, placement_id, file_id, owner_path, at, by, done_by, fact_id)
    values (${newId('report')}, ${placement.id}, ${placement.fileId}, ${placement.ownerPath}, ${instant(report.at)}, ${report.by},
      ${actor.accountId}, ${`${actionId}:0`})`.execute(tx)
}

/** Reports between two instants, the newest first; at most 100. */
export function healthReportsOf(tx: Tx, fileId: string, of: { from?: number; to?: number } = {}): Promise<ReportRow[]> {
  return rows(
    sql<ReportRow>`select id, at, by, done_by as "doneBy", fact_id as "factId" from entrusted_care.health_report
      where file_id = ${fileId} and at >= ${instant(of.from ?? 0)} and (${instant(of.to ?? null)}::timestamptz is null or at < ${instant(of.to ?? null)})
      order by at desc, id desc limit 100`,
    tx,
  )
}

export interface IncidentRow extends ReportRow {
  kind: string
  happenedAt: number
  hours: number | null
}

export async function insertIncident(
  { tx, actor, newId, actionId, occurredAt }: LoadContext,
  placement: PlacementRow,
  incident: { kind: string; happenedAt: number; hours: number | null; by: ReportRow['by'] },
): Promise<void> {
  await sql`insert into entrusted_care.incident (id, placement_id, file_id, owner_path, kind, happened_at, told_at, hours, by, done_by, fact_id)
    values (${newId('incident')}, ${placement.id}, ${placement.fileId}, ${placement.ownerPath}, ${incident.kind}, ${instant(incident.happenedAt)},
      ${instant(occurredAt)}, ${incident.hours}, ${incident.by}, ${actor.accountId}, ${`${actionId}:0`})`.execute(tx)
}

export function incidentsOf(tx: Tx, fileId: string): Promise<IncidentRow[]> {
  return rows(
    sql<IncidentRow>`select id, told_at as at, by, done_by as "doneBy", fact_id as "factId", kind, happened_at as "happenedAt", hours
      from entrusted_care.incident where file_id = ${fileId} order by happened_at desc, id desc limit 100`,
    tx,
  )
}

/** Rows that still say outside though a later fact says otherwise. */
export function placementsUnlikeFacts(tx: Tx, limit: number): Promise<{ id: string; kept: unknown; told: unknown }[]> {
  return rows(
    sql<{
      id: string
      kept: unknown
      told: unknown
    }>`select p.id, p.state as kept, max(l.name) as told from entrusted_care.placement p
      join kernel.ledger l on l.subject_id = p.file_id and l.name = 'entrusted.brought-back' and l.occurred_at >= p.placed_at
      where ${isOutside} and not exists (select 1 from kernel.ledger w where w.replaces = l.fact_id) group by p.id, p.state limit ${limit}`,
    tx,
  )
}
