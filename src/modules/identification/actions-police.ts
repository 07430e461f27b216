/** Requests to the police: asked, sampled, answered, raised, withdrawn. Nothing here costs anybody anything. */
import { action, type LoadContext } from '#kernel/action.ts'
import type { Organisation } from '#kernel/org.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { dateOf, DAY, startOfDay } from '#kernel/time.ts'
import { fileRef } from '#modules/people-and-cases/index.ts'
import { mayAnswer, mayTrace } from './access.ts'
import { requestDocument, withdrawalDocument } from './exchange-document.ts'
import { mayMove, policeRequest } from './lifecycle.ts'
import {
  exchangeOpen,
  firstFact,
  goesOut,
  here,
  letterNumber,
  loadRequest,
  loadStationed,
  policeNamed,
  policeOf,
  type Stationed,
  type WithRequest,
} from './loads.ts'
import { refuse } from './refusals.ts'
import { levelAbove, mayAnswerWith, stateOfResult, tellOf } from './rules.ts'
import { answerForm, askForm, raiseForm, sampleForm, withdrawRequestForm } from './schema.ts'
import {
  grantToPolice,
  insertMessage,
  insertRequest,
  messagesOf,
  moveRequest,
  type RequestContent,
  stopMessages,
  waitingOfKind,
} from './store.ts'

export const SEND = 'identification.send'
export const SETTLE_PARTS = 'identification.settle-parts'

interface Asking extends Stationed {
  police: Organisation | undefined
  letterNo: string
  waiting: boolean
  exchange: boolean
}

const stationOf = ({ name, division, phone }: Organisation) => ({ name, division, phone })

export const askPolice = action({
  name: 'identification.ask-police',
  title: '提请公安协查',
  help: '户籍等信息核查、人像比对、DNA 采血入库，都不收任何费用。',
  legalBasis: '民发〔2015〕158号；大提升第7项',
  form: askForm,
  async load(context, form): Promise<Asking | null> {
    const loaded = await loadStationed(context, form)
    if (!loaded) return null
    return {
      ...loaded,
      police: await policeOf(context, form),
      letterNo: await letterNumber(context, loaded.station),
      waiting: await waitingOfKind(context.tx, form.fileId, form.kind),
      exchange: exchangeOpen(),
    }
  },
  may: (actor, loaded) => mayTrace(actor, loaded.file),
  decide(loaded, form, moment) {
    const open = here(loaded)
    if (isRefusal(open)) return open
    if (loaded.person.identity === 'verified') return refuse('VERIFIED')
    if (loaded.waiting) return refuse('ASKED_ALREADY')
    const police = policeNamed(form, loaded.police)
    if (isRefusal(police)) return police
    const out = goesOut(form.how, loaded.exchange)
    if (isRefusal(out)) return out
    const told = tellOf(loaded.person, form.sends, moment.now)
    if (told.length === 0) return refuse('NOTHING_TO_SEND')
    const { kind, level, basis, sends } = form
    const requestId = moment.newId('request')
    const messageId = moment.newId('message')
    const content: RequestContent = { police: police.police, basis, sends: [...sends], told, ...(out ? { messageId } : {}) }
    const { letterNo } = loaded
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'tracing.police-asked',
          value: { kind, level },
          details: { to: police.police, basis, sends, letterNo, requestId },
        },
      ],
      changes: { requestId, police, content, kind, level, messageId: out ? messageId : null, at: moment.occurredAt },
      reply: { requestId, letterNo, sent: out, ...(out ? { messageId } : {}) },
      ...(out ? { jobs: [{ name: SEND, data: { messageId }, key: messageId }] } : {}),
    }
  },
  async save(context, { requestId, police, content, kind, level, messageId, at }, loaded) {
    const { id: fileId, ownerPath } = loaded.file
    const { policeId, policePath } = police
    const { letterNo, station } = loaded
    const asked = { id: requestId, fileId, ownerPath, kind, level, letterNo, policeId, policePath, content }
    await insertRequest(context, { ...asked, askedFact: firstFact(context.actionId) })
    if (policePath) await grantToPolice(context, loaded, policePath)
    if (!messageId) return
    const document = requestDocument({ messageId, requestId, kind, level, letterNo, station: stationOf(station), content, at })
    await insertMessage(context, { id: messageId, requestId, fileId, ownerPath, kind: 'request', document })
  },
  constraintRefusal: (constraint) => (constraint === 'request_waiting' ? refuse('ASKED_ALREADY') : undefined),
})

