/**
 * Time as the policies count it: Asia/Shanghai, a fixed UTC+8 (no summer time in any year this system serves).
 * An instant is epoch milliseconds, a date is `YYYY-MM-DD`, a day is the number of days since 1970-01-01 in Shanghai.
 * This file holds the only clock of the system; everything else is given the time as an argument.
 */

export const MINUTE = 60_000
export const HOUR = 3_600_000
export const DAY = 86_400_000
const SHANGHAI = 8 * HOUR

export interface Clock {
  /** The present instant, epoch milliseconds. */
  now(): number
}

/** The machine's clock; the only place that reads it. */
export function systemClock(): Clock {
  return { now: () => Date.now() }
}

/** A clock that stands still, for tests and for reading history. */
export function fixedClock(instant: number): Clock {
  return { now: () => instant }
}

/** Day number of a calendar date; months beyond 1–12 and days beyond the month are not checked here. */
export function dayOfCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** Year, month (1–12) and day of a day number. */
export function civilOfDay(day: number): { year: number; month: number; day: number } {
  const z = day + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  }
}

/** Number of days in a month (1–12). */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

const two = (n: number) => (n < 10 ? `0${n}` : `${n}`)

/** The date text of a day number. */
export function dateOfDay(day: number): string {
  const c = civilOfDay(day)
  return `${String(c.year).padStart(4, '0')}-${two(c.month)}-${two(c.day)}`
}

/** The day number of a date text, or null where it is not a real date. */
export function dayOfDate(date: string): number | null {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  if (!m) return null
  const [year, month, day] = [Number(m[1]), Number(m[2]), Number(m[3])]
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  return dayOfCivil(year, month, day)
}

/** As `dayOfDate`, for dates that a schema has already checked; throws (a defect) where one slipped through. */
export function dayOf(date: string): number {
  const day = dayOfDate(date)
  if (day === null) throw new Error(`not a date: ${date}`)
  return day
}

/** Shanghai day number of an instant. */
export function dayOfInstant(instant: number): number {
  return Math.floor((instant + SHANGHAI) / DAY)
}

/** Shanghai date of an instant. */
export function dateOf(instant: number): string {
  return dateOfDay(dayOfInstant(instant))
}

/** 00:00 of a day number, as an instant. */
export function startOfDayNumber(day: number): number {
  return day * DAY - SHANGHAI
}

/** 00:00 of a date. */
export function startOfDay(date: string): number {
  return startOfDayNumber(dayOf(date))
}

/** 24:00 of a date, which is 00:00 of the next: the first instant that is too late for a term ending on it. */
export function endOfDay(date: string): number {
  return startOfDayNumber(dayOf(date) + 1)
}

/** The instant with its seconds cut off (Shanghai lies on a whole hour, so the zone does not matter). */
export function floorMinute(instant: number): number {
  return Math.floor(instant / MINUTE) * MINUTE
}

/** Same day number `months` later (or earlier), or that month's last day where it has no such day. */
export function addMonthsToDay(day: number, months: number): number {
  const c = civilOfDay(day)
  const index = c.year * 12 + (c.month - 1) + months
  const year = Math.floor(index / 12)
  const month = index - year * 12 + 1
  return dayOfCivil(year, month, Math.min(c.day, daysInMonth(year, month)))
}

/** `addMonthsToDay` on date texts. */
export function addMonths(date: string, months: number): string {
  return dateOfDay(addMonthsToDay(dayOf(date), months))
}

/** The date `days` later (or earlier). */
export function addDays(date: string, days: number): string {
  return dateOfDay(dayOf(date) + days)
}

/**
 * First day on which somebody born on `birth` is `years` full: the day after that birthday
 * (周岁，从周岁生日的第二天起算). A 29 February birthday falls on 28 February in other years.
 */
export function dayOfFullYears(birthDay: number, years: number): number {
  return addMonthsToDay(birthDay, years * 12) + 1
}

/** Full years (周岁) of somebody born on `birth` on the date `on`; negative before birth. */
export function fullYears(birth: string, on: string): number {
  const born = dayOf(birth)
  const day = dayOf(on)
  let years = civilOfDay(day).year - civilOfDay(born).year
  while (dayOfFullYears(born, years) > day) years--
  return years
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(Z|[+-]\d{2}:?\d{2})?$/

/**
 * Reads `YYYY-MM-DDThh:mm[:ss[.mmm]]`, Asia/Shanghai unless an offset or `Z` is written; `T24:00` is the end of that day.
 * Null where the text is no such instant (a 30 February, an hour 25).
 */
export function parseInstant(text: string): number | null {
  const m = INSTANT.exec(text)
  if (!m) return null
  const day = dayOfDate(m[1] as string)
  const [hour, minute, second] = [Number(m[2]), Number(m[3]), Number(m[4] ?? 0)]
  const milli = Number((m[5] ?? '0').padEnd(3, '0'))
  if (day === null || minute > 59 || second > 59 || hour > 24) return null
  if (hour === 24 && (minute > 0 || second > 0 || milli > 0)) return null
  let offset = SHANGHAI
  const zone = m[6]
  if (zone === 'Z') offset = 0
  else if (zone) {
    const digits = zone.slice(1).replace(':', '')
    const size = Number(digits.slice(0, 2)) * HOUR + Number(digits.slice(2)) * MINUTE
    offset = zone.startsWith('-') ? -size : size
  }
  return day * DAY + hour * HOUR + minute * MINUTE + second * 1000 + milli - offset
}

/** Prints an instant in Asia/Shanghai to the minute, with the seconds where there are any. */
export function printInstant(instant: number): string {
  const inDay = instant + SHANGHAI - dayOfInstant(instant) * DAY
  const seconds = Math.floor((inDay % MINUTE) / 1000)
  const text = `${dateOf(instant)}T${two(Math.floor(inDay / HOUR))}:${two(Math.floor((inDay % HOUR) / MINUTE))}`
  return seconds === 0 ? text : `${text}:${two(seconds)}`
}

/** Prints the end of a day the way the offices write it, `2021-03-11T24:00`; `instant` is 00:00 of the next day. */
export function printDayEnd(instant: number): string {
  return `${dateOfDay(dayOfInstant(instant) - 1)}T24:00`
}
