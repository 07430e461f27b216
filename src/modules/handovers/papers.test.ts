/** The paper with drawn signatures, and the register as a sheet. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let house: TestHouse
let station: Actor
beforeAll(async () => {
  house = await openTestHouse()
  station = house.actor('duty-leader')
})
afterAll(() => house?.close())

const file = async (by: Actor, name: string, params: object) =>
  (await house.ask(by, name, params as never)) as { file?: { type: string; name: string; body: Uint8Array }; code?: string }

test('is printed for both sides, signed or still to be signed by hand, and not once it was taken back', async () => {
  const { reply } = await house.done(house.actor('clerk'), 'intake.ask', { arrival: 'self', writtenName: '白晓棠' })
  const form = {
    handoverId: crypto.randomUUID(),
    about: 'rescue-file',
    subjectId: reply.fileId,
    toId: house.organisations.hospital.id,
    reason: 'treat',
    conscious: 'clear',
    belongings: [{ what: '蓝布包', count: 1 }, { what: '现金' }],
    officer: '赵明',
    fromSignature: { ink: 'M10 10L300 200L500 20' },
  }
  await house.done(station, 'handovers.prepare', form)
  const { handoverId } = form
  const hospital = house.actor('hospital-officer', 'hospital')
  expect((await file(hospital, 'handovers.paper', { handoverId })).file?.type).toBe('application/pdf')
  await house.done(hospital, 'handovers.sign', { handoverId, receiver: '周护士', toSignature: form.fromSignature })
  const printed = (await file(station, 'handovers.paper', { handoverId })).file
  expect(printed?.name).toMatch(/^书面交接单 交接2026-0001/)
  expect((await file(house.actor('duty-leader', 'south'), 'handovers.paper', { handoverId })).code).toBe('KERNEL.NOT_FOUND')
  expect((await file(station, 'handovers.sheet', { box: 'given' })).file?.name).toMatch(/\.xlsx$/)
  const other = { ...form, handoverId: crypto.randomUUID() }
  await house.done(station, 'handovers.prepare', other)
  await house.done(station, 'handovers.withdraw', { handoverId: other.handoverId, reason: '写错' })
  expect((await file(station, 'handovers.paper', { handoverId: other.handoverId })).code).toBe('HANDOVERS.NO_PAPER')
})
