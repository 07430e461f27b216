/** This room's SQL for lists and pickers. */
import type { Vault } from '#kernel/crypto.ts'
import { row, rows, sql, type Tx } from '#kernel/db.ts'
import { type AssessmentRow, columns, opened, type Sealed } from './store.ts'
import type { AssessmentState } from './lifecycle.ts'

export type Listed = AssessmentRow & { no: string; name: string }

/** What of this the actor knows, the children's names with it; with how many there are in all. */
export async function listed(
  tx: Tx,
  vault: Vault,
  ask: { states: readonly AssessmentState[]; dueBy?: string | undefined; limit: number },
): Promise<{ items: Listed[]; total: number }> {
  const condition = ask.dueBy
    ? sql`a.next_on <= ${ask.dueBy}::date and f.closed_at is null`
    : sql`a.state = any(${[...ask.states]}::text[])`
  const from = sql`from assessment.assessment a join people.child_file f on f.id = a.child_id join people.person p on p.id = f.person_id
    where ${condition}`
  const found = await rows(
    sql<Sealed & { no: string; name: string }>`select ${columns}, f.no, p.display_name as name ${from}
      order by ${ask.dueBy ? sql`a.next_on, a.id` : sql`a.changed_at desc, a.id`} limit ${ask.limit}`,
    tx,
  )
  const counted = await row(sql<{ total: number }>`select count(*)::int as total ${from}`, tx)
  return {
    items: found.map(({ no, name, ...sealed }) => ({ ...opened(vault, sealed), no, name })),
    total: counted?.total ?? 0,
  }
}

export interface Person {
  id: string
  name: string
  post: string | null
  organisation: string
  path: string
  kind: string
}

/** Roles whose bearers may assess. */
const ASSESSING = ['minors-officer', 'centre-head', 'bureau-officer', 'department-officer', 'child-supervisor']

const personColumns = sql`a.id, a.name, a.post, o.name as organisation, o.path, o.kind`
const mayAssess = (near: string) => sql`a.disabled_at is null and o.active
  and kernel.city_path_of(o.path) = kernel.city_path_of(${near})
  and exists (select 1 from kernel.account_role r where r.account_id = a.id and r.revoked_at is null
    and r.role = any(${ASSESSING}::text[]))`

/** Open accounts of the city that may assess: one's own organisation first, then those called in. */
export function assessable(tx: Tx, near: string, limit: number): Promise<Person[]> {
  return rows(
    sql<Person>`select ${personColumns} from kernel.account a join kernel.organisation o on o.id = a.organisation_id
      where ${mayAssess(near)} order by o.path = ${near} desc, o.kind = 'social-organisation' desc, o.path, a.name limit ${limit}`,
    tx,
  )
}

export function assessableByIds(tx: Tx, near: string, ids: readonly string[]): Promise<Person[]> {
  if (ids.length === 0) return Promise.resolve([])
  return rows(
    sql<Person>`select ${personColumns} from kernel.account a join kernel.organisation o on o.id = a.organisation_id
      where ${mayAssess(near)} and a.id = any(${[...ids]}::uuid[])`,
    tx,
  )
}

export function organisationOfPath(
  tx: Tx,
  path: string,
): Promise<{ id: string; path: string; kind: string; name: string } | undefined> {
  return row(
    sql<{
      id: string
      path: string
      kind: string
      name: string
    }>`select id, path, kind, name from kernel.organisation where path = ${path}`,
    tx,
  )
}
