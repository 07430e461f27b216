/** Sayings and marks in words. */
import type { Pair, Told } from './explain.ts'
import { alikeMarks, markFeatures } from './marks.ts'
import { alikePhrases, phraseFeatures, zodiacOf } from './phrases.ts'

const listed = (texts: readonly string[] | undefined) => (texts ?? []).join('、')

interface Met {
  mine: string
  theirs: string
  value: number
}

function meet(mine: readonly string[], theirs: readonly string[], alike: (one: string, other: string) => number): Met[] {
  return mine.flatMap((one) => {
    const best = theirs
      .map((other) => ({ mine: one, theirs: other, value: alike(one, other) }))
      .sort((a, b) => b.value - a.value)[0]
    return best && best.value > 0.15 ? [best] : []
  })
}

export function explainPhrases({ context, guest, inquiry }: Pair): Told | undefined {
  const mine = (guest.phrases ?? []).filter((each) => zodiacOf(each) === undefined)
  if (mine.length === 0) return undefined
  const base = { guest: listed(mine), ...(inquiry.phrases && { inquiry: listed(inquiry.phrases) }) }
  if (!inquiry.phrases) return { ...base, level: 'unknown', words: '家属没有说生活情况，不计' }
  const { related, overlap } = context.weights.phrases
  const met = meet(mine, inquiry.phrases, (one, other) =>
    alikePhrases(phraseFeatures(one), phraseFeatures(other), related, overlap),
  )
  if (met.length === 0) return { ...base, level: 'other', words: `所说的话（${base.guest}）家属没有提到` }
  const words = met
    .map(({ mine: one, theirs, value }) => `说“${one}”${value > 0.6 ? '，家属说' : '，可能与家属所说有关：'}“${theirs}”`)
    .join('；')
  return { ...base, level: met.some(({ value }) => value > 0.6) ? 'same-meaning' : 'related', words }
}

export function explainMarks({ context, guest, inquiry }: Pair): Told | undefined {
  const mine = guest.marks ?? []
  if (mine.length === 0) return undefined
  const base = { guest: listed(mine), ...(inquiry.marks && { inquiry: listed(inquiry.marks) }) }
  if (!inquiry.marks) return { ...base, level: 'unknown', words: '家属没有说体貌特征，不计' }
  const { wrongSide, related } = context.weights.marks
  const met = meet(mine, inquiry.marks, (one, other) => alikeMarks(markFeatures(one), markFeatures(other), wrongSide, related))
  const sides = meet(mine, inquiry.marks, (one, other) => {
    const [a, b] = [markFeatures(one), markFeatures(other)]
    return a.side && b.side && a.side !== b.side ? alikeMarks(a, b, 1, related) : 0
  })
  if (met.length === 0) {
    const other = sides[0]
    if (other) return { ...base, level: 'other-side', words: `站里见“${other.mine}”，家属说“${other.theirs}”，左右不合` }
    return { ...base, level: 'other', words: `身上的“${base.guest}”家属没有提到` }
  }
  return {
    ...base,
    level: met.some(({ value }) => value > 0.6) ? 'same' : 'similar',
    words: met
      .map(({ mine: one, theirs, value }) => `站里见“${one}”，家属说“${theirs}”${value > 0.6 ? '，相合' : '，相近'}`)
      .join('；'),
  }
}
