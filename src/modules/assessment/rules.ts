/** What an assessment may become, and why not yet. Pure. */
import { type Refusal } from '#kernel/refusal.ts'
import { addMonths } from '#kernel/time.ts'
import type { Sheet, SheetGrade, SheetScore } from '#modules/people-and-cases/words.ts'
import { refuse } from './refusals.ts'
import { CERTAIN, HEARD_BEFORE, type Purpose, purposes, QUALIFIED, type Title } from './words.ts'

export interface Team {
  least: number
  most: number
  titled: number
  citation: string
}

/** How many have to assess, by the sheet; two to three where it says nothing. */
export function teamFor(sheet: Sheet, purpose: Purpose): Team {
  const own = sheet.assessors?.find((each) => each.purposes.includes(purpose))
  return own ?? { least: 2, most: 3, titled: 0, citation: '指标表没有写，按两到三名（假定）' }
}

interface Assessing {
  name: string
  title: Title
  accountId: string | null
  signedAt: number | null
}

/** Whether these may assess; undefined where they may. */
export function teamFault(team: Team, purpose: Purpose, assessors: readonly Pick<Assessing, 'title'>[]): Refusal | undefined {
  const what = { purpose: purposes[purpose] }
  const titled = assessors.filter((each) => QUALIFIED.includes(each.title)).length
  if (assessors.length < team.least) return refuse('TOO_FEW', { ...what, least: team.least, have: assessors.length })
  if (assessors.length > team.most) return refuse('TOO_MANY', { ...what, most: team.most })
  if (titled < team.titled) return refuse('NOT_TITLED', { ...what, titled: team.titled, have: titled })
  return undefined
}

interface Concluding {
  purpose: Purpose
  team: Team
  assessors: readonly Assessing[]
  result: SheetScore
  /** The child was heard since the assessment began. */
  heard: boolean
  whyOpen: string | undefined
  /** Signed sheets of those who have no account are uploaded. */
  paper: boolean
}

const between = (grades: readonly SheetGrade[]): string =>
  [...new Set([grades[0]?.title, grades.at(-1)?.title].filter(Boolean))].join('、')

/** Whether the result may be told; undefined where it may. */
export function concludeFault(of: Concluding): Refusal | undefined {
  const fault = teamFault(of.team, of.purpose, of.assessors)
  if (fault) return fault
  const unsigned = of.assessors.filter((each) => each.accountId !== null && each.signedAt === null)
  if (unsigned.length > 0) return refuse('UNSIGNED', { count: unsigned.length })
  if (of.assessors.some((each) => each.accountId === null) && !of.paper) return refuse('NO_PAPER_SIGNATURE')
  if (HEARD_BEFORE.includes(of.purpose) && !of.heard) return refuse('NOT_HEARD', { purpose: purposes[of.purpose] })
  if (of.result.grade === null) {
    const range = between(of.result.possible)
    const items = of.result.missing.slice(0, 5).map((each) => each.title)
    if (CERTAIN.includes(of.purpose))
      return refuse('OPEN_RESULT', { missing: of.result.missing.length, between: range, items: items.join('、') })
    if (!of.whyOpen) return refuse('SAY_OPEN', { between: range })
  }
  return undefined
}

/** `72.5` or, where something is not known, `60–85`; undefined on a sheet without a score. */
export function scoreWords(result: Pick<SheetScore, 'score'>): string | undefined {
  if (!result.score) return undefined
  const { low, high } = result.score
  return low === high ? String(low) : `${low}–${high}`
}

/** The grade in words, or between which it lies. */
export const gradeWords = (result: Pick<SheetScore, 'grade' | 'possible'>): string =>
  result.grade ? result.grade.title : `待定（${between(result.possible)}之间）`

/** Only what holds for every grade that is still possible. */
export function heldBy<K extends 'risk' | 'guardianship'>(
  result: Pick<SheetScore, 'possible'>,
  key: K,
): SheetGrade[K] | undefined {
  const all = new Set(result.possible.map((grade) => grade[key]))
  return all.size === 1 ? result.possible[0]?.[key] : undefined
}

/** When it has to be done again: by the grade; of several that are possible the soonest. */
export function nextOn(result: Pick<SheetScore, 'possible'>, today: string): string | null {
  const months = result.possible.flatMap((grade) => grade.againMonths ?? [])
  return months.length === 0 ? null : addMonths(today, Math.min(...months))
}
