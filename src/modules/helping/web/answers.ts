/** What the doors of this room answer, as the screens read it. */
import { useAsk } from '#web/ui/index.ts'
import type { ItemState, ReferralState } from '../lifecycle.ts'

export interface ReferralLine {
  referralId: string
  childId: string | null
  no: string | null
  child: string | null
  service: string
  title: string
  state: ReferralState
  stateWord: string
  to: string
  inSystem: boolean
  sender: string
  asks: string | null
  name: string | null
  age: string | null
  contact: string | null
  call: string | null
  answer: string | null
  madeAt: number
  dueOn: string | null
  late: boolean
  silentDays: number
  reminders: number
  raisedAt: number | null
  answeredAt: number | null
  closedAt: number | null
  sessions: number
  times: number | null
}

export interface ItemLine {
  itemId: string
  service: string
  title: string
  state: ItemState
  stateWord: string
  who: string | null
  goal: string | null
  outcome: string | null
  dueOn: string | null
  late: boolean
  times: number | null
  given: number
  endedAt: number | null
  referralId: string | null
}

export interface GivenLine {
  givenId: string
  fact: string
  title: string
  at: number
  organisation: string | null
  what: string | null
  by: string | null
  next: string | null
}

export interface PlanAnswer {
  planId: string
  state: string
  madeAt: number
  by: string
  goals: string
  childSays: string | null
  familySays: string | null
  outcome: string | null
  reviewOn: string | null
  reviewLate: boolean
  endReason: string | null
  done: number
  all: number
  items: ItemLine[]
}

export interface ChildAnswer {
  may: { plan: boolean; writes: string[] }
  closed: boolean
  needs: string[]
  assessedAt: number | null
  plan: PlanAnswer | null
  earlier: number
  referrals: ReferralLine[]
  given: GivenLine[]
  suggested: { service: string; title: string }[]
  teaches: string[]
}

export type Side = 'asked' | 'sent' | 'raised'
export interface BoardAnswer {
  side: Side
  counts: { service: string; title: string; to: string | null; open: number; late: number; granted: number; all: number }[]
  total: number
  open: number
  late: number
  items: ReferralLine[]
}

export interface ReferralPage extends ReferralLine {
  mine: boolean
  follows: boolean
  leaves: string | null
  course: { at: number; by: string; what: string; words: string | null }[]
  given: GivenLine[]
}

export interface ServiceLine {
  id: string
  title: string
  help: string | null
  department: string
  basis: string
  needs: string[]
  days: number
  times: number | null
  asks: string
  sealed: boolean
  leaves: string | null
  fits: boolean | null
}
export interface ServicesAnswer {
  departments: { number: string; department: string; title: string; none: string | null }[]
  services: ServiceLine[]
}

export const useChildHelp = (childId: string) => useAsk<ChildAnswer>('helping.of-child', { childId })
export const useServices = () => useAsk<ServicesAnswer>('helping.services')

export const running = (plan: PlanAnswer | null): plan is PlanAnswer => plan !== null && plan.endReason === null
