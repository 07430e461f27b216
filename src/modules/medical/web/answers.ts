/** Shapes of this room's answers, as its screens read them. */
import { useAsk } from '#web/ui/index.ts'

export interface LogLine {
  id: string
  kind: string
  at: number
  fileId: string | null
  no: string | null
  name: string | null
  by: string | null
  withdrawn: boolean
  line: string
}

export interface FileAnswer {
  state: string
  fit: boolean | null
  infection: string | null
  screenedAt: number | null
  isolatedSince: number | null
  hospital: { name: string; since: number; identifiedAt: number | null; readyAt: number | null } | null
  diseaseControl: 'none' | 'told' | 'answered'
  log: LogLine[]
  costs: { id: string; at: number; fen: number; chargedTo: string; line: string }[]
  costFen: number
}

export interface GuestRow {
  fileId: string
  no: string
  name: string
  sex: string | null
}

export interface DayAnswer {
  date: string
  log: LogLine[]
  isolated: (GuestRow & { since: number; line: string })[]
  due: number
  inHospital: number
}

export const useFile = (fileId: string) => useAsk<FileAnswer>('medical.file', { fileId })

/** Fen as yuan with two digits. */
export const yuan = (fen: number) => `${(fen / 100).toFixed(2)} 元`
