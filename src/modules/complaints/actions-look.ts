/** Given to somebody, the body's statement, looked into, put right. */
import { action, type LoadContext } from '#kernel/action.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Organisation, organisationById } from '#kernel/org.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { isDelegate, isHandler, mayLookInto } from './access.ts'
import { complaintLife, mayMove } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { type Body, delegateFault } from './rules.ts'
import { askStatementForm, assignForm, correctForm, giveStatementForm, lookIntoForm } from './schema.ts'
import { changeComplaint, type ComplaintRow, complaintRef, lockComplaint, writeStep } from './store.ts'
import {
  giveStatementRow,
  insertMeasures,
  insertStatement,
  lockMeasure,
  lockStatement,
  peopleById,
  proveMeasure,
  statementsOf,
} from './store-parts.ts'

export const load = (context: LoadContext, form: { complaintId: string }) => lockComplaint(context, form.complaintId)
export const notNow = (complaint: ComplaintRow, what: string): Refusal =>
  refuse('NOT_NOW', { state: complaintLife.states[complaint.state].zh, what })
export const bodyOf = (complaint: ComplaintRow): Body | null =>
  complaint.bodyId && complaint.bodyPath
    ? { id: complaint.bodyId, path: complaint.bodyPath, kind: complaint.bodyKind ?? '' }
    : null

interface Assigning {
  complaint: ComplaintRow
  to: Organisation | null
  person: { id: string; name: string; organisationId: string; head: boolean } | null
  owner: Body
}

export const assign = action({
  name: 'complaints.assign',
  title: '交办、改派',
  help: '被反映的单位和人不能查自己的事。轻微的事可以交给被反映单位的负责人本人，写明理由。',
  legalBasis: '由被反映单位以外的人查',
  form: assignForm,
  async load(context, form): Promise<Assigning | null> {
    const complaint = await load(context, form)
    if (!complaint) return null
    const { organisation } = context.actor
    const person = form.accountId ? (await peopleById(context.tx, [form.accountId]))[0] : undefined
    return {
      complaint,
      to: (await organisationById(context.tx, form.organisationId ?? person?.organisationId ?? organisation.id)) ?? null,
      person: person ?? null,
      owner: organisation,
    }
  },
  may: (actor, { complaint }) => isHandler(actor, complaint),
  decide({ complaint, to, person, owner }, form, moment) {
    if (!mayMove(complaint.state, 'complaints.assign')) return notNow(complaint, '交办')
    if (!to || (form.accountId && person?.organisationId !== to.id)) return refuse('WHO')
    if (form.dueOn < dateOf(moment.now)) return refuse('DUE')
    const { accused } = complaint
    const fault = delegateFault(
      { organisation: to, accountId: person?.id ?? null, isHead: person?.head ?? false },
      // A review is nobody's of the body, however small the matter.
      { owner, body: bodyOf(complaint), accused, lesser: form.lesser && complaint.state !== 'review' },
    )
    if (fault) return refuse(fault)
    if (complaint.state === 'review' && person && complaint.lookers.includes(person.id)) return refuse('OWN_LOOK')
    const again = complaint.assignedAt !== null || complaint.state === 'withdrawn' || form.lesser
    if (again && !form.reason) return refuse('REASON')
    return {
      facts: [{ subject: complaintRef(complaint), name: 'complaint.assigned', value: { organisation: to.id } }],
      changes: { to, person, ask: form.ask, reason: form.reason, dueOn: form.dueOn },
      reply: { complaintId: complaint.id },
    }
  },
  async save(context, { to, person, ask, reason, dueOn }, { complaint }) {
    await changeComplaint(context, complaint, {
      state: complaint.state === 'review' ? 'review' : 'assigned',
      assignedAt: context.occurredAt,
      dueOn,
      delegateId: person ? to.id : null,
      delegatePath: person ? to.path : null,
      delegateAccount: person?.id ?? null,
      content: { ...complaint.content, ...(ask ? { ask } : {}) },
    })
    await writeStep(context, complaint.id, 'assigned', { to: to.name, who: person?.name, ask, reason, dueOn })
  },
})

