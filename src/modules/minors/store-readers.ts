/** SQL of who reads a file: parts that hold now, and requests that a named person may read it or take a paper of it. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import { type PartHolder, partsOfChild } from '#modules/people-and-cases/index.ts'
import type { DossierState, ReaderState } from './lifecycle.ts'
import type { DossierPart, ReaderPart } from './words.ts'

/** Whoever holds a part at this instant. */
export async function readersNow(tx: Tx, childId: string, now: number): Promise<PartHolder[]> {
  return (await partsOfChild(tx, childId)).filter((part) => part.until === null || part.until > now)
}

const place = (table: string, id: string) => `minors.${table}.content:${id}`

interface Words {
  reason: string
  answer?: string
  ended?: string
}
export interface ReaderRequest {
  id: string
  childId: string
  accountId: string
  part: ReaderPart
  state: ReaderState
  askedBy: string
  askedAt: number
  approverPath: string
  untilAt: number | null
  decidedBy: string | null
  decidedAt: number | null
  content: Words
}
const readerColumns = sql`id, child_id as "childId", account_id as "accountId", part, state, asked_by as "askedBy", asked_at as "askedAt",
  approver_path as "approverPath", until_at as "untilAt", decided_by as "decidedBy", decided_at as "decidedAt", content`

type Sealed<T extends { content: unknown }> = Omit<T, 'content'> & { content: Buffer }
const openRequest = <T extends { id: string; content: unknown }>(vault: Vault, table: string, sealed: Sealed<T>): T =>
  ({ ...sealed, content: vault.openJson(place(table, (sealed as unknown as { id: string }).id), sealed.content) }) as unknown as T

export async function readerRequest(tx: Tx, vault: Vault, id: string, lock = false): Promise<ReaderRequest | undefined> {
  const found = await row(
    sql<
      Sealed<ReaderRequest>
    >`select ${readerColumns} from minors.reader_request where id = ${id} ${lock ? sql`for update` : sql``}`,
    tx,
  )
  return found && openRequest<ReaderRequest>(vault, 'reader_request', found)
}

/** Requests about one child, or (without) all that wait for a decision and that the actor may know. */
export async function readerRequests(tx: Tx, vault: Vault, childId: string | null, limit = 100): Promise<ReaderRequest[]> {
  const found = await rows(
    sql<Sealed<ReaderRequest>>`select ${readerColumns} from minors.reader_request
      where ${childId ? sql`child_id = ${childId}` : sql`state = 'asked'`} order by asked_at desc limit ${limit}`,
    tx,
  )
  return found.map((each) => openRequest<ReaderRequest>(vault, 'reader_request', each))
}

export async function insertReaderRequest(
  { tx, vault, now, actor }: LoadContext,
  made: {
    id: string
    childId: string
    accountId: string
    part: ReaderPart
    approverPath: string
    untilAt: number | null
    reason: string
  },
): Promise<void> {
  await sql`insert into minors.reader_request (id, child_id, account_id, part, state, asked_by, asked_at, approver_path, until_at, content)
    values (${made.id}, ${made.childId}, ${made.accountId}, ${made.part}, 'asked', ${actor.accountId}, ${instant(now)}, ${made.approverPath},
      ${instant(made.untilAt)}, ${vault.sealJson(place('reader_request', made.id), { reason: made.reason })})`.execute(tx)
}

export async function decideReader(
  { tx, vault, now, actor }: LoadContext,
  request: ReaderRequest,
  change: { state: ReaderState; answer?: string | undefined; ended?: string },
): Promise<void> {
  const content: Words = {
    ...request.content,
    ...(change.answer ? { answer: change.answer } : {}),
    ...(change.ended ? { ended: change.ended } : {}),
  }
  await sql`update minors.reader_request set state = ${change.state},
      decided_by = coalesce(decided_by, ${actor.accountId}::uuid), decided_at = coalesce(decided_at, ${instant(now)}::timestamptz),
      ended_at = ${change.state === 'ended' ? instant(now) : null}::timestamptz,
      content = ${vault.sealJson(place('reader_request', request.id), content)} where id = ${request.id}`.execute(tx)
}

export interface DossierRequest {
  id: string
  childId: string
  state: DossierState
  askedBy: string
  askedAt: number
  approverPath: string
  decidedBy: string | null
  decidedAt: number | null
  takenAt: number | null
  content: { parts: DossierPart[]; purpose: string; answer?: string }
}
const dossierColumns = sql`id, child_id as "childId", state, asked_by as "askedBy", asked_at as "askedAt", approver_path as "approverPath",
  decided_by as "decidedBy", decided_at as "decidedAt", taken_at as "takenAt", content`

export async function dossierRequest(tx: Tx, vault: Vault, id: string, lock = false): Promise<DossierRequest | undefined> {
  const found = await row(
    sql<
      Sealed<DossierRequest>
    >`select ${dossierColumns} from minors.dossier_request where id = ${id} ${lock ? sql`for update` : sql``}`,
    tx,
  )
  return found && openRequest<DossierRequest>(vault, 'dossier_request', found)
}

/** Requests about one child, or (without) all that wait. */
export async function dossierRequests(tx: Tx, vault: Vault, childId: string | null, limit = 100): Promise<DossierRequest[]> {
  const found = await rows(
    sql<Sealed<DossierRequest>>`select ${dossierColumns} from minors.dossier_request
      where ${childId ? sql`child_id = ${childId}` : sql`state in ('asked', 'approved')`} order by asked_at desc limit ${limit}`,
    tx,
  )
  return found.map((each) => openRequest<DossierRequest>(vault, 'dossier_request', each))
}

export async function insertDossierRequest(
  { tx, vault, now, actor }: LoadContext,
  made: { id: string; childId: string; approverPath: string; parts: DossierPart[]; purpose: string },
): Promise<void> {
  const content = { parts: made.parts, purpose: made.purpose }
  await sql`insert into minors.dossier_request (id, child_id, state, asked_by, asked_at, approver_path, content)
    values (${made.id}, ${made.childId}, 'asked', ${actor.accountId}, ${instant(now)}, ${made.approverPath},
      ${vault.sealJson(place('dossier_request', made.id), content)})`.execute(tx)
}

export async function decideDossier(
  { tx, vault, now, actor }: LoadContext,
  request: DossierRequest,
  change: { state: DossierState; answer?: string | undefined },
): Promise<void> {
  const content = { ...request.content, ...(change.answer ? { answer: change.answer } : {}) }
  await sql`update minors.dossier_request set state = ${change.state},
      decided_by = coalesce(decided_by, ${actor.accountId}::uuid), decided_at = coalesce(decided_at, ${instant(now)}::timestamptz),
      taken_at = ${change.state === 'taken' ? instant(now) : null}::timestamptz,
      content = ${vault.sealJson(place('dossier_request', request.id), content)} where id = ${request.id}`.execute(tx)
}
