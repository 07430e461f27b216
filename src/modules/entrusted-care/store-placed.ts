/** What this side reads of the people placed: who is there, at which level of care, and what happened to them. */
import { instant, rows, sql, type Tx } from '#kernel/db.ts'
import type { CareLevel } from './words.ts'

/** People of one institution on one list. */
export const MOST_PEOPLE = 2000

export interface PlacedPerson {
  fileId: string
  personId: string
  ownerPath: string
  no: string
  name: string | null
  sex: string | null
  level: CareLevel
  placedAt: number
}

const current = sql`coalesce((select l.level from entrusted_care.placement_level l where l.placement_id = p.id order by l.from_on desc limit 1), p.level)`

/** Who is placed there now, by name, as far as the actor sees. */
export function placedNow(tx: Tx, institutionId: string): Promise<PlacedPerson[]> {
  return rows(
    sql<PlacedPerson>`select p.file_id as "fileId", f.person_id as "personId", p.owner_path as "ownerPath", f.no, n.display_name as name, n.sex,
        ${current} as level, p.placed_at as "placedAt"
      from entrusted_care.placement p join people.rescue_file f on f.id = p.file_id join people.person n on n.id = f.person_id
      where p.institution_id = ${institutionId} and p.placed_at is not null and p.ended_at is null
      order by n.display_name collate "C", f.no limit ${MOST_PEOPLE}`,
    tx,
  )
}

export function headsNow(tx: Tx, institutionIds: readonly string[]): Promise<{ institutionId: string; heads: number }[]> {
  return rows(
    sql<{
      institutionId: string
      heads: number
    }>`select institution_id as "institutionId", count(*) as heads from entrusted_care.placement
      where institution_id = any(${[...institutionIds]}::uuid[]) and placed_at is not null and ended_at is null group by 1`,
    tx,
  )
}

export interface StayRow {
  institutionId: string
  fileId: string
  placementId: string
  level: CareLevel
  placedAt: number
  endedAt: number | null
}
/** Stays at some institutions that reach into a time, ended or not. */
export function staysSince(tx: Tx, institutionIds: readonly string[], from: number): Promise<StayRow[]> {
  return rows(
    sql<StayRow>`select institution_id as "institutionId", file_id as "fileId", id as "placementId", level, placed_at as "placedAt",
        ended_at as "endedAt"
      from entrusted_care.placement where institution_id = any(${[...institutionIds]}::uuid[]) and placed_at is not null
        and (ended_at is null or ended_at >= ${instant(from)}) order by placed_at`,
    tx,
  )
}

export interface TroubleRow {
  fileId: string
  name: string
  kind: string | null
  at: number
}
/**
 * Deaths and goings to hospital of some files told since an instant, and comings back from hospital, each when it happened;
 * what was withdrawn is left out.
 */
export function troublesOf(tx: Tx, fileIds: readonly string[], from: number): Promise<TroubleRow[]> {
  return rows(
    sql<TroubleRow>`select l.subject_id as "fileId", l.name, l.value->>'kind' as kind,
        coalesce((select x.happened_at from entrusted_care.incident x where x.fact_id = l.fact_id), l.occurred_at) as at
      from kernel.ledger l
      where l.subject_id = any(${[...fileIds]}::uuid[]) and l.occurred_at >= ${instant(from)}
        and (l.name in ('medical.hospitalised', 'medical.fetched', 'entrusted.incident-reported')
          or (l.name = 'departure.left' and l.value->>'kind' = 'died'))
        and not exists (select 1 from kernel.ledger w where w.subject_id = l.subject_id and w.replaces = l.fact_id)
      order by 4`,
    tx,
  )
}
/** Numbers and names of some files, by file, for lists and sheets. */
export async function namesOf(
  tx: Tx,
  fileIds: readonly string[],
): Promise<Map<string, { fileId: string; no: string; name: string | null }>> {
  const found = await rows(
    sql<{
      fileId: string
      no: string
      name: string | null
    }>`select f.id as "fileId", f.no, n.display_name as name from people.rescue_file f
      join people.person n on n.id = f.person_id where f.id = any(${[...fileIds]}::uuid[])`,
    tx,
  )
  return new Map(found.map((each) => [each.fileId, each]))
}
