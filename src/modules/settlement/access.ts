/** Who may. Row-level security has let the row through already; this says it once more, in the open. */
import { type Actor, inRange } from '#kernel/actor.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { refuse } from './refusals.ts'

interface Owned {
  file: { ownerPath: string }
}

/** The station prepares and applies. */
export const mayPrepare = (actor: Actor, { file }: Owned): boolean =>
  actor.organisation.kind === 'station' && inRange(actor, file.ownerPath)

/** The station or its bureau. */
export const mayWork = (actor: Actor, { file }: Owned): boolean =>
  (actor.organisation.kind === 'station' || actor.organisation.kind === 'bureau') && inRange(actor, file.ownerPath)

/** The bureau decides. */
export const mayOversee = (actor: Actor, { file }: Owned): boolean =>
  actor.organisation.kind === 'bureau' && inRange(actor, file.ownerPath)

/** The police body that was named for it; or the bureau, by a paper of the police. */
export function mayRegister(actor: Actor, loaded: Owned & { case: { policePath: string | null } | undefined }): boolean {
  if (actor.organisation.kind !== 'police') return mayOversee(actor, loaded)
  const path = loaded.case?.policePath
  return path !== null && path !== undefined && inRange(actor, path)
}

/** What is missing and required is waived by the head alone. */
export function mayWaive(actor: Actor): true | Refusal {
  return actor.roles.includes('station-head') || refuse('HEAD_ONLY')
}

/** Only the system follows facts of other rooms. */
export const bySystem = (actor: Actor): boolean => actor.kind === 'system'
