/** After the return: the family looked at, hardship, nowhere to go, the household register. */
import { action, type NewFact } from '#kernel/action.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { fileRef } from '#modules/people-and-cases/index.ts'
import { mayReceive, mayRestore, mayVisit } from './access.ts'
import { loadCase } from './actions-reception.ts'
import { refuse } from './refusals.ts'
import { arrived, dayWords, doneBy, findings, moved, onDay } from './rules.ts'
import {
  askRegisterForm,
  askVisitForm,
  findingForm,
  placeForm,
  reportHardshipForm,
  restoreRegisterForm,
  visitForm,
} from './schema.ts'
import { changeReception, endAsked, placeById, share, SIGHT_AFTER_DONE } from './store.ts'
import { openFindings } from './words.ts'

const LOOKERS = ['town', 'village']

export const askVisit = action({
  name: 'origin.ask-visit',
  title: '请镇村了解家庭状况',
  help: '镇（街道）、村（社区）在本系统里看到这份个案，走访后直接登记。',
  legalBasis: '大提升第14项：了解返家人员家庭状况',
  form: askVisitForm,
  async load(context, form) {
    const loaded = await loadCase(context, form)
    return loaded && { ...loaded, asked: await placeById(context.tx, form.organisationId) }
  },
  may: (actor, loaded) => mayReceive(actor, loaded),
  decide(loaded, form) {
    const { asked, reception } = loaded
    if (!arrived(reception.state)) return refuse('NOT_RECEIVED', { what: '请镇村了解' })
    if (!asked || !LOOKERS.includes(asked.kind)) return refuse('NO_TOWN')
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'origin.visit-asked',
          value: { organisation: asked.id },
          details: { to: asked.name, text: form.text },
        },
      ],
      changes: { asked },
      reply: { receptionId: reception.id },
    }
  },
  async save(context, { asked }, loaded) {
    await changeReception(context.tx, loaded.reception.id, { visit_asked: asked.id })
    await endAsked(context, loaded, { parts: ['origin-visit'], but: asked.path })
    await share(context, loaded, { path: asked.path, part: 'origin-visit', by: loaded.reception.ownerPath })
  },
})

export const recordVisit = action({
  name: 'origin.record-visit',
  title: '记走访',
  help: '家里有谁、住哪里、靠什么生活、谁照料、善待不善待。没问清的就写没问清。',
  legalBasis: '大提升第14项',
  form: visitForm,
  load: loadCase,
  may: (actor, loaded) => mayVisit(actor, loaded),
  decide(loaded, form, moment) {
    const { reception } = loaded
    if (!arrived(reception.state)) return refuse('NOT_RECEIVED', { what: '记走访' })
    const state = moved(loaded, 'origin.record-visit')
    if (isRefusal(state)) return state
    const at = onDay('走访日期', form.visitedOn, moment.now)
    if (isRefusal(at)) return at
    const { receptionId, hardship, hardshipText, homeless, register, ...details } = form
    const subject = fileRef(loaded.file)
    const found = findings(subject, form, { at, notedAt: moment.occurredAt }, reception)
    const visited: NewFact = {
      subject,
      name: 'origin.family-visited',
      value: { by: moment.actor.organisation.kind },
      details: { ...details, hardship, hardshipText, homeless, register },
      occurredAt: at,
    }
    return {
      facts: [visited, ...found.facts],
      changes: { ...found.change, state, visited_at: at },
      reply: { receptionId, found: found.facts.map((fact) => fact.name) },
    }
  },
  save: (context, change, loaded) => changeReception(context.tx, loaded.reception.id, change),
})

export const recordFinding = action({
  name: 'origin.record-finding',
  title: '补记发现',
  help: '走访以后才知道的困难、无家可归、户口被注销。',
  legalBasis: '大提升第14项',
  form: findingForm,
  load: loadCase,
  may: (actor, loaded) => mayVisit(actor, loaded),
  decide(loaded, form, moment) {
    const { reception } = loaded
    if (!arrived(reception.state)) return refuse('NOT_RECEIVED', { what: '补记发现' })
    const at = moment.occurredAt
    const { facts, change } = findings(fileRef(loaded.file), form, { at, notedAt: at }, reception)
    const [first, ...rest] = facts
    if (!first) return refuse('NOTHING_FOUND')
    return {
      facts: [{ ...first, details: { ...first.details, note: form.note } }, ...rest],
      changes: change,
      reply: { receptionId: form.receptionId, found: facts.map((fact) => fact.name) },
    }
  },
  save: (context, change, loaded) => changeReception(context.tx, loaded.reception.id, change),
})

