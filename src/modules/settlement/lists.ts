/** What lists and sheets show of those who stay long and of cases. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import type { ReadContext } from '#kernel/query.ts'
import { addDays, dateOf } from '#kernel/time.ts'
import { stateKeys } from './lifecycle.ts'
import { daysToFull, itemStates, lacking } from './rules.ts'
import { candidatesUntil, type ListedCase, LONGEST } from './store-read.ts'
import { checklistAt } from './store-rules.ts'
import { SOON_DAYS } from './words.ts'

export const personName = field(z.string(), { label: '姓名', sensitivity: 'personal' })
export const caseState = z.enum(stateKeys as [string, ...string[]])
export const instantOrNull = (label: string) => field(z.number().nullable(), { label, widget: 'instant' })

const stepsAnswer = z.strictObject({
  form: z.boolean(),
  health: z.boolean(),
  interviews: z.number(),
  face: z.boolean(),
  records: z.string(),
  dna: z.string(),
  national: z.boolean(),
  published: instantOrNull('公告'),
  renewed: instantOrNull('更新'),
  matches: z.number(),
  applied: z.boolean(),
})

export const candidate = z.strictObject({
  fileId: z.string(),
  no: z.string(),
  name: personName,
  sex: z.string().nullable(),
  station: z.string(),
  acceptedAt: z.number(),
  fullOn: z.string(),
  days: z.number(),
  where: z.string(),
  steps: stepsAnswer,
  state: caseState.nullable(),
  lacks: z.array(z.string()).max(30),
})
type CandidateAnswer = z.output<typeof candidate>

/** Who stays long, with what their files lack by the checklist of their own bureau. */
export async function candidatesNow(
  context: ReadContext,
  within: number | undefined,
  limit = LONGEST,
): Promise<{ items: CandidateAnswer[]; total: number }> {
  const { tx, now } = context
  const found = await candidatesUntil(tx, addDays(dateOf(now), within ?? SOON_DAYS), limit)
  const lists = new Map<string, Awaited<ReturnType<typeof checklistAt>>>()
  for (const { ownerPath } of found.items) if (!lists.has(ownerPath)) lists.set(ownerPath, await checklistAt(context, ownerPath))
  const items = found.items.map(({ ownerPath, ...each }) => {
    const list = lists.get(ownerPath) as Awaited<ReturnType<typeof checklistAt>>
    const states = itemStates(list, each.steps, { hand: [], waived: [] }).filter((one) => one.computed)
    return { ...each, days: daysToFull(each.fullOn, now), lacks: lacking(states) }
  })
  return { items, total: found.total }
}

export const listedCase = z.strictObject({
  fileId: z.string(),
  no: z.string(),
  name: personName,
  sex: z.string().nullable(),
  station: z.string(),
  state: caseState,
  letterNo: z.string().nullable(),
  planId: z.string().nullable(),
  planNo: z.string().nullable(),
  institution: z.string().nullable(),
  batch: z.string().nullable(),
  eligible: z.boolean().nullable(),
  proposed: z.boolean(),
  changedAt: z.number(),
  appliedAt: instantOrNull('申请'),
  plannedAt: instantOrNull('方案'),
  approvedAt: instantOrNull('批复'),
  registeredAt: instantOrNull('登记'),
  supportedAt: instantOrNull('供养'),
})

export function listed({ content, ...each }: ListedCase): z.input<typeof listedCase> {
  const { personId: _person, ownerPath: _owner, id: _id, round: _round, policePath: _police, createdAt: _made, ...shown } = each
  return {
    ...shown,
    planNo: content.planned?.planNo ?? null,
    institution: (content.placement ?? content.register ?? content.planned)?.institution ?? null,
    batch: content.application?.batch ?? null,
    proposed: content.proposal !== undefined,
  }
}
