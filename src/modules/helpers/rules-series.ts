/**
 * The months of a helper: a contact within each month from the naming, counted again from every contact. Agrees with the
 * clause s4.contact (tested over random histories). Another helper goes on with the same months. Pure.
 */
import { addMonthsToDay, dateOf, dateOfDay, dayOfInstant, startOfDayNumber } from '#kernel/time.ts'

export const TERM_MONTHS = 1

export interface SeriesInput {
  /** When the first helper was named; null while there was none. */
  since: number | null
  contacts: readonly number[]
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
  nextDue: string | null
  /** Terms that went by without a contact in time. */
  missed: number
}

export function seriesOf({ since, contacts, now }: SeriesInput): Series {
  if (since === null || since > now) return { terms: [], nextDue: null, missed: 0 }
  const terms: Term[] = []
  let from = since
  const told = contacts.filter((at) => at >= since && at <= now).toSorted((a, b) => a - b)
  const term = (metAt: number | null): Term => {
    const dueDay = addMonthsToDay(dayOfInstant(from), TERM_MONTHS)
    const late = startOfDayNumber(dueDay + 1)
    const state = metAt === null ? (now >= late ? 'overdue' : 'next') : metAt >= late ? 'late' : 'done'
    return { from, due: dateOfDay(dueDay), state, metAt }
  }
  for (const at of told) {
    terms.push(term(at))
    from = at
  }
  const owed = term(null)
  terms.push(owed)
  return {
    terms,
    nextDue: owed.due,
    missed: terms.filter((each) => each.state === 'late' || each.state === 'overdue').length,
  }
}

/** `before` the naming · `named` in it and nothing more · `done` · `late` · `missed` went by without · `due` · `ahead`. */
export type MonthState = 'before' | 'named' | 'done' | 'late' | 'missed' | 'due' | 'ahead'

export interface Month {
  /** `2026-12` */
  month: string
  state: MonthState
  /** The day that says so: of the contact, of the naming, by which it is due. */
  on: string | null
}

const monthAt = (month: string, by: number): string => {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + by
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
}

export const STRIP = 6

/** Six months as a row: those behind, the one that is owed, those ahead. */
export function monthsOf({ since, contacts, now }: SeriesInput, over = false): Month[] {
  if (since === null || since > now) return []
  const { terms, nextDue } = seriesOf({ since, contacts, now })
  const [named, today] = [dateOf(since), dateOf(now)]
  const [first, here] = [named.slice(0, 7), today.slice(0, 7)]
  const start = monthAt(here, -2) > first ? monthAt(here, -2) : first
  return Array.from({ length: STRIP }, (_, at): Month => {
    const month = monthAt(start, at)
    const met = terms.filter((each) => each.metAt !== null && dateOf(each.metAt).startsWith(month))
    const last = met.at(-1)
    const owed = !over && nextDue !== null && nextDue.startsWith(month)
    if (owed && nextDue < today) return { month, state: 'missed', on: nextDue }
    if (last) {
      const late = met.some((each) => each.state === 'late')
      return { month, state: late ? 'late' : 'done', on: dateOf(last.metAt as number) }
    }
    if (owed) return { month, state: 'due', on: nextDue }
    if (month < first) return { month, state: 'before', on: null }
    if (month === first) return { month, state: 'named', on: named }
    if (month > here || over) return { month, state: 'ahead', on: null }
    // A month without a contact: missed where a term ended in it, else within a term that is still running.
    const ended = terms.find((each) => each.due.startsWith(month) && (each.metAt === null || dateOf(each.metAt) > each.due))
    return ended ? { month, state: 'missed', on: ended.due } : { month, state: 'ahead', on: null }
  })
}
