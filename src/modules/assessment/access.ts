/** Who may. Row-level security has let the row through already; this says it once more, in the open. */
import type { Actor } from '#kernel/actor.ts'

/** Whoever reads the part of assessments writes it; the system too. */
export const mayAssess = (actor: Actor, { opens }: { opens: ReadonlySet<string> }): boolean =>
  actor.kind === 'system' || opens.has('assessment')

/** Whoever only assesses does not name others, conclude or decide: the case worker, the bureau and who reads the whole file do. */
export const mayDecide = (actor: Actor, { opens }: { opens: ReadonlySet<string> }): boolean =>
  actor.kind === 'system' || (opens.has('assessment') && opens.has('guardianship'))

export const bySystem = (actor: Actor): boolean => actor.kind === 'system'

/** A bureau decides what its range is assessed by. */
export const maySetSheets = (actor: Actor): boolean => actor.organisation.kind === 'bureau'
