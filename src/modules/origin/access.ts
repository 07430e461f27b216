/** Who may at the place of origin. Row-level security has let the row through already; this says it once more, in the open. */
import { type Actor, inRange } from '#kernel/actor.ts'

interface Case {
  reception: { ownerPath: string; visitPath: string | null; askedToRestore: boolean }
}

const stationOrBureau = (actor: Actor) => actor.organisation.kind === 'station' || actor.organisation.kind === 'bureau'

/** The origin's own work, and its bureau's. */
export const mayReceive = (actor: Actor, loaded: Case): boolean =>
  stationOrBureau(actor) && inRange(actor, loaded.reception.ownerPath)

/** The origin's own case of reception can be opened. */
export const mayOpen = (actor: Actor): boolean => stationOrBureau(actor)

/** Also the town or village that was asked to look: it holds a part of the file. */
export const mayVisit = (actor: Actor, loaded: Case): boolean =>
  mayReceive(actor, loaded) ||
  ((actor.organisation.kind === 'town' || actor.organisation.kind === 'village') &&
    loaded.reception.visitPath !== null &&
    inRange(actor, loaded.reception.visitPath))

/** Also the police that were asked: another part of the file does not do. */
export const mayRestore = (actor: Actor, loaded: Case): boolean =>
  mayReceive(actor, loaded) || (actor.organisation.kind === 'police' && loaded.reception.askedToRestore)

/** Who sends the letter: the owner of the file. */
export const maySend = (actor: Actor, loaded: { file: { ownerPath: string } }): boolean =>
  stationOrBureau(actor) && inRange(actor, loaded.file.ownerPath)

/** Letters inside the system are carried by the system alone, for who sends them. */
export const mayDeliver = (actor: Actor, loaded: { file: { ownerPath: string } }): boolean =>
  actor.kind === 'system' && inRange(actor, loaded.file.ownerPath)
