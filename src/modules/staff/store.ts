/** This room's SQL: accounts of stations and what the ledger tells of them. It has no tables of its own. */
import { rows, sql, type Tx } from '#kernel/db.ts'
import type { Told } from './rules.ts'

export interface StaffRow {
  accountId: string
  name: string
  /** 职务, as the account says it. */
  title: string | null
  closed: boolean
  stationId: string
  station: string
  organisationPath: string
  organisationKind: string
}

const columns = sql`a.id as "accountId", a.name, a.post as title, a.disabled_at is not null as closed, o.id as "stationId", o.name as station,
  o.path as "organisationPath", o.kind as "organisationKind"`

/** Accounts of the stations of a range, in use or not. */
export function staffUnder(tx: Tx, range: { from: string; to: string }): Promise<StaffRow[]> {
  return rows(
    sql<StaffRow>`select ${columns} from kernel.account a join kernel.organisation o on o.id = a.organisation_id
      where o.kind = 'station' and o.path >= ${range.from} and o.path < ${range.to} order by o.path, a.name, a.id limit 2000`,
    tx,
  )
}

/** Some accounts, wherever they belong; locked one after the other in one order where something is to be decided of them. */
export async function staffByIds(tx: Tx, ids: readonly string[], lock = false): Promise<StaffRow[]> {
  const wanted = [...new Set(ids)]
  if (lock) await sql`select 1 from kernel.account where id = any(${wanted}::uuid[]) order by id for update`.execute(tx)
  return rows(
    sql<StaffRow>`select ${columns} from kernel.account a join kernel.organisation o on o.id = a.organisation_id
      where a.id = any(${wanted}::uuid[]) order by a.name, a.id`,
    tx,
  )
}

/** What is told of some members of staff, in the order of recording; an account's sign-ins are not among it. */
export async function factsOfStaff(tx: Tx, ids: readonly string[]): Promise<Map<string, (Told & { recordedBy: string })[]>> {
  const found = await rows(
    sql<Omit<Told, 'replaces'> & { subject: string; recordedBy: string; replaces: string | null }>`select fact_id as id,
        subject_id as subject, name, value, occurred_at as "occurredAt", recorded_at as "recordedAt", recorded_by as "recordedBy", replaces
      from kernel.ledger where subject_id = any(${[...ids]}::uuid[]) and subject_kind = 'staff'
      order by recorded_at, organisation_id, seq`,
    tx,
  )
  const out = new Map<string, (Told & { recordedBy: string })[]>(ids.map((id) => [id, []]))
  for (const { subject, replaces, value, ...fact } of found)
    out.get(subject)?.push({ ...fact, value: value ?? {}, ...(replaces ? { replaces } : {}) })
  return out
}

export function namesOf(tx: Tx, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  return rows(
    sql<{ id: string; name: string }>`select id, name from kernel.account where id = any(${[...new Set(ids)]}::uuid[])`,
    tx,
  )
}
