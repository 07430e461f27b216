/** What answers have in common: one assessment as lists and the child's page show it. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { assessmentLife, stateKeys } from './lifecycle.ts'
import type { AssessmentRow, AssessorRow } from './store.ts'
import { purposes } from './words.ts'

const span = z.strictObject({ low: z.number(), high: z.number() }).nullable()
const instantOf = (label: string) => field(z.number().nullable(), { label, widget: 'instant' })
const personal = (label: string) => field(z.string().nullable(), { label, sensitivity: 'personal' })

export const shortShape = z.strictObject({
  assessmentId: z.uuid(),
  childId: z.uuid(),
  purpose: z.string(),
  purposeTitle: z.string(),
  sheet: z.string(),
  state: z.enum(stateKeys as [string, ...string[]]),
  stateTitle: z.string(),
  startedAt: instantOf('开始'),
  concludedAt: instantOf('出结果'),
  grade: z.string().nullable(),
  gradeTitle: field(z.string().nullable(), { label: '结果', sensitivity: 'personal' }),
  score: span,
  of: z.number().nullable(),
  missing: z.int(),
  nextOn: z.string().nullable(),
  advice: personal('建议'),
  conclusion: personal('评估意见'),
  needs: z.array(z.string()).max(8),
  assessors: z
    .array(
      z.strictObject({
        name: field(z.string(), { label: '评估人', sensitivity: 'personal' }),
        organisation: z.string(),
        title: z.string(),
        signedAt: instantOf('签名'),
        mine: z.boolean(),
      }),
    )
    .max(10),
  disputes: z
    .array(
      z.strictObject({
        at: instantOf('提出'),
        from: z.string(),
        reason: personal('异议内容'),
        outcome: z.string().nullable(),
        answer: personal('复核理由'),
      }),
    )
    .max(20),
})

export function shortOf(row: AssessmentRow, assessors: readonly AssessorRow[], me: string): z.input<typeof shortShape> {
  const { content } = row
  return {
    assessmentId: row.id,
    childId: row.childId,
    purpose: row.purpose,
    purposeTitle: purposes[row.purpose],
    sheet: `${row.sheet}@${row.version}`,
    state: row.state,
    stateTitle: assessmentLife.states[row.state].zh,
    startedAt: row.startedAt,
    concludedAt: row.concludedAt,
    grade: row.grade,
    gradeTitle: content.result?.gradeTitle ?? null,
    score: content.result?.score ?? null,
    of: content.result?.of ?? null,
    missing: content.result?.missing.length ?? 0,
    nextOn: row.nextOn,
    advice: content.result?.advice ?? null,
    conclusion: content.conclusion ?? null,
    needs: content.needs ?? [],
    assessors: assessors
      .filter((each) => each.assessmentId === row.id)
      .map(({ name, organisation, title, signedAt, accountId }) => ({
        name,
        organisation,
        title,
        signedAt,
        mine: accountId === me,
      })),
    disputes: (content.disputes ?? []).slice(-20).map((each) => ({
      at: each.at,
      from: each.from,
      reason: each.reason,
      outcome: each.answer?.outcome ?? null,
      answer: each.answer?.reason ?? null,
    })),
  }
}
