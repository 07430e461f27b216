/** Columns that repeat what facts say; `guitu doctor` compares them. */
import { rows, sql, type Tx } from '#kernel/db.ts'
import type { Replay } from '#kernel/module.ts'

interface Differing {
  id: string
  kept: unknown
  told: unknown
}

const holds = sql`not exists (select 1 from kernel.ledger w where w.subject_id = l.subject_id and w.replaces = l.fact_id)`

const lastOf = (column: string, name: string, key: string, kind?: string) => ({
  column: `tracing.guest.${column}`,
  differing: (tx: Tx, limit: number) =>
    rows(
      sql<Differing>`select g.file_id as id, ${sql.ref(`g.${column}`)} as kept, t.told from tracing.guest g
        left join lateral (select l.value->>${key} as told from kernel.ledger l
          where l.subject_id = g.file_id and l.name = ${name} and (${kind ?? null}::text is null or l.value->>'kind' = ${kind ?? null}) and ${holds}
          order by l.occurred_at desc, l.recorded_at desc, l.seq desc limit 1) t on true
        where ${sql.ref(`g.${column}`)}::text is distinct from t.told limit ${limit}`,
      tx,
    ),
})

export const replays: Replay[] = [
  {
    column: 'tracing.guest.interviews',
    differing: (tx, limit) =>
      rows(
        sql<Differing>`select t.id, g.interviews as kept, t.told from (
            select l.subject_id as id, count(*) filter (where l.value->>'brief' is distinct from 'true') as told from kernel.ledger l
            where l.name = 'tracing.interviewed' and l.subject_kind = 'rescue-file' and ${holds} group by l.subject_id) t
          left join tracing.guest g on g.file_id = t.id where g.interviews is distinct from t.told limit ${limit}`,
        tx,
      ),
  },
  lastOf('officer_id', 'file.officer-named', 'officer'),
  {
    column: 'tracing.lead.state',
    differing: (tx, limit) =>
      rows(
        sql<Differing>`select d.id, d.state as kept, coalesce(t.result, 'open') as told from tracing.lead d
          left join lateral (select l.value->>'result' as result from kernel.ledger l
            where l.subject_id = d.file_id and l.name = 'tracing.lead-settled' and l.value->>'lead' = d.id::text and ${holds}
            order by l.recorded_at desc, l.seq desc limit 1) t on true
          where d.state <> coalesce(t.result, 'open') limit ${limit}`,
        tx,
      ),
  },
]
