import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseInstant } from '#kernel/time.ts'
import {
  daysIn,
  isKnown,
  nightOf,
  nightsBetween,
  nightsOver,
  reclassified,
  standingOf,
  stockOf,
  stockWords,
  type Told,
  unseenNights,
} from './rules.ts'
import { EXPOSURE } from './words.ts'

const at = (text: string) => parseInstant(text) as number

describe('a night', () => {
  test('goes from noon to noon and is named by its evening', () => {
    expect(nightOf(at('2026-12-09T21:30'))).toBe('2026-12-09')
    expect(nightOf(at('2026-12-10T02:00'))).toBe('2026-12-09')
    expect(nightOf(at('2026-12-10T11:59'))).toBe('2026-12-09')
    expect(nightOf(at('2026-12-10T12:00'))).toBe('2026-12-10')
  })
  test('of an operation is one that has begun', () => {
    expect(nightsBetween('2026-12-01', '2027-02-28', '2026-12-03')).toEqual(['2026-12-01', '2026-12-02', '2026-12-03'])
    expect(nightsBetween('2026-12-10', '2026-12-12', '2026-12-03')).toEqual([])
  })
  test('is past only when it is over: none on the first evening', () => {
    const nights = ['2026-12-01', '2026-12-02']
    expect(nightsOver(nights, at('2026-12-01T21:00'))).toBe(0)
    expect(nightsOver(nights, at('2026-12-02T11:59'))).toBe(0)
    expect(nightsOver(nights, at('2026-12-02T12:00'))).toBe(1)
    expect(nightsOver(nights, at('2026-12-20T12:00'))).toBe(2)
  })
})

test('every day of a span is planned once, in pieces that a plan takes', () => {
  const days = daysIn('2026-12-01', '2027-02-28')
  expect(days.map((piece) => piece.length)).toEqual([60, 30])
  expect(new Set(days.flat()).size).toBe(90)
})

describe('known and not seen', () => {
  const known = { personId: 'a', areaId: null, firstAt: at('2026-11-20T21:00'), state: 'there' as const }
  const winter = { from: '2026-12-01', until: '2027-02-28' }
  test('counts the whole nights in which nobody saw him, and not the one under way', () => {
    expect(unseenNights({ ...known, lastSeenAt: at('2026-12-05T22:00') }, winter, '2026-12-09')).toBe(3)
    expect(unseenNights({ ...known, lastSeenAt: at('2026-12-08T22:00') }, winter, '2026-12-09')).toBe(0)
    expect(unseenNights({ ...known, lastSeenAt: null }, winter, '2026-12-04')).toBe(3)
  })
  test('nobody was missing before he was known', () =>
    expect(unseenNights({ ...known, firstAt: at('2026-12-08T21:00'), lastSeenAt: null }, winter, '2026-12-09')).toBe(1))
  test('whoever was received, or not met for two months, is not looked for', () => {
    expect(isKnown({ ...known, lastSeenAt: at('2026-12-01T21:00') }, at('2026-12-09T21:00'))).toBe(true)
    expect(isKnown({ ...known, lastSeenAt: at('2026-10-01T21:00') }, at('2026-12-09T21:00'))).toBe(false)
    expect(isKnown({ ...known, lastSeenAt: at('2026-12-09T20:00'), state: 'received' }, at('2026-12-09T21:00'))).toBe(false)
  })
})

const told: fc.Arbitrary<Told> = fc.record({
  kind: fc.constantFrom('death' as const, 'injury' as const),
  cause: fc.constantFrom('cold' as const, 'hunger' as const, 'heat' as const, 'illness' as const, 'accident' as const, null),
})

test('everybody who is known stands in one square: what was done goes before seen, long unseen before looked for', () => {
  const operation = { from: '2026-12-01', until: '2026-12-31' }
  const none = { seen: false, looked: false, brought: false, hospital: false }
  const one = { personId: 'one', areaId: null, state: 'there' as const, firstAt: parseInstant('2026-12-01T20:00') as number }
  const met = (text: string, more: object) =>
    standingOf({ ...one, lastSeenAt: parseInstant(text) as number, ...none, ...more }, operation, '2026-12-09')
  expect(met('2026-12-09T21:00', { seen: true, hospital: true, brought: true })).toBe('brought')
  expect(met('2026-12-09T21:00', { seen: true, hospital: true })).toBe('hospital')
  expect(met('2026-12-09T21:00', { seen: true, looked: true })).toBe('seen')
  expect(met('2026-12-08T21:00', { looked: true })).toBe('looked')
  expect(met('2026-12-08T21:00', {})).toBe('unseen')
  expect(met('2026-12-06T21:00', {})).toBe('unseen')
  expect(met('2026-12-05T21:00', { looked: true })).toBe('missing')
})

test('no later finding lowers the deaths, and none lowers deaths and injuries together', () => {
  const counted = (each: Told) => each.cause !== null && EXPOSURE.includes(each.cause)
  fc.assert(
    fc.property(told, fc.array(told, { maxLength: 8 }), (first, later) => {
      let now = first
      for (const next of later) {
        const before = { death: counted(now) && now.kind === 'death', any: counted(now) }
        if (reclassified(now, next) === 'counts-anew') now = next
        if (before.death) expect(counted(now) && now.kind === 'death').toBe(true)
        if (before.any) expect(counted(now)).toBe(true)
      }
    }),
  )
})

test('the stock is what came less what went, in whatever order it was told; what lacks is said in words', () => {
  const movement = fc.record({
    item: fc.constantFrom('quilt', 'coat'),
    count: fc.integer({ min: -50, max: 50 }).filter((count) => count !== 0),
  })
  fc.assert(
    fc.property(fc.array(movement), (movements) => {
      const forwards = stockOf(movements)
      const backwards = stockOf(movements.toReversed())
      for (const [item, line] of forwards) {
        expect(backwards.get(item)).toEqual(line)
        expect(line.in - line.out).toBe(line.stock)
        expect(stockWords(line.stock).startsWith('-')).toBe(false)
      }
    }),
  )
})
