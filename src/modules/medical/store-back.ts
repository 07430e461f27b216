/** SQL around fetching: who holds which part, and the register of designated hospitals. */
import type { LoadContext } from '#kernel/action.ts'
import type { Actor } from '#kernel/actor.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import { fileRef, grantPart, type LoadedFile, personRef } from '#modules/people-and-cases/index.ts'

/** Parts of a file that the actor's own organisation holds now. */
export async function partsHeld(tx: Tx, actor: Actor, fileId: string, now: number): Promise<string[]> {
  const found = await rows(
    sql<{
      part: string
    }>`select distinct part from kernel.part where subject_id = ${fileId} and organisation_path = ${actor.organisation.path}
      and valid_from <= ${instant(now)} and (valid_until is null or valid_until > ${instant(now)})`,
    tx,
  )
  return found.map(({ part }) => part)
}

/** Who fetches comes to see file and person. */
export async function grantToFetcher({ tx, now }: LoadContext, { file, person }: LoadedFile, path: string): Promise<void> {
  for (const { kind, id: subjectId, ownerPath } of [fileRef(file), personRef(person)])
    await grantPart(tx, { kind, subjectId, ownerPath, path, part: 'fetch', from: now })
}

/** Ends the parts of whoever was to fetch. */
export async function endFetchParts(tx: Tx, subjectIds: string[], at: number): Promise<void> {
  await sql`update kernel.part set valid_until = ${instant(at)}
    where subject_id = any(${subjectIds}::uuid[]) and part = 'fetch' and valid_until is null`.execute(tx)
}

/** Ends the parts of hospital and fetcher: nobody of theirs sees a patient who was fetched. */
export async function endAllParts(tx: Tx, subjectIds: string[], at: number): Promise<void> {
  await sql`update kernel.part set valid_until = ${instant(at)}
    where subject_id = any(${subjectIds}::uuid[]) and part in ('hospital', 'fetch') and valid_until is null`.execute(tx)
}

export interface DesignationRow {
  id: string
  bureauId: string
  hospitalId: string | null
  name: string
  kinds: string[]
  agreementNo: string | null
  since: string
  until: string | null
  told: Buffer | null
  endedAt: number | null
}

const columns = sql`id, bureau_id as "bureauId", hospital_id as "hospitalId", name, kinds, agreement_no as "agreementNo", since, until, told,
  ended_at as "endedAt"`

/** Longest register of a city. */
export const HOSPITALS = 200

/** The city's register: standing ones first, by name. */
export function designations(tx: Tx): Promise<DesignationRow[]> {
  return rows(
    sql<DesignationRow>`select ${columns} from medical.designated_hospital order by (ended_at is not null), name limit ${HOSPITALS}`,
    tx,
  )
}

export function designationById(tx: Tx, id: string): Promise<DesignationRow | undefined> {
  return row(sql<DesignationRow>`select ${columns} from medical.designated_hospital where id = ${id} for update`, tx)
}

/** The standing designation of a name in the actor's city. */
export function designationNamed(tx: Tx, name: string): Promise<DesignationRow | undefined> {
  return row(
    sql<DesignationRow>`select ${columns} from medical.designated_hospital where name = ${name} and ended_at is null`,
    tx,
  )
}

export async function insertDesignation(
  context: LoadContext,
  row: Omit<DesignationRow, 'endedAt' | 'bureauId'> & { factId: string },
): Promise<void> {
  await sql`insert into medical.designated_hospital (id, city_path, bureau_id, hospital_id, name, kinds, agreement_no, since, until, told, fact_id)
    values (${row.id}, kernel.city_path_of(current_setting('guitu.from', true)), ${context.actor.organisation.id}, ${row.hospitalId}, ${row.name},
      ${row.kinds}, ${row.agreementNo}, ${row.since}, ${row.until}, ${row.told}, ${row.factId})`.execute(context.tx)
}

export async function endDesignation(tx: Tx, id: string, at: number): Promise<void> {
  await sql`update medical.designated_hospital set ended_at = ${instant(at)} where id = ${id}`.execute(tx)
}

export interface OrganisationLine {
  id: string
  name: string
  kind: string
  division: string | null
}

/** Towns and bureaus that may be told to fetch; at most 500. */
export function fetchersKnown(tx: Tx): Promise<OrganisationLine[]> {
  return rows(
    sql<OrganisationLine>`select id, name, kind, division from kernel.organisation where kind in ('town', 'bureau') and active
      order by kind desc, name limit 500`,
    tx,
  )
}
