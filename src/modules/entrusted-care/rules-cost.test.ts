/** The month's account: the day of placement counts, the day of leaving does not. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOf } from '#kernel/time.ts'
import { type CareSegment, costBetween, type DayRate, monthDays, rateOn, totalOf } from './rules-cost.ts'

const rate = (from: string, fen: number, last = '2027-12-31'): DayRate => ({
  level: 'full',
  from: dayOf(from),
  last: dayOf(last),
  fen,
})
const segment = (from: string, until: string | null): CareSegment => ({
  fileId: 'f',
  level: 'full',
  from: dayOf(from),
  until: until === null ? null : dayOf(until),
})
const november = monthDays('2026-11')
const cost = (segments: CareSegment[], rates: DayRate[]) => totalOf(costBetween(segments, rates, november.from, november.to))

describe('days times rate', () => {
  test('a whole month has its days, February its own', () => {
    expect(cost([segment('2026-10-01', null)], [rate('2026-01-01', 8000)])).toEqual({ days: 30, fen: 240_000, uncovered: 0 })
    const february = monthDays('2028-02')
    expect(february.to - february.from).toBe(29)
  })
  test('the day of placement counts, the day of leaving does not', () => {
    expect(cost([segment('2026-11-10', '2026-11-12')], [rate('2026-01-01', 8000)]).days).toBe(2)
    expect(cost([segment('2026-11-10', '2026-11-10')], [rate('2026-01-01', 8000)]).days).toBe(0)
  })
  test('a rate changes from its date on', () => {
    const rates = [rate('2026-01-01', 8000), rate('2026-11-16', 9000)]
    expect(cost([segment('2026-11-01', null)], rates).fen).toBe(15 * 8000 + 15 * 9000)
    expect(rateOn(rates, 'full', dayOf('2026-11-15'))).toBe(8000)
    expect(rateOn(rates, 'self', dayOf('2026-11-15'))).toBeUndefined()
  })
  test('days after the contract are shown and not paid', () => {
    expect(cost([segment('2026-11-01', null)], [rate('2026-01-01', 8000, '2026-11-20')])).toEqual({
      days: 30,
      fen: 20 * 8000,
      uncovered: 10,
    })
  })
})

const level = fc.constantFrom('self' as const, 'full' as const)
const segments = fc.array(
  fc.record({
    fileId: fc.constantFrom('a', 'b', 'c'),
    level,
    from: fc.integer({ min: 0, max: 90 }),
    until: fc.option(fc.integer({ min: 0, max: 120 }), { nil: null }),
  }),
  { maxLength: 8 },
)
const rates = fc.array(
  fc.record({
    level,
    from: fc.integer({ min: 0, max: 90 }),
    last: fc.integer({ min: 0, max: 120 }),
    fen: fc.integer({ min: 0, max: 50_000 }),
  }),
  { maxLength: 6 },
)

describe('properties', () => {
  test('two halves cost what the whole costs', () => {
    fc.assert(
      fc.property(segments, rates, fc.integer({ min: 0, max: 120 }), (stays, agreed, cut) => {
        const whole = totalOf(costBetween(stays, agreed, 0, 120))
        const halves = [costBetween(stays, agreed, 0, cut), costBetween(stays, agreed, cut, 120)].map(totalOf)
        expect(halves.reduce((sum, each) => sum + each.fen, 0)).toBe(whole.fen)
        expect(halves.reduce((sum, each) => sum + each.days, 0)).toBe(whole.days)
        expect(halves.reduce((sum, each) => sum + each.uncovered, 0)).toBe(whole.uncovered)
      }),
    )
  })
  test('nobody costs more than every day at the highest rate', () => {
    fc.assert(
      fc.property(segments, rates, (stays, agreed) => {
        const highest = Math.max(0, ...agreed.map((each) => each.fen))
        for (const line of costBetween(stays, agreed, 0, 120)) {
          expect(line.fen).toBeLessThanOrEqual((line.days - line.uncovered) * highest)
          expect(Number.isInteger(line.fen)).toBe(true)
        }
      }),
    )
  })
})
