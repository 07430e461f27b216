/** A paper of the whole file leaves the house by two persons: one asks, another approves, the first takes it once. */
import { action, type LoadContext } from '#kernel/action.ts'
import { DAY } from '#kernel/time.ts'
import { childRef, type LoadedChild, lockChild } from '#modules/people-and-cases/index.ts'
import { knowsAll } from './access.ts'
import { approverOf, mayDecide } from './actions-readers.ts'
import { mayMove } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { approveForm, askDossierForm, declineForm, takeForm } from './schema.ts'
import { decideDossier, type DossierRequest, dossierRequest, insertDossierRequest } from './store-readers.ts'
import { dossierParts } from './words.ts'

/** Until when an approved paper may be taken. */
export const TAKE_WITHIN = DAY
/** How long the paper may be printed after it was taken. */
export const PRINT_WITHIN = 15 * 60_000

interface Asking extends LoadedChild {
  approverPath: string
}

export const askDossier = action({
  name: 'minors.ask-dossier',
  title: '申请导出个案',
  help: '须另一人批准；每页印水印，写进查看记录。',
  legalBasis: '未成年人保护法：个人信息与隐私',
  form: askDossierForm,
  async load(context, form): Promise<Asking | null> {
    const loaded = await lockChild(context.tx, context.vault, form.childId)
    return loaded && { ...loaded, approverPath: await approverOf(context, loaded.child) }
  },
  may: (actor, loaded) => knowsAll(actor, loaded),
  decide({ child, approverPath }, form, moment) {
    const id = moment.newId('dossier')
    return {
      facts: [
        {
          subject: childRef(child),
          name: 'child.dossier-asked',
          details: { 部分: form.parts.map((part) => dossierParts[part]).join('、'), 用途: form.purpose },
        },
      ],
      changes: { id, childId: child.id, approverPath, parts: form.parts, purpose: form.purpose },
      reply: { requestId: id },
    }
  },
  save: (context, made) => insertDossierRequest(context, made),
})

interface Deciding extends LoadedChild {
  request: DossierRequest
}

async function loadRequest({ tx, vault }: LoadContext, requestId: string): Promise<Deciding | null> {
  const known = await dossierRequest(tx, vault, requestId)
  const loaded = known && (await lockChild(tx, vault, known.childId))
  const request = loaded && (await dossierRequest(tx, vault, requestId, true))
  return request ? { ...loaded, request } : null
}

export const approveDossier = action({
  name: 'minors.approve-dossier',
  title: '批准导出',
  form: approveForm,
  load: (context, form) => loadRequest(context, form.requestId),
  may: (actor, loaded) => mayDecide(actor, loaded),
  decide({ child, request }, form) {
    if (!mayMove.dossier(request.state, 'minors.approve-dossier'))
      return refuse('CHANGED', { state: mayMove.dossierWord(request.state) })
    return {
      facts: [
        {
          subject: childRef(child),
          name: 'child.dossier-approved',
          ...(form.note ? { details: { note: form.note } } : {}),
        },
      ],
      changes: { answer: form.note },
      reply: {},
    }
  },
  save: (context, { answer }, { request }) => decideDossier(context, request, { state: 'approved', answer }),
})

export const declineDossier = action({
  name: 'minors.decline-dossier',
  title: '不批准导出',
  form: declineForm,
  load: (context, form) => loadRequest(context, form.requestId),
  may: (actor, loaded) => mayDecide(actor, loaded),
  decide({ child, request }, form) {
    if (!mayMove.dossier(request.state, 'minors.decline-dossier'))
      return refuse('CHANGED', { state: mayMove.dossierWord(request.state) })
    return {
      facts: [{ subject: childRef(child), name: 'child.dossier-declined', details: { reason: form.reason } }],
      changes: { answer: form.reason },
      reply: {},
    }
  },
  save: (context, { answer }, { request }) => decideDossier(context, request, { state: 'declined', answer }),
})

export const takeDossier = action({
  name: 'minors.take-dossier',
  title: '导出',
  help: '批准后 24 小时内导出一次，15 分钟内可打印。',
  form: takeForm,
  load: (context, form) => loadRequest(context, form.requestId),
  may: (actor, loaded) => (loaded.request.askedBy === actor.accountId ? knowsAll(actor, loaded) : refuse('NO_REQUEST')),
  decide({ child, request }, _form, moment) {
    const late = request.decidedAt !== null && moment.now > request.decidedAt + TAKE_WITHIN
    if (!mayMove.dossier(request.state, 'minors.take-dossier') || late)
      return refuse('NOT_TAKABLE', { state: late ? '已过 24 小时' : mayMove.dossierWord(request.state) })
    return {
      facts: [
        {
          subject: childRef(child),
          name: 'dossier.exported',
          details: {
            用途: request.content.purpose,
            部分: request.content.parts.map((part) => dossierParts[part]).join('、'),
          },
        },
      ],
      changes: null,
      reply: { requestId: request.id },
    }
  },
  save: (context, _none, { request }) => decideDossier(context, request, { state: 'taken' }),
})
