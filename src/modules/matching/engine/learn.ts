/**
 * Weights from experience: pairs that people confirmed or excluded, each with the evidence it was shown with. What is learnt is how
 * much each item of evidence deserves to count (`items.*.scale`) and how sure the whole may be (`calibration.shift`); what the
 * evidence itself says stays as set by hand. Excluded pairs are no strangers, they were shown because they looked right, so the
 * chances of strangers cannot be learnt from them; how much evidence decides among pairs that looked right can (a logistic
 * regression is not bent by which pairs were looked at, as long as they were chosen by what it sees).
 */
import { z } from 'zod'
import { chance } from './fellegi-sunter.ts'
import type { ItemName, Weights } from './weights.ts'

/** One line of a pairs file. */
export const pairSchema = z.object({
  guestId: z.string().min(1),
  inquiryId: z.string().min(1),
  same: z.boolean(),
  /** As the hand-set weights saw it. */
  probability: z.number().min(0).max(1),
  evidence: z.array(z.object({ item: z.string(), level: z.string().optional(), bits: z.number() })),
})
export type LabelledPair = z.output<typeof pairSchema>

export interface Fitted {
  scales: Readonly<Partial<Record<ItemName, number>>>
  shift: number
}

export interface Quality {
  /** Mean bits of surprise. */
  logLoss: number
  brier: number
  /** Mean distance between what is said and what is, over ten bins. */
  calibrationError: number
  /** Share of confirmed pairs within the first ten of their guest's listed pairs; null: no guest has two. */
  recallAt10: number | null
  recallAt1: number | null
}

export interface Comparison {
  pairs: number
  confirmed: number
  excluded: number
  guests: number
  hand: Quality
  learnt: Quality
  /** 95 % range of hand's loss minus learnt's, over guests: above 0 learnt is better. */
  gain: { mean: number; low: number; high: number }
  /** Whether the learnt weights were clearly better on pairs they had not seen. */
  better: boolean
}

export const FEWEST = { confirmed: 40, excluded: 40, guests: 60 }

/** How many pairs the hand-set value of each number weighs. */
const TRUST_IN_HAND = 60

const LOG2E = Math.LOG2E
const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))
const oddsBits = (p: number) => {
  const inside = clamp(p, 1e-6, 1 - 1e-6)
  return Math.log2(inside / (1 - inside))
}
const chanceOf = (bits: number) => 1 / (1 + 2 ** -clamp(bits, -60, 60))

export class TooFewPairs extends Error {}

/** Refuses what nothing can be learnt from, in words. */
export function checkPairs(pairs: readonly LabelledPair[]): void {
  const confirmed = pairs.filter(({ same }) => same).length
  const guests = new Set(pairs.map(({ guestId }) => guestId)).size
  const missing = [
    confirmed < FEWEST.confirmed && `认定的 ${confirmed} 对，至少要 ${FEWEST.confirmed} 对`,
    pairs.length - confirmed < FEWEST.excluded && `排除的 ${pairs.length - confirmed} 对，至少要 ${FEWEST.excluded} 对`,
    guests < FEWEST.guests && `受助人员 ${guests} 名，至少要 ${FEWEST.guests} 名`,
  ].filter((each) => each !== false)
  if (missing.length > 0) throw new TooFewPairs(`结论太少，学不出权重：${missing.join('；')}。仍用手工权重，什么都没有改。`)
}

/** A pair as numbers: what the hand-set weights think, and what each item would add for one more unit of its scale. */
interface Row {
  guest: string
  same: boolean
  offset: number
  slopes: readonly number[]
}

