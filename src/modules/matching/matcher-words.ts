/** What the matcher's thread is asked and answers. */
import type { GuestReport, InquiryReport } from './engine/report.ts'
import type { Candidate, Ranking } from './engine/types.ts'
import type { Question } from './engine/question.ts'

export interface GuestEntry {
  report: GuestReport
  /** Still looked for: a new inquiry is compared with it. */
  open: boolean
}

export type MatcherRequest =
  | { op: 'open'; weights: string; questions: string }
  | { op: 'put'; guests: GuestEntry[]; inquiries: InquiryReport[]; gone: string[] }
  | { op: 'rank'; guest: GuestReport; excluded: string[]; asked: string[]; impaired: boolean }
  | { op: 'earlier'; guest: GuestReport; excluded: string[]; limit: number }
  | { op: 'doubles'; inquiryId: string; limit: number }
  | { op: 'affected'; inquiryId: string; limit: number }
  | { op: 'compare'; guest: GuestReport; inquiry: InquiryReport }

export interface Ranked {
  ranking: Ranking
  questions: Question[]
}

export interface MatcherReplies {
  open: { id: string }
  put: { size: number }
  rank: Ranked
  earlier: Ranking
  /** Null where this inquiry is not among those that are compared. */
  doubles: Ranking | null
  affected: string[]
  compare: Candidate | null
}
export type ReplyOf<R extends MatcherRequest> = MatcherReplies[R['op']]

export type Sent = MatcherRequest & { id: number }
export type Answered = { id: number } & ({ reply: unknown } | { fault: string })
