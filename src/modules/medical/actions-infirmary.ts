/** The infirmary: check, disinfection, isolation, disease control, log, guidance from outside. */
import { action, type LoadContext, type NewFact } from '#kernel/action.ts'
import { inRange } from '#kernel/actor.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { fileRef, lockFile, type LoadedFile, personRef, rescueFile } from '#modules/people-and-cases/index.ts'
import { mayTreat } from './access.ts'
import { refuse } from './refusals.ts'
import { adviceOf, conditionsAfter, defined, fenOf, infectionSuspicious, lastOf, ruledOutSince } from './rules.ts'
import {
  costForm,
  diseaseControlAnswerForm,
  disinfectForm,
  endIsolationForm,
  guidanceForm,
  isolateForm,
  type LogKind,
  screenForm,
  tellDiseaseControlForm,
  treatmentForm,
} from './schema.ts'
import {
  endIsolation,
  insertIsolation,
  insertLog,
  insertScreening,
  type IsolationRow,
  openHospitalStay,
  openIsolation,
} from './store.ts'
import { insertCost } from './store-costs.ts'

export const loadFile = ({ tx, vault }: LoadContext, form: { fileId: string }) => lockFile(tx, vault, form.fileId)

/** Here, or asking at the desk or at a bedside; who has left is not treated any more. */
export function here(loaded: LoadedFile) {
  const { state } = loaded.file
  return state === 'asked' || state === 'in' ? true : refuse('GONE', { state: rescueFile.states[state].zh })
}

/** The first fact of this action, whose details hold what was written down. */
export const firstFact = (actionId: string) => `${actionId}:0`

export const factAt = (actionId: string, index: number) => `${actionId}:${index}`

/** The row of a cost that this action's fact tells. */
export async function saveCost(
  context: LoadContext,
  loaded: LoadedFile,
  cost: {
    costYuan?: number | undefined
    chargedTo?: string | undefined
    kind: string
    stayId?: string | undefined
    hospital?: string | undefined
    factId: string
  },
): Promise<void> {
  if (cost.costYuan === undefined) return
  await insertCost(context.tx, {
    id: context.newId(`cost ${cost.factId}`),
    fileId: loaded.file.id,
    ownerPath: loaded.file.ownerPath,
    stayId: cost.stayId ?? null,
    hospital: cost.hospital ?? null,
    billId: null,
    kind: cost.kind,
    fen: fenOf(cost.costYuan),
    chargedTo: cost.chargedTo ?? 'fund',
    at: context.occurredAt,
    factId: cost.factId,
  })
}

/** A cost of the medical fund, or nothing when none was told. */
export function costFact(
  loaded: LoadedFile,
  form: { costYuan?: number | undefined; chargedTo?: string | undefined },
  details: Record<string, unknown>,
): NewFact[] {
  if (form.costYuan === undefined) return []
  const value = { fund: 'medical', amount: fenOf(form.costYuan), chargedTo: form.chargedTo ?? 'fund' }
  return [{ subject: fileRef(loaded.file), name: 'cost.recorded', value, details }]
}

/** A line in the log about a guest. */
export const log = (context: LoadContext, loaded: LoadedFile, kind: LogKind) =>
  insertLog(context, { kind, fileId: loaded.file.id, ownerPath: loaded.file.ownerPath, factId: firstFact(context.actionId) })

export const screen = action({
  name: 'medical.screen',
  title: '记健康检视',
  help: '每位入站的人都做；可以再做，以最后一次为准。',
  legalBasis: '大提升第3项；工作规程：接待初检',
  form: screenForm,
  load: loadFile,
  may: (actor, loaded) => mayTreat(actor, loaded),
  decide(loaded, form, moment) {
    const open = here(loaded)
    if (isRefusal(open)) return open
    if (form.infection === 'ruled-out' && infectionSuspicious(form) && !form.note) return refuse('WHY_RULED_OUT')
    const { fileId: _id, ...details } = form
    const { fit, infection } = form
    const fitToTravel = fit === 'unclear' ? undefined : fit === 'yes'
    const conditions = conditionsAfter(loaded.facts, form)
    return {
      facts: [
        { subject: fileRef(loaded.file), name: 'medical.screened', value: defined({ fit: fitToTravel, infection }), details },
        ...(conditions
          ? [
              {
                subject: personRef(loaded.person),
                name: 'person.condition-noted',
                value: conditions,
                details: { from: '健康检视' },
              },
            ]
          : []),
      ],
      changes: { id: moment.newId('screening'), fit: fitToTravel ?? null, infection },
      reply: { advice: adviceOf(form) },
    }
  },
  async save(context, changes, loaded) {
    const { id: fileId, ownerPath } = loaded.file
    await insertScreening(context, { ...changes, fileId, ownerPath, factId: firstFact(context.actionId) })
    await log(context, loaded, 'screened')
  },
})

