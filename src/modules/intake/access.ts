/** Who may in reception. A file is worked on by whoever's range it lies in; a part in it (hospital, police) does not suffice. */
import { type Actor, inRange } from '#kernel/actor.ts'

/** Houses that receive people: stations, protection centres, and the bureau of a county that has no station. */
const RECEIVING: readonly string[] = ['station', 'protection-centre', 'bureau']

export function mayReceive(actor: Actor): boolean {
  return RECEIVING.includes(actor.organisation.kind)
}

export function mayWorkOn(actor: Actor, subject: { file: { ownerPath: string } }): boolean {
  return mayReceive(actor) && inRange(actor, subject.file.ownerPath)
}
