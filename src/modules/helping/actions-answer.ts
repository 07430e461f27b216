/** The organisation that was asked says what came of it, and writes down each session. */
import { action, type NewFact } from '#kernel/action.ts'
import { mayAnswer } from './access.ts'
import type { Service } from './catalogue-schema.ts'
import { letOut, stepOf, withStep } from './letters.ts'
import { type LoadedReferral, loadReferral, moved, named, notNow, told } from './loads.ts'
import { refuse } from './refusals.ts'
import { isOpen, may, momentOf, stateAfter } from './rules.ts'
import { answerForm, sessionForm } from './schema.ts'
import { changeReferral, insertGiven, type GivenContent } from './store-referral.ts'
import { givenFacts, results } from './words.ts'

interface Said {
  aid?: boolean | undefined
  aidKind?: string | undefined
  workKind?: string | undefined
}

/** What policies read of a service that was given. */
function valueOf(service: Service, said: Said): Record<string, unknown> {
  if (service.leaves === 'child.enrolled') return said.aid === undefined ? {} : { aid: said.aid }
  if (service.leaves === 'child.work-helped') return { kind: said.workKind ?? service.work }
  if (service.leaves === 'child.aid-granted') return { kind: said.aidKind ?? service.aid }
  if (service.leaves === 'child.taught') return { topic: service.topic }
  return {}
}

/** The fact that the child was given it; a service of an inner compartment leaves its fact there. */
function givenFact(loaded: LoadedReferral, said: Said, content: GivenContent, at: number): NewFact[] {
  const { service, ref } = loaded
  if (!service.leaves) return []
  return [
    { subject: ref, name: service.leaves, value: told(valueOf(service, said)), details: told({ ...content }), occurredAt: at },
  ]
}

const givenRow = ({ referral, service }: LoadedReferral, id: string, at: number, content: GivenContent, factId: string) =>
  service.leaves && {
    id,
    childId: referral.childId,
    // A fact may lie deeper than the plan's item: what is read of it is read there.
    compartment: service.in === 'plan' ? givenFacts[service.leaves].compartment : (service.in as string),
    fact: service.leaves,
    service: service.id,
    referralId: referral.id,
    itemId: referral.itemId,
    givenAt: at,
    content,
    factId,
  }

export const answerReferral = action({
  name: 'helping.answer-referral',
  title: '答复转介',
  help: '办成的写清办了什么；不予办理的写依据，转介单位好另想办法。',
  legalBasis: '十六部门意见三',
  form: answerForm,
  load: loadReferral,
  may: (actor, loaded) => mayAnswer(actor, loaded.referral, loaded),
  decide(loaded, form, moment) {
    const { referral, service, ref } = loaded
    const state = stateAfter(referral.state, form.result)
    if (!state) return notNow(referral.state, '再答复')
    const at = momentOf(form.on, moment.occurredAt)
    if (at === null) return refuse('FUTURE_DAY')
    const content = { what: form.words, by: form.from }
    // What sessions have told already is not told once more by their end.
    const given = state === 'granted' && referral.sessions === 0 ? givenFact(loaded, form, content, at) : []
    const facts: NewFact[] = [
      moved(
        ref,
        'child.referral-answered',
        { result: form.result, ...named(service) },
        told({ words: form.words, from: form.from, files: form.files }),
      ),
      ...given,
      ...(state === 'granted' && referral.itemId
        ? [{ ...moved(ref, 'child.plan-item-done', named(service)), occurredAt: at }]
        : []),
    ]
    return {
      facts,
      changes: {
        row: given.length > 0 ? givenRow(loaded, moment.newId('given'), at, content, `${moment.actionId}:1`) : undefined,
        change: {
          state,
          silentSince: moment.now,
          answeredAt: moment.occurredAt,
          closedAt: isOpen(state) ? null : moment.now,
          content: {
            ...withStep(referral.content, stepOf(moment, results[form.result], form.words)),
            answer: form.words ?? referral.content.answer,
            files: form.files ?? referral.content.files,
          },
        },
      },
      reply: { state },
    }
  },
  async save(context, { row, change }, { referral }) {
    if (row) await insertGiven(context, row)
    await changeReferral(context, referral, change)
    if (change.closedAt !== null) await letOut(context, referral)
  },
})

export const recordSession = action({
  name: 'helping.record-session',
  title: '记一次',
  help: '分次办的，每办一次记一笔；记了就不算没有消息。',
  form: sessionForm,
  load: loadReferral,
  may: (actor, loaded) => mayAnswer(actor, loaded.referral, loaded),
  decide(loaded, form, moment) {
    const { referral } = loaded
    if (!may(referral.state, 'helping.record-session')) return notNow(referral.state, '再记')
    const at = momentOf(form.on, moment.occurredAt)
    if (at === null) return refuse('FUTURE_DAY')
    const content = { what: form.did, next: form.next }
    const facts = givenFact(loaded, {}, content, at)
    return {
      facts:
        facts.length > 0
          ? facts
          : [moved(loaded.ref, 'child.referral-answered', { result: 'accepted', ...named(loaded.service) })],
      changes: {
        row: givenRow(loaded, moment.newId('given'), at, content, `${moment.actionId}:0`),
        change: {
          state: 'working' as const,
          silentSince: moment.now,
          content: withStep(referral.content, stepOf(moment, '记一次', form.did)),
        },
      },
      reply: { sessions: referral.sessions + 1 },
    }
  },
  async save(context, { row, change }, { referral }) {
    if (row) await insertGiven(context, row)
    await changeReferral(context, referral, change)
  },
})
