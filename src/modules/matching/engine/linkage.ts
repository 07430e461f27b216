/**
 * Two lists of persons in a western alphabet, linked without a single labelled pair: the proof that the core in
 * fellegi-sunter.ts finds the weights by itself (bench/linkage.ts). Guests and inquiries have comparisons of their own.
 */
import {
  type BlockingRule,
  blockedPairs,
  type Comparison,
  combineRuns,
  type EmRun,
  levelBits,
  type Model,
  maximise,
  type Pairs,
  patternsOf,
  priorBits,
  probabilityOf,
  randomPairs,
  shares,
  termBits,
  termCounts,
  vectorOf,
} from './fellegi-sunter.ts'
import { edits, jaroWinkler, oneEdit } from './similarity.ts'

/** A row of a table; what is not known is absent. */
export interface Row {
  id: string
  given?: string
  surname?: string
  streetNumber?: string
  address?: string
  address2?: string
  suburb?: string
  postcode?: string
  state?: string
  /** Eight digits, year first. */
  birth?: string
}
export type RowField = Exclude<keyof Row, 'id'>

export interface Link {
  left: number
  right: number
  bits: number
  probability: number
  vector: Int8Array
}

export interface Linkage {
  model: Model
  runs: readonly EmRun[]
  /** Every compared pair, the likeliest first. */
  links: readonly Link[]
}

/** Whether the value of one field stands, nearly, in another field of the other record. */
function crossed(field: RowField, other: RowField, left: Row, right: Row): boolean {
  const met = (a: string | undefined, b: string | undefined) => a !== undefined && b !== undefined && jaroWinkler(a, b) >= 0.9
  return met(left[field], right[other]) || met(left[other], right[field])
}

function wordComparison(field: RowField, swappedWith?: RowField): Comparison<Row> {
  return {
    name: field,
    fields: swappedWith ? [field, swappedWith] : [field],
    levels: ['same', 'one letter', 'alike', 'exchanged', 'somewhat alike', 'different'],
    level(left, right) {
      const [a, b] = [left[field], right[field]]
      if (a === b && a !== undefined) return 0
      const both = a !== undefined && b !== undefined
      const alike = both ? jaroWinkler(a, b) : 0
      if (both && oneEdit(a, b)) return 1
      if (alike >= 0.9) return 2
      if (swappedWith && crossed(field, swappedWith, left, right)) return 3
      if (!both) return -1
      return alike >= 0.78 ? 4 : 5
    },
    term: (record) => record[field],
  }
}

function codeComparison(field: RowField): Comparison<Row> {
  return {
    name: field,
    fields: [field],
    levels: ['same', 'one slip', 'two slips', 'different'],
    level(left, right) {
      const [a, b] = [left[field], right[field]]
      if (a === undefined || b === undefined) return -1
      return Math.min(3, edits(a, b, 2))
    },
    term: (record) => record[field],
  }
}

/** Day and month exchanged count as one slip. */
const birthComparison: Comparison<Row> = {
  name: 'birth',
  fields: ['birth'],
  levels: ['same', 'one slip', 'two slips', 'same year and month, or same day of the year', 'different'],
  level({ birth: a }, { birth: b }) {
    if (a === undefined || b === undefined) return -1
    const apart = edits(a, b, 2)
    if (apart <= 1 || `${a.slice(0, 4)}${a.slice(6)}${a.slice(4, 6)}` === b) return Math.min(1, apart)
    if (apart === 2) return 2
    return a.slice(0, 6) === b.slice(0, 6) || a.slice(4) === b.slice(4) ? 3 : 4
  },
  term: ({ birth }) => birth,
}

export const comparisons: readonly Comparison<Row>[] = [
  wordComparison('given', 'surname'),
  wordComparison('surname', 'given'),
  birthComparison,
  wordComparison('address', 'address2'),
  wordComparison('address2', 'address'),
  codeComparison('streetNumber'),
  wordComparison('suburb'),
  codeComparison('postcode'),
  codeComparison('state'),
]

function rule(...fields: [RowField, ...RowField[]]): BlockingRule<Row> {
  return {
    name: fields.join(' + '),
    fields,
    key(record) {
      const values = fields.map((field) => record[field])
      return values.includes(undefined) ? undefined : values.join('\u0000')
    },
  }
}

/** Rules that teach: each finds enough right pairs, and each leaves most comparisons free. */
export const trainingRules: readonly BlockingRule<Row>[] = [
  rule('birth'),
  rule('given', 'surname'),
  rule('postcode', 'suburb'),
  rule('address', 'streetNumber'),
]

