/** Rosters: whoever takes a turn, somebody answers first at every moment of them. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, DAY, parseInstant } from '#kernel/time.ts'
import { daysCovered, daysFit, kindOfLevel, mayStand, shiftsOf } from './rules.ts'
import { MOST_DAYS, turns, type Turn } from './words.ts'

const from = '2026-12-09'
const wanted = fc.record({
  days: fc.integer({ min: 1, max: MOST_DAYS }),
  people: fc.integer({ min: 1, max: 31 }),
  turn: fc.constantFrom(...(Object.keys(turns) as Turn[])),
  backup: fc.boolean(),
  hour: fc.integer({ min: 0, max: 23 }),
})

test('at every moment of a roster exactly one answers first, and nobody is his own second', () => {
  fc.assert(
    fc.property(wanted, fc.double({ min: 0, max: 0.999, noNaN: true }), ({ days, people, turn, backup, hour }, part) => {
      const startsAt = `${String(hour).padStart(2, '0')}:00`
      const shifts = shiftsOf({ from, until: addDays(from, days - 1), startsAt, turn, people, backup })
      const moment = (parseInstant(`${from}T${startsAt}`) as number) + Math.floor(part * days * DAY)
      const now = shifts.filter((each) => each.startsAt <= moment && moment < each.endsAt)
      expect(now.filter((each) => each.turn === 1)).toHaveLength(1)
      expect(new Set(now.map((each) => each.person)).size).toBe(now.length)
      for (const each of shifts) expect(each.person).toBeLessThan(people)
    }),
  )
})

test('a turn by the day is shared evenly', () => {
  fc.assert(
    fc.property(wanted, ({ days, people }) => {
      const shifts = shiftsOf({ from, until: addDays(from, days - 1), startsAt: '08:00', turn: 'daily', people, backup: false })
      const counts = Array.from({ length: people }, (_, person) => shifts.filter((each) => each.person === person).length)
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
    }),
  )
})

test('a roster begins today at the earliest and is three months at most', () => {
  expect(daysFit(from, from, from)).toBe(true)
  expect(daysFit('2026-12-08', from, from)).toBe(false)
  expect(daysFit(from, '2026-12-08', from)).toBe(false)
  expect(daysFit(from, addDays(from, MOST_DAYS - 1), from)).toBe(true)
  expect(daysFit(from, addDays(from, MOST_DAYS), from)).toBe(false)
})

test('a day counts as covered when somebody answers at noon', () => {
  const shift = (start: string, end: string) => ({ startsAt: parseInstant(start) as number, endsAt: parseInstant(end) as number })
  expect(daysCovered([shift('2026-12-09T08:00', '2026-12-10T08:00')], from, 7)).toBe(1)
  expect(daysCovered([shift('2026-12-09T18:00', '2026-12-10T08:00')], from, 7)).toBe(0)
  expect(daysCovered([], from, 7)).toBe(0)
})

test('a centre stands in a city or county, a point in a town too', () => {
  expect([
    mayStand('county', 'area'),
    mayStand('county', 'town'),
    mayStand('village', 'town'),
    mayStand('town', 'school'),
  ]).toEqual([true, false, true, false])
  expect([kindOfLevel('city'), kindOfLevel('village')]).toEqual(['protection-centre', 'protection-point'])
})
