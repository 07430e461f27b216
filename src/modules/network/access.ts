/** Who may. Row-level security has let the row through already; this says it once more, in the open. */
import { type Actor, inRange } from '#kernel/actor.ts'

/** A centre's, point's or bureau's area is the place in which it stands, anybody else's is itself. */
export const areaOf = (organisation: { kind: string; path: string }): string =>
  ['protection-centre', 'protection-point', 'bureau'].includes(organisation.kind)
    ? organisation.path.replace(/[^.]+\.$/, '')
    : organisation.path

/** One's own roster and posts; those of the area for its centre and bureau. A point keeps its own. */
export const mayKeep = (actor: Actor, organisation: { path: string }): boolean =>
  inRange(actor, organisation.path) ||
  (['protection-centre', 'bureau'].includes(actor.organisation.kind) && organisation.path.startsWith(areaOf(actor.organisation)))

/** What one looks at: one's own, or one's area. */
export const maySee = (actor: Actor, organisation: { path: string }): boolean =>
  inRange(actor, organisation.path) || organisation.path.startsWith(areaOf(actor.organisation))
