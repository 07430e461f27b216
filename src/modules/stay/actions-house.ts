/** Doors of the house itself: zones, beds, disinfection, beds kept for somebody on the way. */
import { action, type NewFact } from '#kernel/action.ts'
import { HOUR } from '#kernel/time.ts'
import { next } from '#kernel/lifecycle.ts'
import { inHouse } from './access.ts'
import { type BedState, bedLife } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { disinfectedFrom } from './rules-beds.ts'
import {
  cancelReservationForm,
  changeZoneForm,
  finishDisinfectionForm,
  openBedForm,
  openZoneForm,
  reserveBedForm,
  restoreBedForm,
  startDisinfectionForm,
  withdrawBedForm,
} from './schema.ts'
import {
  bedById,
  type BedRow,
  type ConflictRow,
  endReservation,
  insertBeds,
  insertConflict,
  insertReservation,
  insertZone,
  lockZones,
  type ReservationRow,
  reservationsOf,
  setBedState,
  updateZone,
  type UseRow,
  usesInZone,
  type ZoneRow,
} from './store-beds.ts'
import type { LoadContext } from '#kernel/action.ts'
import type { ZoneKind } from './words.ts'

const nameTaken = (constraint: string) =>
  constraint === 'zone_name' || constraint === 'bed_label' ? refuse('NAME_TAKEN') : undefined

export const bedFact = (
  bed: BedRow,
  name: string,
  value: Record<string, unknown>,
  details?: Record<string, unknown>,
): NewFact => ({
  subject: { kind: 'bed', id: bed.id, ownerPath: bed.ownerPath },
  name,
  value: { bed: bed.label, ...value },
  ...(details ? { details } : {}),
})

export const openZone = action({
  name: 'stay.open-zone',
  title: '设立分区',
  legalBasis: '部门意见 三(三)；国务院令第381号 第8条',
  form: openZoneForm,
  load: async ({ actor }) => actor.organisation,
  may: (actor) => (actor.organisation.kind === 'station' ? true : refuse('STATION_ONLY')),
  decide(station, form, moment) {
    const id = moment.newId('zone')
    const { kind, name } = form
    return {
      facts: [
        {
          subject: { kind: 'organisation', id: station.id, ownerPath: station.path },
          name: 'stay.zone-opened',
          value: { zone: name, kind },
        },
      ],
      changes: {
        id,
        stationId: station.id,
        ownerPath: station.path,
        kind,
        name,
        staffedBy: form.staffedBy ?? null,
        position: form.position ?? 0,
      },
      reply: { zoneId: id },
    }
  },
  save: (context, zone) => insertZone(context, zone),
  constraintRefusal: nameTaken,
})

interface ZoneLoaded {
  zone: ZoneRow
  uses: UseRow[]
}

async function loadZone({ tx }: LoadContext, zoneId: string): Promise<ZoneLoaded | null> {
  const [zone] = await lockZones(tx, [zoneId])
  return zone ? { zone, uses: await usesInZone(tx, zone.id) } : null
}

export const changeZone = action({
  name: 'stay.change-zone',
  title: '修改分区',
  form: changeZoneForm,
  load: (context, form) => loadZone(context, form.zoneId),
  may: (actor, loaded) => inHouse(actor, loaded.zone.ownerPath),
  decide({ zone, uses }, form) {
    if (zone.closedAt !== null) return refuse('ZONE_CLOSED')
    if (form.close && uses.length > 0) return refuse('ZONE_IN_USE')
    return {
      facts: [],
      changes: {
        id: zone.id,
        name: form.name,
        staffedBy: form.staffedBy ?? null,
        position: form.position ?? zone.position,
        close: form.close,
      },
    }
  },
  save: (context, change) => updateZone(context, change),
  constraintRefusal: nameTaken,
})

/** Zones in which both sexes or the not yet cleared live: without another word each bed there is a room of its own. */
const MIXED: readonly ZoneKind[] = ['observation', 'special', 'mother-child']

