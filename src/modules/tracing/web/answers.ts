/** Shapes of this room's answers, as its screens read them. */
import { useAsk } from '#web/ui/index.ts'
import type { DeskFilter, Where } from '../words.ts'

export interface Saying {
  kind: string
  text: string
  at: number | null
  by: string
  interviewId: string | null
}

export interface Interview {
  id: string
  at: number
  by: string
  listener: string | null
  brief: boolean
  result: string | null
  how: string
  condition: string | null
  question: string | null
  note: string | null
  pieces: string[]
  recordings: string[]
  corrected: string | null
  form: Record<string, unknown>
}

export interface Bench {
  fileId: string
  personId: string
  no: string
  name: string
  identity: string
  sex: 'male' | 'female' | null
  birthFrom: string | null
  birthTo: string | null
  height: number | null
  photos: number
  present: boolean
  stationId: string
  station: string
  arrivedAt: number
  since: number
  foundPlace: string | null
  officer: { id: string; name: string; at: number } | null
  sayings: Saying[]
  interviews: Interview[]
  withdrawn: { id: string; at: number; by: string; pieces: string[]; reason: string; goneAt: number; goneBy: string }[]
  plan: {
    steps: { no: number; until: number; doneAt: number | null; state: 'done' | 'late' | 'open' | 'missed' }[]
    hours: number
    source: string
    held: number
  }
}

export interface Lead {
  id: string
  state: 'open' | 'led' | 'dead'
  hypothesis: string
  todo: string
  who: string | null
  again: string | null
  notedAt: number
  notedBy: string
  dueOn: string | null
  settledAt: number | null
  settledBy: string | null
  outcomes: { at: number; by: string; result: string; text: string }[]
}

export interface DeskRow {
  fileId: string
  no: string
  name: string
  sex: 'male' | 'female' | null
  birthFrom: string | null
  birthTo: string | null
  identity: string
  station: string
  where: Where
  since: number
  days: number
  interviews: number
  sayings: number
  lastHeardAt: number | null
  noticeAt: number | null
  recordsAt: number | null
  recordsResult: string | null
  faceAt: number | null
  faceResult: string | null
  dnaAt: number | null
  dnaSampledAt: number | null
  dnaResult: string | null
  raisedAt: number | null
  officer: string | null
  leads: number
}

export interface DeskAnswer {
  now: number
  wanted: number
  counts: Record<DeskFilter, number>
  rows: DeskRow[]
}

export interface Expert {
  id: string
  name: string
  field: string
  areas: string[]
  places: string | null
  unit: string | null
  phone: string | null
  note: string | null
  active: boolean
  owner: string
  own: boolean
}

export const useBench = (fileId: string) => useAsk<Bench>('tracing.workbench', { fileId })
export const useLeads = (fileId: string) => useAsk<{ items: Lead[] }>('tracing.leads', { fileId })

/** What the police answered, in words. */
export const policeWords: Record<string, string> = { found: '查实', 'not-found': '未查到', 'cannot-at-this-level': '本级认不出' }
