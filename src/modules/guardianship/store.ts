/** This room's SQL: requests to the bureau and what civil affairs holds; and everything about one child that decisions read. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { all, instant, rows, sql, type Tx } from '#kernel/db.ts'

import { type LoadedChild, lockChild } from '#modules/people-and-cases/index.ts'
import type { RequestState } from './lifecycle.ts'
import { type OrderRow, type PlacementRow, ordersOf, placementsOf, type ReturnRow, watchedReturn } from './store-care.ts'
import type { HoldEnd, HoldKind, RequestKind, ReviewCause } from './words.ts'

/** What was asked for, as the form said it, with the names of what it points at. */
export interface RequestContent {
  form: Record<string, unknown>
  /** In one line each, for whoever decides and for the paper. */
  lines: [string, string][]
  askedBy: string
  askedFrom: string
  bureau: string
  decision?: { by: string; documentNo?: string; opinion?: string }
}

export interface RequestRow {
  id: string
  childId: string
  kind: RequestKind
  state: Exclude<RequestState, 'drafted'>
  bureauPath: string
  askedPath: string
  askedBy: string
  askedAt: number
  decidedBy: string | null
  decidedAt: number | null
  content: RequestContent
}

export interface HoldContent {
  reason?: string | undefined
  guardians?: { name: string; relation?: string | undefined }[] | undefined
  opinion?: string | undefined
  where?: string | undefined
  broughtBy?: string | undefined
  by: string
  bureau?: string | undefined
  documentNo?: string | undefined
  ended?: { by: string; what: string; note?: string | undefined }
}

export interface HoldRow {
  id: string
  childId: string
  kind: HoldKind
  state: HoldKind | 'ended'
  ground: string
  bureauPath: string | null
  since: number
  reviewOn: string | null
  reviewCause: ReviewCause | null
  endedAt: number | null
  endGround: HoldEnd | null
  guardianKeys: Buffer[]
  content: HoldContent
}

const requestPlace = (id: string) => `guardianship.request.content:${id}`
const holdPlace = (id: string) => `guardianship.hold.content:${id}`
const requestColumns = sql`r.id, r.child_id as "childId", r.kind, r.state, r.bureau_path as "bureauPath", r.asked_path as "askedPath",
  r.asked_by as "askedBy", r.asked_at as "askedAt", r.decided_by as "decidedBy", r.decided_at as "decidedAt", r.content`
const holdColumns = sql`h.id, h.child_id as "childId", h.kind, h.state, h.ground, h.bureau_path as "bureauPath", h.since,
  h.review_on as "reviewOn", h.review_cause as "reviewCause", h.ended_at as "endedAt", h.end_ground as "endGround",
  h.guardian_keys as "guardianKeys", h.content`

type Sealed<T> = Omit<T, 'content'> & { content: Buffer }
const openRequest = (vault: Vault, sealed: Sealed<RequestRow>): RequestRow => ({
  ...sealed,
  content: vault.openJson<RequestContent>(requestPlace(sealed.id), sealed.content),
})
const openHold = (vault: Vault, sealed: Sealed<HoldRow>): HoldRow => ({
  ...sealed,
  content: vault.openJson<HoldContent>(holdPlace(sealed.id), sealed.content),
})

export async function requestsOf(tx: Tx, vault: Vault, childId: string): Promise<RequestRow[]> {
  const found = await rows(
    sql<Sealed<RequestRow>>`select ${requestColumns} from guardianship.request r where r.child_id = ${childId}
      order by r.asked_at desc limit 50`,
    tx,
  )
  return found.map((each) => openRequest(vault, each))
}

export async function holdsOf(tx: Tx, vault: Vault, childId: string): Promise<HoldRow[]> {
  const found = await rows(
    sql<
      Sealed<HoldRow>
    >`select ${holdColumns} from guardianship.hold h where h.child_id = ${childId} order by h.since desc, h.id desc limit 30`,
    tx,
  )
  return found.map((each) => openHold(vault, each))
}

/** Everything about a child's guardianship, its file locked: two who decide come one after the other. */
export interface Care extends LoadedChild {
  hold: HoldRow | undefined
  /** The one that ended last, for whoever comes second. */
  lastHold: HoldRow | undefined
  requests: RequestRow[]
  placement: PlacementRow | undefined
  sponsored: PlacementRow[]
  returned: ReturnRow | undefined
  orders: OrderRow[]
}

