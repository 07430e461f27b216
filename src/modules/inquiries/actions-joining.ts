/** Two families, or one family twice, looking for the same person. Both ways to reach them are kept. */
import { action } from '#kernel/action.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { mayWork } from './access.ts'
import { loadInquiry, stateWord, step } from './loads.ts'
import { refuse } from './refusals.ts'
import { joinForm, unjoinForm } from './schema-forms.ts'
import { inquiryRef, joinedTo, lockInquiry, moveInquiry } from './store.ts'

const OPEN: readonly string[] = ['admitted', 'matched', 'answered']

export const join = action({
  name: 'inquiries.join',
  title: '并入另一份登记',
  help: '找的是同一个人。两边的联系方式都保留，答复时都要答复；可以撤销。',
  form: joinForm,
  async load(context, form) {
    const { tx, vault } = context
    // Locked in one order whichever way they are joined.
    const [first, second] = [form.inquiryId, form.intoId].toSorted()
    const locked = [await lockInquiry(tx, vault, first as string), await lockInquiry(tx, vault, second as string)]
    const inquiry = locked.find((each) => each?.id === form.inquiryId)
    const into = locked.find((each) => each?.id === form.intoId)
    return inquiry && into ? { inquiry, into, joined: (await joinedTo(tx, vault, inquiry.id)).length } : null
  },
  may: (actor, { inquiry, into }) => mayWork(actor, inquiry) && mayWork(actor, into),
  decide({ inquiry, into, joined }, form) {
    if (inquiry.id === into.id) return refuse('SAME_ONE')
    const state = step(inquiry, 'inquiries.join')
    if (isRefusal(state)) return state
    if (!OPEN.includes(into.state)) return refuse('INTO_WHAT', { state: stateWord(into.state) })
    if (joined > 0) return refuse('HAS_JOINED')
    return {
      facts: [
        { subject: inquiryRef(inquiry), name: 'inquiry.joined', value: { into: into.id }, details: { reason: form.reason } },
      ],
      changes: { state, joinedInto: into.id, callPlanned: false },
      reply: { inquiryId: inquiry.id, intoId: into.id },
    }
  },
  save: (context, move, { inquiry }) => moveInquiry(context, inquiry.id, move),
})

export const unjoin = action({
  name: 'inquiries.unjoin',
  title: '撤销并入',
  form: unjoinForm,
  load: loadInquiry,
  may: (actor, { inquiry }) => mayWork(actor, inquiry),
  decide({ inquiry }, form, moment) {
    const state = step(inquiry, 'inquiries.unjoin')
    if (isRefusal(state)) return state
    const subject = inquiryRef(inquiry)
    return {
      facts: [
        { subject, name: 'inquiry.unjoined', value: { from: inquiry.joinedInto ?? '' }, details: { reason: form.reason } },
        { subject, name: 'inquiry.admitted', details: { told: inquiry.content?.told ?? {}, no: inquiry.no } },
      ],
      changes: { state, joinedInto: null, keeper: moment.actor.accountId },
      reply: { inquiryId: inquiry.id },
    }
  },
  save: (context, move, { inquiry }) => moveInquiry(context, inquiry.id, move),
})
