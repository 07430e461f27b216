/** Who may. Row-level security has let the row through already; this says it once more, in the open. */
import type { Actor } from '#kernel/actor.ts'
import { KEEPERS } from './words.ts'

interface Opened {
  opens: ReadonlySet<string>
}

/** An organisation that answers for volunteers. */
export const isKeeper = (actor: Actor): boolean => (KEEPERS as readonly string[]).includes(actor.organisation.kind)

export const ownVolunteer = (actor: Actor, volunteer: { ownerPath: string }): boolean =>
  isKeeper(actor) && volunteer.ownerPath === actor.organisation.path && actor.roles.includes('department-officer')

/** Whoever knows the child asks for a volunteer: case worker, centre, town, village, school. */
export const mayWant = (_actor: Actor, { opens }: Opened): boolean => opens.has('register')

/** The organisation that was asked, or the case worker. */
export const mayManage = (actor: Actor, loaded: Opened & { pair: { federationPath: string } }): boolean =>
  loaded.opens.has('pairing') &&
  ((loaded.pair.federationPath === actor.organisation.path && actor.roles.includes('department-officer')) ||
    loaded.opens.has('whole'))

/** Who is paired, beside them. */
export const mayMeet = (
  actor: Actor,
  loaded: Opened & { pair: { federationPath: string }; members: readonly { accountId: string | null; until: number | null }[] },
): boolean =>
  mayManage(actor, loaded) ||
  (loaded.opens.has('pairing') && loaded.members.some((each) => each.until === null && each.accountId === actor.accountId))

/** Only the system follows facts of other rooms. */
export const bySystem = (actor: Actor): boolean => actor.kind === 'system'
