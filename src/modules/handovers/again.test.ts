/** What becomes of a handover that was corrected and then came to nothing, and what a correction keeps. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { given, guest, SIGNED } from './testing/handing.ts'

let house: TestHouse
let station: Actor
let hospital: Actor
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T08:00' })
  station = house.actor('duty-leader')
  hospital = house.actor('hospital-officer', 'hospital')
})
afterAll(() => house?.close())

const signing = (handoverId: string) => ({ handoverId, receiver: '周护士', toSignature: SIGNED })
async function prepared(more: object = {}) {
  const { fileId } = await guest(house)
  const form = given(house, 'rescue-file', fileId, {
    conscious: 'drowsy',
    injuries: { unknown: 'not-found-out' },
    officerPhone: '13900003333',
    ...more,
  })
  await house.done(station, 'handovers.prepare', form)
  return form
}
async function corrected(form: Awaited<ReturnType<typeof prepared>>) {
  const { about: _about, subjectId: _subject, encounterId: _met, ...words } = { encounterId: '', ...form }
  const handoverId = crypto.randomUUID()
  const told = { ...words, handoverId, replacesId: form.handoverId, why: '件数写错' }
  await house.done(station, 'handovers.correct', told)
  return handoverId
}
const state = async (handoverId: string) =>
  ((await house.ask(station, 'handovers.handover', { handoverId })) as { state: string }).state
const again = async (form: object) =>
  ((await house.act(station, 'handovers.prepare', { ...form, handoverId: crypto.randomUUID() })) as { code?: string }).code

describe('of an encounter', () => {
  test('a corrected handover that was declined leaves the way free for another', async () => {
    const form = await prepared({ encounterId: crypto.randomUUID() })
    const second = await corrected(form)
    expect(await again(form)).toBe('HANDOVERS.DOUBLED')
    await house.done(hospital, 'handovers.decline', { handoverId: second, reason: '没有床' })
    expect(await again(form)).toBeUndefined()
    expect(await again(form)).toBe('HANDOVERS.DOUBLED')
  })

  test('a corrected handover that was taken back leaves the way free for another', async () => {
    const form = await prepared({ encounterId: crypto.randomUUID() })
    await house.done(station, 'handovers.withdraw', { handoverId: await corrected(form), reason: '不送了' })
    expect(await again(form)).toBeUndefined()
  })

  test('a signed correction still stands for it', async () => {
    const form = await prepared({ encounterId: crypto.randomUUID() })
    await house.done(hospital, 'handovers.sign', signing(form.handoverId))
    const second = await corrected(form)
    await house.done(hospital, 'handovers.sign', signing(second))
    expect(await state(form.handoverId)).toBe('replaced')
    expect(await again(form)).toBe('HANDOVERS.DOUBLED')
  })
})

test('signed on the giver’s phone after all, it keeps what nobody changed: the telephone and what could not be found out', async () => {
  const form = await prepared()
  const page = (await house.ask(station, 'handovers.handover', { handoverId: form.handoverId })) as { injuriesUnknown: string }
  expect(page.injuriesUnknown).toBe('not-found-out')
  const { officerPhone: _masked, ...words } = { officerPhone: undefined, ...form }
  await house.done(station, 'handovers.sign-both', { ...words, ...signing(form.handoverId) })
  const { officerPhone } = (await house.ask(station, 'handovers.handover', { handoverId: form.handoverId })) as {
    officerPhone: string
  }
  expect(officerPhone).toMatch(/^139.*3333$/)
})

test('contested, it waits with its giver and is counted there', async () => {
  const form = await prepared()
  const waiting = async () => ((await house.ask(station, 'handovers.waiting')) as { contested: number }).contested
  const before = await waiting()
  await house.done(station, 'handovers.sign-both', { ...form, ...signing(form.handoverId) })
  await house.done(hospital, 'handovers.contest', { handoverId: form.handoverId, reason: '不是我院的人' })
  expect(await waiting()).toBe(before + 1)
  const { items } = (await house.ask(station, 'handovers.list', {})) as { items: { handoverId: string }[] }
  expect(items[0]?.handoverId).toBe(form.handoverId)
})
