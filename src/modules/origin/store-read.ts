/** What this room's queries read: lists in bounds. */
import type { Vault } from '#kernel/crypto.ts'
import { row, rows, sql, type Tx } from '#kernel/db.ts'
import { contentPlace, type LetterContent, letterPlace, receptionColumns, type ReceptionRow } from './store.ts'
import type { LetterKind, Signer, Way } from './words.ts'

/** Most open cases of a list; most ended ones. */
export const LONGEST = 1000
export const ENDED = 300

export interface ListedCase extends ReceptionRow {
  no: string
  name: string | null
  sex: string | null
  /** Place of origin, and who wrote. */
  place: string
  sender: string
  content: LetterContent
}

type Raw = Omit<ListedCase, 'content'> & { sealed: Buffer }

/**
 * Cases in one's own range, and those in which one was asked to look or to restore: a case of a file of one's own, sent to
 * another place, is theirs.
 */
const mine = sql`(kernel.in_range(r.owner_path) or exists (select 1 from kernel.part p where p.subject_id = r.file_id
  and p.part in ('origin-visit', 'origin-register') and kernel.in_range(p.organisation_path)
  and p.valid_from <= kernel.moment() and (p.valid_until is null or p.valid_until > kernel.moment())))`
const ended = sql`r.state in ('settled', 'not-accepted', 'not-arrived')`
const listed = sql`${receptionColumns}, coalesce(f.no, '') as no, p.display_name as name, p.sex, o.name as place, coalesce(s.name, '') as sender,
  r.content as sealed`
// Who may not see the file any more still has the case, with what the letter said.
const joined = sql`origin.reception r left join people.rescue_file f on f.id = r.file_id left join people.person p on p.id = f.person_id
  join kernel.organisation o on o.id = r.organisation_id left join kernel.organisation s on s.path = r.file_path`

const opened = (vault: Vault, found: Raw[]): ListedCase[] =>
  found.map(({ sealed, ...rest }) => ({ ...rest, content: vault.openJson<LetterContent>(contentPlace(rest.id), sealed) }))

/** Open cases, the longest waiting first, and the latest ended ones. */
export async function casesHere(tx: Tx, vault: Vault): Promise<{ open: ListedCase[]; done: ListedCase[]; doneTotal: number }> {
  const open = await rows(
    sql<Raw>`select ${listed} from ${joined} where ${mine} and not ${ended} order by r.told_at limit ${LONGEST}`,
    tx,
  )
  const done = await rows(
    sql<Raw>`select ${listed} from ${joined} where ${mine} and ${ended} order by r.told_at desc limit ${ENDED}`,
    tx,
  )
  const counted = await row(
    sql<{ count: number }>`select count(*) as count from origin.reception r where ${mine} and ${ended}`,
    tx,
  )
  return { open: opened(vault, open), done: opened(vault, done), doneTotal: counted?.count ?? 0 }
}

/** Cases of one file: at the places that it was sent to, and here. */
export async function casesOfFile(tx: Tx, vault: Vault, fileId: string): Promise<ListedCase[]> {
  return opened(
    vault,
    await rows(sql<Raw>`select ${listed} from ${joined} where r.file_id = ${fileId} order by r.told_at limit 20`, tx),
  )
}

export async function caseById(tx: Tx, vault: Vault, id: string): Promise<ListedCase | undefined> {
  return opened(vault, await rows(sql<Raw>`select ${listed} from ${joined} where r.id = ${id}`, tx))[0]
}

/** Cases of a year by the day of the letter, for the sheet; at most 5,000. */
export async function casesOfYear(tx: Tx, vault: Vault, from: string, until: string): Promise<ListedCase[]> {
  return opened(
    vault,
    await rows(
      sql<Raw>`select ${listed} from ${joined} where kernel.in_range(r.owner_path) and r.told_at >= ${from}::timestamptz
        and r.told_at < ${until}::timestamptz order by r.told_at limit 5000`,
      tx,
    ),
  )
}

export interface LetterRow {
  id: string
  receptionId: string
  kind: LetterKind
  way: Way
  signer: Signer | null
  at: number
  content: LetterContent
}

export async function lettersOfFile(tx: Tx, vault: Vault, fileId: string): Promise<LetterRow[]> {
  const found = await rows(
    sql<
      Omit<LetterRow, 'content'> & { sealed: Buffer }
    >`select id, reception_id as "receptionId", kind, way, signer, at, content as sealed
      from origin.letter where file_id = ${fileId} order by at limit 100`,
    tx,
  )
  return found.map(({ sealed, ...rest }) => ({ ...rest, content: vault.openJson<LetterContent>(letterPlace(rest.id), sealed) }))
}

export interface Writer {
  id: string
  name: string
  organisation: string
}

export function writersOf(tx: Tx, accounts: readonly string[]): Promise<Writer[]> {
  if (accounts.length === 0) return Promise.resolve([])
  return rows(
    sql<Writer>`select a.id, a.name, o.name as organisation from kernel.account a join kernel.organisation o on o.id = a.organisation_id
      where a.id = any(${[...new Set(accounts)]}::uuid[])`,
    tx,
  )
}

/** Cases whose receiving is told differently by facts and rows; for `guitu doctor`. */
export async function receivedUnlikeFacts(tx: Tx, limit: number): Promise<{ id: string; kept: unknown; told: unknown }[]> {
  return rows(
    sql<{ id: string; kept: boolean; told: boolean }>`select r.id, r.received_at is not null as kept, t.told
      from origin.reception r cross join lateral (select exists (select 1 from kernel.ledger l where l.subject_id = r.file_id
        and l.name = 'origin.received' and l.value ->> 'organisation' = r.organisation_id::text) as told) t
      where (r.received_at is not null) <> t.told limit ${limit}`,
    tx,
  )
}

/** Cases whose answer is told differently by facts and rows; for `guitu doctor`. */
export async function answeredUnlikeFacts(tx: Tx, limit: number): Promise<{ id: string; kept: unknown; told: unknown }[]> {
  return rows(
    sql<{ id: string; kept: boolean; told: boolean }>`select r.id, r.answered_at is not null as kept, t.told
      from origin.reception r cross join lateral (select exists (select 1 from kernel.ledger l where l.subject_id = r.file_id
        and l.name = 'origin.answered' and l.value ->> 'organisation' = r.organisation_id::text) as told) t
      where (r.answered_at is not null) <> t.told limit ${limit}`,
    tx,
  )
}
