/** Sayings and marks of the guest against those of the family. */
import { KNOWS } from './columns.ts'
import { bitsOf, type Buffers, type Context } from './context.ts'
import { alikeMarks, markFeatures } from './marks.ts'
import { alikePhrases, phraseFeatures, zodiacOf } from './phrases.ts'
import type { GuestReport } from './report.ts'
import type { Features, SayingTable } from './sayings.ts'

/** For each inquiry the nearest of its sayings. */
function nearest(table: SayingTable, features: Features, alike: (other: Features) => number): Map<number, number> {
  const found = new Map<number, number>()
  for (const id of table.near([...features.concepts.keys(), ...features.grams])) {
    const value = alike(table.features[id] as Features)
    if (value <= 0.02) continue
    for (const slot of table.owners[id] as number[]) if ((found.get(slot) ?? 0) < value) found.set(slot, value)
  }
  return found
}

interface Rule {
  item: 'phrases' | 'marks'
  /** How likely one of so many things told explains what was heard. */
  told(count: number): number
  /** Share among all who tell anything, when nobody tells it here. */
  generic: number
}

function combine(
  context: Context,
  texts: { found: Map<number, number>; weight: number }[],
  rule: Rule,
  buffers: Buffers,
): Float32Array {
  const { corpus, weights } = context
  const { columns, end } = corpus
  const bit = KNOWS[rule.item]
  const counts = columns[rule.item]
  const records = weights.population.records
  const telling = corpus.tally()[rule.item]
  const told = Array.from({ length: 256 }, (_, count) => (count === 0 ? 0 : rule.told(count)))
  // What each count of things told means when none of them fits.
  const none = told.map((chance) => texts.reduce((sum, { weight }) => sum + Math.log2(1 - chance * weight), 0))
  const sums = new Map<number, number>()
  for (const { found, weight } of texts) {
    let total = 0
    for (const value of found.values()) total += value
    const mean = (total + records * rule.generic) / (telling + records)
    for (const [slot, value] of found) {
      const chance = (told[counts[slot] as number] as number) * weight
      const more = Math.log2(1 - chance + (chance * value) / mean) - Math.log2(1 - chance)
      sums.set(slot, (sums.get(slot) ?? 0) + more)
    }
  }
  const table = none.map((each) => bitsOf(weights, rule.item, 2 ** each))
  const bits = buffers.take(end)
  for (let slot = 0; slot < end; slot += 1)
    bits[slot] = (columns.knows[slot] as number) & bit ? (table[counts[slot] as number] as number) : 0
  for (const [slot, more] of sums) bits[slot] = bitsOf(weights, rule.item, 2 ** ((none[counts[slot] as number] as number) + more))
  return bits
}

export function scorePhrases(context: Context, guest: GuestReport, buffers: Buffers): Float32Array | undefined {
  const { phrases: rule } = context.weights
  const texts = (guest.phrases ?? []).flatMap((phrase) => {
    if (zodiacOf(phrase) !== undefined) return []
    const features = phraseFeatures(phrase)
    if (features.concepts.size === 0 && features.grams.size === 0) return []
    const found = nearest(context.corpus.sayings, features, (other) => alikePhrases(features, other, rule.related, rule.overlap))
    return [{ found, weight: features.concepts.size === 0 ? 0.4 : 1 }]
  })
  if (texts.length === 0) return undefined
  return combine(context, texts, { item: 'phrases', told: (count) => 1 - (1 - rule.told) ** count, generic: 0.015 }, buffers)
}

export function scoreMarks(context: Context, guest: GuestReport, buffers: Buffers): Float32Array | undefined {
  const { marks: rule } = context.weights
  const texts = (guest.marks ?? []).flatMap((mark) => {
    const features = markFeatures(mark)
    if (features.concepts.size === 0 && features.grams.size === 0) return []
    return [
      {
        found: nearest(context.corpus.marks, features, (other) => alikeMarks(features, other, rule.wrongSide, rule.related)),
        weight: 1,
      },
    ]
  })
  if (texts.length === 0) return undefined
  return combine(context, texts, { item: 'marks', told: (count) => rule.told * (1 - 0.15 ** count), generic: 0.01 }, buffers)
}
