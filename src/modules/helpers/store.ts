/** This room's SQL for writing, and the rows that decisions read. What names or describes somebody is sealed in `content`. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { all, instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import { type LoadedChild, lockChild } from '#modules/people-and-cases/index.ts'
import type { HelpingState, ParentState, VisitState } from './lifecycle.ts'
import type { ToldChild } from './schema.ts'
import type { HeldKind } from './words.ts'

export interface CareContent {
  helper?: string
  organisation?: string
  note?: string
  /** Those who helped before, the latest last. */
  before?: { helper: string; until: number; why: string; note?: string }[]
  ended?: string
}

export interface CareRow {
  childId: string
  state: HelpingState
  justicePath: string | null
  waitingSince: number
  helperId: string | null
  helperPath: string | null
  since: number | null
  namedAt: number | null
  lastContact: number | null
  nextDue: string | null
  endedAt: number | null
  endedWhy: string | null
  content: CareContent
}

export interface ParentContent {
  name: string
  relation: string
  idNumber?: string
  prison?: string
  note?: string
  /** The child as the prison was told, and where it lives. */
  child?: ToldChild
  townId?: string
  townName?: string
  release?: string
}

export interface ParentRow {
  id: string
  toldId: string
  kind: HeldKind
  state: ParentState
  prisonPath: string | null
  childId: string | null
  toldAt: number
  untilOn: string | null
  releasedOn: string | null
  early: boolean | null
  content: ParentContent
}

export interface ContactRow {
  id: string
  childId: string
  kind: 'contacted' | 'missed'
  manner: string | null
  onDay: string
  at: number
  toldAt: number
  byAccount: string
  factId: string
  withdrawnAt: number | null
  content: { by: string; condition?: string; needs?: string[]; reason?: string; note?: string }
}

export interface VisitContent {
  child: string
  parent: string
  wish: string
  way: string
  companion: string
  phone?: string
  note?: string
  by: string
  answer?: string
  answeredBy?: string
  told?: string
  withdrawn?: string
}

export interface VisitRow {
  id: string
  childId: string
  parentId: string
  state: VisitState
  prisonPath: string | null
  askedAt: number
  fromOn: string
  toOn: string
  plannedOn: string | null
  answeredAt: number | null
  visitedOn: string | null
  content: VisitContent
}

type Sealed<T> = Omit<T, 'content'> & { content: Buffer }
export const place = {
  care: (id: string) => `helpers.care.content:${id}`,
  parent: (id: string) => `helpers.parent.content:${id}`,
  contact: (id: string) => `helpers.contact.content:${id}`,
  visit: (id: string) => `helpers.visit.content:${id}`,
} as const
const opened = <T extends { content: unknown }>(vault: Vault, at: string, sealed: Sealed<T>): T =>
  ({ ...sealed, content: vault.openJson(at, sealed.content) }) as unknown as T

const careColumns = sql`c.child_id as "childId", c.state, c.justice_path as "justicePath", c.waiting_since as "waitingSince",
  c.helper_id as "helperId", c.helper_path as "helperPath", c.since, c.named_at as "namedAt", c.last_contact as "lastContact",
  to_char(c.next_due, 'YYYY-MM-DD') as "nextDue", c.ended_at as "endedAt", c.ended_why as "endedWhy", c.content`
const parentColumns = sql`p.id, p.told_id as "toldId", p.kind, p.state, p.prison_path as "prisonPath", p.child_id as "childId",
  p.told_at as "toldAt", to_char(p.until_on, 'YYYY-MM-DD') as "untilOn", to_char(p.released_on, 'YYYY-MM-DD') as "releasedOn", p.early, p.content`
const contactColumns = sql`k.id, k.child_id as "childId", k.kind, k.manner, to_char(k.on_day, 'YYYY-MM-DD') as "onDay", k.at, k.told_at as "toldAt",
  k.by_account as "byAccount", k.fact_id as "factId", k.withdrawn_at as "withdrawnAt", k.content`
const visitColumns = sql`v.id, v.child_id as "childId", v.parent_id as "parentId", v.state, v.prison_path as "prisonPath", v.asked_at as "askedAt",
  to_char(v.from_on, 'YYYY-MM-DD') as "fromOn", to_char(v.to_on, 'YYYY-MM-DD') as "toOn", to_char(v.planned_on, 'YYYY-MM-DD') as "plannedOn",
  v.answered_at as "answeredAt", to_char(v.visited_on, 'YYYY-MM-DD') as "visitedOn", v.content`

