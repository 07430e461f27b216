/** What `guitu doctor` compares: the watch's rows with the facts. Ids only. */
import { rows, sql, type Tx } from '#kernel/db.ts'

interface Difference {
  id: string
  kept: unknown
  told: unknown
}

/** Open files without a row. */
export const childrenWithoutStanding = (tx: Tx, limit: number): Promise<Difference[]> =>
  rows(
    sql<Difference>`select f.id, null as kept, 'open' as told from people.child_file f
      where f.closed_at is null and not exists (select 1 from watching.standing s where s.child_id = f.id) limit ${limit}`,
    tx,
  )

/** The day of the latest look, by the facts that stand. */
export const looksUnlikeFacts = (tx: Tx, limit: number): Promise<Difference[]> =>
  rows(
    sql<Difference>`select s.child_id as id, s.last_on::text as kept, told.on::text as told from watching.standing s
      join lateral (select (max(l.occurred_at) at time zone 'Asia/Shanghai')::date as on from kernel.ledger l
        where l.subject_id = s.child_id and l.name = 'child.screened'
          and not exists (select 1 from kernel.ledger w where w.replaces = l.fact_id)) told on true
      where s.last_on is distinct from told.on limit ${limit}`,
    tx,
  )
