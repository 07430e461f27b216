/** What a look comes to: the risk by the bureau's sheet, or a higher one by whoever looked. Pure. */
import { answerFaults, scoreSheet } from '#modules/people-and-cases/words.ts'
import type { Sheet } from '#modules/people-and-cases/words.ts'
import type { Guardianship, Risk } from './words.ts'

const order: Record<Risk, number> = { low: 0, middle: 1, high: 2 }
export const worseOf = (one: Risk | undefined, other: Risk | undefined): Risk | undefined =>
  one === undefined ? other : other === undefined ? one : order[one] >= order[other] ? one : other

export interface Told {
  risk?: Risk | undefined
  guardianship?: Guardianship | undefined
  answers?: Record<string, string | number | boolean> | undefined
}

export type Judged =
  | { ok: true; risk: Risk; guardianship: Guardianship | undefined; sheet?: string; score?: number }
  | { ok: false; lacks: string[] }

/**
 * With answers the sheet's grade counts, and a risk chosen by hand only where it is higher. What was not found out is never counted as good:
 * where the grade cannot be told, whoever looked says the risk. Without answers the risk is theirs to say.
 */
export function riskOf(told: Told, sheet: Sheet): Judged {
  const answers = told.answers ?? {}
  if (Object.keys(answers).length === 0)
    return told.risk ? { ok: true, risk: told.risk, guardianship: told.guardianship } : { ok: false, lacks: [] }
  const faults = answerFaults(sheet, answers)
  if (faults.length > 0) return { ok: false, lacks: faults }
  const result = scoreSheet(sheet, answers)
  const risk = worseOf(result.grade?.risk, told.risk)
  if (!risk) return { ok: false, lacks: result.missing.map((each) => each.title) }
  const score = result.score && result.score.low === result.score.high ? result.score.low : undefined
  return {
    ok: true,
    risk,
    guardianship: told.guardianship ?? result.grade?.guardianship,
    sheet: `${sheet.id}@${sheet.version}`,
    ...(score === undefined ? {} : { score }),
  }
}
