/** Accounts that can be helpers, and organisations to choose from; by the city. */
import { row, rows, sql, type Tx } from '#kernel/db.ts'

export interface HelperAccount {
  id: string
  name: string
  post: string | null
  path: string
  organisation: string
}

const columns = sql`a.id, a.name, a.post, o.path, o.name as organisation`
const helpers = (near: string) => sql`kernel.account a join kernel.organisation o on o.id = a.organisation_id
  where a.disabled_at is null and o.active and kernel.city_path_of(o.path) = kernel.city_path_of(${near})
    and exists (select 1 from kernel.account_role r where r.account_id = a.id and r.role = 'contact-helper' and r.revoked_at is null)`

export const MOST_HELPERS = 500

/** People of the same city who may be named, those of the own office first. */
export const helperAccounts = (tx: Tx, near: string): Promise<HelperAccount[]> =>
  rows(
    sql<HelperAccount>`select ${columns} from ${helpers(near)}
      order by o.path = ${near} desc, o.kind = 'justice-office' desc, o.path, a.name limit ${MOST_HELPERS}`,
    tx,
  )

export const helperAccount = (tx: Tx, near: string, id: string): Promise<HelperAccount | undefined> =>
  row(sql<HelperAccount>`select ${columns} from ${helpers(near)} and a.id = ${id}`, tx)

/** Of these accounts, those that were closed or lost the role. */
export async function goneAccounts(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const found = await rows(
    sql<{ id: string }>`select i.id from unnest(${[...ids]}::uuid[]) as i (id) where not exists (
      select 1 from kernel.account a join kernel.account_role r on r.account_id = a.id
      where a.id = i.id and a.disabled_at is null and r.role = 'contact-helper' and r.revoked_at is null)`,
    tx,
  )
  return found.map((each) => each.id)
}

/** Children of helpers, for the nightly look at accounts. */
export const namedHelpers = (tx: Tx): Promise<{ childId: string; helperId: string }[]> =>
  rows(
    sql<{ childId: string; helperId: string }>`select child_id as "childId", helper_id as "helperId" from helpers.care
      where state = 'named' and helper_id is not null order by child_id limit 100000`,
    tx,
  )

export interface OrganisationLine {
  id: string
  path: string
  kind: string
  name: string
}

export const organisationAt = (tx: Tx, path: string): Promise<OrganisationLine | undefined> =>
  row(sql<OrganisationLine>`select id, path, kind, name from kernel.organisation where path = ${path}`, tx)

/** Names of organisations by their paths. */
export async function namesOfPaths(tx: Tx, paths: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(paths.filter((each): each is string => each !== null))]
  if (wanted.length === 0) return new Map()
  const found = await rows(
    sql<{ path: string; name: string }>`select path, name from kernel.organisation where path = any(${wanted}::text[])`,
    tx,
  )
  return new Map(found.map((each) => [each.path, each.name]))
}

/** The organisation that holds the justice office's part of a file now. */
export async function justiceHolder(tx: Tx, childId: string): Promise<string | null> {
  const found = await row(
    sql<{ path: string }>`select organisation_path as path from kernel.part where subject_id = ${childId} and part = 'justice'
      and valid_from <= kernel.moment() and (valid_until is null or valid_until > kernel.moment()) order by valid_from desc limit 1`,
    tx,
  )
  return found?.path ?? null
}
