/** Who may. Row-level security has let the row through already; this says it once more, in the open. */
import { type Actor, inRange } from '#kernel/actor.ts'

/** The station's own work, and its bureau's. */
export const mayTrace = (actor: Actor, owned: { ownerPath: string }): boolean => inRange(actor, owned.ownerPath)

/** The police answer what they were asked, and nothing else. */
export function mayAnswer(actor: Actor, request: { ownerPath: string; policePath: string | null }): boolean {
  if (inRange(actor, request.ownerPath)) return true
  return actor.organisation.kind === 'police' && request.policePath !== null && inRange(actor, request.policePath)
}
