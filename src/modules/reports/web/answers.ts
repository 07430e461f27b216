/** Shapes of this room's answers, as its screens read them. */
import type { Place } from '#kernel/place.ts'
import { useAsk } from '#web/ui/index.ts'
import type { ClueState, ReportState } from '../lifecycle.ts'

export interface ReportLine {
  reportId: string
  no: string
  state: ReportState
  about: string[]
  channel: string | null
  emergency: boolean
  receivedAt: number
  what: string | null
  place: string | null
  desk: string
  sent: number
  acknowledged: number
  waiting: number
  nextDue: number | null
  silent: number
  raisedAt: number | null
  onSceneAt: number | null
  disposedAt: number | null
  outcome: string | null
  answeredAt: number | null
  joinedHere: number
  intoNo: string | null
  clue: ClueState | null
  dueScene: number | null
  photos: number
  suspect: boolean
  mine: 'receiver' | 'desk' | 'sent' | 'range'
}
export interface Lines<T = ReportLine> {
  items: T[]
  total: number
}

export interface SimilarLine {
  reportId: string
  no: string
  state: ReportState
  receivedAt: number
  what: string | null
  reasons: string[]
}
export interface FloodLine {
  key: string
  by: 'said' | 'source'
  count: number
  from: number
  to: number
  what: string | null
  reportIds: string[]
}
export interface NowLine {
  reportId: string
  no: string
  what: string | null
  place: string | null
  channel: string | null
  state: ReportState
  emergency: boolean
  receivedAt: number
  answered: boolean
  sent: number
  mine: boolean
  dueScene: number | null
  onSceneAt: number | null
  disposedAt: number | null
  outcome: string | null
}
export interface FigureLine {
  channel: string
  state: ReportState
  outcome: string | null
  count: number
  answered: number
  onScene: number
}

export interface ClueLine {
  clueId: string
  reportId: string | null
  childId: string | null
  no: string | null
  name: string | null
  kind: string
  state: ClueState
  foundAt: number
  toldAt: number | null
  police: string | null
  answeredAt: number | null
  filed: boolean | null
  disposedAt: number | null
  outcome: string | null
  what: string | null
  told: string | null
  answer: string | null
  ended: string | null
}

export interface DispatchLine {
  dispatchId: string
  organisation: string
  own: boolean
  at: number
  dueAt: number
  acknowledgedAt: number | null
  onSceneAt: number | null
  declinedAt: number | null
  raisedAt: number | null
}

export interface ReportAnswer {
  reportId: string
  no: string
  state: ReportState
  about: string[]
  channel: string | null
  emergency: boolean
  closed: boolean
  receivedAt: number
  receiver: string | null
  desk: string
  town: string | null
  townId: string | null
  raisedAt: number | null
  onSceneAt: number | null
  dueScene: number | null
  suspect: boolean
  metId: string | null
  met: { key: string; at: number; organisation: string | null; personId: string | null; name: string | null }[]
  disposedAt: number | null
  outcome: string | null
  content: {
    what: string | null
    place: string | null
    when: string | null
    danger: string | null
    situations: string[]
    childName: string | null
    childSex: string | null
    childAge: string | null
    childWhere: string | null
    childSchool: string | null
    seenAt: number | null
    people: number | null
    doing: string[]
    groups: string[]
    signs: string[]
    look: string | null
    spot: Place | null
    photos: string[]
  }
  dispatches: DispatchLine[]
  clues: ClueLine[]
  joined: { reportId: string; no: string; receivedAt: number; answeredAt: number | null; receiver: string }[]
  joinedInto: { reportId: string; no: string } | null
  linked: boolean
  child: { childId: string; no: string; name: string } | null
  events: { key: string; name: string; title: string; at: number; organisation: string | null; words: string | null }[]
  reporter: {
    mandatory: boolean
    wants: string
    answeredAt: number | null
    answer: string | null
    suggested: string | null
    asked: number
    released: number
  } | null
  asked: { asked: boolean; released: boolean }
  may: { direct: boolean; answer: boolean; sent: boolean; police: boolean }
}

export interface MadeLine {
  reportId: string
  no: string
  receivedAt: number
  state: string
  words: string
  answeredAt: number | null
}

export interface Counts {
  received: number
  mine: number
  clues: number
  answers: number
}

export const useReport = (reportId: string) => useAsk<ReportAnswer>('reports.report', { reportId })
export const useClues = (childId: string) => useAsk<Lines<ClueLine>>('reports.clues-of-child', { childId })
export const wordOf = (list: Record<string, string>, key: string | null | undefined) => (key ? (list[key] ?? key) : undefined)
