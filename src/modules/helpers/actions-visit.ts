/** Visits to the parent: asked with the child's own wish, answered by the prison, done or not. The prison writes its row; the file is told by the system. */
import { action, type LoadContext, type NewFact } from '#kernel/action.ts'
import { type ChildRow, childRef, compartmentsOf, lockChild } from '#modules/people-and-cases/index.ts'
import { bySystem, isPrison, mayHelp } from './access.ts'
import { closedFor, today } from './caring.ts'
import { visitLife, type VisitState } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { answerVisitForm, askVisitForm, followVisitForm, recordVisitForm, withdrawVisitForm } from './schema.ts'
import { type CareRow, careOf, changeVisit, insertVisit, lockHelped, lockVisit, type VisitRow } from './store.ts'
import { dateOf } from '#kernel/time.ts'

export const askVisit = action({
  name: 'helpers.ask-visit',
  title: '申请会见父母',
  help: '先问孩子。监所在系统内的直接收到，同意以后定日子。',
  form: askVisitForm,
  load: (context, form) => lockHelped(context, form.childId),
  may: (actor, loaded) => mayHelp(actor, loaded),
  decide(loaded, form, moment) {
    const shut = closedFor(loaded)
    if (shut) return shut
    const parent = loaded.parents.find((each) => each.id === form.parentId)
    if (!parent) return refuse('NO_PARENT')
    if (parent.state === 'released') return refuse('PARENT_RELEASED', { on: parent.releasedOn ?? '' })
    if (form.wish === 'unwilling') return refuse('UNWILLING')
    if (form.from < today(moment) || form.to < form.from) return refuse('VISIT_DATES')
    const open = loaded.visits.find((each) => each.parentId === parent.id && (each.state === 'asked' || each.state === 'agreed'))
    if (open) return refuse('VISIT_OPEN', { state: visitLife.states[open.state].zh, on: dateOf(open.askedAt) })
    const visit: VisitRow = {
      id: moment.newId('visit'),
      childId: loaded.child.id,
      parentId: parent.id,
      state: 'asked',
      prisonPath: parent.prisonPath,
      askedAt: moment.occurredAt,
      fromOn: form.from,
      toOn: form.to,
      plannedOn: null,
      answeredAt: null,
      visitedOn: null,
      content: {
        // The prison reads this row: the child's name is what it told itself, where it told.
        child: loaded.child.name,
        parent: parent.content.name,
        wish: form.wish,
        way: form.way,
        companion: form.companion,
        ...(form.phone ? { phone: form.phone } : {}),
        ...(form.note ? { note: form.note } : {}),
        by: `${moment.actor.organisation.name} ${moment.actor.name}`,
      },
    }
    const fact: NewFact = { subject: childRef(loaded.child), name: 'child.parent-visit-asked', details: { wish: form.wish } }
    return { facts: [fact], changes: visit, reply: { visitId: visit.id, toPrison: parent.prisonPath !== null } }
  },
  save: (context, visit) => insertVisit(context, visit),
  constraintRefusal: (constraint) =>
    constraint === 'visit_open' ? refuse('VISIT_OPEN', { state: visitLife.states.asked.zh, on: '刚才' }) : undefined,
})

export interface LoadedVisit {
  visit: VisitRow
  /** Null for the prison, which does not see the file. */
  child: ChildRow | null
  opens: ReadonlySet<string>
  care: CareRow | undefined
}

async function loadVisit(context: LoadContext, form: { visitId: string }): Promise<LoadedVisit | null> {
  const { tx, vault, actor } = context
  const visit = await lockVisit(tx, vault, form.visitId)
  if (!visit) return null
  if (actor.organisation.kind === 'prison') return { visit, child: null, opens: new Set(), care: undefined }
  const loaded = await lockChild(tx, vault, visit.childId)
  return {
    visit,
    child: loaded?.child ?? null,
    opens: await compartmentsOf(tx, visit.childId),
    care: await careOf(tx, vault, visit.childId),
  }
}

const step = ({ visit }: LoadedVisit, door: string, to: VisitState, what: string) => {
  const known = visitLife.moves.some(
    (move) => move.action === door && move.to === to && (move.from as readonly string[]).includes(visit.state),
  )
  return known ? null : refuse('VISIT_NOT_NOW', { state: visitLife.states[visit.state].zh, what })
}

