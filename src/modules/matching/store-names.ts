/** What lists call accounts and organisations. */
import { rows, sql, type Tx } from '#kernel/db.ts'

export async function accountNames(tx: Tx, ids: readonly (string | null | undefined)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id): id is string => Boolean(id)))]
  if (wanted.length === 0) return new Map()
  const found = await rows(
    sql<{ id: string; name: string }>`select id, name from kernel.account where id = any(${wanted}::uuid[])`,
    tx,
  )
  return new Map(found.map((each) => [each.id, each.name]))
}

export interface OrganisationLine {
  id: string
  path: string
  name: string
  division: string | null
}

export async function organisationsAt(tx: Tx, paths: readonly string[]): Promise<Map<string, OrganisationLine>> {
  if (paths.length === 0) return new Map()
  const found = await rows(
    sql<OrganisationLine>`select id, path, name, division from kernel.organisation where path = any(${[...new Set(paths)]}::text[])`,
    tx,
  )
  return new Map(found.map((each) => [each.path, each]))
}

/** Pairs of persons that the hall's doors judged not to be one. */
export async function judgedDifferent(tx: Tx, personId: string): Promise<Set<string>> {
  const found = await rows(
    sql<{ id: string }>`select case when person_id = ${personId} then other_id else person_id end as id from people.link_decision
      where kind = 'different' and undone_at is null and (person_id = ${personId} or other_id = ${personId}) limit 500`,
    tx,
  )
  return new Set(found.map((each) => each.id))
}

/** Ids under no seal, or under one that the actor reads behind. */
export async function unsealedOf(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const found = await rows(
    sql<{ id: string }>`select id from unnest(${[...ids]}::uuid[]) as wanted (id) where kernel.unsealed(id)`,
    tx,
  )
  return new Set(found.map((each) => each.id))
}

/** Month in which a stay began: all that is told of a stay elsewhere in the city. */
export async function monthsOf(tx: Tx, fileIds: readonly string[]): Promise<Map<string, string>> {
  if (fileIds.length === 0) return new Map()
  const found = await rows(
    sql<{ id: string; month: string }>`select id, month from matching.months_of_stays(${[...fileIds]}::uuid[])`,
    tx,
  )
  return new Map(found.map((each) => [each.id, each.month]))
}
