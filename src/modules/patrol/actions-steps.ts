/** What is done at an encounter: asked, persuaded, goods, emergency, police, evidence, on the way to a station or a hospital. */
import { action, type Decision, type LoadContext } from '#kernel/action.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { personRef } from '#modules/people-and-cases/index.ts'
import { escortLife } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { endEscortForm, giveGoodsForm, offerHelpForm, persuadeForm, startEscortForm, takeStepForm } from './schema.ts'
import { type Organ, organisationsById } from './store-area.ts'
import { shiftById, shiftRef } from './store-shift.ts'
import { changeEncounter, type Encounter, lockEncounter, sharePerson, unsharePerson } from './store.ts'

interface Loaded {
  met: Encounter | null
}
const load = async (context: LoadContext, form: { encounterId: string }): Promise<Loaded> => ({
  met: await lockEncounter(context, form.encounterId),
})
/** Whoever sees the encounter takes part in it: a joint shift writes down what any of them did. */
const may = (_actor: unknown, { met }: Loaded) => (met ? true : refuse('NO_ENCOUNTER'))

type Change = Partial<Encounter>
const save = async (context: LoadContext, change: Change, { met }: Loaded) => {
  if (met) await changeEncounter(context, met, change)
}
const refOf = (met: Encounter) => personRef({ id: met.personId, ownerPath: met.ownerPath })

/** One fact about the person and one change of the encounter. */
function step(
  met: Encounter | null,
  fact: { name: string; value?: Record<string, unknown>; details?: Record<string, unknown> },
  change: Change,
): Decision<Change> | Refusal {
  if (!met) return refuse('NO_ENCOUNTER')
  const { areaId, shiftId, stopId } = met
  return {
    facts: [{ subject: refOf(met), ...fact, details: { encounterId: met.id, areaId, shiftId, stopId, ...fact.details } }],
    changes: change,
    reply: { encounterId: met.id },
  }
}

export const offerHelp = action({
  name: 'patrol.offer-help',
  title: '询问求助意愿',
  help: '完全民事行为能力人本人同意才护送；拒绝的告知求助电话和方式。',
  legalBasis: '服务质量提升行动12',
  form: offerHelpForm,
  load,
  may,
  decide: ({ met }, { answer, note }) =>
    step(met, { name: 'patrol.help-offered', value: { answer }, details: { note } }, { answer }),
  save,
})

export const persuade = action({
  name: 'patrol.persuade',
  title: '登记劝导',
  legalBasis: '服务质量提升行动12：拒绝救助的告知求助方式并做好劝导记录',
  form: persuadeForm,
  load,
  may,
  decide: ({ met }, { contactGiven, words }, { occurredAt }) =>
    step(met, { name: 'patrol.persuaded', value: { contactGiven }, details: { words } }, { persuadedAt: occurredAt }),
  save,
})

const stepFacts = {
  'emergency-called': { fact: 'patrol.emergency-called', column: 'emergencyAt' },
  'police-told': { fact: 'patrol.police-told', column: 'policeAt' },
  'evidence-taken': { fact: 'patrol.evidence-taken', column: 'evidenceAt' },
  'station-told': { fact: 'patrol.station-told', column: 'stationAt' },
} as const

export const takeStep = action({
  name: 'patrol.take-step',
  title: '通知急救、公安、救助站，现场取证',
  help: '先打电话，再点这里记下时间。',
  legalBasis: '职责分工三（三）（四）；服务质量提升行动12',
  form: takeStepForm,
  load,
  may,
  decide({ met }, { step: kind, to, toId, note }, { occurredAt }) {
    const { fact, column } = stepFacts[kind]
    // Told again is told again; the first time is what counts, whichever phone arrives first.
    return step(met, { name: fact, details: { to, toId, note } }, { [column]: Math.min(met?.[column] ?? occurredAt, occurredAt) })
  },
  save,
})