export const disinfect = action({
  name: 'medical.disinfect',
  title: '记消毒',
  help: '对人，或对房间、车辆、餐具。',
  legalBasis: '大提升第3项',
  form: disinfectForm,
  load: async (context, form) => ({ loaded: form.fileId ? await loadFile(context, { fileId: form.fileId }) : null }),
  may: (actor, { loaded }, form) =>
    form.fileId ? loaded !== null && mayTreat(actor, loaded) : actor.organisation.kind === 'station',
  decide({ loaded }, form, { actor }) {
    const open = loaded ? here(loaded) : true
    if (isRefusal(open)) return open
    const { fileId: _id, ...details } = form
    const subject = loaded
      ? fileRef(loaded.file)
      : { kind: 'organisation', id: actor.organisation.id, ownerPath: actor.organisation.path }
    return { facts: [{ subject, name: 'medical.disinfected', details }], changes: null }
  },
  async save(context, _changes, { loaded }) {
    const owner = loaded?.file.ownerPath ?? context.actor.organisation.path
    const factId = firstFact(context.actionId)
    await insertLog(context, { kind: 'disinfected', fileId: loaded?.file.id ?? null, ownerPath: owner, factId })
  },
})

type WithIsolation = LoadedFile & { isolation: IsolationRow | undefined }

async function loadIsolation(context: LoadContext, form: { fileId: string }): Promise<WithIsolation | null> {
  const loaded = await loadFile(context, form)
  return loaded && { ...loaded, isolation: await openIsolation(context.tx, form.fileId) }
}

export const isolate = action({
  name: 'medical.isolate',
  title: '隔离',
  legalBasis: '大提升第3项；疑似传染病不与他人同住',
  form: isolateForm,
  load: loadIsolation,
  may: (actor, loaded) => mayTreat(actor, loaded),
  decide(loaded, form, moment) {
    const open = here(loaded)
    if (isRefusal(open)) return open
    if (loaded.isolation) return refuse('ISOLATED_ALREADY')
    const { fileId: _id, ...details } = form
    return {
      facts: [{ subject: fileRef(loaded.file), name: 'medical.isolated', details }],
      changes: { id: moment.newId('isolation') },
      reply: form.reason === 'infection' ? { advice: ['disease-control'] } : {},
    }
  },
  async save(context, changes, loaded) {
    const { id: fileId, ownerPath } = loaded.file
    await insertIsolation(context, { id: changes.id, fileId, ownerPath, factId: firstFact(context.actionId) })
    await log(context, loaded, 'isolated')
  },
  constraintRefusal: (constraint) => (constraint === 'isolation_open' ? refuse('ISOLATED_ALREADY') : undefined),
})

export const endIsolationAction = action({
  name: 'medical.end-isolation',
  title: '解除隔离',
  form: endIsolationForm,
  load: loadIsolation,
  may: (actor, loaded) => mayTreat(actor, loaded),
  decide(loaded, form) {
    const { isolation } = loaded
    if (!isolation) return refuse('NOT_ISOLATED')
    if (form.outcome !== 'hospital' && !ruledOutSince(loaded.facts, isolation.since)) return refuse('SCREEN_AGAIN')
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'medical.isolation-ended',
          value: { outcome: form.outcome },
          details: defined({ outcome: form.outcome, note: form.note }),
        },
      ],
      changes: { id: isolation.id, outcome: form.outcome as string },
    }
  },
  async save(context, changes, loaded) {
    await endIsolation(context.tx, changes.id, context.occurredAt, changes.outcome)
    await log(context, loaded, 'isolation-ended')
  },
})