export async function careOf(tx: Tx, vault: Vault, childId: string, lock = false): Promise<CareRow | undefined> {
  const found = await row(
    sql<
      Sealed<CareRow>
    >`select ${careColumns} from helpers.care c where c.child_id = ${childId} ${lock ? sql`for update` : sql``}`,
    tx,
  )
  return found && opened<CareRow>(vault, place.care(childId), found)
}

/** Rows of some children, whichever of them the actor may see. */
export async function caresOf(tx: Tx, vault: Vault, ids: readonly string[]): Promise<CareRow[]> {
  const found = await rows(
    sql<Sealed<CareRow>>`select ${careColumns} from helpers.care c where c.child_id = any(${[...ids]}::uuid[])`,
    tx,
  )
  return found.map((each) => opened<CareRow>(vault, place.care(each.childId), each))
}

export async function parentsOf(tx: Tx, vault: Vault, childId: string): Promise<ParentRow[]> {
  const found = await rows(
    sql<
      Sealed<ParentRow>
    >`select ${parentColumns} from helpers.parent p where p.child_id = ${childId} order by p.told_at desc limit 40`,
    tx,
  )
  return found.map((each) => opened<ParentRow>(vault, place.parent(each.id), each))
}

export async function parentById(tx: Tx, vault: Vault, id: string): Promise<ParentRow | undefined> {
  const found = await row(sql<Sealed<ParentRow>>`select ${parentColumns} from helpers.parent p where p.id = ${id} for update`, tx)
  return found && opened<ParentRow>(vault, place.parent(id), found)
}

/** What was told together by this prison. */
export async function lockTold(tx: Tx, vault: Vault, toldId: string): Promise<ParentRow[]> {
  const found = await rows(
    sql<Sealed<ParentRow>>`select ${parentColumns} from helpers.parent p where p.told_id = ${toldId} order by p.id for update`,
    tx,
  )
  return found.map((each) => opened<ParentRow>(vault, place.parent(each.id), each))
}

export async function toldByPrison(tx: Tx, vault: Vault, path: string, limit: number): Promise<ParentRow[]> {
  const found = await rows(
    sql<Sealed<ParentRow>>`select ${parentColumns} from helpers.parent p where p.prison_path = ${path}
      order by p.told_at desc, p.id limit ${limit}`,
    tx,
  )
  return found.map((each) => opened<ParentRow>(vault, place.parent(each.id), each))
}

export async function contactsOf(tx: Tx, vault: Vault, ids: readonly string[], limit = 5000): Promise<ContactRow[]> {
  const found = await rows(
    sql<Sealed<ContactRow>>`select ${contactColumns} from helpers.contact k where k.child_id = any(${[...ids]}::uuid[])
      order by k.at desc, k.id limit ${limit}`,
    tx,
  )
  return found.map((each) => opened<ContactRow>(vault, place.contact(each.id), each))
}

export async function visitsOf(tx: Tx, vault: Vault, childId: string): Promise<VisitRow[]> {
  const found = await rows(
    sql<
      Sealed<VisitRow>
    >`select ${visitColumns} from helpers.visit v where v.child_id = ${childId} order by v.asked_at desc limit 60`,
    tx,
  )
  return found.map((each) => opened<VisitRow>(vault, place.visit(each.id), each))
}

export async function lockVisit(tx: Tx, vault: Vault, id: string): Promise<VisitRow | undefined> {
  const found = await row(sql<Sealed<VisitRow>>`select ${visitColumns} from helpers.visit v where v.id = ${id} for update`, tx)
  return found && opened<VisitRow>(vault, place.visit(id), found)
}

export async function visitsOfPrison(tx: Tx, vault: Vault, path: string, limit: number): Promise<VisitRow[]> {
  const found = await rows(
    sql<Sealed<VisitRow>>`select ${visitColumns} from helpers.visit v where v.prison_path = ${path}
      order by v.state = 'asked' desc, v.asked_at desc limit ${limit}`,
    tx,
  )
  return found.map((each) => opened<VisitRow>(vault, place.visit(each.id), each))
}

export interface LoadedHelped extends LoadedChild {
  care: CareRow | undefined
  parents: ParentRow[]
  contacts: ContactRow[]
  visits: VisitRow[]
}

/** A child's file with this room's rows of it, locked: the file first, as everywhere. */
export async function lockHelped({ tx, vault }: LoadContext, childId: string): Promise<LoadedHelped | null> {
  const loaded = await lockChild(tx, vault, childId)
  if (!loaded) return null
  const [care, parents, contacts, visits] = await all([
    careOf(tx, vault, childId, true),
    parentsOf(tx, vault, childId),
    contactsOf(tx, vault, [childId], 400),
    visitsOf(tx, vault, childId),
  ])
  return { ...loaded, care, parents, contacts, visits }
}

