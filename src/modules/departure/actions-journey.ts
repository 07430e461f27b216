/** On the way: who goes along, who comes to fetch, what happens, and the handover at arrival. */
import { action, type NewFact } from '#kernel/action.ts'
import { floorMinute } from '#kernel/time.ts'
import { fileRef } from '#modules/people-and-cases/index.ts'
import { maySignOut } from './access.ts'
import { standing } from './guest.ts'
import { deathOf } from './actions-death.ts'
import { saveLeaving } from './actions-leaving.ts'
import { leads, type PlanState, returnPlan } from './lifecycle.ts'
import { loadArriving, loadGuest } from './loads.ts'
import { atWords, refuse } from './refusals.ts'
import { defined } from './rules-form.ts'
import { isLive } from './rules-refusal.ts'
import { medicalNeed, teamFault, teamValue } from './rules-team.ts'
import { escortsForm, eventForm, handoverForm, relativesForm } from './schema-journey.ts'
import { markHandedOver } from './store.ts'
import { moveArrival, movePlan } from './store-plan.ts'

export const nameEscorts = action({
  name: 'departure.name-escorts',
  title: '定护送人员',
  help: '至少两人，女性要有女工作人员，病重、精神障碍的要有医护；换人就再定一次。',
  legalBasis: '工作规程：护送返乡；国务院令第381号第8条',
  form: escortsForm,
  load: loadGuest,
  may: (actor, loaded) => maySignOut(actor, loaded),
  decide(loaded, form) {
    const { plan, file } = loaded
    if (!plan || !isLive(plan.state)) return refuse('NO_PLAN')
    const need = medicalNeed(standing(loaded.facts))
    const fault = teamFault(form.escorts, loaded.person, { need, without: form.medicalReason })
    if (fault) return refuse(fault, { why: need.join('、') })
    const { fileId: _id, ...details } = form
    return {
      facts: [{ subject: fileRef(file), name: 'departure.escorts-named', value: teamValue(form.escorts), details }],
      changes: null,
      reply: { medicalNeed: need },
    }
  },
  save: async () => undefined,
})

export const checkRelatives = action({
  name: 'departure.check-relatives',
  title: '核实接领亲属',
  help: '人走之前：看关系凭什么，打电话给村（居）委会或派出所，看本人认不认得。',
  legalBasis: '工作规程第四章：亲属接领',
  form: relativesForm,
  load: loadGuest,
  may: (actor, loaded) => maySignOut(actor, loaded),
  decide(loaded, form) {
    const { file } = loaded
    if (file.state === 'left') return refuse('LEFT_ALREADY', { at: atWords(file.leftAt ?? file.arrivedAt), kind: '离站' })
    const { fileId: _id, conclusion, ...details } = form
    return {
      facts: [{ subject: fileRef(file), name: 'departure.relatives-checked', value: { conclusion }, details }],
      changes: null,
      reply: { conclusion },
    }
  },
  save: async () => undefined,
})

/** Events after which nobody goes on with this plan. */
const ENDING: ReadonlySet<string> = new Set(['died'])

export const noteEvent = action({
  name: 'departure.note-event',
  title: '记途中情况',
  help: '误车、发病、走失、死亡都记；还能走的方案接着走，走不成的结束。记了死亡，个案随之结束，再到“记死亡”补手续。',
  form: eventForm,
  load: loadGuest,
  may: (actor, loaded) => maySignOut(actor, loaded),
  decide(loaded, form, moment) {
    const { file, plan, leaving } = loaded
    if (file.state !== 'left' || !leaving || leaving.handedOverAt !== null) return refuse('NOT_UNDER_WAY')
    if (!leaving.sentHome && leaving.kind !== 'other-station') return refuse('NOT_UNDER_WAY')
    if (form.at > moment.now || form.at < leaving.leftAt) return refuse('EVENT_TIME')
    const ends = form.outcome === 'ends' || ENDING.has(form.kind)
    const { fileId: _id, kind, at, ...details } = form
    const subject = fileRef(file)
    const died = kind === 'died' ? deathOf(loaded, moment, { diedAt: at, details: { place: 'way' } }) : undefined
    const facts: NewFact[] = [
      ...(died ? [died.fact] : []),
      { subject, name: 'departure.exception-noted', value: { kind, ends }, details: { ...details, at }, occurredAt: at },
    ]
    const cancelled = ends && plan && leads(returnPlan, plan.state, 'departure.note-event', 'cancelled')
    if (cancelled) facts.push({ subject, name: 'departure.plan-cancelled', value: { reason: kind }, occurredAt: at })
    return {
      facts,
      changes: { planId: plan?.id, ends: Boolean(cancelled), arrivesOn: ends ? undefined : form.arrivesOn, death: died?.leaving },
      reply: { advice: kind === 'died' || kind === 'absconded' ? ['report'] : ends ? ['take-back'] : [] },
    }
  },
  async save(context, { planId, ends, arrivesOn, death }, loaded) {
    if (death) await saveLeaving(context, { ...death, planTo: undefined }, loaded)
    if (planId && ends) await movePlan(context.tx, planId, 'cancelled', context.occurredAt)
    if (planId && arrivesOn) await moveArrival(context.tx, planId, arrivesOn)
  },
})

export const signHandover = action({
  name: 'departure.sign-handover',
  title: '签到达交接',
  help: '到了当面签：谁接、核对过本人、移交了什么。签过一次就定了。',
  legalBasis: '大提升第9项；工作规程：护送返乡交接',
  form: handoverForm,
  load: loadArriving,
  may: (actor, loaded) => maySignOut(actor, loaded),
  decide(loaded, form, moment) {
    const { file, leaving, plan, closedBy } = loaded
    if (file.state !== 'left' || !leaving) return refuse('NOT_LEFT')
    if (leaving.kind === 'own' || leaving.kind === 'gave-up') return refuse(leaving.sentHome ? 'GOES_ALONE' : 'NOT_SENT_HOME')
    if (!leaving.sentHome && leaving.kind !== 'other-station') return refuse('NOT_SENT_HOME')
    if (leaving.handedOverAt !== null)
      return refuse('ALREADY_HANDED_OVER', { who: closedBy ?? '同事', at: atWords(leaving.handedOverAt) })
    const { fileId: _id, arrivedAt, ...details } = form
    const at = Math.min(arrivedAt, moment.now)
    if (at < floorMinute(leaving.leftAt)) return refuse('HANDOVER_TIME')
    const value = defined({ local: leaving.local ?? undefined, crossProvince: leaving.crossProvince ?? undefined })
    const arrived: PlanState = 'arrived'
    return {
      facts: [{ subject: fileRef(file), name: 'departure.handed-over', value, details, occurredAt: at }],
      changes: {
        id: leaving.id,
        at,
        by: moment.actor.accountId,
        planId: plan && leads(returnPlan, plan.state, 'departure.sign-handover', arrived) ? plan.id : undefined,
      },
    }
  },
  async save(context, { id, at, by, planId }) {
    await markHandedOver(context.tx, id, at, by)
    if (planId) await movePlan(context.tx, planId, 'arrived', at)
  },
})
