import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { aPhone } from '../../../tests/phone/phone.ts'
import { JUMP_MS, phoneClock } from './clock.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
let phone = aPhone()
afterEach(() => {
  phone.close()
  phone = aPhone()
})
const wrongBy = (at: number) =>
  phone.server.done.map((each) => Math.abs(each.trueAt - (each.form.at as number))).map((ms) => ms > at)
const recordNow = (engine: Awaited<ReturnType<typeof phone.open>>, title: string) =>
  engine.record('patrol.check-place', { at: phone.now() }, { title })

test('a phone whose clock is a day wrong: the server learns the true time, the record keeps the phone’s', async () => {
  for (const ahead of [DAY, -DAY]) {
    phone.setClock(ahead)
    const engine = await phone.open()
    await recordNow(engine, '一')
    phone.later(5 * HOUR)
    expect(engine.state().waiting[0]?.recordedAt).toBe(phone.now() + ahead - 5 * HOUR)
    await engine.flush()
    expect(wrongBy(1000)).toEqual([false])
    expect(phone.server.done[0]?.occurredAt).toBe(phone.now() + ahead - 5 * HOUR)
    expect(engine.now()).toBe(phone.now())
    phone.close()
    phone = aPhone()
  }
})

test('put right in the middle of a shift without network: what was recorded before and after has its true time', async () => {
  phone.setClock(-DAY)
  const engine = await phone.open()
  await engine.contact()
  phone.server.before = () => new TypeError('no network')
  phone.later(HOUR)
  await recordNow(engine, '改钟前')
  phone.later(HOUR)
  phone.setClock(0)
  await recordNow(engine, '改钟后')
  expect(engine.now()).toBe(phone.now())
  phone.later(HOUR)
  phone.server.before = () => undefined
  await engine.flush()
  expect(phone.server.done).toHaveLength(2)
  expect(wrongBy(1000)).toEqual([false, false])
})

test('put right while the phone was off: measured later, each record is corrected in the frame that it was made in', async () => {
  phone.setClock(DAY)
  const engine = await phone.open()
  await engine.contact()
  phone.server.before = () => new TypeError('no network')
  await recordNow(engine, '改钟前')
  phone.close()
  phone.setClock(0)
  phone.later(HOUR)
  const again = await phone.open()
  await recordNow(again, '改钟后')
  phone.server.before = () => undefined
  phone.later(600_000)
  await again.flush()
  expect(wrongBy(1000)).toEqual([false, false])
})

test('the answer was lost and the clock put right before the next try: the same words, once, at the true time', async () => {
  phone.setClock(DAY)
  const engine = await phone.open()
  await engine.contact()
  await recordNow(engine, '一')
  const { done } = phone.server
  phone.server.before = (path) => (path === '/api/act' ? new TypeError('cut') : undefined)
  await engine.flush()
  expect(done).toEqual([])
  phone.setClock(0)
  phone.later(HOUR)
  phone.server.before = () => undefined
  await engine.flush()
  expect(wrongBy(1000)).toEqual([false])
  expect(engine.state().waiting).toEqual([])
})

test('nobody saw the clock being set: a record of the future comes out as of now, and is not stuck', async () => {
  const engine = await phone.open()
  await engine.contact()
  phone.server.before = () => new TypeError('no network')
  phone.close()
  phone.setClock(DAY)
  const wrong = await phone.open()
  await recordNow(wrong, '一')
  phone.close()
  phone.setClock(0)
  phone.later(HOUR)
  const right = await phone.open()
  phone.server.before = () => undefined
  await right.flush()
  expect(right.state().waiting).toEqual([])
  expect(phone.server.done[0]?.trueAt).toBeLessThanOrEqual(phone.now() + 1000)
})

test('however the clock is set while the app runs and is in contact before and after, now is right to two minutes', () => {
  const step = fc.record({
    waits: fc.integer({ min: 0, max: 4 * HOUR }),
    set: fc.option(fc.integer({ min: -3 * DAY, max: 3 * DAY })),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let time = 1_800_000_000_000
      let ahead = 0
      let serial = 0
      const clock = phoneClock({ now: () => time + ahead, steady: () => time }, () => `${(serial += 1)}`, null)
      clock.contact(time, time + ahead)
      for (const { waits, set } of steps) {
        time += waits
        if (set !== null) ahead = set
        clock.frame()
        clock.contact(time, time + ahead)
        expect(Math.abs(clock.now() - time)).toBeLessThanOrEqual(JUMP_MS)
      }
    }),
  )
})
