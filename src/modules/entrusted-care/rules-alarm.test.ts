/** The alarm's arithmetic: monotone, free of units, never a division by zero. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  alarmOf,
  alarmParameters,
  alarmWords,
  eachOnce,
  expectedAfter,
  exposure,
  type House,
  judge,
  tailOf,
} from './rules-alarm.ts'

const by = alarmParameters[0] as (typeof alarmParameters)[number]
const count = fc.integer({ min: 0, max: 400 })
const days = fc.integer({ min: 0, max: 400_000 })
const watched = fc.record({ events: count, personDays: days })
const comparison = fc.record({ observed: count, personDays: days, past: watched, others: watched })
const rank = (found: { tail: number } | null) => (found ? found.tail : 1)

describe('an exact tail', () => {
  test('agrees with what can be summed by hand', () => {
    expect(tailOf(0, 3)).toBe(1)
    expect(tailOf(1, 3)).toBeCloseTo(1 - Math.exp(-3), 12)
    expect(tailOf(3, 2)).toBeCloseTo(1 - Math.exp(-2) * (1 + 2 + 2), 12)
    expect(tailOf(20, 2.95)).toBeLessThan(1e-9)
    expect(tailOf(5, 0)).toBe(0)
  })
  test('is a probability, falls with more happenings and rises with what is expected', () => {
    fc.assert(
      fc.property(
        count,
        fc.double({ min: 0, max: 900, noNaN: true }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        (k, mean, more) => {
          const tail = tailOf(k, mean)
          expect(tail).toBeGreaterThanOrEqual(0)
          expect(tail).toBeLessThanOrEqual(1)
          expect(tailOf(k + 1, mean)).toBeLessThanOrEqual(tail + 1e-12)
          expect(tailOf(k, mean + more)).toBeGreaterThanOrEqual(tail - 1e-9)
        },
      ),
    )
  })
})

describe('the judgement', () => {
  test('more deaths are never less of an alarm', () => {
    fc.assert(
      fc.property(comparison, fc.integer({ min: 1, max: 50 }), (compared, more) => {
        const now = judge('deaths', compared, by)
        const worse = judge('deaths', { ...compared, observed: compared.observed + more }, by)
        if (now) expect(worse).not.toBeNull()
        expect(rank(worse)).toBeLessThanOrEqual(rank(now) + 1e-12)
      }),
    )
  })
  test('counted in hours it says the same as counted in days', () => {
    fc.assert(
      fc.property(comparison, fc.constantFrom(2, 24, 1440), (compared, unit) => {
        const scaled = {
          ...compared,
          personDays: compared.personDays * unit,
          past: { ...compared.past, personDays: compared.past.personDays * unit },
          others: { ...compared.others, personDays: compared.others.personDays * unit },
        }
        const finer = {
          ...by,
          base: { deaths: by.base.deaths / unit, hospital: by.base.hospital / unit },
          baseDays: by.baseDays * unit,
        }
        const [one, other] = [judge('deaths', compared, by), judge('deaths', scaled, finer)]
        expect(other === null).toBe(one === null)
        if (one && other) expect(Math.abs(one.expected - other.expected)).toBeLessThanOrEqual(one.expected * 1e-9)
      }),
    )
  })
  test('never divides by zero, whoever was there and for how long', () => {
    fc.assert(
      fc.property(watched, days, (reference, personDays) => {
        expect(Number.isFinite(expectedAfter(reference, personDays, by.base.deaths, by.baseDays))).toBe(true)
      }),
    )
    expect(
      judge(
        'deaths',
        { observed: 9, personDays: 0, past: { events: 0, personDays: 0 }, others: { events: 0, personDays: 0 } },
        by,
      ),
    ).not.toBeNull()
  })
  test('one or two deaths in a small house do not raise it', () => {
    const empty = { events: 0, personDays: 0 }
    for (const observed of [0, 1, 2])
      expect(judge('deaths', { observed, personDays: 10 * 30, past: empty, others: empty }, by)).toBeNull()
  })
})

const TODAY = 20_000
const houseOf = (heads: number, dead: number[], more: Partial<House> = {}): House => ({
  id: 'h',
  stays: Array.from({ length: heads }, (_, index) => ({ fileId: `f${index}`, from: TODAY - 48, until: null })),
  happened: { deaths: dead.map((day, index) => ({ fileId: `f${index}`, day })), hospital: [] },
  ...more,
})

describe('a house on a day', () => {
  test('twenty deaths in forty-nine days among 733 alarm at once', () => {
    const dead = Array.from({ length: 20 }, (_, index) => TODAY - 48 + Math.floor((index * 48) / 19))
    const alarm = alarmOf('deaths', houseOf(733, dead), [], TODAY, by)
    expect(alarm).not.toBeNull()
    expect(alarm?.tail).toBeLessThan(1e-6)
    expect(alarmWords(alarm as NonNullable<typeof alarm>)).toMatch(/在托 733 人中死亡 20 人.*百万分之一/)
    // Already the first days show it.
    expect(
      alarmOf(
        'deaths',
        houseOf(
          733,
          [-40, -39, -38, -37, -36, -35].map((day) => TODAY + day),
        ),
        [],
        TODAY - 33,
        by,
      ),
    ).not.toBeNull()
  })
  test('what is usual in a large house raises nothing', () => {
    expect(alarmOf('deaths', houseOf(733, [TODAY - 40, TODAY - 25, TODAY - 3]), [], TODAY, by)).toBeNull()
    expect(alarmOf('deaths', houseOf(0, []), [], TODAY, by)).toBeNull()
  })
  test('a house that does worse than the others is seen though its own past was as bad', () => {
    const year = (heads: number, each: number): House => ({
      id: `year ${heads}`,
      stays: Array.from({ length: heads }, (_, index) => ({ fileId: `y${index}`, from: TODAY - 800, until: null })),
      happened: {
        deaths: Array.from({ length: each }, (_, index) => ({
          fileId: `d${index}`,
          day: TODAY - Math.floor((index * 455) / each),
        })),
        hospital: [],
      },
    })
    const bad = year(300, 120)
    expect(alarmOf('deaths', bad, [], TODAY, by)?.against).toBe('others')
    expect(alarmOf('deaths', bad, [year(300, 12), year(200, 8)], TODAY, by)?.against).toBe('others')
    expect(alarmOf('deaths', year(300, 12), [bad], TODAY, by)).toBeNull()
  })
  test('each is counted once, whoever told it', () => {
    const told = [
      { fileId: 'a', day: 5 },
      { fileId: 'a', day: 7 },
      { fileId: 'b', day: 6 },
      { fileId: 'a', day: 40 },
    ]
    expect(eachOnce('deaths', told)).toHaveLength(2)
    expect(eachOnce('hospital', told)).toHaveLength(3)
  })
  test('person-days of parts add up to those of the whole', () => {
    const stay = fc.record({
      fileId: fc.constantFrom('a', 'b', 'c'),
      from: fc.integer({ min: 0, max: 200 }),
      until: fc.option(fc.integer({ min: 0, max: 300 }), { nil: null }),
    })
    fc.assert(
      fc.property(fc.array(stay, { maxLength: 12 }), fc.integer({ min: 0, max: 300 }), (stays, cut) => {
        const whole = exposure(stays, 0, 300).personDays
        expect(exposure(stays, 0, cut).personDays + exposure(stays, cut, 300).personDays).toBe(whole)
      }),
    )
  })
})
