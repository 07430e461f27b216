/** Columns that repeat what facts say; `guitu doctor` compares them. */
import type { Replay } from '#kernel/module.ts'
import { rows, sql } from '#kernel/db.ts'

export const replays: Replay[] = [
  {
    column: 'people.person.identity',
    differing: (tx, limit) =>
      rows(
        sql<{
          id: string
          kept: unknown
          told: unknown
        }>`select p.id, p.identity as kept, coalesce(l.value->>'status', 'unknown') as told from people.person p
          left join lateral (select value from kernel.ledger l where l.subject_id = p.id and l.name = 'person.identity-stated'
            and not exists (select 1 from kernel.ledger r where r.subject_id = p.id and r.replaces = l.fact_id)
            order by l.occurred_at desc, l.recorded_at desc, l.seq desc limit 1) l on true
          where p.identity <> coalesce(l.value->>'status', 'unknown') limit ${limit}`,
        tx,
      ),
  },
  {
    column: 'people.rescue_file.left_kind',
    differing: (tx, limit) =>
      rows(
        sql<{
          id: string
          kept: unknown
          told: unknown
        }>`select f.id, f.left_kind as kept, l.value->>'kind' as told from people.rescue_file f
          join lateral (select value, occurred_at from kernel.ledger l where l.subject_id = f.id and l.name = 'departure.left'
            and not exists (select 1 from kernel.ledger r where r.subject_id = f.id and r.replaces = l.fact_id)
            order by l.occurred_at desc limit 1) l on true
          where f.state = 'left' and f.left_kind is distinct from l.value->>'kind' limit ${limit}`,
        tx,
      ),
  },
]
