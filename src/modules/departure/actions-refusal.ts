/** The place of origin refuses: written down, raised level by level with what each level answers, until it is settled. */
import { action, type NewFact } from '#kernel/action.ts'
import { next } from '#kernel/lifecycle.ts'
import { dateOf } from '#kernel/time.ts'
import { fileRef } from '#modules/people-and-cases/index.ts'
import { maySignOut } from './access.ts'
import { leads, originRefusal, type PlanState, type RefusalState, returnPlan } from './lifecycle.ts'
import { factAt, type Loaded, loadGuest, loadRaising } from './loads.ts'
import { originSealed } from './origins.ts'
import { refuse } from './refusals.ts'
import { defined } from './rules-form.ts'
import { afterAnswer, isOpen, levelsAbove, planAfter } from './rules-refusal.ts'
import { answerRaiseForm, originRefusalForm, raiseForm, raiseLevels, settleRefusalForm } from './schema-letters.ts'
import { movePlan } from './store-plan.ts'
import { answerStep, insertRefusal, insertStep, moveRefusal } from './store-refusal.ts'

export const recordOriginRefusal = action({
  name: 'departure.record-origin-refusal',
  title: '记流出地拒收',
  help: '对方不接，不等于不送：先记下谁答复的、什么理由，再逐级上报。',
  legalBasis: '大提升第9项：流出地拒收的逐级上报协调',
  form: originRefusalForm,
  load: loadGuest,
  may: (actor, loaded) => maySignOut(actor, loaded),
  decide(loaded, form, moment) {
    const { originRefusal: open, plan } = loaded
    if (open && isOpen(open.state))
      return refuse('REFUSAL_OPEN', { on: dateOf(open.refusedAt), state: originRefusal.states[open.state].zh })
    const { fileId: _id, ...details } = form
    const refused = plan && leads(returnPlan, plan.state, 'departure.record-origin-refusal', 'refused')
    return {
      facts: [{ subject: fileRef(loaded.file), name: 'departure.origin-refused', details }],
      changes: { id: moment.newId('origin-refusal'), planId: refused ? plan.id : undefined },
    }
  },
  async save(context, { id, planId }, { file }) {
    await insertRefusal(context, { id, fileId: file.id, ownerPath: file.ownerPath, factId: factAt(context.actionId) })
    if (planId) await movePlan(context.tx, planId, 'refused', context.occurredAt)
  },
})

export const raise = action({
  name: 'departure.raise',
  title: '报上级协调',
  help: '一级一级报：县、市、省、部；上一级协调不下来的再报更高一级。',
  legalBasis: '大提升第9项',
  form: raiseForm,
  load: loadRaising,
  may: (actor, loaded) => maySignOut(actor, loaded),
  decide(loaded, form, moment) {
    const { originRefusal: open, steps } = loaded
    if (!open || !isOpen(open.state)) return refuse('NOT_REFUSED')
    const last = steps.at(-1)
    if (!next(originRefusal, open.state, 'departure.raise'))
      return refuse('RAISE_WAITS', last ? { on: dateOf(last.raisedAt), level: raiseLevels[last.level] } : {})
    if (!levelsAbove(steps.map((each) => each.level)).includes(form.to))
      return refuse('NOT_HIGHER', { level: last ? raiseLevels[last.level] : '' })
    const refused = loaded.facts.find((fact) => fact.id === open.factId)
    const { fileId: _id, ...details } = form
    return {
      facts: [
        originSealed({
          subject: fileRef(loaded.file),
          name: 'departure.raised',
          value: defined({ origin: refused?.value.origin, level: form.to }),
          details,
        }),
      ],
      changes: { id: moment.newId('step'), refusalId: open.id, level: form.to as string },
      reply: { level: form.to },
    }
  },
  save: (context, changes, { file }) =>
    insertStep(context, { ...changes, fileId: file.id, ownerPath: file.ownerPath, factId: factAt(context.actionId) }),
})

/** What becomes of the plan, as a change and as a fact where it ends. */
function planChange(loaded: Loaded, refusal: RefusalState): { planId?: string; to?: PlanState; facts: NewFact[] } {
  const { plan, file } = loaded
  if (!plan) return { facts: [] }
  const to = planAfter(plan.state, refusal, { left: file.state === 'left', approved: plan.approvedAt !== null })
  if (to === plan.state) return { facts: [] }
  const ended: NewFact = { subject: fileRef(file), name: 'departure.plan-cancelled', value: { reason: 'stays-here' } }
  return { planId: plan.id, to, facts: to === 'cancelled' ? [ended] : [] }
}

export const answerRaise = action({
  name: 'departure.answer-raise',
  title: '记上级答复',
  help: '同意接收、本级没协调下来、就地安置；没协调下来的接着报上一级。',
  legalBasis: '大提升第9项',
  form: answerRaiseForm,
  load: loadRaising,
  may: (actor, loaded) => maySignOut(actor, loaded),
  decide(loaded, form) {
    const { originRefusal: open, steps } = loaded
    const step = steps.findLast((each) => each.answeredAt === null)
    const state = open && afterAnswer(open.state, form.result)
    if (!open || !step || !state) return refuse('NOT_RAISED')
    const { fileId: _id, result, ...details } = form
    const { facts, ...plan } = planChange(loaded, state)
    return {
      facts: [
        { subject: fileRef(loaded.file), name: 'departure.raise-answered', value: { level: step.level, result }, details },
        ...facts,
      ],
      changes: { id: open.id, stepId: step.id, state, result: result as string, plan },
      reply: { state },
    }
  },
  async save(context, { id, stepId, state, result, plan }) {
    await answerStep(context, { id: stepId, result, factId: factAt(context.actionId) })
    await moveRefusal(context.tx, id, state, context.occurredAt)
    if (plan.planId && plan.to) await movePlan(context.tx, plan.planId, plan.to, context.occurredAt)
  },
})

export const settleRefusal = action({
  name: 'departure.settle-refusal',
  title: '记流出地改为接收',
  help: '不等上级答复，对方自己答应接了。',
  legalBasis: '大提升第9项',
  form: settleRefusalForm,
  load: loadGuest,
  may: (actor, loaded) => maySignOut(actor, loaded),
  decide(loaded, form) {
    const open = loaded.originRefusal
    const state = open && next(originRefusal, open.state, 'departure.settle-refusal')
    if (!open || !state) return refuse('NOT_REFUSED')
    const { facts, ...plan } = planChange(loaded, state)
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'departure.raise-answered',
          value: { result: 'receives' },
          details: { how: form.how },
        },
        ...facts,
      ],
      changes: { id: open.id, state, plan },
      reply: { state },
    }
  },
  async save(context, { id, state, plan }) {
    await moveRefusal(context.tx, id, state, context.occurredAt)
    if (plan.planId && plan.to) await movePlan(context.tx, plan.planId, plan.to, context.occurredAt)
  },
})
