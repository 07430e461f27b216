/** The matching engine: pure, no database, no clock. What it does and how it is measured: README.md beside it. */
import { Matching } from './matching.ts'
import type { InquiryReport } from './report.ts'
import type { MatchIndex } from './types.ts'
import type { Weights } from './weights.ts'

export { type GuestReport, type InquiryReport, readGuest, readInquiry } from './report.ts'
export type { MatchIndex }
export { parseWeights, type Weights } from './weights.ts'

export const openIndex = (weights: Weights, inquiries: Iterable<InquiryReport> = []): MatchIndex =>
  new Matching(weights, inquiries)
export { openDuplicateIndex, openGuestIndex } from './others.ts'
