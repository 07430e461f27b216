/** The search log: what is supposed, what is done about it, what came of it. No dead end is walked twice unknowingly. */
import { action, type LoadContext } from '#kernel/action.ts'
import { dateOf } from '#kernel/time.ts'
import { fileRef, type LoadedFile, lockFile } from '#modules/people-and-cases/index.ts'
import { mayTrace } from './access.ts'
import { lead } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { told } from './rules.ts'
import { walkedBefore } from './rules-leads.ts'
import { leadForm, settleLeadForm } from './schema.ts'
import { insertLead, leadById, type LeadRow, leadsOf, settleLeadRow } from './store.ts'

export const noteLead = action({
  name: 'tracing.note-lead',
  title: '记线索',
  help: '先看走不通的路，再记新的。推想、要做什么、谁去、什么时候看结果。',
  legalBasis: '大提升第7、10项',
  form: leadForm,
  async load(context, form): Promise<(LoadedFile & { leads: LeadRow[] }) | null> {
    const loaded = await lockFile(context.tx, context.vault, form.fileId)
    return loaded && { ...loaded, leads: await leadsOf(context.tx, context.vault, form.fileId) }
  },
  may: (actor, loaded) => mayTrace(actor, loaded),
  decide(loaded, form, moment) {
    const { fileId: _id, dueOn, ...words } = form
    const dead = loaded.leads.filter((each) => each.state === 'dead')
    const walked = form.again ? undefined : walkedBefore(form, dead)[0]
    if (walked) {
      const by = walked.settledBy ?? walked.notedBy
      return refuse('WALKED_BEFORE', { on: dateOf(walked.settledAt ?? walked.notedAt), by }, { leadId: walked.id })
    }
    const id = moment.newId('lead')
    const who = form.who ?? moment.actor.name
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'tracing.lead-noted',
          value: { lead: id },
          details: told({ ...words, who, dueOn }),
        },
      ],
      changes: { id, words: { ...words, who }, dueOn: dueOn ?? null },
      reply: { fileId: loaded.file.id, leadId: id },
    }
  },
  save: (context, changes, loaded) => insertLead(context, { ...changes, file: loaded.file, factId: `${context.actionId}:0` }),
})

async function loadLead(
  context: LoadContext,
  form: { fileId: string; leadId: string },
): Promise<(LoadedFile & { lead: LeadRow | undefined }) | null> {
  const loaded = await lockFile(context.tx, context.vault, form.fileId)
  return loaded && { ...loaded, lead: await leadById(context.tx, context.vault, form.fileId, form.leadId) }
}

export const settleLead = action({
  name: 'tracing.settle-lead',
  title: '记线索结果',
  help: '走通了、走不通、还要等，都记一笔。',
  legalBasis: '大提升第7、10项',
  form: settleLeadForm,
  load: loadLead,
  may: (actor, loaded) => mayTrace(actor, loaded),
  decide(loaded, form) {
    const { lead: found } = loaded
    if (!found) return refuse('NO_SUCH_LEAD')
    if (found.state !== 'open') return refuse('SETTLED', { state: lead.states[found.state].zh })
    const details = told({ outcome: form.outcome, dueOn: form.result === 'open' ? form.dueOn : undefined })
    const { result } = form
    return {
      facts: [{ subject: fileRef(loaded.file), name: 'tracing.lead-settled', value: { result, lead: found.id }, details }],
      changes: { lead: found, state: result, result, text: form.outcome, dueOn: form.dueOn ?? null },
      reply: { fileId: loaded.file.id, leadId: found.id },
    }
  },
  save: (context, { lead: found, ...settled }) => settleLeadRow(context, found, settled),
})
