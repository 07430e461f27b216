/** For rooms that speak of many subjects at once: what a list calls them, and which files hang on whom. */
import { rows, sql, type Tx } from '#kernel/db.ts'

export interface SubjectTitle {
  id: string
  kind: 'person' | 'rescue-file' | 'child-file'
  /** File number; null for a person. */
  no: string | null
  name: string
  sex: 'male' | 'female' | null
}

/** What lists call some persons and files, as far as the actor's range or part reaches. */
export function titlesOf(tx: Tx, subjectIds: readonly string[]): Promise<SubjectTitle[]> {
  if (subjectIds.length === 0) return Promise.resolve([])
  const ids = [...new Set(subjectIds)]
  return rows(
    sql<SubjectTitle>`select f.id, 'rescue-file' as kind, f.no, p.display_name as name, p.sex
        from people.rescue_file f join people.person p on p.id = f.person_id where f.id = any(${ids}::uuid[])
      union all
      select c.id, 'child-file', c.no, p.display_name, p.sex
        from people.child_file c join people.person p on p.id = c.person_id where c.id = any(${ids}::uuid[])
      union all
      select p.id, 'person', null, p.display_name, p.sex from people.person p where p.id = any(${ids}::uuid[])`,
    tx,
  )
}

export interface SubjectLink {
  id: string
  kind: string
  ownerPath: string
  personId: string
  stationId: string | null
}

/** Persons and files tied to some subjects by being of one person, as far as the actor's range or part reaches. */
export function linksOf(tx: Tx, subjectIds: readonly string[]): Promise<SubjectLink[]> {
  if (subjectIds.length === 0) return Promise.resolve([])
  const ids = [...new Set(subjectIds)]
  return rows(
    sql<SubjectLink>`with persons as (
        select person_id as id from people.rescue_file where id = any(${ids}::uuid[])
        union select person_id from people.child_file where id = any(${ids}::uuid[])
        union select id from people.person where id = any(${ids}::uuid[]))
      select p.id, 'person' as kind, p.owner_path as "ownerPath", p.id as "personId", null::uuid as "stationId"
        from people.person p join persons using (id)
      union all
      select f.id, 'rescue-file', f.owner_path, f.person_id, f.station_id from people.rescue_file f join persons on persons.id = f.person_id`,
    tx,
  )
}

/** Files and persons whose number or name holds some text; at most `limit`. */
export async function subjectsNamed(tx: Tx, text: string, limit = 200): Promise<string[]> {
  const pattern = `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const found = await rows(
    sql<{ id: string }>`select f.id from people.rescue_file f join people.person p on p.id = f.person_id
      where f.no ilike ${pattern} or p.display_name ilike ${pattern} order by f.arrived_at desc limit ${limit}`,
    tx,
  )
  return found.map((each) => each.id)
}
