/** Leaving itself: every way but death. */
import { action, type NewFact } from '#kernel/action.ts'
import { next } from '#kernel/lifecycle.ts'
import { fileRef, moveFile, rescueFile, sealLeftNote } from '#modules/people-and-cases/index.ts'
import { mayDecide, maySignOut } from './access.ts'
import { guestAt, lastOf, standing } from './guest.ts'
import { factAt, type Loaded, loadGuest } from './loads.ts'
import { originSealed } from './origins.ts'
import { refuse } from './refusals.ts'
import { findingsFor, mayDecideAge, obstacle } from './rules.ts'
import { defined, escortFault, isSentHome, type Journey, journeyOf, lacking, noteOf } from './rules-form.ts'
import { decideAgeForm, leaveForm, leavingKinds, type LeavingKind } from './schema.ts'
import type { PlanState } from './lifecycle.ts'
import { planOnLeaving } from './rules-leaving-plan.ts'
import { insertLeaving, takeDocumentNumber } from './store.ts'
import { movePlan } from './store-plan.ts'

export interface Leaving {
  id: string
  kind: LeavingKind | 'died'
  leftAt: number
  sentHome: boolean
  journey: Journey
  note: string
  planTo?: PlanState | undefined
}

export const planCancelled = (loaded: Loaded, reason: string): NewFact => ({
  subject: fileRef(loaded.file),
  name: 'departure.plan-cancelled',
  value: { reason },
})

export async function saveLeaving(context: Parameters<typeof loadGuest>[0], leaving: Leaving, loaded: Loaded): Promise<void> {
  const { id: fileId, ownerPath } = loaded.file
  const { id, kind, leftAt, sentHome, journey, note } = leaving
  await insertLeaving(context.tx, {
    id,
    fileId,
    ownerPath,
    kind,
    leftAt,
    sentHome,
    noticeNo: kind === 'terminated' ? await takeDocumentNumber(context, loaded.station, 'termination') : null,
    local: journey.local ?? null,
    crossProvince: journey.crossProvince ?? null,
    factId: factAt(context.actionId),
  })
  if (loaded.plan && leaving.planTo) await movePlan(context.tx, loaded.plan.id, leaving.planTo, leftAt)
  await moveFile(context.tx, fileId, {
    state: 'left',
    leftAt,
    leftKind: kind,
    leftNote: sealLeftNote(context.vault, fileId, note),
  })
}

/** Tickets of this stay that were not given back. */
const ticketsInHand = (loaded: Loaded) =>
  loaded.tickets
    .filter((each) => each.returnedAt === null && each.issuedAt >= (loaded.leaving?.leftAt ?? 0))
    .map((each) => each.words)

export const leave = action({
  name: 'departure.leave',
  title: '办离站',
  help: '先看哪种方式办得了，缺什么先补什么。救助自愿，不得限制离开。',
  legalBasis: '民发〔2014〕132号工作规程第四章；国务院令第381号第11条',
  form: leaveForm,
  load: loadGuest,
  may: (actor, loaded) => maySignOut(actor, loaded),
  decide(loaded, form, moment) {
    const { file } = loaded
    const state = next(rescueFile, file.state, 'departure.leave')
    if (!state) return refuse('NOT_IN', { state: rescueFile.states[file.state].zh })
    if (moment.occurredAt < (file.acceptedAt ?? file.arrivedAt)) return refuse('BEFORE_ENTRY')
    const guest = guestAt(loaded, moment.occurredAt)
    const kind = leavingKinds[form.kind]
    const findings = findingsFor(guest, form.kind)
    const stop = obstacle(findings)
    if (stop)
      return { ...refuse('NOT_THIS_WAY', { kind, why: stop.zh }, { check: stop.key, weight: stop.weight }), basis: stop.basis }
    const lacks = lacking(form, guest)
    const count = Object.keys(lacks).length
    if (count > 0) return { ...refuse('LACKS', { count, kind }), fields: lacks }
    const escorts = form.escorts ?? (loaded.team.length > 0 ? loaded.team : undefined)
    const fault = escortFault({ kind: form.kind, escorts }, guest)
    if (fault) return refuse(fault)
    const planned = lastOf(standing(loaded.facts), 'departure.return-planned')
    const sentHome = isSentHome(form, guest)
    const journey = journeyOf(form, sentHome ? planned?.value : {})
    const planOn = planOnLeaving(loaded.plan, form.kind, sentHome)
    if (planOn.refused) return refuse(planOn.refused)
    const { fileId: _id, kind: told, ...rest } = form
    const escorted = form.kind === 'escort' || form.kind === 'other-station'
    const details = { ...rest, ...(escorted ? defined({ escorts }) : {}) }
    const facts: NewFact[] = [
      {
        subject: fileRef(file),
        name: 'departure.left',
        value: { kind: told },
        details: { ...details, ...defined({ belongingsKept: guest.kept.length || undefined }) },
      },
    ]
    if (sentHome) facts.push(originSealed({ subject: fileRef(file), name: 'departure.sent-home', value: { ...journey } }))
    if (planOn.to === 'cancelled') facts.push(planCancelled(loaded, 'left-otherwise'))
    const note = noteOf(form.kind, journey, form.receiver, ticketsInHand(loaded))
    const changes: Leaving = {
      id: moment.newId('leaving'),
      kind: told,
      leftAt: moment.occurredAt,
      sentHome,
      journey,
      note,
      planTo: planOn.to,
    }
    return {
      facts,
      changes,
      reply: {
        kind: told,
        sentHome,
        warnings: [...findings.filter((each) => each.weight === 'warn').map((each) => each.zh), ...planOn.warnings],
      },
    }
  },
  save: saveLeaving,
})

export const decideAge = action({
  name: 'departure.decide-age',
  title: '认定明显满16岁',
  help: '只在看上去至少 18 岁、又查不到出生年月时；两人在场，写明凭什么。',
  legalBasis: '工作规程第四章：年满16周岁方可自行离站',
  form: decideAgeForm,
  load: loadGuest,
  may: (actor, loaded) => mayDecide(actor, loaded),
  decide(loaded, form, moment) {
    const guest = guestAt(loaded, moment.occurredAt)
    if (guest.sixteen !== 'unknown') return refuse('AGE_KNOWN')
    if (!mayDecideAge(guest)) return refuse('AGE_TOO_NEAR')
    const { fileId: _id, ...details } = form
    return { facts: [{ subject: fileRef(loaded.file), name: 'departure.age-decided', details }], changes: null }
  },
  save: async () => undefined,
})
