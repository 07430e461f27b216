/** Who may. Row-level security has let the row through already; this says it once more, in the open. */
import { type Actor, inRange } from '#kernel/actor.ts'

/** An operation is opened, changed and closed by the bureau whose it is. */
export const mayLead = (actor: Actor, operation: { ownerPath: string }): boolean =>
  actor.kind === 'system' || (actor.organisation.kind === 'bureau' && inRange(actor, operation.ownerPath))

/** Who takes part: the bureau, the stations of the areas, and whoever patrols them. */
export const takesPart = (actor: Actor, operation: { ownerPath: string; memberPaths: readonly string[] }): boolean =>
  inRange(actor, operation.ownerPath) || operation.memberPaths.includes(actor.organisation.path)

/** Goods and casualties are written down by the bureau and the stations. */
export const mayRecord = (actor: Actor): boolean =>
  actor.kind === 'system' || ['bureau', 'station'].includes(actor.organisation.kind)

/** Whom it happened to, and who told it, is read by whose range it is. Everybody who takes part reads that it happened. */
export const readsCasualty = (actor: Actor, casualty: { ownerPath: string }): boolean => inRange(actor, casualty.ownerPath)
