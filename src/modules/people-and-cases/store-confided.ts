/** What was told in confidence, and to whom it is shown. */
import { factDef } from '#facts/index.ts'
import { type Actor, inRange } from '#kernel/actor.ts'
import { rows, sql, type Tx } from '#kernel/db.ts'
import type { LedgerFact } from '#kernel/ledger.ts'

/** Facts without those told in confidence, but for their owner, for who told them, and for who holds the part that they are meant for. */
export async function withoutConfided(tx: Tx, actor: Actor, facts: readonly LedgerFact[]): Promise<LedgerFact[]> {
  const hidden = facts.filter((fact) => factDef(fact.name)?.confided && !inRange(actor, fact.subject.ownerPath))
  if (hidden.length === 0) return [...facts]
  const told = await rows(
    sql<{ id: string }>`select fact_id as id from kernel.ledger
      where fact_id = any(${hidden.map((fact) => fact.id)}::text[]) and organisation_id = ${actor.organisation.id}`,
    tx,
  )
  const held = await rows(
    sql<{ part: string }>`select distinct part from kernel.part
      where subject_id = any(${[...new Set(hidden.map((fact) => fact.subject.id))]}::uuid[]) and kernel.in_range(organisation_path)
        and valid_from <= kernel.moment() and (valid_until is null or valid_until > kernel.moment())`,
    tx,
  )
  const own = new Set(told.map((each) => each.id))
  const parts = new Set(held.map((each) => each.part))
  const shut = new Set(hidden.filter((fact) => !own.has(fact.id) && !parts.has(factDef(fact.name)?.confided ?? '')))
  return facts.filter((fact) => !shut.has(fact))
}
