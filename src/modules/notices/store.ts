/** This room's SQL for writing, and the rows that decisions read. What a notice says is sealed in its wording. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { all, instant, json, row, rows, sql, type Tx } from '#kernel/db.ts'
import { next } from '#kernel/lifecycle.ts'
import { nextNumber } from '#kernel/org.ts'
import { type LoadedFile, lockFile } from '#modules/people-and-cases/index.ts'
import { type WordingState, wordingLife } from './lifecycle.ts'
import type { Picture } from './picture.ts'
import type { Content } from './rules.ts'
import type { ChannelKey } from './words.ts'

export interface NoticeRow {
  id: string
  fileId: string
  ownerPath: string
  no: string
  wordingId: string | null
  onPage: boolean
  changedAt: number
}

export interface WordingRow {
  id: string
  noticeId: string
  state: WordingState
  minor: boolean
  hasPhoto: boolean
  draftedBy: string
  draftedAt: number
  firstBy: string | null
  firstAt: number | null
  secondBy: string | null
  secondAt: number | null
  ground: string | null
  channels: string[]
  content: Content
}

export interface PostingRow {
  id: string
  channel: ChannelKey
  publishedAt: number
  renewedAt: number | null
  withdrawnAt: number | null
  reason: string | null
  downAt: number | null
}

/** A notice with its file, its wordings that count and where it stands: what a decision reads. */
export interface LoadedNotice extends LoadedFile {
  notice: NoticeRow
  /** Approved and in use. */
  current: WordingRow | undefined
  /** Waiting for approval. */
  pending: WordingRow | undefined
  postings: PostingRow[]
}

const noticeColumns = sql`id, file_id as "fileId", owner_path as "ownerPath", no, wording_id as "wordingId", on_page as "onPage",
  changed_at as "changedAt"`
const wordingColumns = sql`id, notice_id as "noticeId", state, minor, photo is not null as "hasPhoto", drafted_by as "draftedBy",
  drafted_at as "draftedAt", first_by as "firstBy", first_at as "firstAt", second_by as "secondBy", second_at as "secondAt", ground, channels,
  content`
const postingColumns = sql`id, channel, published_at as "publishedAt", renewed_at as "renewedAt", withdrawn_at as "withdrawnAt", reason,
  down_at as "downAt"`

export const contentPlace = (id: string) => `notices.wording.content:${id}`
export const photoPlace = (id: string) => `notices.wording.photo:${id}`
export const proofPlace = (id: string) => `notices.posting.proof:${id}`
export const tipPlace = (id: string) => `notices.tip.content:${id}`

/** Name of an area of our own tree by its division. */
export async function areaName(tx: Tx, division: string): Promise<string | undefined> {
  const found = await row(
    sql<{
      name: string
    }>`select name from kernel.organisation where kind = 'area' and division = ${division} order by path limit 1`,
    tx,
  )
  return found?.name
}

export function noticeOfFile(tx: Tx, fileId: string): Promise<NoticeRow | undefined> {
  return row(sql<NoticeRow>`select ${noticeColumns} from notices.notice where file_id = ${fileId}`, tx)
}

/** By the number that the public reads; the public sees only what stands on its page. */
export function noticeOfNumber(tx: Tx, no: string): Promise<NoticeRow | undefined> {
  return row(sql<NoticeRow>`select ${noticeColumns} from notices.notice where no = ${no}`, tx)
}

/** Wordings that count: those waiting or approved, the newest first. */
export async function wordingsOf(tx: Tx, vault: Vault, noticeId: string): Promise<WordingRow[]> {
  const found = await rows(
    sql<Omit<WordingRow, 'content'> & { content: Buffer }>`select ${wordingColumns} from notices.wording
      where notice_id = ${noticeId} and state in ('drafted', 'station-approved', 'approved') order by drafted_at desc limit 20`,
    tx,
  )
  return found.map((each) => ({ ...each, content: vault.openJson<Content>(contentPlace(each.id), each.content) }))
}

export function postingsOf(tx: Tx, noticeId: string): Promise<PostingRow[]> {
  return rows(
    sql<PostingRow>`select ${postingColumns} from notices.posting where notice_id = ${noticeId} order by published_at, channel limit 500`,
    tx,
  )
}

