/** Who may. A role opens the door; that the person is the named officer is a rule of its own. */
import { type Actor, inRange } from '#kernel/actor.ts'
import { areaOf } from './rules.ts'

/** A bureau assesses and switches, for the level that it stands in. */
export function mayDecide(actor: Actor): boolean {
  return actor.organisation.kind === 'bureau' && inRange(actor, areaOf(actor.organisation))
}

/** Whoever holds the subject in range; a part of a file is not enough. */
export function mayCompare(actor: Actor, subject: { ownerPath: string }): boolean {
  return inRange(actor, subject.ownerPath)
}

/** What the job tells, nobody else. */
export function mayFinish(actor: Actor): boolean {
  return actor.kind === 'system'
}

export function mayReadCards(actor: Actor): boolean {
  return inRange(actor, actor.organisation.path)
}
