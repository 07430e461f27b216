/** Who may in the hall. Row-level security has let the row through already; this says it once more, in the open. */
import { type Actor, inRange } from '#kernel/actor.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { refuse } from './refusals.ts'
import type { Changeable, LoadedFile, PersonRow } from './store.ts'

/**
 * Own range, or a part: a row outside the range only arrives here when the organisation holds a part of it. Whoever's
 * roles reach parts only (police, hospital) never changes who somebody is.
 */
export function maySeePerson(actor: Actor, _person: PersonRow): boolean {
  return actor.organisation.kind === 'station' || actor.organisation.kind === 'bureau' || actor.kind === 'system'
}

/** Who somebody is, is changed where they are or were helped; a part, or a visit with its reason, lets look. */
export function mayChangePerson(actor: Actor, person: Changeable): boolean | Refusal {
  if (!maySeePerson(actor, person)) return false
  return actor.kind === 'system' || person.mine || refuse('NOT_OURS')
}

/** Files are written by whoever owns them. */
export function mayWorkOnFile(actor: Actor, loaded: LoadedFile): boolean {
  return inRange(actor, loaded.file.ownerPath)
}