async function around(tx: Tx, vault: Vault, notice: NoticeRow, loaded: LoadedFile): Promise<LoadedNotice> {
  const [wordings, postings] = await all([wordingsOf(tx, vault, notice.id), postingsOf(tx, notice.id)])
  return {
    ...loaded,
    notice,
    current: wordings.find((each) => each.id === notice.wordingId && each.state === 'approved'),
    pending: wordings.find((each) => each.state !== 'approved'),
    postings,
  }
}

/** Locks a notice behind its file; null when it is not the actor's to see. */
export async function lockNotice(tx: Tx, vault: Vault, noticeId: string): Promise<LoadedNotice | null> {
  const found = await row(sql<{ fileId: string }>`select file_id as "fileId" from notices.notice where id = ${noticeId}`, tx)
  return found ? lockNoticeOfFile(tx, vault, found.fileId) : null
}

export async function lockNoticeOfFile(tx: Tx, vault: Vault, fileId: string): Promise<LoadedNotice | null> {
  const loaded = await lockFile(tx, vault, fileId)
  const notice =
    loaded && (await row(sql<NoticeRow>`select ${noticeColumns} from notices.notice where file_id = ${fileId} for update`, tx))
  return loaded && notice ? around(tx, vault, notice, loaded) : null
}

/** A file with its notice, if there is one already. */
export async function lockFileForDraft(
  tx: Tx,
  vault: Vault,
  fileId: string,
): Promise<(LoadedFile & { before: LoadedNotice | null }) | null> {
  const loaded = await lockFile(tx, vault, fileId)
  return loaded && { ...loaded, before: await lockNoticeOfFile(tx, vault, fileId) }
}

/** Its own counter: the number says nothing of station or file. */
export async function insertNotice({ tx, now }: LoadContext, notice: { id: string; fileId: string; ownerPath: string }) {
  const no = String(await nextNumber(tx, 'notice')).padStart(4, '0')
  await sql`insert into notices.notice (id, file_id, owner_path, no, changed_at, created_at)
    values (${notice.id}, ${notice.fileId}, ${notice.ownerPath}, ${no}, ${instant(now)}, ${instant(now)})`.execute(tx)
}

export interface NewWording {
  id: string
  noticeId: string
  fileId: string
  ownerPath: string
  minor: boolean
  content: Content
  picture: Picture | undefined
}

export async function insertWording({ tx, vault, now, actor }: LoadContext, wording: NewWording): Promise<void> {
  const { content, picture } = wording
  // What the public's filters need stands in the open for adults only.
  const open: Partial<Content> = wording.minor ? {} : content
  const photo = picture ? vault.seal(photoPlace(wording.id), picture.body.toString('base64')) : null
  await sql`insert into notices.wording (id, notice_id, file_id, owner_path, state, minor, sex, age_from, age_to, height, accent, county,
      found_month, content, photo, photo_type, drafted_by, drafted_at)
    values (${wording.id}, ${wording.noticeId}, ${wording.fileId}, ${wording.ownerPath}, 'drafted', ${wording.minor}, ${open.sex ?? null},
      ${open.ageFrom ?? null}, ${open.ageTo ?? null}, ${open.height ?? null}, ${open.accent ?? null},
      ${open.county ?? null}, ${open.month ?? null}, ${vault.sealJson(contentPlace(wording.id), content)}, ${photo},
      ${picture?.type ?? null}, ${actor.accountId}, ${instant(now)})`.execute(tx)
}

/** Moves every wording of a notice that an action moves on, as the lifecycle has it, all at once. */
export async function moveWordings(tx: Tx, noticeId: string, action: string): Promise<void> {
  const states = Object.keys(wordingLife.states) as WordingState[]
  const moves = Object.fromEntries(
    states.flatMap((from) => (next(wordingLife, from, action) ? [[from, next(wordingLife, from, action)]] : [])),
  )
  await sql`update notices.wording set state = ${json(moves)} ->> state
    where notice_id = ${noticeId} and state = any(${Object.keys(moves)}::text[])`.execute(tx)
}

