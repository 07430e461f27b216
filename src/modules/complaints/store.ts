/** This room's SQL: complaints, who complained, what was written on the way. Words lie sealed. */
import type { LoadContext, SubjectRef } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import { nextNumber, type Organisation } from '#kernel/org.ts'
import { dateOf } from '#kernel/time.ts'
import type { ComplaintState } from './lifecycle.ts'
import { codeKey, numberKey } from './rules.ts'
import type { About, Founded, StepKind, Wants } from './words.ts'

export interface Content {
  words: string
  bodyName?: string | undefined
  staffName?: string | undefined
  when?: string | undefined
  asksFor?: string | undefined
  /** What the complainant showed: pictures, a recording. */
  files?: string[] | undefined
  /** Where it was taken down. */
  receivedAt?: string | undefined
  finding?: string | undefined
  done?: string | undefined
  answer?: string | undefined
  answerWay?: string | undefined
  reportNo?: string | undefined
  ask?: string | undefined
}
export interface Complainant {
  name?: string | undefined
  phone?: string | undefined
  relation?: string | undefined
}

export interface ComplaintRow {
  id: string
  no: string
  ownerPath: string
  ownerId: string
  ownerName: string
  about: About
  way: string
  anonymous: boolean
  bodyId: string | null
  bodyPath: string | null
  bodyKind: string | null
  bodyName: string | null
  accused: string[]
  fears: boolean
  state: ComplaintState
  receivedAt: number
  assignedAt: number | null
  dueOn: string | null
  delegateId: string | null
  delegatePath: string | null
  delegateAccount: string | null
  delegateName: string | null
  foundAt: number | null
  founded: Founded | null
  lookers: string[]
  answeredAt: number | null
  reviewAt: number | null
  reviewPath: string | null
  closedAt: number | null
  joinedInto: string | null
  sentOnAt: number | null
  openMeasures: number
  content: Content
}

export const complaintColumns = sql`c.id, c.no, c.owner_path as "ownerPath", c.owner_id as "ownerId",
  (select o.name from kernel.organisation o where o.id = c.owner_id) as "ownerName", c.about, c.way, c.anonymous, c.body_id as "bodyId",
  c.body_path as "bodyPath", c.body_kind as "bodyKind", (select o.name from kernel.organisation o where o.id = c.body_id) as "bodyName",
  c.accused::text[] as accused, c.fears, c.state, c.received_at as "receivedAt", c.assigned_at as "assignedAt", c.due_on as "dueOn",
  c.delegate_id as "delegateId", c.delegate_path as "delegatePath", c.delegate_account as "delegateAccount",
  (select a.name from kernel.account a where a.id = c.delegate_account) as "delegateName", c.found_at as "foundAt", c.founded,
  c.lookers::text[] as lookers, c.answered_at as "answeredAt", c.review_at as "reviewAt", c.review_path as "reviewPath",
  c.closed_at as "closedAt", c.joined_into as "joinedInto", c.sent_on_at as "sentOnAt",
  (select count(*) from complaints.measure m where m.complaint_id = c.id and m.done_at is null) as "openMeasures", c.content`

export type Sealed = Omit<ComplaintRow, 'content'> & { content: Buffer }
const place = (id: string) => `complaints.complaint.content:${id}`
/** A row with its sealed words opened. */
export const openComplaint = (vault: Vault, found: Sealed): ComplaintRow => ({
  ...found,
  content: vault.openJson<Content>(place(found.id), found.content),
})

/** The complaint as the subject of facts. */
export const complaintRef = (complaint: { id: string; ownerPath: string }): SubjectRef => ({
  kind: 'complaint',
  id: complaint.id,
  ownerPath: complaint.ownerPath,
})

/** A complaint as the actor may see it; null when it is not the actor's to see. */
export async function complaintById(tx: Tx, vault: Vault, id: string): Promise<ComplaintRow | null> {
  const found = await row(sql<Sealed>`select ${complaintColumns} from complaints.complaint c where c.id = ${id}`, tx)
  return found ? openComplaint(vault, found) : null
}

/** Locks a complaint for a decision; null when it is not the actor's to see. */
export async function lockComplaint({ tx, vault }: LoadContext, id: string): Promise<ComplaintRow | null> {
  await row(sql`select c.id from complaints.complaint c where c.id = ${id} for update`, tx)
  return complaintById(tx, vault, id)
}

