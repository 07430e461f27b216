/** Who may in follow-up. Row-level security has let the row through already; this says it once more, in the open. */
import { type Actor, inRange } from '#kernel/actor.ts'

interface Owned {
  ownerPath: string
  carePath: string | null
}

/** The station that sent home, its bureau, and whoever looks after the person now. */
export const mayFollow = (actor: Actor, { ownerPath, carePath }: Owned): boolean =>
  inRange(actor, ownerPath) || (carePath !== null && inRange(actor, carePath))

/** The register is kept by stations and bureaus; a town looks in on whom it was given. */
export const mayRegister = (actor: Actor, owned: Owned): boolean =>
  mayFollow(actor, owned) && (actor.kind === 'system' || ['station', 'bureau'].includes(actor.organisation.kind))

/** The area of an organisation: a bureau's is that of its city or county, anybody else's its own path. */
export const areaOf = (organisation: { kind: string; path: string }): string =>
  organisation.kind === 'bureau' ? organisation.path.replace(/[^.]+\.$/, '') : organisation.path

/** Who only goes and looks: a village's worker reads whom, where and when, never why. */
export const onlyVisits = (actor: Actor): boolean =>
  actor.kind === 'person' && actor.roles.every((role) => role === 'village-worker')
