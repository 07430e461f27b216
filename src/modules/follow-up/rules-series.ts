/**
 * The series of visits: every two months for a year, again from each visit. Agrees with the policy engine's clause
 * s2.14.visit (tested over random histories); here it is small enough to be kept in a column and drawn as a row. Pure.
 */
import { addMonthsToDay, dateOfDay, dayOfInstant, startOfDayNumber } from '#kernel/time.ts'

export const TERM_MONTHS = 2
export const SERIES_MONTHS = 12

export interface Visited {
  at: number
  /** The visit told that the person has died. */
  died: boolean
}

export interface SeriesInput {
  /** When the person was put into the register; several times where a series was begun anew. */
  listed: readonly number[]
  visits: readonly Visited[]
  now: number
}

/** `done` in time · `late` but done · `overdue` and still owed · `next` is owed and has time. */
export type TermState = 'done' | 'late' | 'overdue' | 'next'

export interface Term {
  from: number
  /** Last day on which it is in time. */
  due: string
  state: TermState
  metAt: number | null
}

export interface Series {
  terms: Term[]
  /** The term that is owed now. */
  nextDue: string | null
  /** Last day of the year for which the series lasts. */
  endsOn: string | null
  /** The year is over and nothing is owed. */
  over: boolean
  /** Terms that went by without a visit in time. */
  missed: number
}

interface Open {
  from: number
  dueDay: number
  metAt: number | null
}

const byTime = (a: number, b: number) => a - b

export function seriesOf({ listed, visits, now }: SeriesInput): Series {
  const deaths = visits.filter((each) => each.died).map((each) => each.at)
  const end = Math.min(...deaths, Infinity)
  const terms: Open[] = []
  let limit: number | null = null
  let current: Open | null = null
  let restFrom = 0
  const open = (from: number, day: number) => {
    restFrom = day
    current = null
    const dueDay = addMonthsToDay(day, TERM_MONTHS)
    if (startOfDayNumber(dueDay + 1) > (limit as number) || from > now) return
    current = { from, dueDay, metAt: null }
    terms.push(current)
  }
  const events = [
    ...listed.filter((at) => at < end).map((at) => ({ at, start: true })),
    ...visits.filter((each) => each.at <= end).map(({ at }) => ({ at, start: false })),
  ].sort((a, b) => a.at - b.at || Number(b.start) - Number(a.start))
  for (const { at, start } of events) {
    const running = current as Open | null
    if (start) {
      const until = startOfDayNumber(addMonthsToDay(dayOfInstant(at), SERIES_MONTHS) + 1)
      if (limit !== null && (running !== null || at < limit)) {
        limit = Math.max(limit, until)
        if (running === null) open(at, restFrom)
      } else {
        limit = until
        open(at, dayOfInstant(at))
      }
    } else if (running !== null && running.from <= at) {
      running.metAt = at
      open(at, dayOfInstant(at))
    }
  }
  // A visit told after the death still answers what was late before it.
  const left = current as Open | null
  if (left && startOfDayNumber(left.dueDay + 1) <= end) {
    const after = visits.map((each) => each.at).filter((at) => at > end)
    if (after.length > 0) left.metAt = Math.min(...after)
  }
  const told = terms.flatMap((term): Term[] => {
    const late = startOfDayNumber(term.dueDay + 1)
    // Who has died before it was late is not owed a visit any more.
    if (term.metAt === null && end <= now && end < late) return []
    const state =
      term.metAt === null ? (now >= late ? ('overdue' as const) : ('next' as const)) : term.metAt >= late ? 'late' : 'done'
    return [{ from: term.from, due: dateOfDay(term.dueDay), state, metAt: term.metAt }]
  })
  const owed = told.find((term) => term.metAt === null)
  return {
    terms: told.sort((a, b) => byTime(a.from, b.from)),
    nextDue: owed && end > now ? owed.due : null,
    endsOn: limit === null ? null : dateOfDay(dayOfInstant(limit) - 1),
    over: limit !== null && !owed && now >= limit,
    missed: told.filter((term) => term.state === 'late' || term.state === 'overdue').length,
  }
}
