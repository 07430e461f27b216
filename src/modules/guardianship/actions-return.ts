/** The way home, the days after it, and the hand-on to whoever goes on. */
import { action, type NewFact } from '#kernel/action.ts'
import { dateOf } from '#kernel/time.ts'
import { childRef, grantChildPart } from '#modules/people-and-cases/index.ts'
import { mayWork } from './access.ts'
import { leave } from './actions-place.ts'
import { at as when, closedFile, endingFacts, held, openRequest, returnRefusal } from './common.ts'
import { organisationOf } from './loads.ts'
import { refuse } from './refusals.ts'
import { dayInOrder, instantOn, nextReturnedVisit } from './rules.ts'
import { handOnForm, returnForm, visitReturnedForm } from './schema.ts'
import { changeRequest, endHold, lockCare } from './store.ts'
import { changeReturn, insertReturn } from './store-care.ts'
import { handedTo, holdKinds } from './words.ts'

export const returnHome = action({
  name: 'guardianship.return',
  title: '返回家庭',
  help: '民政部门监护的孩子，先有返家前评估和民政局的批准。交人时核对身份与监护关系。',
  legalBasis: '未成年人保护法第九十三条；三年计划二（三）6',
  form: returnForm,
  async load(context, form) {
    const care = await lockCare(context, form.childId)
    return care && { ...care, town: await organisationOf(context, form.townId) }
  },
  may: (actor, care) => mayWork(actor, care),
  decide(care, form, moment) {
    const closed = closedFile(care)
    if (closed) return closed
    const hold = held(care)
    const { returned, placement } = care
    if (!care.hold && !placement && returned?.state === 'watched')
      return refuse('RETURNED_ALREADY', { at: when(returned.returnedAt), by: returned.content.by })
    const after = care.hold?.since ?? care.child.openedAt
    if (!dayInOrder(form.returnedOn, moment.now, after)) return refuse('DATE_ORDER', { after: dateOf(after) })
    const at = instantOn(form.returnedOn, moment.occurredAt)
    const request = openRequest(care, 'return')
    const support = (request?.content.form as { support?: string } | undefined)?.support
    if (hold) {
      const not = returnRefusal(care, hold, at, support ?? '')
      if (not) return not
      if (!request || request.state !== 'approved') return refuse('RETURN_NEEDS_APPROVAL', { kind: holdKinds[hold.kind] })
    }
    if (!form.identityChecked) return refuse('NOT_CHECKED_WHO')
    const subject = childRef(care.child)
    const facts: NewFact[] = [
      {
        subject,
        name: 'child.returned',
        value: { ground: form.ground },
        details: { to: form.to, address: form.address, phone: form.phone, note: form.note, files: form.files },
        occurredAt: at,
      },
      ...(care.hold ? endingFacts(care, care.hold, 'returned', at) : []),
      ...(placement ? [{ subject, name: 'child.placement-ended', value: { reason: 'returned' }, occurredAt: at }] : []),
    ]
    return {
      facts,
      changes: {
        at,
        request: request?.state === 'approved' ? request : undefined,
        made: {
          id: moment.newId('return'),
          childId: care.child.id,
          returnedAt: at,
          nextVisit: nextReturnedVisit(dateOf(at), null),
          content: { to: form.to, address: form.address, phone: form.phone, support, by: moment.actor.name },
        },
      },
      reply: { nextVisit: nextReturnedVisit(dateOf(at), null) },
    }
  },
  async save(context, { at, request, made }, care) {
    if (care.returned?.state === 'watched') await changeReturn(context, care.returned.id, { state: 'ended' })
    if (care.hold) await endHold(context, care.hold, { ground: 'returned', at, what: '返回家庭' })
    if (care.placement) await leave(context, care, care.placement, { reason: 'returned', at })
    if (request) await changeRequest(context, request, { state: 'done' })
    await insertReturn(context, made)
    if (care.town?.kind === 'town')
      await grantChildPart(context.tx, { childId: care.child.id, part: 'town', path: care.town.path, from: at })
  },
})

export const visitReturned = action({
  name: 'guardianship.visit-returned',
  title: '记返家回访',
  legalBasis: '三年计划二（三）6：返乡回访',
  form: visitReturnedForm,
  load: (context, form) => lockCare(context, form.childId),
  may: (actor, care) => mayWork(actor, care),
  decide(care, form, moment) {
    const closed = closedFile(care)
    if (closed) return closed
    const { returned } = care
    if (returned?.state !== 'watched') return refuse('NOT_WATCHED')
    const next = nextReturnedVisit(dateOf(moment.occurredAt), form.finding)
    const { childId: _child, manner, ...told } = form
    return {
      facts: [{ subject: childRef(care.child), name: 'child.returned-visited', value: { manner }, details: told }],
      changes: { id: returned.id, visited: { finding: form.finding, next } },
      reply: { next },
    }
  },
  save: (context, { id, visited }) => changeReturn(context, id, { visited }),
})

export const handOn = action({
  name: 'guardianship.hand-on',
  title: '移交后续工作',
  help: '回访过、情况稳定的，移交困境、留守儿童工作。接收的镇街从此能看到这个孩子的登记和帮扶。',
  legalBasis: '三年计划二（三）6',
  form: handOnForm,
  async load(context, form) {
    const care = await lockCare(context, form.childId)
    return care && { ...care, town: await organisationOf(context, form.townId) }
  },
  may: (actor, care) => mayWork(actor, care),
  decide(care, form, moment) {
    const closed = closedFile(care)
    if (closed) return closed
    const { returned } = care
    if (returned?.state !== 'watched') return refuse('NOT_WATCHED')
    if (returned.visits === 0) return refuse('NOT_VISITED')
    if (returned.finding === 'danger') return refuse('STILL_DANGER')
    const handed = { to: handedTo[form.to], receiver: form.receiver, note: form.note, by: moment.actor.name }
    return {
      facts: [
        {
          subject: childRef(care.child),
          name: 'child.handed-on',
          value: { to: form.to },
          details: { receiver: form.receiver, note: form.note, files: form.files },
        },
      ],
      changes: { id: returned.id, content: { ...returned.content, handed } },
    }
  },
  async save(context, { id, content }, care) {
    await changeReturn(context, id, { state: 'handed-on', content })
    if (care.town?.kind === 'town')
      await grantChildPart(context.tx, { childId: care.child.id, part: 'town', path: care.town.path, from: context.occurredAt })
  },
})
