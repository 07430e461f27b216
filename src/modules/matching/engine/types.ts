/** What the engine answers. */
import type { GuestReport, InquiryReport } from './report.ts'

export type EvidenceItem =
  | 'name'
  | 'nickname'
  | 'kin'
  | 'place'
  | 'accent'
  | 'age'
  | 'sex'
  | 'marks'
  | 'height'
  | 'blood'
  | 'phrases'
  | 'clothes'
  | 'time'
  | 'found'
  | 'face'

export type Strength = '++' | '+' | '0' | '?' | '-' | '--'

export interface LatticeLevel {
  level: 'province' | 'city' | 'county' | 'town' | 'village'
  guest?: string
  inquiry?: string
  agreement: 'same' | 'near-sound' | 'different' | 'unknown'
}

/** One comparison, with its weight and the words a clerk reads. */
export interface Evidence {
  item: EvidenceItem
  /** As each side has it. */
  guest?: string
  inquiry?: string
  /** Comparison level, a word for the machine: `same-characters`, `near-sound`, `unknown`, … */
  level: string
  /** log₂ of how much likelier this is of the right person than of anybody; above 0 for, below 0 against, 0 unknown. */
  bits: number
  strength: Strength
  words: string
  lattice?: LatticeLevel[]
}

export interface Candidate {
  inquiryId: string
  /** Absolute: the chance that this inquiry is about this guest. */
  probability: number
  /** Where the probability may honestly lie. */
  low: number
  high: number
  bits: number
  evidence: Evidence[]
  /** Set when the evidence rather says: a relative of the person looked for. */
  kinOf?: string
}

export interface Ranking {
  candidates: Candidate[]
  /** Probability of all inquiries that are not listed. */
  rest: number
  /** Probability that nobody looks for this guest (yet). */
  nobody: number
  compared: number
}

export interface RankOptions {
  /** How many candidates at most; 50 unless told. */
  limit?: number
  excluded?: ReadonlySet<string>
  /** How many of them get their evidence; all unless told. */
  explain?: number
}

interface Index<Report, Asked> {
  readonly size: number
  /** Adds a report, or replaces the one of the same id. */
  put(report: Report): void
  drop(id: string): void
  rank(asked: Asked, options?: RankOptions): Ranking
  compare(asked: Asked, id: string): Candidate | undefined
}

export type MatchIndex = Index<InquiryReport, GuestReport>
/** Guest against earlier guests: `inquiryId` of a candidate is the earlier guest's id. */
export type GuestIndex = Index<GuestReport, GuestReport>
/** Inquiry against inquiries: two families, or one family twice, looking for the same person. */
export type DuplicateIndex = Index<InquiryReport, InquiryReport>
