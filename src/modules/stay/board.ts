/** The bed board in words, made of the house as it is now. Pure: the same house gives the same board. */
import type { Vault } from '#kernel/crypto.ts'
import { dayOfInstant } from '#kernel/time.ts'
import type { KnownGuest } from './guest.ts'
import { bedLife } from './lifecycle.ts'
import { type BedNow, disinfectedFrom, placement, type Placing, placingObjections } from './rules-beds.ts'
import { daysOfStay, daysToLimit } from './rules-stay.ts'
import {
  afterObservation,
  type Guest,
  guidance,
  motherChildObjections,
  type Objection,
  preference,
  roomObjections,
  zoneObjections,
} from './rules-zones.ts'
import type { BedRow, ReservationRow, UseRow, ZoneRow } from './store-beds.ts'
import type { HouseNow } from './store-read.ts'
import { maskedName, zoneKinds, zoneRules } from './words.ts'

const SEXES = { male: '男', female: '女' } as const
const INFECTIONS = { suspected: '疑似传染病', 'ruled-out': '已排除传染病', unknown: '未检视' } as const
const SPECIALS = {
  aged: '60 岁以上',
  'old-age': '70 岁以上',
  disabled: '残疾',
  immobile: '行动不便',
  intellectual: '疑似智力障碍',
  dementia: '疑似失智',
  mental: '疑似精神障碍',
  pregnant: '怀孕',
  injured: '外伤',
} as const

const awayWords = { hospital: '住院', entrusted: '站外托养', leave: '请假外出' } as const

export const showName = (name: string, names: boolean) => (names ? name : maskedName(name))

/** 男 · 约 72 岁 · 38.6℃ · 行动不便 */
export function guestWords(house: HouseNow, fileId: string): string[] {
  const known = house.known.get(fileId)
  if (!known) return []
  const { guest, age } = known
  const temperature = house.temperatures.get(fileId)
  return [
    guest.sex ? SEXES[guest.sex] : '性别未登记',
    age ? `${age.rough ? '约 ' : ''}${age.years} 岁` : '年龄未登记',
    ...(temperature === undefined ? [] : [`${temperature}℃`]),
    ...(guest.infection === 'ruled-out' ? [] : [INFECTIONS[guest.infection]]),
    ...guest.special.filter((reason) => reason !== 'aged' && reason !== 'old-age').map((reason) => SPECIALS[reason]),
  ]
}

interface Index {
  house: HouseNow
  guestUse: Map<string, UseRow>
  childUse: Map<string, UseRow>
  inRoom: Map<string, UseRow[]>
  bedOf: Map<string, BedRow>
  reservation: Map<string, ReservationRow>
}

const roomKey = (bed: BedRow) => `${bed.zoneId} ${bed.room}`

function indexOf(house: HouseNow): Index {
  const bedOf = new Map(house.beds.map((bed) => [bed.id, bed]))
  const inRoom = new Map<string, UseRow[]>()
  for (const use of house.uses) {
    const bed = bedOf.get(use.bedId)
    if (bed) inRoom.set(roomKey(bed), [...(inRoom.get(roomKey(bed)) ?? []), use])
  }
  const byPlace = (place: UseRow['place']) =>
    new Map(house.uses.filter((use) => use.place === place).map((use) => [use.bedId, use]))
  return {
    house,
    guestUse: byPlace('guest'),
    childUse: byPlace('child'),
    inRoom,
    bedOf,
    reservation: new Map(house.reservations.map((kept) => [kept.bedId, kept])),
  }
}

const isHere = (house: HouseNow, use: UseRow) => house.states.get(use.fileId) === 'in'

function roommates({ house, inRoom }: Index, bed: BedRow, without: readonly string[]): Guest[] {
  return (inRoom.get(roomKey(bed)) ?? [])
    .filter((use) => !without.includes(use.fileId) && isHere(house, use))
    .flatMap((use) => house.known.get(use.fileId)?.guest ?? [])
}

function bedNow(index: Index, bed: BedRow, without: string | null): BedNow {
  const use = index.guestUse.get(bed.id)
  const taken = use && use.fileId !== without
  return {
    id: bed.id,
    label: bed.label,
    room: bed.room,
    state: bed.state,
    occupied: taken ? (isHere(index.house, use) ? 'here' : 'left') : 'no',
    reservedUntil: index.reservation.get(bed.id)?.keptUntil ?? null,
  }
}

function placing(index: Index, chosen: KnownGuest, zone: ZoneRow, bed: BedRow): Placing {
  return {
    guest: chosen.guest,
    hasSmallChild: chosen.hasSmallChild,
    zone,
    bed: bedNow(index, bed, chosen.guest.fileId),
    roommates: roommates(index, bed, [chosen.guest.fileId]),
    now: index.house.now,
    takesReservation: false,
    inMothersBed: false,
  }
}

const said = (each: Objection) => ({
  code: each.code,
  short: each.short,
  zh: each.zh,
  basis: [...each.basis],
  override: each.override,
})

