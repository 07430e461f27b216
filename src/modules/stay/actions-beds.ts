/** Doors for who sleeps where. A placing that the rules forbid is not done, and the attempt itself is kept. */
import { action, type LoadContext, type Moment, type NewFact } from '#kernel/action.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { next } from '#kernel/lifecycle.ts'
import { fileById, fileRef, type FileRow, lockFile, personById, type PersonRow } from '#modules/people-and-cases/index.ts'
import { inHouse, isLeader } from './access.ts'
import { bedFact } from './actions-house.ts'
import { knownGuest, type KnownGuest } from './guest.ts'
import { type BedState, bedLife } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { type Placement, placement, placingObjections } from './rules-beds.ts'
import { guidance, type Guest, type Objection } from './rules-zones.ts'
import { assignBedForm, endTogetherForm, keepTogetherForm, leaveBedForm, moveBedForm } from './schema.ts'
import {
  bedById,
  type BedRow,
  type ConflictRow,
  endReservation,
  endTogetherRow,
  endUse,
  insertConflict,
  insertTogether,
  insertUse,
  lockZones,
  reservationsOf,
  type ReservationRow,
  separationOf,
  setBedState,
  type TogetherRow,
  togetherOf,
  useOfFile,
  type UseRow,
  usesInZone,
  type ZoneRow,
} from './store-beds.ts'
import { zoneKinds } from './words.ts'

interface Mover {
  file: FileRow
  personId: string
  known: KnownGuest
}

interface PlacingLoaded {
  file: FileRow
  guest: Mover
  /** A child in the same bed, who goes where its mother goes. */
  child: (Mover & { use: UseRow }) | null
  bed: BedRow
  zone: ZoneRow
  current: (UseRow & { bed: BedRow; zone: ZoneRow }) | null
  /** Who has the bed now, as guest or as child beside its mother. */
  holder: { use: UseRow; here: boolean } | null
  childThere: boolean
  roommates: Guest[]
  reservation: ReservationRow | undefined
}

async function loadPlacing(context: LoadContext, form: { fileId: string; bedId: string }): Promise<PlacingLoaded | null> {
  const { tx, vault, now } = context
  const loaded = await lockFile(tx, vault, form.fileId)
  const wanted = await bedById(tx, form.bedId)
  if (!loaded || !wanted) return null
  const before = await useOfFile(tx, form.fileId)
  const beforeBed = before ? await bedById(tx, before.bedId) : undefined
  const zones = await lockZones(tx, [...new Set([wanted.zoneId, ...(beforeBed ? [beforeBed.zoneId] : [])])])
  // From here on nobody else changes these zones; what was read before the lock is read again.
  const bed = await bedById(tx, form.bedId)
  const zone = zones.find((each) => each.id === wanted.zoneId)
  if (!bed || !zone) return null
  const uses = await usesInZone(tx, zone.id)
  const currentZone = beforeBed ? zones.find((each) => each.id === beforeBed.zoneId) : undefined
  const childUse =
    before?.place === 'guest' && beforeBed
      ? (await usesInZone(tx, beforeBed.zoneId)).find((use) => use.bedId === before.bedId && use.place === 'child')
      : undefined
  const inRoom = uses.filter((use) => use.room === bed.room && use.fileId !== form.fileId && use.fileId !== childUse?.fileId)
  const separation = await separationOf(tx, [
    form.fileId,
    ...(childUse ? [childUse.fileId] : []),
    ...inRoom.map((use) => use.fileId),
  ])
  const known = (fileId: string) => {
    const told = separation.get(fileId)
    return told ? knownGuest(told, now) : null
  }
  const self = known(form.fileId)
  if (!self) return null
  const childFile = childUse ? await fileById(tx, childUse.fileId) : undefined
  const childKnown = childUse ? known(childUse.fileId) : null
  const holderUse = uses.find((use) => use.bedId === bed.id && use.place === 'guest' && use.fileId !== form.fileId)
  const [reservation] = await reservationsOf(tx, [bed.id], now)
  return {
    file: loaded.file,
    guest: { file: loaded.file, personId: loaded.file.personId, known: self },
    child:
      childUse && childFile && childKnown
        ? { file: childFile, personId: childUse.personId, known: childKnown, use: childUse }
        : null,
    bed,
    zone,
    current: before && beforeBed && currentZone ? { ...before, bed: beforeBed, zone: currentZone } : null,
    holder: holderUse ? { use: holderUse, here: separation.get(holderUse.fileId)?.state === 'in' } : null,
    childThere: uses.some((use) => use.bedId === bed.id && use.place === 'child' && use.fileId !== childUse?.fileId),
    // Somebody who has left the station but not the list no longer shares the room.
    roommates: inRoom
      .filter((use) => separation.get(use.fileId)?.state === 'in')
      .flatMap((use) => known(use.fileId)?.guest ?? []),
    reservation,
  }
}

