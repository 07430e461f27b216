/** The joint response: sent, acknowledged or declined, on scene, consulted. */
import { action, type LoadContext } from '#kernel/action.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { type Organisation, organisationById } from '#kernel/org.ts'
import { dutyAround, endSubjectPart, grantSubjectPart } from '#modules/people-and-cases/index.ts'
import { isSystem } from './access.ts'
import { type LoadedReport, loadReport, mayDirect, maySent, mayWork, moved, ownDispatch, whenWords } from './loads.ts'
import { refuse } from './refusals.ts'
import { dueToAcknowledge, partOf } from './rules.ts'
import { acknowledgeForm, arriveForm, consultForm, declineForm, dispatchForm, noteReachedForm } from './schema.ts'
import {
  changeDispatch,
  changeReport,
  type DispatchRow,
  insertDispatches,
  leaveReport,
  type ReportRow,
  reportRef,
} from './store.ts'

export const RAISE_JOB = 'reports.raise-silent'

interface Sending extends LoadedReport {
  bodies: Organisation[]
  unknown: boolean
}

/** Whom the roster names at the place of the report: the nearest that is on duty and can be sent. */
async function rostered(context: LoadContext, report: ReportRow): Promise<string[]> {
  const town = report.townId ? await organisationById(context.tx, report.townId) : undefined
  const around = await dutyAround(context.tx, town?.path ?? report.receiverPath, context.now)
  const first = around.find(
    (each) => each.rostered && partOf(each.organisationKind, report.closed) && !report.deskPaths.includes(each.organisationPath),
  )
  return first ? [first.organisationId] : []
}

/**
 * What whoever is sent makes a stop of: number, place, what is asked. Of a child's report nothing but what the desk asks: it is
 * read on the report itself, by whoever holds a part.
 */
function detailsFor(report: ReportRow, note: string | undefined): { details?: Record<string, unknown> } {
  const { what, place, spot, people } = report.content
  if (report.closed) return note ? { details: { note } } : {}
  return {
    details: {
      ...(note ? { note } : {}),
      no: report.no,
      asked: note ?? what.slice(0, 300),
      ...(place ? { place } : {}),
      ...(spot ? { spot } : {}),
      ...(people ? { people } : {}),
    },
  }
}

export const dispatch = action({
  name: 'reports.dispatch',
  title: '派单',
  help: '对方马上看到；到时没接单会自动报上级。报告人是谁不会给对方。',
  legalBasis: '常州二（二）：24小时联动',
  form: dispatchForm,
  async load(context, form): Promise<Sending | null> {
    const loaded = await loadReport(context, form.reportId)
    if (!loaded) return null
    const ids = form.byRoster ? await rostered(context, loaded.report) : (form.organisationIds ?? [])
    const bodies = (await Promise.all(ids.map((id) => organisationById(context.tx, id)))).filter((each) => each !== undefined)
    return { ...loaded, bodies, unknown: bodies.length < ids.length }
  },
  may: (actor, loaded) => mayDirect(actor, loaded),
  decide({ report, dispatches, bodies, unknown }, form, moment) {
    const state = moved(report, 'reports.dispatch')
    if (isRefusal(state)) return state
    if (bodies.length === 0 && form.byRoster) return refuse('NO_ROSTER')
    if (bodies.length === 0 || unknown) return refuse('NOBODY_TO_SEND')
    for (const body of bodies) {
      if (!body.active || !partOf(body.kind, report.closed)) return refuse('NOT_SENDABLE', { name: body.name })
      const before = dispatches.find((each) => each.organisationId === body.id && each.declinedAt === null)
      if (before) return refuse('SENT_ALREADY', { name: body.name, at: whenWords(before.at) })
    }
    const dueAt = dueToAcknowledge(moment.now, report)
    const sent = bodies.map((body) => ({
      id: moment.newId(`dispatch ${body.id}`),
      organisation: { id: body.id, path: body.path },
      part: partOf(body.kind, report.closed) as string,
      at: moment.now,
      dueAt,
    }))
    return {
      facts: bodies.map((body) => ({
        subject: reportRef(report),
        name: 'report.dispatched',
        value: { organisation: body.id },
        ...detailsFor(report, form.note),
      })),
      changes: { state, sent },
      reply: { dispatchIds: sent.map((each) => each.id), to: bodies.map((body) => body.name) },
      jobs: sent.map((each) => ({ name: RAISE_JOB, data: { dispatchId: each.id }, startAfter: dueAt, key: each.id })),
    }
  },
  async save(context, { state, sent }, { report }) {
    for (const each of sent)
      await grantSubjectPart(
        context.tx,
        { kind: 'report', subjectId: report.id, ownerPath: report.receiverPath },
        { part: each.part, path: each.organisation.path, from: context.now },
      )
    await insertDispatches(context, report.id, sent)
    await changeReport(context, report.id, {
      state,
      dispatchedPaths: [...new Set([...report.dispatchedPaths, ...sent.map((each) => each.organisation.path)])],
    })
  },
  constraintRefusal: (constraint) =>
    constraint === 'dispatch_open' ? refuse('SENT_ALREADY', { name: '这个单位', at: '刚才' }) : undefined,
})

