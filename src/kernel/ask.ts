/** One read: door by role, parameters parsed, answer closed by its schema and masked. */
import { mayOpen } from './access.ts'
import type { Actor } from './actor.ts'
import { all, instant, row, sql, type Tx, withActor } from './db.ts'
import type { House } from './house.ts'
import { noteRefusal, noteUnanswered } from './attempts.ts'
import { parseForm } from './perform.ts'
import { closeAnswer, type FileAnswer } from './query.ts'
import { isRefusal, kernelRefusal, type Refusal } from './refusal.ts'

/** Asks a query for an actor. Returns `{answer}`, a file, or a refusal; throws only on a defect. */
export async function ask(
  house: House,
  actor: Actor,
  name: string,
  raw: unknown,
): Promise<{ answer: unknown } | FileAnswer | Refusal> {
  const definition = house.queries.get(name)
  if (!definition || !mayOpen(house.roles, actor, name)) {
    await noteRefusal(house, actor, name, raw)
    return kernelRefusal('NOT_FOUND')
  }
  const params = parseForm(definition.params, raw)
  if (isRefusal(params)) return params
  const verdict = definition.may(actor, params)
  if (verdict !== true) return isRefusal(verdict) ? verdict : kernelRefusal('NOT_FOUND')
  const now = house.clock.now()
  const [shut, answer] = await withActor(
    house.db,
    actor,
    (tx) => all([awaitsReason(tx, actor, params, now), definition.read({ tx, actor, now, vault: house.vault }, params)]),
    now,
  )
  if (shut) return kernelRefusal('SEALED_NEEDS_REASON')
  if (answer === null || answer === undefined || (isRefusal(answer) && answer.code === 'KERNEL.NOT_FOUND')) {
    await noteUnanswered(house, actor, name, params)
    return kernelRefusal('NOT_FOUND')
  }
  if (isRefusal(answer)) return answer
  if (definition.result === 'file') return answer as FileAnswer
  return { answer: closeAnswer(definition, answer) }
}

/**
 * Whether a query names a sealed subject whose reader the actor is, and has not opened it with a reason (or too long ago).
 * To all others row-level security shows nothing of it.
 */
async function awaitsReason(tx: Tx, actor: Actor, params: Record<string, unknown>, now: number): Promise<boolean> {
  const ids = Object.values(params).filter((each) => typeof each === 'string' && UUID.test(each))
  if (ids.length === 0 || actor.kind === 'system') return false
  const found = await row(
    sql`select 1 as there from kernel.seal_reader where subject_id = any(${ids}::uuid[]) and account_id = ${actor.accountId}
      and (opened_until is null or opened_until < ${instant(now)})`,
    tx,
  )
  return found !== undefined
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
