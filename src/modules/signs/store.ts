/** This room's only SQL. Where a sign stands and what it says lies sealed with the rest that is written freely. */
import type { LoadContext, SubjectRef } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { Place } from '#kernel/place.ts'
import type { SignState } from './lifecycle.ts'
import type { Counted } from './rules.ts'
import type { PlaceKind, SignKind } from './words.ts'

export interface Content {
  where: Place
  says?: string | undefined
  note?: string | undefined
  photos?: string[] | undefined
  damages?: string[] | undefined
  history: { at: number; what: string; by: string; words?: string | undefined; photos?: string[] | undefined }[]
}

export interface SignRow {
  id: string
  no: string
  ownerPath: string
  ownerId: string
  owner: string
  ownerKind: string
  kind: SignKind
  placeKind: PlaceKind
  townId: string | null
  town: string | null
  state: SignState
  placedOn: string
  checkedAt: number | null
  dueOn: string
  checks: number
  repairs: number
  removedAt: number | null
  content: Content
}

const columns = sql`s.id, s.no, s.keeper_path as "ownerPath", s.owner_id as "ownerId",
  (select o.name from kernel.organisation o where o.id = s.owner_id) as owner,
  (select o.kind from kernel.organisation o where o.id = s.owner_id) as "ownerKind", s.kind, s.place_kind as "placeKind", s.town_id as "townId",
  (select o.name from kernel.organisation o where o.id = s.town_id) as town, s.state, s.placed_on as "placedOn", s.checked_at as "checkedAt",
  s.due_on as "dueOn", s.checks, s.repairs, s.removed_at as "removedAt", s.content`
type Sealed = Omit<SignRow, 'content'> & { content: Buffer }
const sealed = (id: string) => `signs.sign.content:${id}`
const open = (vault: Vault, found: Sealed): SignRow => ({
  ...found,
  content: vault.openJson<Content>(sealed(found.id), found.content),
})

/** What is told of a sign is told of whoever keeps it. */
export const keeperRef = (sign: { ownerId: string; ownerPath: string }): SubjectRef => ({
  kind: 'organisation',
  id: sign.ownerId,
  ownerPath: sign.ownerPath,
})

/** A sign as the actor may see it, locked for a decision if wanted. */
export async function signById(tx: Tx, vault: Vault, id: string, lock = false): Promise<SignRow | null> {
  const found = await row(
    sql<Sealed>`select ${columns} from signs.sign s where s.id = ${id} ${lock ? sql`for update of s` : sql``}`,
    tx,
  )
  return found ? open(vault, found) : null
}
/** Locks the sign that a form names. */
export const lockSign = ({ tx, vault }: LoadContext, form: { signId: string }) => signById(tx, vault, form.signId, true)

export type NewSign = Pick<
  SignRow,
  'id' | 'no' | 'ownerPath' | 'ownerId' | 'kind' | 'placeKind' | 'townId' | 'placedOn' | 'dueOn' | 'content'
>

/** A sign that stands from now on. */
export async function insertSign({ tx, vault, now }: LoadContext, made: NewSign): Promise<void> {
  await sql`insert into signs.sign (id, no, keeper_path, owner_id, kind, place_kind, town_id, state, placed_on, due_on, changed_at, content)
    values (${made.id}, ${made.no}, ${made.ownerPath}, ${made.ownerId}, ${made.kind}, ${made.placeKind}, ${made.townId}, 'standing',
      ${made.placedOn}, ${made.dueOn}, ${instant(now)}, ${vault.sealJson(sealed(made.id), made.content)})`.execute(tx)
}

export type Change = Partial<Omit<SignRow, 'id' | 'no' | 'ownerPath' | 'ownerId' | 'owner' | 'ownerKind' | 'town'>>

/** Writes the row anew as it stands after a change; it was locked. */
export async function changeSign({ tx, vault, now }: LoadContext, before: SignRow, change: Change): Promise<void> {
  const after = { ...before, ...change }
  await sql`update signs.sign set kind = ${after.kind}, place_kind = ${after.placeKind}, town_id = ${after.townId}, state = ${after.state},
    checked_at = ${instant(after.checkedAt)}, due_on = ${after.dueOn}, checks = ${after.checks}, repairs = ${after.repairs},
    removed_at = ${instant(after.removedAt)}, changed_at = ${instant(now)}, content = ${vault.sealJson(sealed(before.id), after.content)}
    where id = ${before.id}`.execute(tx)
}

