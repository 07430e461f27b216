/** The SQL of refusals by a place of origin and of their ladder. */
import type { LoadContext } from '#kernel/action.ts'
import { instant, rows, sql, type Tx } from '#kernel/db.ts'
import type { RefusalState } from './lifecycle.ts'
import type { Owned } from './store.ts'

export interface StepRow {
  id: string
  refusalId: string
  level: 'county' | 'city' | 'province' | 'ministry'
  raisedAt: number
  answeredAt: number | null
  result: 'receives' | 'cannot-settle' | 'stays-here' | null
  factId: string
  answerFactId: string | null
}

/** Levels asked about a file, in their order; at most 50. */
export function stepsOf(tx: Tx, fileId: string): Promise<StepRow[]> {
  return rows(
    sql<StepRow>`select id, refusal_id as "refusalId", level, raised_at as "raisedAt", answered_at as "answeredAt", result, fact_id as "factId",
      answer_fact_id as "answerFactId" from departure.raise_step where file_id = ${fileId} order by raised_at, array_position(array['county', 'city', 'province', 'ministry'], level), id limit 50`,
    tx,
  )
}

export async function insertRefusal(context: LoadContext, refusal: Owned): Promise<void> {
  await sql`insert into departure.origin_refusal (id, file_id, owner_path, refused_at, fact_id)
    values (${refusal.id}, ${refusal.fileId}, ${refusal.ownerPath}, ${instant(context.occurredAt)}, ${refusal.factId})`.execute(
    context.tx,
  )
}

export async function insertStep(context: LoadContext, step: Owned & { refusalId: string; level: string }): Promise<void> {
  const at = instant(context.occurredAt)
  await sql`insert into departure.raise_step (id, refusal_id, file_id, owner_path, level, raised_at, fact_id)
    values (${step.id}, ${step.refusalId}, ${step.fileId}, ${step.ownerPath}, ${step.level}, ${at}, ${step.factId})`.execute(
    context.tx,
  )
  await sql`update departure.origin_refusal set state = 'raised', raised_at = ${at}, raised_to = ${step.level} where id = ${step.refusalId}`.execute(
    context.tx,
  )
}

export async function answerStep(context: LoadContext, step: { id: string; result: string; factId: string }): Promise<void> {
  await sql`update departure.raise_step set answered_at = ${instant(context.occurredAt)}, result = ${step.result}, answer_fact_id = ${step.factId}
    where id = ${step.id}`.execute(context.tx)
}

export async function moveRefusal(tx: Tx, id: string, state: RefusalState, at: number): Promise<void> {
  const settled = state === 'settled' || state === 'stays'
  await sql`update departure.origin_refusal set state = ${state}, settled_at = ${settled ? instant(at) : null} where id = ${id}`.execute(
    tx,
  )
}
