/** Shapes of this room's answers, as its desk screens read them. */
import { useAsk } from '#web/ui/index.ts'
import type { Unknown } from '#kernel/field.ts'
import type { consciousness } from '../words.ts'
import type { HandoverState } from '../lifecycle.ts'
import type { HandoverLine } from './phone/answers.ts'

export interface Counts {
  toSign: number
  given: number
  taken: number
  all: number
  unsigned: number
  contested: number
}
export interface ListAnswer {
  counts: Counts
  items: HandoverLine[]
}
interface Mark {
  picture: string | null
  words: string | null
}
export interface HandoverAnswer extends HandoverLine {
  reasonNote: string | null
  belongings: { what: string; count: number | null }[]
  papers: string | null
  place: string | null
  officerNo: string | null
  officerPhone: string | null
  receiverNo: string | null
  remarks: string | null
  why: string | null
  declined: string | null
  withdrawn: string | null
  contested: string | null
  inSystem: boolean
  toId: string | null
  conscious: keyof typeof consciousness
  conditionNote: string | null
  injuries: string | null
  injuriesUnknown: Unknown['unknown'] | null
  fromMark: Mark | null
  toMark: Mark | null
  /** Null until both have signed. */
  code: string | null
  codes: { code: string; line: string }[]
  may: string[]
  versions: { handoverId: string; version: number; state: HandoverState; at: number }[]
}

export const useHandover = (handoverId: string) => useAsk<HandoverAnswer>('handovers.handover', { handoverId })
export const handoverPath = (handoverId: string) => `/handovers/${handoverId}`

/** Codes are compared as they are read aloud or copied: without spaces, dashes and the case of letters. */
export const sameCode = (one: string, other: string): boolean => bareCode(one) === bareCode(other)
const bareCode = (code: string) => code.replaceAll(/[\s—–-]/g, '').toUpperCase()
