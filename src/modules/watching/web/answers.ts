/** What the watch's doors answer, as the screens read it. */
import type { RegisterField, Register, Risk, RowOutcome, runStates, Trend } from '../words.ts'

export interface PlaceRow {
  place: string | null
  name: string | null
  total: number
  never: number
  overdue: number
  soon: number
  high: number
  middle: number
  missed: number
  worse: number
  censusDue: number
  censusDone: number
}
export interface BoardAnswer {
  today: string
  term: string
  termWords: string
  by: 'village' | 'town'
  lists: boolean
  rows: PlaceRow[]
  round: {
    id: string
    until: string
    openedAt: number
    children: number
    seen: number
    note: string | null
    own: boolean
    by: string | null
  } | null
}

export interface ChildLine {
  childId: string
  no: string
  name: string
  sex: string | null
  age: string | null
  kinds: string[]
  village: string | null
  school: string | null
  risk: Risk | null
  guardianship: string | null
  lastOn: string | null
  nextOn: string
  missed: number
  trend: Trend
  changedOn: string
  census: boolean
  term: string | null
}
export interface ListAnswer {
  items: ChildLine[]
  next: string | null
  total: number
  today: string
  term: string
}
export interface MineAnswer {
  items: ChildLine[]
  total: number
  late: number
  today: string
  round: { id: string; until: string; note: string | null } | null
}

export interface Question {
  key: string
  title: string
  part: string
  kind: 'choice' | 'yes-no' | 'number'
  mayNotApply: boolean
  options: { key: string; title: string }[]
  min: number | null
  max: number | null
  unit: string | null
}
export interface SheetAnswer {
  title: string
  version: string
  questions: Question[]
}

export interface LookAnswer {
  fileName: string
  sheets: { index: number; name: string; hidden: boolean }[]
  sheet: number
  headerRow: number
  headerFound: boolean
  columns: { column: number; name: string; field: RegisterField | null; samples: string[] }[]
  registers: Register[]
}
export interface RunAnswer {
  runId: string
  fileName: string
  register: string
  state: keyof typeof runStates
  stopped: string | null
  startedAt: number
  endedAt: number | null
  total: number | null
  handled: number
  counts: Record<RowOutcome, number>
}
export interface ProgressAnswer extends RunAnswer {
  rows: { row: number; outcome: RowOutcome; childId: string | null; words: string }[]
}
export interface JudgeAnswer {
  total: number
  good: number
  bad: number
  warned: number
  rows: { row: number; name: string | null; bad: boolean; words: string }[]
}

export interface PanelAnswer {
  standing: {
    risk: Risk | null
    guardianship: string | null
    lastOn: string | null
    nextOn: string
    missed: number
    trend: Trend
    census: boolean
    term: string | null
    termNow: string
    registeredNow: boolean
    closed: boolean
  } | null
  mayLook: boolean
  looks: {
    id: string
    at: number
    kind: 'seen' | 'missed'
    by: string | null
    risk: Risk | null
    guardianship: string | null
    manner: string | null
    score: number | null
    sheet: string | null
    changes: string[]
    reason: string | null
    note: string | null
  }[]
  entries: { id: string; register: string; by: string | null; changedAt: number; entry: Record<string, unknown> }[]
}
