/** Shapes of this room's answers, as its screens read them. */
import { useAsk } from '#web/ui/index.ts'
import type { FamilyState, RequestState } from '../lifecycle.ts'
import type {
  CheckAnswer,
  FamilyCheck,
  FamilyKind,
  HoldKind,
  InstitutionType,
  OrderKind,
  PlacementKind,
  RequestKind,
  ReturnedFinding,
  ReviewCause,
  VisitFinding,
} from '../words.ts'

export interface Line {
  title: string
  text: string
}
export interface RequestAnswer {
  requestId: string
  kind: RequestKind
  state: Exclude<RequestState, 'drafted'>
  askedAt: number
  askedBy: string
  askedFrom: string
  bureau: string
  decides: boolean
  ours: boolean
  mine: boolean
  decidedAt: number | null
  decidedBy: string | null
  opinion: string | null
  documentNo: string | null
  lines: Line[]
}
export interface PlacementAnswer {
  placementId: string
  kind: PlacementKind
  who: string
  familyId: string | null
  institutionType: InstitutionType | null
  placedAt: number
  nextVisit: string | null
  visitedAt: number | null
  finding: VisitFinding | null
  lines: Line[]
}
export interface ChildAnswer {
  closed: boolean
  today: string
  hold: {
    kind: HoldKind
    ground: string
    since: number
    reviewOn: string | null
    reviewCause: ReviewCause | null
    longest: string | null
    lines: Line[]
  } | null
  last: { kind: HoldKind; endedAt: number; how: string; by: string } | null
  requests: RequestAnswer[]
  placement: PlacementAnswer | null
  sponsored: PlacementAnswer[]
  returned: {
    state: 'watched' | 'handed-on' | 'again-away' | 'ended'
    returnedAt: number
    to: string
    nextVisit: string | null
    visits: number
    finding: ReturnedFinding | null
    handed: string | null
  } | null
  orders: {
    orderId: string
    kind: OrderKind
    state: 'asked' | 'granted' | 'refused' | 'withdrawn'
    askedAt: number
    court: string
    against: string
    until: string | null
  }[]
  wayHome: { assessedAt: number | null; result: string | null; risk: string | null; open: boolean; why: string | null } | null
  routes: { kind: PlacementKind; type: InstitutionType | null; open: boolean; why: string | null }[]
  warnings: string[]
  siblings: { childId: string; no: string; name: string }[]
  siblingsTold: number
  adultOn: string | null
  told: { id: string; what: string; at: number; word: string | null; note: string | null; said: string | null }[]
}

interface Who {
  childId: string
  no: string
  name: string
}
export interface HeldLine extends Who {
  kind: HoldKind
  ground: string
  since: number
  reviewOn: string | null
  reviewCause: ReviewCause | null
  place: PlacementKind | null
  soonAdult: boolean
}
export interface PlacedLine extends Who {
  kind: PlacementKind
  where: string
  placedAt: number
  nextVisit: string | null
  finding: VisitFinding | null
  mustMove: boolean
}
export interface HomeLine extends Who {
  returnedAt: number
  nextVisit: string | null
  visits: number
  finding: ReturnedFinding | null
}
export interface WaitingLine extends Who {
  requestId: string
  kind: RequestKind
  state: 'asked' | 'approved'
  askedAt: number
  from: string
  decides: boolean
  ours: boolean
}
interface List<T> {
  items: T[]
  total: number
}
export interface BoardAnswer {
  today: string
  held: List<HeldLine>
  placed: List<PlacedLine>
  home: List<HomeLine>
  waiting: List<WaitingLine>
}
export interface FamilyLine {
  familyId: string
  name: string
  kind: FamilyKind
  state: FamilyState
  most: number
  children: number
  checkedOn: string | null
  verdict: 'fit' | 'unfit' | 'open' | null
  until: string | null
  volunteer: boolean
}
export interface FamiliesAnswer {
  today: string
  items: (FamilyLine & { approves: boolean })[]
  total: number
}
export interface FamilyAnswer extends FamilyLine {
  address: string
  phone: string
  wishes: string | null
  members: { name: string; relation: string | null; adult: boolean; volunteer: string }[]
  checks: { key: FamilyCheck; answer: CheckAnswer }[]
  assessors: string[]
  note: string | null
  refused: string | null
  changed: string | null
}

export const useChild = (childId: string) => useAsk<ChildAnswer>('guardianship.of-child', { childId })
export const useBoard = () => useAsk<BoardAnswer>('guardianship.board')

/** How a day stands to today: late is red, within a week amber. */
export function dueTone(day: string | null, today: string): 'gry' | 'amb' | 'red' {
  if (day === null) return 'gry'
  if (day < today) return 'red'
  const days = Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000)
  return days <= 7 ? 'amb' : 'gry'
}
