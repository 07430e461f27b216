/** What a paper in somebody's hand is worth. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { paperData } from './paper-data.ts'
import { codeLine } from './rules.ts'
import type { Handover } from './store.ts'

let house: TestHouse
let station: Actor
let hospital: Actor
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T08:00' })
  station = house.actor('duty-leader')
  hospital = house.actor('hospital-officer', 'hospital')
})
afterAll(() => house?.close())

const INK = { ink: 'M10 10L40 60L80 20' }
interface Seen {
  state: string
  code: string | null
  codes: { code: string; line: string }[]
  versions: { handoverId: string; version: number }[]
}
const seen = async (handoverId: string, by = station) =>
  (await house.ask(by, 'handovers.handover', { handoverId })) as unknown as Seen
const prepared = async () => {
  const { reply } = await house.done(house.actor('clerk'), 'intake.ask', { arrival: 'self', writtenName: '白晓棠' })
  const form = {
    handoverId: crypto.randomUUID(),
    about: 'rescue-file',
    subjectId: reply.fileId,
    toId: house.organisations.hospital.id,
    reason: 'treat',
    conscious: 'clear',
    belongings: [{ what: '蓝布包', count: 1 }],
    officer: '赵明',
    fromSignature: INK,
  }
  await house.done(station, 'handovers.prepare', form)
  return form
}

describe('the check code', () => {
  test('stands on no paper before both have signed: that one says that it is no proof', async () => {
    const { handoverId } = await prepared()
    expect((await seen(handoverId)).code).toBe(null)
    const content = { fromName: '甲', toName: '乙', who: '丙', conscious: 'clear', belongings: [] }
    const unsigned = { no: '交接2026-0009', version: 1, state: 'prepared', about: 'person', reason: 'treat', content }
    expect(paperData(unsigned as unknown as Handover, {}, null).code).toBe('')
    await house.done(hospital, 'handovers.sign', { handoverId, receiver: '周护士', toSignature: INK })
    expect((await seen(handoverId)).code).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}$/)
  })

  test('of an older paper answers what happened to it: printed unsigned, signed, corrected', async () => {
    const form = await prepared()
    const { handoverId } = form
    // As papers carried it before: made while nobody had taken over yet.
    const [before] = (await seen(handoverId)).codes
    expect(before?.line).toBe(codeLine(1, null))
    await house.done(hospital, 'handovers.sign', { handoverId, receiver: '周护士', toSignature: INK, remarks: '布包已封存' })
    const signed = await seen(handoverId, hospital)
    const lineOf = ({ codes }: Seen, code: string | null | undefined) => codes.find((each) => each.code === code)?.line
    expect(lineOf(signed, before?.code)).toBe(codeLine(1, null))
    expect(lineOf(signed, signed.code)).toBe(codeLine(1, 'signed'))
    const { about: _about, subjectId: _subject, ...words } = form
    const later = { ...words, handoverId: crypto.randomUUID(), replacesId: handoverId, why: '少写一件' }
    const corrected = { ...later, belongings: [{ what: '蓝布包', count: 2 }] }
    const outcome = await house.act(station, 'handovers.correct', corrected)
    expect(outcome).not.toHaveProperty('code')
    await house.done(hospital, 'handovers.sign', { handoverId: later.handoverId, receiver: '周护士', toSignature: INK })
    const now = await seen(later.handoverId)
    expect(now.code).not.toBe(signed.code)
    expect(lineOf(now, now.code)).toBe(codeLine(2, 'signed'))
    expect(lineOf(now, signed.code)).toBe(codeLine(1, 'replaced'))
    expect(lineOf(now, before?.code)).toBe(codeLine(1, null))
    expect(lineOf(now, '0000-0000')).toBe(undefined)
  })

  test('is told to nobody who does not see the handover', async () => {
    const { handoverId } = await prepared()
    expect(await house.ask(house.actor('duty-leader', 'south'), 'handovers.handover', { handoverId })).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
  })
})
