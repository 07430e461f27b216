/** Tickets: bought and given, seen on board, given back, refunds waited for; and what the way home cost beside them. */
import { action, type NewFact, type SubjectRef } from '#kernel/action.ts'
import { fileRef, rescueFile } from '#modules/people-and-cases/index.ts'
import { maySignOut } from './access.ts'
import { factAt, type Loaded, loadGuest } from './loads.ts'
import { refuse } from './refusals.ts'
import { fenOf, shortFareHolds, yuanOf } from './rules-form.ts'
import { boardingForm, refundForm, returnTicketForm, SHORT_FARE_YUAN, ticketForm } from './schema.ts'
import { costForm } from './schema-journey.ts'
import { insertTicket, markBoarded, markRefunded, markReturned } from './store.ts'
import { insertCost } from './store-plan.ts'

const TRAVEL = { kind: 'fare', whose: 'guest', fund: 'travel', chargedTo: 'fund' } as const

/** The cost of a ticket or, less than nothing, what came back for it. */
const fareFact = (subject: SubjectRef, amount: number, what: string): NewFact => ({
  subject,
  name: 'cost.recorded',
  value: { fund: 'travel', amount, chargedTo: 'fund' },
  details: { for: what },
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
        ...(fareFen > 0 ? [fareFact(subject, fareFen, kind)] : []),
      ],
      // The action's id names the ticket, so that the fact of its return can name it too.
      changes: { id: moment.actionId, kind, fareFen, home: home === 'yes' },
      reply: { ticketId: moment.actionId },
    }
  },
  async save(context, ticket, { file }) {
    const of = { fileId: file.id, ownerPath: file.ownerPath }
    await insertTicket(context, { ...ticket, ...of, factId: factAt(context.actionId) })
    if (ticket.fareFen > 0)
      await insertCost(context, {
        ...TRAVEL,
        ...of,
        id: context.newId('cost'),
        fen: ticket.fareFen,
        factId: factAt(context.actionId, 1),
      })
  },
  constraintRefusal: (constraint) => (constraint.startsWith('ticket') ? refuse('SHORT_FARE') : undefined),
})

const ticketOf = (loaded: Loaded, id: string) => loaded.tickets.find((each) => each.id === id)

export const witnessBoarding = action({
  name: 'departure.witness-boarding',
  title: '记看着上车',
  help: '两名工作人员看着上车，票不当场退现。',
  legalBasis: '工作规程第四章：乘车凭证',
  form: boardingForm,
  load: loadGuest,
  may: (actor, loaded) => maySignOut(actor, loaded),
  decide(loaded, form) {
    const ticket = ticketOf(loaded, form.ticketId)
    if (!ticket || ticket.returnedAt !== null) return refuse('NO_SUCH_TICKET')
    if (ticket.boardedAt !== null) return refuse('BOARDED')
    const { fileId: _id, ticketId, ...details } = form
    return {
      facts: [{ subject: fileRef(loaded.file), name: 'departure.boarding-witnessed', value: { ticket: ticketId }, details }],
      changes: { id: ticket.id },
    }
  },
  save: (context, changes) => markBoarded(context.tx, changes.id, context.occurredAt),
})

export const returnTicket = action({
  name: 'departure.return-ticket',
  title: '记退票',
  help: '退的是钱还是票都记；退款回救助资金，没有到账的列入待退款。',
  form: returnTicketForm,
  load: loadGuest,
  may: (actor, loaded) => maySignOut(actor, loaded),
  decide(loaded, form) {
    const ticket = ticketOf(loaded, form.ticketId)
    if (!ticket || ticket.returnedAt !== null) return refuse('NO_SUCH_TICKET')
    const refundFen = fenOf(form.refundYuan)
    if (refundFen > ticket.fareFen) return refuse('REFUND_TOO_MUCH', { fare: yuanOf(ticket.fareFen) })
    const subject = fileRef(loaded.file)
    const received = form.refund !== 'expected' || refundFen === 0
    return {
      facts: [
        {
          subject,
          name: 'departure.ticket-returned',
          value: { ticket: form.ticketId },
          details: { reason: form.reason, refundFen },
        },
        ...(refundFen > 0 && received ? [fareFact(subject, -refundFen, 'refund')] : []),
      ],
      changes: { id: ticket.id, refundFen, received },
    }
  },
  async save(context, changes, { file }) {
    await markReturned(context.tx, { ...changes, at: context.occurredAt })
    if (changes.refundFen > 0 && changes.received)
      await insertCost(context, {
        ...TRAVEL,
        id: context.newId('cost'),
        fileId: file.id,
        ownerPath: file.ownerPath,
        fen: -changes.refundFen,
        factId: factAt(context.actionId, 1),
      })
  },
})

export const receiveRefund = action({
  name: 'departure.receive-refund',
  title: '记退票款到账',
  form: refundForm,
  load: loadGuest,
  may: (actor, loaded) => maySignOut(actor, loaded),
  decide(loaded, form) {
    const ticket = ticketOf(loaded, form.ticketId)
    if (!ticket || ticket.returnedAt === null || ticket.refundedAt !== null) return refuse('NO_REFUND')
    const fen = fenOf(form.refundYuan)
    if (fen > ticket.fareFen) return refuse('REFUND_TOO_MUCH', { fare: yuanOf(ticket.fareFen) })
    const subject = fileRef(loaded.file)
    return {
      facts: [
        {
          subject,
          name: 'departure.refund-received',
          value: { ticket: form.ticketId },
          details: { fen, ...(form.how ? { how: form.how } : {}) },
        },
        ...(fen > 0 ? [fareFact(subject, -fen, 'refund')] : []),
      ],
      changes: { id: ticket.id, fen },
    }
  },
  async save(context, { id, fen }, { file }) {
    await markRefunded(context.tx, id, context.occurredAt, fen)
    if (fen > 0)
      await insertCost(context, {
        ...TRAVEL,
        id: context.newId('cost'),
        fileId: file.id,
        ownerPath: file.ownerPath,
        fen: -fen,
        factId: factAt(context.actionId, 1),
      })
  },
})

export const recordCost = action({
  name: 'departure.record-cost',
  title: '记返乡费用',
  help: '本人的、护送人员的分开记；车票退票已自动记，不用再记。',
  form: costForm,
  load: loadGuest,
  may: (actor, loaded) => maySignOut(actor, loaded),
  decide(loaded, form, moment) {
    const { fileId: _id, kind, whose, fund, chargedTo, amountYuan, ...details } = form
    const amount = fenOf(amountYuan)
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'cost.recorded',
          value: { fund, amount, chargedTo, whose },
          details: { ...details, for: kind },
        },
      ],
      changes: { id: moment.newId('cost'), kind, whose, fund, chargedTo, fen: amount },
    }
  },
  save: (context, cost, { file }) =>
    insertCost(context, { ...cost, fileId: file.id, ownerPath: file.ownerPath, factId: factAt(context.actionId) }),
})
