import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  civilOfDay,
  dateOf,
  dateOfDay,
  dayOf,
  dayOfCivil,
  dayOfDate,
  endOfDay,
  fixedClock,
  fullYears,
  parseInstant,
  printDayEnd,
  printInstant,
  startOfDay,
} from './time.ts'

describe('time in Shanghai', () => {
  test('an instant without a zone is Shanghai time, with one it is what it says', () => {
    expect(parseInstant('2021-03-01T21:30')).toBe(Date.UTC(2021, 2, 1, 13, 30))
    expect(parseInstant('2021-03-01T21:30Z')).toBe(Date.UTC(2021, 2, 1, 21, 30))
    expect(parseInstant('2021-03-01T21:30-05:00')).toBe(Date.UTC(2021, 2, 2, 2, 30))
  })

  test('24:00 is the end of the day, and nothing but 24:00 lies beyond 23:59', () => {
    expect(parseInstant('2021-03-01T24:00')).toBe(endOfDay('2021-03-01'))
    expect(printDayEnd(endOfDay('2021-03-01'))).toBe('2021-03-01T24:00')
    expect(parseInstant('2021-03-01T24:01')).toBeNull()
    expect(parseInstant('2021-03-01T25:00')).toBeNull()
  })

  test('a day that does not exist is no date', () => {
    expect(dayOfDate('2021-02-29')).toBeNull()
    expect(dayOfDate('2020-02-29')).not.toBeNull()
    expect(parseInstant('2021-04-31T00:00')).toBeNull()
  })

  test('a month from the 31st ends on the last day of a shorter month', () => {
    expect(addMonths('2021-01-31', 1)).toBe('2021-02-28')
    expect(addMonths('2020-11-30', 3)).toBe('2021-02-28')
    expect(addMonths('2020-02-29', 12)).toBe('2021-02-28')
    expect(addMonths('2021-03-31', -1)).toBe('2021-02-28')
  })

  test('years are full from the day after the birthday', () => {
    expect(fullYears('2003-03-10', '2021-03-10')).toBe(17)
    expect(fullYears('2003-03-10', '2021-03-11')).toBe(18)
    expect(fullYears('2004-02-29', '2022-02-28')).toBe(17)
    expect(fullYears('2004-02-29', '2022-03-01')).toBe(18)
  })

  test('the day begins at midnight in Shanghai, not in Greenwich', () => {
    expect(dateOf(Date.UTC(2021, 2, 1, 16, 0))).toBe('2021-03-02')
    expect(dateOf(Date.UTC(2021, 2, 1, 15, 59))).toBe('2021-03-01')
    expect(startOfDay('2021-03-02')).toBe(Date.UTC(2021, 2, 1, 16, 0))
  })

  test('a clock that stands still stands still', () => expect(fixedClock(7).now()).toBe(7))

  test('reading what was printed gives the same instant', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
        expect(parseInstant(printInstant(seconds * 1000))).toBe(seconds * 1000)
      }),
    )
  })

  test('days and dates agree with the calendar over two centuries', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30_000, max: 60_000 }), (day) => {
        const date = new Date(day * 86_400_000).toISOString().slice(0, 10)
        expect(dateOfDay(day)).toBe(date)
        expect(dayOf(date)).toBe(day)
        const c = civilOfDay(day)
        expect(dayOfCivil(c.year, c.month, c.day)).toBe(day)
        expect(addDays(date, 1)).toBe(dateOfDay(day + 1))
      }),
    )
  })
})
