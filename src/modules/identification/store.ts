/** This room's SQL for writing: requests to the police and the messages about them. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import { fileRef, grantPart, type LoadedFile, personRef } from '#modules/people-and-cases/index.ts'
import type { RequestState } from './lifecycle.ts'
import type { Kind, Level, MessageFault, MessageState, Sendable } from './words.ts'

/** What a request says; lies sealed in its row. */
export interface RequestContent {
  police: string
  basis: string
  sends: Sendable[]
  /** What was told of the guest at the time, label by label: the letter and the message say this and nothing later. */
  told: { key: Sendable; value: string }[]
  /** The message that an answer through the exchange must name: the last that went out, none where a letter did. */
  messageId?: string
  /** Every raising: from where, to whom, why. */
  raisings?: { at: number; from: Level; police: string; reason: string }[]
}

export interface RequestRow {
  id: string
  fileId: string
  ownerPath: string
  kind: Kind
  level: Level
  state: RequestState
  letterNo: string
  policeId: string | null
  policePath: string | null
  content: RequestContent
  askedAt: number
  askedBy: string
  sampledAt: number | null
  answeredAt: number | null
  raisedAt: number | null
  endedAt: number | null
  askedFact: string
  answerFact: string | null
}

type SealedRequest = Omit<RequestRow, 'content'> & { content: Buffer }

const place = (id: string) => `identification.request.content:${id}`
const requestColumns = sql`id, file_id as "fileId", owner_path as "ownerPath", kind, level, state, letter_no as "letterNo", police_id as "policeId",
  police_path as "policePath", content, asked_at as "askedAt", asked_by as "askedBy", sampled_at as "sampledAt", answered_at as "answeredAt",
  raised_at as "raisedAt", ended_at as "endedAt", asked_fact as "askedFact", answer_fact as "answerFact"`

const opened = (vault: Vault, sealed: SealedRequest): RequestRow => ({
  ...sealed,
  content: vault.openJson<RequestContent>(place(sealed.id), sealed.content),
})

/** A request within reach, locked. */
export async function lockRequest(tx: Tx, vault: Vault, id: string): Promise<RequestRow | undefined> {
  const found = await row(
    sql<SealedRequest>`select ${requestColumns} from identification.request where id = ${id} for update`,
    tx,
  )
  return found && opened(vault, found)
}

export async function requestById(tx: Tx, vault: Vault, id: string): Promise<RequestRow | undefined> {
  const found = await row(sql<SealedRequest>`select ${requestColumns} from identification.request where id = ${id}`, tx)
  return found && opened(vault, found)
}

/** Whose request it is, to lock the file before it. */
export async function fileOfRequest(tx: Tx, id: string): Promise<string | undefined> {
  return (await row(sql<{ fileId: string }>`select file_id as "fileId" from identification.request where id = ${id}`, tx))?.fileId
}

/** Locks a file's row alone, for what follows it by itself. */
export function lockOwner(tx: Tx, fileId: string): Promise<{ id: string; personId: string } | undefined> {
  return row(
    sql<{
      id: string
      personId: string
    }>`select id, person_id as "personId" from people.rescue_file where id = ${fileId} for update`,
    tx,
  )
}

/** Requests of one file, the latest first. */
export async function requestsOf(tx: Tx, vault: Vault, fileId: string): Promise<RequestRow[]> {
  const found = await rows(
    sql<SealedRequest>`select ${requestColumns} from identification.request where file_id = ${fileId} order by asked_at desc, id limit 60`,
    tx,
  )
  return found.map((each) => opened(vault, each))
}

export async function waitingOfKind(tx: Tx, fileId: string, kind: Kind): Promise<boolean> {
  return (
    (await row(
      sql`select 1 as there from identification.request where file_id = ${fileId} and kind = ${kind} and state in ('asked', 'sampled', 'raised')`,
      tx,
    )) !== undefined
  )
}

export async function insertRequest(
  { tx, vault, actor, occurredAt }: LoadContext,
  request: Pick<
    RequestRow,
    'id' | 'fileId' | 'ownerPath' | 'kind' | 'level' | 'letterNo' | 'policeId' | 'policePath' | 'content' | 'askedFact'
  >,
): Promise<void> {
  await sql`insert into identification.request (id, file_id, owner_path, kind, level, state, letter_no, police_id, police_path, content, asked_at,
      asked_by, asked_fact)
    values (${request.id}, ${request.fileId}, ${request.ownerPath}, ${request.kind}, ${request.level}, 'asked', ${request.letterNo},
      ${request.policeId}, ${request.policePath}, ${vault.sealJson(place(request.id), request.content)}, ${instant(occurredAt)},
      ${actor.accountId}, ${request.askedFact})`.execute(tx)
}

/** Moves a request on; what is left out stays, null clears. */
export async function moveRequest(
  { tx, vault }: Pick<LoadContext, 'tx' | 'vault'>,
  before: RequestRow,
  change: Partial<
    Pick<
      RequestRow,
      | 'state'
      | 'level'
      | 'policeId'
      | 'policePath'
      | 'content'
      | 'sampledAt'
      | 'answeredAt'
      | 'raisedAt'
      | 'endedAt'
      | 'answerFact'
    >
  >,
): Promise<void> {
  const after = { ...before, ...change }
  await sql`update identification.request set state = ${after.state}, level = ${after.level}, police_id = ${after.policeId},
    police_path = ${after.policePath}, content = ${vault.sealJson(place(after.id), after.content)}, sampled_at = ${instant(after.sampledAt)},
    answered_at = ${instant(after.answeredAt)}, raised_at = ${instant(after.raisedAt)}, ended_at = ${instant(after.endedAt)},
    answer_fact = ${after.answerFact} where id = ${after.id}`.execute(tx)
}

