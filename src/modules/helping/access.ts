/** Who may. Row-level security has let the row through already; this says it once more, in the open. */
import type { Actor } from '#kernel/actor.ts'

interface Opened {
  opens: ReadonlySet<string>
}

export const isSystem = (actor: Actor): boolean => actor.kind === 'system'

/** Whoever reads the plan works on it. */
export const mayPlan = (actor: Actor, { opens }: Opened): boolean => isSystem(actor) || opens.has('plan')

/** Whoever reads a compartment writes into it. */
export const mayWrite = (actor: Actor, { opens }: Opened, compartment: string): boolean =>
  isSystem(actor) || opens.has(compartment)

/** The organisation that was asked, and no other of its range. */
export const wasAsked = (actor: Actor, referral: { organisationPath: string | null }): boolean =>
  referral.organisationPath !== null && referral.organisationPath === actor.organisation.path

/** It answers for itself; whoever reads the plan writes down what was answered by letter or telephone. */
export const mayAnswer = (
  actor: Actor,
  referral: { organisationPath: string | null; compartment: string },
  opened: Opened,
): boolean => wasAsked(actor, referral) || mayWrite(actor, opened, referral.compartment)
