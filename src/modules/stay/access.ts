/** Who may, deny by default. Which role opens which door stands in `policies/roles.yaml`. */
import { type Actor, inRange } from '#kernel/actor.ts'

/** Roles whose word counts as the station's decision. */
const LEADERS = ['duty-leader', 'station-head']

/** Whether the actor may decide where the rules leave it to a leader. */
export const isLeader = (actor: Actor) => actor.roles.some((role) => LEADERS.includes(role))

/** Whether the actor works in the station that owns the row, or is the system acting for it. */
export const inHouse = (actor: Actor, ownerPath: string) =>
  inRange(actor, ownerPath) && (actor.kind === 'system' || actor.organisation.kind === 'station')

/** Whether the actor is the civil affairs authority above the station. */
export const isBureauOver = (actor: Actor, ownerPath: string) => inRange(actor, ownerPath) && actor.organisation.kind === 'bureau'