export async function lockCare({ tx, vault }: Pick<LoadContext, 'tx' | 'vault'>, childId: string): Promise<Care | null> {
  const loaded = await lockChild(tx, vault, childId)
  if (!loaded) return null
  return { ...loaded, ...(await careOf(tx, vault, childId)) }
}

/** The same without a lock, for panels and papers. */
export async function careOf(tx: Tx, vault: Vault, childId: string): Promise<Omit<Care, keyof LoadedChild>> {
  const [holds, requests, placements, returned, orders] = await all([
    holdsOf(tx, vault, childId),
    requestsOf(tx, vault, childId),
    placementsOf(tx, vault, childId),
    watchedReturn(tx, vault, childId),
    ordersOf(tx, vault, childId),
  ])
  const current = placements.filter((each) => each.state === 'current')
  return {
    hold: holds.find((each) => each.state !== 'ended'),
    lastHold: holds.find((each) => each.state === 'ended'),
    requests,
    placement: current.find((each) => each.kind !== 'sponsored'),
    sponsored: current.filter((each) => each.kind === 'sponsored'),
    returned,
    orders,
  }
}

export async function insertRequest(
  { tx, vault, actor, occurredAt }: LoadContext,
  made: { id: string; childId: string; kind: RequestKind; bureauPath: string; content: RequestContent },
): Promise<void> {
  await sql`insert into guardianship.request (id, child_id, kind, state, bureau_path, asked_path, asked_by, asked_at, content)
    values (${made.id}, ${made.childId}, ${made.kind}, 'asked', ${made.bureauPath}, ${actor.organisation.path}, ${actor.accountId},
      ${instant(occurredAt)}, ${vault.sealJson(requestPlace(made.id), made.content)})`.execute(tx)
}

export async function changeRequest(
  { tx, vault, actor, occurredAt }: LoadContext,
  request: RequestRow,
  change: { state: RequestRow['state']; decided?: boolean; content?: RequestContent },
): Promise<void> {
  await sql`update guardianship.request set state = ${change.state},
    decided_by = case when ${change.decided ?? false} then ${actor.accountId}::uuid else decided_by end,
    decided_at = case when ${change.decided ?? false} then ${instant(occurredAt)}::timestamptz else decided_at end,
    content = coalesce(${change.content ? vault.sealJson(requestPlace(request.id), change.content) : null}::bytea, content)
    where id = ${request.id}`.execute(tx)
}

export interface NewHold {
  id: string
  childId: string
  kind: HoldKind
  ground: string
  since: number
  bureauPath: string | null
  reviewOn: string | null
  guardianNumbers: string[]
  content: HoldContent
}

/** One key for one number, whoever wrote it and however. */
export const numberKey = (vault: Vault, number: string): Buffer =>
  vault.blind('guardianship.id-number', number.replace(/\s/g, '').toUpperCase())

export async function insertHold({ tx, vault }: LoadContext, made: NewHold, keys: readonly Buffer[] = []): Promise<void> {
  const all = [...keys, ...made.guardianNumbers.map((number) => numberKey(vault, number))]
  await sql`insert into guardianship.hold (id, child_id, kind, state, ground, bureau_path, since, review_on, review_cause, guardian_keys, content)
    values (${made.id}, ${made.childId}, ${made.kind}, ${made.kind}, ${made.ground}, ${made.bureauPath}, ${instant(made.since)},
      ${made.reviewOn}, ${made.reviewOn === null ? null : 'term'}, ${all}::bytea[], ${vault.sealJson(holdPlace(made.id), made.content)})`.execute(
    tx,
  )
}

export async function endHold(
  { tx, vault, actor }: LoadContext,
  hold: HoldRow,
  end: { ground: HoldEnd; at: number; what: string; note?: string | undefined },
): Promise<void> {
  const content: HoldContent = { ...hold.content, ended: { by: actor.name, what: end.what, note: end.note } }
  await sql`update guardianship.hold set state = 'ended', ended_at = ${instant(end.at)}, end_ground = ${end.ground}, review_on = null,
    content = ${vault.sealJson(holdPlace(hold.id), content)} where id = ${hold.id}`.execute(tx)
}

export async function setReview({ tx }: LoadContext, holdId: string, on: string | null, cause: ReviewCause): Promise<void> {
  await sql`update guardianship.hold set review_on = ${on}, review_cause = ${cause} where id = ${holdId}`.execute(tx)
}

/** Rows of a file that turned out to be another child's move there. By the system alone. */
export async function moveHold({ tx }: LoadContext, holdId: string, into: string): Promise<void> {
  await sql`update guardianship.hold set child_id = ${into} where id = ${holdId}`.execute(tx)
}