export const giveGoods = action({
  name: 'patrol.give-goods',
  title: '发放物品',
  help: '给一个人的从街面发现里发；成批留在点位的按班次记。',
  form: giveGoodsForm,
  async load(context, form) {
    if (form.encounterId) return { met: await lockEncounter(context, form.encounterId), shift: null }
    return { met: null, shift: form.shiftId ? await shiftById(context.tx, context.vault, form.shiftId) : null }
  },
  may(_actor, { met, shift }, form) {
    if (form.encounterId) return met ? true : refuse('NO_ENCOUNTER')
    if (!form.shiftId) return refuse('TO_WHOM')
    return shift ? true : refuse('NO_SHIFT')
  },
  decide({ met, shift }, form) {
    const subject = met ? refOf(met) : shift ? shiftRef(shift) : null
    if (!subject) return refuse('TO_WHOM')
    const goods = [...new Set(form.goods.map((each) => each.item))]
    const pieces = form.goods.reduce((sum, each) => sum + each.count, 0)
    const areaId = met?.areaId ?? shift?.areaId
    return {
      facts: [
        {
          subject,
          name: 'patrol.goods-given',
          value: { goods, pieces },
          details: {
            encounterId: met?.id,
            shiftId: met?.shiftId ?? shift?.id,
            areaId,
            stopId: met?.stopId ?? form.stopId,
            lines: form.goods,
          },
        },
      ],
      changes: met ? { goods: met.goods + pieces, goodsKinds: [...new Set([...met.goodsKinds, ...goods])] } : null,
      reply: { pieces },
    }
  },
  async save(context, change, { met }) {
    if (met && change) await changeEncounter(context, met, change)
  },
})

interface Escorted extends Loaded {
  to: Organ | null
}

/** Where they were on their way to so far. */
async function goingTo(context: LoadContext, met: Encounter | null): Promise<Organ | null> {
  const [to] = met?.escortTo ? await organisationsById(context.tx, [met.escortTo], context.actor.organisation.path) : []
  return to ?? null
}

/** Whoever they do not come to has no business with them. */
async function turnedAway(context: LoadContext, met: Encounter, from: Organ | null): Promise<void> {
  if (from && from.path !== met.ownerPath) await unsharePerson(context, met.personId, from.path, 'escort')
}

export const startEscort = action({
  name: 'patrol.start-escort',
  title: '开始护送',
  help: '送往的单位马上看得到有人正送来。',
  legalBasis: '服务质量提升行动12：引导护送，书面交接',
  form: startEscortForm,
  async load(context, form): Promise<Escorted & { before: Organ | null }> {
    const { met } = await load(context, form)
    const [to] = form.toId ? await organisationsById(context.tx, [form.toId], context.actor.organisation.path) : []
    return { met, to: to ?? null, before: await goingTo(context, met) }
  },
  may: (actor, loaded) => may(actor, loaded),
  decide({ met, to }, form, { occurredAt }) {
    if (!met) return refuse('NO_ENCOUNTER')
    if (form.toId ? !to : !form.toName) return refuse('WHERE_TO')
    // The station has them already: a late record is kept, and nobody is on the way.
    const received = met.escortState === 'received'
    const name = to?.name ?? form.toName
    const done = step(
      met,
      {
        name: 'patrol.escort-started',
        // Names of organisations of the house stand in the open; a name that somebody typed does not.
        ...(to ? { value: { to: to.name } } : {}),
        details: { toId: to?.id, toName: name, vehicle: form.vehicle, handoverId: form.handoverId, note: form.note },
      },
      {
        escortState: received ? 'received' : 'under-way',
        escortTo: to?.id ?? null,
        escortStartedAt: occurredAt,
        escortEndedAt: received ? met.escortEndedAt : null,
        content: { ...met.content, escort: { toName: name, vehicle: form.vehicle, handoverId: form.handoverId } },
      },
    )
    return done
  },
  async save(context, change, loaded) {
    await save(context, change, loaded)
    const { met, to, before } = loaded
    // Brought somewhere else on the way: the first one waits for nobody.
    if (met && met.escortState === 'under-way' && before?.id !== to?.id) await turnedAway(context, met, before)
    if (met && to && to.path !== met.ownerPath)
      await sharePerson(context, { id: met.personId, ownerPath: met.ownerPath }, [to.path], 'escort')
  },
})

export const endEscort = action({
  name: 'patrol.end-escort',
  title: '护送结束',
  form: endEscortForm,
  async load(context, form): Promise<Escorted> {
    const { met } = await load(context, form)
    return { met, to: await goingTo(context, met) }
  },
  may: (actor, loaded: Escorted) => may(actor, loaded),
  decide({ met }, { arrived, note }, { occurredAt }) {
    if (!met) return refuse('NO_ENCOUNTER')
    // The desk was quicker: it has received him, or a second phone of the shift told the end.
    if (met.escortState === 'received' || (arrived && met.escortState === 'arrived'))
      return { facts: [], changes: {}, reply: { encounterId: met.id } }
    if (met.escortState !== 'under-way') return refuse('NO_ESCORT', { state: escortLife.states[met.escortState].zh })
    return step(
      met,
      { name: 'patrol.escort-ended', value: { arrived }, details: { note } },
      { escortState: arrived ? 'arrived' : 'failed', escortEndedAt: occurredAt },
    )
  },
  async save(context, change, loaded) {
    await save(context, change, loaded)
    const { met, to } = loaded
    if (met && change.escortState === 'failed') await turnedAway(context, met, to)
  },
})
