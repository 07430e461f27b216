/** Deciding a placing. One that the rules forbid is not done, and the attempt itself is kept. */
import type { LoadContext, Moment, NewFact } from '#kernel/action.ts'
import { next } from '#kernel/lifecycle.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { fileRef } from '#modules/people-and-cases/index.ts'
import { isLeader } from './access.ts'
import { bedFact } from './actions-house.ts'
import { type BedState, bedLife } from './lifecycle.ts'
import type { Mover, PlacingLoaded } from './placing-load.ts'
import { refuse } from './refusals.ts'
import { type Placement, placement, placingObjections } from './rules-beds.ts'
import { guidance, type Objection } from './rules-zones.ts'
import {
  type BedRow,
  type ConflictRow,
  endReservation,
  endUse,
  insertConflict,
  insertUse,
  setBedState,
  type UseRow,
} from './store-beds.ts'
import { zoneKinds } from './words.ts'

export interface PlacingChanges {
  conflict: ConflictRow | null
  leaves: { use: UseRow; bed: BedRow; state: BedState | null }[]
  takes: { id: string; fileId: string; personId: string; place: 'guest' | 'child'; decision: Record<string, unknown> | null }[]
  reservation: string | null
  at: number
}

export type PlacingForm = { takesReservation: boolean; inMothersBed: boolean; leaderReason?: string | undefined }

/** All objections to putting the guest, and a child that comes along, into the bed. */
function objectionsTo(loaded: PlacingLoaded, form: PlacingForm, now: number): Objection[] {
  const { guest, child, bed, zone, holder, roommates, reservation } = loaded
  const base = { zone, now, takesReservation: form.takesReservation }
  const bedNow = {
    id: bed.id,
    label: bed.label,
    room: bed.room,
    state: bed.state,
    occupied: holder ? (holder.here ? ('here' as const) : ('left' as const)) : ('no' as const),
    reservedUntil: reservation?.keptUntil ?? null,
  }
  const own = placingObjections({
    ...base,
    guest: guest.known.guest,
    hasSmallChild: guest.known.hasSmallChild,
    bed: bedNow,
    roommates,
    inMothersBed: form.inMothersBed && !loaded.childThere,
  })
  if (!child) return own
  const others = placingObjections({
    ...base,
    guest: child.known.guest,
    hasSmallChild: false,
    bed: bedNow,
    roommates: [...roommates, guest.known.guest],
    inMothersBed: true,
  })
  return [...own, ...others.filter((each) => !own.some((mine) => mine.code === each.code))]
}

/** What the reply of a prevented placing says; the screen shows it as it shows a refusal. */
function prevented(loaded: PlacingLoaded, objections: Objection[], moment: Moment) {
  const [first] = objections as [Objection]
  const conflict: ConflictRow = {
    id: moment.newId('conflict'),
    fileId: loaded.file.id,
    bedId: loaded.bed.id,
    code: first.code,
    sentence: first.zh,
    at: moment.now,
  }
  const fact: NewFact = {
    subject: fileRef(loaded.file),
    name: 'stay.conflict-prevented',
    value: { bed: loaded.bed.label, zone: loaded.zone.kind, kind: first.code },
  }
  const changes: PlacingChanges = { conflict, leaves: [], takes: [], reservation: null, at: moment.occurredAt }
  return {
    facts: [fact],
    changes,
    reply: {
      assigned: false,
      code: first.code,
      sentence: first.zh,
      basis: [...first.basis],
      override: first.override,
      objections: objections.map((each) => each.zh),
    },
  }
}

