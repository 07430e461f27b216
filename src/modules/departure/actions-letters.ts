/** Letters to the place of origin: asked before the journey, told after it. Each has one number. */
import { action, type NewFact } from '#kernel/action.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { fileRef } from '#modules/people-and-cases/index.ts'
import { maySignOut } from './access.ts'
import { factAt, loadLetter, type Writing } from './loads.ts'
import { refuse } from './refusals.ts'
import { defined } from './rules-form.ts'
import { isLive } from './rules-refusal.ts'
import { askOriginForm, tellOriginForm } from './schema-letters.ts'
import { markTold } from './store.ts'
import { insertLetter } from './store-plan.ts'

interface Sent {
  fileId: string
  originId?: string | undefined
  again?: boolean | undefined
  againReason?: string | undefined
}

/** Sent twice by mistake, or on purpose without a word why; null where it may go out. */
function fault(loaded: Writing, form: Sent): Refusal | null {
  if (form.originId && (!loaded.organisation?.active || !['station', 'bureau', 'town'].includes(loaded.organisation.kind)))
    return refuse('NO_SUCH_ORIGIN')
  if (!loaded.earlier) return null
  if (form.again !== true) return refuse('LETTER_SENT', { on: dateOf(loaded.earlier.sentAt), no: loaded.earlier.no })
  return form.againReason ? null : refuse('AGAIN_WHY')
}

/** The letter as a fact: its organisation for policies and for the origin's own desk, its words sealed. */
function letterFact(loaded: Writing, name: string, form: Sent): NewFact {
  const { fileId: _id, originId: _organisation, ...details } = form
  return {
    subject: fileRef(loaded.file),
    name,
    value: defined({ organisation: loaded.organisation?.id, again: form.again || undefined }),
    details: { ...details, letterNo: loaded.no },
  }
}

export const askOrigin = action({
  name: 'departure.ask-origin',
  title: '发函商请接收',
  help: '走之前先商：核实身份和家庭、能不能接、谁来接。系统内单位直接送到。',
  legalBasis: '大提升第9、14项；工作规程：护送返乡',
  form: askOriginForm,
  load: loadLetter('ask'),
  may: (actor, loaded) => maySignOut(actor, loaded),
  decide(loaded, form, moment) {
    if (!loaded.plan || !isLive(loaded.plan.state)) return refuse('NO_PLAN')
    const refused = fault(loaded, form)
    if (refused) return refused
    return {
      facts: [letterFact(loaded, 'departure.origin-asked', form)],
      changes: { id: moment.newId('letter'), aboutId: loaded.plan.id, organisationId: loaded.organisation?.id ?? null },
      reply: { letterNo: loaded.no },
    }
  },
  save: (context, changes, { file, no }) =>
    insertLetter(context, {
      ...changes,
      kind: 'ask',
      no,
      fileId: file.id,
      ownerPath: file.ownerPath,
      factId: factAt(context.actionId),
    }),
})

export const tellOrigin = action({
  name: 'departure.tell-origin',
  title: '发返乡告知函',
  help: '接送返乡的都要书面告知流出地；系统内单位直接送到它的“接收”。',
  legalBasis: '大提升第14项：书面告知流出地',
  form: tellOriginForm,
  load: loadLetter('tell'),
  may: (actor, loaded) => maySignOut(actor, loaded),
  decide(loaded, form, moment) {
    const { home } = loaded
    if (!home?.sentHome) return refuse('NOT_SENT_HOME')
    const refused = fault(loaded, form)
    if (refused) return refused
    return {
      facts: [letterFact(loaded, 'departure.origin-told', form)],
      changes: { id: moment.newId('letter'), aboutId: home.id, organisationId: loaded.organisation?.id ?? null },
      reply: { letterNo: loaded.no },
    }
  },
  async save(context, changes, { file, no }) {
    await markTold(context.tx, changes.aboutId, context.occurredAt, no)
    await insertLetter(context, {
      ...changes,
      kind: 'tell',
      no,
      fileId: file.id,
      ownerPath: file.ownerPath,
      factId: factAt(context.actionId),
    })
  },
})
