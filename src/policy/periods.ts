/** Calendar periods and their names: 2021 · 2021-H1 · 2021-Q1 · 2021-03 · 2020-autumn (1 Sept – end of Feb) · 2021-spring. */

import { civilOfDay, dayOfCivil, startOfDayNumber } from '#kernel/time.ts'

export type PeriodKind = 'year' | 'half-year' | 'quarter' | 'month' | 'school-term'

export interface Period {
  key: string
  year: number
  /** First day, and the day after the last. */
  first: number
  after: number
}

const two = (n: number) => String(n).padStart(2, '0')

function ofMonths(key: string, year: number, month: number, months: number): Period {
  const end = month - 1 + months
  return {
    key,
    year,
    first: dayOfCivil(year, month, 1),
    after: dayOfCivil(year + Math.floor(end / 12), (end % 12) + 1, 1),
  }
}

/** The period of a kind that a day falls into. */
export function periodAt(kind: PeriodKind, day: number): Period {
  const { year, month } = civilOfDay(day)
  if (kind === 'year') return ofMonths(`${year}`, year, 1, 12)
  if (kind === 'half-year') return ofMonths(`${year}-H${month < 7 ? 1 : 2}`, year, month < 7 ? 1 : 7, 6)
  if (kind === 'quarter') {
    const quarter = Math.floor((month - 1) / 3)
    return ofMonths(`${year}-Q${quarter + 1}`, year, quarter * 3 + 1, 3)
  }
  if (kind === 'month') return ofMonths(`${year}-${two(month)}`, year, month, 1)
  if (month >= 3 && month <= 8) return ofMonths(`${year}-spring`, year, 3, 6)
  const autumn = month >= 9 ? year : year - 1
  return ofMonths(`${autumn}-autumn`, autumn, 9, 6)
}

const PERIOD = /^(\d{4})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])|(autumn|spring)))?$/

/** Reads a period's name; null where it is none. */
export function parsePeriod(key: string): Period | null {
  const m = PERIOD.exec(key)
  if (!m) return null
  const year = Number(m[1])
  if (m[2]) return periodAt('half-year', dayOfCivil(year, m[2] === '1' ? 1 : 7, 1))
  if (m[3]) return periodAt('quarter', dayOfCivil(year, (Number(m[3]) - 1) * 3 + 1, 1))
  if (m[4]) return periodAt('month', dayOfCivil(year, Number(m[4]), 1))
  if (m[5]) return periodAt('school-term', dayOfCivil(year, m[5] === 'spring' ? 3 : 9, 1))
  return periodAt('year', dayOfCivil(year, 1, 1))
}

/** Whether an instant lies in a period. */
export const inPeriod = (period: Period, instant: number): boolean =>
  instant >= startOfDayNumber(period.first) && instant < startOfDayNumber(period.after)