const notNow = (loaded: WithRequest, what: string) =>
  refuse('NOT_NOW', { state: policeRequest.states[loaded.request.state].zh, what })

export const recordSample = action({
  name: 'identification.record-sample',
  title: '记 DNA 采样',
  help: '公安来采或带去采都记在这里，写明哪天、谁采的。采血入库不收费。',
  legalBasis: '民发〔2015〕158号：公安免费采集',
  form: sampleForm,
  load: loadRequest,
  may: (actor, { request }) => mayAnswer(actor, request),
  decide(loaded, form, moment) {
    const { request } = loaded
    if (request.kind !== 'dna') return refuse('NO_SAMPLE_ASKED')
    if (!mayMove(policeRequest, request.state, 'identification.record-sample', 'sampled')) return notNow(loaded, '记采样')
    const askedOn = dateOf(request.askedAt)
    const today = dateOf(moment.now)
    if (form.sampledOn < askedOn || form.sampledOn > today) return refuse('SAMPLE_DATE', { asked: askedOn })
    // A day is all that the paper tells: the middle of it, but not before the request nor after this moment.
    const sampledAt = Math.min(Math.max(startOfDay(form.sampledOn) + DAY / 2, request.askedAt), moment.now)
    const { requestId, ...details } = form
    return {
      facts: [
        { subject: fileRef(loaded.file), name: 'tracing.dna-sampled', occurredAt: sampledAt, details: { ...details, requestId } },
      ],
      changes: { sampledAt },
    }
  },
  async save(context, { sampledAt }, { request }) {
    await moveRequest(context, request, { state: 'sampled', sampledAt })
  },
})

export const recordAnswer = action({
  name: 'identification.record-answer',
  title: '记公安答复',
  help: '“本级权限无法核实”的，接着逐级上报。查实只是线索，身份要另行认定。',
  legalBasis: '大提升第7项：反馈比对结果',
  form: answerForm,
  load: loadRequest,
  may: (actor, { request }) => mayAnswer(actor, request),
  decide(loaded, form) {
    const { request } = loaded
    if (!mayAnswerWith(request.state, form.result)) return notNow(loaded, '记这个答复')
    const { requestId, result, ...told } = form
    const { kind, level } = request
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'tracing.police-answered',
          value: { kind, level, result },
          details: { ...told, requestId, from: request.content.police },
        },
      ],
      changes: { state: stateOfResult(result) },
      reply: { requestId, raise: result === 'cannot-at-this-level' },
      jobs: [{ name: SETTLE_PARTS, data: { fileId: request.fileId } }],
    }
  },
  async save(context, { state }, { request }) {
    await moveRequest(context, request, { state, answeredAt: context.occurredAt, answerFact: firstFact(context.actionId) })
  },
})

type Raising = WithRequest & { police: Organisation | undefined; exchange: boolean }

