/** What the tests of this room begin with: an operation that asks for handovers, somebody at the station's door, a form filled in. */
import type { TestHouse } from '../../../../tests/house.ts'

/** A signature that stands on paper. */
export const SIGNED = { typed: '某某', as: 'paper', reason: '纸上签的' }

/** The bureau takes part in the operation whose clause asks for a handover in writing. */
export async function operationAdopted(house: TestHouse): Promise<void> {
  await house.done(house.actor('bureau-officer', 'bureau'), 'supervision.adopt-pack', {
    pack: 's2',
    from: '2026-01-01',
    reason: '本市开展专项行动',
  })
  await house.work()
}

/** Somebody at the door of the station, brought by the police unless told otherwise. */
export async function guest(house: TestHouse, more: object = {}): Promise<{ fileId: string; personId: string }> {
  const form = { arrival: 'police', writtenName: '白晓棠', ...more }
  return (await house.done(house.actor('clerk'), 'intake.ask', form)).reply as { fileId: string; personId: string }
}

/** The giver's half: to the hospital, signed on paper, unless told otherwise. */
export const given = (house: TestHouse, about: string, subjectId: string, more: object = {}) => ({
  handoverId: crypto.randomUUID(),
  about,
  subjectId,
  toId: house.organisations.hospital.id,
  reason: 'treat',
  conscious: 'clear',
  officer: '赵明',
  fromSignature: SIGNED,
  ...more,
})
