/** Volunteers and organisations that help trace: who they are, who checked them, what each found. */
import { action, type LoadContext, type SubjectRef } from '#kernel/action.ts'
import { type Actor, inRange } from '#kernel/actor.ts'
import { fileById, fileRef } from '#modules/people-and-cases/index.ts'
import { mayReceive } from './access.ts'
import { refuse } from './refusals.ts'
import { endHelperForm, engageForm, findingForm, registerHelperForm } from './schema-forms.ts'
import { inquiryById, inquiryRef } from './store.ts'
import {
  endHelper,
  engaged,
  type Helper,
  insertEngagement,
  insertFinding,
  insertHelper,
  lockHelper,
  type On,
} from './store-helpers.ts'

const houseOf = (actor: Actor): SubjectRef => ({
  kind: 'organisation',
  id: actor.organisation.id,
  ownerPath: actor.organisation.path,
})

export const registerHelper = action({
  name: 'inquiries.register-helper',
  title: '登记协助人',
  help: '志愿者、社会组织、媒体、懂方言的人；核实过的才请。',
  form: registerHelperForm,
  load: async () => ({}),
  may: (actor) => mayReceive(actor),
  decide(_loaded, { kind, ...content }, moment) {
    const id = moment.newId('helper')
    return {
      facts: [{ subject: houseOf(moment.actor), name: 'inquiry.helper-registered', value: { kind }, details: { helper: id } }],
      changes: { id, kind, content },
      reply: { helperId: id },
    }
  },
  save: insertHelper,
})

export const endHelp = action({
  name: 'inquiries.end-helper',
  title: '结束协助',
  form: endHelperForm,
  load: ({ tx, vault }, form) => lockHelper(tx, vault, form.helperId),
  may: (actor, helper) => inRange(actor, helper.ownerPath),
  decide(helper, form, moment) {
    if (helper.endedAt !== null) return refuse('HELPER_ENDED')
    return {
      facts: [
        {
          subject: houseOf(moment.actor),
          name: 'inquiry.helper-ended',
          value: { helper: helper.id },
          details: { reason: form.reason },
        },
      ],
      changes: null,
      reply: { helperId: helper.id },
    }
  },
  save: ({ tx, now }, _changes, helper) => endHelper(tx, helper.id, now),
})

interface Working {
  helper: Helper
  ref: SubjectRef | null
  on: On | null
  twice: boolean
}

async function loadWork(
  { tx, vault }: LoadContext,
  form: { helperId: string; inquiryId?: string | undefined; fileId?: string | undefined },
): Promise<Working | null> {
  const helper = await lockHelper(tx, vault, form.helperId)
  if (!helper) return null
  if ((form.inquiryId === undefined) === (form.fileId === undefined)) return { helper, ref: null, on: null, twice: false }
  const inquiry = form.inquiryId ? await inquiryById(tx, vault, form.inquiryId) : null
  const file = form.fileId ? await fileById(tx, form.fileId) : undefined
  const ref = inquiry ? inquiryRef(inquiry) : file ? fileRef(file) : null
  if (!ref) return null
  const on = { inquiryId: inquiry?.id ?? null, fileId: file?.id ?? null, ownerPath: ref.ownerPath }
  return { helper, ref, on, twice: await engaged(tx, helper.id, on) }
}
const mayHelp = (actor: Actor, { helper, ref }: Working) =>
  inRange(actor, helper.ownerPath) && (ref === null || inRange(actor, ref.ownerPath))

export const engage = action({
  name: 'inquiries.engage-helper',
  title: '请人协助寻亲',
  form: engageForm,
  load: loadWork,
  may: mayHelp,
  decide({ helper, ref, on, twice }, form, moment) {
    if (!ref || !on) return refuse('ON_WHAT')
    if (helper.endedAt !== null) return refuse('HELPER_ENDED')
    if (twice) return refuse('HELPER_TWICE')
    return {
      facts: [
        {
          subject: ref,
          name: 'inquiry.helper-engaged',
          value: { helper: helper.id },
          details: { name: helper.content.name, note: form.task },
        },
      ],
      changes: {
        ...on,
        id: moment.newId('engagement'),
        helperId: helper.id,
        at: moment.occurredAt,
        factId: `${moment.actionId}:0`,
      },
      reply: {},
    }
  },
  save: ({ tx }, changes) => insertEngagement(tx, changes),
  constraintRefusal: (constraint) => (constraint === 'engagement_once' ? refuse('HELPER_TWICE') : undefined),
})

export const recordFinding = action({
  name: 'inquiries.record-helper-finding',
  title: '记协助人的发现',
  form: findingForm,
  load: loadWork,
  may: mayHelp,
  decide({ helper, ref, on }, form, moment) {
    if (!ref || !on) return refuse('ON_WHAT')
    return {
      facts: [
        {
          subject: ref,
          name: 'inquiry.helper-reported',
          value: { helper: helper.id },
          details: { name: helper.content.name, outcome: form.outcome, note: form.finding },
        },
      ],
      changes: {
        ...on,
        id: moment.newId('finding'),
        helperId: helper.id,
        at: moment.occurredAt,
        outcome: form.outcome,
        factId: `${moment.actionId}:0`,
      },
      reply: {},
    }
  },
  save: ({ tx }, changes) => insertFinding(tx, changes),
})
