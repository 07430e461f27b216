/** Answers of this room's queries, as the screens read them. */
import { useAsk } from '#web/ui/index.ts'
import type { PairState, VolunteerState } from '../lifecycle.ts'
import type { Standing } from '../rules.ts'
import type { PairKind } from '../words.ts'

export interface Volunteer {
  id: string
  name: string
  sex: 'male' | 'female'
  phone: string
  skills: string | null
  state: VolunteerState
  standing: Standing
  checkedOn: string | null
  clearUntil: string | null
  guardian: boolean
  children: number
  account: boolean
}

export interface Pair {
  pairId: string
  childId: string
  kind: PairKind
  state: PairState
  no: string
  name: string
  age: string
  wantedAt: number
  pairedAt: number | null
  lastMet: number | null
  need: string
  plan: string | null
  by: string
  reason: string | null
  volunteers: { id: string; name: string }[]
}

export interface BoardAnswer {
  items: Pair[]
  total: number
  volunteers: Volunteer[]
  volunteersInAll: number
}

export interface ChildAnswer {
  items: (Pair & {
    federation: string | null
    mayManage: boolean
    meetings: { id: string; at: number; kind: string; note: string | null; by: string }[]
  })[]
}

export const useBoard = () => useAsk<BoardAnswer>('pairing.board')
export const useChild = (childId: string) => useAsk<ChildAnswer>('pairing.of-child', { childId })

export const standingWords: Record<Standing, string> = {
  never: '还没有查询',
  good: '合格',
  ending: '快到期',
  over: '已过期',
  barred: '不能结对',
  left: '已退出',
}
