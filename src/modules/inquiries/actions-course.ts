/** An inquiry's way: read by a person, answered, closed, taken up again. */
import { action, type LoadContext, type NewFact } from '#kernel/action.ts'
import type { Actor } from '#kernel/actor.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { mayWork } from './access.ts'
import { loadInquiry, step } from './loads.ts'
import { refuse } from './refusals.ts'
import { mayTell } from './rules.ts'
import { admitForm, answerForm, closeForm, planCallForm, reopenForm, setAsideForm } from './schema-forms.ts'
import { type Inquiry, inquiryRef, type Move, moveInquiry } from './store.ts'
import { tellingsOf } from './store-pairs.ts'
import { answers } from './words.ts'

const may = <L extends { inquiry: Inquiry }>(actor: Actor, { inquiry }: L) => mayWork(actor, inquiry)
const save = <L extends { inquiry: Inquiry }>(context: LoadContext, move: Move, { inquiry }: L) =>
  moveInquiry(context, inquiry.id, move)
/** A step along the way: what is told of it, and what moves. */
const stepped = (inquiry: Inquiry, facts: NewFact[], changes: Move) => ({ facts, changes, reply: { inquiryId: inquiry.id } })
const told = (inquiry: Inquiry, name: string, details: Record<string, unknown>): NewFact => ({
  subject: inquiryRef(inquiry),
  name,
  details,
})
/** What is compared starts, or starts again, with this fact. */
const admitted = (inquiry: Inquiry, more: object = {}): NewFact =>
  told(inquiry, 'inquiry.admitted', { told: inquiry.content?.told ?? {}, no: inquiry.no, ...more })

export const admit = action({
  name: 'inquiries.admit',
  title: '看过，开始比对',
  help: '看过内容再进入比对。亲属关系还没有证明，不影响比对。',
  form: admitForm,
  load: loadInquiry,
  may,
  decide({ inquiry }, form, moment) {
    const state = step(inquiry, 'inquiries.admit')
    if (isRefusal(state)) return state
    return stepped(inquiry, [admitted(inquiry, { note: form.note })], { state, keeper: moment.actor.accountId })
  },
  save,
})

export const setAside = action({
  name: 'inquiries.set-aside',
  title: '搁置，不比对',
  help: '对方查询时只看到“已办结”，看不到原因。',
  form: setAsideForm,
  load: loadInquiry,
  may,
  decide({ inquiry }, form) {
    const state = step(inquiry, 'inquiries.set-aside')
    if (isRefusal(state)) return state
    const fact = told(inquiry, 'inquiry.set-aside', { why: form.why, note: form.note })
    return stepped(inquiry, [fact], { state, callPlanned: false })
  },
  save,
})

export const answer = action({
  name: 'inquiries.answer',
  title: '答复家属',
  help: '本人没有说愿意以前，有没有找到都是同一种说法。',
  legalBasis: '先问本人是否愿意被找到；告知须两人在场并有亲属关系证明',
  form: answerForm,
  async load(context, form) {
    const loaded = await loadInquiry(context, form)
    return loaded && { ...loaded, tellings: await tellingsOf(context.tx, form.inquiryId) }
  },
  may,
  decide({ inquiry, tellings }, form) {
    const state = step(inquiry, 'inquiries.answer')
    if (isRefusal(state)) return state
    if (answers[form.kind].tells) {
      if (!mayTell(tellings)) return refuse('MAY_NOT_TELL')
      if (!form.kinship || !form.secondStaff) return refuse('PROOF')
    }
    if (form.kind === 'other' && !form.words) return refuse('WORDS')
    const { inquiryId: _id, ...said } = form
    return stepped(inquiry, [told(inquiry, 'inquiry.answered', said)], { state, callPlanned: false })
  },
  save,
})

export const planCall = action({
  name: 'inquiries.plan-call',
  title: '约定回电',
  help: '对方查询时看到“工作人员会打电话给您”。要补问情况时也用它，看到的都一样。',
  form: planCallForm,
  load: loadInquiry,
  may,
  decide({ inquiry }, form) {
    const open = step(inquiry, 'inquiries.answer')
    if (isRefusal(open)) return open
    return stepped(inquiry, [told(inquiry, 'inquiry.call-planned', { about: form.about })], { callPlanned: true })
  },
  save,
})

export const close = action({
  name: 'inquiries.close',
  title: '办结',
  form: closeForm,
  load: loadInquiry,
  may,
  decide({ inquiry }, form) {
    const state = step(inquiry, 'inquiries.close')
    if (isRefusal(state)) return state
    const fact = told(inquiry, 'inquiry.closed', { outcome: form.outcome, reason: form.reason })
    return stepped(inquiry, [fact], { state, callPlanned: false })
  },
  save,
})

export const reopen = action({
  name: 'inquiries.reopen',
  title: '重新打开',
  form: reopenForm,
  load: loadInquiry,
  may,
  decide({ inquiry }, form, moment) {
    const state = step(inquiry, 'inquiries.reopen')
    if (isRefusal(state)) return state
    const facts = [told(inquiry, 'inquiry.reopened', { reason: form.reason }), admitted(inquiry)]
    return stepped(inquiry, facts, { state, keeper: moment.actor.accountId })
  },
  save,
})
