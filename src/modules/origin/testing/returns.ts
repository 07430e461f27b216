/** Returns for this room's tests: letters as the room of leaving tells them, carried by the job. */
import type { Actor } from '#kernel/actor.ts'
import { jobContext } from '#kernel/jobs.ts'
import { factsOf } from '#kernel/ledger.ts'
import { type Guest, guestIn } from '../../../../tests/guest.ts'
import type { Place, TestHouse } from '../../../../tests/house.ts'
import { jobs } from '../reactions.ts'

export interface CaseOf {
  guest: Guest
  receptionId: string
}

interface OfFile {
  cases: {
    receptionId: string
    state: string
    groups: string[]
    letters: { kind: string }[]
    handedOverAt: number | null
    abandonment: boolean
    mine: boolean
    fetchOn: string | null
  }[]
  steps: { name: string; line: string }[]
  sendings: { sendingId: string; answeredAt: number | null; accepts: boolean | null }[]
  own: boolean
  fileState: string
}

/** A letter of leaving is told and carried to a place; `again` is the fact of one that is carried once more. */
export async function carried(
  house: TestHouse,
  guest: Guest,
  kind: 'ask' | 'tell',
  place: Place,
  again?: string,
): Promise<string> {
  const name = kind === 'ask' ? 'departure.origin-asked' : 'departure.origin-told'
  const organisationId = house.organisations[place].id
  if (!again)
    await guest.tell({
      name,
      value: { organisation: organisationId },
      details: { origin: house.organisations[place].name, letterNo: '云救函〔2026〕7号', text: '请接收' },
    })
  const facts = await house.look((tx) => factsOf(tx, [guest.fileId]))
  const factId = again ?? (facts.findLast((fact) => fact.name === name)?.id as string)
  const data = { fileId: guest.fileId, organisationId, kind, factId, action: crypto.randomUUID() }
  await jobs[0]?.run(jobContext(house.house), data)
  return factId
}

export const caseOf = async (house: TestHouse, actor: Actor, guest: { fileId: string }) =>
  (await house.ask(actor, 'origin.of-file', { fileId: guest.fileId })) as OfFile

/** Somebody of whom the far station was told. */
export async function told(house: TestHouse, writtenName: string): Promise<CaseOf> {
  const guest = await guestIn(house, { writtenName, birthDate: '1968-05-05' })
  await carried(house, guest, 'tell', 'far-station')
  const { cases } = await caseOf(house, house.actor('clerk', 'far-station'), guest)
  return { guest, receptionId: cases[0]?.receptionId as string }
}

/** Somebody who arrived there. */
export async function receivedAt(house: TestHouse, writtenName: string): Promise<CaseOf> {
  const found = await told(house, writtenName)
  await house.done(house.actor('clerk', 'far-station'), 'origin.receive', {
    receptionId: found.receptionId,
    to: 'family',
    receivedAt: house.now(),
    receiver: '家里人',
  })
  return found
}
