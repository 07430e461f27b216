/** SQL of the families' register. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { FamilyState } from './lifecycle.ts'
import type { Checks } from './rules-family.ts'
import { numberKey } from './store.ts'
import type { FamilyKind } from './words.ts'

/** Families of one keeper: no list is longer. */
export const MOST_FAMILIES = 300

export interface FamilyContent {
  members: { name: string; relation?: string | undefined; adult: boolean; volunteer: string }[]
  address: string
  phone: string
  wishes?: string | undefined
  check?: { checks: Checks; assessors: string[]; note: string; by: string }
  refused?: string | undefined
  changed?: { state: string; reason: string; by: string }
}

export interface FamilyRow {
  id: string
  keeperPath: string
  bureauPath: string
  kind: FamilyKind
  state: FamilyState
  most: number
  registeredAt: number
  checkedOn: string | null
  verdict: 'fit' | 'unfit' | 'open' | null
  checkedBy: string | null
  until: string | null
  volunteer: boolean
  memberKeys: Buffer[]
  content: FamilyContent
}

const place = (id: string) => `guardianship.family.content:${id}`
const columns = sql`f.id, f.keeper_path as "keeperPath", f.bureau_path as "bureauPath", f.kind, f.state, f.most, f.registered_at as "registeredAt",
  f.checked_on as "checkedOn", f.verdict, f.checked_by as "checkedBy", f.until, f.volunteer, f.member_keys as "memberKeys", f.content`
type Sealed = Omit<FamilyRow, 'content'> & { content: Buffer }
const open = (vault: Vault, sealed: Sealed): FamilyRow => ({
  ...sealed,
  content: vault.openJson<FamilyContent>(place(sealed.id), sealed.content),
})

export async function familyById(tx: Tx, vault: Vault, id: string, lock = false): Promise<FamilyRow | undefined> {
  const found = await row(
    sql<Sealed>`select ${columns} from guardianship.family f where f.id = ${id} ${lock ? sql`for update` : sql``}`,
    tx,
  )
  return found && open(vault, found)
}

/** How many children are there: others, and those among these. */
export async function childrenThere(
  tx: Tx,
  familyId: string,
  these: readonly string[],
): Promise<{ others: number; among: number }> {
  const found = await row(
    sql<{
      others: number
      among: number
    }>`select others, among from guardianship.children_there(${familyId}, ${[...these]}::uuid[])`,
    tx,
  )
  return found ?? { others: 0, among: 0 }
}

export async function familiesNow(tx: Tx, vault: Vault): Promise<{ items: (FamilyRow & { children: number })[]; total: number }> {
  const found = await rows(
    sql<Sealed & { children: number }>`select ${columns},
        (select others from guardianship.children_there(f.id, '{}')) as children
      from guardianship.family f order by array_position(array['approved', 'paused', 'checked', 'registered'], f.state), f.registered_at desc
      limit ${MOST_FAMILIES}`,
    tx,
  )
  const counted = await row(sql<{ total: number }>`select count(*) as total from guardianship.family`, tx)
  return { items: found.map((each) => ({ ...open(vault, each), children: each.children })), total: counted?.total ?? 0 }
}

export async function insertFamily(
  { tx, vault, actor, occurredAt }: LoadContext,
  made: {
    id: string
    bureauPath: string
    kind: FamilyKind
    most: number
    volunteer: boolean
    numbers: string[]
    content: FamilyContent
  },
): Promise<void> {
  const keys = made.numbers.map((number) => numberKey(vault, number))
  await sql`insert into guardianship.family (id, keeper_path, bureau_path, kind, state, most, registered_at, volunteer, member_keys, content)
    values (${made.id}, ${actor.organisation.path}, ${made.bureauPath}, ${made.kind}, 'registered', ${made.most}, ${instant(occurredAt)},
      ${made.volunteer}, ${keys}::bytea[], ${vault.sealJson(place(made.id), made.content)})`.execute(tx)
}

export async function changeFamilyRow(
  { tx, vault, actor }: LoadContext,
  id: string,
  change: {
    state: FamilyState
    checked?: { on: string; verdict: NonNullable<FamilyRow['verdict']> }
    until?: string
    content: FamilyContent
  },
): Promise<void> {
  const { checked, until } = change
  await sql`update guardianship.family set state = ${change.state},
    checked_on = coalesce(${checked?.on ?? null}::date, checked_on), verdict = coalesce(${checked?.verdict ?? null}, verdict),
    checked_by = case when ${checked !== undefined} then ${actor.accountId}::uuid else checked_by end,
    until = coalesce(${until ?? null}::date, until),
    approved_by = case when ${until !== undefined} then ${actor.accountId}::uuid else approved_by end,
    content = ${vault.sealJson(place(id), change.content)} where id = ${id}`.execute(tx)
}
