/** The room's own SQL: reports and who was sent; new ones by a function that also keeps whom the actor shall not see. */
import type { LoadContext, SubjectRef } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, json, row, rows, sql, type Tx } from '#kernel/db.ts'
import { nextNumber, type Organisation } from '#kernel/org.ts'
import type { Place } from '#kernel/place.ts'
import { dateOf } from '#kernel/time.ts'
import { closeByParts, grantSubjectPart } from '#modules/people-and-cases/index.ts'
import type { ReportState } from './lifecycle.ts'
import { codeKey, numberKey } from './rules.ts'
import type { About, ClueKind } from './words.ts'

/** What was told of the matter; nothing of who told it. */
export interface Content {
  what: string
  place?: string | undefined
  when?: string | undefined
  danger?: string | undefined
  situations?: string[] | undefined
  childName?: string | undefined
  childSex?: string | undefined
  childAge?: string | undefined
  childWhere?: string | undefined
  childSchool?: string | undefined
  /** Of the street. */
  spot?: Place | undefined
  seenAt?: number | undefined
  people?: number | undefined
  doing?: string[] | undefined
  groups?: string[] | undefined
  signs?: string[] | undefined
  look?: string | undefined
  photos?: string[] | undefined
}

export interface ReportRow {
  id: string
  no: string
  receiverPath: string
  receiverId: string
  deskPaths: string[]
  deskId: string
  dispatchedPaths: string[]
  channel: string
  about: About[]
  emergency: boolean
  closed: boolean
  state: ReportState
  receivedAt: number
  changedAt: number
  raisedAt: number | null
  onSceneAt: number | null
  disposedAt: number | null
  outcome: string | null
  joinedInto: string | null
  joinedFactId: string | null
  townId: string | null
  childId: string | null
  answeredAt: number | null
  photos: number
  intoId: string | null
  suspect: boolean
  content: Content
}

export interface DispatchRow {
  id: string
  reportId: string
  organisationId: string
  organisationPath: string
  organisation: string
  part: string
  at: number
  dueAt: number
  acknowledgedAt: number | null
  onSceneAt: number | null
  declinedAt: number | null
  raisedAt: number | null
}

type Sealed = Omit<ReportRow, 'content'> & { content: Buffer }

export const reportColumns = sql`r.id, r.no, r.receiver_path as "receiverPath", r.receiver_id as "receiverId", r.desk_paths as "deskPaths",
  r.desk_id as "deskId", r.dispatched_paths as "dispatchedPaths", r.channel, r.about, r.emergency, r.closed, r.state, r.received_at as "receivedAt",
  r.changed_at as "changedAt", r.raised_at as "raisedAt", r.on_scene_at as "onSceneAt", r.disposed_at as "disposedAt", r.outcome,
  r.joined_into as "joinedInto", r.joined_fact_id as "joinedFactId", r.town_id as "townId", r.child_id as "childId",
  r.answered_at as "answeredAt", r.photos, r.into_id as "intoId", r.suspect, r.content`

const place = (id: string) => `reports.report.content:${id}`

export const openReport = (vault: Vault, { content, ...kept }: Sealed): ReportRow => ({
  ...kept,
  content: vault.openJson<Content>(place(kept.id), content),
})

export const reportRef = (report: { id: string; receiverPath: string }): SubjectRef => ({
  kind: 'report',
  id: report.id,
  ownerPath: report.receiverPath,
})

export async function reportById(tx: Tx, vault: Vault, id: string): Promise<ReportRow | null> {
  const found = await row(sql<Sealed>`select ${reportColumns} from reports.report r where r.id = ${id}`, tx)
  return found ? openReport(vault, found) : null
}

/** Locks a report for a decision; null when it is not the actor's to see. */
export async function lockReport(tx: Tx, vault: Vault, id: string): Promise<ReportRow | null> {
  const found = await row(sql<Sealed>`select ${reportColumns} from reports.report r where r.id = ${id} for update`, tx)
  return found ? openReport(vault, found) : null
}

export function joinedTo(tx: Tx, vault: Vault, id: string): Promise<ReportRow[]> {
  return rows(
    sql<Sealed>`select ${reportColumns} from reports.report r where r.joined_into = ${id} order by r.received_at limit 50 for update`,
    tx,
  ).then((found) => found.map((each) => openReport(vault, each)))
}

const dispatchColumns = sql`d.id, d.report_id as "reportId", d.organisation_id as "organisationId", d.organisation_path as "organisationPath",
  o.name as organisation, d.part, d.at, d.due_at as "dueAt", d.acknowledged_at as "acknowledgedAt", d.on_scene_at as "onSceneAt",
  d.declined_at as "declinedAt", d.raised_at as "raisedAt"`

