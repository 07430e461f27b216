/** Answered, reviewed once, withdrawn, closed; joined and parted. */
import { action, type LoadContext } from '#kernel/action.ts'
import { dateOf } from '#kernel/time.ts'
import { isHandler } from './access.ts'
import { bodyOf, load, notNow } from './actions-look.ts'
import { mayMove } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { dueOf, reviewerOf, reviewUntil } from './rules.ts'
import { answerForm, closeForm, joinForm, partForm, reviewForm, withdrawForm } from './schema.ts'
import {
  addHandler,
  changeComplaint,
  type ComplaintRow,
  complaintRef,
  joinedTo,
  lockComplaint,
  writeAnswer,
  writeStep,
} from './store.ts'
import { bureausAbove } from './store-parts.ts'
import { accuseAll } from './accusing.ts'
import { terms } from './terms.ts'

interface WithJoined {
  complaint: ComplaintRow
  joined: ComplaintRow[]
}

async function withJoined(context: LoadContext, form: { complaintId: string }): Promise<WithJoined | null> {
  const complaint = await load(context, form)
  return complaint && { complaint, joined: await joinedTo(context.tx, context.vault, complaint.id) }
}

export const answer = action({
  name: 'complaints.answer',
  title: '答复投诉人',
  help: '凭编号和查询码看书面答复的，看到的就是这一段。并入的每一件一起答复。',
  form: answerForm,
  load: withJoined,
  may: (actor, { complaint }) => isHandler(actor, complaint),
  decide({ complaint, joined }, form) {
    if (!mayMove(complaint.state, 'complaints.answer')) return notNow(complaint, '答复')
    return {
      facts: [complaint, ...joined].map((each) => ({ subject: complaintRef(each), name: 'complaint.answered' })),
      changes: form,
      reply: { complaintId: complaint.id, answered: joined.length + 1 },
    }
  },
  async save(context, { way, answer: text }, { complaint, joined }) {
    await changeComplaint(context, complaint, {
      state: 'answered',
      answeredAt: context.occurredAt,
      content: { ...complaint.content, answer: text, answerWay: way },
    })
    for (const each of [complaint, ...joined]) {
      await writeAnswer(context, each.id, text)
      await writeStep(context, each.id, 'answered', { way, answer: text })
    }
  },
})

export const askReview = action({
  name: 'complaints.ask-review',
  title: '投诉人申请复核',
  help: '由上级或者另外的人重新查，只有一次。',
  form: reviewForm,
  async load(context, form) {
    const found = await withJoined(context, form)
    if (!found) return null
    const { complaint } = found
    const bureaus = await bureausAbove(context.tx, complaint.ownerPath)
    return {
      ...found,
      reviewer: reviewerOf(bodyOf(complaint), { path: complaint.ownerPath }, bureaus)?.path ?? complaint.ownerPath,
    }
  },
  may: (actor, { complaint }) => isHandler(actor, complaint),
  decide({ complaint, reviewer }, form, moment) {
    if (complaint.reviewAt !== null) return refuse('REVIEWED')
    if (!mayMove(complaint.state, 'complaints.ask-review')) return notNow(complaint, '申请复核')
    const until = reviewUntil(dateOf(complaint.answeredAt ?? moment.now))
    if (until < dateOf(moment.now)) return refuse('REVIEW_OVER', { on: until })
    return {
      facts: [{ subject: complaintRef(complaint), name: 'complaint.review-asked' }],
      changes: { why: form.why, reviewer, dueOn: dueOf(dateOf(moment.now), terms.review) },
      reply: { complaintId: complaint.id },
    }
  },
  async save(context, { why, reviewer, dueOn }, { complaint, joined }) {
    await writeStep(context, complaint.id, 'review-asked', { why })
    for (const each of [complaint, ...joined]) await addHandler(context, each.id, reviewer)
    await changeComplaint(context, complaint, {
      state: 'review',
      reviewAt: context.occurredAt,
      reviewPath: reviewer,
      closedAt: null,
      dueOn,
      delegateId: null,
      delegatePath: null,
      delegateAccount: null,
    })
  },
})

