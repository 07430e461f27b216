/** Shapes of this room's answers, as its screens read them. */
import { useAsk } from '#web/ui/index.ts'
import type { SettlementState } from '../lifecycle.ts'
import type { Answer, FollowStep, Item, Need } from '../words.ts'

export interface StepsAnswer {
  form: boolean
  health: boolean
  interviews: number
  face: boolean
  records: Answer
  dna: Answer
  national: boolean
  published: number | null
  renewed: number | null
  matches: number
  applied: boolean
}

export interface CandidateAnswer {
  fileId: string
  no: string
  name: string
  station: string
  acceptedAt: number
  fullOn: string
  days: number
  where: 'station' | 'hospital' | 'outside' | 'leave'
  steps: StepsAnswer
  state: SettlementState | null
  lacks: Item[]
}

export interface CaseAnswer {
  fileId: string
  no: string
  name: string
  station: string
  state: SettlementState
  letterNo: string | null
  planId: string | null
  planNo: string | null
  institution: string | null
  batch: string | null
  eligible: boolean | null
  proposed: boolean
  changedAt: number
  appliedAt: number | null
  plannedAt: number | null
  approvedAt: number | null
  registeredAt: number | null
  supportedAt: number | null
}

export interface BoardAnswer {
  counts: { state: SettlementState; zh: string; count: number }[]
  items: CaseAnswer[]
  total: number
  consequences: { id: string; fileId: string; no: string; name: string; step: FollowStep; dueOn: string }[]
}

export interface PlanAnswer {
  planId: string
  no: string
  madeAt: number
  by: string
  institution: string
  way: string
  documentNo: string | null
  decidedAt: number | null
  people: CaseAnswer[]
}

export interface FileAnswer {
  fileState: string
  identity: string
  fullOn: string | null
  days: number | null
  where: string | null
  state: SettlementState
  begun: boolean
  letterNo: string | null
  eligible: boolean | null
  placed: boolean
  items: { item: Item; need: Need; there: boolean; waived: boolean; computed: boolean }[]
  lacks: Item[]
  waiveReason: string | null
  lines: { title: string; text: string }[]
  proposal: { name: string; birthDate: string; how: string; by: string; mine: boolean } | null
  assignedName: string | null
  consequences: { step: FollowStep; title: string; who: string; dueOn: string; doneAt: number | null }[]
}

export const useFile = (fileId: string) => useAsk<FileAnswer>('settlement.of-file', { fileId })

/** `还有 12 天`, `今天`, `已过 8 天`. */
export const daysWords = (days: number): string => (days > 0 ? `还有 ${days} 天满` : days === 0 ? '今天满' : `已满 ${-days} 天`)