export function dispatchesOf(tx: Tx, reportIds: readonly string[]): Promise<DispatchRow[]> {
  return rows(
    sql<DispatchRow>`select ${dispatchColumns} from reports.dispatch d join kernel.organisation o on o.id = d.organisation_id
      where d.report_id = any(${[...reportIds]}::uuid[]) order by d.at, d.id limit 1000`,
    tx,
  )
}

export function dispatchById(tx: Tx, id: string): Promise<DispatchRow | undefined> {
  return row(
    sql<DispatchRow>`select ${dispatchColumns} from reports.dispatch d join kernel.organisation o on o.id = d.organisation_id where d.id = ${id}`,
    tx,
  )
}

/** `云未报 2026-0042`, counted per receiver and year without gaps. */
export async function reportNumber(tx: Tx, receiver: Pick<Organisation, 'id' | 'shortName'>, at: number): Promise<string> {
  const year = dateOf(at).slice(0, 4)
  return `${receiver.shortName}报 ${year}-${String(await nextNumber(tx, `report:${receiver.id}:${year}`)).padStart(4, '0')}`
}

export const receiptDigest = (vault: Vault, number: string, code: string): Buffer =>
  vault.blind('reports.receipt', `${numberKey(number)}\n${codeKey(code)}`)

export interface NewReport {
  id: string
  no: string
  code: string
  receiver: Pick<Organisation, 'id' | 'path'>
  channel: string
  about: About[]
  emergency: boolean
  closed: boolean
  receivedAt: number
  townId?: string | undefined
  childId?: string | undefined
  content: Content
  photos: number
  /** What was said without its signs, and where it came from: kept as keyed digests, against floods. */
  said: string
  source?: string | undefined
  suspect: boolean
  reporter: {
    path?: string | undefined
    mandatory: boolean
    wants: 'phone' | 'receipt' | 'none'
    content: ReporterContent
  }
  clue?:
    | { id: string; kind: ClueKind; toldAt?: number | undefined; police?: { id: string; path: string } | undefined }
    | undefined
}

export interface ReporterContent {
  kind?: string | undefined
  name?: string | undefined
  phone?: string | undefined
  organisation?: string | undefined
}

/** Closes what is to be closed, grants the desk and the police their parts, and keeps the rows. */
export async function insertReport(context: LoadContext, made: NewReport): Promise<void> {
  const { tx, vault, actor, now } = context
  const subject = { kind: 'report', subjectId: made.id, ownerPath: made.receiver.path }
  const desk = { part: 'desk', path: made.receiver.path }
  const police = made.clue?.police
  if (made.closed)
    await closeByParts(tx, { ...subject, at: now, parts: [desk, ...(police ? [{ part: 'police', path: police.path }] : [])] })
  // Whoever is sent later reads facts and photos through a part; it is granted by whoever holds one.
  else await grantSubjectPart(tx, subject, { ...desk, from: now })
  const work = {
    id: made.id,
    no: made.no,
    noKey: numberKey(made.no),
    receiverPath: made.receiver.path,
    receiverId: made.receiver.id,
    channel: made.channel,
    about: made.about,
    emergency: made.emergency,
    closed: made.closed,
    receivedAt: instant(made.receivedAt),
    at: instant(now),
    townId: made.townId ?? null,
    childId: made.childId ?? null,
    photos: made.photos,
    saidKey: made.said === '' ? null : vault.blind('reports.said', made.said).toString('base64'),
    sourceKey: made.source ? vault.blind('reports.source', made.source).toString('base64') : null,
    suspect: made.suspect,
    content: vault.sealJson(place(made.id), made.content).toString('base64'),
    reporterPath: made.reporter.path ?? null,
    mandatory: made.reporter.mandatory,
    wants: made.reporter.wants,
    receipt: receiptDigest(vault, made.no, made.code).toString('base64'),
    reporter: vault.sealJson(`reports.reporter.content:${made.id}`, made.reporter.content).toString('base64'),
    clues: made.clue
      ? [
          {
            id: made.clue.id,
            kind: made.clue.kind,
            state: made.clue.toldAt === undefined ? 'found' : 'told',
            finderPath: actor.kind === 'public' ? made.receiver.path : actor.organisation.path,
            toldAt: made.clue.toldAt === undefined ? null : instant(made.clue.toldAt),
            policeId: made.clue.police?.id ?? null,
            policePath: made.clue.police?.path ?? null,
            content: vault.sealJson(`reports.clue.content:${made.clue.id}`, {}).toString('base64'),
          },
        ]
      : [],
  }
  await sql`select reports.receive(${json(work)})`.execute(tx)
}

