/**
 * Where a guest was, from acceptance to leaving, and how long. Pure: facts of one rescue file in, segments out.
 *
 * Precedence, where facts contradict each other:
 * - Order is by when something happened, then by when it was told, then (as the policies do) by id: the order in which facts are
 *   given is nothing. At one and the same instant a leave begins after all else and ends last.
 * - Present is as the policies read it: from `intake.accepted` to the first `departure.left` or `departure.sent-home` after it.
 *   A second acceptance while present begins no new stay.
 * - hospital over leave over outside over station. Hospitalised while placed outside = hospital, and outside again once fetched;
 *   brought back while in hospital = hospital until fetched, then station.
 * - Hospital and care outside may begin before acceptance (treat first); leaving ends both, and any leave.
 * - A leave lasts until somebody told the return; whoever is hospitalised, fetched, placed or brought back is no longer on
 *   leave. A leave ended without return goes on until the leaving is recorded: nobody is guessed to be in the house.
 * - An end without a beginning (fetched, never hospitalised) changes nothing.
 */

import type { Fact } from '#facts/fact.ts'
import { addMonthsToDay, dateOfDay, dayOf, dayOfInstant } from '#kernel/time.ts'

export const wheres = { station: '站内', hospital: '医院', outside: '站外托养', leave: '请假外出' } as const
export type Where = keyof typeof wheres
export const WHERES = Object.keys(wheres) as Where[]

/** What the clock reads of a fact. */
export type ClockFact = Pick<Fact, 'id' | 'name' | 'value' | 'occurredAt' | 'recordedAt' | 'replaces'>

export interface Segment {
  where: Where
  from: number
  /** End, or `until` where it still lasts. */
  to: number
}

export interface Stay {
  from: number
  to: number
  /** Not ended by `until`. */
  open: boolean
  segments: Segment[]
}

export type Totals = Record<Where, number>

export interface StayClock {
  /** All stays' segments, in order; without gap or overlap within a stay. */
  segments: Segment[]
  stays: Stay[]
  /** Milliseconds by place; their sum is `wholeMs`. */
  totals: Totals
  wholeMs: number
  /** Calendar dates by place: each date counts once, for the place where the guest was last on it; their sum is `wholeDays`. */
  days: Totals
  wholeDays: number
  /** Where the guest is at `until`; null where not present. */
  now: Where | null
}

const rank = (fact: ClockFact): number => (fact.name === 'stay.leave-begun' ? 1 : fact.name === 'stay.leave-ended' ? 2 : 0)

const inOrder = (a: ClockFact, b: ClockFact): number =>
  a.occurredAt - b.occurredAt || a.recordedAt - b.recordedAt || rank(a) - rank(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** What holds, in order: doubles, replaced and withdrawn facts out. */
function holding(facts: readonly ClockFact[]): ClockFact[] {
  const replaced = new Set(facts.flatMap((fact) => (fact.replaces === undefined ? [] : [fact.replaces])))
  const byId = new Map(facts.map((fact) => [fact.id, fact]))
  return [...byId.values()].filter((fact) => !replaced.has(fact.id) && fact.name !== 'fact.withdrawn').sort(inOrder)
}

interface State {
  present: boolean
  hospital: boolean
  outside: boolean
  leave: boolean
}

/** What each fact changes; anything else changes nothing. */
const changes: Readonly<Record<string, (state: State, fact: ClockFact) => Partial<State>>> = {
  'intake.accepted': () => ({ present: true }),
  'departure.left': () => ({ present: false, hospital: false, outside: false, leave: false }),
  'departure.sent-home': () => ({ present: false, hospital: false, outside: false, leave: false }),
  'medical.hospitalised': () => ({ hospital: true, leave: false }),
  'medical.fetched': (state) => (state.hospital ? { hospital: false, leave: false } : {}),
  'entrusted.placed': () => ({ outside: true, leave: false }),
  'entrusted.brought-back': (state) => (state.outside ? { outside: false, leave: false } : {}),
  'stay.leave-begun': (state) => ({ leave: state.present }),
  'stay.leave-ended': (_state, fact) => (fact.value.returned === false ? {} : { leave: false }),
}

const whereOf = (state: State): Where =>
  state.hospital ? 'hospital' : state.leave ? 'leave' : state.outside ? 'outside' : 'station'

const none = (): Totals => ({ station: 0, hospital: 0, outside: 0, leave: 0 })

/** One more stretch of a stay; what lasted no time is left out, what goes on is one. */
function stretch(stay: Stay, where: Where, to: number): void {
  const from = stay.to
  stay.to = to
  if (from === to) return
  const last = stay.segments.at(-1)
  if (last?.where === where) last.to = to
  else stay.segments.push({ where, from, to })
}

/** Where somebody was up to `until`. */
export function stayClock(facts: readonly ClockFact[], until: number): StayClock {
  const stays: Stay[] = []
  let state: State = { present: false, hospital: false, outside: false, leave: false }
  let current: Stay | null = null
  for (const fact of holding(facts)) {
    if (fact.occurredAt > until) break
    const change = changes[fact.name]
    if (!change) continue
    if (current) stretch(current, whereOf(state), fact.occurredAt)
    state = { ...state, ...change(state, fact) }
    if (state.present && !current) {
      current = { from: fact.occurredAt, to: fact.occurredAt, open: true, segments: [] }
      stays.push(current)
    } else if (!state.present && current) {
      current.open = false
      current = null
    }
  }
  if (current) stretch(current, whereOf(state), until)
  const segments = stays.flatMap((stay) => stay.segments)
  const totals = none()
  const wherePerDay = new Map<number, Where>()
  for (const { where, from, to } of segments) {
    totals[where] += to - from
    for (let day = dayOfInstant(from); day <= dayOfInstant(to - 1); day++) wherePerDay.set(day, where)
  }
  const days = none()
  for (const where of wherePerDay.values()) days[where]++
  return {
    segments,
    stays,
    totals,
    wholeMs: stays.reduce((sum, stay) => sum + stay.to - stay.from, 0),
    days,
    wholeDays: wherePerDay.size,
    now: current ? whereOf(state) : null,
  }
}

/**
 * The last day of the three calendar months since the latest acceptance (same day number, or that month's last day); they
 * are full at 24:00 of it, which is the policies' `three-months-full`. Null where nobody was accepted.
 */
export function threeMonthsOn(facts: readonly ClockFact[]): string | null {
  const accepted = holding(facts).findLast((fact) => fact.name === 'intake.accepted')
  return accepted ? dateOfDay(addMonthsToDay(dayOfInstant(accepted.occurredAt), 3)) : null
}

/** Days left until that day: 0 on the day itself, below 0 once three months are full. */
export function daysUntilThreeMonths(facts: readonly ClockFact[], now: number): number | null {
  const on = threeMonthsOn(facts)
  return on === null ? null : dayOf(on) - dayOfInstant(now)
}