/** The room of a new bed; undefined for the zone's common room. */
function roomOf(
  kind: ZoneKind,
  label: string,
  form: { single?: boolean | undefined; room?: string | undefined },
): string | undefined {
  if (form.single === true) return label
  if (form.room !== undefined) return form.room
  return form.single === undefined && MIXED.includes(kind) ? label : undefined
}

export const openBed = action({
  name: 'stay.open-bed',
  title: '设立床位',
  form: openBedForm,
  load: (context, form) => loadZone(context, form.zoneId),
  may: (actor, loaded) => inHouse(actor, loaded.zone.ownerPath),
  decide({ zone }, form, moment) {
    if (zone.closedAt !== null) return refuse('ZONE_CLOSED')
    if (new Set(form.labels).size < form.labels.length) return refuse('NAME_TAKEN')
    const beds = form.labels.map((label) => ({
      id: moment.newId(`bed ${label}`),
      label,
      room: roomOf(zone.kind, label, form) ?? zone.name,
    }))
    return {
      facts: beds.map((bed) => ({
        subject: { kind: 'bed', id: bed.id, ownerPath: zone.ownerPath },
        name: 'stay.bed-opened',
        value: { bed: bed.label, zone: zone.kind },
      })),
      changes: beds,
      reply: { bedIds: beds.map((bed) => bed.id) },
    }
  },
  save: (context, beds, { zone }) => insertBeds(context, beds, zone),
  constraintRefusal: nameTaken,
})

interface BedLoaded {
  bed: BedRow
  zone: ZoneRow
  use: UseRow | undefined
  reservation: ReservationRow | undefined
}

async function loadBed({ tx, now }: LoadContext, bedId: string): Promise<BedLoaded | null> {
  const unlocked = await bedById(tx, bedId)
  if (!unlocked) return null
  const [zone] = await lockZones(tx, [unlocked.zoneId])
  // Read again: whoever held the lock may have changed it.
  const bed = await bedById(tx, bedId)
  if (!zone || !bed) return null
  const uses = await usesInZone(tx, zone.id)
  const [reservation] = await reservationsOf(tx, [bedId], now)
  return { bed, zone, use: uses.find((use) => use.bedId === bedId && use.place === 'guest'), reservation }
}

/** A bed's next state by an action, or the refusal that names its present one. */
function moved(bed: BedRow, name: string) {
  return next(bedLife, bed.state, name) ?? refuse('BED_STATE', { state: bedLife.states[bed.state].zh })
}

const saveState = async ({ tx, now }: LoadContext, state: BedState, { bed }: BedLoaded) => setBedState(tx, bed.id, state, now)

export const startDisinfection = action({
  name: 'stay.start-disinfection',
  title: '开始消毒',
  legalBasis: '大提升 第3项',
  form: startDisinfectionForm,
  load: (context, form) => loadBed(context, form.bedId),
  may: (actor, loaded) => inHouse(actor, loaded.bed.ownerPath),
  decide({ bed, use }, form) {
    if (use) return refuse('BED_IN_USE')
    const state = moved(bed, 'stay.start-disinfection')
    if (typeof state !== 'string') return state
    return {
      facts: [bedFact(bed, 'stay.bed-state-changed', { state }, form.reason ? { reason: form.reason } : undefined)],
      changes: state,
    }
  },
  save: saveState,
})

