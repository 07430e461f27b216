/** Who may on leaving. Row-level security has let the row through already; this says it once more, in the open. */
import { type Actor, inRange } from '#kernel/actor.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { refuse } from './refusals.ts'

interface Owned {
  file: { ownerPath: string }
}

/** The station's own guests; what a part of a file shows is not for changing here. */
export function maySignOut(actor: Actor, loaded: Owned): boolean {
  return inRange(actor, loaded.file.ownerPath)
}

const leads = (actor: Actor) => actor.roles.some((role) => role === 'duty-leader' || role === 'station-head')

/** What a clerk may not decide alone. */
export function mayDecide(actor: Actor, loaded: Owned): boolean | Refusal {
  if (!maySignOut(actor, loaded)) return false
  return leads(actor) || refuse('ONLY_DUTY_LEADER')
}
