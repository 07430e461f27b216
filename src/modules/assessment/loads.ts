/** What the decisions of this room read and lock: the child first, then the assessment. */
import type { LoadContext } from '#kernel/action.ts'
import { type LoadedChild, lockChild, sheetUsed } from '#modules/people-and-cases/index.ts'
import type { Sheet } from '#modules/people-and-cases/words.ts'
import { assessmentById, type AssessmentRow, type AssessorRow, assessorsOf } from './store.ts'

export interface LoadedAssessment extends LoadedChild {
  row: AssessmentRow
  assessors: AssessorRow[]
  sheet: Sheet
}

/** An assessment with its child, locked; null for whoever the part of assessments is not open to. */
export async function lockAssessment(context: LoadContext, form: { assessmentId: string }): Promise<LoadedAssessment | null> {
  const { tx, vault } = context
  const found = await assessmentById(tx, vault, form.assessmentId)
  const child = found && (await lockChild(tx, vault, found.childId))
  if (!child) return null
  const row = (await assessmentById(tx, vault, form.assessmentId, true)) as AssessmentRow
  const sheet = await sheetUsed(tx, row)
  return sheet && { ...child, row, sheet, assessors: await assessorsOf(tx, vault, [row.id]) }
}
