/** Who may. Row-level security has let the row through already; this says it once more, in the open. */
import { type Actor, inRange } from '#kernel/actor.ts'

/** The responsible station and the bureau above it set areas. */
export const maySetArea = (actor: Actor, stationPath: string): boolean => inRange(actor, stationPath)

export interface AreaSeen {
  ownerPath: string
  memberPaths: readonly string[]
}

/** Whoever patrols there: a member, the station, the bureau. */
export const patrols = (actor: Actor, area: AreaSeen): boolean =>
  inRange(actor, area.ownerPath) || area.memberPaths.includes(actor.organisation.path)

/** Whoever met the person, the station whose person it is, the bureau. */
export const mayCorrect = (actor: Actor, met: { ownerPath: string; organisationId: string }): boolean =>
  inRange(actor, met.ownerPath) || actor.organisation.id === met.organisationId

/** Only the system does what facts of other rooms bring about. */
export const bySystem = (actor: Actor): boolean => actor.kind === 'system'
