/** Which facts meet a duty, and how far a duty of several steps has come. */

import type { Fact } from '#facts/fact.ts'
import type { ClauseText, FactPatternText } from './pack.ts'
import type { View } from './view.ts'
import { factsNamed, inOrder } from './view.ts'

interface Pattern {
  fact: string
  matches: (fact: Fact) => boolean
}

export interface Steps {
  /** `any`: one of the patterns; `all`: each, in any order; `in-turn`: each after the one before. */
  mode: 'any' | 'all' | 'in-turn'
  patterns: Pattern[]
  /** Parameter name of each step's own term, for `in-turn`. */
  terms: (string | undefined)[]
  names: string[]
}

function patternOf(text: FactPatternText): Pattern {
  const name = typeof text === 'string' ? text : text.fact
  const where = typeof text === 'string' ? [] : Object.entries(text.where ?? {})
  const prefix = name.endsWith('.*') ? name.slice(0, -1) : null
  return {
    fact: name,
    matches: (fact) =>
      (prefix === null ? fact.name === name : fact.name.startsWith(prefix)) &&
      where.every(([field, wanted]) => {
        const value = fact.value[field]
        const one = (v: unknown) => (Array.isArray(wanted) ? wanted.includes(v as string) : v === wanted)
        return Array.isArray(value) ? value.some(one) : one(value)
      }),
  }
}

/** The steps of a clause's `met-by`; a sum has none of its own (see periodic.ts). */
export function stepsOf(clause: ClauseText): Steps {
  const metBy = clause['met-by']
  if (!metBy || 'sum' in metBy) return { mode: 'any', patterns: [], terms: [], names: [] }
  const texts = 'any' in metBy ? metBy.any : 'all' in metBy ? metBy.all : metBy['in-turn'].map((s) => s.fact)
  const patterns = texts.map(patternOf)
  return {
    mode: 'any' in metBy ? 'any' : 'all' in metBy ? 'all' : 'in-turn',
    patterns,
    terms: 'in-turn' in metBy ? metBy['in-turn'].map((s) => s.term) : patterns.map(() => undefined),
    names: [...new Set(patterns.map((p) => p.fact))],
  }
}

/** Facts that may meet a clause, in order: of the subject, and of any file of the person for the names that say so. */
export function candidates(view: View, steps: Steps, anyFile: readonly string[]): Fact[] {
  const out = new Map<string, Fact>()
  for (const name of steps.names) {
    const ids = anyFile.includes(name) ? view.filesOfPerson() : [view.subject.id]
    for (const id of ids) {
      for (const fact of factsNamed(view.bySubject.get(id), name))
        if (steps.patterns.some((p) => p.matches(fact))) out.set(fact.id, fact)
    }
  }
  return [...out.values()].sort(inOrder)
}

/** Facts that have counted for one duty so far, by step. */
export type Progress = (Fact | null)[]

export const noProgress = (steps: Steps): Progress => (steps.mode === 'any' ? [null] : steps.patterns.map(() => null))

export const isDone = (progress: Progress): boolean => progress.every((f) => f !== null)

/** Lets a fact count for a duty; true where it did. A later step that comes before its turn does not. */
export function offer(steps: Steps, progress: Progress, fact: Fact): boolean {
  if (isDone(progress)) return false
  if (steps.mode === 'any') {
    if (!steps.patterns.some((p) => p.matches(fact))) return false
    progress[0] = fact
    return true
  }
  const open =
    steps.mode === 'in-turn' ? [progress.indexOf(null)] : progress.map((f, i) => (f === null ? i : -1)).filter((i) => i >= 0)
  for (const i of open) {
    if (steps.patterns[i]?.matches(fact)) {
      progress[i] = fact
      return true
    }
  }
  return false
}
