/** SQL of child files: what a part of the file lets one read, and a file locked for a decision. */
import type { ReadContext } from '#kernel/query.ts'
import type { SubjectRef } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { all, instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import { factsOf, type LedgerFact } from '#kernel/ledger.ts'
import { kernelRefusal, type Refusal } from '#kernel/refusal.ts'
import type { ChildKind } from './child-words.ts'
import { refuse } from './refusals.ts'

export interface ChildRow {
  id: string
  personId: string
  no: string
  ownerPath: string
  townPath: string | null
  villagePath: string | null
  schoolPath: string | null
  openedAt: number
  closedAt: number | null
  closedHow: string | null
  /** Account of the case worker. */
  workerId: string | null
  name: string
  sex: 'male' | 'female' | null
  birthFrom: string | null
  birthTo: string | null
}

export interface KindRow {
  id: string
  kind: ChildKind
  since: number
  until: number | null
  withdrawn: boolean
}

/** A child's file with everything a decision reads: only what the actor's part opens is in it. */
export interface LoadedChild {
  child: ChildRow
  facts: LedgerFact[]
  kinds: KindRow[]
  /** Compartments that the actor reads and writes. */
  opens: ReadonlySet<string>
  /** Parts that the actor holds. */
  holds: ReadonlySet<string>
}

export const childColumns = sql`f.id, f.person_id as "personId", f.no, f.owner_path as "ownerPath", f.town_path as "townPath",
  f.village_path as "villagePath", f.school_path as "schoolPath", f.opened_at as "openedAt", f.closed_at as "closedAt", f.closed_how as "closedHow",
  f.worker_id as "workerId", p.display_name as name, p.sex, p.birth_from as "birthFrom", p.birth_to as "birthTo"`

/** A child's file; null for whoever holds no part that opens the register, as for a file that is not there. */
export async function childById(tx: Tx, id: string): Promise<ChildRow | null> {
  const found = await row(
    sql<ChildRow>`select ${childColumns} from people.child_file f join people.person p on p.id = f.person_id where f.id = ${id}`,
    tx,
  )
  return found ?? null
}

/** Files of several children, those that the actor knows. */
export function childrenById(tx: Tx, ids: readonly string[]): Promise<ChildRow[]> {
  if (ids.length === 0) return Promise.resolve([])
  return rows(
    sql<ChildRow>`select ${childColumns} from people.child_file f join people.person p on p.id = f.person_id
      where f.id = any(${[...new Set(ids)]}::uuid[])`,
    tx,
  )
}

/** The child's file of a person, where the actor knows it. */
export async function childOfPerson(tx: Tx, personId: string): Promise<ChildRow | null> {
  const found = await row(
    sql<ChildRow>`select ${childColumns} from people.child_file f join people.person p on p.id = f.person_id
      where f.person_id = ${personId} order by f.closed_at nulls first, f.opened_at desc limit 1`,
    tx,
  )
  return found ?? null
}

/** The compartments of a closed subject that are open to the actor now. */
export async function compartmentsOf(tx: Tx, subjectId: string): Promise<Set<string>> {
  const found = await rows(
    sql<{
      compartment: string
    }>`select distinct o.compartment from kernel.part_opens o where kernel.opens(${subjectId}, o.compartment)`,
    tx,
  )
  return new Set(found.map((each) => each.compartment))
}

/** Parts of a closed subject that the actor, or the actor's organisation, holds now. */
export async function heldOf(tx: Tx, subjectId: string): Promise<Set<string>> {
  const found = await rows(
    sql<{ part: string }>`select distinct part from kernel.part where subject_id = ${subjectId}
      and organisation_path = current_setting('guitu.path', true) and kernel.is_me(account_id)
      and valid_from <= kernel.moment() and (valid_until is null or valid_until > kernel.moment())`,
    tx,
  )
  return new Set(found.map((each) => each.part))
}

/** Kinds of a child's file, as far as the actor may know them; withdrawn ones too. */
export function kindsOf(tx: Tx, childId: string): Promise<KindRow[]> {
  return rows(
    sql<KindRow>`select id, kind, since, until, withdrawn from people.child_kind where child_id = ${childId} order by since, kind`,
    tx,
  )
}

/** Locks a child's file and reads what a decision needs; null without a part. */
export async function lockChild(tx: Tx, _vault: Vault, id: string): Promise<LoadedChild | null> {
  const locked = await row(sql`select id from people.child_file where id = ${id} for update`, tx)
  if (!locked) return null
  const child = await childById(tx, id)
  if (!child) return null
  const [facts, kinds, opens, holds] = await all([
    factsOf(tx, [child.id, child.personId]),
    kindsOf(tx, id),
    compartmentsOf(tx, id),
    heldOf(tx, id),
  ])
  return { child, facts, kinds, opens, holds }
}

export const childRef = (child: { id: string; ownerPath: string }): SubjectRef => ({
  kind: 'child-file',
  id: child.id,
  ownerPath: child.ownerPath,
})

/** Somebody said why, and has the file open until then. */
export async function openChild(tx: Tx, childId: string, accountId: string, until: number): Promise<void> {
  await sql`insert into people.child_opened (child_id, account_id, opened_until) values (${childId}, ${accountId}, ${instant(until)})
    on conflict (child_id, account_id) do update set opened_until = excluded.opened_until`.execute(tx)
}

/** Until when the actor has the file open; null where it is not. Epoch ms. */
export async function openUntil(tx: Tx, childId: string, accountId: string, now: number): Promise<number | null> {
  const found = await row(
    sql<{ until: number }>`select opened_until as until from people.child_opened
      where child_id = ${childId} and account_id = ${accountId} and opened_until > ${instant(now)}`,
    tx,
  )
  return found?.until ?? null
}

/**
 * The refusal for a query that would show what a child's file holds while the file is not open: not found for whoever holds no
 * part, else that a reason has to be given first. The system reads without.
 */
export async function notOpened({ tx, actor, now }: ReadContext, childId: string): Promise<Refusal | undefined> {
  if (actor.kind === 'system') return undefined
  const child = await row(sql`select 1 as there from people.child_file where id = ${childId}`, tx)
  if (!child) return kernelRefusal('NOT_FOUND')
  return (await openUntil(tx, childId, actor.accountId, now)) === null ? refuse('OPEN_FIRST') : undefined
}
