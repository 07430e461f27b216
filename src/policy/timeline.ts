/**
 * A condition over time: yes, no or cannot-tell, from each moment to the next. Conditions begin and end, and duties with
 * them, so the engine never asks "is it so now" alone but "since when, and until when".
 */

import type { Answer } from './types.ts'

/** What is answered at one moment, what is missing for an answer, and which facts decided. */
export interface Told {
  answer: Answer
  needs: readonly string[]
  facts: readonly string[]
}

/** An answer that holds from an instant until the next stretch. */
export interface Stretch extends Told {
  from: number
}

/** Stretches in order; the first is from −Infinity. */
export type Timeline = readonly Stretch[]

const NONE: readonly string[] = []

export const yes = (facts: readonly string[] = NONE): Told => ({ answer: 'yes', needs: NONE, facts })
export const no = (facts: readonly string[] = NONE): Told => ({ answer: 'no', needs: NONE, facts })
export const untold = (needs: readonly string[], facts: readonly string[] = NONE): Told => ({
  answer: 'cannot-tell',
  needs,
  facts,
})

/** `yes`/`no` for a boolean. */
export const told = (value: boolean, facts: readonly string[] = NONE): Told => (value ? yes(facts) : no(facts))

/** The same answer at all times. */
export const always = (t: Told): Timeline => [{ from: -Infinity, ...t }]

export const ALWAYS_YES = always(yes())

/** An answer before the first change and after each. Changes are given in order; of several at one instant the last holds. */
export function stepwise(before: Told, changes: readonly { at: number; told: Told }[]): Timeline {
  const out: Stretch[] = [{ from: -Infinity, ...before }]
  for (const change of changes) {
    const last = out[out.length - 1] as Stretch
    if (last.from === change.at) out[out.length - 1] = { from: change.at, ...change.told }
    else if (last.answer !== change.told.answer || change.told.answer === 'cannot-tell')
      out.push({ from: change.at, ...change.told })
  }
  return out
}

/** Index of the stretch that holds at an instant. */
function indexAt(timeline: Timeline, at: number): number {
  let i = timeline.length - 1
  while (i > 0 && (timeline[i] as Stretch).from > at) i--
  return i
}

export function answerAt(timeline: Timeline, at: number): Stretch {
  return timeline[indexAt(timeline, at)] as Stretch
}

const union = (a: readonly string[], b: readonly string[]): readonly string[] =>
  a.length === 0 ? b : b.length === 0 ? a : [...new Set([...a, ...b])]

/** Known false beats everything; then what is untold beats yes. */
export function andTold(a: Told, b: Told): Told {
  if (a.answer === 'no') return b.answer === 'no' ? no(union(a.facts, b.facts)) : a
  if (b.answer === 'no') return b
  if (a.answer === 'cannot-tell' || b.answer === 'cannot-tell') {
    return untold(
      union(a.answer === 'cannot-tell' ? a.needs : NONE, b.answer === 'cannot-tell' ? b.needs : NONE),
      union(a.facts, b.facts),
    )
  }
  return yes(union(a.facts, b.facts))
}

/** Known true beats everything; then what is untold beats no. */
export function orTold(a: Told, b: Told): Told {
  return notTold(andTold(notTold(a), notTold(b)))
}

export function notTold(a: Told): Told {
  if (a.answer === 'cannot-tell') return a
  return a.answer === 'yes' ? no(a.facts) : yes(a.facts)
}

function combine(a: Timeline, b: Timeline, how: (x: Told, y: Told) => Told): Timeline {
  if (a.length === 1 && b.length === 1) return always(how(a[0] as Stretch, b[0] as Stretch))
  const out: Stretch[] = []
  let i = 0
  let j = 0
  let from = -Infinity
  for (;;) {
    out.push({ ...how(a[i] as Stretch, b[j] as Stretch), from })
    const nextA = a[i + 1]?.from ?? Infinity
    const nextB = b[j + 1]?.from ?? Infinity
    from = Math.min(nextA, nextB)
    if (from === Infinity) return out
    if (nextA === from) i++
    if (nextB === from) j++
  }
}

export const and = (a: Timeline, b: Timeline): Timeline => (a === ALWAYS_YES ? b : b === ALWAYS_YES ? a : combine(a, b, andTold))
export const or = (a: Timeline, b: Timeline): Timeline => combine(a, b, orTold)
export const not = (a: Timeline): Timeline => a.map((s) => ({ from: s.from, ...notTold(s) }))

/** Parts of several timelines put end to end: each holds from its `from` until the next one's. */
export function spliced(parts: readonly { from: number; timeline: Timeline }[]): Timeline {
  if (parts.length === 1) return (parts[0] as { timeline: Timeline }).timeline
  const out: Stretch[] = []
  parts.forEach((part, k) => {
    const until = parts[k + 1]?.from ?? Infinity
    part.timeline.forEach((stretch, i) => {
      const from = Math.max(stretch.from, part.from)
      const next = part.timeline[i + 1]?.from ?? Infinity
      if (from < until && next > part.from) out.push({ ...stretch, from })
    })
  })
  return out
}

/** Unbroken runs in which the answer is not `no`: from, until (Infinity = for good). */
export function runs(timeline: Timeline): { from: number; until: number }[] {
  const out: { from: number; until: number }[] = []
  timeline.forEach((stretch, i) => {
    if (stretch.answer === 'no') return
    const until = timeline[i + 1]?.from ?? Infinity
    const last = out[out.length - 1]
    if (last && last.until === stretch.from) last.until = until
    else out.push({ from: stretch.from, until })
  })
  return out
}
