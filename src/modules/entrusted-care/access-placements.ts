/** Who may with the people placed outside. Row-level security has let the row through already; this says it once more. */
import { type Actor, inRange } from '#kernel/actor.ts'

interface Owned {
  file: { ownerPath: string }
}

/** The station's own work, and its bureau's. */
export function mayPlace(actor: Actor, loaded: Owned): boolean {
  return inRange(actor, loaded.file.ownerPath)
}

/** Whether care in the station is not possible is for the bureau to say, never for the station that proposes it. */
export function mayApprove(actor: Actor, loaded: Owned): boolean {
  return actor.organisation.kind === 'bureau' && inRange(actor, loaded.file.ownerPath)
}

/** What happens outside is told by the station, or by the institution that holds the part: others never get the row. */
export function mayTellFromOutside(actor: Actor, loaded: Owned): boolean {
  return inRange(actor, loaded.file.ownerPath) || actor.organisation.kind === 'institution'
}
