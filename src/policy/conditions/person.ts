/** Who somebody is and how old: identity, age, capacity, household register. They speak for the person, so for every file. */

import { dayOf, dayOfCivil, dayOfFullYears, dayOfInstant, addMonthsToDay, startOfDayNumber } from '#kernel/time.ts'
import type { Fact } from '#facts/fact.ts'
import type { Told } from '../timeline.ts'
import { ALWAYS_YES, answerAt, no, stepwise, untold, yes } from '../timeline.ts'
import type { Timeline } from '../timeline.ts'
import type { View } from '../view.ts'
import { overPerson } from '../view.ts'
import type { Lasting } from './condition.ts'
import { firstHoldsBackwards, switched } from './condition.ts'

/** Earliest and latest possible birth, as day numbers. */
interface BirthRange {
  earliest: number
  latest: number
  fact: string
}

const OLDEST = 150

function rangeOf(fact: Fact): (BirthRange & { rank: number }) | null {
  const { date, year, ageSeen } = fact.value as { date?: string; year?: number; ageSeen?: { min?: number; max?: number } }
  if (date !== undefined) return { earliest: dayOf(date), latest: dayOf(date), fact: fact.id, rank: 3 }
  if (year !== undefined) return { earliest: dayOfCivil(year, 1, 1), latest: dayOfCivil(year, 12, 31), fact: fact.id, rank: 2 }
  if (ageSeen !== undefined && (ageSeen.min !== undefined || ageSeen.max !== undefined)) {
    const seen = dayOfInstant(fact.occurredAt)
    // `max` full and not yet `max + 1`: the day after the (max+1)-th birthday still lies ahead.
    const earliest = addMonthsToDay(seen, -12 * ((ageSeen.max ?? OLDEST) + 1))
    const latest = addMonthsToDay(seen - 1, -12 * (ageSeen.min ?? 0))
    return { earliest, latest: Math.max(earliest, latest), fact: fact.id, rank: 1 }
  }
  return null
}

/** The birth that holds: a date before a year before an age seen; of equals the latest told. Null where none is known. */
function birthOf(facts: readonly Fact[]): BirthRange | null {
  let best: (BirthRange & { rank: number }) | null = null
  for (const fact of facts) {
    if (fact.name !== 'person.birth-known') continue
    const range = rangeOf(fact)
    if (range && (!best || range.rank >= best.rank)) best = range
  }
  return best
}

/** Whether `years` are full, over time: certain only where every possible birthday gives the same answer. */
function fullYearsOver(birth: BirthRange, years: number): Timeline {
  const first = startOfDayNumber(dayOfFullYears(birth.earliest, years))
  const last = startOfDayNumber(dayOfFullYears(birth.latest, years))
  const changes: { at: number; told: Told }[] = []
  if (first < last) changes.push({ at: first, told: untold(['person.birth-known'], [birth.fact]) })
  changes.push({ at: last, told: yes([birth.fact]) })
  return stepwise(no([birth.fact]), changes)
}

const flip = (timeline: Timeline): Timeline =>
  timeline.map((s) => (s.answer === 'cannot-tell' ? s : { ...s, answer: s.answer === 'yes' ? 'no' : 'yes' }))

/** Whether so many years are full, for the subject's person; untold where no birth is known. */
export function aged(view: View, years: number): Timeline {
  return overPerson(view, (piece) => {
    const birth = birthOf(piece.facts)
    return birth ? fullYearsOver(birth, years) : [{ from: -Infinity, ...untold(['person.birth-known']) }]
  })
}

/** Under 18, for the subject's person; untold where no birth is known. */
export const minority = (view: View): Timeline => flip(aged(view, 18))

/** Whether any birth is known at an instant. */
export function birthTold(view: View, at: number): boolean {
  const pieces = view.person()
  let facts = pieces[0]?.facts ?? []
  for (const piece of pieces) if (piece.from <= at) facts = piece.facts
  return birthOf(facts) !== null
}

const identity = (view: View, wanted: 'verified' | 'unknown'): Timeline =>
  overPerson(view, (piece) => {
    const facts = piece.identity.filter((f) => f.name === 'person.identity-stated' && f.value.status !== undefined)
    return switched(
      facts,
      wanted === 'unknown' ? yes() : no(),
      (f) => (f.value.status === 'verified') === (wanted === 'verified'),
    )
  })

/** Register of the person is local, over time. */
export const localRegister = (view: View): Timeline =>
  overPerson(view, (piece) =>
    firstHoldsBackwards(
      piece.facts.filter((f) => f.name === 'person.register-known'),
      'person.register-known',
      (f) => (typeof f.value.local === 'boolean' ? f.value.local : null),
    ),
  )

export const personConditions: Record<string, Lasting> = {
  'identity-unknown': { title: '身份未核实', over: (view) => identity(view, 'unknown') },
  'identity-verified': { title: '身份已核实', over: (view) => identity(view, 'verified') },
  'sixteen-or-over': { title: '年满十六周岁', over: (view) => aged(view, 16) },
  'full-capacity': {
    title: '完全民事行为能力',
    over: (view) =>
      overPerson(view, (piece) =>
        firstHoldsBackwards(
          piece.facts.filter((f) => f.name === 'person.condition-noted'),
          'person.condition-noted',
          (f) => (f.value.capacity === undefined ? null : f.value.capacity === 'full'),
        ),
      ),
  },
  /** A child file is taken for a minor's until a birth says otherwise. */
  'still-a-minor': {
    title: '未满十八周岁',
    over: (view) =>
      overPerson(view, (piece) => (birthOf(piece.facts) ? flip(fullYearsOver(birthOf(piece.facts)!, 18)) : ALWAYS_YES)),
  },
  'register-local': { title: '本地户籍', over: localRegister },
}

/** Whether the register was known to be local at an instant. */
export const knownLocal = (view: View, at: number): boolean => answerAt(localRegister(view), at).answer === 'yes'
