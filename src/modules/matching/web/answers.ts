/** Shapes of this room's answers, as its screens read them. */
import { useEffect, useState } from 'react'
import { useAsk, useRoute } from '#web/ui/index.ts'
import type { Strength } from '../engine/types.ts'

export interface PairLine {
  pairId: string
  state: string
  stateWord: string
  probability: number
  low: number
  high: number
  chance: string
  guest: {
    fileId: string
    own: boolean
    no: string | null
    name: string | null
    sex: 'male' | 'female' | null
    band: string | null
    county: string | null
    station: string
    officer: string | null
  }
  inquiry: {
    inquiryId: string
    no: string
    name: string | null
    kin: string | null
    place: string | null
    lostYear: string | null
    keeper: string
    minor: boolean
  }
  suggestedAt: number | null
  agreedBy: string | null
  agreedAt: number | null
  decidedBy: string | null
  decidedAt: number | null
  fresh: boolean
  opened: boolean
}

export interface CandidateLine extends PairLine {
  aside: boolean
  pro: string[]
  contra: string[]
  kinOf: string | null
}

export interface CandidatesAnswer {
  ranAt: number | null
  compared: number
  pending: boolean
  weights: string | null
  sought: boolean
  candidates: CandidateLine[]
  rest: { count: number; probability: number }
  nobody: number
  excluded: (PairLine & { ground: string; reason: string })[]
  confirmed: CandidateLine[]
}

export interface EvidenceLine {
  item: string
  title: string
  guest: string | null
  inquiry: string | null
  strength: Strength
  strengthWord: string
  words: string
}

export interface LatticeLine {
  level: string
  title: string
  guest: string | null
  inquiry: string | null
  agreement: 'same' | 'near-sound' | 'different' | 'unknown'
  word: string
}

export interface CompareAnswer {
  pair: PairLine
  word: string
  limited: boolean
  kinOf: string | null
  evidence: EvidenceLine[]
  lattice: LatticeLine[]
  note: string | null
  may: string[]
  mine: boolean
  agreedReason: string | null
  declinedReason: string | null
}

export interface QuestionsAnswer {
  ranAt: number | null
  pending: boolean
  questions: {
    key: string
    item: string
    text: string
    how: string
    otherWays: { text: string; how: string }[]
    outcomes: { answer: string; no: string; rank: number | null; before: number | null; after: number }[]
  }[]
}

export interface EarlierLine {
  pairId: string | null
  personId: string
  fileId: string | null
  inside: boolean
  state: string
  name: string | null
  no: string | null
  station: string
  month: string | null
  probability: number
  chance: string
  pro: string[]
  contra: string[]
}

/** While something newer is being compared it is asked again by itself. */
const SOON = 5_000
const LATER = 120_000

export function useCandidates(fileId: string) {
  const [pending, setPending] = useState(false)
  const asked = useAsk<CandidatesAnswer>('matching.candidates', { fileId }, { every: pending ? SOON : LATER, keepPrevious: true })
  const now = asked.data?.pending ?? false
  useEffect(() => setPending(now), [now])
  return asked
}

/** The pair that the workbench shows: the one that the address names, else what is confirmed, else the likeliest. */
export function useChosen(fileId: string) {
  const asked = useCandidates(fileId)
  const { search, setSearch } = useRoute()
  const all = asked.data ? [...asked.data.confirmed, ...asked.data.candidates, ...asked.data.excluded] : []
  const wanted = search['inquiry']
  const chosen = all.find((each) => each.inquiry.inquiryId === wanted) ?? all[0]
  return { asked, chosen, choose: (inquiryId: string) => setSearch({ inquiry: inquiryId }) }
}

/** 62%; near the ends it is said in words: no comparison is ever sure. */
export function percent(chance: number): string {
  if (chance > 0.99) return '99% 以上'
  return chance > 0 && chance < 0.005 ? '不到 1%' : `${Math.round(chance * 100)}%`
}

/** 48%–74% */
export function bandWord(low: number, high: number): string {
  return percent(low) === percent(high) ? percent(low) : `${percent(low)}–${percent(high)}`
}

/** 湖南白石县 · 2019 年走失 */
export function familyLine({ inquiry }: PairLine): string {
  return [inquiry.kin, inquiry.place, inquiry.lostYear ? `${inquiry.lostYear} 年走失` : null].filter(Boolean).join(' · ')
}