function rowsOf(pairs: readonly LabelledPair[], hand: Weights, items: readonly ItemName[]): Row[] {
  return pairs.map(({ guestId, same, probability, evidence }) => ({
    guest: guestId,
    same,
    offset: oddsBits(probability),
    slopes: items.map((item) => {
      const { scale, floor, cap } = hand.items[item]
      const bits = evidence.filter((each) => each.item === item).reduce((sum, each) => sum + each.bits, 0)
      // At its limit an item says no more, whatever its scale.
      return bits <= floor + 0.01 || bits >= cap - 0.01 ? 0 : (hand.calibration.scale * bits) / scale
    }),
  }))
}

const MOST = 3
const FURTHEST = 6

/** Penalised likelihood, one number after the other by Newton's step; scales stay within 0 and 3, so more agreement never counts less. */
function fitRows(rows: readonly Row[], hand: Weights, items: readonly ItemName[]): Fitted {
  const start = items.map((item) => hand.items[item].scale)
  const scales = [...start]
  let shift = 0
  const bits = rows.map(({ offset }) => offset)
  const penalty = TRUST_IN_HAND / 4
  for (let sweep = 0; sweep < 60; sweep += 1) {
    let moved = 0
    for (let at = -1; at < items.length; at += 1) {
      const now = at < 0 ? shift : (scales[at] as number)
      const home = at < 0 ? 0 : (start[at] as number)
      // Variance of the hand-set value: a scale of ±⅓, a shift of ±1 bit.
      const hold = at < 0 ? penalty / 8 : penalty * 0.6
      let slope = hold * (now - home)
      let curve = hold
      rows.forEach((row, each) => {
        const lever = at < 0 ? 1 : (row.slopes[at] as number)
        if (lever === 0) return
        const p = chanceOf(bits[each] as number)
        slope += ((p - (row.same ? 1 : 0)) * lever) / LOG2E
        curve += (p * (1 - p) * lever * lever) / LOG2E ** 2
      })
      const step = clamp(-slope / curve, -0.5, 0.5)
      const next = at < 0 ? clamp(now + step, -FURTHEST, FURTHEST) : clamp(now + step, 0, MOST)
      const change = next - now
      if (change === 0) continue
      rows.forEach((row, each) => {
        bits[each] = (bits[each] as number) + change * (at < 0 ? 1 : (row.slopes[at] as number))
      })
      if (at < 0) shift = next
      else scales[at] = next
      moved = Math.max(moved, Math.abs(change))
    }
    if (moved < 1e-5) break
  }
  return { scales: Object.fromEntries(items.map((item, at) => [item, scales[at] as number])), shift }
}

const itemsOf = (hand: Weights) => (Object.keys(hand.items) as ItemName[]).filter((item) => hand.items[item].scale > 0)

export function fit(pairs: readonly LabelledPair[], hand: Weights): Fitted {
  checkPairs(pairs)
  const items = itemsOf(hand)
  return fitRows(rowsOf(pairs, hand, items), hand, items)
}

/** What learnt weights say of a pair. */
function judge(row: Row, fitted: Fitted, hand: Weights, items: readonly ItemName[]): number {
  const more = items.reduce((sum, item, at) => {
    const change = (fitted.scales[item] ?? hand.items[item].scale) - hand.items[item].scale
    return sum + change * (row.slopes[at] as number)
  }, 0)
  return chanceOf(row.offset + more + fitted.shift)
}

const surprise = (p: number, same: boolean) => -Math.log2(clamp(same ? p : 1 - p, 1e-6, 1))

export function qualityOf(judged: readonly { guest: string; same: boolean; p: number }[]): Quality {
  const count = Math.max(judged.length, 1)
  const bins = Array.from({ length: 10 }, () => ({ said: 0, was: 0 }))
  for (const { same, p } of judged) {
    const bin = bins[Math.min(9, Math.floor(p * 10))] as { said: number; was: number }
    bin.said += p
    bin.was += same ? 1 : 0
  }
  const byGuest = Map.groupBy(judged, ({ guest }) => guest)
  const ranks: number[] = []
  for (const list of byGuest.values()) {
    if (list.length < 2) continue
    for (const each of list) if (each.same) ranks.push(list.filter(({ p }) => p > each.p).length + 1)
  }
  const recall = (within: number) => (ranks.length > 0 ? ranks.filter((rank) => rank <= within).length / ranks.length : null)
  return {
    logLoss: judged.reduce((sum, { p, same }) => sum + surprise(p, same), 0) / count,
    brier: judged.reduce((sum, { p, same }) => sum + (p - (same ? 1 : 0)) ** 2, 0) / count,
    calibrationError: bins.reduce((sum, { said, was }) => sum + Math.abs(said - was), 0) / count,
    recallAt10: recall(10),
    recallAt1: recall(1),
  }
}

