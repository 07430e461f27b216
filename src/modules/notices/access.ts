/** Who may. Row-level security has let the row through already; this says it once more, in the open. */
import { type Actor, inRange } from '#kernel/actor.ts'

interface Owned {
  notice: { ownerPath: string }
}

export const mayDraft = (actor: Actor, loaded: { file: { ownerPath: string } }) =>
  actor.organisation.kind === 'station' && inRange(actor, loaded.file.ownerPath)
/** The station's own work. */
export const mayWork = (actor: Actor, loaded: Owned) =>
  actor.organisation.kind === 'station' && inRange(actor, loaded.notice.ownerPath)
/** Also the bureau's. */
export const mayOversee = (actor: Actor, loaded: Owned) =>
  (actor.organisation.kind === 'station' || actor.organisation.kind === 'bureau') && inRange(actor, loaded.notice.ownerPath)
export const mayApproveMinor = (actor: Actor, loaded: Owned) =>
  actor.organisation.kind === 'bureau' && inRange(actor, loaded.notice.ownerPath)
