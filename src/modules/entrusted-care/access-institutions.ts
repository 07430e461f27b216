/** Who may, on the side of the institutions. Row-level security has let the row through already; this says it in the open. */
import { type Actor, inRange } from '#kernel/actor.ts'

interface Owned {
  institution: { ownerPath: string }
}
const ofKind = (actor: Actor, ...kinds: string[]) => kinds.includes(actor.organisation.kind)

/** The station that sends people there, and its bureau. */
export const mayKeep = (actor: Actor, loaded: Owned) =>
  ofKind(actor, 'station', 'bureau') && inRange(actor, loaded.institution.ownerPath)
/** The bureau decides: contact, exceptions, alarms. */
export const mayOversee = (actor: Actor, loaded: Owned) => ofKind(actor, 'bureau') && inRange(actor, loaded.institution.ownerPath)
/** Also the institution itself: a row outside one's range only arrives here through a part. */
export const mayTell = (actor: Actor, loaded: Owned) => mayKeep(actor, loaded) || ofKind(actor, 'institution')
/** What is paid, who was seen, what raised an alarm: not the institution's to read. */
export const isInstitution = (actor: Actor) => ofKind(actor, 'institution')