/** Why somebody who sleeps here should not, or null: what was learnt since may speak against the bed. */
function misplaced(index: Index, use: UseRow, bed: BedRow, zone: ZoneRow): string | null {
  const known = index.house.known.get(use.fileId)
  if (!known || !isHere(index.house, use) || known.whereabouts !== 'here') return null
  const found = [
    ...zoneObjections(known.guest, zone.kind),
    ...(zone.kind === 'mother-child' ? motherChildObjections(known.guest, known.hasSmallChild) : []),
    ...roomObjections(known.guest, roommates(index, bed, [use.fileId])),
  ].filter((each) => each.override === 'nobody')
  return found[0]?.zh ?? null
}

function occupantOf(index: Index, use: UseRow, bed: BedRow, zone: ZoneRow, names: boolean) {
  const { house } = index
  const guest = house.guests.get(use.fileId)
  const known = house.known.get(use.fileId)
  const limit = house.limits.get(use.fileId)
  const toLimit = limit ? daysToLimit(limit, house.now) : null
  const child = index.childUse.get(bed.id)
  const here = isHere(house, use)
  const away = here && known && known.whereabouts !== 'here' ? known.whereabouts : null
  return {
    fileId: guest ? use.fileId : null,
    name: guest ? showName(guest.name, names) : '封存',
    no: guest?.no ?? null,
    age: guest ? (known?.age?.years ?? null) : null,
    days: guest?.acceptedAt ? daysOfStay(guest.acceptedAt, house.now) : null,
    daysInBed: Math.max(dayOfInstant(house.now) - dayOfInstant(use.takenAt), 0),
    withChild: child !== undefined,
    state: here ? (away ?? ('here' as const)) : ('left' as const),
    stateWords: !here ? '已离站，待清' : away ? awayWords[away] : null,
    daysToLimit: limit?.kind === 'limited' ? toLimit : null,
    misplaced: misplaced(index, use, bed, zone),
  }
}

/** Verdict of one zone for the chosen guest, and of each of its beds. */
function verdictOf(index: Index, chosen: KnownGuest, zone: ZoneRow, beds: BedRow[]) {
  const zoneFound = [
    ...zoneObjections(chosen.guest, zone.kind),
    ...(zone.kind === 'mother-child' ? motherChildObjections(chosen.guest, chosen.hasSmallChild) : []),
  ]
  const fits = new Map(
    beds.map((bed) => {
      const answer = placement(placingObjections(placing(index, chosen, zone, bed)))
      return [bed.id, answer] as const
    }),
  )
  const answers = [...fits.values()].map((fit) => fit.answer)
  const byZone = placement(zoneFound).answer
  const full = byZone !== 'no' && !answers.includes('yes') && !answers.includes('leader')
  const answer = full ? ('no' as const) : byZone === 'yes' && !answers.includes('yes') ? ('leader' as const) : byZone
  return { zoneFound, fits, answer, full }
}

function chosenOf(index: Index, chosen: KnownGuest, verdicts: Map<string, ReturnType<typeof verdictOf>>, names: boolean) {
  const { house } = index
  const { guest, hasSmallChild } = chosen
  const wanted = preference(guest, hasSmallChild)
  const zone = wanted
    .flatMap((kind) => house.zones.filter((each) => each.kind === kind))
    .find((each) => verdicts.get(each.id)?.answer === 'yes')
  const later = afterObservation(guest, hasSmallChild)
  const current = house.uses.find((use) => use.fileId === guest.fileId)
  const offered = zone
    ? house.beds
        .filter(
          (bed) =>
            bed.zoneId === zone.id && verdicts.get(zone.id)?.fits.get(bed.id)?.answer === 'yes' && bed.id !== current?.bedId,
        )
        .slice(0, 4)
        .map((bed) => ({ id: bed.id, label: bed.label, since: bed.stateSince }))
    : []
  const { must, moveOn } = zone ? guidance(guest, zone.kind, hasSmallChild, zoneKinds) : { must: [], moveOn: null }
  const row = house.guests.get(guest.fileId)
  return {
    fileId: guest.fileId,
    name: row ? showName(row.name, names) : '',
    words: guestWords(house, guest.fileId),
    bedId: current?.bedId ?? null,
    motherFileId: guest.motherFileId,
    bed: current ? (index.bedOf.get(current.bedId)?.label ?? null) : null,
    recommendedZoneId: zone?.id ?? null,
    offered,
    must,
    moveOn,
    none: zone
      ? null
      : `${wanted.map((kind) => zoneKinds[kind]).join('、')}没有合适的空床。先腾退或放出消毒完的床；仍没有的，由值班长决定或联系邻站。`,
    others: house.zones
      .filter((each) => each.id !== zone?.id)
      .map((each) => {
        const verdict = verdicts.get(each.id)
        const onlyInfection = verdict?.zoneFound.length === 1 && verdict.zoneFound[0]?.code === 'INFECTION'
        const short =
          onlyInfection && each.kind === later
            ? '观察期满后可转入'
            : verdict?.zoneFound.map((found) => found.short).join('，') || (verdict?.full ? '没有合适的空床' : '可以，不是首选')
        return { zoneId: each.id, zone: each.name, short }
      }),
  }
}

