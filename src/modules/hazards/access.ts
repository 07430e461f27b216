/** Who may. Row-level security has let the row through already; this says it once more, in the open. */
import { type Actor, inRange } from '#kernel/actor.ts'
import { WATCHING } from './words.ts'

interface Placed {
  ownerPath: string
  placePath: string
  bodyPath: string | null
}

/** A centre's, point's or bureau's area is the place in which it stands, anybody else's is itself. */
export const areaOf = (organisation: { kind: string; path: string }): string =>
  ['protection-centre', 'protection-point', 'bureau'].includes(organisation.kind)
    ? organisation.path.replace(/[^.]+\.$/, '')
    : organisation.path

/** The finder, and the town, centre, point or bureau in whose area it lies: they assign, look again, close. */
export const mayManage = (actor: Actor, hazard: Placed): boolean =>
  actor.kind === 'system' ||
  inRange(actor, hazard.ownerPath) ||
  (WATCHING.includes(actor.organisation.kind) && hazard.placePath.startsWith(areaOf(actor.organisation)))

/** The body that it was given to. */
export const isBody = (actor: Actor, hazard: Placed): boolean => hazard.bodyPath !== null && inRange(actor, hazard.bodyPath)

/** Only the system tells upwards. */
export const bySystem = (actor: Actor): boolean => actor.kind === 'system'
