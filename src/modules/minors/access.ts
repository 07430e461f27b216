/** Who may. Row-level security has let the row through already; this says it once more, in the open. */
import type { Actor } from '#kernel/actor.ts'
import type { Refusal } from '#kernel/refusal.ts'
import type { LoadedChild } from '#modules/people-and-cases/index.ts'
import { refuse } from './refusals.ts'

/** Roles that decide beside the case worker: the head of the centre, or of the bureau where there is none. */
export const HEADS = ['centre-head', 'bureau-leader'] as const

type Opened = Pick<LoadedChild, 'opens'>

export const isHead = (actor: Actor): boolean => HEADS.some((role) => actor.roles.includes(role))
export const isSystem = (actor: Actor): boolean => actor.kind === 'system'

/** Whoever reads this compartment writes it; the system too. */
export const opensTo =
  (compartment: string) =>
  (actor: Actor, loaded: Opened): boolean =>
    isSystem(actor) || loaded.opens.has(compartment)

/**
 * The case worker and who reads the whole file, or the head of the centre (or bureau) in charge of it. A head whose house was
 * only sent to it, approves, pairs or helps, is not.
 */
export function inCharge(actor: Actor, { opens, holds }: Pick<LoadedChild, 'opens' | 'holds'>): true | Refusal {
  return isSystem(actor) || opens.has('whole') || (isHead(actor) && holds.has('centre')) || refuse('NOT_WORKER')
}

/** How far somebody may move the child: whoever is in charge anywhere, the town that looks after the child within itself. */
export function movesFar(actor: Actor, loaded: Pick<LoadedChild, 'opens' | 'holds'>): 'anywhere' | 'within-town' | 'nowhere' {
  if (inCharge(actor, loaded) === true) return 'anywhere'
  return loaded.holds.has('town') ? 'within-town' : 'nowhere'
}

/** Kinds, joining two files, closing: the whole file has to be known for it. */
export const knowsAll = (actor: Actor, { opens }: Opened): true | Refusal =>
  isSystem(actor) || opens.has('whole') || refuse('NOT_WORKER')