const answered = (visit: VisitRow, child: ChildRow, at: number): NewFact => ({
  subject: childRef(child),
  name: 'child.parent-visit-answered',
  value: { agreed: visit.state === 'agreed' },
  details: { on: visit.plannedOn ?? '', text: visit.content.answer ?? '' },
  occurredAt: at,
})

export const answerVisit = action({
  name: 'helpers.answer-visit',
  title: '答复会见申请',
  help: '监所在这里答复；监所不在系统内的，由司法所或联系人照对方的答复登记。',
  form: answerVisitForm,
  load: loadVisit,
  may: (actor, loaded) => isPrison(actor, loaded.visit.prisonPath) || (loaded.child !== null && mayHelp(actor, loaded)),
  decide(loaded, form, moment) {
    const to = form.agreed ? ('agreed' as const) : ('refused' as const)
    const no = step(loaded, 'helpers.answer-visit', to, '答复')
    if (no) return no
    if (form.agreed && (!form.on || form.on < today(moment))) return refuse('ANSWER_DATE')
    if (!form.agreed && !form.text) return refuse('ANSWER_REASON')
    const visit: VisitRow = {
      ...loaded.visit,
      state: to,
      plannedOn: form.agreed ? (form.on ?? null) : null,
      answeredAt: moment.occurredAt,
      content: {
        ...loaded.visit.content,
        ...(form.text ? { answer: form.text } : {}),
        answeredBy: moment.actor.organisation.name,
      },
    }
    const { child } = loaded
    return {
      facts: child ? [answered(visit, child, moment.occurredAt)] : [],
      changes: visit,
      reply: {},
      jobs: child ? [] : [{ name: 'helpers.visit-answered', data: { id: visit.id }, key: visit.id }],
    }
  },
  save: (context, visit) => changeVisit(context, visit),
})

export const followVisit = action({
  name: 'helpers.follow-visit',
  title: '把监所的答复记进孩子的个案',
  form: followVisitForm,
  load: loadVisit,
  may: (actor) => bySystem(actor),
  decide({ visit, child }) {
    const facts = child && visit.answeredAt !== null ? [answered(visit, child, visit.answeredAt)] : []
    return { facts, changes: null, reply: {} }
  },
  save: async () => {},
})

export const recordVisit = action({
  name: 'helpers.record-visit',
  title: '记会见',
  form: recordVisitForm,
  load: loadVisit,
  may: (actor, loaded) => loaded.child !== null && mayHelp(actor, loaded),
  decide(loaded, form, moment) {
    const no = step(loaded, 'helpers.record-visit', 'visited', '记会见')
    if (no) return no
    const asked = dateOf(loaded.visit.askedAt)
    if (form.on > today(moment) || form.on < asked) return refuse('VISITED_DATE', { asked })
    const fact: NewFact = {
      subject: childRef(loaded.child as ChildRow),
      name: 'child.parent-visited',
      details: { on: form.on, ...(form.text ? { text: form.text } : {}) },
    }
    const { content } = loaded.visit
    const visit: VisitRow = {
      ...loaded.visit,
      state: 'visited',
      visitedOn: form.on,
      content: { ...content, ...(form.text ? { told: form.text } : {}) },
    }
    return { facts: [fact], changes: visit, reply: {} }
  },
  save: (context, visit) => changeVisit(context, visit),
})

export const withdrawVisit = action({
  name: 'helpers.withdraw-visit',
  title: '撤回会见申请',
  form: withdrawVisitForm,
  load: loadVisit,
  may: (actor, loaded) => loaded.child !== null && mayHelp(actor, loaded),
  decide(loaded, form) {
    const no = step(loaded, 'helpers.withdraw-visit', 'withdrawn', '撤回')
    if (no) return no
    const visit: VisitRow = {
      ...loaded.visit,
      state: 'withdrawn',
      content: { ...loaded.visit.content, withdrawn: form.reason },
    }
    return { facts: [], changes: visit, reply: {} }
  },
  save: (context, visit) => changeVisit(context, visit),
})
