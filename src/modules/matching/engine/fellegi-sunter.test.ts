import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type BlockingRule,
  blockedPairs,
  type Comparison,
  chance,
  combineRuns,
  levelBits,
  maximise,
  patternsOf,
  probabilityOf,
  randomPairs,
  shares,
  startingM,
  termBits,
} from './fellegi-sunter.ts'

const LEVELS = 3
const distribution = fc
  .array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: LEVELS, maxLength: LEVELS })
  .map((raw) => raw.map((each) => each / raw.reduce((sum, other) => sum + other, 0)))
const patterns = fc
  .array(
    fc.record({
      vector: fc.array(fc.integer({ min: -1, max: LEVELS - 1 }), { minLength: 4, maxLength: 4 }),
      count: fc.integer({ min: 1, max: 500 }),
    }),
    {
      minLength: 1,
      maxLength: 30,
    },
  )
  .map((rows) => ({ vectors: rows.map(({ vector }) => Int8Array.from(vector)), counts: rows.map(({ count }) => count) }))

test('no step of the learning makes the data less likely, and what it learns are shares', () => {
  fc.assert(
    fc.property(patterns, fc.array(distribution, { minLength: 4, maxLength: 4 }), fc.boolean(), (seen, u, freeU) => {
      const run = maximise(seen, u, { rule: 'x', learnt: [true, true, true, false], steps: 40, freeU })
      run.likelihood.slice(1).forEach((after, at) => {
        const before = run.likelihood[at] as number
        expect(after).toBeGreaterThanOrEqual(before - 1e-6 * Math.abs(before) - 1e-9)
      })
      expect(run.m[3]).toBeNull()
      for (const table of run.m) if (table) expect(table.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 6)
      expect(run.prior).toBeGreaterThan(0)
      expect(run.prior).toBeLessThan(1)
    }),
  )
})

test('a posterior lies between 0 and 1 and rises with the bits', () => {
  fc.assert(
    fc.property(fc.double({ min: -2000, max: 2000, noNaN: true }), fc.double({ min: 0, max: 50, noNaN: true }), (bits, more) => {
      const p = probabilityOf(bits)
      expect(p).toBeGreaterThanOrEqual(0)
      expect(p).toBeLessThanOrEqual(1)
      expect(probabilityOf(bits + more)).toBeGreaterThanOrEqual(p)
    }),
  )
  expect(probabilityOf(0)).toBe(0.5)
})

test('what cannot be told weighs nothing', () => {
  expect(levelBits({ prior: 0.1, m: [[0.9, 0.1]], u: [[0.1, 0.9]] }, 0, -1)).toBe(0)
})

test('a rare value weighs more than a common one, within bounds', () => {
  expect(termBits(0.01, 2, 10_000)).toBeGreaterThan(0)
  expect(termBits(0.01, 1_000, 10_000)).toBeLessThan(0)
  expect(termBits(0.01, 0, 10_000)).toBe(0)
  expect(termBits(0.5, 1, 1_000_000_000)).toBe(6)
})

/** Persons with a town and a street that go together, as in life: within a block of one town strangers share the street too. */
interface Person {
  id: number
  town: number
  street: number
  name: number
  born: number
  work: number
  mother: number
}
const fieldsOf = ['town', 'street', 'name', 'born', 'work', 'mother'] as const
const compare: Comparison<Person>[] = fieldsOf.map((name) => ({
  name,
  fields: [name],
  levels: ['same', 'different'],
  level: (left, right) => (left[name] === right[name] ? 0 : 1),
}))
const ruleOn = (field: (typeof fieldsOf)[number]): BlockingRule<Person> => ({
  name: field,
  fields: [field],
  key: (person) => String(person[field]),
})

function people() {
  const next = chance(7)
  const roll = (count: number) => Math.floor(next() * count)
  const left: Person[] = Array.from({ length: 600 }, (_, id) => {
    const town = roll(12)
    return { id, town, street: town * 2 + roll(2), name: roll(150), born: roll(120), work: roll(80), mother: roll(90) }
  })
  const slip = (value: number, count: number) => (next() < 0.12 ? roll(count) : value)
  const right = left.map((each) => ({
    id: each.id,
    town: slip(each.town, 12),
    street: slip(each.street, 24),
    name: slip(each.name, 150),
    born: slip(each.born, 120),
    work: slip(each.work, 80),
    mother: slip(each.mother, 90),
  }))
  return { left, right }
}

test('one learning over the union of all blocks collapses and the guard says so; one per rule does not', () => {
  const { left, right } = people()
  const union = patternsOf(compare, left, right, blockedPairs(left, right, [ruleOn('town'), ruleOn('name'), ruleOn('born')]))
  const all = compare.map(() => true)
  const strangers = patternsOf(compare, left, right, randomPairs(left.length, right.length, 60_000, 3))
  const u = compare.map((_, at) => shares(strangers, at, 2))
  const naive = maximise(union, u, { rule: 'union', learnt: all, freeU: true })
  expect(naive.collapsed).toMatch(/wrong way round/)

  const runs = [ruleOn('name'), ruleOn('born'), ruleOn('work')].map((rule) =>
    maximise(patternsOf(compare, left, right, blockedPairs(left, right, [rule])), u, {
      rule: rule.name,
      learnt: compare.map(({ fields }) => !fields.includes(rule.fields[0] as string)),
    }),
  )
  expect(runs.map(({ collapsed }) => collapsed)).toEqual([null, null, null])
  const m = combineRuns([...runs, naive], u)
  for (const table of m) {
    expect(table[0]).toBeGreaterThan(0.75)
    expect(table[0]).toBeLessThan(0.99)
  }
})

test('what no believed run has learnt is refused, with the reasons', () => {
  const { left, right } = people()
  const u = compare.map(() => [0.1, 0.9])
  const run = maximise(patternsOf(compare, left.slice(0, 5), right, randomPairs(5, right.length, 50, 1)), u, {
    rule: 'chance',
    learnt: compare.map(() => true),
  })
  expect(run.collapsed).not.toBeNull()
  expect(() => combineRuns([run], u)).toThrow(/cannot be learnt: chance: /)
})

test('learning starts from agreement', () => {
  const start = startingM(4)
  expect(start.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1)
  expect([...start].sort((a, b) => b - a)).toEqual(start)
})
