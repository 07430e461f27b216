/** Hospital and back: treat first, identify at the bedside, fetch when fit, and who pays. */
import { action, type LoadContext } from '#kernel/action.ts'
import { type Organisation, organisationById } from '#kernel/org.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { printInstant } from '#kernel/time.ts'
import { fileRef, type LoadedFile } from '#modules/people-and-cases/index.ts'
import { mayFetch, mayTellOfStay, mayTreat } from './access.ts'
import { costFact, factAt, firstFact, here, loadFile, log, saveCost } from './actions-infirmary.ts'
import { refuse } from './refusals.ts'
import { defined, lastOf, threeValued } from './rules.ts'
import { afterLeavingForm, bedsideForm, fetchForm, hospitaliseForm, readyForm } from './schema.ts'
import {
  endHospitalStay,
  endIsolation,
  endPart,
  grantToHospital,
  type HospitalStayRow,
  insertHospitalStay,
  type IsolationRow,
  markIdentified,
  markReady,
  openHospitalStay,
  openIsolation,
} from './store.ts'
import { endFetchParts, partsHeld } from './store-back.ts'

export type WithStay = LoadedFile & {
  stay: HospitalStayRow | undefined
  hospital: Organisation | undefined
  /** Parts of this file that the actor's own organisation holds. */
  parts: string[]
}

export async function loadStay(
  context: LoadContext,
  form: { fileId: string; hospitalId?: string | undefined },
): Promise<WithStay | null> {
  const loaded = await loadFile(context, form)
  if (!loaded) return null
  const stay = await openHospitalStay(context.tx, form.fileId)
  const hospitalId = form.hospitalId ?? stay?.hospitalId
  const parts = await partsHeld(context.tx, context.actor, form.fileId, context.now)
  return { ...loaded, stay, parts, hospital: hospitalId ? await organisationById(context.tx, hospitalId) : undefined }
}

export const hospitalise = action({
  name: 'medical.hospitalise',
  title: '送医住院',
  help: '先救治，后登记：接待没有办完也可以送。',
  legalBasis: '大提升第12项；社会救助暂行办法第51条：突发急病立即通知急救',
  form: hospitaliseForm,
  load: loadStay,
  may: (actor, loaded) => mayTreat(actor, loaded),
  decide(loaded, form, moment) {
    const open = here(loaded)
    if (isRefusal(open)) return open
    if (loaded.stay) return refuse('IN_HOSPITAL_ALREADY', { hospital: loaded.stay.hospital })
    if (form.hospitalId && loaded.hospital?.kind !== 'hospital') return refuse('NO_SUCH_HOSPITAL')
    const hospital = loaded.hospital?.name ?? form.hospitalName
    if (!hospital) return refuse('WHICH_HOSPITAL')
    const { fileId: _id, hospitalId, ...told } = form
    const details = { ...told, hospitalName: hospital }
    return {
      facts: [{ subject: fileRef(loaded.file), name: 'medical.hospitalised', value: { hospital }, details }],
      changes: { id: moment.newId('hospital-stay'), hospital, hospitalId: hospitalId ?? null },
      reply: { hospital },
    }
  },
  async save(context, changes, loaded) {
    const { id: fileId, ownerPath } = loaded.file
    await insertHospitalStay(context, { ...changes, fileId, ownerPath, factId: firstFact(context.actionId) })
    await log(context, loaded, 'hospitalised')
    if (!loaded.hospital) return
    const { path } = loaded.hospital
    await grantToHospital(context, loaded, path)
  },
  constraintRefusal: (constraint) =>
    constraint === 'hospital_stay_open' ? refuse('IN_HOSPITAL_ALREADY', { hospital: '医院' }) : undefined,
})

export const identifyAtBedside = action({
  name: 'medical.identify-at-bedside',
  title: '床前甄别',
  legalBasis: '大提升第12项：到医院甄别身份',
  form: bedsideForm,
  load: loadStay,
  may: (actor, loaded) => mayTreat(actor, loaded),
  decide(loaded, form) {
    if (!loaded.stay) return refuse('NOT_IN_HOSPITAL')
    const { fileId: _id, ...details } = form
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'medical.identified-at-bedside',
          value: { hospital: loaded.stay.hospital },
          details,
        },
      ],
      changes: { id: loaded.stay.id },
      reply: { result: form.result },
    }
  },
  async save(context, changes, loaded) {
    await markIdentified(context.tx, changes.id, context.occurredAt)
    await log(context, loaded, 'identified-at-bedside')
  },
})

