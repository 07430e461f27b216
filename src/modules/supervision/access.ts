/** Who decides for whom. */
import { type Actor, inRange } from '#kernel/actor.ts'

/** The jurisdiction of an organisation: a bureau's is the level that it stands in, anybody else's is itself. */
export function jurisdictionOf(organisation: { kind: string; path: string }): string {
  return organisation.kind === 'bureau' ? organisation.path.replace(/[^.]+\.$/, '') : organisation.path
}

/** Policies are adopted, and their assumed terms set, by a bureau for its own level; the system may in its stead. */
export function mayDecide(actor: Actor): boolean {
  return actor.organisation.kind === 'bureau' && inRange(actor, jurisdictionOf(actor.organisation))
}

/** A duty is waived by whoever holds the subject in range: its station's head, the bureau above. */
export function mayWaive(actor: Actor, duty: { ownerPath: string }): boolean {
  return inRange(actor, duty.ownerPath)
}
