/** Shapes of the answers about institutions, as their screens read them. */
import { useAsk } from '#web/ui/index.ts'
import type { CareLevel, InstitutionKind } from '../../words.ts'
import type { AlarmKind, FindingArea, LicenceKind, videoWays } from '../../words-institutions.ts'

export type Warning = 'none' | 'valid' | 'soon' | 'pressing' | 'expired' | 'over'
export interface FindingAnswer {
  id: string
  institutionId: string
  institution?: string
  no: string
  state: 'open' | 'corrected' | 'closed'
  area: FindingArea
  grave: boolean
  dueOn: string
  overdue: boolean
  madeAt: number
  text: string | null
  corrected: string | null
  correctedAt: number | null
  correctedByMe: boolean
  proof: string[]
  rechecked: string | null
  noticedAgainAt: number | null
  closedAt: number | null
}
export interface AlarmAnswer {
  id: string
  institutionId: string
  institution?: string
  kind: AlarmKind
  words: string
  raisedAt: number
  answeredAt: number | null
  outcome: string | null
}
export type InstitutionState = 'registered' | 'selected' | 'contracted' | 'ended'

export interface BoardLine {
  id: string
  name: string
  kind: InstitutionKind
  governmentRun: boolean
  station: string
  state: InstitutionState
  fit: boolean | null
  stopped: boolean
  heads: number
  cap: number | null
  licence: Warning
  nextLicence: string | null
  contract: Warning
  coveredUntil: string | null
  inspectedAt: number | null
  contactAt: number | null
  open: number
  overdue: number
  alarms: number
}
export interface BoardAnswer {
  items: BoardLine[]
  total: number
  people: number
  findings: FindingAnswer[]
  alarms: AlarmAnswer[]
}
export const useBoard = () => useAsk<BoardAnswer>('institution.board')

export interface PageAnswer {
  id: string
  name: string
  kind: InstitutionKind
  governmentRun: boolean
  beds: number | null
  organisationId: string | null
  state: InstitutionState
  fit: boolean | null
  assessedAt: number | null
  stoppedAt: number | null
  address: string | null
  contact: string | null
  phone: string | null
  creditCode: string | null
  note: string | null
  heads: number
  against: string[]
  licences: {
    id: string
    kind: LicenceKind
    validUntil: string | null
    state: Warning
    number: string | null
    issuer: string | null
    papers: string[]
  }[]
  contractState: Warning
  coveredUntil: string | null
  contracts: {
    id: string
    no: string
    from: string
    until: string
    heads: number
    endedOn: string | null
    hours: Record<string, number>
    video: keyof typeof videoWays | null
    insurance: string | null
    now: boolean
  }[]
  rates: { level: CareLevel; from: string; fen: number }[]
  months: { month: string; fen: number; days: number; settledAt: number }[]
  inspections: {
    id: string
    by: 'station' | 'bureau'
    startedAt: number
    closedAt: number | null
    visitors: string | null
    summary: string | null
    seen: number
    mine: boolean
  }[]
  findings: FindingAnswer[]
  alarms: AlarmAnswer[]
  log: { id: string; name: string; at: number; line: string }[]
}
/** The panels of one page ask together: the question is asked once. */
export const usePage = (institutionId: string) => useAsk<PageAnswer>('institution.page', { institutionId })

export interface InspectionPerson {
  fileId: string
  no: string
  name: string | null
  sex: string | null
  level: CareLevel
  placedAt: number
  lastKg: number | null
  lastAt: number | null
  done: boolean
  seen: string | null
  weight: number | null
  skin: string | null
  injury: string | null
  medicineKept: string | null
  medicineTaken: string | null
  hygiene: string | null
  mood: string | null
  said: string | null
  note: string | null
  concerns: string[]
}
export interface InspectionAnswer {
  institution: string
  inspectionId: string | null
  by: 'station' | 'bureau' | null
  startedAt: number | null
  closedAt: number | null
  visitors: string | null
  people: InspectionPerson[]
}

export const yuan = (fen: number) => `${(fen / 100).toFixed(2)} 元`
export const toneOf = (warning: Warning) =>
  warning === 'expired' || warning === 'over' ? 'red' : warning === 'pressing' || warning === 'soon' ? 'amb' : 'gry'
export const licenceWords: Record<Warning, string> = {
  none: '没有登记',
  valid: '有效',
  soon: '60 天内到期',
  pressing: '30 天内到期',
  expired: '已过期',
  over: '已过期',
}
export const contractWords: Record<Warning, string> = {
  none: '没有签约',
  valid: '有效',
  soon: '90 天内到期',
  pressing: '30 天内到期',
  expired: '已到期',
  over: '已到期',
}