interface PlacingChanges {
  conflict: ConflictRow | null
  leaves: { use: UseRow; bed: BedRow; state: BedState | null }[]
  takes: { id: string; fileId: string; personId: string; place: 'guest' | 'child'; decision: Record<string, unknown> | null }[]
  reservation: string | null
  at: number
}

type PlacingForm = { takesReservation: boolean; inMothersBed: boolean; leaderReason?: string | undefined }

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

function decidePlacing(loaded: PlacingLoaded, form: PlacingForm, moment: Moment, door: 'stay.assign-bed' | 'stay.move-bed') {
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

async function savePlacing(context: LoadContext, changes: PlacingChanges, loaded: PlacingLoaded): Promise<void> {
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

function mayPlace(loaded: PlacingLoaded): Refusal | null {
  if (loaded.file.state !== 'in') return refuse('NOT_IN_STATION')
  if (loaded.bed.stationId !== loaded.file.stationId) return refuse('OTHER_STATION')
  return loaded.zone.closedAt === null ? null : refuse('ZONE_CLOSED')
}

export const assignBed = action({
  name: 'stay.assign-bed',
  title: '安排床位',
  help: '不能安排的说明理由；未成年人、传染病、男女分开任何人不能越过。拦下的会留痕。',
  legalBasis: '部门意见 三(三)；国务院令第381号 第8条；大提升 第3项',
  form: assignBedForm,
  load: loadPlacing,
  may: (actor, loaded) => inHouse(actor, loaded.file.ownerPath),
  decide(loaded, form, moment) {
    const fault = mayPlace(loaded)
    if (fault) return fault
    if (loaded.current) return refuse('HAS_BED', { label: loaded.current.bed.label }, { bedId: loaded.current.bed.id })
    return decidePlacing(loaded, form, moment, 'stay.assign-bed')
  },
  save: savePlacing,
  constraintRefusal: bedConstraint,
})

export const moveBed = action({
  name: 'stay.move-bed',
  title: '换床',
  form: moveBedForm,
  load: loadPlacing,
  may: (actor, loaded) => inHouse(actor, loaded.file.ownerPath),
  decide(loaded, form, moment) {
    const fault = mayPlace(loaded)
    if (fault) return fault
    if (!loaded.current) return refuse('NO_BED')
    if (loaded.current.bedId === loaded.bed.id) return refuse('SAME_BED')
    const occurredAt = Math.max(moment.occurredAt, loaded.current.takenAt)
    const decision = decidePlacing(loaded, form, { ...moment, occurredAt }, 'stay.move-bed')
    if ('facts' in decision)
      for (const fact of decision.facts) if (fact.name === 'stay.bed-left') fact.details = { why: form.why }
    return decision
  },
  save: savePlacing,
  constraintRefusal: bedConstraint,
})

interface LeaveLoaded {
  file: FileRow
  current: UseRow | undefined
  bed: BedRow | undefined
  zone: ZoneRow | undefined
  child: { use: UseRow; file: FileRow } | null
}

export const leaveBed = action({
  name: 'stay.leave-bed',
  title: '腾退床位',
  help: '腾退后床位转消毒。离站时由系统随离站记录自动腾退。',
  form: leaveBedForm,
  async load({ tx, vault }, form): Promise<LeaveLoaded | null> {
    const loaded = await lockFile(tx, vault, form.fileId)
    if (!loaded) return null
    const current = await useOfFile(tx, form.fileId)
    const bed = current ? await bedById(tx, current.bedId) : undefined
    const [zone] = bed ? await lockZones(tx, [bed.zoneId]) : []
    const childUse =
      current?.place === 'guest' && zone
        ? (await usesInZone(tx, zone.id)).find((use) => use.bedId === current.bedId && use.place === 'child')
        : undefined
    const childFile = childUse ? await fileById(tx, childUse.fileId) : undefined
    return { file: loaded.file, current, bed, zone, child: childUse && childFile ? { use: childUse, file: childFile } : null }
  },
  may: (actor, loaded) => inHouse(actor, loaded.file.ownerPath),
  decide({ file, current, bed, zone, child }, form, moment) {
    if (!current || !bed || !zone) return refuse('NO_BED')
    // A departure written down late may lie before the bed was taken.
    const at = Math.max(moment.occurredAt, current.takenAt)
    const state = current.place === 'guest' ? (next(bedLife, bed.state, 'stay.leave-bed') ?? null) : null
    const value = { bed: bed.label, zone: zone.kind }
    const facts: NewFact[] = [
      { subject: fileRef(file), name: 'stay.bed-left', value, details: { reason: form.reason }, occurredAt: at },
    ]
    if (child)
      facts.push({
        subject: fileRef(child.file),
        name: 'stay.bed-left',
        value,
        details: { reason: 'mother-left' },
        occurredAt: at,
      })
    if (state) facts.push(bedFact(bed, 'stay.bed-state-changed', { state }))
    return {
      facts,
      changes: { at, state, reason: form.reason },
      reply: { bed: bed.label, childWithoutBed: child?.file.id ?? null },
    }
  },
  async save(context, change, { current, bed, child }) {
    if (!current || !bed) return
    await endUse(context, { id: current.id, at: change.at, reason: change.reason })
    if (child) await endUse(context, { id: child.use.id, at: Math.max(change.at, child.use.takenAt), reason: 'mother-left' })
    if (change.state) await setBedState(context.tx, bed.id, change.state, context.now)
  },
})

interface PairLoaded {
  child: FileRow
  mother: { file: FileRow; person: PersonRow } | null
  childKnown: KnownGuest
  pair: TogetherRow | undefined
}

async function loadPair(
  { tx, vault, now }: LoadContext,
  childId: string,
  motherId: string | undefined,
): Promise<PairLoaded | null> {
  const loaded = await lockFile(tx, vault, childId)
  const told = (await separationOf(tx, [childId])).get(childId)
  if (!loaded || !told) return null
  const motherFile = motherId ? await fileById(tx, motherId) : undefined
  const person = motherFile ? await personById(tx, vault, motherFile.personId) : null
  return {
    child: loaded.file,
    mother: motherFile && person ? { file: motherFile, person } : null,
    childKnown: knownGuest(told, now),
    pair: await togetherOf(tx, childId),
  }
}

export const keepTogether = action({
  name: 'stay.keep-together',
  title: '登记母子同住',
  help: '成年女性可与自己 6 岁以下的子女同住。',
  legalBasis: '国家规则 母亲可带 6 岁以下子女',
  form: keepTogetherForm,
  load: (context, form) => loadPair(context, form.fileId, form.motherFileId),
  may: (actor, loaded) => inHouse(actor, loaded.child.ownerPath),
  decide({ child, mother, childKnown, pair }, form, moment) {
    if (pair) return refuse('TOGETHER_ALREADY')
    if (!mother || mother.person.sex !== 'female' || mother.file.id === child.id) return refuse('NOT_MOTHER')
    if (child.state !== 'in' || mother.file.state !== 'in' || mother.file.stationId !== child.stationId)
      return refuse('NOT_MOTHER')
    if (childKnown.guest.underSix === 'no') return refuse('NOT_SMALL')
    if (childKnown.guest.underSix === 'unknown') return refuse('AGE_OF_CHILD')
    return {
      facts: [
        {
          subject: fileRef(child),
          name: 'stay.kept-together',
          value: { mother: mother.file.id },
          details: { knownBy: form.knownBy },
        },
      ],
      changes: {
        id: moment.newId('together'),
        fileId: child.id,
        motherFileId: mother.file.id,
        ownerPath: child.ownerPath,
        knownBy: form.knownBy,
      },
    }
  },
  save: (context, pair) => insertTogether(context, pair),
})

export const endTogether = action({
  name: 'stay.end-together',
  title: '结束母子同住',
  form: endTogetherForm,
  load: (context, form) => loadPair(context, form.fileId, undefined),
  may: (actor, loaded) => inHouse(actor, loaded.child.ownerPath),
  decide({ child, pair }, form) {
    if (!pair) return refuse('NOT_TOGETHER')
    return {
      facts: [
        {
          subject: fileRef(child),
          name: 'stay.together-ended',
          value: { mother: pair.motherFileId },
          details: { reason: form.reason },
        },
      ],
      changes: pair.id,
    }
  },
  save: ({ tx, occurredAt }, id) => endTogetherRow(tx, id, occurredAt),
})
