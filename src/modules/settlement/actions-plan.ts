/** The bureau's part: the plan to the government, for one or for many, and what the government decided. */
import { action, type LoadContext, type NewFact } from '#kernel/action.ts'
import { nextNumber, type Organisation, organisationById } from '#kernel/org.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { dateOf, startOfDay } from '#kernel/time.ts'
import { fileRef } from '#modules/people-and-cases/index.ts'
import { mayOversee } from './access.ts'
import { contentOf } from './actions-file.ts'
import { settlementLife } from './lifecycle.ts'
import { moving, stateOf } from './moving.ts'
import { refuse } from './refusals.ts'
import { approvalForm, planForm } from './schema.ts'
import {
  type CaseContent,
  changeCase,
  decidePlan,
  grantToPolice,
  insertPlan,
  type LoadedCase,
  lockCase,
  lockPlan,
  type Place,
  type PlanContent,
  type PlanRow,
} from './store.ts'

/** The institution that a form names: one of the system's or by its full name. */
export function institutionOf(
  form: { institutionId?: string | undefined; institutionName?: string | undefined },
  found: Organisation | undefined,
): Place | Refusal {
  if (form.institutionId)
    return found?.kind === 'institution' || found?.kind === 'station'
      ? { institutionId: found.id, institution: found.name }
      : refuse('NO_SUCH_INSTITUTION')
  return form.institutionName ? { institution: form.institutionName } : refuse('WHICH_INSTITUTION')
}

export const organisationOf = ({ tx }: LoadContext, id: string | undefined): Promise<Organisation | undefined> =>
  id ? organisationById(tx, id) : Promise.resolve(undefined)

/** All of them, each locked in the order of ids so that two plans cannot wait for each other; null when one is not there. */
async function lockAll(context: LoadContext, fileIds: readonly string[]): Promise<LoadedCase[] | null> {
  const found: LoadedCase[] = []
  for (const id of [...new Set(fileIds)].sort()) {
    const loaded = await lockCase(context, id)
    if (!loaded) return null
    found.push(loaded)
  }
  return found
}

export const plan = action({
  name: 'settlement.plan',
  title: '制定安置方案',
  help: '一人一案或几人一案，报本级政府；名单里有一人不能列入，整份不保存。',
  legalBasis: '大提升第13项：民政部门制定安置方案报政府',
  form: planForm,
  async load(context, form) {
    const cases = await lockAll(context, form.fileIds)
    if (!cases) return null
    const year = dateOf(context.now).slice(0, 4)
    const number = await nextNumber(context.tx, `settlement-plan:${context.actor.organisation.id}:${year}`)
    const institution = await organisationOf(context, form.institutionId)
    return { cases, no: `安置方案〔${year}〕${String(number).padStart(2, '0')}`, institution }
  },
  may: (actor, { cases }) => cases.every((each) => mayOversee(actor, each)),
  decide({ cases, no, institution }, form, moment) {
    const place = institutionOf(form, institution)
    if (isRefusal(place)) return place
    const not = cases.filter((each) => isRefusal(moving(each, 'settlement.plan', 'planned', '列入方案')))
    const [first] = not
    if (first && cases.length === 1) return moving(first, 'settlement.plan', 'planned', '列入方案') as Refusal
    if (not.length > 0) {
      const who = not.map((each) => `${each.file.no}（${settlementLife.states[stateOf(each)].zh}）`).join('、')
      return refuse('PLAN_STATE', { count: not.length, who }, { fileIds: not.map((each) => each.file.id) })
    }
    const planId = moment.newId('plan')
    const told = { ...place, way: form.way, ...(form.funding ? { funding: form.funding } : {}) }
    return {
      facts: cases.map((each) => ({
        subject: fileRef(each.file),
        name: 'settlement.planned',
        details: { ...told, planNo: no, planId, people: cases.length, files: form.files },
      })),
      changes: { planId, no, told },
      reply: { planId, planNo: no },
    }
  },
  async save(context, { planId, no, told }, { cases }) {
    const fileIds = cases.map((each) => each.file.id)
    const content: PlanContent = { ...told, by: context.actor.name, fileIds }
    await insertPlan(context, { id: planId, no, content })
    for (const each of cases)
      await changeCase(context, each.case?.id as string, {
        state: 'planned',
        planId,
        stamp: 'planned',
        content: { ...contentOf(each), planned: { ...told, planNo: no, at: context.occurredAt } },
      })
  },
})

