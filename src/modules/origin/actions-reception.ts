/** The answer, the reception, its end. */
import { action, type LoadContext, type NewFact } from '#kernel/action.ts'
import { organisationById } from '#kernel/org.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { fileRef, moveFile, rescueFile } from '#modules/people-and-cases/index.ts'
import { next } from '#kernel/lifecycle.ts'
import { mayReceive } from './access.ts'
import { refuse } from './refusals.ts'
import { moved, timely, unfinished } from './rules.ts'
import { acceptForm, declineForm, notArrivedForm, receiveForm, settleForm, takeInForm } from './schema.ts'
import { changeReception, endAsked, endShare, type LoadedCase, lockCase, share, SIGHT_AFTER_DONE } from './store.ts'

export const loadCase = (context: LoadContext, form: { receptionId: string }) => lockCase(context, form.receptionId)

/** The answer to the other side's letter, in the file that both see. */
const answered = ({ file, reception }: LoadedCase, accepts: boolean, details: Record<string, unknown>): NewFact => ({
  subject: fileRef(file),
  name: 'origin.answered',
  value: { accepts, organisation: reception.organisationId },
  details,
})

export const accept = action({
  name: 'origin.accept',
  title: '同意接收',
  help: '写明谁来接、哪天来，对方当时就看到。',
  legalBasis: '大提升第9项；生活无着的流浪乞讨人员救助管理机构工作规程',
  form: acceptForm,
  load: loadCase,
  may: (actor, loaded) => mayReceive(actor, loaded),
  decide(loaded, form) {
    const state = moved(loaded, 'origin.accept')
    if (isRefusal(state)) return state
    const { receptionId, ...details } = form
    return {
      facts: [answered(loaded, true, details)],
      changes: { state, fetchOn: form.fetchOn ?? null },
      reply: { receptionId },
    }
  },
  async save(context, { state, fetchOn }, loaded) {
    const { id, ownerPath, filePath } = loaded.reception
    await changeReception(context.tx, id, { state, answered_at: context.occurredAt, fetch_on: fetchOn })
    if (filePath !== ownerPath) await share(context, loaded, { path: ownerPath, part: 'origin', by: filePath })
  },
})

export const decline = action({
  name: 'origin.decline',
  title: '不予接收',
  help: '写明理由和查过哪里；对方会据此逐级上报协调。',
  legalBasis: '大提升第9项',
  form: declineForm,
  load: loadCase,
  may: (actor, loaded) => mayReceive(actor, loaded),
  decide(loaded, form) {
    const state = moved(loaded, 'origin.decline')
    if (isRefusal(state)) return state
    const { receptionId, ...details } = form
    return {
      facts: [answered(loaded, false, details)],
      changes: { state },
      reply: { receptionId },
    }
  },
  async save(context, { state }, loaded) {
    const { id, ownerPath, filePath } = loaded.reception
    await changeReception(context.tx, id, { state, answered_at: context.occurredAt })
    if (filePath !== ownerPath) await endShare(context, loaded, ownerPath)
  },
})

export const receive = action({
  name: 'origin.receive',
  title: '接收',
  help: '当面清点、签字；对方签的交接与这里的接收记在同一份个案里，各写各的。',
  legalBasis: '大提升第9项；工作规程：护送返乡交接',
  form: receiveForm,
  load: loadCase,
  may: (actor, loaded) => mayReceive(actor, loaded),
  decide(loaded, form, moment) {
    const state = moved(loaded, 'origin.receive')
    if (isRefusal(state)) return state
    const untimely = timely('接收时间', form.receivedAt, { now: moment.now, toldAt: loaded.reception.toldAt })
    if (untimely) return untimely
    const { receptionId, to, receivedAt, ...details } = form
    const at = Math.min(receivedAt, moment.now)
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'origin.received',
          value: { organisation: loaded.reception.organisationId, to },
          details,
          occurredAt: at,
        },
      ],
      changes: { state, at, to },
      reply: { receptionId },
    }
  },
  async save(context, { state, at, to }, loaded) {
    const { id, ownerPath, filePath } = loaded.reception
    await changeReception(context.tx, id, {
      state,
      received_at: at,
      received_by: context.actor.accountId,
      received_to: to,
      ended_at: null,
    })
    if (filePath !== ownerPath) await share(context, loaded, { path: ownerPath, part: 'origin', by: filePath })
  },
})

export const recordNotArrived = action({
  name: 'origin.record-not-arrived',
  title: '记人未到',
  help: '说好的时间人没有到：写明问过谁。路上走失的，请马上报警并打电话告诉对方。',
  form: notArrivedForm,
  load: loadCase,
  may: (actor, loaded) => mayReceive(actor, loaded),
  decide(loaded, form) {
    const state = moved(loaded, 'origin.record-not-arrived')
    if (isRefusal(state)) return state
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'origin.not-arrived',
          value: { organisation: loaded.reception.organisationId },
          details: { reason: form.reason },
        },
      ],
      changes: { state },
      reply: { receptionId: form.receptionId },
    }
  },
  save: (context, { state }, loaded) => changeReception(context.tx, loaded.reception.id, { state, ended_at: context.occurredAt }),
})

export const settle = action({
  name: 'origin.settle',
  title: '办结接收',
  help: '走访过、困难报送了、无家可归的安置了、户籍恢复了，才能办结。',
  legalBasis: '大提升第14项',
  form: settleForm,
  load: loadCase,
  may: (actor, loaded) => mayReceive(actor, loaded),
  decide(loaded, form) {
    const state = moved(loaded, 'origin.settle')
    if (isRefusal(state)) return state
    const lacking = unfinished(loaded.reception)
    if (lacking.length > 0) return refuse('NOT_YET', { what: lacking.join('、') })
    const { receptionId, ...details } = form
    return {
      facts: [{ subject: fileRef(loaded.file), name: 'origin.settled', details }],
      changes: { state },
      reply: { receptionId },
    }
  },
  async save(context, { state }, loaded) {
    await changeReception(context.tx, loaded.reception.id, { state, ended_at: context.occurredAt })
    await endAsked(context, loaded, { parts: ['origin-visit', 'origin-register'], after: SIGHT_AFTER_DONE })
  },
})

/** Only a file that a letter opened here: the other side's file stays theirs. */
export const takeIn = action({
  name: 'origin.take-in',
  title: '来站求助，转接待',
  help: '返乡的人又到站里求助：这份个案接着用，按平常接待办（安检、登记、受理）。',
  form: takeInForm,
  async load(context, form) {
    const loaded = await loadCase(context, form)
    return loaded && { ...loaded, station: await organisationById(context.tx, loaded.file.stationId) }
  },
  may: (actor, loaded) =>
    mayReceive(actor, loaded) && loaded.reception.filePath === loaded.reception.ownerPath && loaded.station?.kind === 'station',
  decide(loaded, form) {
    const { file } = loaded
    const state = next(rescueFile, file.state, 'origin.take-in')
    if (!state) return refuse('NOT_IN_WAITING', { state: rescueFile.states[file.state].zh })
    return {
      facts: [{ subject: fileRef(file), name: 'intake.asked', value: { arrival: 'self' }, details: { note: form.note } }],
      changes: { state },
      reply: { fileId: file.id },
    }
  },
  save: (context, { state }, loaded) => moveFile(context.tx, loaded.file.id, { state }),
})
