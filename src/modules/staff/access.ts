/** Who may: whoever keeps the station of a member of staff (its head, the bureau above). Nobody else reads or writes it. */
import { type Actor, inRange } from '#kernel/actor.ts'

export const mayKeep = (actor: Actor, member: { organisationPath: string; organisationKind: string }): boolean =>
  member.organisationKind === 'station' && inRange(actor, member.organisationPath)