/** Each fifth of the guests is judged by weights learnt on the other four, and by the hand-set ones. */
export function compareWithHand(pairs: readonly LabelledPair[], hand: Weights, seed = 1): Comparison {
  checkPairs(pairs)
  const items = itemsOf(hand)
  const rows = rowsOf(pairs, hand, items)
  const next = chance(seed)
  const guests = [...new Set(rows.map(({ guest }) => guest))].sort()
  const fifth = new Map(guests.map((guest) => [guest, Math.floor(next() * 5)]))
  const judged = [0, 1, 2, 3, 4].flatMap((part) => {
    const fitted = fitRows(
      rows.filter(({ guest }) => fifth.get(guest) !== part),
      hand,
      items,
    )
    return rows
      .filter(({ guest }) => fifth.get(guest) === part)
      .map((row) => ({ guest: row.guest, same: row.same, hand: chanceOf(row.offset), learnt: judge(row, fitted, hand, items) }))
  })
  const byGuest = Map.groupBy(judged, ({ guest }) => guest)
  const lists = [...byGuest.values()].map((list) => ({
    gain: list.reduce((sum, { hand: before, learnt, same }) => sum + surprise(before, same) - surprise(learnt, same), 0),
    count: list.length,
  }))
  const means: number[] = []
  for (let round = 0; round < 1000; round += 1) {
    let gain = 0
    let count = 0
    for (let at = 0; at < lists.length; at += 1) {
      const one = lists[Math.floor(next() * lists.length)] as (typeof lists)[number]
      gain += one.gain
      count += one.count
    }
    means.push(gain / count)
  }
  means.sort((a, b) => a - b)
  const before = qualityOf(judged.map(({ guest, same, hand: p }) => ({ guest, same, p })))
  const after = qualityOf(judged.map(({ guest, same, learnt: p }) => ({ guest, same, p })))
  const gain = { mean: before.logLoss - after.logLoss, low: means[25] as number, high: means[974] as number }
  const confirmed = rows.filter(({ same }) => same).length
  return {
    pairs: rows.length,
    confirmed,
    excluded: rows.length - confirmed,
    guests: guests.length,
    hand: before,
    learnt: after,
    gain,
    better: gain.low > 0 && (after.recallAt10 ?? 0) >= (before.recallAt10 ?? 0) - 0.005,
  }
}

/** A weights file of the same shape as the hand-set one. */
export function learntWeights(hand: Weights, fitted: Fitted, told: { id: string; confirmed: number; excluded: number }): Weights {
  const rounded = (value: number) => Math.round(value * 1000) / 1000
  const items = Object.fromEntries(
    (Object.keys(hand.items) as ItemName[]).map((item) => [
      item,
      { ...hand.items[item], scale: clamp(rounded(fitted.scales[item] ?? hand.items[item].scale), 0, MOST) },
    ]),
  ) as Weights['items']
  return {
    ...hand,
    id: told.id,
    version: 1,
    from: `Learnt from ${told.confirmed} confirmed and ${told.excluded} excluded pairs, leaning on ${hand.id} version ${hand.version}: items.*.scale and calibration.shift; all else is that file's.`,
    calibration: { ...hand.calibration, shift: rounded(hand.calibration.shift + fitted.shift) },
    items,
  }
}