export interface BoardWish {
  chosenFileId: string | null
  names: boolean
}

/** The whole board: zones with their verdict for the chosen guest, beds in words, who waits. */
export function boardOf(house: HouseNow, vault: Vault, wish: BoardWish) {
  const index = indexOf(house)
  const chosen = wish.chosenFileId ? house.known.get(wish.chosenFileId) : undefined
  const bedsByZone = new Map<string, BedRow[]>()
  for (const bed of house.beds) bedsByZone.set(bed.zoneId, [...(bedsByZone.get(bed.zoneId) ?? []), bed])
  const verdicts = new Map(
    chosen ? house.zones.map((zone) => [zone.id, verdictOf(index, chosen, zone, bedsByZone.get(zone.id) ?? [])] as const) : [],
  )
  const person = chosen ? chosenOf(index, chosen, verdicts, wish.names) : null
  const zones = house.zones.map((zone) => {
    const beds = bedsByZone.get(zone.id) ?? []
    const verdict = verdicts.get(zone.id)
    return {
      id: zone.id,
      kind: zone.kind,
      name: zone.name,
      rule: zoneRules[zone.kind],
      staffedBy: zone.staffedBy,
      taken: beds.filter((bed) => index.guestUse.has(bed.id)).length,
      total: beds.filter((bed) => bed.state !== 'out-of-use').length,
      verdict: verdict
        ? {
            answer: verdict.answer,
            recommended: person?.recommendedZoneId === zone.id,
            objections: verdict.zoneFound.map(said),
            full: verdict.full,
          }
        : null,
      beds: beds.map((bed) => {
        const use = index.guestUse.get(bed.id)
        const kept = index.reservation.get(bed.id)
        const fit = verdict?.fits.get(bed.id)
        return {
          id: bed.id,
          label: bed.label,
          room: bed.room,
          state: bed.state,
          stateWords: bedLife.states[bed.state].zh,
          since: bed.stateSince,
          readyFrom: bed.state === 'disinfecting' ? disinfectedFrom(bed.stateSince) : null,
          occupant: use ? occupantOf(index, use, bed, zone, wish.names) : null,
          reserved: kept ? { expectedAt: kept.expectedAt, keptUntil: kept.keptUntil } : null,
          fit: fit?.answer ?? null,
          objections: fit && fit.answer !== 'yes' ? fit.objections.map(said) : [],
        }
      }),
    }
  })
  return { zones, chosen: person, waiting: waitingOf(house, vault, wish.names), counts: countsOf(house) }
}

/** Accepted, in the station and without a bed; and those for whom a bed is kept while they are on the way. */
export function waitingOf(house: HouseNow, vault: Vault, names: boolean) {
  const inBed = new Set(house.uses.map((use) => use.fileId))
  const here = [...house.guests.values()]
    .filter((guest) => guest.state === 'in' && !inBed.has(guest.fileId) && house.known.get(guest.fileId)?.whereabouts === 'here')
    .map((guest) => ({
      fileId: guest.fileId,
      name: showName(guest.name, names),
      no: guest.no,
      words: guestWords(house, guest.fileId),
      acceptedAt: guest.acceptedAt,
    }))
  const label = new Map(house.beds.map((bed) => [bed.id, bed.label]))
  const onTheWay = house.reservations.map((kept) => ({
    bedId: kept.bedId,
    bed: label.get(kept.bedId) ?? '',
    who: vault.openJson<{ who: string }>(`stay.reservation.who:${kept.id}`, kept.who).who,
    expectedAt: kept.expectedAt,
    keptUntil: kept.keptUntil,
  }))
  return { here, onTheWay }
}

/** The figures on top of the board; nobody types them. */
export function countsOf(house: HouseNow) {
  const beds = house.beds.filter((bed) => bed.state !== 'out-of-use').length
  const takenBeds = new Set(house.uses.filter((use) => use.place === 'guest').map((use) => use.bedId))
  const taken = takenBeds.size
  const rooms = (of: BedRow[]) => new Set(of.map(roomKey)).size
  const inStation = [...house.guests.values()].filter((guest) => guest.state === 'in')
  const away = (where: KnownGuest['whereabouts']) =>
    inStation.filter((guest) => house.known.get(guest.fileId)?.whereabouts === where).length
  return {
    inStation: away('here'),
    hospital: away('hospital'),
    entrusted: away('entrusted'),
    leave: away('leave'),
    beds,
    taken,
    free: house.beds.filter((bed) => bed.state === 'ready' && !takenBeds.has(bed.id)).length,
    rooms: rooms(house.beds.filter((bed) => bed.state !== 'out-of-use')),
    roomsTaken: rooms(house.beds.filter((bed) => takenBeds.has(bed.id))),
    percent: beds === 0 ? 0 : Math.round((taken / beds) * 100),
  }
}
