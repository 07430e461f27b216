/** Who may in follow-up. Row-level security has let the row through already; this says it once more, in the open. */
import { type Actor, inRange } from '#kernel/actor.ts'

interface Owned {
  ownerPath: string
  carePath: string | null
}

/** The station that sent home, its bureau, and whoever looks after the person now. */
export const mayFollow = (actor: Actor, { ownerPath, carePath }: Owned): boolean =>
  inRange(actor, ownerPath) || (carePath !== null && inRange(actor, carePath))
