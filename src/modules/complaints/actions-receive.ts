/** The ways in: the desk's own and the public's page; what a receipt hears, and the review that its holder asks for. */
import { timingSafeEqual } from 'node:crypto'
import { action, type LoadContext } from '#kernel/action.ts'
import { organisationById } from '#kernel/org.ts'
import { countPublicAttempt, forgetPublicAttempts, publicOver, remoteKey } from '#kernel/public-limit.ts'
import { dateOf } from '#kernel/time.ts'
import { isPublic, isStaff } from './access.ts'
import { codeAgain, deskFor, received } from './receiving.ts'
import { refuse } from './refusals.ts'
import { dueOf, isIndependent, numberKey, receiptState, reviewerOf, reviewUntil } from './rules.ts'
import { receiveForm, receivePublicForm, reviewPublicForm, stateForm, supervisorForm } from './schema.ts'
import { insertComplaint, openAnswer, type Receipt, receiptDigest, receiptsOf, reviewByReceipt } from './store.ts'
import { bureausAbove, writeSupervisor } from './store-parts.ts'
import { terms } from './terms.ts'
import { receiptWords, type ReceiptState } from './words.ts'

const LIMITS = { hour: 10, day: 30, siteHour: 200 }
const TRIES_PER_NUMBER = 10
const TRIES_PER_ADDRESS = 30
/** As many receipts of one writing as there can be, always compared. */
const COMPARED = 4

export const receive = action({
  name: 'complaints.receive',
  title: '登记投诉',
  help: '照原话写。登记后交给被反映单位以外的上级查，本单位看不到内容和投诉人；把编号和查询码抄给投诉人。',
  legalBasis: '由被反映单位以外的人查',
  form: receiveForm,
  load: (context, form) => deskFor(context, form.bodyId),
  may: (actor) => isStaff(actor),
  decide(desk, form, moment) {
    if (!desk.known) return refuse('NO_SUCH_BODY')
    if (!form.bodyId && !form.bodyName) return refuse('WHICH_BODY')
    const { owner } = desk
    return owner ? received({ ...desk, owner }, form, form.way, moment) : refuse('NOBODY_ABOVE')
  },
  save: (context, made) => insertComplaint(context, made),
  replyNotKept: true,
  again: codeAgain,
  answer: async (_context, { code }) => ({ code }),
})

export const receivePublic = action({
  name: 'complaints.receive-public',
  title: '公众投诉',
  help: '由被反映单位以外的人查，可以不留姓名。',
  form: receivePublicForm,
  async load(context, form) {
    const over = await publicOver(context, 'complaints.receive', form.remote, LIMITS)
    return { over, desk: over ? null : await deskFor(context, form.bodyId) }
  },
  may: (actor) => isPublic(actor),
  decide({ over, desk }, form, moment) {
    if (!desk) return refuse(over === 'site' ? 'SITE_BUSY' : 'TOO_MANY')
    if (!desk.known) return refuse('NO_SUCH_BODY')
    if (!form.bodyId && !form.bodyName) return refuse('WHICH_BODY')
    const { owner } = desk
    return owner ? received({ ...desk, owner }, form, 'web', moment) : refuse('NOBODY_ABOVE')
  },
  async save(context, made) {
    await insertComplaint(context, made)
    await forgetPublicAttempts(context.tx)
  },
  replyNotKept: true,
  again: codeAgain,
  beside: ['remote'],
  answer: async (_context, { desk }) => ({ code: desk?.code ?? '' }),
})

/** The holder's own complaint, or none; every try does the same work and is counted, also a wrong one. */
async function heldBy(
  context: LoadContext,
  form: { number: string; code: string; remote: string },
): Promise<{ later: boolean; own: Receipt | null; digest: Buffer }> {
  const byNumber = await countPublicAttempt(context, 'complaints.state-number', numberKey(form.number))
  const byAddress = await countPublicAttempt(context, 'complaints.state-address', remoteKey(form.remote))
  const found = await receiptsOf(context.tx, form.number)
  const digest = receiptDigest(context.vault, form.number, form.code)
  let own: Receipt | null = null
  for (let index = 0; index < COMPARED; index += 1) {
    const receipt = found[index]
    const same = timingSafeEqual(receipt?.receipt ?? Buffer.alloc(digest.length), digest)
    if (same && receipt) own = receipt
  }
  return { later: byNumber.hour > TRIES_PER_NUMBER || byAddress.hour > TRIES_PER_ADDRESS, own, digest }
}