/** The complaints that were joined into one, to be looked into together. */
export async function joinedTo(tx: Tx, vault: Vault, id: string): Promise<ComplaintRow[]> {
  const found = await rows(
    sql<Sealed>`select ${complaintColumns} from complaints.complaint c where c.joined_into = ${id} order by c.received_at limit 50`,
    tx,
  )
  return found.map((each) => openComplaint(vault, each))
}

export type Change = Partial<
  Omit<
    ComplaintRow,
    | 'id'
    | 'no'
    | 'ownerPath'
    | 'ownerId'
    | 'ownerName'
    | 'bodyId'
    | 'bodyPath'
    | 'bodyKind'
    | 'bodyName'
    | 'openMeasures'
    | 'delegateName'
  >
>

/** Writes the row anew as it stands after a change; it was locked. */
export async function changeComplaint({ tx, vault, now }: LoadContext, before: ComplaintRow, change: Change): Promise<void> {
  const after = { ...before, ...change }
  await sql`update complaints.complaint set state = ${after.state}, accused = ${after.accused}::uuid[], fears = ${after.fears},
    assigned_at = ${instant(after.assignedAt)}, due_on = ${after.dueOn}, delegate_id = ${after.delegateId}, delegate_path = ${after.delegatePath},
    delegate_account = ${after.delegateAccount}, found_at = ${instant(after.foundAt)}, founded = ${after.founded},
    lookers = ${after.lookers}::uuid[], answered_at = ${instant(after.answeredAt)}, review_at = ${instant(after.reviewAt)},
    review_path = ${after.reviewPath}, closed_at = ${instant(after.closedAt)}, joined_into = ${after.joinedInto},
    sent_on_at = ${instant(after.sentOnAt)}, changed_at = ${instant(now)},
    content = ${vault.sealJson(place(before.id), after.content)} where id = ${before.id}`.execute(tx)
}

/** `云诉 2026-0042`, counted per organisation that looks into them, without gaps. */
export async function complaintNumber(tx: Tx, owner: Pick<Organisation, 'id' | 'shortName'>, at: number): Promise<string> {
  const year = dateOf(at).slice(0, 4)
  return `${owner.shortName}诉 ${year}-${String(await nextNumber(tx, `complaint:${owner.id}:${year}`)).padStart(4, '0')}`
}

/** What is kept of number and code: enough to tell them again, not to read them. */
export const receiptDigest = (vault: Vault, number: string, code: string): Buffer =>
  vault.blind('complaints.receipt', `${numberKey(number)}\n${codeKey(code)}`)

export interface NewComplaint {
  id: string
  no: string
  code: string
  owner: Pick<Organisation, 'id' | 'path'>
  about: About
  way: string
  anonymous: boolean
  body: Pick<Organisation, 'id' | 'path' | 'kind'> | null
  fears: boolean
  receivedAt: number
  dueOn: string
  content: Content
  wants: Wants
  complainant: Complainant
}

/** Through a definer-rights function: whoever writes it down may not see it afterwards. */
export async function insertComplaint({ tx, vault, now }: LoadContext, made: NewComplaint): Promise<void> {
  const work = {
    id: made.id,
    no: made.no,
    noKey: numberKey(made.no),
    ownerPath: made.owner.path,
    ownerId: made.owner.id,
    about: made.about,
    way: made.way,
    anonymous: made.anonymous,
    bodyId: made.body?.id ?? null,
    bodyPath: made.body?.path ?? null,
    bodyKind: made.body?.kind ?? null,
    fears: made.fears,
    receivedAt: instant(made.receivedAt),
    dueOn: made.dueOn,
    at: instant(now),
    wants: made.wants,
    receipt: receiptDigest(vault, made.no, made.code).toString('base64'),
    content: vault.sealJson(place(made.id), made.content).toString('base64'),
    complainant: vault.sealJson(`complaints.complainant.content:${made.id}`, made.complainant).toString('base64'),
  }
  await sql`select complaints.receive(${JSON.stringify(work)}::jsonb)`.execute(tx)
}

/** To another owner; whoever moves it may see it no more. */
export async function moveComplaint(
  { tx, vault, now }: LoadContext,
  complaint: ComplaintRow,
  to: { owner: Pick<Organisation, 'id' | 'path'>; body: Pick<Organisation, 'id' | 'path' | 'kind'> | null; content: Content },
): Promise<void> {
  const work = {
    id: complaint.id,
    ownerPath: to.owner.path,
    ownerId: to.owner.id,
    bodyId: to.body?.id ?? null,
    bodyPath: to.body?.path ?? null,
    bodyKind: to.body?.kind ?? null,
    at: instant(now),
    content: vault.sealJson(place(complaint.id), to.content).toString('base64'),
  }
  await sql`select complaints.move(${JSON.stringify(work)}::jsonb)`.execute(tx)
}

