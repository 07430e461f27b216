/** Shapes of this room's answers, as its screens read them. */
import { useAsk } from '#web/ui/index.ts'
import type { LeavingKind } from '../schema.ts'

export interface TicketLine {
  id: string
  kind: string
  line: string | null
  fareFen: number
  home: boolean
  issuedAt: number
  returned: boolean
}

export interface Finding {
  key: string
  weight: 'no' | 'first' | 'warn'
  zh: string
  basis: string
}

export interface OptionAnswer {
  kind: LeavingKind
  title: string
  possible: 'yes' | 'first' | 'no'
  findings: Finding[]
}

type Answer = 'yes' | 'no' | 'unknown'

export interface OptionsAnswer {
  fileId: string
  no: string
  name: string
  sex: string | null
  state: string
  open: boolean
  deathOpen: boolean
  acceptedAt: number | null
  options: OptionAnswer[]
  sixteen: Answer
  eighteen: Answer
  mayDecideAge: boolean
  needsConsent: boolean
  fit: Answer
  kept: number
  hospital: string | null
  suggested: { origin: string | null; local: Answer; crossProvince: Answer; via: string | null }
  tickets: TicketLine[]
  earlierTickets: number
}

export interface FileAnswer {
  state: string
  plan: { at: number; line: string | null; origin: string | null } | null
  leaving: {
    kind: string
    title: string
    leftAt: number
    note: string | null
    line: string | null
    noticeNo: string | null
    sentHome: boolean
    handedOverAt: number | null
    originToldAt: number | null
    letterNo: string | null
  } | null
  refusal: { refusedAt: number; raisedAt: number | null; raisedTo: string | null; line: string | null } | null
  tickets: TicketLine[]
}

export const useOptions = (fileId: string) => useAsk<OptionsAnswer>('departure.options', { fileId })
export const useFile = (fileId: string) => useAsk<FileAnswer>('departure.file', { fileId })
