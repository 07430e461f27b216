/** Visits: done, tried, taken back. A visit told late is kept with both times; the clock goes by when it was made. */
import { action, type Decision, type LoadContext, type Moment, type NewFact } from '#kernel/action.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { dateOf, printInstant } from '#kernel/time.ts'
import { mayFollow } from './access.ts'
import { after, stands } from './actions-returnee.ts'
import { refuse } from './refusals.ts'
import type { ReturneeState } from './rules-returnee.ts'
import { tryForm, visitForm, withdrawVisitForm } from './schema.ts'
import { keepReturnee, type LoadedReturnee, lockReturnee, subjectOf } from './store-returnee.ts'
import { insertVisit, visitById, visitOn, type VisitRow, withdrawVisitRow } from './store-visit.ts'

type Visiting = LoadedReturnee & { sameDay: VisitRow | undefined }

const clock = (at: number) => printInstant(at).slice(0, 16).replace('T', ' ')

/** When it was: told on the form, else the action's own time (a phone without a net sends it later). */
const timeOf = (form: { at?: number | undefined }, moment: { occurredAt: number }) => form.at ?? moment.occurredAt

/** Why nothing can be recorded of this person at this time. */
function untimely(loaded: LoadedReturnee, at: number, moment: Moment) {
  const here = stands(loaded)
  if (isRefusal(here)) return here
  const { row } = loaded
  if (at > moment.now) return refuse('VISIT_IN_FUTURE', { visit: clock(at) })
  const since = row.sentAt ?? row.receivedAt
  if (since !== null && at < since) return refuse('VISIT_BEFORE_RETURN', { visit: clock(at), sent: clock(since) })
  if (row.state === 'dead') return refuse('DEAD')
  return null
}

async function loadVisit(context: LoadContext, form: { returneeId: string; at?: number | undefined }): Promise<Visiting | null> {
  const loaded = await lockReturnee(context, form.returneeId)
  if (!loaded) return null
  const at = timeOf(form, context)
  return { ...loaded, sameDay: await visitOn(context.tx, form.returneeId, dateOf(at)) }
}

interface Recorded {
  visit: Pick<VisitRow, 'id' | 'at' | 'kind' | 'manner' | 'finding' | 'by' | 'factId'>
  /** Null for what is only added to another's visit. */
  state: ReturneeState | null
}

export const recordVisit = action({
  name: 'follow-up.record-visit',
  title: '记回访',
  help: '见到本人或照看的人，或在电话里问到。没见着、没打通请记“回访未成”。',
  legalBasis: '大提升第14项：不低于每两月一次，不少于一年',
  form: visitForm,
  load: loadVisit,
  may: (actor, loaded) => mayFollow(actor, loaded.row),
  decide(loaded, form, moment): Decision<Recorded> | Refusal {
    const { row, sameDay } = loaded
    const at = timeOf(form, moment)
    const no = untimely(loaded, at, moment)
    if (no) return no
    const by = moment.actor.organisation.name
    const { returneeId: _id, at: _at, asNote, ...told } = form
    const id = moment.newId('visit')
    const common = { id, at, by, factId: `${moment.actionId}:0`, manner: form.manner, finding: form.finding }
    if (sameDay && !asNote)
      return refuse('VISITED_TODAY', {
        by: sameDay.by,
        at: clock(sameDay.at),
        manner: sameDay.manner ?? '',
        finding: sameDay.finding ?? '',
      })
    if (sameDay) {
      const note: NewFact = {
        subject: subjectOf(row),
        name: 'file.noted',
        details: { ...told, text: form.note ?? '回访补充' },
        occurredAt: at,
      }
      return { facts: [note], changes: { visit: { ...common, kind: 'note' as const }, state: null }, reply: { asNote: true } }
    }
    const { manner, finding, ...details } = told
    const facts: NewFact[] = [
      { subject: subjectOf(row), name: 'follow-up.visited', value: { manner, finding, by }, details, occurredAt: at },
    ]
    const state = after(loaded, facts, moment)
    return {
      facts,
      changes: { visit: { ...common, kind: 'visited' as const }, state },
      reply: { nextDue: state.series.nextDue, died: finding === 'died', toldLate: dateOf(at) !== dateOf(moment.now) },
    }
  },
  async save(context, { visit, state }, { row }) {
    await insertVisit(context, row, visit)
    if (state) await keepReturnee(context, row, state)
  },
  constraintRefusal: (constraint) =>
    constraint === 'visit_once_a_day' ? refuse('VISITED_TODAY', { by: '另一位同事', at: '刚才' }) : undefined,
})

export const tryVisit = action({
  name: 'follow-up.try-visit',
  title: '记回访未成',
  help: '没见着、没打通、被拒绝。记下来，但不算一次回访，期限照走。',
  form: tryForm,
  load: loadVisit,
  may: (actor, loaded) => mayFollow(actor, loaded.row),
  decide(loaded, form, moment) {
    const at = timeOf(form, moment)
    const no = untimely(loaded, at, moment)
    if (no) return no
    const fact: NewFact = {
      subject: subjectOf(loaded.row),
      name: 'follow-up.visit-tried',
      value: { reason: form.reason },
      details: { note: form.note },
      occurredAt: at,
    }
    const by = moment.actor.organisation.name
    const visit = { id: moment.newId('visit'), at, by, factId: `${moment.actionId}:0`, manner: null, finding: form.reason }
    return { facts: [fact], changes: { visit: { ...visit, kind: 'tried' as const } }, reply: { nextDue: loaded.row.nextDue } }
  },
  save: (context, { visit }, { row }) => insertVisit(context, row, visit),
})

type Withdrawing = LoadedReturnee & { visit: VisitRow | undefined }

export const withdrawVisit = action({
  name: 'follow-up.withdraw-visit',
  title: '撤回记错的回访',
  help: '原记录和撤回都留着；下次回访的期限按撤回后的重算。',
  form: withdrawVisitForm,
  async load(context, form): Promise<Withdrawing | null> {
    const loaded = await lockReturnee(context, form.returneeId)
    const visit = await visitById(context.tx, form.visitId)
    return loaded && { ...loaded, visit: visit?.returneeId === loaded.row.id ? visit : undefined }
  },
  may: (actor, loaded) => mayFollow(actor, loaded.row),
  decide(loaded, form, moment) {
    const { row, visit } = loaded
    if (!visit) return refuse('NO_SUCH_VISIT')
    if (visit.withdrawnAt !== null) return refuse('WITHDRAWN')
    const facts: NewFact[] = [
      { subject: subjectOf(row), name: 'fact.withdrawn', replaces: visit.factId, details: { reason: form.reason } },
    ]
    return { facts, changes: { visitId: visit.id, state: after(loaded, facts, moment) } }
  },
  async save(context, { visitId, state }, loaded) {
    await withdrawVisitRow(context.tx, visitId, context.now)
    await keepReturnee(context, loaded.row, state)
  },
})
