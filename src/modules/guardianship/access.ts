/** Who may. Row-level security has let the row through already; this says it once more, in the open. */
import type { Actor } from '#kernel/actor.ts'

interface Opened {
  opens: ReadonlySet<string>
}

/** Organisations that act for the child: they protect, place, visit, bring home. */
const ACTING = ['protection-centre', 'protection-point', 'station', 'bureau']

/** Whoever works on the part of guardianship of this child. */
export const mayWork = (actor: Actor, { opens }: Opened): boolean =>
  opens.has('guardianship') && (actor.kind === 'system' || ACTING.includes(actor.organisation.kind))

/** What is asked of the bureau rests on the assessment; whoever cannot read it cannot ask. */
export const mayAsk = (actor: Actor, loaded: Opened): boolean => mayWork(actor, loaded) && loaded.opens.has('assessment')

/** The bureau that was asked. */
export const mayDecide = (actor: Actor, loaded: Opened & { request: { bureauPath: string } }): boolean =>
  actor.organisation.kind === 'bureau' &&
  loaded.opens.has('guardianship') &&
  actor.organisation.path === loaded.request.bureauPath

/** Visits are also the matter of the house in which the child lives. */
export const mayVisit = (_actor: Actor, { opens }: Opened): boolean => opens.has('guardianship')

/** Only the system follows facts of other rooms. */
export const bySystem = (actor: Actor): boolean => actor.kind === 'system'

/** A family is kept by whoever registered it, and by the bureau over it. */
export const mayKeep = (actor: Actor, family: { keeperPath: string; bureauPath: string }): boolean =>
  actor.organisation.path === family.keeperPath || actor.organisation.path === family.bureauPath
