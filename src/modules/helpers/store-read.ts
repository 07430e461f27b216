/** Lists of this room. Row-level security keeps each to the children whose part is held. */
import { row, rows, sql, type Tx } from '#kernel/db.ts'

/** Longest list. */
export const LONGEST = 500

export interface ListedCare {
  childId: string
  no: string
  name: string
  sex: 'male' | 'female' | null
  birthFrom: string | null
  birthTo: string | null
  townPath: string | null
}

const listed = sql`helpers.care c join people.child_file f on f.id = c.child_id join people.person p on p.id = f.person_id`

/** Children of this office, those first who wait or are late. */
export function caresListed(tx: Tx, ended: boolean, limit: number): Promise<ListedCare[]> {
  return rows(
    sql<ListedCare>`select f.id as "childId", f.no, p.display_name as name, p.sex, p.birth_from as "birthFrom", p.birth_to as "birthTo",
        f.town_path as "townPath"
      from ${listed} where ${ended ? sql`c.state = 'ended'` : sql`c.state <> 'ended'`}
      order by ${ended ? sql`c.ended_at desc` : sql`c.state = 'waiting' desc, c.next_due nulls last, c.waiting_since`}, f.no limit ${limit}`,
    tx,
  )
}

export interface Counts {
  waiting: number
  named: number
  late: number
  ended: number
}

export async function careCounts(tx: Tx, today: string): Promise<Counts> {
  const found = await row(
    sql<Counts>`select count(*) filter (where c.state = 'waiting')::int as waiting, count(*) filter (where c.state = 'named')::int as named,
      count(*) filter (where c.state <> 'ended' and c.next_due < ${today}::date)::int as late,
      count(*) filter (where c.state = 'ended')::int as ended from ${listed}`,
    tx,
  )
  return found ?? { waiting: 0, named: 0, late: 0, ended: 0 }
}

/** Children of whom this very person is the helper. */
export function caresOfHelper(tx: Tx, accountId: string, limit: number): Promise<ListedCare[]> {
  return rows(
    sql<ListedCare>`select f.id as "childId", f.no, p.display_name as name, p.sex, p.birth_from as "birthFrom", p.birth_to as "birthTo",
        f.town_path as "townPath"
      from ${listed} where c.state = 'named' and c.helper_id = ${accountId} order by c.next_due, f.no limit ${limit}`,
    tx,
  )
}

/** Rows of helping that say otherwise than the facts: a helper where the facts name none, or the other way round. */
export function caresUnlikeFacts(tx: Tx, limit: number): Promise<{ id: string; kept: unknown; told: unknown }[]> {
  return rows(
    sql<{ id: string; kept: unknown; told: unknown }>`select c.child_id as id, c.state as kept, last.name as told
      from helpers.care c left join lateral (select l.name from kernel.ledger l where l.subject_id = c.child_id
        and l.name in ('child.helper-named', 'child.helper-ended') order by l.recorded_at desc, l.seq desc limit 1) last on true
      where (c.state = 'named') <> (coalesce(last.name, '') = 'child.helper-named') limit ${limit}`,
    tx,
  )
}
