/** Rows whose repeated column differs from what the facts say, for the doctor. */
import { rows, sql, type Tx } from '#kernel/db.ts'

/** Requests that stand as answered by a fact that is not there, was taken back, or says otherwise. */
export function answersUnlikeFacts(tx: Tx, limit: number): Promise<{ id: string; kept: unknown; told: unknown }[]> {
  return rows(
    sql<{ id: string; kept: unknown; told: unknown }>`select r.id, r.state as kept, l.value->>'result' as told
      from identification.request r left join kernel.ledger l on l.fact_id = r.answer_fact and l.subject_id = r.file_id
      where r.answer_fact is not null and (l.fact_id is null
        or exists (select 1 from kernel.ledger w where w.subject_id = r.file_id and w.replaces = l.fact_id)
        or (l.value is not null and r.state in ('found', 'not-found', 'cannot')
          and r.state <> case when l.value->>'result' = 'cannot-at-this-level' then 'cannot' else l.value->>'result' end))
      limit ${limit}`,
    tx,
  )
}

/** Decisions that stand though the facts say undone, or the other way round. */
export function decisionsUnlikeFacts(tx: Tx, limit: number): Promise<{ id: string; kept: unknown; told: unknown }[]> {
  return rows(
    sql<{ id: string; kept: unknown; told: unknown }>`select d.id, d.state as kept,
        case when l.fact_id is null then 'not told' when w.fact_id is null then 'decided' else 'undone' end as told
      from identification.decision d
        left join kernel.ledger l on l.action_id = d.decided_action and l.subject_id = d.file_id and l.name = 'tracing.identified'
        left join kernel.ledger w on w.subject_id = d.file_id and w.replaces = l.fact_id
      where (d.state in ('decided', 'undoing') and (l.fact_id is null or w.fact_id is not null))
        or (d.state = 'undone' and w.fact_id is null)
      limit ${limit}`,
    tx,
  )
}
