/** Columns of the way home that repeat what facts say, compared with them. Yields ids only. */
import { rows, sql, type Tx } from '#kernel/db.ts'

type Differing = { id: string; kept: unknown; told: unknown }

/** Plans whose route differs from the fact that made them. */
export function plansUnlikeFacts(tx: Tx, limit: number): Promise<Differing[]> {
  return rows(
    sql<Differing>`select x.id, x.route as kept, l.value->>'route' as told from departure.plan x
      join kernel.ledger l on l.fact_id = x.fact_id
      where l.value is not null and x.route is distinct from l.value->>'route' limit ${limit}`,
    tx,
  )
}

/** Costs whose amount differs from the fact that tells it. */
export function costsUnlikeFacts(tx: Tx, limit: number): Promise<Differing[]> {
  return rows(
    sql<Differing>`select x.id, x.fen as kept, l.value->>'amount' as told from departure.cost x
      join kernel.ledger l on l.fact_id = x.fact_id
      where l.value is not null and x.fen::text is distinct from l.value->>'amount' limit ${limit}`,
    tx,
  )
}

/** Answers of a level that differ from the fact that tells them. */
export function stepsUnlikeFacts(tx: Tx, limit: number): Promise<Differing[]> {
  return rows(
    sql<Differing>`select x.id, x.result as kept, l.value->>'result' as told from departure.raise_step x
      join kernel.ledger l on l.fact_id = x.answer_fact_id
      where l.value is not null and x.result is distinct from l.value->>'result' limit ${limit}`,
    tx,
  )
}