export const readyForDischarge = action({
  name: 'medical.ready-for-discharge',
  title: '记可以出院',
  help: '由医院或站里记。付不起、没人接或身份不明的，户籍在本地由镇街接，不在本地由民政接；有未结案件的等结案，结案后再记一次。',
  legalBasis: '大提升第12项',
  form: readyForm,
  load: loadStay,
  may: (actor, loaded) => mayTellOfStay(actor, loaded) || actor.organisation.kind === 'police',
  decide(loaded, form, { actor }) {
    const { stay } = loaded
    if (!stay) return refuse('NOT_IN_HOSPITAL')
    // The police tell of their case; whether somebody is fit is for the hospital and the station to say.
    if (actor.organisation.kind === 'police' && stay.readyAt === null) return refuse('NOT_READY')
    const value = defined({
      hospital: stay.hospital,
      canPay: threeValued(form.canPay),
      nobody: threeValued(form.nobody),
      openCase: threeValued(form.openCase),
    })
    const { fileId: _id, ...details } = form
    return {
      facts: [{ subject: fileRef(loaded.file), name: 'medical.discharge-ready', value, details }],
      changes: { id: stay.id },
    }
  },
  async save(context, changes, loaded) {
    await markReady(context.tx, changes.id, context.occurredAt)
    await log(context, loaded, 'discharge-ready')
  },
})

export const fetchBack = action({
  name: 'medical.fetch-back',
  title: '接回',
  help: '从医院接走。由站里、民政或确定的接回单位记；医院和接回单位从此不再看到这一份。',
  legalBasis: '大提升第12项：不得长期滞留医院',
  form: fetchForm,
  load: loadStay,
  may: (actor, loaded) => mayFetch(actor, loaded),
  decide(loaded, form) {
    const { stay } = loaded
    if (!stay) {
      const last = lastOf(loaded.facts, 'medical.fetched')
      return last ? refuse('FETCHED_ALREADY', { on: printInstant(last.occurredAt).replace('T', ' ') }) : refuse('NOT_IN_HOSPITAL')
    }
    const { fileId: _id, costYuan: _yuan, chargedTo: _bearer, ...details } = form
    return {
      facts: [
        { subject: fileRef(loaded.file), name: 'medical.fetched', value: { hospital: stay.hospital }, details },
        ...costFact(loaded, form, { kind: 'hospital', for: stay.hospital }),
      ],
      changes: { stay, cost: form.costYuan === undefined ? undefined : form },
    }
  },
  async save(context, { stay, cost }, loaded) {
    await endHospitalStay(context.tx, stay.id, context.occurredAt, 'fetched')
    if (cost)
      await saveCost(context, loaded, {
        ...cost,
        kind: 'hospital',
        stayId: stay.id,
        hospital: stay.hospital,
        factId: factAt(context.actionId, 1),
      })
    await log(context, loaded, 'fetched')
    // Whoever holds only a part cannot end it; the job that follows does.
    if (!mayTreat(context.actor, loaded)) return
    const ids = [loaded.file.id, loaded.file.personId]
    if (loaded.hospital) await endPart(context.tx, ids, loaded.hospital.path, context.now)
    await endFetchParts(context.tx, ids, context.now)
  },
})

type AfterLeaving = WithStay & { isolation: IsolationRow | undefined }

/** Opened by nobody's role: the job that follows a leaving ends what was still open in this room. */
export const closeAfterLeaving = action({
  name: 'medical.close-after-leaving',
  title: '离站后结束隔离和住院记录',
  form: afterLeavingForm,
  async load(context, form): Promise<AfterLeaving | null> {
    const loaded = await loadStay(context, { fileId: form.fileId })
    return loaded && { ...loaded, isolation: await openIsolation(context.tx, form.fileId) }
  },
  may: (actor) => actor.kind === 'system',
  decide(loaded, form) {
    // Came back before the job ran: what is open now belongs to the new stay.
    const { state } = loaded.file
    const before = (row: { since: number } | undefined) => (state === 'left' && row && row.since <= form.leftAt ? row : undefined)
    const isolation = before(loaded.isolation)
    return {
      facts: isolation
        ? [
            {
              subject: fileRef(loaded.file),
              name: 'medical.isolation-ended',
              value: { outcome: 'left' },
              occurredAt: form.leftAt,
            },
          ]
        : [],
      changes: {
        isolationId: isolation ? loaded.isolation?.id : undefined,
        stayId: before(loaded.stay) ? loaded.stay?.id : undefined,
        leftAt: form.leftAt,
      },
    }
  },
  async save(context, { isolationId, stayId, leftAt }, loaded) {
    if (isolationId) await endIsolation(context.tx, isolationId, leftAt, 'left')
    if (!stayId) return
    await endHospitalStay(context.tx, stayId, leftAt, 'left')
    const ids = [loaded.file.id, loaded.file.personId]
    if (loaded.hospital) await endPart(context.tx, ids, loaded.hospital.path, context.now)
    await endFetchParts(context.tx, ids, context.now)
  },
})
