/** Shapes of this room's answers, as its screens read them. */
import { useAsk } from '#web/ui/index.ts'
import type { SheetAnswers } from '#modules/people-and-cases/words.ts'
import type { AssessmentState } from '../lifecycle.ts'
import type { Purpose } from '../words.ts'

export interface ShortAnswer {
  assessmentId: string
  childId: string
  purpose: Purpose
  purposeTitle: string
  sheet: string
  state: AssessmentState
  stateTitle: string
  startedAt: number
  concludedAt: number | null
  grade: string | null
  gradeTitle: string | null
  score: { low: number; high: number } | null
  of: number | null
  missing: number
  nextOn: string | null
  advice: string | null
  conclusion: string | null
  needs: string[]
  assessors: { name: string; organisation: string; title: string; signedAt: number | null; mine: boolean }[]
  disputes: { at: number; from: string; reason: string; outcome: string | null; answer: string | null }[]
}

export interface ChildAnswer {
  closed: boolean
  mayDecide: boolean
  assessments: ShortAnswer[]
  opinions: {
    id: string
    manner: string
    heardAt: number
    wish: string | null
    words: string | null
    alone: boolean | null
    by: string
  }[]
}

export interface OneAnswer {
  short: ShortAnswer
  child: { no: string; name: string }
  mayDecide: boolean
  answers: SheetAnswers
  remarks: Record<string, string>
  seen: number
  note: string | null
  team: { least: number; most: number; titled: number; citation: string }
  sheet: unknown
}

export interface BoardAnswer {
  items: {
    assessmentId: string
    childId: string
    no: string
    name: string
    purpose: string
    sheetTitle: string
    state: string
    gradeTitle: string | null
    startedAt: number
    concludedAt: number | null
    nextOn: string | null
    unsigned: number
    mine: boolean
  }[]
  total: number
}

export interface SheetsAnswer {
  sheets: {
    sheetId: string | null
    id: string
    version: string
    title: string
    source: string
    purposes: string[]
    items: number
    scored: boolean
    grades: string[]
    broughtAt: number | null
  }[]
  inForce: { purpose: string; title: string; sheet: string; version: string; sheetTitle: string; from: string | null }[]
  adoptions: { purpose: string; sheet: string; version: string; from: string; adoptedAt: number }[]
  maySet: boolean
}

export const useChild = (childId: string) => useAsk<ChildAnswer>('assessment.of-child', { childId })

/** `72.5 / 100`, or `60–85 / 100` where something is not known. */
export const scoreText = ({ score, of }: Pick<ShortAnswer, 'score' | 'of'>): string | undefined =>
  score ? `${score.low === score.high ? score.low : `${score.low}–${score.high}`} / ${of}` : undefined

export const toneOf = (state: AssessmentState) =>
  state === 'concluded'
    ? ('grn' as const)
    : state === 'disputed'
      ? ('red' as const)
      : state === 'under-way'
        ? ('amb' as const)
        : ('gry' as const)
