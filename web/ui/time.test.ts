import { describe, expect, test } from 'vitest'
import {
  addDays,
  dateOf,
  instantOf,
  readDate,
  readInstant,
  showDate,
  showDue,
  showEnd,
  showInstant,
  showLength,
  weekdayOf,
} from './time.ts'

const now = instantOf('2026-12-09', '08:42')

describe('times as the house writes them', () => {
  test('this year without the year, other years with it', () => {
    expect(showInstant(instantOf('2026-12-09', '16:05'), now)).toBe('12-09 16:05')
    expect(showDate('2025-12-02', now)).toBe('2025-12-02')
    expect(dateOf(Date.parse('2026-12-08T16:00:00Z'))).toBe('2026-12-09')
    expect(weekdayOf('2026-12-09')).toBe('周三')
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  })

  test('hour-counted terms show hours and minutes, late ones days from the first day on', () => {
    expect(showDue(instantOf('2026-12-09', '16:05'), now)).toBe('剩 7 小时 23 分')
    expect(showDue(instantOf('2026-12-09', '09:25'), now)).toBe('剩 43 分')
    expect(showDue(instantOf('2026-12-09', '02:22'), now)).toBe('超期 6 小时 20 分')
    expect(showDue(instantOf('2026-12-07', '02:22'), now)).toBe('超期 2 天')
    expect(showLength(10_000)).toBe('不到 1 分')
  })

  test('day-counted terms show last day minus today, on the last day hours', () => {
    expect(showDue(instantOf('2026-12-15'), now, 'day')).toBe('剩 5 天')
    expect(showDue(instantOf('2026-12-11'), now, 'day')).toBe('剩 1 天')
    expect(showDue(instantOf('2026-12-10'), now, 'day')).toBe('剩 15 小时')
  })

  test('midnight belongs to the day that it ends', () => {
    expect(showEnd(instantOf('2026-12-15'), now)).toBe('12-14 24:00')
    expect(showEnd(instantOf('2026-12-10'), now)).toBe('今天 24:00')
    expect(showEnd(instantOf('2026-12-09', '16:05'), now)).toBe('今天 16:05')
    expect(showEnd(instantOf('2027-01-01'), now)).toBe('12-31 24:00')
  })
})

describe('dates and instants as people type them', () => {
  test.each([
    ['2026-12-9', '2026-12-09'],
    ['20261209', '2026-12-09'],
    ['2026年12月9日', '2026-12-09'],
    ['2026/12/9', '2026-12-09'],
    ['12-9', '2026-12-09'],
    ['今天', '2026-12-09'],
    ['昨天', '2026-12-08'],
    ['2026-02-30', null],
    ['2026-13-01', null],
    ['去年冬天', null],
    ['', null],
  ])('%s', (typed, read) => expect(readDate(typed, now)).toBe(read))

  test.each([
    ['12-9 16:05', '2026-12-09T16:05'],
    ['16:05', '2026-12-09T16:05'],
    ['1605', '2026-12-09T16:05'],
    ['905', '2026-12-09T09:05'],
    ['昨天 9点', '2026-12-08T09:00'],
    ['20251202 23：10', '2025-12-02T23:10'],
    ['刚才', '2026-12-09T08:42'],
    ['12-9 25:00', null],
    ['傍晚', null],
  ])('%s', (typed, read) => expect(readInstant(typed, now)).toBe(read === null ? null : Date.parse(`${read}:00+08:00`)))
})
