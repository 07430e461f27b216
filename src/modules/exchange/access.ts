/** Who may. Which role opens which door stands in `policies/roles.yaml`. */
import { type Actor, inRange } from '#kernel/actor.ts'

/** Rosters are brought into a station by the station itself, or by the system in its stead (the tool). */
export const mayImport = (actor: Actor): boolean => actor.organisation.kind === 'station'

/** A run is its station's. */
export const mayLead = (actor: Actor, run: { ownerPath: string; stationId: string }): boolean =>
  mayImport(actor) && inRange(actor, run.ownerPath) && actor.organisation.id === run.stationId

/** Single rows are written by the job alone: nobody makes up a file of the past by this door. */
export const isJob = (actor: Actor, run: { ownerPath: string; stationId: string }): boolean =>
  actor.kind === 'system' && mayLead(actor, run)