/** What a decision changes in a row. */
interface ReportChange {
  state?: ReportState | undefined
  deskPaths?: string[] | undefined
  deskId?: string | undefined
  dispatchedPaths?: string[] | undefined
  raisedAt?: number | undefined
  onSceneAt?: number | undefined
  disposedAt?: number | undefined
  outcome?: string | undefined
  childId?: string | undefined
  intoId?: string | undefined
  answeredAt?: number | undefined
}

export async function changeReport({ tx, now }: LoadContext, id: string, change: ReportChange): Promise<void> {
  const when = (value: number | undefined) => (value === undefined ? null : instant(value))
  await sql`update reports.report set changed_at = ${instant(now)}, state = coalesce(${change.state ?? null}, state),
    desk_paths = coalesce(${change.deskPaths ?? null}::text[], desk_paths), desk_id = coalesce(${change.deskId ?? null}::uuid, desk_id),
    dispatched_paths = coalesce(${change.dispatchedPaths ?? null}::text[], dispatched_paths),
    raised_at = coalesce(raised_at, ${when(change.raisedAt)}::timestamptz), on_scene_at = coalesce(on_scene_at, ${when(change.onSceneAt)}::timestamptz),
    disposed_at = coalesce(${when(change.disposedAt)}::timestamptz, disposed_at), outcome = coalesce(${change.outcome ?? null}, outcome),
    child_id = coalesce(${change.childId ?? null}::uuid, child_id), into_id = coalesce(${change.intoId ?? null}::uuid, into_id),
    answered_at = coalesce(${when(change.answeredAt)}::timestamptz, answered_at)
    where id = ${id}`.execute(tx)
}

/** The actor's own house is sent no more, and may see the row no more. */
export async function leaveReport({ tx, now }: LoadContext, id: string): Promise<void> {
  await sql`select reports.leave(${id}::uuid, ${instant(now)})`.execute(tx)
}

export async function joinReport({ tx, now }: LoadContext, id: string, into: string, factId: string): Promise<void> {
  await sql`update reports.report set state = 'joined', joined_into = ${into}, joined_fact_id = ${factId}, changed_at = ${instant(now)}
    where id = ${id}`.execute(tx)
}

export async function unjoinReport({ tx, now }: LoadContext, id: string, state: ReportState): Promise<void> {
  await sql`update reports.report set state = ${state}, joined_into = null, joined_fact_id = null, changed_at = ${instant(now)}
    where id = ${id}`.execute(tx)
}

export async function moveToChild(tx: Tx, childId: string, intoId: string): Promise<void> {
  await sql`update reports.report set child_id = ${intoId} where child_id = ${childId}`.execute(tx)
  await sql`update reports.clue set child_id = ${intoId} where child_id = ${childId}`.execute(tx)
}

export async function insertDispatches(
  { tx }: LoadContext,
  reportId: string,
  sent: readonly { id: string; organisation: { id: string; path: string }; part: string; at: number; dueAt: number }[],
): Promise<void> {
  for (const each of sent)
    await sql`insert into reports.dispatch (id, report_id, organisation_id, organisation_path, part, at, due_at)
      values (${each.id}, ${reportId}, ${each.organisation.id}, ${each.organisation.path}, ${each.part}, ${instant(each.at)},
        ${instant(each.dueAt)})`.execute(tx)
}

export async function changeDispatch(
  tx: Tx,
  id: string,
  change: { acknowledgedAt?: number; onSceneAt?: number; declinedAt?: number; raisedAt?: number },
): Promise<void> {
  const when = (value: number | undefined) => (value === undefined ? null : instant(value))
  await sql`update reports.dispatch set acknowledged_at = coalesce(acknowledged_at, ${when(change.acknowledgedAt)}::timestamptz),
    on_scene_at = coalesce(on_scene_at, ${when(change.onSceneAt)}::timestamptz), declined_at = coalesce(declined_at, ${when(change.declinedAt)}::timestamptz),
    raised_at = coalesce(raised_at, ${when(change.raisedAt)}::timestamptz) where id = ${id}`.execute(tx)
}

interface Receipt {
  receipt: Buffer
  state: string
  answer: string | null
  /** Somebody was there. */
  reached: boolean
}
export function receiptsOf(tx: Tx, number: string): Promise<Receipt[]> {
  return rows(sql<Receipt>`select receipt, state, answer, reached from reports.receipts(${numberKey(number)})`, tx)
}

/** Whether one of these uploads is something else than a photo; ids that are nobody's are refused by the kernel. */
export async function notPhotos(tx: Tx, ids: readonly string[] | undefined): Promise<boolean> {
  if (!ids || ids.length === 0) return false
  const found = await rows(sql<{ type: string }>`select type from kernel.file where id = any(${[...ids]}::uuid[])`, tx)
  return found.some((each) => !each.type.startsWith('image/'))
}
