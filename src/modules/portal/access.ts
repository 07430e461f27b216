/** Whose pages: the station its own, the bureau those of its range. */
import { type Actor, inRange } from '#kernel/actor.ts'

export const mayEdit = (actor: Actor, organisation: { path: string; kind: string }): boolean =>
  (organisation.kind === 'station' || organisation.kind === 'bureau') && inRange(actor, organisation.path)
