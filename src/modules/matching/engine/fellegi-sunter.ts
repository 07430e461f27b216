/**
 * Record linkage after Fellegi and Sunter, for any kind of record. A comparison sorts a pair into one of a few levels; m is how
 * often right pairs fall on a level, u how often strangers do, log₂(m/u) is the level's weight in bits, and bits add up.
 * Learnt without labels: u from random pairs, m by expectation maximisation over the pairs of one blocking rule at a time with
 * the comparisons of that rule's own fields left out. One run over the union of all blocks looks simpler and collapses: blocking
 * makes the fields depend on each other, and the likeliest two groups are then not "same" and "other".
 */

export interface Comparison<R> {
  name: string
  /** The record's fields it looks at: a blocking rule that shares one teaches nothing about it. */
  fields: readonly string[]
  /** In words, the strongest agreement first, the plain difference last. */
  levels: readonly string[]
  /** Place in `levels`; -1: cannot be told, weighs nothing. */
  level(left: R, right: R): number
  /** What both have in common on level 0, where a rare value says more than a common one. */
  term?(record: R): string | undefined
}

export interface BlockingRule<R> {
  name: string
  fields: readonly string[]
  /** Pairs with the same key are compared; undefined: this record has none. */
  key(record: R): string | undefined
}

/** Pairs of records as places in `left` and `right`, two entries a pair. */
export type Pairs = Int32Array

export interface Model {
  /** Share of right pairs among all pairs. */
  prior: number
  m: readonly (readonly number[])[]
  u: readonly (readonly number[])[]
}

/** Level vectors and how often each occurs: nothing more is needed to learn. */
export interface Patterns {
  vectors: readonly Int8Array[]
  counts: readonly number[]
}

export interface EmRun {
  rule: string
  /** Share of right pairs within this block. */
  prior: number
  /** Per comparison; null: shares a field with the rule, not learnt here. */
  m: readonly (readonly number[] | null)[]
  /** Log likelihood after each step: it never falls. */
  likelihood: readonly number[]
  /** Why this run may not be believed; null: it may. */
  collapsed: string | null
}

const TINY = 1e-12

/** A generator of chance that gives the same numbers for the same seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function blockedPairs<R>(left: readonly R[], right: readonly R[], rules: readonly BlockingRule<R>[]): Pairs {
  const seen = new Set<number>()
  for (const rule of rules) {
    const byKey = new Map<string, number[]>()
    right.forEach((record, at) => {
      const key = rule.key(record)
      if (key === undefined) return
      const there = byKey.get(key)
      if (there) there.push(at)
      else byKey.set(key, [at])
    })
    left.forEach((record, at) => {
      const key = rule.key(record)
      if (key !== undefined) for (const other of byKey.get(key) ?? []) seen.add(at * right.length + other)
    })
  }
  const pairs = new Int32Array(seen.size * 2)
  let at = 0
  for (const code of seen) {
    pairs[at] = Math.floor(code / right.length)
    pairs[at + 1] = code % right.length
    at += 2
  }
  return pairs
}

export function randomPairs(left: number, right: number, count: number, seed: number): Pairs {
  const next = chance(seed)
  const pairs = new Int32Array(count * 2)
  for (let at = 0; at < pairs.length; at += 2) {
    pairs[at] = Math.floor(next() * left)
    pairs[at + 1] = Math.floor(next() * right)
  }
  return pairs
}

export function vectorOf<R>(comparisons: readonly Comparison<R>[], left: R, right: R): Int8Array {
  return Int8Array.from(comparisons, (comparison) => comparison.level(left, right))
}

export function patternsOf<R>(
  comparisons: readonly Comparison<R>[],
  left: readonly R[],
  right: readonly R[],
  pairs: Pairs,
): Patterns {
  const found = new Map<string, { vector: Int8Array; count: number }>()
  for (let at = 0; at < pairs.length; at += 2) {
    const vector = vectorOf(comparisons, left[pairs[at] as number] as R, right[pairs[at + 1] as number] as R)
    const key = vector.join()
    const there = found.get(key)
    if (there) there.count += 1
    else found.set(key, { vector, count: 1 })
  }
  const all = [...found.values()]
  return { vectors: all.map(({ vector }) => vector), counts: all.map(({ count }) => count) }
}

/** Shares of the levels where they could be told, each pattern weighted; half a pair is added to every level. */
export function shares(patterns: Patterns, comparison: number, levels: number, weights?: readonly number[]): number[] {
  const sums = Array.from({ length: levels }, () => 0.5)
  patterns.vectors.forEach((vector, at) => {
    const level = vector[comparison] as number
    if (level >= 0) sums[level] = (sums[level] as number) + (patterns.counts[at] as number) * (weights?.[at] ?? 1)
  })
  const total = sums.reduce((sum, each) => sum + each, 0)
  return sums.map((each) => each / total)
}

function likelihoods(vector: Int8Array, tables: readonly (readonly number[] | null)[]): number {
  let product = 1
  for (let each = 0; each < tables.length; each += 1) {
    const level = vector[each] as number
    const table = tables[each]
    if (table && level >= 0) product *= table[level] as number
  }
  return Math.max(product, Number.MIN_VALUE)
}

/** Where m starts: most right pairs agree, and each lower level is half as likely as the one above. */
export function startingM(levels: number): number[] {
  const raw = Array.from({ length: levels }, (_, at) => 0.5 ** at)
  const total = raw.reduce((sum, each) => sum + each, 0)
  return raw.map((each) => each / total)
}