export const askStatement = action({
  name: 'complaints.ask-statement',
  title: '要求被反映单位说明',
  help: '对方只看到这里写的，看不到投诉的原话和投诉人。',
  form: askStatementForm,
  async load(context, form) {
    const complaint = await load(context, form)
    return complaint && { complaint, asked: await statementsOf(context.tx, context.vault, complaint.id) }
  },
  may: (actor, { complaint }) => isHandler(actor, complaint) || mayLookInto(actor, complaint),
  decide({ complaint, asked }, form, moment) {
    if (!mayMove(complaint.state, 'complaints.ask-statement')) return notNow(complaint, '要求说明')
    if (!complaint.bodyId) return refuse('NO_BODY')
    // What another body was asked before it was moved here keeps nobody waiting.
    const waits = asked.find((each) => each.givenAt === null && each.bodyId === complaint.bodyId)
    if (waits) return refuse('ASKED', { on: dateOf(waits.askedAt) })
    if (form.dueOn < dateOf(moment.now)) return refuse('DUE')
    return {
      facts: [{ subject: complaintRef(complaint), name: 'complaint.statement-asked', value: { organisation: complaint.bodyId } }],
      changes: { question: form.question, dueOn: form.dueOn, by: moment.actor.organisation.name },
      reply: { complaintId: complaint.id },
    }
  },
  async save(context, asked, { complaint }) {
    await insertStatement(context, complaint, asked)
    if (complaint.state === 'received')
      await changeComplaint(context, complaint, { state: 'assigned', assignedAt: context.occurredAt })
    await writeStep(context, complaint.id, 'statement-asked', { question: asked.question, dueOn: asked.dueOn })
  },
})

export const giveStatement = action({
  name: 'complaints.give-statement',
  title: '作出说明',
  help: '写清经过，附得上材料的写明是什么材料。',
  form: giveStatementForm,
  load: (context, form) => lockStatement(context, form.statementId),
  may: (actor: Actor, statement) => actor.kind === 'person' && actor.organisation.path === statement.bodyPath,
  decide(statement, form) {
    if (statement.givenAt !== null) return refuse('GIVEN', { on: dateOf(statement.givenAt) })
    return {
      facts: [
        {
          subject: { kind: 'complaint', id: statement.complaintId, ownerPath: statement.ownerPath },
          name: 'complaint.statement-given',
        },
      ],
      changes: { text: form.answer, by: form.by },
      reply: { statementId: statement.id },
    }
  },
  save: (context, answer, statement) => giveStatementRow(context, statement.id, answer),
})

export const lookInto = action({
  name: 'complaints.look-into',
  title: '登记查明',
  help: '写查到什么、怎么处理。要整改的一项一项写，落实了才能办结。',
  legalBasis: '由被反映单位以外的人查',
  form: lookIntoForm,
  load,
  may(actor, complaint) {
    if (mayLookInto(actor, complaint)) return true
    if (!isHandler(actor, complaint)) return false
    if (complaint.state === 'review' && complaint.lookers.includes(actor.accountId)) return refuse('OWN_LOOK')
    return refuse('GIVEN_TO_OTHER', { who: complaint.delegateName ?? '另一人' })
  },
  decide(complaint, form, moment) {
    if (!mayMove(complaint.state, 'complaints.look-into')) return notNow(complaint, '登记查明')
    return {
      facts: [{ subject: complaintRef(complaint), name: 'complaint.looked-into', value: { founded: form.founded !== 'no' } }],
      changes: { ...form, by: moment.actor.accountId },
      reply: { complaintId: complaint.id },
    }
  },
  async save(context, { founded, finding, done, measures, measuresBy, files, by }, complaint) {
    await writeStep(context, complaint.id, 'looked-into', { founded, finding, done, measures, files })
    await insertMeasures(context, complaint.id, measures ?? [], measuresBy)
    await changeComplaint(context, complaint, {
      state: 'found',
      foundAt: context.occurredAt,
      founded,
      lookers: [...new Set([...complaint.lookers, by])],
      content: { ...complaint.content, finding, done },
    })
  },
})

export const correct = action({
  name: 'complaints.correct',
  title: '登记整改结果',
  help: '看到改了再登记，写怎么看出来的。',
  form: correctForm,
  async load(context, form) {
    const measure = await lockMeasure(context, form.measureId)
    const complaint = measure && (await lockComplaint(context, measure.complaintId))
    return complaint && { measure, complaint }
  },
  may: (actor, { complaint }) => isHandler(actor, complaint) || isDelegate(actor, complaint),
  decide({ measure, complaint }, form) {
    if (measure.doneAt !== null) return refuse('MEASURE_DONE')
    return {
      facts: [{ subject: complaintRef(complaint), name: 'complaint.corrected' }],
      changes: { proof: form.proof, files: form.files ?? [] },
      reply: { complaintId: complaint.id },
    }
  },
  async save(context, { proof, files }, { measure, complaint }) {
    await proveMeasure(context, measure, proof, files)
    await writeStep(context, complaint.id, 'corrected', { what: measure.content.what, proof, files })
  },
})