export interface ComplainantRow {
  wants: Wants
  content: Complainant
}

/** Read only with a reason that stands in the ledger; the paper asks for the way alone. */
export async function complainantOf(tx: Tx, vault: Vault, id: string): Promise<ComplainantRow | null> {
  const found = await row(
    sql<{ wants: Wants; content: Buffer }>`select wants, content from complaints.complainant where complaint_id = ${id}`,
    tx,
  )
  return found
    ? { wants: found.wants, content: vault.openJson<Complainant>(`complaints.complainant.content:${id}`, found.content) }
    : null
}

/** How the complainant wants to hear; null when it is not ours to answer. */
export async function wantsOf(tx: Tx, id: string): Promise<Wants | null> {
  const found = await row(sql<{ wants: Wants }>`select wants from complaints.complainant where complaint_id = ${id}`, tx)
  return found?.wants ?? null
}

/** The answer that number and code open, sealed apart from the complaint. */
export async function writeAnswer({ tx, vault }: LoadContext, id: string, answer: string): Promise<void> {
  await sql`update complaints.complainant set answer = ${vault.seal(`complaints.complainant.answer:${id}`, answer)}
    where complaint_id = ${id}`.execute(tx)
}

/** Lets another organisation see who complained, since it looks into it from now on. */
export async function addHandler({ tx }: LoadContext, id: string, path: string): Promise<void> {
  await sql`update complaints.complainant set handler_paths = handler_paths || ${path}::text
    where complaint_id = ${id} and not ${path} = any (handler_paths)`.execute(tx)
}

export interface Receipt {
  id: string
  /** The complaint itself, or the one that it was joined into. */
  mainId: string
  receipt: Buffer
  state: string
  wants: Wants
  answer: Buffer | null
  answeredAt: number | null
  reviewed: boolean
  ownerPath: string
  bodyPath: string | null
  bodyKind: string | null
}
/** What lies under a number, for whoever asks with it; the code is compared by the room. */
export const receiptsOf = (tx: Tx, number: string): Promise<Receipt[]> =>
  rows(sql<Receipt>`select * from complaints.receipts(${numberKey(number)})`, tx)

/** The answer under a receipt; null until there is one. */
export const openAnswer = (vault: Vault, { id, answer }: Receipt): string | null =>
  answer ? vault.open(`complaints.complainant.answer:${id}`, answer) : null

/** A review asked for with number and code: whoever asks has no account. */
export async function reviewByReceipt(
  { tx, vault, now, newId }: LoadContext,
  asked: { id: string; receipt: Buffer; reviewer: string; dueOn: string; why: string },
): Promise<void> {
  const step = newId('step')
  await sql`select complaints.review_by_receipt(${asked.id}::uuid, ${asked.receipt}, ${instant(now)}::timestamptz, ${asked.reviewer},
    ${asked.dueOn}::date, ${step}::uuid, ${vault.sealJson(`complaints.step.content:${step}`, { why: asked.why })})`.execute(tx)
}

export interface Step {
  kind: StepKind
  at: number
  byName: string
  content: Record<string, unknown>
}

/** One step of the course, with the words of that step sealed. */
export async function writeStep(
  { tx, vault, actor, occurredAt, newId }: LoadContext,
  complaintId: string,
  kind: StepKind,
  content: Record<string, unknown>,
): Promise<void> {
  const id = newId(`step:${kind}:${complaintId}`)
  await sql`insert into complaints.step (id, complaint_id, kind, at, by_name, content) values (${id}, ${complaintId}, ${kind},
    ${instant(occurredAt)}, ${actor.name}, ${vault.sealJson(`complaints.step.content:${id}`, content)})`.execute(tx)
}

/** The course in its order; of a very long one its latest 200 steps. */
export async function stepsOf(tx: Tx, vault: Vault, complaintId: string): Promise<Step[]> {
  const found = await rows(
    sql<
      Omit<Step, 'content'> & { id: string; content: Buffer }
    >`select id, kind, at, by_name as "byName", content from complaints.step
      where complaint_id = ${complaintId} order by at desc, seq desc limit 200`,
    tx,
  )
  return found
    .toReversed()
    .map(({ id, ...each }) => ({ ...each, content: vault.openJson(`complaints.step.content:${id}`, each.content) }))
}
