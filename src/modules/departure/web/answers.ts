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
  boarded: boolean
  returned: boolean
  /** Fen that are still to come back. */
  refundDue: number
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
  /** A death stands that may be taken back. */
  mistaken: boolean
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
  /** Whether the place of origin was asked by a letter. */
  asked: boolean
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
    /** A death told without its papers yet, or whole. */
    death: 'bare' | 'whole' | null
  } | null
  refusal: { refusedAt: number; raisedAt: number | null; raisedTo: string | null; state: string; line: string | null } | null
  tickets: TicketLine[]
}

export const useOptions = (fileId: string) => useAsk<OptionsAnswer>('departure.options', { fileId })
export const useFile = (fileId: string) => useAsk<FileAnswer>('departure.file', { fileId })

export interface EscortAnswer {
  name: string
  sex: 'male' | 'female'
  role: string | null
  phone: string | null
}

export interface CostAnswer {
  kind: string
  whose: string
  fund: string
  chargedTo: string
  fen: number
  times: number
}

export interface JourneyAnswer {
  plan: {
    state: string
    stateTitle: string
    route: string | null
    routeTitle: string | null
    means: string
    plannedOn: string | null
    arrivesOn: string | null
    approvedAt: number | null
    origin: string | null
    organisation: { id: string; name: string } | null
    line: string | null
  } | null
  verified: boolean
  fit: Answer
  medicalNeed: string[]
  escorts: EscortAnswer[]
  letters: { kind: string; no: string; sentAt: number; to: string | null; line: string | null }[]
  answers: { at: number; accepts: boolean | null; from: string | null; line: string | null }[]
  relatives: { at: number; conclusion: string; line: string | null } | null
  refusal: {
    state: string
    stateTitle: string
    open: boolean
    refusedAt: number
    line: string | null
    next: string[]
    steps: {
      level: string
      raisedAt: number
      answeredAt: number | null
      result: string | null
      line: string | null
      answer: string | null
    }[]
  } | null
  exceptions: { at: number; kind: string; title: string; line: string | null }[]
  costs: CostAnswer[]
}

export interface HandoverAnswer {
  fileId: string
  no: string
  name: string
  sex: string | null
  closed: 'not-left' | 'alone' | 'not-home' | 'done' | null
  doneAt: number | null
  doneBy: string | null
  doneLine: string | null
  leftAt: number | null
  way: string | null
  to: string | null
  contact: string | null
  needs: string | null
  along: string[]
  alongText: string | null
  kept: number
  escorts: EscortAnswer[]
}

export const useJourney = (fileId: string) => useAsk<JourneyAnswer>('departure.journey', { fileId })

/** A plan that has not ended. */
export const isOpenPlan = (state: string | undefined) =>
  state === 'drafted' || state === 'approved' || state === 'under-way' || state === 'refused'

/** Ways after which nobody signs at arrival: who went on his own is handed to nobody, who died on the way neither. */
const UNSIGNED = ['own', 'gave-up', 'died']

/** Whether somebody is handed over at arrival. */
export const isHandedOver = (leaving: { kind: string; sentHome: boolean } | null | undefined) =>
  Boolean(leaving && (leaving.kind === 'other-station' || (leaving.sentHome && !UNSIGNED.includes(leaving.kind))))

/** Fen as yuan: `46.50`. */
export const yuan = (fen: number) => (fen / 100).toFixed(2)