interface Heard {
  state: ReceiptState
  answer: string | null
  mayReview: boolean
}

/** An answer, never a refusal, so that a wrong try is counted. */
export const stateByReceipt = action({
  name: 'complaints.state-by-receipt',
  title: '查投诉办到哪一步',
  help: '只答办到哪一步；要书面答复的，答复写在下面。',
  form: stateForm,
  async load(context, form): Promise<Heard> {
    const { later, own } = await heldBy(context, form)
    if (later) return { state: 'later', answer: null, mayReview: false }
    if (!own) return { state: 'no-match', answer: null, mayReview: false }
    const state = receiptState(own.state)
    const heard = ['answered', 'review', 'closed'].includes(state) && own.wants === 'written'
    return {
      state,
      answer: heard ? openAnswer(context.vault, own) : null,
      mayReview:
        (state === 'answered' || state === 'closed') &&
        !own.reviewed &&
        own.answeredAt !== null &&
        reviewUntil(dateOf(own.answeredAt)) >= dateOf(context.now),
    }
  },
  may: (actor) => isPublic(actor),
  decide: ({ state, mayReview }) => ({ facts: [], changes: null, reply: { state, words: receiptWords[state], mayReview } }),
  save: async () => undefined,
  // The written answer is given, never kept with the action.
  replyNotKept: true,
  answer: async (_context, { answer }) => ({ answer: answer ?? '' }),
})

export const askReviewPublic = action({
  name: 'complaints.ask-review-by-receipt',
  title: '申请复核',
  help: '由另外的人重新查，只能申请一次。',
  form: reviewPublicForm,
  async load(context, form) {
    const { later, own, digest } = await heldBy(context, form)
    const bureaus = own ? await bureausAbove(context.tx, own.ownerPath) : []
    const body = own?.bodyPath ? { id: '', path: own.bodyPath, kind: own.bodyKind ?? '' } : null
    return {
      later,
      own,
      digest,
      reviewer: own ? (reviewerOf(body, { path: own.ownerPath }, bureaus)?.path ?? own.ownerPath) : '',
    }
  },
  may: (actor) => isPublic(actor),
  // An answer, never a refusal: a wrong try is counted here as well.
  decide({ later, own, digest, reviewer }, form, moment) {
    const heard = (words: string) => ({ facts: [], changes: null, reply: { done: false, words } })
    if (later) return heard(receiptWords.later)
    if (!own) return heard(receiptWords['no-match'])
    if (own.reviewed) return heard('已经复核过一次，不再复核。可以向上级信访部门反映。')
    if (own.state !== 'answered' && own.state !== 'closed') return heard('还没有答复。有了答复、您不同意的，再来要求复核。')
    const until = reviewUntil(dateOf(own.answeredAt ?? moment.now))
    if (until < dateOf(moment.now)) return heard(`已经超过 ${until}，不能再要求复核。可以打 12345 重新反映。`)
    return {
      facts: [{ subject: { kind: 'complaint', id: own.mainId, ownerPath: own.ownerPath }, name: 'complaint.review-asked' }],
      changes: { id: own.id, receipt: digest, reviewer, dueOn: dueOf(dateOf(moment.now), terms.review), why: form.why },
      reply: { done: true, words: receiptWords.review },
    }
  },
  save: async (context, asked) => (asked ? reviewByReceipt(context, asked) : undefined),
})

export const nameSupervisor = action({
  name: 'complaints.name-supervisor',
  title: '指定投诉监督单位',
  help: '上面没有民政局的单位，由谁查对它的投诉。',
  form: supervisorForm,
  async load({ tx }, form) {
    const [body, supervisor] = [await organisationById(tx, form.bodyId), await organisationById(tx, form.supervisorId)]
    return body && supervisor ? { body, supervisor } : null
  },
  may: (actor) => isStaff(actor) && actor.organisation.kind === 'platform',
  decide({ body, supervisor }) {
    if (!isIndependent(supervisor, body)) return refuse('NOT_INDEPENDENT')
    return {
      facts: [
        {
          subject: { kind: 'organisation', id: body.id, ownerPath: body.path },
          name: 'complaint.supervisor-named',
          value: { organisation: supervisor.id },
        },
      ],
      changes: { body: body.id, supervisor: supervisor.id },
      reply: { organisationId: body.id },
    }
  },
  save: (context, { body, supervisor }) => writeSupervisor(context, body, supervisor),
})
