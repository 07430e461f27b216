/** Doors of the station towards its authorities: a stay extended and filed, the police in the house, disturbances. */
import { action } from '#kernel/action.ts'
import type { SubjectRef } from '#kernel/action.ts'
import { next } from '#kernel/lifecycle.ts'
import { addDays, dateOf } from '#kernel/time.ts'
import { fileRef, lockFile } from '#modules/people-and-cases/index.ts'
import { inHouse, isBureauOver, isLeader } from './access.ts'
import { knownGuest } from './guest.ts'
import { disturbance } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { policeMust } from './rules-help.ts'
import { EXTENSION_DAYS, extensionFault, stayLimit } from './rules-stay.ts'
import {
  acknowledgeExtensionForm,
  callPoliceForm,
  closeDisturbanceForm,
  extendForm,
  nameLiaisonForm,
  recordDisturbanceForm,
} from './schema.ts'
import { separationOf } from './store-beds.ts'
import { acknowledge, extensionById, extensionsOf, insertExtension } from './store-help.ts'
import {
  closeDisturbanceRow,
  disturbanceById,
  type DisturbanceRow,
  insertDisturbance,
  insertLiaison,
  type PoliceCall,
  setPoliceCall,
} from './store-safety.ts'

export const extend = action({
  name: 'stay.extend',
  title: '延长救助并报备',
  help: '一般不超过 10 天；特殊情况延长，报上级民政部门备案。',
  legalBasis: '民政部令第24号',
  form: extendForm,
  async load({ tx, vault, now }, form) {
    const loaded = await lockFile(tx, vault, form.fileId)
    const told = (await separationOf(tx, [form.fileId])).get(form.fileId)
    if (!loaded || !told) return null
    return { file: loaded.file, known: knownGuest(told, now), extensions: await extensionsOf(tx, [form.fileId]) }
  },
  may: (actor, loaded) => inHouse(actor, loaded.file.ownerPath) && (isLeader(actor) || refuse('ONLY_LEADER')),
  decide({ file, known, extensions }, form, moment) {
    if (file.state !== 'in' || file.acceptedAt === null) return refuse('NOT_IN_STATION')
    const extendedTo =
      extensions
        .map((each) => each.until)
        .sort()
        .at(-1) ?? null
    const limit = stayLimit({
      acceptedAt: file.acceptedAt,
      underSixteen: known.underSixteen,
      capacity: known.capacity,
      impaired: known.impaired,
      inHospital: known.whereabouts === 'hospital',
      extendedTo,
    })
    if (limit.kind === 'exempt') return refuse('NO_LIMIT', { why: limit.why })
    const today = dateOf(moment.now)
    const fault = extensionFault(limit.on, form.until, today)
    if (fault === 'NOT_LATER') return refuse('NOT_LATER', { end: limit.on })
    if (fault)
      return refuse('TOO_FAR', { days: EXTENSION_DAYS, last: addDays(limit.on > today ? limit.on : today, EXTENSION_DAYS) })
    const id = moment.newId('extension')
    return {
      facts: [
        {
          subject: fileRef(file),
          name: 'stay.extended',
          value: { approvedBy: moment.actor.accountId, until: form.until },
          details: { ground: form.ground, reason: form.reason, approvedByName: moment.actor.name },
        },
      ],
      changes: {
        id,
        fileId: file.id,
        stationId: file.stationId,
        ownerPath: file.ownerPath,
        ground: form.ground,
        reason: form.reason,
        until: form.until,
      },
      reply: { extensionId: id },
    }
  },
  save: (context, extension) => insertExtension(context, extension),
})

export const acknowledgeExtension = action({
  name: 'stay.acknowledge-extension',
  title: '备案延长救助',
  legalBasis: '民政部令第24号',
  form: acknowledgeExtensionForm,
  load: async ({ tx }, form) => (await extensionById(tx, form.extensionId)) ?? null,
  may: (actor, extension) => isBureauOver(actor, extension.ownerPath) || refuse('ONLY_BUREAU'),
  decide(extension, _form, moment) {
    if (extension.acknowledgedAt !== null) return refuse('ACKNOWLEDGED')
    const subject: SubjectRef = { kind: 'rescue-file', id: extension.fileId, ownerPath: extension.ownerPath }
    return {
      facts: [{ subject, name: 'stay.extension-acknowledged', value: { by: moment.actor.organisation.id } }],
      changes: extension.id,
    }
  },
  save: (context, id) => acknowledge(context, id),
})