export const reportHardship = action({
  name: 'origin.report-hardship',
  title: '报送困难情况',
  help: '报给镇（街道）和有关部门，请落实救助；函可以打印。',
  legalBasis: '大提升第14项',
  form: reportHardshipForm,
  load: loadCase,
  may: (actor, loaded) => mayReceive(actor, loaded),
  decide(loaded, form) {
    const { reception } = loaded
    if (!openFindings(reception).includes('hardship'))
      return reception.reportedAt === null
        ? refuse('NO_HARDSHIP')
        : refuse('REPORTED', doneBy(loaded, 'origin.hardship-reported'))
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'origin.hardship-reported',
          value: { to: form.to.join(', ') },
          details: { units: form.units, text: form.text },
        },
      ],
      changes: null,
      reply: { receptionId: form.receptionId },
    }
  },
  save: (context, _changes, loaded) => changeReception(context.tx, loaded.reception.id, { reported_at: context.occurredAt }),
})

export const place = action({
  name: 'origin.place',
  title: '记安置',
  help: '确实无家可归的，由政府协调安置；家里不能照料的也记在这里。',
  legalBasis: '大提升第14项：无家可归的妥善安置',
  form: placeForm,
  load: loadCase,
  may: (actor, loaded) => mayReceive(actor, loaded),
  decide(loaded, form, moment) {
    const { reception } = loaded
    if (!arrived(reception.state)) return refuse('NOT_RECEIVED', { what: '记安置' })
    const homeless = openFindings(reception).includes('homeless')
    if (!homeless && reception.placedAt !== null) return refuse('PLACED', { when: dayWords(reception.placedAt) })
    if (homeless && !form.government) return refuse('GOVERNMENT_FIRST')
    const at = onDay('安置日期', form.placedOn, moment.now)
    if (isRefusal(at)) return at
    const { receptionId, kind, placedOn: _on, ...details } = form
    return {
      facts: [{ subject: fileRef(loaded.file), name: 'origin.placed', value: { kind }, details, occurredAt: at }],
      changes: { kind },
      reply: { receptionId },
    }
  },
  save: (context, { kind }, loaded) =>
    changeReception(context.tx, loaded.reception.id, { placed_at: context.occurredAt, placed_as: kind }),
})

export const askRegister = action({
  name: 'origin.ask-register',
  title: '请公安恢复户籍',
  help: '户口被注销的，函请公安恢复；公安在本系统里的，恢复后由他们登记。',
  legalBasis: '大提升第14项：及时恢复户籍',
  form: askRegisterForm,
  async load(context, form) {
    const loaded = await loadCase(context, form)
    return loaded && { ...loaded, police: form.organisationId ? await placeById(context.tx, form.organisationId) : undefined }
  },
  may: (actor, loaded) => mayReceive(actor, loaded),
  decide(loaded, form) {
    const { reception, police } = loaded
    if (reception.cancelledAt === null) return refuse('NOT_CANCELLED')
    if (reception.restoredAt !== null) return refuse('RESTORED', { when: dayWords(reception.restoredAt) })
    if (form.organisationId && police?.kind !== 'police') return refuse('NO_TOWN')
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'origin.register-asked',
          details: { police: form.police, text: form.text },
        },
      ],
      changes: { police },
      reply: { receptionId: form.receptionId },
    }
  },
  async save(context, { police }, loaded) {
    await changeReception(context.tx, loaded.reception.id, { police_asked_at: context.occurredAt })
    await endAsked(context, loaded, { parts: ['origin-register'], ...(police ? { but: police.path } : {}) })
    if (police) await share(context, loaded, { path: police.path, part: 'origin-register', by: loaded.reception.ownerPath })
  },
})

export const restoreRegister = action({
  name: 'origin.restore-register',
  title: '记户籍恢复',
  legalBasis: '大提升第14项：及时恢复户籍',
  form: restoreRegisterForm,
  load: loadCase,
  may: (actor, loaded) => mayRestore(actor, loaded),
  decide(loaded, form, moment) {
    const { reception } = loaded
    if (reception.cancelledAt === null) return refuse('NOT_CANCELLED')
    if (reception.restoredAt !== null) return refuse('RESTORED', { when: dayWords(reception.restoredAt) })
    const at = onDay('恢复日期', form.restoredOn, moment.now)
    if (isRefusal(at)) return at
    const { receptionId, restoredOn: _on, ...details } = form
    return {
      facts: [{ subject: fileRef(loaded.file), name: 'origin.register-restored', details, occurredAt: at }],
      changes: { at },
      reply: { receptionId },
    }
  },
  async save(context, { at }, loaded) {
    await changeReception(context.tx, loaded.reception.id, { restored_at: at })
    await endAsked(context, loaded, { parts: ['origin-register'], after: SIGHT_AFTER_DONE })
  },
})
