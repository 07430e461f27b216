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
]
