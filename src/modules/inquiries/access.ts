/** Who may with inquiries. Row-level security has let the row through already; this says it once more, in the open. */
import { type Actor, inRange } from '#kernel/actor.ts'

/** The organisation that received it, and its bureau. */
export function mayWork(actor: Actor, inquiry: { ownerPath: string }): boolean {
  return actor.kind !== 'public' && inRange(actor, inquiry.ownerPath)
}

/** Staff receive for their own station or bureau. */
export function mayReceive(actor: Actor): boolean {
  return actor.kind !== 'public' && (actor.organisation.kind === 'station' || actor.organisation.kind === 'bureau')
}

/** The public's two doors: nobody signed in comes through them. */
export const isPublic = (actor: Actor): boolean => actor.kind === 'public'

/** What follows from other rooms' facts is told by the system alone. */
export const isSystem = (actor: Actor): boolean => actor.kind === 'system'
