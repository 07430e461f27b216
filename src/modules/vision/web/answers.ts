/** Shapes of the room's answers, as the screens read them. */
import type { Assessment } from '../schema.ts'
import type { Band, Basis, Purpose, Result, Searched } from '../words.ts'

export interface OpenState {
  installed: boolean
  state: 'none' | 'assessed' | 'on' | 'off'
  parts: string[]
  assessedOn: string | null
  until: string | null
  current: boolean
  otherWays: string
}

export interface Settings extends OpenState {
  assessment: Assessment | null
  officers: { accountId: string; name: string; organisation: string }[]
  held: number
  filing: boolean
}

export interface LogLine {
  id: string
  kind: 'face' | 'card'
  subjectKind: Searched | null
  subjectId: string | null
  no: string | null
  organisation: string
  by: string | null
  purpose: Purpose | null
  basis: Basis | null
  state: 'asked' | 'done'
  result: Result | null
  askedAt: number
}

export interface OfSubject extends OpenState {
  officer: boolean
  templates: number
  uses: LogLine[]
}

export interface CandidateLine {
  subjectKind: Searched
  subjectId: string | null
  band: Band
  score: number
  no: string | null
  name: string | null
  sex: 'male' | 'female' | null
  birthFrom: string | null
  birthTo: string | null
  arrivedAt: number | null
  station: string | null
  phone: string | null
}

export interface ComparisonAnswer {
  useId: string
  subjectKind: Searched
  subjectId: string
  state: 'asked' | 'done'
  result: Result | null
  purpose: Purpose | null
  candidates: CandidateLine[]
  refusals: string[]
  warnings: string[]
  searched: number
  stale: number
  judge: string
}