export const finishDisinfection = action({
  name: 'stay.finish-disinfection',
  title: '消毒完成',
  help: '被服换好、消毒够时间才放出；不够的不放出，记入拦下的冲突。',
  legalBasis: '大提升 第3项',
  form: finishDisinfectionForm,
  load: (context, form) => loadBed(context, form.bedId),
  may: (actor, loaded) => inHouse(actor, loaded.bed.ownerPath),
  decide({ bed }, form, moment) {
    const state = moved(bed, 'stay.finish-disinfection')
    if (typeof state !== 'string') return state
    const early = moment.now < disinfectedFrom(bed.stateSince)
    if (early || !form.linenChanged) {
      const sentence = early ? `${bed.label} 消毒还不满 30 分钟，不予放出` : `${bed.label} 更换被服未登记，不予放出`
      const code = early ? 'DISINFECTION_SHORT' : 'LINEN_NOT_CHANGED'
      const conflict: ConflictRow = { id: moment.newId('conflict'), fileId: null, bedId: bed.id, code, sentence, at: moment.now }
      return {
        facts: [bedFact(bed, 'stay.conflict-prevented', { kind: code })],
        changes: { state: null, conflict },
        reply: { released: false, code, sentence },
      }
    }
    return {
      facts: [bedFact(bed, 'stay.bed-state-changed', { state }, form.method ? { method: form.method } : undefined)],
      changes: { state, conflict: null },
      reply: { released: true },
    }
  },
  async save(context, change: { state: BedState | null; conflict: ConflictRow | null }, loaded) {
    if (change.conflict) await insertConflict(context, change.conflict, loaded.bed)
    if (change.state) await saveState(context, change.state, loaded)
  },
})

export const withdrawBed = action({
  name: 'stay.withdraw-bed',
  title: '停用床位',
  form: withdrawBedForm,
  load: (context, form) => loadBed(context, form.bedId),
  may: (actor, loaded) => inHouse(actor, loaded.bed.ownerPath),
  decide({ bed, use }, form) {
    if (use) return refuse('BED_IN_USE')
    const state = moved(bed, 'stay.withdraw-bed')
    if (typeof state !== 'string') return state
    return { facts: [bedFact(bed, 'stay.bed-state-changed', { state }, { reason: form.reason })], changes: state }
  },
  save: saveState,
})

export const restoreBed = action({
  name: 'stay.restore-bed',
  title: '恢复床位',
  help: '恢复后先消毒，登记消毒完成才能安排。',
  form: restoreBedForm,
  load: (context, form) => loadBed(context, form.bedId),
  may: (actor, loaded) => inHouse(actor, loaded.bed.ownerPath),
  decide({ bed }) {
    const state = moved(bed, 'stay.restore-bed')
    if (typeof state !== 'string') return state
    return { facts: [bedFact(bed, 'stay.bed-state-changed', { state })], changes: state }
  },
  save: saveState,
})

export const reserveBed = action({
  name: 'stay.reserve-bed',
  title: '预留床位',
  form: reserveBedForm,
  load: (context, form) => loadBed(context, form.bedId),
  may: (actor, loaded) => inHouse(actor, loaded.bed.ownerPath),
  decide({ bed, use, reservation }, form, moment) {
    if (use) return refuse('BED_IN_USE')
    if (bed.state === 'out-of-use') return refuse('BED_STATE', { state: bedLife.states[bed.state].zh })
    if (reservation) return refuse('RESERVED_ALREADY')
    const keptUntil = Math.max(form.expectedAt, moment.now) + form.keepHours * HOUR
    return {
      facts: [bedFact(bed, 'stay.bed-reserved', {}, { who: form.who })],
      changes: { id: moment.newId('reservation'), bed, who: form.who, expectedAt: form.expectedAt, keptUntil },
    }
  },
  save: (context, kept) => insertReservation(context, kept),
})

export const cancelReservation = action({
  name: 'stay.cancel-reservation',
  title: '取消预留',
  form: cancelReservationForm,
  load: (context, form) => loadBed(context, form.bedId),
  may: (actor, loaded) => inHouse(actor, loaded.bed.ownerPath),
  decide({ bed, reservation }) {
    if (!reservation) return refuse('NOT_RESERVED')
    return { facts: [bedFact(bed, 'stay.bed-reservation-ended', {})], changes: reservation.id }
  },
  save: ({ tx, now }, id) => endReservation(tx, id, now),
})
