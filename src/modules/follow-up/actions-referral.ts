/** A need handed on to a department and followed to its result. */
import { action, type LoadContext } from '#kernel/action.ts'
import { type Organisation, organisationById } from '#kernel/org.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { mayAnswer, mayWork } from './access-needs.ts'
import { type ReferralState, referralLife } from './lifecycle-needs.ts'
import { factAt, loadSubject, type LoadedSubject, told } from './loads-needs.ts'
import { refuse } from './refusals-needs.ts'
import { addressee, isOpen, may, needWord, otherWays, stateAfter } from './rules-referral.ts'
import { answerReferralForm, closeReferralForm, referForm, referOtherwiseForm, remindReferralForm } from './schema-needs.ts'
import { insertReferral, lockReferral, moveReferral, type ReferralRow, referralsOf } from './store-referral.ts'
import { partJob } from './store-parts.ts'
import { waysOf } from './words-needs.ts'

interface Addressed {
  department: string
  organisation: Organisation | undefined
  toName: string
}

type Form = {
  need: keyof typeof waysOf
  department?: string | undefined
  organisationId?: string | undefined
  toName?: string | undefined
}

/** Kinds of organisation that answer for a need. */
const ANSWER: readonly string[] = ['bureau', 'town', 'village', 'police', 'hospital', 'school', 'institution', 'station']

function addressed(form: Form, organisation: Organisation | undefined): Addressed | Refusal {
  if (form.organisationId && (!organisation?.active || !ANSWER.includes(organisation.kind))) return refuse('NO_SUCH_ORGANISATION')
  const department = form.department ?? waysOf[form.need].department
  if (!organisation && !form.toName && form.department === 'other') return refuse('WHO_ANSWERS')
  return { department, organisation, toName: addressee(organisation?.name, department) }
}

const jobOf = (row: { fileId: string | null; personId: string }, organisationId: string | null | undefined) =>
  organisationId ? [partJob({ fileId: row.fileId, personId: row.personId, organisationId, part: 'referral' })] : []

interface Referring extends LoadedSubject {
  before: ReferralRow[]
  organisation: Organisation | undefined
}

async function loadReferring(
  context: LoadContext,
  form: Form & { fileId?: string | undefined; personId?: string | undefined },
): Promise<Referring | null> {
  const subject = await loadSubject(context, form)
  if (!subject) return null
  return {
    ...subject,
    before: await referralsOf(context.tx, subject.person.id),
    organisation: form.organisationId ? await organisationById(context.tx, form.organisationId) : undefined,
  }
}

const already = (open: ReferralRow) =>
  refuse(
    'ALREADY_REFERRED',
    { need: needWord(open.need), date: dateOf(open.madeAt), to: open.toName, state: referralLife.states[open.state].zh },
    { referralId: open.id },
  )

export const refer = action({
  name: 'follow-up.refer',
  title: '转介',
  help: '把一项需要交给能办的单位，一直跟到有结果。',
  legalBasis: '大提升第14项；三年计划二(三)6：享受社会救助、社会福利和社会保险提供帮助',
  form: referForm,
  load: loadReferring,
  may: (actor, loaded) => mayWork(actor, loaded),
  decide(loaded, form, moment) {
    const open = loaded.before.find((each) => each.need === form.need && isOpen(each.state))
    if (open) return already(open)
    const to = addressed(form, loaded.organisation)
    if (isRefusal(to)) return to
    const id = moment.newId('referral')
    const row = { fileId: loaded.file?.id ?? null, personId: loaded.person.id }
    return {
      facts: [
        {
          subject: loaded.ref,
          name: 'referral.made',
          value: { need: form.need, to: to.toName, referral: id },
          details: told(form, 'fileId', 'personId', 'need', 'organisationId'),
        },
      ],
      changes: { id, row, to, need: form.need },
      reply: { referralId: id, to: to.toName, answersItself: to.organisation !== undefined },
      jobs: jobOf(row, to.organisation?.id),
    }
  },
  async save(context, { id, row, to, need }, loaded) {
    await insertReferral(context, {
      ...row,
      id,
      need,
      ownerPath: loaded.ref.ownerPath,
      department: to.department,
      organisationId: to.organisation?.id ?? null,
      organisationPath: to.organisation?.path ?? null,
      toName: to.toName,
      insteadOf: null,
      factId: factAt(context.actionId),
    })
  },
  constraintRefusal: (constraint) =>
    constraint === 'referral_open'
      ? refuse('ALREADY_REFERRED', { need: '这项需要', date: '刚才', to: '同一单位', state: '等答复' })
      : undefined,
})

interface LoadedReferral {
  referral: ReferralRow
  subject: LoadedSubject
  before: ReferralRow[]
  organisation: Organisation | undefined
}

async function loadReferral(
  context: LoadContext,
  form: { referralId: string; organisationId?: string | undefined },
): Promise<LoadedReferral | null> {
  const referral = await lockReferral(context.tx, form.referralId)
  const subject = referral && (await loadSubject(context, referral))
  if (!referral || !subject) return null
  return {
    referral,
    subject,
    before: await referralsOf(context.tx, subject.person.id),
    organisation: form.organisationId ? await organisationById(context.tx, form.organisationId) : undefined,
  }
}