export const raise = action({
  name: 'identification.raise',
  title: '报上级核查',
  help: '一次报上一级，直到查实或到公安部。',
  legalBasis: '大提升第7项：本级权限无法核实的逐级上报',
  form: raiseForm,
  async load(context, form): Promise<Raising | null> {
    const loaded = await loadRequest(context, form)
    return loaded && { ...loaded, police: await policeOf(context, form), exchange: exchangeOpen() }
  },
  may: (actor, { request }) => mayTrace(actor, request),
  decide(loaded, form, moment) {
    const { request } = loaded
    if (!mayMove(policeRequest, request.state, 'identification.raise', 'raised')) return notNow(loaded, '上报')
    const level = levelAbove(request.level)
    if (!level) return refuse('TOP')
    const police = policeNamed(form, loaded.police)
    if (isRefusal(police)) return police
    const out = goesOut(form.how, loaded.exchange)
    if (isRefusal(out)) return out
    const raising = { at: moment.occurredAt, from: request.level, police: police.police, reason: form.reason }
    const messageId = moment.newId('message')
    const { messageId: _earlier, ...before } = request.content
    const content: RequestContent = {
      ...before,
      police: police.police,
      raisings: [...(before.raisings ?? []), raising],
      ...(out ? { messageId } : {}),
    }
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'tracing.raised',
          value: { kind: request.kind, level },
          details: { to: police.police, reason: form.reason, requestId: request.id },
        },
      ],
      changes: { level, police, content, raising, messageId: out ? messageId : null },
      reply: { requestId: request.id, level, sent: out, ...(out ? { messageId } : {}) },
      jobs: [
        { name: SETTLE_PARTS, data: { fileId: request.fileId } },
        ...(out ? [{ name: SEND, data: { messageId }, key: messageId }] : []),
      ],
    }
  },
  async save(context, { level, police, content, raising, messageId }, loaded) {
    const { request, station } = loaded
    const { policeId, policePath } = police
    await moveRequest(context, request, {
      state: 'raised',
      level,
      policeId,
      policePath,
      content,
      raisedAt: context.occurredAt,
      answeredAt: null,
      answerFact: null,
    })
    if (policePath) await grantToPolice(context, loaded, policePath)
    if (!messageId) return
    const { id: requestId, kind, letterNo, fileId, ownerPath } = request
    const asked = { messageId, requestId, kind, level, letterNo, station: stationOf(station), content, at: raising.at }
    const document = requestDocument(asked, { from: raising.from, reason: raising.reason })
    await insertMessage(context, { id: messageId, requestId, fileId, ownerPath, kind: 'raising', document })
  },
  constraintRefusal: (constraint) => (constraint === 'request_waiting' ? refuse('ASKED_ALREADY') : undefined),
})

type Withdrawing = WithRequest & { told: boolean }

async function loadWithdrawing(context: LoadContext, form: { requestId: string }): Promise<Withdrawing | null> {
  const loaded = await loadRequest(context, form)
  if (!loaded) return null
  const messages = await messagesOf(context.tx, [loaded.request.id])
  return { ...loaded, told: messages.some((each) => each.state === 'sent' && each.kind !== 'withdrawal') }
}

export const withdrawRequest = action({
  name: 'identification.withdraw-request',
  title: '撤回协查',
  help: '记错了的按没有提请过重算应办事项；已不需要的，提请过这件事还在。',
  form: withdrawRequestForm,
  load: loadWithdrawing,
  may: (actor, { request }) => mayTrace(actor, request),
  decide(loaded, form, moment) {
    const { request } = loaded
    if (!mayMove(policeRequest, request.state, 'identification.withdraw-request', 'withdrawn')) return notNow(loaded, '撤回')
    if (form.why === 'mistake' && request.state !== 'asked') return notNow(loaded, '按记错撤回')
    const messageId = moment.newId('message')
    const out = loaded.told && exchangeOpen()
    return {
      facts:
        form.why === 'mistake'
          ? [
              {
                subject: fileRef(loaded.file),
                name: 'fact.withdrawn',
                replaces: request.askedFact,
                details: { reason: form.reason },
              },
            ]
          : [
              {
                subject: fileRef(loaded.file),
                name: 'file.noted',
                details: { text: `撤回协查 ${request.letterNo}：${form.reason}` },
              },
            ],
      changes: { messageId: out ? messageId : null },
      jobs: [
        { name: SETTLE_PARTS, data: { fileId: request.fileId } },
        ...(out ? [{ name: SEND, data: { messageId }, key: messageId }] : []),
      ],
    }
  },
  async save(context, { messageId }, { request }) {
    await stopMessages(context.tx, request.id)
    await moveRequest(context, request, { state: 'withdrawn', endedAt: context.occurredAt })
    if (!messageId) return
    const { id: requestId, letterNo, fileId, ownerPath } = request
    const document = withdrawalDocument({ messageId, requestId, letterNo, at: context.occurredAt })
    await insertMessage(context, { id: messageId, requestId, fileId, ownerPath, kind: 'withdrawal', document })
  },
})