/** Rules that find: together they may miss next to nothing. */
export const findingRules: readonly BlockingRule<Row>[] = [
  ...trainingRules,
  rule('given', 'postcode'),
  rule('surname', 'postcode'),
  rule('given', 'suburb'),
  rule('surname', 'suburb'),
  rule('address'),
  rule('address2', 'state'),
  {
    name: 'names exchanged',
    fields: ['given', 'surname'],
    key: ({ given, surname }) => (given && surname ? [given, surname].sort().join('\u0000') : undefined),
  },
  {
    name: 'beginnings of the names, year of birth',
    fields: ['given', 'surname', 'birth'],
    key: ({ given, surname, birth }) =>
      given && surname && birth ? `${given.slice(0, 2)}\u0000${surname.slice(0, 2)}\u0000${birth.slice(0, 4)}` : undefined,
  },
  {
    name: 'street number, postcode',
    fields: ['streetNumber', 'postcode'],
    key: ({ streetNumber, postcode }) => (streetNumber && postcode ? `${streetNumber}\u0000${postcode}` : undefined),
  },
]

const RANDOM_PAIRS = 300_000

/**
 * Learns from the two lists themselves and scores every pair that one rule finds. The share of right pairs comes from the scores:
 * their probabilities must add up to it, which a few rounds settle. u is taken once more with the right pairs among the random
 * ones weighed out, because one in some thousand is right and a shared birthday is rarer than that among strangers.
 */
export function link(
  left: readonly Row[],
  right: readonly Row[],
  options: { comparisons?: readonly Comparison<Row>[]; seed?: number; randomPairs?: number } = {},
): Linkage {
  const used = options.comparisons ?? comparisons
  const levels = used.map(({ levels: words }) => words.length)
  const sample = randomPairs(left.length, right.length, options.randomPairs ?? RANDOM_PAIRS, options.seed ?? 1)
  const strangers = patternsOf(used, left, right, sample)
  let u = levels.map((count, at) => shares(strangers, at, count))
  const blocks = trainingRules.map((each) => ({
    each,
    patterns: patternsOf(used, left, right, blockedPairs(left, right, [each])),
  }))
  const learn = () =>
    blocks.map(({ each, patterns }) => {
      const learnt = used.map(({ fields }) => !fields.some((field) => each.fields.includes(field)))
      return maximise(patterns, u, { rule: each.name, learnt })
    })
  const all = left.length * right.length
  let runs = learn()
  let model: Model = { prior: 1 / Math.max(left.length, right.length), m: combineRuns(runs, u), u }
  const weights = strangers.vectors.map((vector) => 1 - probabilityOf(bitsOf(model, vector)))
  u = levels.map((count, at) => shares(strangers, at, count, weights))
  runs = learn()
  model = { prior: model.prior, m: combineRuns(runs, u), u }

  const pairs = blockedPairs(left, right, findingRules)
  const scored = scorer(used, left, right)
  let links = scored(model, pairs)
  for (let round = 0; round < 5; round += 1) {
    const found = links.reduce((sum, { probability }) => sum + probability, 0)
    model = { ...model, prior: Math.min(0.5, Math.max(1 / all, found / all)) }
    const prior = priorBits(model.prior)
    links = links.map(({ bits, ...rest }) => ({ ...rest, bits, probability: probabilityOf(bits + prior) }))
  }
  return { model, runs, links: links.sort((a, b) => b.bits - a.bits || a.left - b.left || a.right - b.right) }
}

function bitsOf(model: Model, vector: Int8Array): number {
  let bits = priorBits(model.prior)
  for (let at = 0; at < vector.length; at += 1) bits += levelBits(model, at, vector[at] as number)
  return bits
}

function scorer(used: readonly Comparison<Row>[], left: readonly Row[], right: readonly Row[]) {
  const counts = termCounts(used, [...left, ...right])
  const totals = counts.map((each) => (each ? [...each.values()].reduce((sum, count) => sum + count, 0) : 0))
  return (model: Model, pairs: Pairs): Link[] => {
    const weights = model.m.map((table, at) => table.map((_, level) => levelBits(model, at, level)))
    const links: Link[] = []
    for (let at = 0; at < pairs.length; at += 2) {
      const [from, to] = [pairs[at] as number, pairs[at + 1] as number]
      const record = left[from] as Row
      const vector = vectorOf(used, record, right[to] as Row)
      let bits = 0
      for (let each = 0; each < vector.length; each += 1) {
        const level = vector[each] as number
        if (level >= 0) bits += weights[each]?.[level] as number
        const value = level === 0 ? used[each]?.term?.(record) : undefined
        if (value !== undefined)
          bits += termBits(model.u[each]?.[0] as number, counts[each]?.get(value) ?? 0, totals[each] as number)
      }
      links.push({ left: from, right: to, bits, probability: probabilityOf(bits + priorBits(model.prior)), vector })
    }
    return links
  }
}

/** Where each record has at most one partner: the likeliest pair first, then whatever is still free. */
export function oneToOne(links: readonly Link[]): Link[] {
  const takenLeft = new Set<number>()
  const takenRight = new Set<number>()
  return links.filter(({ left, right }) => {
    if (takenLeft.has(left) || takenRight.has(right)) return false
    takenLeft.add(left)
    takenRight.add(right)
    return true
  })
}
