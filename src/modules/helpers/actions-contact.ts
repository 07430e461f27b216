/** Contacts: done, tried, taken back. The clock goes by when it was, not by when it was told. */
import { action, type NewFact } from '#kernel/action.ts'
import { dateOf } from '#kernel/time.ts'
import { childRef } from '#modules/people-and-cases/index.ts'
import { mayHelp } from './access.ts'
import { careAfter, closedFor, contactTimes, untimely } from './caring.ts'
import { refuse } from './refusals.ts'
import { contactForm, missedForm, withdrawContactForm } from './schema.ts'
import { type ContactRow, insertContact, keepCare, lockHelped, withdrawContactRow } from './store.ts'
import { type Manner, manners } from './words.ts'

export const recordContact = action({
  name: 'helpers.record-contact',
  title: '记帮教联系',
  help: '见到孩子或照料的人，或在电话里说上话。没联系上的记“没联系上”。',
  legalBasis: '镇专项五（六）1',
  form: contactForm,
  load: (context, form) => lockHelped(context, form.childId),
  may: (actor, loaded) => mayHelp(actor, loaded),
  decide(loaded, form, moment) {
    const shut = closedFor(loaded)
    if (shut) return shut
    const { care } = loaded
    if (!care || care.since === null) return refuse('NO_HELPER')
    const at = form.at ?? moment.occurredAt
    const no = untimely(care, at, moment)
    if (no) return no
    const onDay = dateOf(at)
    const twice = loaded.contacts.find((each) => each.kind === 'contacted' && each.withdrawnAt === null && each.onDay === onDay)
    if (twice)
      return refuse('CONTACTED_TODAY', { on: onDay, by: twice.content.by, manner: manners[twice.manner as Manner] ?? '' })
    const by = `${moment.actor.organisation.name} ${moment.actor.name}`
    const { condition, needs, note } = form
    const told = { condition, ...(needs?.length ? { needs } : {}), ...(note ? { note } : {}) }
    const contact: ContactRow = {
      id: moment.newId('contact'),
      childId: loaded.child.id,
      kind: 'contacted',
      manner: form.manner,
      onDay,
      at,
      toldAt: moment.now,
      byAccount: moment.actor.accountId,
      factId: `${moment.actionId}:0`,
      withdrawnAt: null,
      content: { by, ...told },
    }
    const fact: NewFact = {
      subject: childRef(loaded.child),
      name: 'child.contacted',
      value: { manner: form.manner },
      details: { by, ...told },
      occurredAt: at,
    }
    const row = careAfter(care, {}, [...contactTimes(loaded.contacts), at], moment.now)
    return { facts: [fact], changes: { contact, row }, reply: { nextDue: row.nextDue, danger: condition === 'danger' } }
  },
  async save(context, { contact, row }) {
    await insertContact(context, contact)
    await keepCare(context, row)
  },
  constraintRefusal: (constraint) =>
    constraint === 'contact_once_a_day' ? refuse('CONTACTED_TODAY', { on: '今天', by: '另一位同事', manner: '刚才' }) : undefined,
})

export const missContact = action({
  name: 'helpers.miss-contact',
  title: '记没联系上',
  help: '记下来，不算一次联系，每月的期限照走。',
  form: missedForm,
  load: (context, form) => lockHelped(context, form.childId),
  may: (actor, loaded) => mayHelp(actor, loaded),
  decide(loaded, form, moment) {
    const shut = closedFor(loaded)
    if (shut) return shut
    if (!loaded.care || loaded.care.since === null) return refuse('NO_HELPER')
    const by = `${moment.actor.organisation.name} ${moment.actor.name}`
    const told = { reason: form.reason, ...(form.note ? { note: form.note } : {}) }
    const contact: ContactRow = {
      id: moment.newId('contact'),
      childId: loaded.child.id,
      kind: 'missed',
      manner: null,
      onDay: dateOf(moment.occurredAt),
      at: moment.occurredAt,
      toldAt: moment.now,
      byAccount: moment.actor.accountId,
      factId: `${moment.actionId}:0`,
      withdrawnAt: null,
      content: { by, ...told },
    }
    const fact: NewFact = { subject: childRef(loaded.child), name: 'child.contact-missed', details: { by, ...told } }
    return { facts: [fact], changes: contact, reply: { nextDue: loaded.care.nextDue } }
  },
  save: (context, contact) => insertContact(context, contact),
})

export const withdrawContact = action({
  name: 'helpers.withdraw-contact',
  title: '撤回记错的联系',
  help: '原记录和撤回都留着；下次联系的期限按撤回后的重算。',
  form: withdrawContactForm,
  load: (context, form) => lockHelped(context, form.childId),
  may: (actor, loaded) => mayHelp(actor, loaded),
  decide(loaded, form, moment) {
    const contact = loaded.contacts.find((each) => each.id === form.contactId)
    if (!contact || !loaded.care) return refuse('NO_SUCH_CONTACT')
    if (contact.withdrawnAt !== null) return refuse('WITHDRAWN')
    const rest = loaded.contacts.filter((each) => each.id !== contact.id)
    const fact: NewFact = {
      subject: childRef(loaded.child),
      name: 'fact.withdrawn',
      replaces: contact.factId,
      details: { reason: form.reason },
    }
    return {
      facts: [fact],
      changes: { id: contact.id, row: careAfter(loaded.care, {}, contactTimes(rest), moment.now) },
      reply: {},
    }
  },
  async save(context, { id, row }) {
    await withdrawContactRow(context, id)
    await keepCare(context, row)
  },
})
