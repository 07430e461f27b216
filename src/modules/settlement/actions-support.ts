/** Support for the destitute: whether somebody is entitled, and the granting. */
import { action } from '#kernel/action.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { fileRef } from '#modules/people-and-cases/index.ts'
import { mayOversee } from './access.ts'
import { contentOf } from './actions-file.ts'
import { institutionOf, organisationOf } from './actions-plan.ts'
import { settlementLife } from './lifecycle.ts'
import { moving, stateOf } from './moving.ts'
import { refuse } from './refusals.ts'
import { assessForm, grantForm } from './schema.ts'
import { type CaseContent, changeCase, lockCase } from './store.ts'

export const assessSupport = action({
  name: 'settlement.assess-support',
  title: '特困供养认定',
  help: '三项都符合才算符合条件；不符合的写明理由。情况变了可以再认定一次。',
  legalBasis: '社会救助暂行办法第14条；特困人员认定办法',
  form: assessForm,
  load: (context, form) => lockCase(context, form.fileId),
  may: (actor, loaded) => mayOversee(actor, loaded),
  decide(loaded, form, moment) {
    const state = stateOf(loaded)
    if (state !== 'registered' && state !== 'placed')
      return state === 'supported'
        ? refuse('CHANGED', { what: '特困供养认定', state: settlementLife.states[state].zh })
        : refuse('NOT_REGISTERED')
    const eligible = form.noAbility && form.noIncome && form.noSupporter
    const { fileId: _id, files, ...told } = form
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'settlement.support-assessed',
          value: { eligible },
          details: { ...told, files },
        },
      ],
      changes: {
        eligible,
        content: {
          ...contentOf(loaded),
          assessed: { ...told, at: moment.occurredAt, by: moment.actor.name },
        } as CaseContent,
      },
      reply: { eligible },
    }
  },
  save: (context, change, loaded) => changeCase(context, loaded.case?.id as string, change),
})

export const grantSupport = action({
  name: 'settlement.grant-support',
  title: '纳入特困供养',
  help: '认定符合条件的才能纳入；集中供养的机构须具备条件和能力。',
  legalBasis: '大提升第13项；江阴行动二(三)4：100%纳入，公办福利机构集中供养',
  form: grantForm,
  async load(context, form) {
    const loaded = await lockCase(context, form.fileId)
    return loaded && { ...loaded, institution: await organisationOf(context, form.institutionId) }
  },
  may: (actor, loaded) => mayOversee(actor, loaded),
  decide(loaded, form) {
    const move = moving(loaded, 'settlement.grant-support', 'supported', '纳入特困供养')
    if (isRefusal(move)) return move
    if (loaded.case?.eligible !== true) return refuse('NOT_ASSESSED')
    const institution = institutionOf(form, loaded.institution)
    if (isRefusal(institution)) return institution
    if (!form.fit) return refuse('UNFIT')
    const support = {
      ...institution,
      level: form.level,
      amount: Math.round(form.amountYuan * 100),
      fromMonth: form.fromMonth,
      ...(form.note ? { note: form.note } : {}),
    }
    return {
      facts: [{ subject: fileRef(loaded.file), name: 'settlement.support-granted', value: { eligible: true }, details: support }],
      changes: { content: { ...contentOf(loaded), support } as CaseContent },
      reply: {},
    }
  },
  save: (context, { content }, loaded) =>
    changeCase(context, loaded.case?.id as string, { content, state: 'supported', stamp: 'supported' }),
})
