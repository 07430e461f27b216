/** Lists of this room: for the station's desk and for the public page. */
import type { Vault } from '#kernel/crypto.ts'
import { row, rows, sql, type Tx } from '#kernel/db.ts'
import type { WordingState } from './lifecycle.ts'
import type { Content } from './rules.ts'
import { contentPlace, photoPlace, tipPlace, type TipContent } from './store.ts'
import type { ChannelKey } from './words.ts'

/** Longest list of a section. */
export const LONGEST = 200

export async function namesOfAccounts(tx: Tx, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  if (wanted.length === 0) return new Map()
  const found = await rows(
    sql<{ id: string; name: string }>`select id, name from kernel.account where id = any(${wanted}::uuid[])`,
    tx,
  )
  return new Map(found.map((each) => [each.id, each.name]))
}

export interface ListedWording {
  noticeId: string
  fileId: string
  no: string
  fileNo: string
  wordingId: string
  state: WordingState
  minor: boolean
  draftedBy: string
  draftedAt: number
  content: Content
}

const opened = (vault: Vault, found: (Omit<ListedWording, 'content'> & { content: Buffer })[]): ListedWording[] =>
  found.map((each) => ({ ...each, content: vault.openJson<Content>(contentPlace(each.wordingId), each.content) }))

const wordingList = sql`n.id as "noticeId", n.file_id as "fileId", n.no, f.no as "fileNo", w.id as "wordingId", w.state, w.minor,
  w.drafted_by as "draftedBy", w.drafted_at as "draftedAt", w.content`

/** Waiting for somebody's approval, the oldest first. */
export async function waitingWordings(tx: Tx, vault: Vault): Promise<ListedWording[]> {
  return opened(
    vault,
    await rows(
      sql<
        ListedWording & { content: Buffer }
      >`select ${wordingList} from notices.wording w join notices.notice n on n.id = w.notice_id
        join people.rescue_file f on f.id = n.file_id where w.state in ('drafted', 'station-approved') order by w.drafted_at limit ${LONGEST}`,
      tx,
    ),
  )
}

/** Approved, and standing nowhere yet. */
export async function unpublishedWordings(tx: Tx, vault: Vault): Promise<ListedWording[]> {
  return opened(
    vault,
    await rows(
      sql<
        ListedWording & { content: Buffer }
      >`select ${wordingList} from notices.notice n join notices.wording w on w.id = n.wording_id
        join people.rescue_file f on f.id = n.file_id
        where w.state = 'approved' and not exists (select 1 from notices.posting p where p.notice_id = n.id and p.withdrawn_at is null)
        order by w.drafted_at limit ${LONGEST}`,
      tx,
    ),
  )
}

export interface ListedPosting {
  noticeId: string
  fileId: string
  no: string
  fileNo: string
  name: string
  channel: ChannelKey
  publishedAt: number
  renewedAt: number | null
  withdrawnAt: number | null
  reason: string | null
  fileState: string
  leftKind: string | null
}

const postingList = sql`n.id as "noticeId", n.file_id as "fileId", n.no, f.no as "fileNo", p.display_name as name, o.channel,
  o.published_at as "publishedAt", o.renewed_at as "renewedAt", o.withdrawn_at as "withdrawnAt", o.reason, f.state as "fileState",
  f.left_kind as "leftKind"`
const postingJoin = sql`notices.posting o join notices.notice n on n.id = o.notice_id join people.rescue_file f on f.id = n.file_id
  join people.person p on p.id = f.person_id`

/** Standing somewhere now, the longest untouched first. */
export function postingsUp(tx: Tx): Promise<ListedPosting[]> {
  return rows(
    sql<ListedPosting>`select ${postingList} from ${postingJoin} where o.withdrawn_at is null
      order by coalesce(o.renewed_at, o.published_at) limit ${LONGEST}`,
    tx,
  )
}

/** Withdrawn, but nobody has said yet that it is gone elsewhere. */
export function postingsToTakeDown(tx: Tx): Promise<ListedPosting[]> {
  return rows(
    sql<ListedPosting>`select ${postingList} from ${postingJoin} where o.withdrawn_at is not null and o.down_at is null
      order by o.withdrawn_at limit ${LONGEST}`,
    tx,
  )
}

export interface ListedTip {
  tipId: string
  noticeId: string
  fileId: string
  no: string
  fileNo: string
  kind: string
  receivedAt: number
  readAt: number | null
  outcome: string | null
  content: TipContent
}

/** What the public wrote: unread ones, or all of one notice. */
export async function tipsOf(tx: Tx, vault: Vault, of: { noticeId: string } | 'unread'): Promise<ListedTip[]> {
  const which = of === 'unread' ? sql`t.read_at is null` : sql`t.notice_id = ${of.noticeId}`
  const found = await rows(
    sql<Omit<ListedTip, 'content'> & { content: Buffer }>`select t.id as "tipId", n.id as "noticeId", n.file_id as "fileId", n.no,
        f.no as "fileNo", t.kind, t.received_at as "receivedAt", t.read_at as "readAt", t.outcome, t.content
      from notices.tip t join notices.notice n on n.id = t.notice_id join people.rescue_file f on f.id = n.file_id
      where ${which} order by t.received_at desc limit ${LONGEST}`,
    tx,
  )
  return found.map((each) => ({ ...each, content: vault.openJson<TipContent>(tipPlace(each.tipId), each.content) }))
}