/** Who approved, and for a minor's on which ground and for which channels. */
export async function stampApproval(
  { tx, now, actor }: LoadContext,
  approval: { wordingId: string; order: 1 | 2; ground?: string; channels?: readonly string[] },
): Promise<void> {
  const by =
    approval.order === 1
      ? sql`first_by = ${actor.accountId}, first_at = ${instant(now)}`
      : sql`second_by = ${actor.accountId}, second_at = ${instant(now)}`
  await sql`update notices.wording set ${by}, ground = coalesce(${approval.ground ?? null}, ground),
    channels = coalesce(${approval.channels ? [...approval.channels] : null}::text[], channels) where id = ${approval.wordingId}`.execute(
    tx,
  )
}

/** The wording that counts from now on. */
export async function useWording({ tx, now }: LoadContext, noticeId: string, wordingId: string | null): Promise<void> {
  await sql`update notices.notice set wording_id = ${wordingId}, changed_at = ${instant(now)} where id = ${noticeId}`.execute(tx)
}

export async function putOnPage({ tx, now }: LoadContext, noticeId: string, onPage: boolean): Promise<void> {
  await sql`update notices.notice set on_page = ${onPage}, changed_at = ${instant(now)} where id = ${noticeId}`.execute(tx)
}

export interface Proof {
  link?: string | undefined
  receipt?: string | undefined
  screenshot?: string[] | undefined
}

export async function insertPosting(
  { tx, vault, occurredAt }: LoadContext,
  posting: { id: string; noticeId: string; fileId: string; ownerPath: string; channel: ChannelKey; proof: Proof },
): Promise<void> {
  await sql`insert into notices.posting (id, notice_id, file_id, owner_path, channel, published_at, proof)
    values (${posting.id}, ${posting.noticeId}, ${posting.fileId}, ${posting.ownerPath}, ${posting.channel}, ${instant(occurredAt)},
      ${vault.sealJson(proofPlace(posting.id), posting.proof)})`.execute(tx)
}

export async function renewPosting({ tx, occurredAt }: LoadContext, id: string): Promise<void> {
  await sql`update notices.posting set renewed_at = ${instant(occurredAt)} where id = ${id}`.execute(tx)
}

/** Ends postings; on our own page that is all there is to do. */
export async function endPostings({ tx, now }: LoadContext, ids: readonly string[], reason: string): Promise<void> {
  await sql`update notices.posting set withdrawn_at = ${instant(now)}, reason = ${reason},
    down_at = case when channel = 'portal' then ${instant(now)}::timestamptz end where id = any(${[...ids]}::uuid[])`.execute(tx)
}

export async function confirmDown({ tx, now }: LoadContext, id: string): Promise<void> {
  await sql`update notices.posting set down_at = ${instant(now)} where id = ${id}`.execute(tx)
}

export interface TipContent {
  text: string
  name?: string | undefined
  phone?: string | undefined
  relation?: string | undefined
}

export async function insertTip(
  { tx, vault, now }: LoadContext,
  tip: { id: string; notice: NoticeRow; kind: string; content: TipContent },
): Promise<void> {
  await sql`insert into notices.tip (id, notice_id, file_id, owner_path, kind, content, received_at)
    values (${tip.id}, ${tip.notice.id}, ${tip.notice.fileId}, ${tip.notice.ownerPath}, ${tip.kind},
      ${vault.sealJson(tipPlace(tip.id), tip.content)}, ${instant(now)})`.execute(tx)
}

export interface TipRow {
  id: string
  noticeId: string
  kind: string
  readAt: number | null
}

export async function lockTip(tx: Tx, vault: Vault, tipId: string): Promise<(LoadedNotice & { tip: TipRow }) | null> {
  const tip = await row(
    sql<TipRow>`select id, notice_id as "noticeId", kind, read_at as "readAt" from notices.tip where id = ${tipId} for update`,
    tx,
  )
  const loaded = tip && (await lockNotice(tx, vault, tip.noticeId))
  return tip && loaded ? { ...loaded, tip } : null
}

export async function markRead({ tx, now, actor }: LoadContext, id: string, outcome: string): Promise<void> {
  await sql`update notices.tip set read_at = ${instant(now)}, read_by = ${actor.accountId}, outcome = ${outcome} where id = ${id}`.execute(
    tx,
  )
}
