/** Who may: whoever works in the city looks at a sign; who set it up, and the bureau above, keeps it. */
import { type Actor, cityOf, inRange } from '#kernel/actor.ts'

export const mayCheck = (actor: Actor, sign: { ownerPath: string }): boolean =>
  actor.kind === 'system' || cityOf(actor.organisation.path) === cityOf(sign.ownerPath)
export const mayKeep = (actor: Actor, sign: { ownerPath: string }): boolean =>
  actor.kind === 'system' || inRange(actor, sign.ownerPath)
