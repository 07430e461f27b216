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

/** What happens outside is told by the station, or by the institution where the person lives: another part of the file does not do. */
export function mayTellFromOutside(actor: Actor, loaded: Owned & { outside: { partPath: string | null } | undefined }): boolean {
  if (inRange(actor, loaded.file.ownerPath)) return true
  const path = loaded.outside?.partPath ?? null
  return actor.organisation.kind === 'institution' && path !== null && inRange(actor, path)
}