/** The picture of a wording as far as the actor sees it. */
export async function pictureOf(tx: Tx, vault: Vault, wordingId: string): Promise<{ type: string; body: Buffer } | undefined> {
  const found = await row(
    sql<{
      photo: Buffer | null
      type: string | null
    }>`select photo, photo_type as type from notices.wording where id = ${wordingId}`,
    tx,
  )
  if (!found?.photo || !found.type) return undefined
  return { type: found.type, body: Buffer.from(vault.open(photoPlace(wordingId), found.photo), 'base64') }
}

export interface PageFilter {
  sex?: string | undefined
  ageFrom?: number | undefined
  ageTo?: number | undefined
  heightFrom?: number | undefined
  heightTo?: number | undefined
  accent?: string | undefined
  county?: string | undefined
  since?: string | undefined
  until?: string | undefined
}

/**
 * What stands on the public page: adults only, said here once more though row-level security says it too. A notice without
 * a value is found by every filter of it: what nobody knows excludes nobody.
 */
const onPage = (filter: PageFilter) => sql`n.on_page and not w.minor and w.state = 'approved'
  and (${filter.sex ?? null}::text is null or w.sex is null or w.sex = ${filter.sex ?? null})
  and (${filter.ageFrom ?? null}::int is null or w.age_to is null or w.age_to >= ${filter.ageFrom ?? null}::int)
  and (${filter.ageTo ?? null}::int is null or w.age_from is null or w.age_from <= ${filter.ageTo ?? null}::int)
  and (${filter.heightFrom ?? null}::int is null or w.height is null or w.height >= ${filter.heightFrom ?? null}::int)
  and (${filter.heightTo ?? null}::int is null or w.height is null or w.height <= ${filter.heightTo ?? null}::int)
  and (${filter.accent ?? null}::text is null or w.accent is null or position(${filter.accent ?? null}::text in w.accent) > 0)
  and (${filter.county ?? null}::text is null or w.county is null or w.county = ${filter.county ?? null})
  and (${filter.since ?? null}::text is null or w.found_month is null or w.found_month >= ${filter.since ?? null})
  and (${filter.until ?? null}::text is null or w.found_month is null or w.found_month <= ${filter.until ?? null})`
const pageJoin = sql`notices.notice n join notices.wording w on w.id = n.wording_id`

export interface PagedNotice {
  no: string
  ownerPath: string
  wordingId: string
  hasPhoto: boolean
  changedAt: number
  content: Content
}

const pagedColumns = sql`n.no, n.owner_path as "ownerPath", w.id as "wordingId", w.photo is not null as "hasPhoto", n.changed_at as "changedAt",
  w.content`

export async function noticesOnPage(tx: Tx, vault: Vault, filter: PageFilter, page: { offset: number; limit: number }) {
  const found = await rows(
    sql<Omit<PagedNotice, 'content'> & { content: Buffer }>`select ${pagedColumns} from ${pageJoin} where ${onPage(filter)}
      order by n.changed_at desc, n.no desc limit ${page.limit} offset ${page.offset}`,
    tx,
  )
  return found.map((each) => ({ ...each, content: vault.openJson<Content>(contentPlace(each.wordingId), each.content) }))
}

export async function countOnPage(tx: Tx, filter: PageFilter): Promise<{ total: number; updatedAt: number | null }> {
  const found = await row(
    sql<{ total: number; updatedAt: number | null }>`select count(*) as total, max(n.changed_at) as "updatedAt" from ${pageJoin}
      where ${onPage(filter)}`,
    tx,
  )
  return found ?? { total: 0, updatedAt: null }
}

/** Values that the filters offer. */
export async function valuesOnPage(tx: Tx): Promise<{ accents: string[]; counties: string[] }> {
  const found = await rows(
    sql<{ kind: string; value: string }>`select * from (
        select distinct 'accent' as kind, w.accent as value from ${pageJoin} where ${onPage({})} and w.accent is not null
        union select distinct 'county', w.county from ${pageJoin} where ${onPage({})} and w.county is not null) v
      order by 1, 2 limit 100`,
    tx,
  )
  const of = (kind: string) => found.filter((each) => each.kind === kind).map((each) => each.value)
  return { accents: of('accent'), counties: of('county') }
}

export async function oneOnPage(tx: Tx, vault: Vault, no: string): Promise<PagedNotice | undefined> {
  const found = await row(
    sql<
      Omit<PagedNotice, 'content'> & { content: Buffer }
    >`select ${pagedColumns} from ${pageJoin} where ${onPage({})} and n.no = ${no}`,
    tx,
  )
  return found && { ...found, content: vault.openJson<Content>(contentPlace(found.wordingId), found.content) }
}

/** Notices whose page state is not what the facts say; for `guitu doctor`. */
export function pageUnlikeFacts(tx: Tx, limit: number): Promise<{ id: string; kept: unknown; told: unknown }[]> {
  return rows(
    sql<{
      id: string
      kept: boolean
      told: boolean
    }>`select n.id, n.on_page as kept, coalesce(l.name = 'tracing.notice-published', false) as told
      from notices.notice n left join lateral (
        select name from kernel.ledger l where l.subject_id = n.file_id and l.value ->> 'channel' = 'portal'
          and l.name in ('tracing.notice-published', 'tracing.notice-withdrawn') order by l.recorded_at desc, l.seq desc limit 1) l on true
      where n.on_page and l.name is distinct from 'tracing.notice-published' limit ${limit}`,
    tx,
  )
}
