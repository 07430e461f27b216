/** The column that repeats what facts say: the bed a guest has now. */
import { rows, sql } from '#kernel/db.ts'
import type { Replay } from '#kernel/module.ts'

interface Differing {
  id: string
  kept: string | null
  told: string | null
}

export const replays: Replay[] = [
  {
    column: 'stay.bed_use.left_at',
    differing: (tx, limit) =>
      rows(
        sql<Differing>`
          with last as (
            select distinct on (subject_id) subject_id, name, value->>'bed' as bed from kernel.ledger
            where name in ('stay.bed-assigned', 'stay.bed-left') and subject_kind = 'rescue-file'
            order by subject_id, recorded_at desc, seq desc),
          told as (select subject_id as id, bed from last where name = 'stay.bed-assigned'),
          kept as (select u.file_id as id, b.label as bed from stay.bed_use u join stay.bed b on b.id = u.bed_id where u.left_at is null)
          select coalesce(k.id, t.id) as id, k.bed as kept, t.bed as told from kept k full join told t on t.id = k.id
          where k.bed is distinct from t.bed limit ${limit}`,
        tx,
      ),
  },
  {
    column: 'stay.leave.state',
    differing: (tx, limit) =>
      rows(
        sql<Differing>`
          select v.id, v.state as kept, 'ended' as told from stay.leave v
          where v.state in ('out', 'not-back') and exists (
            select 1 from kernel.ledger l where l.subject_id = v.file_id and l.name = 'stay.leave-ended' and l.occurred_at >= v.begun_at
              and l.value->>'returned' = 'true' and not exists (select 1 from kernel.ledger w where w.replaces = l.fact_id))
          limit ${limit}`,
        tx,
      ),
  },
]
