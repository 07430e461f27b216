/** Who may. Row-level security has let the row through already; this says it once more, in the open, and denies by default. */
import { type Actor, inRange } from '#kernel/actor.ts'
import { isIndependent } from './rules.ts'

interface Concerned {
  ownerPath: string
  bodyPath: string | null
  bodyKind: string | null
  accused: readonly string[]
  reviewPath: string | null
  state: string
  delegatePath: string | null
  delegateAccount: string | null
  lookers: readonly string[]
  reviewAt: number | null
}

/** Complained of himself, or of a body within whose reach he works. */
export const isComplainedOf = (actor: Actor, of: Pick<Concerned, 'accused' | 'bodyPath' | 'bodyKind'>): boolean =>
  of.accused.includes(actor.accountId) ||
  (of.bodyPath !== null && !isIndependent(actor.organisation, { kind: of.bodyKind ?? '', path: of.bodyPath }))

/** Of the organisation whose complaint it is now: in a review the level above, where there is one. */
export const isHandler = (actor: Actor, of: Concerned): boolean =>
  actor.kind === 'system' ||
  (actor.kind === 'person' &&
    !isComplainedOf(actor, of) &&
    actor.organisation.path === (of.reviewAt !== null && of.reviewPath !== null ? of.reviewPath : of.ownerPath))

/** The one account that it was given to, and who is not meant himself. */
export const isDelegate = (actor: Actor, of: Concerned): boolean =>
  actor.kind === 'person' &&
  of.delegateAccount === actor.accountId &&
  of.delegatePath === actor.organisation.path &&
  !of.accused.includes(actor.accountId)

export const mayRead = (actor: Actor, of: Concerned): boolean =>
  actor.kind === 'system' || isDelegate(actor, of) || (inRange(actor, of.ownerPath) && !isComplainedOf(actor, of))

/** Looks into it: whom it was given to, else anybody of the handler; in a review nobody who looked before. */
export const mayLookInto = (actor: Actor, of: Concerned): boolean => {
  if (of.state === 'review' && of.lookers.includes(actor.accountId)) return false
  if (of.delegateAccount !== null) return isDelegate(actor, of)
  return isHandler(actor, of)
}

export const isStaff = (actor: Actor): boolean => actor.kind === 'person'
export const isPublic = (actor: Actor): boolean => actor.kind === 'public'
