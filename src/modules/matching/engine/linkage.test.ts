import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chance } from './fellegi-sunter.ts'
import { comparisons, link, oneToOne, type Row } from './linkage.ts'
import { edits, jaro, jaroWinkler, oneEdit } from './similarity.ts'

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 7 })

test('likeness is between 0 and 1, the same both ways, and 1 for the same word', () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      const alike = jaroWinkler(a, b)
      expect(alike).toBeGreaterThanOrEqual(0)
      expect(alike).toBeLessThanOrEqual(1)
      expect(jaro(a, a)).toBe(1)
      expect(jaro(b, a)).toBeCloseTo(jaro(a, b), 9)
    }),
  )
  expect(jaroWinkler('martha', 'marhta')).toBeCloseTo(0.961, 3)
  expect(jaro('dixon', 'dicksonx')).toBeCloseTo(0.767, 3)
})

test('one edit is exactly a distance of at most one', () => {
  fc.assert(fc.property(word, word, (a, b) => oneEdit(a, b) === plainDistance(a, b) <= 1))
  fc.assert(fc.property(word, word, (a, b) => edits(a, b, 9) === plainDistance(a, b)))
})

/** Optimal string alignment, by the book. */
function plainDistance(a: string, b: string): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  )
  const at = (i: number, j: number) => d[i]?.[j] as number
  for (let i = 1; i <= a.length; i += 1)
    for (let j = 1; j <= b.length; j += 1) {
      let least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, at(i - 2, j - 2) + 1)
      ;(d[i] as number[])[j] = least
    }
  return at(a.length, b.length)
}

test('every level has its words and lies within them; what is absent is neither for nor against', () => {
  const row = fc.record(
    { id: fc.constant('x'), given: word, surname: word, birth: fc.constantFrom('19800102', '19800201', '19900102') },
    { requiredKeys: ['id'] },
  ) as fc.Arbitrary<Row>
  fc.assert(
    fc.property(row, row, (a, b) => {
      for (const comparison of comparisons) {
        const level = comparison.level(a, b)
        expect(level).toBeGreaterThanOrEqual(-1)
        expect(level).toBeLessThan(comparison.levels.length)
      }
    }),
  )
  for (const comparison of comparisons) expect(comparison.level({ id: 'a' }, { id: 'b' })).toBe(-1)
})

const syllables = ['ka', 'lo', 'min', 'ter', 'ra', 'vel', 'son', 'du', 'pe', 'ham']
function lists(count: number) {
  const next = chance(11)
  const roll = (most: number) => Math.floor(next() * most)
  const name = () => `${syllables[roll(10)]}${syllables[roll(10)]}${syllables[roll(10)]}`
  const digits = (most: number, from = 1) => String(from + roll(most)).padStart(2, '0')
  const left = Array.from({ length: count }, (_, id): Row => {
    const birth = `${1920 + roll(80)}${digits(12)}${digits(28)}`
    return {
      id: String(id),
      given: name(),
      surname: name(),
      streetNumber: String(roll(90)),
      address: `${name()} street`,
      suburb: name(),
      postcode: String(2000 + roll(4000)),
      state: ['vic', 'nsw', 'qld', 'tas'][roll(4)] as string,
      birth,
      address2: name(),
    }
  })
  const slip = (value: string | undefined) => {
    if (value === undefined || next() > 0.25) return value
    const at = roll(value.length)
    return value.slice(0, at) + value.slice(at + 1)
  }
  const right = left.map((row): Row => {
    const slipped = Object.entries(row).map(([field, value]) => [field, field === 'id' ? value : slip(value)])
    return Object.fromEntries(slipped.filter(([, value]) => value !== undefined && next() > 0.03)) as unknown as Row
  })
  right.forEach((row, at) => {
    row.id = String(at)
  })
  return { left, right }
}

test('two lists with slips find each other without labels, and the weights fall from agreement to difference', () => {
  const { left, right } = lists(500)
  const { links, model, runs } = link(left, right, { randomPairs: 40_000 })
  expect(runs.filter(({ collapsed }) => collapsed === null).length).toBeGreaterThanOrEqual(2)
  const accepted = links.filter(({ probability }) => probability >= 0.5)
  const hits = accepted.filter((each) => each.left === each.right).length
  expect(hits / accepted.length).toBeGreaterThan(0.99)
  expect(hits / left.length).toBeGreaterThan(0.97)
  comparisons.forEach((comparison, at) => {
    const bits = comparison.levels.map((_, level) =>
      Math.log2((model.m[at]?.[level] as number) / (model.u[at]?.[level] as number)),
    )
    expect(bits[0]).toBeGreaterThan(0)
    if (comparison.name !== 'streetNumber') expect(bits.at(-1)).toBeLessThan(0)
  })
  const once = oneToOne(links)
  expect(new Set(once.map((each) => each.left)).size).toBe(once.length)
  expect(new Set(once.map((each) => each.right)).size).toBe(once.length)
})
