/** SQL of the telephone's list. */
import type { Range } from '#kernel/actor.ts'
import { row, rows, sql, type Tx } from '#kernel/db.ts'

export const MOST_DUE = 200

export interface DueLine {
  returneeId: string
  fileId: string | null
  personId: string
  name: string
  place: string | null
  dueOn: string | null
  lastVisit: number | null
  lastFinding: string | null
}

/** Whom this organisation looks after, those due first. */
export async function peopleDue(tx: Tx, range: Range, today: string): Promise<{ items: DueLine[]; total: number; late: number }> {
  const mine = sql`from follow_up.returnee r where r.care_path >= ${range.from} and r.care_path < ${range.to}
    and r.withdrawn_at is null and r.next_due is not null`
  const items = await rows(
    sql<DueLine>`select r.id as "returneeId", r.file_id as "fileId", r.person_id as "personId", p.display_name as name,
        coalesce(v.name, t.name) as place, r.next_due::text as "dueOn", r.last_visit as "lastVisit", w.finding as "lastFinding"
      from (select r.* ${mine} order by r.next_due, r.id limit ${MOST_DUE}) r
      join people.person p on p.id = r.person_id
      left join kernel.organisation v on v.id = r.village_id left join kernel.organisation t on t.id = r.town_id
      left join lateral (select finding from follow_up.visit where returnee_id = r.id and kind = 'visited' and withdrawn_at is null
        order by at desc limit 1) w on true
      order by r.next_due, r.id`,
    tx,
  )
  const counted = await row(
    sql<{
      total: number
      late: number
    }>`select count(*)::int as total, count(*) filter (where r.next_due < ${today}::date)::int as late ${mine}`,
    tx,
  )
  return { items, total: counted?.total ?? 0, late: counted?.late ?? 0 }
}

/** Needs of these people that are open or were settled last: what came of what was asked for. */
export function openNeedsOf(
  tx: Tx,
  personIds: readonly string[],
): Promise<{ personId: string; need: string; state: string; to: string }[]> {
  return rows(
    sql<{
      personId: string
      need: string
      state: string
      to: string
    }>`select r.person_id as "personId", r.need, r.state, r.to_name as "to"
      from follow_up.referral r where r.person_id = any(${[...personIds]}::uuid[]) and r.state in ('waiting', 'working', 'refused', 'granted')
      order by r.made_at desc limit 2000`,
    tx,
  )
}
