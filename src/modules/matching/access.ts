/** Who may in matching. Row-level security has let the row through already; this says it once more, in the open. */
import { type Actor, inRange } from '#kernel/actor.ts'

/** Whoever has the guest's file decides about its pairs: the station and the bureau above it. */
export function mayDecide(actor: Actor, pair: { ownerPath: string }): boolean {
  return actor.kind === 'system' || inRange(actor, pair.ownerPath)
}

/** Either side looks. */
export function mayLook(actor: Actor, pair: { ownerPath: string; otherPath: string }): boolean {
  return inRange(actor, pair.ownerPath) || inRange(actor, pair.otherPath)
}

/** What families told as expected answers is for whoever compares; who only asks is not led by it. */
export function seesAnswers(actor: Actor): boolean {
  return (
    actor.kind === 'system' ||
    actor.roles.some((role) => ['tracing-officer', 'duty-leader', 'station-head', 'bureau-officer'].includes(role))
  )
}

/** A bureau decides by which weights its stations compare. */
export function mayChooseWeights(actor: Actor): boolean {
  return actor.organisation.kind === 'bureau'
}