/** Yes, a leader's yes, or prevented: pure, the same for a first bed and for a move. */
export function decidePlacing(
  loaded: PlacingLoaded,
  form: PlacingForm,
  moment: Moment,
  door: 'stay.assign-bed' | 'stay.move-bed',
) {
  const { guest, child, bed, zone, current, holder, file } = loaded
  if (form.inMothersBed) {
    const { motherFileId, underSix } = guest.known.guest
    if (underSix === 'no') return refuse('NOT_SMALL')
    if (underSix === 'unknown') return refuse('AGE_OF_CHILD')
    if (!motherFileId || holder?.use.fileId !== motherFileId) return refuse('MOTHER_NOT_THERE')
  }
  const answer: Placement = placement(objectionsTo(loaded, form, moment.now))
  if (answer.answer === 'no') return prevented(loaded, answer.objections, moment)
  if (answer.answer === 'leader' && !(isLeader(moment.actor) && form.leaderReason))
    return refuse(
      'NEEDS_LEADER',
      { sentence: (answer.objections[0] as Objection).zh },
      { codes: answer.objections.map((each) => each.code) },
    )
  const decision =
    answer.answer === 'leader' ? { reason: form.leaderReason, against: answer.objections.map((each) => each.code) } : null
  const value = { bed: bed.label, zone: zone.kind }
  const at = moment.occurredAt
  const facts: NewFact[] = []
  const changes: PlacingChanges = { conflict: null, leaves: [], takes: [], reservation: null, at }
  const leave = (mover: Mover, use: UseRow) => {
    if (!current) return
    const state = use.place === 'guest' ? (next(bedLife, current.bed.state, door) ?? null) : null
    changes.leaves.push({ use, bed: current.bed, state })
    facts.push({
      subject: fileRef(mover.file),
      name: 'stay.bed-left',
      value: { bed: current.bed.label, zone: current.zone.kind },
    })
    if (state) facts.push(bedFact(current.bed, 'stay.bed-state-changed', { state }))
  }
  const take = (mover: Mover, place: 'guest' | 'child') => {
    changes.takes.push({
      id: moment.newId(`use ${mover.file.id}`),
      fileId: mover.file.id,
      personId: mover.personId,
      place,
      decision,
    })
    facts.push({
      subject: fileRef(mover.file),
      name: 'stay.bed-assigned',
      value: { ...value, ...(place === 'child' ? { withMother: true } : {}), ...(decision ? { decidedByLeader: true } : {}) },
      ...(decision ? { details: decision } : {}),
    })
  }
  if (current) {
    leave(guest, current)
    if (child) leave(child, child.use)
  }
  take(guest, form.inMothersBed ? 'child' : 'guest')
  if (child) take(child, 'child')
  if (loaded.reservation) {
    changes.reservation = loaded.reservation.id
    facts.push(bedFact(bed, 'stay.bed-reservation-ended', {}))
  }
  const { must, moveOn } = guidance(guest.known.guest, zone.kind, guest.known.hasSmallChild, zoneKinds)
  return { facts, changes, reply: { assigned: true, bed: bed.label, zone: zone.name, must, moveOn, fileId: file.id } }
}

export async function savePlacing(context: LoadContext, changes: PlacingChanges, loaded: PlacingLoaded): Promise<void> {
  if (changes.conflict) await insertConflict(context, changes.conflict, loaded.bed)
  for (const { use, bed, state } of changes.leaves) {
    await endUse(context, { id: use.id, at: changes.at, reason: 'moved' })
    if (state) await setBedState(context.tx, bed.id, state, context.now)
  }
  for (const take of changes.takes) await insertUse(context, { ...take, bed: loaded.bed, at: changes.at })
  if (changes.reservation) await endReservation(context.tx, changes.reservation, context.now)
}

/** The database's own word on two in one bed, should anything ever get past the zone's lock. */
export function bedConstraint(constraint: string): Refusal | undefined {
  if (constraint === 'bed_use_one_guest') return refuse('BED_TAKEN')
  if (constraint === 'bed_use_one_bed') return refuse('PERSON_HAS_BED')
  return undefined
}

/** What stands in the way before any question of rooms. */
export function mayPlace(loaded: PlacingLoaded): Refusal | null {
  if (loaded.file.state !== 'in') return refuse('NOT_IN_STATION')
  if (loaded.bed.stationId !== loaded.file.stationId) return refuse('OTHER_STATION')
  return loaded.zone.closedAt === null ? null : refuse('ZONE_CLOSED')
}
