/** Who sets a map: it is the whole city's, so whoever answers for the whole city. */
import { type Actor, cityOf, inRange } from '#kernel/actor.ts'

export const asksForMap = (actor: Actor): boolean => ['bureau', 'platform'].includes(actor.organisation.kind)

/** The bureau whose range is the city; a county's or a district's is within it. The administrator of the system sets everybody's. */
export const maySet = (actor: Actor): boolean =>
  actor.organisation.kind === 'platform' ||
  (actor.organisation.kind === 'bureau' && inRange(actor, cityOf(actor.organisation.path)))
