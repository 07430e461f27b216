/** The way home: plan, tickets, handover at arrival, a place of origin that refuses, the letter that tells it. */
import { action } from '#kernel/action.ts'
import { fileRef, rescueFile } from '#modules/people-and-cases/index.ts'
import { maySignOut } from './access.ts'
import { factAt, loadGuest } from './loads.ts'
import { originSealed } from './origins.ts'
import { refuse } from './refusals.ts'
import { defined, fenOf, journeyOf, shortFareHolds, yuanOf } from './rules-form.ts'
import {
  handoverForm,
  originRefusalForm,
  planForm,
  raiseForm,
  returnTicketForm,
  SHORT_FARE_YUAN,
  tellOriginForm,
  ticketForm,
} from './schema.ts'
import {
  insertPlan,
  insertRefusal,
  insertTicket,
  markHandedOver,
  markRaised,
  markReturned,
  markTold,
  takeDocumentNumber,
} from './store.ts'

export const planReturn = action({
  name: 'departure.plan-return',
  title: '定返乡方案',
  help: '身份核实、身体允许的就定；跨省护送由市站承担。',
  legalBasis: '大提升第9项；三年计划三（三）3',
  form: planForm,
  load: loadGuest,
  may: (actor, loaded) => maySignOut(actor, loaded),
  decide(loaded, form, moment) {
    const { file } = loaded
    if (file.state !== 'in' && file.state !== 'asked') return refuse('NOT_IN', { state: rescueFile.states[file.state].zh })
    const { fileId: _id, origin: _origin, local: _local, crossProvince: _cross, via: _via, ...details } = form
    const journey = journeyOf(form)
    return {
      facts: [originSealed({ subject: fileRef(file), name: 'departure.return-planned', value: { ...journey }, details })],
      changes: { id: moment.newId('plan'), journey, means: form.means, plannedOn: form.plannedOn ?? null },
      reply: { advice: journey.crossProvince && form.means === 'escort' ? ['city-station'] : [] },
    }
  },
  async save(context, { journey, ...plan }, { file }) {
    await insertPlan(context, {
      ...plan,
      fileId: file.id,
      ownerPath: file.ownerPath,
      local: journey.local ?? null,
      crossProvince: journey.crossProvince ?? null,
      factId: factAt(context.actionId),
    })
  },
})

export const issueTicket = action({
  name: 'departure.issue-ticket',
  title: '发乘车凭证',
  help: `车票由站里买；短途乘车费不超过 ${SHORT_FARE_YUAN} 元，本人签收。`,
  legalBasis: '工作规程第四章：无交通费的提供乘车凭证，原则上不提供现金',
  form: ticketForm,
  load: loadGuest,
  may: (actor, loaded) => maySignOut(actor, loaded),
  decide(loaded, form, moment) {
    const { file } = loaded
    if (file.state !== 'in' && file.state !== 'asked') return refuse('NOT_IN', { state: rescueFile.states[file.state].zh })
    if (!shortFareHolds(form, SHORT_FARE_YUAN)) return refuse('SHORT_FARE')
    const { fileId: _id, kind, home, fareYuan, ...details } = form
    const fareFen = fenOf(fareYuan)
    const subject = fileRef(file)
    return {
      facts: [
        { subject, name: 'departure.ticket-issued', value: { kind, home: home === 'yes' }, details: { ...details, fareFen } },
        ...(fareFen > 0
          ? [
              {
                subject,
                name: 'cost.recorded',
                value: { fund: 'travel', amount: fareFen, chargedTo: 'fund' },
                details: { for: kind },
              },
            ]
          : []),
      ],
      // The action's id names the ticket, so that the fact of its return can name it too.
      changes: { id: moment.actionId, kind, fareFen, home: home === 'yes' },
      reply: { ticketId: moment.actionId },
    }
  },
  save: (context, ticket, { file }) =>
    insertTicket(context, { ...ticket, fileId: file.id, ownerPath: file.ownerPath, factId: factAt(context.actionId) }),
  constraintRefusal: (constraint) => (constraint.startsWith('ticket') ? refuse('SHORT_FARE') : undefined),
})

