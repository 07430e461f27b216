/** Who may. Row-level security has let the row through already; this says it once more, in the open. */
import { type Actor, inRange } from '#kernel/actor.ts'

interface Held {
  ownerPath: string
  bodyPath: string | null
}

const isPolice = (actor: Actor) => actor.organisation.kind === 'police'

/** Whoever wrote it down, the bureau above, and the police: they give it to somebody, pass news, close. */
export const mayManage = (actor: Actor, held: Held): boolean =>
  actor.kind === 'system' || isPolice(actor) || inRange(actor, held.ownerPath)

/** The body that it was given to. */
export const isBody = (actor: Actor, held: Held): boolean => held.bodyPath !== null && actor.organisation.path === held.bodyPath

/** Dealt with by the body, or by the police; by whoever wrote it down only where nobody was given it. */
export const mayHandle = (actor: Actor, held: Held): boolean =>
  isBody(actor, held) || isPolice(actor) || (held.bodyPath === null && mayManage(actor, held))

/** Evidence and whoever is owed help: written down by everybody who deals with it. */
export const mayAdd = (actor: Actor, held: Held): boolean => mayManage(actor, held) || isBody(actor, held)

/** Whoever is owed help: also by the centre for minors, which a case with a minor stays open to. */
export const mayHelp = (actor: Actor, held: Held): boolean =>
  mayAdd(actor, held) || actor.organisation.kind === 'protection-centre'
