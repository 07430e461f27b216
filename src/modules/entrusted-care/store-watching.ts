/** SQL that looks over many institutions: whom the job watches, when each was looked at last. */
import { row, rows, sql, type Tx } from '#kernel/db.ts'

const MOST = 2000

export interface Target {
  id: string
  stationId: string
}
/** Institutions in which somebody is or was placed. */
export function targetsAll(tx: Tx): Promise<Target[]> {
  return rows(
    sql<Target>`select id, station_id as "stationId" from entrusted_care.institution i where exists (select 1 from entrusted_care.placement p
      where p.institution_id = i.id and p.placed_at is not null) order by id limit ${MOST}`,
    tx,
  )
}
/** Institutions in which the guest of a file is or was placed. */
export function targetsOf(tx: Tx, fileId: string): Promise<Target[]> {
  return rows(
    sql<Target>`select distinct i.id, i.station_id as "stationId" from entrusted_care.placement p
      join entrusted_care.institution i on i.id = p.institution_id where p.file_id = ${fileId} and p.placed_at is not null`,
    tx,
  )
}
/** Institutions below a path, as far as the actor sees. */
export function institutionsUnder(tx: Tx, path: string): Promise<{ id: string }[]> {
  return rows(
    sql<{
      id: string
    }>`select id from entrusted_care.institution where starts_with(owner_path, ${path}) order by id limit ${MOST}`,
    tx,
  )
}

/** When each was inspected last, and when its contact was named. */
export function lastTimes(
  tx: Tx,
  ids: readonly string[],
): Promise<{ id: string; inspectedAt: number | null; contactAt: number | null }[]> {
  return rows(
    sql<{ id: string; inspectedAt: number | null; contactAt: number | null }>`select i.id,
        (select max(closed_at) from entrusted_care.inspection n where n.institution_id = i.id) as "inspectedAt",
        (select max(occurred_at) from kernel.ledger l where l.subject_id = i.id and l.name = 'institution.contact-named') as "contactAt"
      from entrusted_care.institution i where i.id = any(${[...ids]}::uuid[])`,
    tx,
  )
}

/** The inspection that somebody has begun and not ended there. */
export async function openInspectionOf(tx: Tx, institutionId: string, accountId: string): Promise<string | undefined> {
  const found = await row(
    sql<{ id: string }>`select id from entrusted_care.inspection
      where institution_id = ${institutionId} and started_by = ${accountId} and closed_at is null`,
    tx,
  )
  return found?.id
}