export const returnTicket = action({
  name: 'departure.return-ticket',
  title: '记退票',
  help: '退的是钱还是票都记；退款回救助资金。',
  form: returnTicketForm,
  load: loadGuest,
  may: (actor, loaded) => maySignOut(actor, loaded),
  decide(loaded, form) {
    const ticket = loaded.tickets.find((each) => each.id === form.ticketId)
    if (!ticket || ticket.returnedAt !== null) return refuse('NO_SUCH_TICKET')
    const refund = fenOf(form.refundYuan)
    if (refund > ticket.fareFen) return refuse('REFUND_TOO_MUCH', { fare: yuanOf(ticket.fareFen) })
    const subject = fileRef(loaded.file)
    return {
      facts: [
        {
          subject,
          name: 'departure.ticket-returned',
          value: { ticket: form.ticketId },
          details: { reason: form.reason, refundFen: refund },
        },
        ...(refund > 0
          ? [
              {
                subject,
                name: 'cost.recorded',
                value: { fund: 'travel', amount: -refund, chargedTo: 'fund' },
                details: { for: 'refund' },
              },
            ]
          : []),
      ],
      changes: { id: ticket.id },
    }
  },
  save: (context, changes) => markReturned(context.tx, changes.id, context.occurredAt),
})

export const signHandover = action({
  name: 'departure.sign-handover',
  title: '签到达交接',
  legalBasis: '大提升第9项；工作规程：护送返乡交接',
  form: handoverForm,
  load: loadGuest,
  may: (actor, loaded) => maySignOut(actor, loaded),
  decide(loaded, form, moment) {
    const { file, leaving } = loaded
    if (file.state !== 'left' || !leaving) return refuse('NOT_LEFT')
    if (!leaving.sentHome && leaving.kind !== 'other-station') return refuse('NOT_SENT_HOME')
    if (leaving.handedOverAt !== null) return refuse('HANDED_OVER')
    const { fileId: _id, arrivedAt, ...details } = form
    const at = Math.min(arrivedAt, moment.now)
    const value = defined({ local: leaving.local ?? undefined, crossProvince: leaving.crossProvince ?? undefined })
    return {
      facts: [{ subject: fileRef(file), name: 'departure.handed-over', value, details, occurredAt: at }],
      changes: { id: leaving.id, at },
    }
  },
  save: (context, changes) => markHandedOver(context.tx, changes.id, changes.at),
})

export const recordOriginRefusal = action({
  name: 'departure.record-origin-refusal',
  title: '记流出地拒收',
  help: '对方不接，不等于不送：先记下谁答复的、什么理由，再逐级上报。',
  legalBasis: '大提升第9项：流出地拒收的逐级上报协调',
  form: originRefusalForm,
  load: loadGuest,
  may: (actor, loaded) => maySignOut(actor, loaded),
  decide(loaded, form, moment) {
    const { fileId: _id, ...details } = form
    return {
      facts: [{ subject: fileRef(loaded.file), name: 'departure.origin-refused', details }],
      changes: { id: moment.newId('origin-refusal') },
    }
  },
  save: (context, changes, { file }) =>
    insertRefusal(context, { id: changes.id, fileId: file.id, ownerPath: file.ownerPath, factId: factAt(context.actionId) }),
})

export const raise = action({
  name: 'departure.raise',
  title: '报上级协调',
  legalBasis: '大提升第9项',
  form: raiseForm,
  load: loadGuest,
  may: (actor, loaded) => maySignOut(actor, loaded),
  decide(loaded, form) {
    const { originRefusal } = loaded
    if (!originRefusal) return refuse('NOT_REFUSED')
    const refused = loaded.facts.find((fact) => fact.id === originRefusal.factId)
    const { fileId: _id, ...details } = form
    return {
      facts: [
        originSealed({
          subject: fileRef(loaded.file),
          name: 'departure.raised',
          value: defined({ origin: refused?.value.origin }),
          details,
        }),
      ],
      changes: { id: originRefusal.id, to: form.to as string },
    }
  },
  save: (context, changes) => markRaised(context.tx, changes.id, context.occurredAt, changes.to),
})

export const tellOrigin = action({
  name: 'departure.tell-origin',
  title: '发返乡告知函',
  legalBasis: '大提升第14项：书面告知流出地',
  form: tellOriginForm,
  load: loadGuest,
  may: (actor, loaded) => maySignOut(actor, loaded),
  decide(loaded, form) {
    const { leaving } = loaded
    if (!leaving?.sentHome) return refuse('NOT_SENT_HOME')
    const { fileId: _id, ...details } = form
    return {
      facts: [{ subject: fileRef(loaded.file), name: 'departure.origin-told', details }],
      changes: { id: leaving.id, letterNo: leaving.letterNo },
    }
  },
  async save(context, changes, loaded) {
    const letterNo = changes.letterNo ?? (await takeDocumentNumber(context, loaded.station, 'letter'))
    await markTold(context.tx, changes.id, context.occurredAt, letterNo)
  },
})
