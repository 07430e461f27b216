/** Who may in the infirmary. Row-level security has let the row through already; this says it once more, in the open. */
import { type Actor, inRange } from '#kernel/actor.ts'

interface Owned {
  file: { ownerPath: string }
}

/** The station's own work, and its bureau's. */
export function mayTreat(actor: Actor, loaded: Owned): boolean {
  return inRange(actor, loaded.file.ownerPath)
}

interface WithParts extends Owned {
  /** Parts of the file that the actor's own organisation holds. */
  parts: readonly string[]
}

/** Fitness for discharge and why somebody is still there: the station, the hospital that has him, who is to fetch him. */
export function mayTellOfStay(actor: Actor, loaded: WithParts): boolean {
  return inRange(actor, loaded.file.ownerPath) || loaded.parts.includes('hospital') || loaded.parts.includes('fetch')
}

/** The station, its bureau, or who was told to fetch. */
export function mayFetch(actor: Actor, loaded: WithParts): boolean {
  return inRange(actor, loaded.file.ownerPath) || loaded.parts.includes('fetch')
}

/** The register of designated hospitals is the bureaus'. */
export const mayDesignate = (actor: Actor): boolean => actor.organisation.kind === 'bureau'
