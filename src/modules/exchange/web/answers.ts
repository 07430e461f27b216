/** What the import's doors answer, as the screens read it. */
import type { BedOutcome, RosterField, RowOutcome, runStates } from '../words.ts'

export interface LookAnswer {
  fileName: string
  sheets: { index: number; name: string; hidden: boolean }[]
  sheet: number
  headerRow: number
  headerFound: boolean
  columns: { column: number; name: string; field: RosterField | null; samples: string[] }[]
}

/** Which file, sheet and columns: what the doors of checking and starting take. */
export interface Chosen {
  fileId: string
  sheet: number
  headerRow: number
  columns: { column: number; field: RosterField }[]
}

export interface NotedRow {
  row: number
  name: string | null
  words: string
}

export interface JudgeAnswer {
  total: number
  good: number
  bad: number
  warned: number
  duplicate: number
  already: number
  leaving: number
  changed: number
  beds: number
  badRows: NotedRow[]
  warnedRows: NotedRow[]
}

export interface RunAnswer {
  runId: string
  fileName: string
  state: keyof typeof runStates
  stopped: string | null
  startedAt: number
  endedAt: number | null
  total: number | null
  handled: number
  counts: Record<RowOutcome, number>
  bedsAssigned: number
  bedsNot: number
}

export interface ProgressAnswer extends RunAnswer {
  rows: { row: number; outcome: RowOutcome; bed: BedOutcome | null; fileId: string | null; words: string }[]
}