export const acknowledge = action({
  name: 'reports.acknowledge',
  title: '接单',
  help: '看到就接，人马上出发。',
  legalBasis: '常州二（二）',
  form: acknowledgeForm,
  load: (context, form) => loadReport(context, form.reportId),
  may: (actor, loaded) => maySent(actor, loaded),
  decide(loaded, form, moment) {
    const state = moved(loaded.report, 'reports.acknowledge')
    if (isRefusal(state)) return state
    const own = ownDispatch(moment.actor, loaded)
    if (!own) return refuse('NOT_SENT_TO_YOU')
    if (own.acknowledgedAt !== null) return refuse('ACKNOWLEDGED', { at: whenWords(own.acknowledgedAt) })
    return {
      facts: [
        {
          subject: reportRef(loaded.report),
          name: 'report.acknowledged',
          value: { organisation: own.organisationId },
          ...(form.note ? { details: { note: form.note } } : {}),
        },
      ],
      changes: own,
    }
  },
  save: (context, own) => changeDispatch(context.tx, own.id, { acknowledgedAt: context.occurredAt }),
})

export const decline = action({
  name: 'reports.decline',
  title: '退单',
  help: '去不了马上退，接报单位好另派。退了就看不到这份报告。',
  form: declineForm,
  load: (context, form) => loadReport(context, form.reportId),
  may: (actor, loaded) => maySent(actor, loaded),
  decide(loaded, form, moment) {
    const state = moved(loaded.report, 'reports.decline')
    if (isRefusal(state)) return state
    const own = ownDispatch(moment.actor, loaded)
    if (!own) return refuse('NOT_SENT_TO_YOU')
    if (own.onSceneAt !== null) return refuse('DECLINE_TOO_LATE')
    return {
      facts: [
        {
          subject: reportRef(loaded.report),
          name: 'report.declined',
          value: { organisation: own.organisationId, reason: form.reason },
          ...(form.note ? { details: { note: form.note } } : {}),
        },
      ],
      changes: own,
    }
  },
  async save(context, own, { report }) {
    await changeDispatch(context.tx, own.id, { declinedAt: context.now })
    await leaveReport(context, report.id)
    // Last: afterwards the actor sees the report no more.
    if (!report.deskPaths.includes(own.organisationPath))
      await endSubjectPart(context.tx, report.id, { part: own.part, path: own.organisationPath, at: context.now })
  },
})