export interface Filter {
  state?: string | undefined
  kind?: string | undefined
  placeKind?: string | undefined
  townId?: string | undefined
  dueBy?: string | undefined
  ownerPath?: string | undefined
}
const conditions = ({ state, kind, placeKind, townId, dueBy, ownerPath }: Filter) => sql`
  ${state ? sql`s.state = ${state}` : sql`s.state <> 'removed'`} ${kind ? sql`and s.kind = ${kind}` : sql``}
  ${placeKind ? sql`and s.place_kind = ${placeKind}` : sql``} ${townId ? sql`and s.town_id = ${townId}` : sql``}
  ${dueBy ? sql`and s.state <> 'removed' and s.due_on <= ${dueBy}::date` : sql``}
  ${ownerPath ? sql`and s.keeper_path = ${ownerPath}` : sql``}`

/** What is broken and what is due before the rest. */
export async function signsIn(tx: Tx, vault: Vault, filter: Filter, most: number): Promise<SignRow[]> {
  const found = await rows(
    sql<Sealed>`select ${columns} from signs.sign s where ${conditions(filter)}
      order by (s.state <> 'broken'), s.due_on, s.no, s.id limit ${most}`,
    tx,
  )
  return found.map((each) => open(vault, each))
}

/** How many there are of what a list shows the first of. */
export async function countIn(tx: Tx, filter: Filter): Promise<number> {
  const found = await row(sql<{ count: number }>`select count(*) as count from signs.sign s where ${conditions(filter)}`, tx)
  return found?.count ?? 0
}

/** All of the city, counted once. */
export function countSigns(tx: Tx): Promise<Counted[]> {
  return rows(
    sql<Counted>`select s.town_id as "townId", s.place_kind as "placeKind", s.state, count(*) as count from signs.sign s group by 1, 2, 3 limit 5000`,
    tx,
  )
}

/** Towns of a city with their public telephones. */
export function townsIn(tx: Tx, city: string): Promise<{ id: string; name: string; phone: string | null }[]> {
  return rows(
    sql<{ id: string; name: string; phone: string | null }>`select id, name, phone from kernel.organisation
      where active and kind = 'town' and starts_with(path, ${city}) order by path limit 500`,
    tx,
  )
}

export interface EventContent {
  where: string
  what: string
  together?: string | undefined
  photos?: string[] | undefined
}
export interface EventRow {
  id: string
  owner: string
  kind: string
  town: string | null
  heldOn: string
  people: number | null
  leaflets: number | null
  content: EventContent
}

/** An event that was held. */
export async function insertEvent(
  { tx, vault }: LoadContext,
  made: Omit<EventRow, 'owner' | 'town'> & { ownerPath: string; ownerId: string; townId: string | null },
): Promise<void> {
  await sql`insert into signs.event (id, keeper_path, owner_id, kind, town_id, held_on, people, leaflets, content)
    values (${made.id}, ${made.ownerPath}, ${made.ownerId}, ${made.kind}, ${made.townId}, ${made.heldOn}, ${made.people}, ${made.leaflets},
      ${vault.sealJson(`signs.event.content:${made.id}`, made.content)})`.execute(tx)
}

/** Events, the latest first. */
export async function eventsIn(tx: Tx, vault: Vault, most: number): Promise<EventRow[]> {
  const found = await rows(
    sql<
      Omit<EventRow, 'content'> & { content: Buffer }
    >`select e.id, (select o.name from kernel.organisation o where o.id = e.owner_id) as owner,
      e.kind, (select o.name from kernel.organisation o where o.id = e.town_id) as town, e.held_on as "heldOn", e.people, e.leaflets, e.content
      from signs.event e order by e.held_on desc, e.id desc limit ${most}`,
    tx,
  )
  return found.map((each) => ({ ...each, content: vault.openJson(`signs.event.content:${each.id}`, each.content) }))
}

/** Events and what was handed out since a day. */
export async function countEvents(
  tx: Tx,
  since: string,
): Promise<{ count: number; people: number; leaflets: number; all: number }> {
  const found = await row(
    sql<{
      count: number
      people: number
      leaflets: number
      all: number
    }>`select count(*) filter (where held_on >= ${since}::date) as count,
      coalesce(sum(people) filter (where held_on >= ${since}::date), 0)::bigint as people,
      coalesce(sum(leaflets) filter (where held_on >= ${since}::date), 0)::bigint as leaflets, count(*) as "all" from signs.event`,
    tx,
  )
  return found ?? { count: 0, people: 0, leaflets: 0, all: 0 }
}