/** Writes the row as it is to be. */
export async function keepCare({ tx, vault }: LoadContext, care: CareRow): Promise<void> {
  await sql`insert into helpers.care (child_id, state, justice_path, waiting_since, helper_id, helper_path, since, named_at, last_contact, next_due,
      ended_at, ended_why, content)
    values (${care.childId}, ${care.state}, ${care.justicePath}, ${instant(care.waitingSince)}, ${care.helperId}, ${care.helperPath},
      ${instant(care.since)}, ${instant(care.namedAt)}, ${instant(care.lastContact)}, ${care.nextDue}::date, ${instant(care.endedAt)},
      ${care.endedWhy}, ${vault.sealJson(place.care(care.childId), care.content)})
    on conflict (child_id) do update set state = excluded.state, justice_path = excluded.justice_path, waiting_since = excluded.waiting_since,
      helper_id = excluded.helper_id, helper_path = excluded.helper_path, since = excluded.since, named_at = excluded.named_at,
      last_contact = excluded.last_contact, next_due = excluded.next_due, ended_at = excluded.ended_at, ended_why = excluded.ended_why,
      content = excluded.content`.execute(tx)
}

export async function insertParent({ tx, vault, actor }: LoadContext, each: ParentRow): Promise<void> {
  await sql`insert into helpers.parent (id, told_id, kind, state, prison_path, child_id, told_at, told_by, until_on, released_on, early, content)
    values (${each.id}, ${each.toldId}, ${each.kind}, ${each.state}, ${each.prisonPath}, ${each.childId}, ${instant(each.toldAt)},
      ${actor.accountId}, ${each.untilOn}::date, ${each.releasedOn}::date, ${each.early},
      ${vault.sealJson(place.parent(each.id), each.content)})`.execute(tx)
}

export async function changeParent({ tx, vault }: LoadContext, each: ParentRow): Promise<void> {
  await sql`update helpers.parent set state = ${each.state}, child_id = ${each.childId}, released_on = ${each.releasedOn}::date, early = ${each.early},
    content = ${vault.sealJson(place.parent(each.id), each.content)} where id = ${each.id}`.execute(tx)
}

export async function insertContact({ tx, vault }: LoadContext, each: ContactRow): Promise<void> {
  await sql`insert into helpers.contact (id, child_id, kind, manner, on_day, at, told_at, by_account, fact_id, content)
    values (${each.id}, ${each.childId}, ${each.kind}, ${each.manner}, ${each.onDay}::date, ${instant(each.at)}, ${instant(each.toldAt)},
      ${each.byAccount}, ${each.factId}, ${vault.sealJson(place.contact(each.id), each.content)})`.execute(tx)
}

export async function withdrawContactRow({ tx, now }: LoadContext, id: string): Promise<void> {
  await sql`update helpers.contact set withdrawn_at = ${instant(now)} where id = ${id}`.execute(tx)
}

export async function insertVisit({ tx, vault }: LoadContext, each: VisitRow): Promise<void> {
  await sql`insert into helpers.visit (id, child_id, parent_id, state, prison_path, asked_at, from_on, to_on, content)
    values (${each.id}, ${each.childId}, ${each.parentId}, ${each.state}, ${each.prisonPath}, ${instant(each.askedAt)}, ${each.fromOn}::date,
      ${each.toOn}::date, ${vault.sealJson(place.visit(each.id), each.content)})`.execute(tx)
}

export async function changeVisit({ tx, vault }: LoadContext, each: VisitRow): Promise<void> {
  await sql`update helpers.visit set state = ${each.state}, planned_on = ${each.plannedOn}::date, answered_at = ${instant(each.answeredAt)},
    visited_on = ${each.visitedOn}::date, content = ${vault.sealJson(place.visit(each.id), each.content)} where id = ${each.id}`.execute(
    tx,
  )
}

/** Rows of a file that turned out to be another's follow the child. */
export async function moveToFile({ tx }: LoadContext, from: string, into: string): Promise<void> {
  await sql`update helpers.parent set child_id = ${into} where child_id = ${from}`.execute(tx)
  await sql`update helpers.visit set child_id = ${into} where child_id = ${from}`.execute(tx)
  await sql`update helpers.contact k set child_id = ${into} where child_id = ${from} and not (k.kind = 'contacted' and k.withdrawn_at is null
    and exists (select 1 from helpers.contact o where o.child_id = ${into} and o.on_day = k.on_day and o.kind = 'contacted' and o.withdrawn_at is null))`.execute(
    tx,
  )
}
