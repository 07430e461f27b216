/** What clocks count from: each time a fact happened, or a named moment that several facts make together. */

import type { Fact } from '#facts/fact.ts'
import { addMonthsToDay, dayOfInstant, startOfDay, startOfDayNumber } from '#kernel/time.ts'
import type { View } from './view.ts'
import { factsNamed } from './view.ts'

export interface Moment {
  /** Name of the fact or moment, for explanations. */
  name: string
  at: number
  /** Day from which day-counted terms count. */
  day: number
  fact?: Fact
  /** A duty whose condition begins only from here on belongs to a later moment. */
  until: number
  /** Counts only where the subject has no such moment of its own. */
  goneOver?: boolean
}

const ofFact = (name: string, fact: Fact): Moment => ({
  name,
  at: fact.occurredAt,
  day: dayOfInstant(fact.occurredAt),
  fact,
  until: Infinity,
})

/** Each moment reaches until the next. */
export function chained(moments: Moment[]): Moment[] {
  moments.forEach((moment, i) => {
    moment.until = Math.min(moment.until, moments[i + 1]?.at ?? Infinity)
  })
  return moments
}

/** 00:00 of the day after three months are full, counted from an acceptance that no later one has replaced by then. */
function threeMonthsFull(view: View): Moment[] {
  const accepted = factsNamed(view.own, 'intake.accepted')
  const out: Moment[] = []
  accepted.forEach((fact, i) => {
    const lastDay = addMonthsToDay(dayOfInstant(fact.occurredAt), 3)
    const at = startOfDayNumber(lastDay + 1)
    const next = accepted[i + 1]?.occurredAt ?? Infinity
    if (next > at) out.push({ name: 'three-months-full', at, day: lastDay, fact, until: next })
  })
  return out
}

/** Reports joined into this one whose dispatch was begun there and goes over to this. */
function joinedInto(view: View, id: string, seen: Set<string>): Fact[] {
  const out: Fact[] = []
  for (const [other, index] of view.bySubject) {
    if (seen.has(other)) continue
    if (!factsNamed(index, 'report.joined').some((f) => f.value.into === id)) continue
    seen.add(other)
    // Who was already there has done what was owed; nothing goes over.
    if (factsNamed(index, 'report.on-scene').length === 0) out.push(...factsNamed(index, 'report.received').slice(0, 1))
    out.push(...joinedInto(view, other, seen))
  }
  return out
}

/**
 * The opening of a child's file, and every later day on which it became known that the child is of one of these kinds: what a
 * kind asks for counts from when it was known.
 */
const kindTold =
  (...kinds: string[]) =>
  (view: View): Moment[] => {
    const opened = factsNamed(view.own, 'child.file-opened')
    const all = [...opened, ...factsNamed(view.own, 'child.kinds-changed')].sort(
      (a, b) => a.occurredAt - b.occurredAt || a.recordedAt - b.recordedAt,
    )
    const is = (fact: Fact) => Array.isArray(fact.value.kinds) && fact.value.kinds.some((kind) => kinds.includes(kind))
    return all
      .filter((fact, at) => fact.name === 'child.file-opened' || (is(fact) && !all.slice(0, at).slice(-1).some(is)))
      .map((fact) => ofFact(fact.name, fact))
  }

/** Moments that are more than one fact of their name. */
const named: Readonly<Record<string, (view: View) => Moment[]>> = {
  'three-months-full': threeMonthsFull,
  /** No fact begins it: the condition's own beginning does. */
  'condition-begins': () => [{ name: 'condition-begins', at: -Infinity, day: 0, until: Infinity }],
  'campaign-opened': (view) => {
    if (!view.campaign) return []
    const at = startOfDay(view.campaign.opened)
    return [{ name: 'campaign-opened', at, day: dayOfInstant(at), until: Infinity }]
  },
  'parent-detained-told': kindTold('prisoner-child', 'detox-child'),
  'vagrant-told': kindTold('vagrant'),
  'guardian-uses-child': (view) => {
    const all = [...factsNamed(view.own, 'child.file-opened'), ...factsNamed(view.own, 'child.assessed')]
    const first = all.filter((f) => f.value.usedByGuardian === true).sort((a, b) => a.occurredAt - b.occurredAt)[0]
    return first ? [ofFact('guardian-uses-child', first)] : []
  },
  /** A report, and those joined into it. Which of them begins a dispatch the conditions say. */
  'report-or-joined-report': (view) => {
    const own = factsNamed(view.own, 'report.received')
    const joined = joinedInto(view, view.subject.id, new Set([view.subject.id]))
    return [
      ...own.map((fact) => ofFact('report.received', fact)),
      ...joined.map((fact) => ({ ...ofFact('report.received', fact), goneOver: true })),
    ]
  },
}

export const momentNames: readonly string[] = Object.keys(named)

/** The moments of a name for a subject, in order. */
export function momentsOf(view: View, name: string): Moment[] {
  const special = named[name]
  if (special) return special(view)
  return factsNamed(view.own, name).map((fact) => ofFact(name, fact))
}
