/** This room's SQL: placements, children who went home, and what courts were asked. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { InstitutionType, OrderKind, PlacementEnd, PlacementKind, ReturnedFinding, VisitFinding } from './words.ts'

export interface PlacementContent {
  /** Who or which house, as it is shown. */
  who: string
  address?: string | undefined
  phone?: string | undefined
  note?: string | undefined
  opinion?: string | undefined
  siblings: string
  apartReason?: string | undefined
  welfareGround?: string | undefined
  by: string
  ended?: { by: string; note?: string | undefined; now?: string | undefined }
}

export interface PlacementRow {
  id: string
  childId: string
  kind: PlacementKind
  state: 'current' | 'ended'
  familyId: string | null
  institutionPath: string | null
  institutionType: InstitutionType | null
  together: string | null
  placedAt: number
  nextVisit: string | null
  visitedAt: number | null
  finding: VisitFinding | null
  endedAt: number | null
  endReason: PlacementEnd | null
  content: PlacementContent
}

export interface ReturnContent {
  to: string
  address?: string | undefined
  phone?: string | undefined
  support?: string | undefined
  by: string
  handed?: { to: string; receiver?: string | undefined; note: string; by: string }
}

export interface ReturnRow {
  id: string
  childId: string
  state: 'watched' | 'handed-on' | 'again-away' | 'ended'
  returnedAt: number
  nextVisit: string | null
  visits: number
  finding: ReturnedFinding | null
  visitedAt: number | null
  content: ReturnContent
}

export interface OrderContent {
  court: string
  against: string
  reason: string
  by: string
  result?: { documentNo?: string | undefined; note?: string | undefined; by: string }
}

export interface OrderRow {
  id: string
  childId: string
  kind: OrderKind
  state: 'asked' | 'granted' | 'refused' | 'withdrawn'
  askedAt: number
  decidedAt: number | null
  until: string | null
  content: OrderContent
}

const placementPlace = (id: string) => `guardianship.placement.content:${id}`
const returnPlace = (id: string) => `guardianship.home_return.content:${id}`
const orderPlace = (id: string) => `guardianship.court_order.content:${id}`
type Sealed<T> = Omit<T, 'content'> & { content: Buffer }

export const placementColumns = sql`p.id, p.child_id as "childId", p.kind, p.state, p.family_id as "familyId", p.institution_path as "institutionPath",
  p.institution_type as "institutionType", p.together, p.placed_at as "placedAt", p.next_visit as "nextVisit", p.visited_at as "visitedAt",
  p.finding, p.ended_at as "endedAt", p.end_reason as "endReason", p.content`
export const openPlacement = (vault: Vault, sealed: Sealed<PlacementRow>): PlacementRow => ({
  ...sealed,
  content: vault.openJson<PlacementContent>(placementPlace(sealed.id), sealed.content),
})

export async function placementsOf(tx: Tx, vault: Vault, childId: string): Promise<PlacementRow[]> {
  const found = await rows(
    sql<Sealed<PlacementRow>>`select ${placementColumns} from guardianship.placement p where p.child_id = ${childId}
      order by p.placed_at desc, p.id desc limit 50`,
    tx,
  )
  return found.map((each) => openPlacement(vault, each))
}

export async function watchedReturn(tx: Tx, vault: Vault, childId: string): Promise<ReturnRow | undefined> {
  const found = await row(
    sql<
      Sealed<ReturnRow>
    >`select r.id, r.child_id as "childId", r.state, r.returned_at as "returnedAt", r.next_visit as "nextVisit", r.visits,
        r.finding, r.visited_at as "visitedAt", r.content
      from guardianship.home_return r where r.child_id = ${childId} order by r.state = 'watched' desc, r.returned_at desc limit 1`,
    tx,
  )
  return found && { ...found, content: vault.openJson<ReturnContent>(returnPlace(found.id), found.content) }
}

export async function ordersOf(tx: Tx, vault: Vault, childId: string): Promise<OrderRow[]> {
  const found = await rows(
    sql<
      Sealed<OrderRow>
    >`select o.id, o.child_id as "childId", o.kind, o.state, o.asked_at as "askedAt", o.decided_at as "decidedAt",
        o.until, o.content
      from guardianship.court_order o where o.child_id = ${childId} order by o.asked_at desc limit 30`,
    tx,
  )
  return found.map((each) => ({ ...each, content: vault.openJson<OrderContent>(orderPlace(each.id), each.content) }))
}

export interface NewPlacement {
  id: string
  childId: string
  kind: PlacementKind
  familyId: string | null
  institutionPath: string | null
  institutionType: InstitutionType | null
  together: string | null
  placedAt: number
  nextVisit: string | null
  content: PlacementContent
}

