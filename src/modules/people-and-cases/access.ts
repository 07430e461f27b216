/** Who may in the hall. Row-level security has let the row through already; this says it once more, in the open. */
import { type Actor, inRange } from '#kernel/actor.ts'
import type { LoadedFile, PersonRow } from './store.ts'

/**
 * Own range, or a part: a row outside the range only arrives here when the organisation holds a part of it. Whoever's
 * roles reach parts only (police, hospital) never changes who somebody is.
 */
export function maySeePerson(actor: Actor, _person: PersonRow): boolean {
  return actor.organisation.kind === 'station' || actor.organisation.kind === 'bureau' || actor.kind === 'system'
}

/** Files are written by whoever owns them. */
export function mayWorkOnFile(actor: Actor, loaded: LoadedFile): boolean {
  return inRange(actor, loaded.file.ownerPath)
}
