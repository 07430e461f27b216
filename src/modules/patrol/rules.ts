/** Pure decisions about the street. */
import { addDays, DAY, dateOf, dayOf, HOUR, MINUTE, startOfDay } from '#kernel/time.ts'
import { type Group, groups, LONG_UNSEEN_DAYS, PLANNED_AHEAD_DAYS, type Weekday } from './words.ts'

/** Of several that hold the one that asks for most care: what policies read. */
export const strongest = (told: readonly Group[] | undefined): Group | undefined =>
  (Object.keys(groups) as Group[]).find((each) => told?.includes(each))

/** A night belongs to the evening on which it began: noon to noon. */
export const nightOf = (instant: number): string => dateOf(instant - 12 * HOUR)

/** Whether a shift is tonight's: one that is out still, whenever it began, or one of this night. */
export const ofTonight = (shift: { state: string; from: number }, now: number): boolean =>
  shift.state === 'started' || nightOf(shift.from) === nightOf(now)

const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

/** Begin and end of a shift; an end that is not after its begin lies on the next day. */
export function timesOf(date: string, from: string, to: string): { from: number; to: number } {
  const day = startOfDay(date)
  const begin = day + minutes(from) * MINUTE
  const end = day + minutes(to) * MINUTE
  return { from: begin, to: end > begin ? end : end + DAY }
}

/** 1 is Monday. */
export const weekdayOf = (date: string): Weekday => String(((((dayOf(date) + 3) % 7) + 7) % 7) + 1) as Weekday

/** The days of a plan, first to last; `too-far` beyond what is laid out at one time. */
export function planDays(
  date: string,
  weekdays: readonly Weekday[] | undefined,
  until: string | undefined,
): string[] | 'too-far' {
  if (!weekdays || weekdays.length === 0) return [date]
  const last = until ?? addDays(date, 27)
  if (dayOf(last) - dayOf(date) > PLANNED_AHEAD_DAYS) return 'too-far'
  const days: string[] = []
  for (let day = date; day <= last; day = addDays(day, 1)) if (weekdays.includes(weekdayOf(day))) days.push(day)
  return days
}

export interface Point {
  at: number
  lat: number
  lng: number
  accuracyM?: number | undefined
}

/** A telephone's clock may be a day wrong: its points are moved so that the last one lies where the record was made. */
const CLOCK_TOLERANCE = 10 * MINUTE
export function clocked(points: readonly Point[], recordedAt: number): Point[] {
  const last = Math.max(...points.map((each) => each.at))
  const off = recordedAt - last
  const move = Math.abs(off) > CLOCK_TOLERANCE ? off : 0
  return points.map((each) => ({ ...each, at: each.at + move })).toSorted((a, b) => a.at - b.at)
}

/** Only what lies between begin and end of somebody's own shift is kept. */
export const duringShift = (points: readonly Point[], startedAt: number, endedAt: number | null): Point[] =>
  points.filter((each) => each.at >= startedAt - MINUTE && each.at <= (endedAt ?? Number.POSITIVE_INFINITY) + MINUTE)

export interface Listed {
  lastMetAt: number
  missedAt: number | null
}

/** Whether somebody was met on the night before this one, or since. */
export const seenLastNight = ({ lastMetAt }: Pick<Listed, 'lastMetAt'>, now: number): boolean =>
  nightOf(lastMetAt) >= addDays(nightOf(now), -1)

/** The order in which a stop's people are looked for: not seen last night first, whoever was not met for long at the end. */
export function byNeed(now: number) {
  const long = now - LONG_UNSEEN_DAYS * DAY
  const rank = (each: Listed) => (each.lastMetAt < long ? 2 : seenLastNight(each, now) ? 1 : 0)
  return (a: Listed, b: Listed) => rank(a) - rank(b) || a.lastMetAt - b.lastMetAt
}

/** Begin of the day before which positions are erased: the term in force today. */
export function eraseBefore(today: string, terms: readonly { from: string; days: number }[], assumed: number): number {
  const inForce = terms.filter((each) => each.from <= today).toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]
  return startOfDay(addDays(today, -(inForce?.days ?? assumed)))
}
