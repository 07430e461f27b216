/** What a named condition is. Conditions are pure, three-valued and read only the view. */

import type { Fact } from '#facts/fact.ts'
import type { Moment } from '../moments.ts'
import type { Told } from '../timeline.ts'
import { no, stepwise, told, untold, yes } from '../timeline.ts'
import type { Timeline } from '../timeline.ts'
import type { View } from '../view.ts'

/** A condition that must last: its answer over time. */
export interface Lasting {
  /** 中文, as the explanation on screen says it. */
  title: string
  over: (view: View) => Timeline
}

/** A condition asked once, of the fact that the clock counts from. */
export interface OfMoment {
  title: string
  of: (view: View, moment: Moment) => Told
}

/** A field of the moment's fact: `cannot-tell` (needs that fact) where it was not told. */
export function field(moment: Moment, name: string, judge: (value: unknown) => boolean): Told {
  const fact = moment.fact
  if (!fact) return untold([moment.name])
  const value = fact.value[name]
  return value === undefined ? untold([fact.name], [fact.id]) : told(judge(value), [fact.id])
}

/** As `field`, for fields that count as `otherwise` where nobody told them. */
export function fieldOr(moment: Moment, name: string, otherwise: boolean, judge: (value: unknown) => boolean): Told {
  const fact = moment.fact
  const value = fact?.value[name]
  return value === undefined ? told(otherwise, fact ? [fact.id] : []) : told(judge(value), fact ? [fact.id] : [])
}

/** A state that facts switch on and off. `judge` gives null where a fact changes nothing. */
export function switched(facts: readonly Fact[], before: Told, judge: (fact: Fact) => boolean | null): Timeline {
  const changes: { at: number; told: Told }[] = []
  for (const fact of facts) {
    const answer = judge(fact)
    if (answer !== null) changes.push({ at: fact.occurredAt, told: answer ? yes([fact.id]) : no([fact.id]) })
  }
  return stepwise(before, changes)
}

/** What was told first holds backwards as well; a later telling changes it from its own time. Untold: needs `needs`. */
export function firstHoldsBackwards(facts: readonly Fact[], needs: string, judge: (fact: Fact) => boolean | null): Timeline {
  const timeline = switched(facts, untold([needs]), judge)
  const first = facts.find((fact) => judge(fact) !== null)
  if (!first) return timeline
  return switched(facts, told(judge(first) as boolean, [first.id]), judge)
}

export const isTrue = (value: unknown): boolean => value === true
export const isFalse = (value: unknown): boolean => value === false