export const tellDiseaseControl = action({
  name: 'medical.tell-disease-control',
  title: '报告疾控',
  legalBasis: '传染病防治法：发现疑似病例的报告',
  form: tellDiseaseControlForm,
  load: loadFile,
  may: (actor, loaded) => mayTreat(actor, loaded),
  decide(loaded, form) {
    const { fileId: _id, ...details } = form
    return { facts: [{ subject: fileRef(loaded.file), name: 'medical.disease-control-told', details }], changes: null }
  },
  save: (context, _changes, loaded) => log(context, loaded, 'disease-control-told'),
})

export const answerOfDiseaseControl = action({
  name: 'medical.disease-control-answer',
  title: '记疾控答复',
  form: diseaseControlAnswerForm,
  load: loadFile,
  may: (actor, loaded) => mayTreat(actor, loaded),
  decide(loaded, form) {
    if (!lastOf(loaded.facts, 'medical.disease-control-told')) return refuse('NOT_TOLD')
    const { fileId: _id, ...details } = form
    return { facts: [{ subject: fileRef(loaded.file), name: 'medical.disease-control-answered', details }], changes: null }
  },
  save: (context, _changes, loaded) => log(context, loaded, 'disease-control-answered'),
})

export const logTreatment = action({
  name: 'medical.log-treatment',
  title: '记诊治用药',
  form: treatmentForm,
  load: loadFile,
  may: (actor, loaded) => mayTreat(actor, loaded),
  decide(loaded, form) {
    const open = here(loaded)
    if (isRefusal(open)) return open
    const { fileId: _id, costYuan: _yuan, chargedTo: _bearer, ...details } = form
    return {
      facts: [
        { subject: fileRef(loaded.file), name: 'medical.treated', details },
        ...costFact(loaded, form, { for: '站内诊治' }),
      ],
      changes: { costYuan: form.costYuan, chargedTo: form.chargedTo },
    }
  },
  async save(context, cost, loaded) {
    await log(context, loaded, 'treated')
    await saveCost(context, loaded, { ...cost, kind: 'infirmary', factId: factAt(context.actionId, 1) })
  },
})

export const recordCost = action({
  name: 'medical.record-cost',
  title: '记医疗费用',
  help: '金额按票据，谁承担写明白。',
  legalBasis: '十六部门职责：救治费用',
  form: costForm,
  async load(context, form) {
    const loaded = await loadFile(context, form)
    return loaded && { ...loaded, stay: await openHospitalStay(context.tx, form.fileId) }
  },
  may: (actor, loaded) => mayTreat(actor, loaded),
  decide(loaded, form) {
    const { fileId: _id, costYuan: _yuan, chargedTo: _bearer, ...details } = form
    return { facts: costFact(loaded, form, details), changes: form }
  },
  async save(context, form, loaded) {
    const { stay } = loaded
    const ofStay = stay ? { stayId: stay.id, hospital: stay.hospital } : {}
    await saveCost(context, loaded, { ...form, ...ofStay, factId: firstFact(context.actionId) })
  },
})

export const recordGuidance = action({
  name: 'medical.record-guidance',
  title: '记卫健、疾控指导',
  legalBasis: '大提升第3项；十六部门职责：卫生健康部门',
  form: guidanceForm,
  load: async () => ({}),
  may: (actor) => inRange(actor, actor.organisation.path) && actor.organisation.kind === 'station',
  decide(_loaded, form, { actor }) {
    const { by } = form
    const subject = { kind: 'organisation', id: actor.organisation.id, ownerPath: actor.organisation.path }
    return { facts: [{ subject, name: 'medical.guided', value: { by }, details: { ...form } }], changes: null }
  },
  save: (context) =>
    insertLog(context, {
      kind: 'guided',
      fileId: null,
      ownerPath: context.actor.organisation.path,
      factId: firstFact(context.actionId),
    }),
})
