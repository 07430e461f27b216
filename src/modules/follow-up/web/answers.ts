/** Shapes of ledger, board and roster answers, as the screens read them. */
import { useAsk } from '#web/ui/index.ts'
import type { Term } from '../rules-series.ts'

export interface TownCount {
  townId: string | null
  town: string | null
  overdue: number
  week: number
  month: number
  later: number
  over: number
  total: number
}
export interface BoardAnswer {
  today: string
  towns: TownCount[]
  suggested: number
}

export interface PersonRow {
  returneeId: string
  fileId: string | null
  no: string | null
  name: string | null
  sex: string | null
  kind: string | null
  sentAt: number | null
  local: boolean | null
  minor: boolean | null
  state: string
  marks: string[]
  suggested: string[]
  townId: string | null
  town: string | null
  village: string | null
  nextDue: string | null
  endsOn: string | null
  lastVisit: number | null
  visits: number
  missed: number
}
export interface PeopleAnswer {
  items: PersonRow[]
  next: string | null
  total: number
  today: string
}

export interface ReturneeAnswer {
  returneeId: string
  fileId: string | null
  no: string | null
  name: string | null
  address: string | null
  state: string
  sentAt: number | null
  receivedAt: number | null
  takenBack: boolean
  minor: boolean | null
  local: boolean | null
  marks: string[]
  suggestedReasons: string[]
  listedAt: number | null
  unlistedAs: string | null
  town: string | null
  village: string | null
  endsOn: string | null
  nextDue: string | null
  terms: Term[]
  visits: {
    id: string
    at: number
    toldAt: number
    kind: 'visited' | 'tried' | 'note'
    line: string
    by: string
    withdrawn: boolean
  }[]
  mayRegister: boolean
}

export const useFileReturnee = (fileId: string) => useAsk<{ returnee: ReturneeAnswer | null }>('follow-up.of-file', { fileId })

export interface RosterAnswer {
  id: string
  runId: string
  town: string
  no: string
  asOf: string
  people: number
  added: number
  changed: number
  gone: number
  closed: number
  madeAt: number
  sentAt: number | null
  acknowledgedAt: number | null
  acknowledgedBy: string | null
}
export interface RunAnswer {
  id: string
  state: 'under-way' | 'done' | 'cancelled'
  asOf: string
  towns: number
  made: number
  sent: number
  startedAt: number
  endedAt: number | null
}

export interface ReportRow {
  reportId: string
  name: string | null
  from: string
  state: 'sent' | 'returned' | 'accepted'
  sentAt: number
  lacks: string[]
  missing: string | null
  marks: string[]
  told: string | null
  content: Record<string, unknown> | null
}
