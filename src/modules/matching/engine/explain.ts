/** Evidence in words that a clerk understands, for what is returned only. */
import type { Context, Scored } from './context.ts'
import { explainAccent, explainFound, explainPlaces } from './explain-places.ts'
import { explainAge, explainBlood, explainClothes, explainFace, explainHeight, explainSex, explainTime } from './explain-body.ts'
import { explainKin, explainName, explainNickname } from './explain-names.ts'
import { explainMarks, explainPhrases } from './explain-sayings.ts'
import type { GuestReport, InquiryReport } from './report.ts'
import type { Evidence, EvidenceItem, Strength } from './types.ts'

export const strengthOf = (bits: number): Strength =>
  bits >= 4 ? '++' : bits >= 0.7 ? '+' : bits > -0.7 ? '0' : bits > -4 ? '-' : '--'

/** What one item says, without its weight. */
export interface Told {
  guest?: string
  inquiry?: string
  level: string
  words: string
  lattice?: Evidence['lattice']
}
/** The two sides and the bits of this item. */
export interface Pair {
  context: Context
  guest: GuestReport
  inquiry: InquiryReport
  slot: number
  bits: number
}

const EXPLAINED: readonly (readonly [EvidenceItem, (pair: Pair) => Told | undefined])[] = [
  ['name', explainName],
  ['nickname', explainNickname],
  ['kin', explainKin],
  ['place', explainPlaces],
  ['accent', explainAccent],
  ['phrases', explainPhrases],
  ['marks', explainMarks],
  ['age', explainAge],
  ['sex', explainSex],
  ['height', explainHeight],
  ['blood', explainBlood],
  ['clothes', explainClothes],
  ['face', explainFace],
  ['time', explainTime],
  ['found', explainFound],
]

/** Evidence of one pair: the strongest first; what is unknown on a side comes last. */
export function explain(context: Context, guest: GuestReport, slot: number, scored: readonly Scored[]): Evidence[] {
  const inquiry = context.corpus.reports[slot]
  if (!inquiry) return []
  const found = EXPLAINED.flatMap(([item, tell]): Evidence[] => {
    const bits = scored.find((each) => each.item === item)?.bits[slot] ?? 0
    const told = tell({ context, guest, inquiry, slot, bits })
    if (!told) return []
    const unknown = told.level === 'unknown'
    return [{ item, ...told, bits: unknown ? 0 : Math.round(bits * 100) / 100, strength: unknown ? '?' : strengthOf(bits) }]
  })
  return found.sort((a, b) => Number(a.strength === '?') - Number(b.strength === '?') || Math.abs(b.bits) - Math.abs(a.bits))
}
