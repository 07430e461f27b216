/** What comes back: an answer taken back, an answer taken from the exchange, a message sent once more. */
import { action, type LoadContext } from '#kernel/action.ts'
import { fileRef } from '#modules/people-and-cases/index.ts'
import { mayTrace } from './access.ts'
import { SEND, SETTLE_PARTS } from './actions-police.ts'
import { mayMove, policeRequest } from './lifecycle.ts'
import { firstFact, loadRequest, type WithRequest } from './loads.ts'
import { refuse } from './refusals.ts'
import { mayAnswerWith, stateBefore, stateOfResult } from './rules.ts'
import { sendAgainForm, takenForm, withdrawAnswerForm } from './schema.ts'
import { grantToPolice, lockMessage, markMessage, type MessageRow, moveRequest, requestOfMessage } from './store.ts'

export const withdrawAnswer = action({
  name: 'identification.withdraw-answer',
  title: '撤回记错的答复',
  help: '原答复和撤回都留着；应办事项按撤回后的重算。',
  form: withdrawAnswerForm,
  load: loadRequest,
  may: (actor, { request }) => mayTrace(actor, request),
  decide(loaded, form) {
    const { request } = loaded
    const back = stateBefore(request)
    if (!request.answerFact || !mayMove(policeRequest, request.state, 'identification.withdraw-answer', back))
      return refuse('NOT_NOW', { state: policeRequest.states[request.state].zh, what: '撤回答复' })
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'fact.withdrawn',
          replaces: request.answerFact,
          details: { reason: form.reason },
        },
      ],
      changes: { back },
    }
  },
  async save(context, { back }, loaded) {
    const { request } = loaded
    await moveRequest(context, request, { state: back, answeredAt: null, answerFact: null })
    if (request.policePath) await grantToPolice(context, loaded, request.policePath)
  },
  constraintRefusal: (constraint) => (constraint === 'request_waiting' ? refuse('ASKED_ALREADY') : undefined),
})

/** Opened to nobody but the exchange's own job. The same answer again has the same action id, and no second effect. */
export const takeAnswer = action({
  name: 'identification.take-answer',
  title: '收数据交换的答复',
  form: takenForm,
  load: loadRequest,
  may: (actor) => actor.kind === 'system',
  decide(loaded, form, moment) {
    const { request } = loaded
    const { kind, level, result } = form
    if (
      kind !== request.kind ||
      level !== request.level ||
      form.messageId !== request.content.messageId ||
      form.answeredAt < request.askedAt
    )
      return refuse('NOT_FOR_REQUEST')
    if (!mayAnswerWith(request.state, result))
      return refuse('NOT_NOW', { state: policeRequest.states[request.state].zh, what: '再记答复' })
    const answeredAt = Math.min(form.answeredAt, moment.now)
    const told = { words: form.words, by: form.by }
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'tracing.police-answered',
          value: { kind, level, result },
          occurredAt: answeredAt,
          details: { ...told, requestId: request.id, messageId: form.messageId, from: request.content.police, via: 'exchange' },
        },
      ],
      changes: { state: stateOfResult(result), answeredAt },
      jobs: [{ name: SETTLE_PARTS, data: { fileId: request.fileId } }],
    }
  },
  async save(context, { state, answeredAt }, { request }) {
    await moveRequest(context, request, { state, answeredAt, answerFact: firstFact(context.actionId) })
  },
})

type WithMessage = WithRequest & { message: MessageRow }

async function loadMessage(context: LoadContext, form: { messageId: string }): Promise<WithMessage | null> {
  const requestId = await requestOfMessage(context.tx, form.messageId)
  const loaded = requestId && (await loadRequest(context, { requestId }))
  const message = loaded && (await lockMessage(context.tx, context.vault, form.messageId))
  return loaded && message ? { ...loaded, message } : null
}

export const sendAgain = action({
  name: 'identification.send-again',
  title: '再发一次',
  help: '对方按同一编号收，发几次都只算一件。一直发不出去就打印函件送达。',
  form: sendAgainForm,
  load: loadMessage,
  may: (actor, { message }) => mayTrace(actor, message),
  decide({ message, file }) {
    if (message.state !== 'failed' && message.state !== 'waiting') return refuse('MESSAGE_GONE')
    return {
      facts: [{ subject: fileRef(file), name: 'file.noted', details: { text: '协查消息再发一次' } }],
      changes: { tries: message.tries },
      jobs: [{ name: SEND, data: { messageId: message.id } }],
    }
  },
  async save({ tx, now }, { tries }, { message }) {
    await markMessage(tx, message.id, { state: 'waiting', tries, nextAt: now })
  },
})
