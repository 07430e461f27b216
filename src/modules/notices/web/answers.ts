/** Shapes of this room's answers, as its screens read them. */
import { useAsk } from '#web/ui/index.ts'
import type { ChannelKey } from '../words.ts'

export interface TextAnswer {
  headline: string
  lines: string[]
  found: string
}

export interface ContentAnswer {
  sex?: string
  ageFrom?: number
  height?: number
  accent?: string
  names: string[]
  marks: string[]
  said: string[]
  clothes?: string
  words?: string
  month?: string
  spot?: string
}

export interface WordingAnswer {
  wordingId: string
  state: string
  minor: boolean
  text: TextAnswer
  content: ContentAnswer
  hasPhoto: boolean
  draftedBy: string | null
  mine: boolean
  draftedAt: number
  firstBy: string | null
  firstAt: number | null
  secondBy: string | null
  secondAt: number | null
  ground: string | null
  channels: string[]
}

export interface PostingAnswer {
  channel: ChannelKey
  publishedAt: number
  renewedAt: number | null
  withdrawnAt: number | null
  reason: string | null
  downAt: number | null
  days: number | null
}

export interface TipAnswer {
  tipId: string
  noticeId: string
  fileId: string
  no: string
  fileNo: string
  kind: string
  receivedAt: number
  readAt: number | null
  outcome: string | null
  text: string
  name: string | null
  contact: string | null
  relation: string | null
}

export interface NoticeAnswer {
  noticeId: string
  no: string
  onPage: boolean
  current: WordingAnswer | null
  pending: WordingAnswer | null
  postings: PostingAnswer[]
  tips: TipAnswer[]
}

export interface OfFileAnswer {
  identity: string
  minor: boolean
  fileState: string
  notice: NoticeAnswer | null
}

export interface KnownAnswer {
  basics: string[]
  names: string[]
  marks: string[]
  said: string[]
  minor: boolean
  personId: string
  hasPhoto: boolean
  foundMonth: string
  foundCounty: string | null
  last: ContentAnswer | null
}

export interface ListedAnswer {
  noticeId: string
  fileId: string
  no: string
  fileNo: string
  wordingId: string
  state: string
  minor: boolean
  draftedBy: string | null
  mine: boolean
  draftedAt: number
  line: string
}

export interface StandingAnswer {
  noticeId: string
  fileId: string
  no: string
  fileNo: string
  name: string
  channel: ChannelKey
  publishedAt: number
  renewedAt: number | null
  withdrawnAt: number | null
  reason: string | null
  fileState: string
  leftKind: string | null
  days: number
}

export interface ListAnswer {
  waiting: ListedAnswer[]
  unpublished: ListedAnswer[]
  standing: StandingAnswer[]
  takeDown: StandingAnswer[]
  tips: TipAnswer[]
}

export const useOfFile = (fileId: string) => useAsk<OfFileAnswer>('notices.of-file', { fileId })
export const useList = () => useAsk<ListAnswer>('notices.list')
export const draftPath = (fileId: string) => `/notices/draft/${fileId}`

/** Days until it is looked at again, in words. */
export function renewWords(days: number): string {
  return days < 0 ? `该更新，已过 ${-days} 天` : days === 0 ? '今天该更新' : `${days} 天后更新`
}