/**
 * Expectation maximisation with u held fast. `learnt[c]` false leaves comparison c out altogether. With `freeU` u moves as well:
 * the naive way, kept so that a test can show what the guard is for.
 */
export function maximise(
  patterns: Patterns,
  u: readonly (readonly number[])[],
  options: { rule: string; learnt: readonly boolean[]; steps?: number; freeU?: boolean; prior?: number },
): EmRun & { u: readonly (readonly number[] | null)[] } {
  let used: (readonly number[] | null)[] = u.map((table, at) => (options.learnt[at] ? table : null))
  let m: (readonly number[] | null)[] = used.map((table) => (table ? startingM(table.length) : null))
  let prior = options.prior ?? 0.2
  const total = patterns.counts.reduce((sum, each) => sum + each, 0)
  const likelihood: number[] = []
  for (let step = 0; step < (options.steps ?? 200); step += 1) {
    let logs = 0
    let right = 0
    const posterior = patterns.vectors.map((vector, at) => {
      const same = prior * likelihoods(vector, m)
      const other = (1 - prior) * likelihoods(vector, used)
      const count = patterns.counts[at] as number
      logs += count * Math.log(same + other)
      const p = same / (same + other)
      right += count * p
      return p
    })
    const before = likelihood.at(-1)
    likelihood.push(logs)
    if (before !== undefined && logs - before < 1e-7 * Math.abs(before)) break
    prior = Math.min(1 - TINY, Math.max(TINY, right / Math.max(total, 1)))
    m = m.map((table, at) => (table ? maximumOf(patterns, at, table.length, posterior) : null))
    if (options.freeU) {
      const rest = posterior.map((p) => 1 - p)
      used = used.map((table, at) => (table ? maximumOf(patterns, at, table.length, rest) : null))
    }
  }
  return { rule: options.rule, prior, m, u: used, likelihood, collapsed: collapse({ prior, m, u: used, total }) }
}

/** The exact maximum: no smoothing inside the steps, or the likelihood could fall. */
function maximumOf(patterns: Patterns, comparison: number, levels: number, weights: readonly number[]): number[] {
  const sums = Array.from({ length: levels }, () => TINY)
  patterns.vectors.forEach((vector, at) => {
    const level = vector[comparison] as number
    if (level >= 0) sums[level] = (sums[level] as number) + (patterns.counts[at] as number) * (weights[at] as number)
  })
  const total = sums.reduce((sum, each) => sum + each, 0)
  return sums.map((each) => each / total)
}

/**
 * The guard. Two groups found by likelihood need not be "same" and "other": a run is believed only when in every comparison the
 * strongest agreement speaks for and the plain difference speaks against, and when neither group is empty.
 */
export function collapse(run: {
  prior: number
  m: readonly (readonly number[] | null)[]
  u: readonly (readonly number[] | null)[]
  total: number
}): string | null {
  const right = run.prior * run.total
  if (right < 20) return 'fewer than twenty right pairs are left in this block'
  if (run.prior > 0.999) return 'every pair of this block is called right'
  let against = 0
  let learnt = 0
  run.m.forEach((m, at) => {
    const u = run.u[at]
    if (!m || !u) return
    learnt += 1
    const last = m.length - 1
    if ((m[0] as number) <= (u[0] as number) || (m[last] as number) >= (u[last] as number)) against += 1
  })
  if (learnt < 2) return 'fewer than two comparisons are independent of this rule'
  return against > 0 ? `${against} of ${learnt} comparisons speak the wrong way round` : null
}

/** Means over the runs that may be believed, a little of u mixed in: nothing is impossible, and a level never seen weighs nothing. */
export function combineRuns(runs: readonly EmRun[], u: readonly (readonly number[])[]): number[][] {
  const believed = runs.filter(({ collapsed }) => collapsed === null)
  return u.map((strangers, comparison) => {
    const tables = believed.flatMap(({ m }) => (m[comparison] ? [m[comparison] as readonly number[]] : []))
    if (tables.length === 0) {
      const why = runs.map(({ rule, collapsed }) => `${rule}: ${collapsed ?? 'shares its fields'}`).join('; ')
      throw new Error(`comparison ${comparison} cannot be learnt: ${why}`)
    }
    const mean = Array.from(
      { length: strangers.length },
      (_, level) => tables.reduce((sum, each) => sum + (each[level] as number), 0) / tables.length,
    )
    return mean.map((each, level) => 0.9995 * each + 0.0005 * (strangers[level] as number))
  })
}

export function levelBits(model: Model, comparison: number, level: number): number {
  if (level < 0) return 0
  return Math.log2(Math.max(model.m[comparison]?.[level] ?? TINY, TINY) / Math.max(model.u[comparison]?.[level] ?? TINY, TINY))
}

export const priorBits = (prior: number): number => Math.log2(prior / (1 - prior))
export const probabilityOf = (bits: number): number => (bits >= 0 ? 1 / (1 + 2 ** -bits) : 2 ** bits / (1 + 2 ** bits))

/** How many bits a shared value weighs more or less than the level's mean, by how common it is; never more than `most`. */
export function termBits(u: number, frequency: number, total: number, most = 6): number {
  if (frequency < 1 || total < 1) return 0
  return Math.max(-most, Math.min(most, Math.log2(u / (frequency / total))))
}

/** How often each value of the left and the right records occurs, by comparison. */
export function termCounts<R>(comparisons: readonly Comparison<R>[], records: readonly R[]): (Map<string, number> | null)[] {
  return comparisons.map(({ term }) => {
    if (!term) return null
    const counts = new Map<string, number>()
    for (const record of records) {
      const value = term(record)
      if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    return counts
  })
}
