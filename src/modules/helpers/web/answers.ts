/** Answers of this room's queries, as the screens read them. */
import { useAsk } from '#web/ui/index.ts'
import type { HelpingState, ParentState, VisitState } from '../lifecycle.ts'
import type { Month } from '../rules-series.ts'
import type { HeldKind, Manner } from '../words.ts'

export interface Listed {
  childId: string
  no: string
  name: string
  sex: string | null
  age: string
  town: string | null
  state: HelpingState
  waitingSince: number | null
  helper: string | null
  nextDue: string | null
  late: boolean
  lastContact: number | null
  lastManner: Manner | null
  lastCondition: string | null
  needs: string[]
  months: Month[]
  nameBy: string | null
}

export interface BoardAnswer {
  items: Listed[]
  total: number
  waiting: number
  named: number
  late: number
  ended: number
  today: string
}

export interface ParentLine {
  id: string
  kind: HeldKind
  state: ParentState
  name: string
  relation: string
  prison: string | null
  inHouse: boolean
  until: string | null
  releasedOn: string | null
  early: boolean | null
}

export interface VisitLine {
  id: string
  parentId: string
  state: VisitState
  parent: string
  way: string
  from: string
  to: string
  plannedOn: string | null
  visitedOn: string | null
  companion: string
  answer: string | null
  told: string | null
}

export interface ChildAnswer {
  held: HeldKind[]
  state: HelpingState | null
  justice: string | null
  helper: string | null
  mine: boolean
  mayManage: boolean
  mayHelp: boolean
  nextDue: string | null
  missed: number
  endedWhy: string | null
  months: Month[]
  before: { helper: string; why: string }[]
  parents: ParentLine[]
  contacts: {
    id: string
    kind: string
    manner: Manner | null
    at: number
    by: string
    condition: string | null
    reason: string | null
    needs: string[]
    note: string | null
    withdrawn: boolean
  }[]
  contactsInAll: number
  visits: VisitLine[]
}

export const useChild = (childId: string) => useAsk<ChildAnswer>('helpers.of-child', { childId })
