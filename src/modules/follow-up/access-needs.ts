/** Who may on the needs side. Row-level security has let the row through already; this says it once more, in the open. */
import { type Actor, inRange } from '#kernel/actor.ts'

interface Subject {
  ref: { ownerPath: string }
  /** The actor's organisation holds the part of follow-up or of origin. */
  cares: boolean
}

/** The station that sent home, its bureau, and whoever looks after the person now. */
export const mayWork = (actor: Actor, { ref, cares }: Subject): boolean => inRange(actor, ref.ownerPath) || cares

/** Besides them, the organisation that a need was handed to. */
export const mayAnswer = (actor: Actor, referral: { organisationPath: string | null }, subject: Subject): boolean =>
  mayWork(actor, subject) || (referral.organisationPath !== null && inRange(actor, referral.organisationPath))

export const mayAnswerForPolice = (
  actor: Actor,
  row: { ownerPath: string; tellerPath: string; policePath: string | null },
): boolean => [row.ownerPath, row.tellerPath, row.policePath].some((path) => path !== null && inRange(actor, path))

/** Who spoke is for the organisation that told and for the police: not for the station whose file it is, nor the bureau above. */
export const mayKnowWhoSpoke = (actor: Actor, row: { tellerPath: string; policePath: string | null }): boolean =>
  actor.organisation.path === row.tellerPath ||
  (actor.organisation.kind === 'police' && row.policePath !== null && inRange(actor, row.policePath))

/** A household belongs to whom its members belong to and to the town that watches it. */
export const mayWatch = (actor: Actor, row: { ownerPath: string; carePath: string | null }): boolean =>
  inRange(actor, row.ownerPath) || (row.carePath !== null && inRange(actor, row.carePath))