export const withdraw = action({
  name: 'complaints.withdraw',
  title: '投诉人撤回',
  help: '记录保留；有必要的，撤回了仍然可以查。',
  form: withdrawForm,
  load: withJoined,
  may: (actor, { complaint }) => isHandler(actor, complaint),
  decide({ complaint, joined }, form) {
    if (!mayMove(complaint.state, 'complaints.withdraw')) return notNow(complaint, '撤回')
    // One who withdraws does not do so for the others.
    if (joined.length > 0) return refuse('OTHERS_JOINED', { count: joined.length })
    return {
      facts: [{ subject: complaintRef(complaint), name: 'complaint.withdrawn' }],
      changes: form.reason,
      reply: { complaintId: complaint.id },
    }
  },
  async save(context, reason, { complaint }) {
    await changeComplaint(context, complaint, { state: 'withdrawn' })
    await writeStep(context, complaint.id, 'withdrawn', { reason })
  },
})

export const close = action({
  name: 'complaints.close',
  title: '办结',
  help: '答复过、整改都落实了才能办结。过了申请复核的期限会自动办结。',
  form: closeForm,
  load,
  may: (actor, complaint) => isHandler(actor, complaint),
  decide(complaint) {
    if (!mayMove(complaint.state, 'complaints.close')) return notNow(complaint, '办结')
    if (complaint.openMeasures > 0) return refuse('MEASURES_OPEN', { count: complaint.openMeasures })
    return {
      facts: [{ subject: complaintRef(complaint), name: 'complaint.closed' }],
      changes: null,
      reply: { complaintId: complaint.id },
    }
  },
  async save(context, _changes, complaint) {
    await changeComplaint(context, complaint, { state: 'closed', closedAt: context.occurredAt })
    await writeStep(context, complaint.id, 'closed', {})
  },
})

export const join = action({
  name: 'complaints.join',
  title: '并案',
  help: '几个人反映同一件事的，并成一件查；每个人都答复。',
  form: joinForm,
  async load(context, form) {
    const found = await withJoined(context, form)
    const into = await lockComplaint(context, form.intoId)
    return found && into && { ...found, into }
  },
  may: (actor, { complaint, into }) => isHandler(actor, complaint) && isHandler(actor, into),
  decide({ complaint, joined, into }, form) {
    if (complaint.id === into.id) return refuse('ITSELF')
    if (!mayMove(complaint.state, 'complaints.join')) return notNow(complaint, '并案')
    if (into.state === 'joined') return refuse('INTO_JOINED')
    if (!['received', 'assigned', 'found'].includes(into.state)) return notNow(into, '并入')
    if (joined.length > 0) return refuse('OTHERS_JOINED', { count: joined.length })
    if (complaint.ownerPath !== into.ownerPath) return refuse('OTHER_OWNER')
    return {
      facts: [{ subject: complaintRef(complaint), name: 'complaint.joined' }],
      changes: { into, reason: form.reason },
      reply: { complaintId: into.id },
    }
  },
  async save(context, { into, reason }, { complaint }) {
    const accused = [...new Set([...complaint.accused, ...into.accused])]
    await changeComplaint(context, complaint, { state: 'joined', joinedInto: into.id, accused })
    // Whoever is meant in one is meant in both.
    if (accused.length > into.accused.length) await accuseAll(context, [into], accused)
    await writeStep(context, complaint.id, 'joined', { into: into.no, reason })
    await writeStep(context, into.id, 'joined', { from: complaint.no, reason })
  },
})

export const part = action({
  name: 'complaints.part',
  title: '分开',
  help: '并错了的分开，各查各的。',
  form: partForm,
  async load(context, form) {
    const complaint = await load(context, form)
    const into = complaint?.joinedInto ? await lockComplaint(context, complaint.joinedInto) : null
    return complaint && { complaint, into }
  },
  may: (actor, { complaint }) => isHandler(actor, complaint),
  decide({ complaint, into }, form) {
    if (!mayMove(complaint.state, 'complaints.part')) return notNow(complaint, '分开')
    // Answered with the other one, it stays answered.
    if (into && !['received', 'assigned', 'found'].includes(into.state)) return notNow(into, '分开')
    return {
      facts: [{ subject: complaintRef(complaint), name: 'complaint.parted' }],
      changes: form.reason,
      reply: { complaintId: complaint.id },
    }
  },
  async save(context, reason, { complaint }) {
    await changeComplaint(context, complaint, { state: 'received', joinedInto: null })
    await writeStep(context, complaint.id, 'parted', { reason })
  },
})
