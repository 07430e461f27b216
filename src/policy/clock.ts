/** Terms and due times. A day-counted term ends at 24:00 of its last day, the day it counts from not counted. */

import { addMonthsToDay, civilOfDay, dateOfDay, dayOf, dayOfCivil, floorMinute, MINUTE, startOfDayNumber } from '#kernel/time.ts'
import type { Calendars, DueKind, YearCalendar } from './types.ts'

export type Term = { unit: 'minutes'; amount: number } | { unit: 'days' | 'working-days' | 'months'; amount: number }

/** Reads `PT30M`, `PT24H`, `P10D`, `P7WD`, `P1M`, `P1Y`, `P0D`; null where the text is no term. */
export function parseTerm(text: string): Term | null {
  const m = /^P(T?)(\d+)(WD|[MHDY])$/.exec(text)
  if (!m) return null
  const amount = Number(m[2])
  if (m[1] === 'T') {
    if (m[3] === 'M') return { unit: 'minutes', amount }
    return m[3] === 'H' ? { unit: 'minutes', amount: amount * 60 } : null
  }
  if (m[3] === 'D') return { unit: 'days', amount }
  if (m[3] === 'WD') return { unit: 'working-days', amount }
  if (m[3] === 'M') return { unit: 'months', amount }
  return m[3] === 'Y' ? { unit: 'months', amount: amount * 12 } : null
}

/** When a duty is due. `end` is the first instant that is too late. */
export interface Due {
  kind: DueKind
  at: number | null
  end: number
  /** The year without a calendar that the term runs into; then `end` is the earliest it can be. */
  missingYear?: number
  workingDays?: { first: string; last: string; days: number; off: number }
}

export const NO_DUE: Due = { kind: 'none', at: null, end: Infinity }

/** Due in a minute: late from the next minute on. */
export function dueMinute(instant: number): Due {
  const at = floorMinute(instant)
  return { kind: 'minute', at, end: at + MINUTE }
}

/** Due on a day: late from 00:00 of the next. */
export function dueOnDay(day: number): Due {
  const end = startOfDayNumber(day + 1)
  return { kind: 'day', at: end, end }
}

interface YearDays {
  off: Set<number>
  work: Set<number>
}
const compiled = new WeakMap<YearCalendar, YearDays>()

function daysOf(calendar: YearCalendar): YearDays {
  let days = compiled.get(calendar)
  if (!days) {
    days = { off: new Set(calendar.off.map(dayOf)), work: new Set(calendar.work.map(dayOf)) }
    compiled.set(calendar, days)
  }
  return days
}

/** 1970-01-01 was a Thursday. */
const isWeekend = (day: number) => (((day + 3) % 7) + 7) % 7 >= 5

/** Whether a day is worked, or null where its year has no calendar. */
export function isWorkingDay(day: number, calendars: Calendars): boolean | null {
  const calendar = calendars.get(civilOfDay(day).year)
  if (!calendar) return null
  const days = daysOf(calendar)
  if (days.off.has(day)) return false
  return days.work.has(day) || !isWeekend(day)
}

/** The term counted from an instant (minutes) or from a day (everything else). */
export function dueAfter(term: Term, instant: number, day: number, calendars: Calendars): Due {
  if (term.unit === 'minutes') return dueMinute(floorMinute(instant) + term.amount * MINUTE)
  if (term.unit === 'days') return dueOnDay(day + term.amount)
  if (term.unit === 'months') return dueOnDay(addMonthsToDay(day, term.amount))
  let counted = 0
  let at = day
  let first = day
  while (counted < term.amount) {
    at++
    const works = isWorkingDay(at, calendars)
    if (works === null) {
      const missingYear = civilOfDay(at).year
      return { kind: 'none', at: null, end: startOfDayNumber(Math.max(at, dayOfCivil(missingYear, 1, 1))), missingYear }
    }
    if (works && counted++ === 0) first = at
  }
  const span = at - day
  return {
    ...dueOnDay(at),
    workingDays: { first: dateOfDay(first), last: dateOfDay(at), days: term.amount, off: span - term.amount },
  }
}
