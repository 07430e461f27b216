/** Looks at a child, rounds, and children that two offices registered. */
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'

export interface LookContent {
  answers?: Record<string, unknown>
  changes?: string[]
  note?: string
  photos?: string[]
  reason?: string
}
export interface Look {
  id: string
  childId: string
  organisationPath: string
  roundId: string | null
  kind: 'seen' | 'missed'
  at: number
  risk: string | null
  guardianship: string | null
  manner: string | null
  sheet: string | null
  score: number | null
  content: LookContent
  toldAt: number
  toldBy: string
}
const place = (id: string) => `watching.look.content:${id}`

export async function insertLook(tx: Tx, vault: Vault, look: Look): Promise<void> {
  await sql`insert into watching.look (id, child_id, organisation_path, round_id, kind, at, risk, guardianship, manner, sheet, score, content, told_at, told_by)
    values (${look.id}, ${look.childId}, ${look.organisationPath}, ${look.roundId}, ${look.kind}, ${instant(look.at)}, ${look.risk}, ${look.guardianship},
      ${look.manner}, ${look.sheet}, ${look.score}, ${vault.sealJson(place(look.id), look.content)}, ${instant(look.toldAt)}, ${look.toldBy})`.execute(
    tx,
  )
}

export interface LookLine extends Look {
  by: string | null
}
export async function looksOf(tx: Tx, vault: Vault, childId: string, limit = 20): Promise<LookLine[]> {
  const found = await rows(
    sql<
      Omit<LookLine, 'content'> & { content: Buffer }
    >`select l.id, l.child_id as "childId", l.organisation_path as "organisationPath",
        l.round_id as "roundId", l.kind, l.at, l.risk, l.guardianship, l.manner, l.sheet, l.score, l.content, l.told_at as "toldAt",
        l.told_by as "toldBy", o.name as by
      from watching.look l left join kernel.organisation o on o.path = l.organisation_path
      where l.child_id = ${childId} order by l.at desc, l.id desc limit ${limit}`,
    tx,
  )
  return found.map(({ content, ...look }) => ({ ...look, content: vault.openJson<LookContent>(place(look.id), content) }))
}

/** The organisation's own look of a day, so that it is not told twice. */
export async function lookOfDay(tx: Tx, childId: string, path: string, from: number, to: number): Promise<boolean> {
  const found = await row(
    sql`select 1 as there from watching.look where child_id = ${childId} and organisation_path = ${path} and kind = 'seen'
      and at >= ${instant(from)} and at < ${instant(to)}`,
    tx,
  )
  return found !== undefined
}

export interface Round {
  id: string
  organisationId: string
  organisationPath: string
  openedAt: number
  until: string
  children: number
  closedAt: number | null
  seen: number | null
  note: string | null
  name: string | null
}
const notePlace = (id: string) => `watching.round.note:${id}`
const roundColumns = sql`r.id, r.organisation_id as "organisationId", r.organisation_path as "organisationPath", r.opened_at as "openedAt",
  r.until::text as until, r.children, r.closed_at as "closedAt", r.seen, r.note, o.name`
type SealedRound = Omit<Round, 'note'> & { note: Buffer | null }
const opened = (vault: Vault, { note, ...round }: SealedRound): Round => ({
  ...round,
  note: note ? vault.open(notePlace(round.id), note) : null,
})

export async function insertRound(tx: Tx, vault: Vault, round: Omit<Round, 'closedAt' | 'seen' | 'name'>): Promise<void> {
  await sql`insert into watching.round (id, organisation_id, organisation_path, opened_at, until, children, note) values (${round.id},
    ${round.organisationId}, ${round.organisationPath}, ${instant(round.openedAt)}, ${round.until}::date, ${round.children},
    ${round.note ? vault.seal(notePlace(round.id), round.note) : null})`.execute(tx)
}
export async function closeRoundRow(tx: Tx, id: string, seen: number, at: number): Promise<void> {
  await sql`update watching.round set closed_at = ${instant(at)}, seen = ${seen} where id = ${id}`.execute(tx)
}
export async function lockRound(tx: Tx, vault: Vault, id: string): Promise<Round | null> {
  const found = await row(
    sql<SealedRound>`select ${roundColumns} from watching.round r left join kernel.organisation o on o.path = r.organisation_path where r.id = ${id}
      for update of r`,
    tx,
  )
  return found ? opened(vault, found) : null
}
/** Rounds in sight, open ones first, the newest first. */
export async function roundsInSight(tx: Tx, vault: Vault, limit = 100): Promise<Round[]> {
  const found = await rows(
    sql<SealedRound>`select ${roundColumns} from watching.round r left join kernel.organisation o on o.path = r.organisation_path
      order by r.closed_at is not null, r.opened_at desc limit ${limit}`,
    tx,
  )
  return found.map((each) => opened(vault, each))
}
/** The round in which an organisation works: its own, or its town's. */
export async function roundUnderWay(tx: Tx, vault: Vault, path: string): Promise<Round | undefined> {
  const found = await row(
    sql<SealedRound>`select ${roundColumns} from watching.round r left join kernel.organisation o on o.path = r.organisation_path
      where r.closed_at is null and starts_with(${path}, r.organisation_path) order by length(r.organisation_path) desc limit 1`,
    tx,
  )
  return found ? opened(vault, found) : undefined
}

export interface TwinLine {
  childId: string
  otherId: string
  no: string
  otherNo: string
  name: string
  otherName: string
  foundAt: number
}
/** Pairs of files that may be of one child, as far as both are known; those whose file is closed meanwhile are settled. */
export const twinsInSight = (tx: Tx): Promise<TwinLine[]> =>
  rows(
    sql<TwinLine>`select t.child_id as "childId", t.other_id as "otherId", f.no, g.no as "otherNo", p.display_name as name, q.display_name as "otherName",
        t.found_at as "foundAt"
      from watching.twin t join people.child_file f on f.id = t.child_id join people.person p on p.id = f.person_id
        join people.child_file g on g.id = t.other_id join people.person q on q.id = g.person_id
      where f.closed_at is null and g.closed_at is null order by t.found_at desc limit 200`,
    tx,
  )

/** What an office wrote of a child, and what was seen of it, goes with the file that goes on. */
export async function moveRows(tx: Tx, { from, into }: { from: string; into: string }): Promise<void> {
  await sql`update watching.look set child_id = ${into} where child_id = ${from}`.execute(tx)
  await sql`update watching.entry set child_id = ${into} where child_id = ${from}`.execute(tx)
}