export const nameLiaison = action({
  name: 'stay.name-liaison',
  title: '设立警务室、联络民警',
  legalBasis: '部门意见 三(四)6',
  form: nameLiaisonForm,
  load: async ({ actor }) => actor.organisation,
  may: (actor) => (actor.organisation.kind === 'station' ? true : refuse('STATION_ONLY')),
  decide(station, form, moment) {
    return {
      facts: [
        {
          subject: { kind: 'organisation', id: station.id, ownerPath: station.path },
          name: 'stay.liaison-named',
          value: { kind: form.kind, police: form.police },
          details: { name: form.name, dutyLine: form.dutyLine },
        },
      ],
      changes: { id: moment.newId('liaison'), ...form },
    }
  },
  save: (context, liaison) => insertLiaison(context, liaison),
})

const refOf = (row: DisturbanceRow): SubjectRef => ({ kind: 'incident', id: row.id, ownerPath: row.ownerPath })

export const recordDisturbance = action({
  name: 'stay.record-disturbance',
  title: '登记扰乱秩序',
  help: '围堵、冲击、伤人先报警，再登记。',
  legalBasis: '部门意见 三(四)6',
  form: recordDisturbanceForm,
  load: async ({ actor }) => actor.organisation,
  may: (actor) => (actor.organisation.kind === 'station' ? true : refuse('STATION_ONLY')),
  decide(station, form, moment) {
    const id = moment.newId('disturbance')
    const happenedAt = Math.min(form.happenedAt ?? moment.occurredAt, moment.now)
    const call: PoliceCall | null =
      form.policeCalledAt === undefined
        ? null
        : { at: Math.min(form.policeCalledAt, moment.now), police: form.police ?? null, receiptNo: form.receiptNo ?? null }
    const content = { place: form.place, course: form.course }
    return {
      facts: [
        {
          subject: { kind: 'incident', id, ownerPath: station.path },
          name: 'stay.disturbance-recorded',
          value: { kind: form.kind, policeCalled: call !== null },
          details: content,
          occurredAt: happenedAt,
        },
      ],
      changes: {
        id,
        state: call ? ('police-called' as const) : ('open' as const),
        kind: form.kind,
        happenedAt,
        people: form.people ?? null,
        injured: form.injured ?? null,
        content,
        call,
      },
      reply: { disturbanceId: id, callPolice: call === null && policeMust(form.kind) },
    }
  },
  save: (context, happened) => insertDisturbance(context, happened),
})

export const callPolice = action({
  name: 'stay.call-police',
  title: '登记报警',
  legalBasis: '部门意见 三(四)6',
  form: callPoliceForm,
  load: ({ tx, vault }, form) => disturbanceById(tx, vault, form.disturbanceId),
  may: (actor, row) => inHouse(actor, row.ownerPath),
  decide(row, form, moment) {
    if (row.state === 'closed') return refuse('DISTURBANCE_CLOSED')
    if (next(disturbance, row.state, 'stay.call-police') === undefined) return refuse('POLICE_CALLED')
    const at = Math.min(form.calledAt ?? moment.occurredAt, moment.now)
    return {
      facts: [{ subject: refOf(row), name: 'stay.disturbance-police-called', details: { police: form.police }, occurredAt: at }],
      changes: { at, police: form.police, receiptNo: form.receiptNo ?? null },
    }
  },
  save: ({ tx }, call, row) => setPoliceCall(tx, row.id, call),
})

export const closeDisturbance = action({
  name: 'stay.close-disturbance',
  title: '办结扰乱秩序',
  legalBasis: '部门意见 三(四)6',
  form: closeDisturbanceForm,
  load: ({ tx, vault }, form) => disturbanceById(tx, vault, form.disturbanceId),
  may: (actor, row) => inHouse(actor, row.ownerPath),
  decide(row, form) {
    if (next(disturbance, row.state, 'stay.close-disturbance') === undefined) return refuse('DISTURBANCE_CLOSED')
    if (row.state === 'open' && policeMust(row.kind)) return refuse('POLICE_FIRST')
    return {
      facts: [
        { subject: refOf(row), name: 'stay.disturbance-closed', value: { outcome: form.outcome }, details: { note: form.note } },
      ],
      changes: { outcome: form.outcome, note: form.note },
    }
  },
  save: (context, change, row) => closeDisturbanceRow(context, row.id, change.outcome, change.note),
})