interface ForApproval {
  plan: PlanRow
  cases: LoadedCase[]
  police: Organisation | undefined
}

export const recordApproval = action({
  name: 'settlement.record-approval',
  title: '记政府批复',
  help: '逐人写明批准还是未批准；未批准的写理由。选了公安机关，获批的人由其登记户口。',
  legalBasis: '大提升第13项：市政府批准予以落户的，尽快启动户籍办理程序',
  form: approvalForm,
  async load(context, form): Promise<ForApproval | null> {
    const plan = await lockPlan(context.tx, context.vault, form.planId)
    const cases = plan && (await lockAll(context, plan.content.fileIds))
    return plan && cases ? { plan, cases, police: await organisationOf(context, form.policeId) } : null
  },
  may: (actor, { cases }) => cases.every((each) => mayOversee(actor, each)),
  decide({ plan, cases, police }, form, moment) {
    const open = cases.filter((each) => each.case?.planId === plan.id && stateOf(each) === 'planned')
    if (plan.decidedAt !== null) return refuse('CHANGED', { what: '记批复', state: '已批复' })
    const [first] = cases
    if (open.length === 0 && first) return moving(first, 'settlement.record-approval', 'approved', '记批复') as Refusal
    if (form.policeId && police?.kind !== 'police') return refuse('WHICH_POLICE')
    const grounds = new Map((form.declined ?? []).map((each) => [each.fileId, each.ground]))
    const approved = new Set(form.approvedIds)
    const wrong = [...approved, ...grounds.keys()].filter((id) => !open.some((each) => each.file.id === id))
    const missing = open.filter((each) => approved.has(each.file.id) === grounds.has(each.file.id))
    if (missing.length + wrong.length > 0) return refuse('APPROVAL_LIST', { missing: missing.length + wrong.length })
    const plannedOn = dateOf(plan.madeAt)
    if (form.documentOn < plannedOn || form.documentOn > dateOf(moment.now)) return refuse('DOCUMENT_DATE', { on: plannedOn })
    // The term of the register counts from the document's day, never from before the plan.
    const at = form.documentOn === dateOf(moment.occurredAt) ? moment.occurredAt : startOfDay(form.documentOn)
    const occurredAt = Math.min(Math.max(at, plan.madeAt), moment.occurredAt)
    const document = { documentNo: form.documentNo, documentOn: form.documentOn }
    const policeName = police?.name ?? form.policeName
    const facts = open.map((each): NewFact => {
      const ground = grounds.get(each.file.id)
      return {
        subject: fileRef(each.file),
        name: ground === undefined ? 'settlement.approved' : 'settlement.declined',
        details: { ...document, planNo: plan.no, ground, police: policeName, files: form.files },
        occurredAt,
      }
    })
    return {
      facts,
      changes: { open, grounds, document: { ...document, ...(policeName ? { police: policeName } : {}) }, occurredAt },
      reply: { planId: plan.id, approved: approved.size, declined: grounds.size },
    }
  },
  async save(context, { open, grounds, document, occurredAt }, { plan, police }) {
    await decidePlan(context, plan, { ...plan.content, document })
    for (const each of open) {
      const ground = grounds.get(each.file.id)
      const content: CaseContent =
        ground === undefined
          ? { ...contentOf(each), approval: document }
          : { ...contentOf(each), declined: { documentNo: document.documentNo, documentOn: document.documentOn, ground } }
      await changeCase(context, each.case?.id as string, {
        content,
        state: ground === undefined ? 'approved' : 'declined',
        ...(ground === undefined ? { stamp: 'approved', at: occurredAt } : {}),
        ...(ground === undefined && police ? { policePath: police.path } : {}),
      })
      if (ground === undefined && police) await grantToPolice(context, each, police.path)
    }
  },
})
