import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { root } from '#kernel/config.ts'
import { chance } from './fellegi-sunter.ts'
import { compareWithHand, FEWEST, fit, type LabelledPair, learntWeights, qualityOf, TooFewPairs } from './learn.ts'
import { type ItemName, parseWeights, weightsSchema } from './weights.ts'

const hand = parseWeights(readFileSync(join(root, 'weights/matching/2026-hand.yaml'), 'utf8'))
const items: ItemName[] = ['name', 'place', 'marks', 'phrases']

/** Pairs whose truth follows the evidence with these scales instead of the hand-set ones. */
function pairsWith(count: number, scales: Partial<Record<ItemName, number>>, seed: number, shift = 0): LabelledPair[] {
  const next = chance(seed)
  const bell = () => next() + next() + next() - 1.5
  return Array.from({ length: count }, (_, at) => {
    const evidence = items.map((item) => ({ item, level: 'x', bits: bell() * 3 }))
    const base = bell() * 2
    const odds = (bits: number) => 1 / (1 + 2 ** -bits)
    const said = evidence.reduce((sum, each) => sum + each.bits, 0)
    const true_ = evidence.reduce((sum, each) => sum + each.bits * (scales[each.item] ?? 1), 0)
    return {
      guestId: `G${Math.floor(at / 3)}`,
      inquiryId: `Q${at}`,
      same: next() < odds(base + hand.calibration.scale * true_ + shift),
      probability: odds(base + hand.calibration.scale * said),
      evidence,
    }
  })
}

test('with too few pairs nothing is learnt, and it says what is missing', () => {
  const few = pairsWith(30, {}, 1)
  expect(() => fit(few, hand)).toThrow(TooFewPairs)
  expect(() => compareWithHand(few, hand)).toThrow(/至少要/)
  const oneSided = pairsWith(900, {}, 1).map((pair) => ({ ...pair, same: true }))
  expect(() => fit(oneSided, hand)).toThrow(/排除的 0 对/)
})

test('what counts too much by hand comes to count less, what is right stays', () => {
  const learnt = fit(pairsWith(6_000, { marks: 0.3, phrases: 1.6 }, 5, -1), hand)
  expect(learnt.scales.marks).toBeLessThan(0.5)
  expect(learnt.scales.phrases).toBeGreaterThan(1.35)
  expect(learnt.scales.name).toBeGreaterThan(0.85)
  expect(learnt.scales.name).toBeLessThan(1.15)
  expect(learnt.shift).toBeLessThan(-0.6)
  expect(learnt.scales.face).toBe(hand.items.face.scale)
})

test('a handful more than the least leaves the hand-set numbers nearly alone', () => {
  const learnt = fit(pairsWith(200, { marks: 0.3 }, 5), hand)
  expect(learnt.scales.marks).toBeGreaterThan(0.4)
  expect(Math.abs(learnt.shift)).toBeLessThan(1)
})

test('better is said only where pairs that were not learnt from say so', () => {
  const wrong = compareWithHand(pairsWith(3_000, { marks: 0.1, place: 0.3 }, 9, -2), hand)
  expect(wrong.better).toBe(true)
  expect(wrong.learnt.logLoss).toBeLessThan(wrong.hand.logLoss)
  expect(wrong.gain.low).toBeGreaterThan(0)
  const right = compareWithHand(pairsWith(600, {}, 9), hand)
  expect(right.better).toBe(false)
  expect(right.learnt.logLoss).toBeLessThan(right.hand.logLoss + 0.02)
})

test('whatever is learnt, more agreement never counts less, and the file has the same shape', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.record({ name: fc.double({ min: -2, max: 4, noNaN: true }), place: fc.double({ min: -2, max: 4, noNaN: true }) }),
      (seed, scales) => {
        const pairs = pairsWith(400, scales, seed)
        if (
          pairs.filter(({ same }) => same).length < FEWEST.confirmed ||
          pairs.filter(({ same }) => !same).length < FEWEST.excluded
        )
          return
        const fitted = fit(pairs, hand)
        const file = learntWeights(hand, fitted, { id: 'learnt', confirmed: 1, excluded: 1 })
        expect(weightsSchema.parse(file)).toEqual(file)
        for (const item of Object.keys(file.items) as ItemName[]) {
          expect(file.items[item].scale).toBeGreaterThanOrEqual(0)
          expect(file.items[item].floor).toBe(hand.items[item].floor)
          expect(file.items[item].cap).toBe(hand.items[item].cap)
        }
        expect(file.prior).toEqual(hand.prior)
      },
    ),
    { numRuns: 25 },
  )
})

test('quality is counted as it is named', () => {
  const told = qualityOf([
    { guest: 'a', same: true, p: 0.5 },
    { guest: 'a', same: false, p: 0.5 },
    { guest: 'b', same: true, p: 1 },
  ])
  expect(told.logLoss).toBeCloseTo(2 / 3)
  expect(told.brier).toBeCloseTo(0.5 / 3)
  expect(told.recallAt1).toBe(1)
  expect(qualityOf([{ guest: 'a', same: true, p: 0.5 }]).recallAt10).toBeNull()
})