const notNow = (state: ReferralState, what: string) => refuse('REFERRAL_NOT_NOW', { state: referralLife.states[state].zh, what })

export const answerReferral = action({
  name: 'follow-up.answer-referral',
  title: '答复转介',
  help: '收到转介的单位自己答；发函的由转介单位照来函、来电记。',
  legalBasis: '大提升第14项',
  form: answerReferralForm,
  load: loadReferral,
  may: (actor, loaded) => mayAnswer(actor, loaded.referral, loaded.subject),
  decide({ referral, subject }, form) {
    const state = stateAfter(referral.state, form.result)
    if (!state) return notNow(referral.state, '再答复')
    const ends = !isOpen(state)
    return {
      facts: [
        {
          subject: subject.ref,
          name: 'referral.answered',
          value: { to: referral.toName, result: form.result, referral: referral.id, need: referral.need },
          details: told(form, 'referralId', 'result'),
        },
      ],
      changes: { state, ends },
      reply: { state, ways: state === 'refused' ? otherWays(referral.need, []) : [] },
      jobs: ends ? jobOf(referral, referral.organisationId) : [],
    }
  },
  async save(context, { state, ends }, { referral }) {
    const { now, occurredAt } = context
    await moveReferral(context.tx, referral.id, {
      state,
      silentSince: now,
      answeredAt: occurredAt,
      answerFactId: factAt(context.actionId),
      ...(ends ? { closedAt: now } : {}),
    })
  },
})

export const remindReferral = action({
  name: 'follow-up.remind-referral',
  title: '催办转介',
  help: '没有答复的催一催，催完重新计天数。',
  form: remindReferralForm,
  load: loadReferral,
  may: (actor, loaded) => mayWork(actor, loaded.subject),
  decide({ referral, subject }, form) {
    if (!may(referral.state, 'follow-up.remind-referral')) return notNow(referral.state, '催办')
    return {
      facts: [
        {
          subject: subject.ref,
          name: 'referral.reminded',
          value: { referral: referral.id },
          details: told(form, 'referralId'),
        },
      ],
      changes: null,
      reply: { reminders: referral.reminders + 1 },
    }
  },
  save: (context, _changes, { referral }) =>
    moveReferral(context.tx, referral.id, { state: referral.state, silentSince: context.now, reminded: true }),
})

export const referOtherwise = action({
  name: 'follow-up.refer-otherwise',
  title: '换一条路转介',
  help: '一项没办成，换一项需要或换一个单位再转。',
  form: referOtherwiseForm,
  load: loadReferral,
  may: (actor, loaded) => mayWork(actor, loaded.subject),
  decide({ referral, subject, before, organisation }, form, moment) {
    if (!may(referral.state, 'follow-up.refer-otherwise')) return notNow(referral.state, '换一条路')
    const open = before.find((each) => each.need === form.need && isOpen(each.state) && each.id !== referral.id)
    if (open) return already(open)
    const to = addressed(form, organisation)
    if (isRefusal(to)) return to
    if (form.need === referral.need && to.toName === referral.toName && !form.toName)
      return refuse('SAME_WAY', { need: needWord(form.need) })
    const id = moment.newId('referral')
    const row = { fileId: referral.fileId, personId: referral.personId }
    return {
      facts: [
        {
          subject: subject.ref,
          name: 'referral.closed',
          value: { referral: referral.id, reason: 'rerouted' },
        },
        {
          subject: subject.ref,
          name: 'referral.made',
          value: { need: form.need, to: to.toName, referral: id },
          details: told(form, 'referralId', 'need', 'organisationId'),
        },
      ],
      changes: { id, row, to, need: form.need },
      reply: { referralId: id, to: to.toName },
      jobs: [...jobOf(row, referral.organisationId), ...jobOf(row, to.organisation?.id)],
    }
  },
  async save(context, { id, row, to, need }, { referral }) {
    await moveReferral(context.tx, referral.id, { state: 'rerouted', closedAt: context.now })
    await insertReferral(context, {
      ...row,
      id,
      need,
      ownerPath: referral.ownerPath,
      department: to.department,
      organisationId: to.organisation?.id ?? null,
      organisationPath: to.organisation?.path ?? null,
      toName: to.toName,
      insteadOf: referral.id,
      factId: factAt(context.actionId, 1),
    })
  },
  constraintRefusal: (constraint) =>
    constraint === 'referral_open'
      ? refuse('ALREADY_REFERRED', { need: '这项需要', date: '刚才', to: '同一单位', state: '等答复' })
      : undefined,
})

export const closeReferral = action({
  name: 'follow-up.close-referral',
  title: '结束转介',
  help: '办成了请记答复；这里只在用不着、办不下去时结束。',
  form: closeReferralForm,
  load: loadReferral,
  may: (actor, loaded) => mayWork(actor, loaded.subject),
  decide({ referral, subject }, form) {
    if (!may(referral.state, 'follow-up.close-referral')) return notNow(referral.state, '再结束')
    return {
      facts: [
        {
          subject: subject.ref,
          name: 'referral.closed',
          value: { referral: referral.id, reason: form.reason },
          details: told({ note: form.note }),
        },
      ],
      changes: null,
      jobs: jobOf(referral, referral.organisationId),
    }
  },
  save: (context, _changes, { referral }) => moveReferral(context.tx, referral.id, { state: 'closed', closedAt: context.now }),
})
