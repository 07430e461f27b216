/** What the queries of leaving read: lists in bounds, names from the hall's index. */
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { PlanState } from './lifecycle.ts'

/** Longest list of this room. */
export const LONGEST = 300

export interface GuestLine {
  fileId: string
  no: string
  name: string
  sex: string | null
}

export interface LeftLine extends GuestLine {
  kind: string
  leftAt: number
  sentHome: boolean
  local: boolean | null
  handedOverAt: number | null
  originToldAt: number | null
  letterNo: string | null
}

/** Of the actor's own range: whoever holds a part of a file reads it there, and has no list of it. */
export const OWN = sql`kernel.in_range(x.owner_path)`
export const who = sql`f.id as "fileId", f.no, p.display_name as name, p.sex`
export const withPerson = sql`join people.rescue_file f on f.id = x.file_id join people.person p on p.id = f.person_id`

/** Who left since an instant, latest first. */
export async function leftSince(tx: Tx, since: number): Promise<{ items: LeftLine[]; total: number }> {
  const which = sql`from departure.leaving x ${withPerson} where ${OWN} and x.left_at >= ${instant(since)}`
  const items = await rows(
    sql<LeftLine>`select ${who}, x.kind, x.left_at as "leftAt", x.sent_home as "sentHome", x.local,
      x.handed_over_at as "handedOverAt", x.origin_told_at as "originToldAt", x.letter_no as "letterNo" ${which}
      order by x.left_at desc limit ${LONGEST}`,
    tx,
  )
  const counted = await row(sql<{ total: number }>`select count(*) as total ${which}`, tx)
  return { items, total: counted?.total ?? 0 }
}

export interface PlannedLine extends GuestLine {
  state: PlanState
  route: string | null
  askedAt: number | null
  plannedOn: string | null
  means: string
  crossProvince: boolean | null
  refusedAt: number | null
  raisedTo: string | null
  factId: string
}

/** Who is here with a plan to go home: the last plan of each, the soonest first. */
export async function plannedNow(tx: Tx): Promise<{ items: PlannedLine[]; total: number }> {
  const which = sql`from departure.plan x ${withPerson}
    left join lateral (select sent_at from departure.letter where file_id = x.file_id and kind = 'ask' and about_id = x.id order by sent_at limit 1) q on true
    left join lateral (select refused_at, raised_to from departure.origin_refusal where file_id = x.file_id order by refused_at desc limit 1) r on true
    where ${OWN} and f.state = 'in' and x.state in ('drafted', 'approved', 'refused')`
  const items = await rows(
    sql<PlannedLine>`select ${who}, x.state, x.route, q.sent_at as "askedAt", x.planned_on as "plannedOn", x.means, x.cross_province as "crossProvince", r.refused_at as "refusedAt",
      r.raised_to as "raisedTo", x.fact_id as "factId" ${which} order by x.planned_on nulls last limit ${LONGEST}`,
    tx,
  )
  const counted = await row(sql<{ total: number }>`select count(*) as total ${which}`, tx)
  return { items, total: counted?.total ?? 0 }
}

/** Leavings whose repeated columns differ from the facts that tell them. */
export function leavingsUnlikeFacts(tx: Tx, limit: number): Promise<{ id: string; kept: unknown; told: unknown }[]> {
  return rows(
    sql<{ id: string; kept: unknown; told: unknown }>`select x.id, x.kind as kept, l.value->>'kind' as told
      from departure.leaving x join kernel.ledger l on l.fact_id = x.fact_id
      where l.value is not null and x.kind is distinct from l.value->>'kind' limit ${limit}`,
    tx,
  )
}

/** Leavings marked as told to the origin without a fact of it, or told without the mark. */
export function tellingsUnlikeFacts(tx: Tx, limit: number): Promise<{ id: string; kept: unknown; told: unknown }[]> {
  return rows(
    sql<{ id: string; kept: unknown; told: unknown }>`select x.id, x.origin_told_at as kept, l.at as told from departure.leaving x
      left join lateral (select max(occurred_at) as at from kernel.ledger
        where subject_id = x.file_id and name = 'departure.origin-told' and occurred_at >= x.left_at) l on true
      where x.sent_home and (x.origin_told_at is null) <> (l.at is null) limit ${limit}`,
    tx,
  )
}