export interface MessageRow {
  id: string
  requestId: string
  fileId: string
  ownerPath: string
  kind: 'request' | 'raising' | 'withdrawal'
  state: MessageState
  document: Record<string, unknown>
  tries: number
  fault: MessageFault | null
  receipt: string | null
  madeAt: number
  nextAt: number
  sentAt: number | null
}

type SealedMessage = Omit<MessageRow, 'document'> & { document: Buffer }

const documentPlace = (id: string) => `identification.message.document:${id}`
const messageColumns = sql`id, request_id as "requestId", file_id as "fileId", owner_path as "ownerPath", kind, state, document, tries, fault,
  receipt, made_at as "madeAt", next_at as "nextAt", sent_at as "sentAt"`
const openedMessage = (vault: Vault, sealed: SealedMessage): MessageRow => ({
  ...sealed,
  document: vault.openJson(documentPlace(sealed.id), sealed.document),
})

export async function insertMessage(
  { tx, vault, now }: LoadContext,
  message: Pick<MessageRow, 'id' | 'requestId' | 'fileId' | 'ownerPath' | 'kind' | 'document'>,
): Promise<void> {
  await sql`insert into identification.message (id, request_id, file_id, owner_path, kind, state, document, made_at, next_at)
    values (${message.id}, ${message.requestId}, ${message.fileId}, ${message.ownerPath}, ${message.kind}, 'waiting',
      ${vault.sealJson(documentPlace(message.id), message.document)}, ${instant(now)}, ${instant(now)})`.execute(tx)
}

export async function lockMessage(tx: Tx, vault: Vault, id: string): Promise<MessageRow | undefined> {
  const found = await row(
    sql<SealedMessage>`select ${messageColumns} from identification.message where id = ${id} for update`,
    tx,
  )
  return found && openedMessage(vault, found)
}

/** Which request a message is about, to lock that before it. */
export async function requestOfMessage(tx: Tx, id: string): Promise<string | undefined> {
  return (
    await row(sql<{ requestId: string }>`select request_id as "requestId" from identification.message where id = ${id}`, tx)
  )?.requestId
}

/** Messages of some requests, the latest first; without what they say. */
export function messagesOf(tx: Tx, requestIds: string[]): Promise<Omit<MessageRow, 'document'>[]> {
  return rows(
    sql<
      Omit<MessageRow, 'document'>
    >`select id, request_id as "requestId", file_id as "fileId", owner_path as "ownerPath", kind, state, tries, fault,
      receipt, made_at as "madeAt", next_at as "nextAt", sent_at as "sentAt"
      from identification.message where request_id = any(${requestIds}::uuid[]) order by made_at desc, id limit 300`,
    tx,
  )
}

/** Messages whose time has come, the oldest first. */
export function dueMessages(tx: Tx, now: number, limit: number): Promise<{ id: string }[]> {
  return rows(
    sql<{ id: string }>`select id from identification.message where state in ('waiting', 'failed') and next_at <= ${instant(now)}
      order by next_at, id limit ${limit}`,
    tx,
  )
}

export async function markMessage(
  tx: Tx,
  id: string,
  change: { state: MessageState; tries: number; fault?: MessageFault; receipt?: string; nextAt?: number; sentAt?: number },
): Promise<void> {
  await sql`update identification.message set state = ${change.state}, tries = ${change.tries}, fault = ${change.fault ?? null},
    receipt = coalesce(${change.receipt ?? null}, receipt), next_at = coalesce(${instant(change.nextAt)}, next_at),
    sent_at = coalesce(${instant(change.sentAt)}, sent_at) where id = ${id}`.execute(tx)
}

/** What was not sent yet about a request that is withdrawn is not sent any more. */
export async function stopMessages(tx: Tx, requestId: string): Promise<void> {
  await sql`update identification.message set state = 'stopped' where request_id = ${requestId} and state in ('waiting', 'failed')`.execute(
    tx,
  )
}

/** What still waited to go out about requests that are answered by now, by whatever way, does not go out any more. */
export async function stopAnswered(tx: Tx, fileId: string): Promise<void> {
  await sql`update identification.message m set state = 'stopped' where m.file_id = ${fileId} and m.kind <> 'withdrawal'
    and m.state in ('waiting', 'failed') and exists (select 1 from identification.request r where r.id = m.request_id
      and r.state not in ('asked', 'sampled', 'raised'))`.execute(tx)
}

/** A police body comes to see this file and its person, for as long as it has something to answer. */
export async function grantToPolice({ tx, now }: LoadContext, { file, person }: LoadedFile, path: string): Promise<void> {
  for (const { kind, id: subjectId, ownerPath } of [fileRef(file), personRef(person)])
    await grantPart(tx, { kind, subjectId, ownerPath, path, part: 'police', from: now })
}

/** Ends the parts of police bodies that have nothing left to answer: a sample in the base may still be hit. */
export async function endIdleParts(tx: Tx, file: { id: string; personId: string }, now: number): Promise<void> {
  await sql`update kernel.part p set valid_until = ${instant(now)}
    where p.subject_id = any(${[file.id, file.personId]}::uuid[]) and p.part = 'police' and p.valid_until is null
      and not exists (select 1 from identification.request r where r.file_id = ${file.id} and r.police_path = p.organisation_path
        and (r.state in ('asked', 'sampled', 'raised') or (r.kind = 'dna' and r.state = 'not-found')))`.execute(tx)
}
