/** The handover owed when an authority brings somebody: due, met, late; on the person before there is a file, and seen by reception. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LoadContext } from '#kernel/action.ts'
import type { Actor } from '#kernel/actor.ts'
import { withActor } from '#kernel/db.ts'
import { grantPart, insertPerson } from '#modules/people-and-cases/index.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { given, operationAdopted, SIGNED } from './testing/handing.ts'

let house: TestHouse
let clerk: Actor
let police: Actor
let station: Actor
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T08:00' })
  clerk = house.actor('clerk')
  station = house.actor('duty-leader')
  police = house.actor('police-officer', 'police')
  await operationAdopted(house)
})
afterAll(() => house?.close())

/** Somebody of the station's area whom the police met on the street: they see the person and no file. */
async function known(name: string) {
  const personId = crypto.randomUUID()
  const { id, path: ownerPath } = house.organisations.north
  await withActor(house.house.db, station, async (tx) => {
    const context = { tx, vault: house.house.vault, now: house.now() } as LoadContext
    const description = { writtenName: name, sex: 'male' as const }
    await insertPerson(context, { id: personId, ownerPath, stationId: id, description, identity: 'claimed' })
    const { path } = house.organisations.police
    await grantPart(tx, { kind: 'person', subjectId: personId, ownerPath, path, part: 'patrol', from: house.now() })
  })
  return personId
}
const handed = (personId: string, more: object = {}) =>
  given(house, 'person', personId, {
    toId: house.organisations.north.id,
    reason: 'help',
    officer: '石磊',
    officerNo: '990012',
    ...more,
  })
const both = { receiver: '宋敏', toSignature: SIGNED }
const owed = async (fileId: string) =>
  (
    (await house.ask(station, 'supervision.file-duties', { subjectId: fileId })) as { items: { clause: string; state: string }[] }
  ).items
    .filter((each) => each.clause === 's2.12.handover')
    .map((each) => each.state)
const reception = async (fileId: string) =>
  (await house.ask(clerk, 'intake.reception', { fileId })) as {
    steps: Record<string, string>
    handover: unknown
    warnings: string[]
  }
const receive = async (personId: string) =>
  (await house.done(clerk, 'intake.ask', { arrival: 'police', personId })).reply.fileId as string
async function accept(fileId: string) {
  await house.done(clerk, 'intake.check-safety', { fileId, safety: 'clear', consent: 'given', secondStaff: '吴爱华' })
  await house.done(clerk, 'intake.register', { fileId, writtenName: '某人', conditions: ['none'], capacity: 'full' })
  return house.done(clerk, 'intake.accept', { fileId })
}

describe('the handover owed', () => {
  test('is met by what both signed on the road about the person, and reception shows who brought them', async () => {
    const personId = await known('路上人')
    house.at('2026-12-09T20:00')
    const form = { ...handed(personId), ...both }
    await house.done(police, 'handovers.sign-both', form)
    house.at('2026-12-09T20:30')
    const fileId = await receive(personId)
    expect(await owed(fileId)).toEqual(['met'])
    const page = await reception(fileId)
    expect(page.steps['handover']).toBe('done')
    expect(page.handover).toMatchObject({ fromUnit: '车站派出所', officer: '石磊', late: false })
    const desk = (await house.ask(clerk, 'intake.open-receptions', {})) as {
      receptions: { fileId: string; steps: Record<string, string> }[]
    }
    expect(desk.receptions.find((each) => each.fileId === fileId)?.steps['handover']).toBe('done')
    expect((await accept(fileId)).reply['warnings']).not.toContain('handover-missing')
    // The desk corrects it where it was written, and does not write a second one.
    const again = { fileId, fromUnit: '车站派出所', officer: '石', signedByEscort: true, signedByUs: true }
    expect(await house.act(clerk, 'intake.sign-handover', again)).toMatchObject({ code: 'INTAKE.HANDOVER_SIGNED' })
    expect(await house.act(clerk, 'intake.sign-handover', { ...again, correcting: true })).toMatchObject({
      code: 'INTAKE.HANDOVER_ELSEWHERE',
    })
  })

  test('is due from the moment the police bring somebody, and late when the station signs after the acceptance', async () => {
    const personId = await known('迟签人')
    house.at('2026-12-10T09:00')
    const fileId = await receive(personId)
    expect(await owed(fileId)).toEqual(['pending'])
    const form = handed(personId)
    await house.done(police, 'handovers.prepare', form)
    expect(await owed(fileId)).toEqual(['pending'])
    expect((await accept(fileId)).reply['warnings']).toContain('handover-missing')
    house.at('2026-12-10T11:00')
    expect(await owed(fileId)).toEqual(['overdue'])
    await house.done(clerk, 'handovers.sign', { handoverId: form.handoverId, ...both })
    expect(await owed(fileId)).toEqual(['met-late'])
  })

  test('a handover of an earlier stay, or to somewhere else, is not that of a new reception', async () => {
    const personId = await known('又来的人')
    house.at('2026-12-11T09:00')
    await house.done(police, 'handovers.sign-both', { ...handed(personId, { toId: house.organisations.hospital.id }), ...both })
    house.at('2026-12-11T10:00')
    const fileId = await receive(personId)
    expect((await reception(fileId)).steps['handover']).toBe('open')
    await house.done(station, 'handovers.sign-both', {
      ...handed(personId, { about: 'rescue-file', subjectId: fileId, toId: house.organisations.hospital.id }),
      ...both,
    })
    expect((await reception(fileId)).steps['handover']).toBe('open')
    await house.done(clerk, 'intake.sign-handover', {
      fileId,
      fromUnit: '车站派出所',
      officer: '石磊',
      signedByEscort: true,
      signedByUs: true,
    })
    expect((await reception(fileId)).steps['handover']).toBe('done')
  })
})