export const arrive = action({
  name: 'reports.arrive',
  title: '记到场',
  legalBasis: '佳木斯三（四）1；常州二（二）',
  form: arriveForm,
  load: (context, form) => loadReport(context, form.reportId),
  may: (actor, loaded) => maySent(actor, loaded),
  decide(loaded, form, moment) {
    const { report } = loaded
    const state = moved(report, 'reports.arrive')
    if (isRefusal(state)) return state
    const own = ownDispatch(moment.actor, loaded)
    if (!own) return refuse('NOT_SENT_TO_YOU')
    if (own.onSceneAt !== null) return refuse('ON_SCENE', { at: whenWords(own.onSceneAt) })
    const at = Math.min(form.at ?? moment.occurredAt, moment.now)
    if (at < report.receivedAt) return refuse('BEFORE_REPORT', { at: whenWords(report.receivedAt) })
    // Who is there has taken it up.
    const first = own.acknowledgedAt === null ? ['report.acknowledged'] : []
    return {
      facts: [...first, 'report.on-scene'].map((name) => ({
        subject: reportRef(report),
        name,
        value: { organisation: own.organisationId },
        occurredAt: at,
        ...(name === 'report.on-scene' && (form.found || form.spot)
          ? { details: { ...(form.found ? { found: form.found } : {}), ...(form.spot ? { spot: form.spot } : {}) } }
          : {}),
      })),
      changes: { own, at },
    }
  },
  async save(context, { own, at }, { report }) {
    await changeDispatch(context.tx, own.id, { acknowledgedAt: at, onSceneAt: at })
    await changeReport(context, report.id, { onSceneAt: at })
  },
})

interface Reaching extends LoadedReport {
  /** Who went there had not said yet that they are. */
  own: DispatchRow | undefined
}

/** A patrol's own record of the place of a report: whom they met, or how many they saw. It is on scene by that, and took it up. */
export const noteReached = action({
  name: 'reports.note-reached',
  title: '巡查按线索到点',
  form: noteReachedForm,
  async load(context, form): Promise<Reaching | null> {
    const sent = await loadReport(context, form.reportId)
    // Joined meanwhile: told on the one that is worked on.
    const into = sent?.report.joinedInto ? await loadReport(context, sent.report.joinedInto) : sent
    if (!sent || !into) return null
    const own = [...sent.dispatches, ...into.dispatches].find(
      (each) => each.organisationId === form.organisationId && each.declinedAt === null && each.onSceneAt === null,
    )
    return { ...into, own }
  },
  may: (actor) => isSystem(actor),
  decide({ report, own }, form, moment) {
    const subject = reportRef(report)
    const value = { organisation: form.organisationId }
    const at = Math.min(Math.max(moment.occurredAt, report.receivedAt), moment.now)
    const arrived = own ? [...(own.acknowledgedAt === null ? ['report.acknowledged'] : []), 'report.on-scene'] : []
    return {
      facts: [
        ...arrived.map((name) => ({ subject, name, value, occurredAt: at })),
        form.personId
          ? { subject, name: 'report.person-met', value, details: { personId: form.personId }, occurredAt: at }
          : { subject, name: 'report.place-checked', value: { ...value, people: form.people }, occurredAt: at },
      ],
      changes: { own, at },
    }
  },
  async save(context, { own, at }, { report }) {
    if (own) await changeDispatch(context.tx, own.id, { acknowledgedAt: at, onSceneAt: at })
    await changeReport(context, report.id, { onSceneAt: at })
  },
})

export const consult = action({
  name: 'reports.consult',
  title: '记会商',
  legalBasis: '常州二（二）：多部门会商处置',
  form: consultForm,
  load: (context, form) => loadReport(context, form.reportId),
  may: (actor, loaded) => mayWork(actor, loaded),
  decide({ report }, form, moment) {
    const state = moved(report, 'reports.consult')
    if (isRefusal(state)) return state
    return {
      facts: [
        {
          subject: reportRef(report),
          name: 'report.consulted',
          value: { organisation: moment.actor.organisation.id },
          details: { decided: form.decided, way: form.way, ...(form.who ? { who: form.who } : {}) },
        },
      ],
      changes: state,
    }
  },
  save: (context, state, { report }) => changeReport(context, report.id, { state }),
})
