/** Shapes of this room's answers, as its screens read them. */
import { useAsk } from '#web/ui/index.ts'
import type { CaseState } from '../lifecycle.ts'
import type { CaseKind, Help, VictimGroup } from '../words.ts'

export interface CaseLine {
  caseId: string
  no: string
  kind: CaseKind
  victims: VictimGroup[]
  minor: boolean
  urgent: boolean
  state: CaseState
  what: string
  place: string | null
  area: string | null
  foundAt: number
  finder: string
  body: string | null
  mine: boolean
  outcome: string | null
  rescued: number | null
  again: number
}
export interface BoardAnswer {
  states: { state: CaseState; count: number }[]
  mine: number
  news: number
  total: number
  items: CaseLine[]
}
export interface NewsLine {
  newsId: string
  caseId: string
  no: string
  from: string
  to: string
  news: string
  answer: string | null
  passedAt: number
  acknowledgedAt: number | null
  readAt: number | null
  waits: boolean
  seesCase: boolean
}
export interface VictimLine {
  victimId: string
  group: VictimGroup
  who: string | null
  personId: string | null
  help: Help | null
  settledAt: number | null
  where: string | null
  whyNot: string | null
  childId: string | null
  handoverId: string | null
}
export interface CaseAnswer extends CaseLine {
  behind: string | null
  source: string | null
  ask: string | null
  how: string | null
  documentNo: string | null
  suspects: number | null
  point: { lat: number; lng: number } | null
  photos: string[]
  people: VictimLine[]
  evidence: {
    evidenceId: string
    kind: string
    takenAt: number
    what: string | null
    takenBy: string
    place: string | null
    custody: string | null
    files: string[]
  }[]
  news: NewsLine[]
  may: string[]
  course: { at: number; fact: string; title: string; lines: string[] }[]
}
export interface FiguresAnswer {
  months: string[]
  kinds: { kind: CaseKind; counts: number[]; total: number }[]
  areas: { areaId: string | null; name: string; counts: number[]; total: number }[]
  outcomes: { outcome: string; count: number }[]
  rescued: number
  trend: { now: number; before: number; fewer: boolean | null; months: string[] }
  operation: { last: string | null; by: string; late: boolean }
}
export interface VehicleLine {
  vehicleId: string
  plate: string
  kind: string
  organisation: string
  driver: string | null
  driverPhone: string | null
  toldTo: string | null
  toldOn: string | null
  until: string | null
  standing: 'untold' | 'good' | 'soon' | 'expired' | 'ended'
  mine: boolean
}
export interface OperationsAnswer {
  items: {
    operationId: string
    kind: string
    heldOn: string
    holder: string
    members: string[]
    others: string | null
    cases: number
    rescued: number | null
    people: number | null
    what: string
  }[]
  next: { by: string; late: boolean }
}

export const useCase = (caseId: string) => useAsk<CaseAnswer>('street-order.case', { caseId })
