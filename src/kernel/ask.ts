/** One read: door by role, parameters parsed, answer closed by its schema and masked. */
import { mayOpen } from './access.ts'
import type { Actor } from './actor.ts'
import { withActor } from './db.ts'
import type { House } from './house.ts'
import { noteRefusal, parseForm } from './perform.ts'
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
    await noteRefusal(house, actor, name)
    return kernelRefusal('NOT_FOUND')
  }
  const params = parseForm(definition.params, raw)
  if (isRefusal(params)) return params
  const verdict = definition.may(actor, params)
  if (verdict !== true) return isRefusal(verdict) ? verdict : kernelRefusal('NOT_FOUND')
  const answer = await withActor(house.db, actor, (tx) =>
    definition.read({ tx, actor, now: house.clock.now(), vault: house.vault }, params),
  )
  if (answer === null || answer === undefined) return kernelRefusal('NOT_FOUND')
  if (isRefusal(answer)) return answer
  if (definition.result === 'file') return answer as FileAnswer
  return { answer: closeAnswer(definition, answer) }
}
