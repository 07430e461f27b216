/** Who may in the infirmary. Row-level security has let the row through already; this says it once more, in the open. */
import { type Actor, inRange } from '#kernel/actor.ts'

interface Owned {
  file: { ownerPath: string }
}

/** The station's own work, and its bureau's. */
export function mayTreat(actor: Actor, loaded: Owned): boolean {
  return inRange(actor, loaded.file.ownerPath)
}

/**
 * What is done at the bedside or on discharge is told by the station, or by the hospital or town that holds a part of the
 * file: a row outside one's range only arrives here through such a part.
 */
export function mayTellOfPatient(actor: Actor, loaded: Owned): boolean {
  return inRange(actor, loaded.file.ownerPath) || actor.organisation.kind === 'hospital' || actor.organisation.kind === 'town'
}
