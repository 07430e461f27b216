/** Pure decisions of matching: what of a run is listed, which pairs move by it, what may be shown to whom. */
import type { LedgerFact } from '#kernel/ledger.ts'
import { next } from '#kernel/lifecycle.ts'
import type { Candidate, Ranking } from './engine/types.ts'
import { pairLife, type PairState } from './lifecycle.ts'

/** From this chance on both sides are alerted; the alert ends only well below it, so that nothing rings to and fro. */
export const SUGGEST_AT = 0.3
export const FADE_BELOW = 0.15
/** The list beside a guest: so many at most, those from this chance on; the first three also where chances are small. */
export const LISTED = 10
const LISTED_FROM = 0.01
const FIRST = 3
const FIRST_FROM = 0.001
/** Earlier guests are asked about at the door from this chance on. */
export const EARLIER_AT = 0.25
export const EARLIER_LISTED = 5

/** Candidates that stand in the list; the others are summed up. */
export function listed(ranking: Pick<Ranking, 'candidates'>): Candidate[] {
  return ranking.candidates
    .slice(0, LISTED)
    .filter((each, index) => each.probability >= (index < FIRST ? FIRST_FROM : LISTED_FROM))
}

/** How many and how likely all that are not listed are together; with those listed and nobody it makes one. */
export function restOf(ranking: Ranking): { count: number; probability: number } {
  const shown = listed(ranking)
  const hidden = ranking.candidates.slice(shown.length)
  return {
    count: Math.max(ranking.compared - shown.length, 0),
    probability: hidden.reduce((sum, each) => sum + each.probability, ranking.rest),
  }
}

export interface KnownPair {
  id: string
  otherId: string
  state: PairState
}

export interface Moves {
  suggest: string[]
  fade: string[]
  overtake: string[]
}

/**
 * How pairs move by a run. Only what the machine put there moves: whatever people follow, excluded or signed stays. One
 * that is no longer listed leaves the candidates; one that crosses the threshold anew is suggested.
 */
export function movesOf(pairs: readonly KnownPair[], shown: readonly Pick<Candidate, 'inquiryId' | 'probability'>[]): Moves {
  const chance = new Map(shown.map((each) => [each.inquiryId, each.probability]))
  const moves: Moves = { suggest: [], fade: [], overtake: [] }
  for (const { id, otherId, state } of pairs) {
    const probability = chance.get(otherId)
    const can = (action: string) => next(pairLife, state, action) !== undefined
    if (probability === undefined) {
      if (state === 'candidate' || state === 'suggested') moves.overtake.push(id)
    } else if (probability >= SUGGEST_AT) {
      if (can('matching.suggest')) moves.suggest.push(id)
    } else if (state === 'overtaken' || (state === 'suggested' && probability < FADE_BELOW)) moves.fade.push(id)
  }
  return moves
}

/** Words for a chance: the band says how far it may be off. */
export function chanceWord(probability: number): string {
  if (probability >= 0.9) return '很可能'
  if (probability >= 0.45) return '较可能'
  if (probability >= 0.15) return '有可能'
  return '可能性小'
}

export const MINOR = '未成年人'

/** Ten-year band of an age seen: what another organisation learns of a guest before anything is confirmed. */
export function ageBand(age: { min: number; max: number } | undefined): string | null {
  if (!age) return null
  const middle = (age.min + age.max) / 2
  if (middle < 18) return MINOR
  const from = Math.floor(age.min / 5) * 5
  const to = Math.max(Math.ceil((age.max + 1) / 5) * 5, from + 10)
  return `${from}–${to} 岁`
}

/** Facts that were told on the strength of a confirmation, or may have been: they are looked at again when it is undone. */
const hanging =
  /^(person\.identity-stated|tracing\.(identified|notice-withdrawn|police-asked|dna-sampled)|departure\.|origin\.|inquiry\.(answered|closed)|handover\.signed|settlement\.)/

/** What hangs on a confirmation: everything told since, of the guest and of the inquiry, that may rest on it. */
export function hangsOn(facts: readonly LedgerFact[], since: number, confirmation: string): LedgerFact[] {
  const replaced = new Set(facts.flatMap((fact) => (fact.replaces ? [fact.replaces] : [])))
  return facts.filter(
    (fact) => fact.recordedAt >= since && fact.action !== confirmation && !replaced.has(fact.id) && hanging.test(fact.name),
  )
}
