/** Shapes of this room's answers, as its screens read them. */
import { useAsk } from '#web/ui/index.ts'
import type { ComplaintState } from '../lifecycle.ts'
import type { About, Founded, StepKind, Wants } from '../words.ts'

export interface ComplaintLine {
  complaintId: string
  no: string
  about: About
  way: string
  body: string | null
  bodyId: string | null
  words: string
  state: ComplaintState
  late: boolean
  anonymous: boolean
  fears: boolean
  receivedAt: number
  dueOn: string | null
  founded: Founded | null
  who: string | null
  openMeasures: number
}

export interface Group {
  key: string
  title: string
  count: number
  open: number
  late: number
  founded: number | null
  lookedInto: number
  days: number | null
}

export interface BoardAnswer {
  states: { state: ComplaintState; count: number }[]
  bodies: Group[]
  abouts: Group[]
  late: number
  total: number
  items: ComplaintLine[]
}

export interface ComplaintAnswer extends ComplaintLine {
  owner: string
  receivedBy: string | null
  staffName: string | null
  when: string | null
  asksFor: string | null
  files: string[]
  ask: string | null
  finding: string | null
  done: string | null
  answer: string | null
  wants: Wants | null
  reviewUntil: string | null
  reviewed: boolean
  reportNo: string | null
  joined: { complaintId: string; no: string }[]
  joinedInto: string | null
  statements: {
    askedAt: number
    dueOn: string
    givenAt: number | null
    question: string
    answer: string | null
    by: string | null
  }[]
  measures: { measureId: string; what: string; dueOn: string | null; doneAt: number | null; proof: string | null }[]
  may: string[]
  course: { at: number; kind: StepKind; by: string; lines: string[]; files: string[] }[]
}

export interface StatementsAnswer {
  waiting: number
  items: {
    statementId: string
    about: About
    from: string
    askedAt: number
    dueOn: string
    late: boolean
    givenAt: number | null
    question: string
    answer: string | null
    by: string | null
  }[]
}

export const useComplaint = (complaintId: string) => useAsk<ComplaintAnswer>('complaints.complaint', { complaintId })
export const useStatements = () => useAsk<StatementsAnswer>('complaints.statements')