export async function insertPlacement({ tx, vault }: LoadContext, made: NewPlacement): Promise<void> {
  await sql`insert into guardianship.placement (id, child_id, kind, state, family_id, institution_path, institution_type, together, placed_at,
      next_visit, content)
    values (${made.id}, ${made.childId}, ${made.kind}, ${made.kind === 'adopted' ? 'ended' : 'current'}, ${made.familyId}, ${made.institutionPath},
      ${made.institutionType}, ${made.together}, ${instant(made.placedAt)}, ${made.nextVisit},
      ${vault.sealJson(placementPlace(made.id), made.content)})`.execute(tx)
}

export async function endPlacementRow(
  { tx, vault, actor }: LoadContext,
  placement: PlacementRow,
  end: { reason: PlacementEnd; at: number; note?: string | undefined; now?: string | undefined },
): Promise<void> {
  const content: PlacementContent = { ...placement.content, ended: { by: actor.name, note: end.note, now: end.now } }
  await sql`update guardianship.placement set state = 'ended', ended_at = ${instant(end.at)}, end_reason = ${end.reason}, next_visit = null,
    content = ${vault.sealJson(placementPlace(placement.id), content)} where id = ${placement.id}`.execute(tx)
}

export async function markVisited(
  { tx, occurredAt }: LoadContext,
  placementId: string,
  visit: { finding: VisitFinding; next: string },
): Promise<void> {
  await sql`update guardianship.placement set visited_at = ${instant(occurredAt)}, finding = ${visit.finding}, next_visit = ${visit.next}
    where id = ${placementId}`.execute(tx)
}

export async function insertReturn(
  { tx, vault }: LoadContext,
  made: { id: string; childId: string; returnedAt: number; nextVisit: string; content: ReturnContent },
): Promise<void> {
  await sql`insert into guardianship.home_return (id, child_id, state, returned_at, next_visit, content)
    values (${made.id}, ${made.childId}, 'watched', ${instant(made.returnedAt)}, ${made.nextVisit},
      ${vault.sealJson(returnPlace(made.id), made.content)})`.execute(tx)
}

export async function changeReturn(
  { tx, vault, occurredAt }: LoadContext,
  id: string,
  change: { state?: ReturnRow['state']; visited?: { finding: ReturnedFinding; next: string }; content?: ReturnContent },
): Promise<void> {
  const { visited, state } = change
  const over = state !== undefined && state !== 'watched'
  await sql`update guardianship.home_return set state = coalesce(${state ?? null}, state),
    visits = visits + ${visited ? 1 : 0}, finding = coalesce(${visited?.finding ?? null}, finding),
    visited_at = case when ${visited !== undefined} then ${instant(occurredAt)}::timestamptz else visited_at end,
    next_visit = case when ${over} then null else coalesce(${visited?.next ?? null}::date, next_visit) end,
    ended_at = case when ${over} then ${instant(occurredAt)}::timestamptz else ended_at end,
    content = coalesce(${change.content ? vault.sealJson(returnPlace(id), change.content) : null}::bytea, content)
    where id = ${id}`.execute(tx)
}

export async function insertOrder(
  { tx, vault, occurredAt }: LoadContext,
  made: { id: string; childId: string; kind: OrderKind; content: OrderContent },
): Promise<void> {
  await sql`insert into guardianship.court_order (id, child_id, kind, state, asked_at, content)
    values (${made.id}, ${made.childId}, ${made.kind}, 'asked', ${instant(occurredAt)}, ${vault.sealJson(orderPlace(made.id), made.content)})`.execute(
    tx,
  )
}

export async function decideOrder(
  { tx, vault, occurredAt }: LoadContext,
  order: { id: string },
  change: { state: OrderRow['state']; until: string | null; content?: OrderContent },
): Promise<void> {
  await sql`update guardianship.court_order set state = ${change.state}, decided_at = ${instant(occurredAt)}, until = ${change.until},
    content = coalesce(${change.content ? vault.sealJson(orderPlace(order.id), change.content) : null}::bytea, content)
    where id = ${order.id}`.execute(tx)
}

/** Rows of a file that turned out to be another child's move there. By the system alone. */
export async function movePlacement({ tx }: LoadContext, id: string, into: string): Promise<void> {
  await sql`update guardianship.placement set child_id = ${into} where id = ${id}`.execute(tx)
}
export async function moveReturn({ tx }: LoadContext, id: string, into: string): Promise<void> {
  await sql`update guardianship.home_return set child_id = ${into} where id = ${id}`.execute(tx)
}
export async function moveOrders({ tx }: LoadContext, from: string, into: string): Promise<void> {
  await sql`update guardianship.court_order set child_id = ${into} where child_id = ${from}`.execute(tx)
}
