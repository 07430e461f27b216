/** Whom it is about, who complained, what threatens: moved, accused named, complainant opened, retaliation, sent on as a report. */
import { action } from '#kernel/action.ts'
import { cityOf } from '#kernel/actor.ts'
import { organisationById } from '#kernel/org.ts'
import { dateOf } from '#kernel/time.ts'
import { isDelegate, isHandler } from './access.ts'
import { load, notNow } from './actions-look.ts'
import { mayMove } from './lifecycle.ts'
import { ownerFor } from './receiving.ts'
import { refuse } from './refusals.ts'
import { accusedForm, moveForm, openComplainantForm, retaliationForm, sendOnForm } from './schema.ts'
import { changeComplaint, complainantOf, complaintRef, joinedTo, lockComplaint, moveComplaint, writeStep } from './store.ts'
import { accuseAll } from './accusing.ts'
import { peopleById } from './store-parts.ts'
import { BODIES, relations } from './words.ts'

export const move = action({
  name: 'complaints.move',
  title: '转到应办单位',
  help: '反映的其实是另一个单位时用。本单位自己被反映的，转给上级；转走以后本单位看不到。',
  legalBasis: '由被反映单位以外的人查',
  form: moveForm,
  async load(context, form) {
    const complaint = await lockComplaint(context, form.complaintId)
    if (!complaint) return null
    const body = form.bodyId ? ((await organisationById(context.tx, form.bodyId)) ?? null) : null
    const joined = await joinedTo(context.tx, context.vault, complaint.id)
    return { complaint, body, joined, owner: await ownerFor(context, body) }
  },
  may: (actor, { complaint }) => isHandler(actor, complaint),
  decide({ complaint, body, joined, owner }, form) {
    if (!mayMove(complaint.state, 'complaints.move')) return notNow(complaint, '转')
    if (joined.length > 0) return refuse('OTHERS_JOINED', { count: joined.length })
    if (!form.bodyId && !form.bodyName) return refuse('WHICH_BODY')
    if (form.bodyId) {
      const fits = body && (BODIES as readonly string[]).includes(body.kind) && cityOf(body.path) === cityOf(complaint.ownerPath)
      if (!fits) return refuse('NO_SUCH_BODY')
      if (complaint.bodyId === body.id) return refuse('SAME_BODY')
    }
    if (!owner) return refuse('NOBODY_ABOVE')
    const stays = owner.path === complaint.ownerPath
    // What a city's bureau is told of another's it cannot hand over: it does not see there.
    if (!stays && owner.kind === 'bureau' && !complaint.ownerPath.startsWith(owner.path.replace(/[^.]+\.$/, '')))
      return refuse('NOT_ABOVE', { who: owner.name })
    return {
      facts: [
        {
          subject: complaintRef({ id: complaint.id, ownerPath: owner.path }),
          name: 'complaint.moved',
          value: { organisation: owner.id },
        },
      ],
      changes: { owner, body, content: { ...complaint.content, bodyName: form.bodyName }, reason: form.reason },
      reply: { handler: owner.name },
    }
  },
  async save(context, { owner, body, content, reason }, { complaint }) {
    await writeStep(context, complaint.id, 'moved', { to: owner.name, body: body?.name ?? content.bodyName, reason })
    await moveComplaint(context, complaint, { owner, body, content })
  },
})

export const nameAccused = action({
  name: 'complaints.name-accused',
  title: '写明被反映人',
  help: '写明以后，这些账号看不到这件投诉，也不能被交办。',
  form: accusedForm,
  async load(context, form) {
    const complaint = await load(context, form)
    if (!complaint) return null
    const joined = await joinedTo(context.tx, context.vault, complaint.id)
    return { complaint, joined, people: await peopleById(context.tx, form.accountIds) }
  },
  may: (actor, { complaint }) => isHandler(actor, complaint),
  decide({ complaint, people }, form, moment) {
    if (complaint.state === 'closed') return notNow(complaint, '写明被反映人')
    if (people.length !== new Set(form.accountIds).size) return refuse('NOT_STAFF')
    if (people.some((each) => each.organisationId === moment.actor.organisation.id)) return refuse('OURS')
    if (people.some((each) => each.organisationId !== complaint.bodyId)) return refuse('NOT_STAFF')
    const accused = [...new Set([...complaint.accused, ...people.map((each) => each.id)])]
    return {
      facts: [{ subject: complaintRef(complaint), name: 'complaint.accused-named', value: { people: accused.length } }],
      changes: { accused, names: people.map((each) => each.name) },
      reply: { complaintId: complaint.id },
    }
  },
  async save(context, { accused, names }, { complaint, joined }) {
    await accuseAll(context, [complaint, ...joined], accused)
    await writeStep(context, complaint.id, 'accused', { names: names.join('、') })
  },
})

export const openComplainant = action({
  name: 'complaints.open-complainant',
  title: '查看投诉人',
  help: '写明理由才能看，每次都留痕。',
  form: openComplainantForm,
  async load(context, form) {
    const complaint = await load(context, form)
    return complaint && { complaint, there: (await complainantOf(context.tx, context.vault, complaint.id)) !== null }
  },
  may: (actor, { complaint, there }) => there && isHandler(actor, complaint),
  decide: ({ complaint }, form) => ({
    facts: [
      {
        subject: complaintRef(complaint),
        name: 'sensitive.viewed',
        value: { what: 'complainant' },
        details: { reason: form.reason },
      },
    ],
    changes: null,
  }),
  save: async () => undefined,
  replyNotKept: true,
  async answer({ tx, vault }, { complaint }) {
    const found = await complainantOf(tx, vault, complaint.id)
    const relation = found?.content.relation
    return {
      name: found?.content.name ?? '',
      phone: found?.content.phone ?? '',
      relation: relation && relation in relations ? relations[relation as keyof typeof relations] : '',
    }
  },
})

export const tellRetaliation = action({
  name: 'complaints.tell-retaliation',
  title: '登记报复',
  help: '投诉以后受到刁难、威胁、赶走的，马上登记、马上管；有危险打 110。',
  form: retaliationForm,
  load,
  may: (actor, complaint) => isHandler(actor, complaint) || isDelegate(actor, complaint),
  decide: (complaint, form) => ({
    facts: [{ subject: complaintRef(complaint), name: 'complaint.retaliation-told' }],
    changes: form.what,
    reply: { complaintId: complaint.id },
  }),
  async save(context, what, complaint) {
    await changeComplaint(context, complaint, { fears: true })
    await writeStep(context, complaint.id, 'retaliation', { what })
  },
})

export const sendOn = action({
  name: 'complaints.send-on',
  title: '转为报告',
  help: '其实是有人受侵害、有危险的：先在“报告”里接报登记、派人去，再在这里记下编号。投诉照样查。',
  form: sendOnForm,
  load,
  may: (actor, complaint) => isHandler(actor, complaint) || isDelegate(actor, complaint),
  decide(complaint, form) {
    if (complaint.sentOnAt !== null) return refuse('SENT_ON', { on: dateOf(complaint.sentOnAt) })
    return {
      facts: [{ subject: complaintRef(complaint), name: 'complaint.sent-on' }],
      changes: { reportNo: form.reportNo, reason: form.reason },
      reply: { complaintId: complaint.id },
    }
  },
  async save(context, { reportNo, reason }, complaint) {
    await changeComplaint(context, complaint, {
      sentOnAt: context.occurredAt,
      content: { ...complaint.content, ...(reportNo ? { reportNo } : {}) },
    })
    await writeStep(context, complaint.id, 'sent-on', { reportNo, reason })
  },
})
