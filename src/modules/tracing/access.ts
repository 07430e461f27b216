/** Who may in tracing. Row-level security has let the row through already; this says it once more, in the open. */
import { type Actor, inRange } from '#kernel/actor.ts'

/** The station's own work, and its bureau's. A part in a file does not make anybody write here. */
export const mayTrace = (actor: Actor, loaded: { file: { ownerPath: string } }): boolean => inRange(actor, loaded.file.ownerPath)

/** Officers are named by the station that they serve, or by the bureau above it. */
export const mayName = (actor: Actor, station: { organisationPath: string; organisationKind: string }): boolean =>
  station.organisationKind === 'station' && inRange(actor, station.organisationPath)

/** A pool is kept by stations and bureaus. */
export const mayKeepPool = (actor: Actor): boolean =>
  actor.organisation.kind === 'station' || actor.organisation.kind === 'bureau'

/** A campaign is the bureau's. */
export const mayCampaign = (actor: Actor): boolean => actor.organisation.kind === 'bureau'
