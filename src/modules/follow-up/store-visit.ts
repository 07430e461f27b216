/** Visits' SQL. */
import type { LoadContext } from '#kernel/action.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { LedgerFact } from '#kernel/ledger.ts'
import { dateOf } from '#kernel/time.ts'
import type { ReturneeRow } from './store-returnee.ts'

export interface VisitRow {
  id: string
  returneeId: string
  day: string
  at: number
  toldAt: number
  kind: 'visited' | 'tried' | 'note'
  manner: string | null
  finding: string | null
  by: string
  factId: string
  withdrawnAt: number | null
}

const columns = sql`v.id, v.returnee_id as "returneeId", v.day, v.at, v.told_at as "toldAt", v.kind, v.manner, v.finding, v.by_name as by,
  v.fact_id as "factId", v.withdrawn_at as "withdrawnAt"`

/** The latest first; a series of a year has a dozen. */
export const visitsOfReturnee = (tx: Tx, returneeId: string): Promise<VisitRow[]> =>
  rows(
    sql<VisitRow>`select ${columns} from follow_up.visit v where v.returnee_id = ${returneeId} order by v.at desc, v.id limit 300`,
    tx,
  )

export const visitOn = (tx: Tx, returneeId: string, day: string): Promise<VisitRow | undefined> =>
  row(
    sql<VisitRow>`select ${columns} from follow_up.visit v
      where v.returnee_id = ${returneeId} and v.day = ${day} and v.kind = 'visited' and v.withdrawn_at is null`,
    tx,
  )

export const visitById = (tx: Tx, id: string): Promise<VisitRow | undefined> =>
  row(sql<VisitRow>`select ${columns} from follow_up.visit v where v.id = ${id}`, tx)

export async function insertVisit(
  { tx, now, actor }: LoadContext,
  returnee: ReturneeRow,
  visit: Pick<VisitRow, 'id' | 'at' | 'kind' | 'manner' | 'finding' | 'by' | 'factId'>,
): Promise<void> {
  await sql`insert into follow_up.visit (id, returnee_id, person_id, owner_path, care_path, day, at, told_at, kind, manner, finding, by_name, done_by, fact_id)
    values (${visit.id}, ${returnee.id}, ${returnee.personId}, ${returnee.ownerPath}, ${returnee.carePath}, ${dateOf(visit.at)},
      ${instant(visit.at)}, ${instant(now)}, ${visit.kind}, ${visit.manner}, ${visit.finding}, ${visit.by}, ${actor.accountId}, ${visit.factId})`.execute(
    tx,
  )
}

export async function withdrawVisitRow(tx: Tx, id: string, now: number): Promise<void> {
  await sql`update follow_up.visit set withdrawn_at = ${instant(now)} where id = ${id}`.execute(tx)
}

type Told = Pick<VisitRow, 'id' | 'at' | 'toldAt' | 'manner' | 'finding' | 'by' | 'factId'> & { doneBy: string }

const text = (value: unknown) => (typeof value === 'string' ? value : null)

export const visitOfFact = (id: string, { value, ...fact }: LedgerFact): Told => ({
  id,
  at: fact.occurredAt,
  toldAt: fact.recordedAt,
  manner: text(value.manner),
  finding: text(value.finding),
  by: text(value.by) ?? '未写',
  doneBy: fact.recordedBy,
  factId: fact.id,
})

/** Visits that were written down by hand, or taken back there, follow their facts. */
export async function followVisits(
  { tx, now }: LoadContext,
  returnee: { id: string; personId: string; ownerPath: string },
  visits: readonly Told[],
): Promise<void> {
  for (const each of visits)
    await sql`insert into follow_up.visit (id, returnee_id, person_id, owner_path, care_path, day, at, told_at, kind, manner, finding, by_name, done_by, fact_id)
      select ${each.id}, ${returnee.id}, ${returnee.personId}, ${returnee.ownerPath}, (select care_path from follow_up.returnee where id = ${returnee.id}),
        ${dateOf(each.at)}, ${instant(each.at)}, ${instant(each.toldAt)}, 'visited', ${each.manner}, ${each.finding}, ${each.by}, ${each.doneBy}, ${each.factId}
      where not exists (select 1 from follow_up.visit where returnee_id = ${returnee.id} and fact_id = ${each.factId})
      on conflict do nothing`.execute(tx)
  await sql`update follow_up.visit set withdrawn_at = ${instant(now)} where returnee_id = ${returnee.id} and kind = 'visited'
    and withdrawn_at is null and not (fact_id = any(${visits.map((each) => each.factId)}::text[]))`.execute(tx)
}
