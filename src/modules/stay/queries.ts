/** Doors for reading. Each answers for one station: the actor's own, or one in range that is named. */
import { z } from 'zod'
import { inRange, type Actor } from '#kernel/actor.ts'
import { field } from '#kernel/field.ts'
import { type Organisation, organisationById } from '#kernel/org.ts'
import { query, type ReadContext } from '#kernel/query.ts'
import { dateOf, dayOfInstant, startOfDayNumber } from '#kernel/time.ts'
import { boardOf, countsOf, guestWords, showName, waitingOf } from './board.ts'
import { bedLife, disturbance } from './lifecycle.ts'
import {
  boardShape,
  extensionsShape,
  fileShape,
  houseShape,
  inStationShape,
  roundSheetShape,
  safetyShape,
  waitingShape,
  zonesShape,
} from './queries-schema.ts'
import { dueCare, type Need, shiftAt, usualNeeds } from './rules-care.ts'
import { policeMust } from './rules-help.ts'
import { daysOfStay, daysToLimit, type StayLimit } from './rules-stay.ts'
import { behaviourGrounds, extensionGrounds } from './schema.ts'
import { conflictsSince, usesOfFile, type ZoneRow } from './store-beds.ts'
import { careOf, lastCareOf, lastRoundOf, lastRounds, needsOf } from './store-care.ts'
import {
  disturbancesOf,
  extensionsOf,
  filedExtensions,
  liaisonsOf,
  plansOf,
  reviewsOf,
  runningPlans,
  trainingsOf,
} from './store-help.ts'
import { doubleUses, guestById, type HouseNow, houseNow, movements } from './store-read.ts'
import {
  type CareKind,
  careKinds,
  careResults,
  disturbanceKinds,
  disturbanceOutcomes,
  liaisonKinds,
  measures,
  trainingKinds,
  trainingResults,
  zoneKinds,
  zoneRules,
} from './words.ts'

const stationId = field(z.uuid().optional(), { label: '救助站', widget: 'hidden' })
const names = field(z.boolean().default(false), { label: '显示姓名' })
/** The role opened the door; which station is looked at is settled by range in `stationOf`. */
const may = () => true

/** The station asked for: one's own, or the named one when it lies in range; null otherwise. */
async function stationOf({ tx, actor }: ReadContext, wanted: string | undefined): Promise<Organisation | null> {
  const id = wanted ?? (actor.organisation.kind === 'station' ? actor.organisation.id : undefined)
  const station = id ? await organisationById(tx, id) : undefined
  return station && station.kind === 'station' && inRange(actor, station.path) ? station : null
}

/** Titles of the log of conflicts. */
const conflictTitles: Record<string, string> = {
  TAKEN: '同床两次安排',
  MINOR: '未成年与成年同室',
  ADULT: '未成年与成年同室',
  AGE_UNSURE: '年龄未定与人同室',
  INFECTION: '未排除传染病',
  SEX: '男女同室',
  SEX_UNKNOWN: '性别未登记',
  MOTHERS_ONLY: '非母子进母婴区',
  LEFT: '离站未清床',
  DISINFECTING: '消毒中的床',
  OUT_OF_USE: '停用的床',
  DISINFECTION_SHORT: '消毒未满时限',
  LINEN_NOT_CHANGED: '被服未更换',
}

/** 00:00 on the first of this month. */
const monthStart = (now: number) => startOfDayNumber(dayOfInstant(now) - Number(dateOf(now).slice(8, 10)) + 1)

export const board = query({
  name: 'stay.board',
  title: '床位图',
  help: '选定一人后，每个分区、每张床都说能不能住、为什么。',
  params: z.strictObject({ stationId, fileId: field(z.uuid().optional(), { label: '安排谁', widget: 'hidden' }), names }),
  result: boardShape,
  may,
  async read(context, params) {
    const { tx, vault, now } = context
    const station = await stationOf(context, params.stationId)
    if (!station) return null
    const house = await houseNow(tx, vault, station.id, now)
    const chosen = params.fileId && house.guests.get(params.fileId)?.state === 'in' ? params.fileId : null
    const conflicts = await conflictsSince(tx, station.id, monthStart(now))
    const made = boardOf(house, vault, { chosenFileId: chosen, names: params.names })
    return {
      station: { id: station.id, name: station.name },
      now,
      names: params.names,
      ...made,
      counts: { ...made.counts, doubles: await doubleUses(tx, station.id) },
      conflicts: {
        total: conflicts[0]?.total ?? 0,
        items: conflicts.map((each) => ({ ...each, title: conflictTitles[each.code] ?? '不能安排' })),
      },
    }
  },
})

export const waiting = query({
  name: 'stay.waiting',
  title: '待安排床位',
  params: z.strictObject({ stationId, names }),
  result: waitingShape,
  may,
  async read(context, params) {
    const station = await stationOf(context, params.stationId)
    if (!station) return null
    return waitingOf(await houseNow(context.tx, context.vault, station.id, context.now), context.vault, params.names)
  },
})

export const house = query({
  name: 'stay.house',
  title: '在站概况',
  params: z.strictObject({ stationId }),
  result: houseShape,
  may,
  async read(context, params) {
    const { tx, vault, now } = context
    const station = await stationOf(context, params.stationId)
    if (!station) return null
    const there = await houseNow(tx, vault, station.id, now)
    const today = await movements(tx, station.id, startOfDayNumber(dayOfInstant(now)))
    const made = boardOf(there, vault, { chosenFileId: null, names: false })
    return {
      counts: made.counts,
      ...today,
      waiting: made.waiting.here.length,
      zones: made.zones.map(({ id, kind, name, taken, total }) => ({ id, kind, name, taken, total })),
    }
  },
})

function limitWords(limit: StayLimit | undefined, now: number) {
  if (!limit) return { words: '', on: null, daysLeft: null }
  if (limit.kind === 'exempt') return { words: `不受 10 天限制：${limit.why}`, on: null, daysLeft: null }
  const left = daysToLimit(limit, now) as number
  const until = left < 0 ? `已超 ${-left} 天` : left === 0 ? '今天期满' : `还有 ${left} 天`
  const words =
    limit.kind === 'cannot-tell'
      ? `${until}（缺：${limit.needs}，可能不受限制）`
      : `${until}${limit.extended ? '（已延期）' : ''}`
  return { words, on: limit.on, daysLeft: left }
}

const whereWords = { here: '在站', hospital: '住院', entrusted: '站外托养' } as const

interface CareState {
  needs: Map<string, (Need & { note: string | null; usual: boolean })[]>
  last: Map<string, Map<CareKind, number>>
}

/** Needs in force, set or usual, and what was last done. */
async function careState(
  { tx, vault }: ReadContext,
  there: HouseNow,
  fileIds: string[],
  zoneOf: (fileId: string) => ZoneRow | undefined,
): Promise<CareState> {
  const set = await needsOf(tx, vault, fileIds)
  const needs: CareState['needs'] = new Map()
  for (const fileId of fileIds) {
    const own = set.filter((need) => need.fileId === fileId)
    const known = there.known.get(fileId)
    const since = there.uses.find((use) => use.fileId === fileId)?.takenAt ?? there.guests.get(fileId)?.acceptedAt ?? there.now
    needs.set(
      fileId,
      own.length > 0
        ? own.map((need) => ({ ...need, usual: false }))
        : known
          ? usualNeeds(known.guest, zoneOf(fileId)?.kind ?? null).map((need) => ({ ...need, since, note: null, usual: true }))
          : [],
    )
  }
  return { needs, last: await lastCareOf(tx, fileIds) }
}

const dueOf = (care: CareState, fileId: string, now: number) =>
  dueCare(care.needs.get(fileId) ?? [], care.last.get(fileId) ?? new Map(), now, shiftAt(now).to).map((due) => ({
    ...due,
    words: careKinds[due.care],
  }))

/** Bed and zone of each guest. */
function lodgings(there: HouseNow) {
  const beds = new Map(there.beds.map((bed) => [bed.id, bed]))
  const zones = new Map(there.zones.map((zone) => [zone.id, zone]))
  return new Map(
    there.uses.map((use) => {
      const bed = beds.get(use.bedId)
      return [use.fileId, { use, bed, zone: bed ? zones.get(bed.zoneId) : undefined }] as const
    }),
  )
}

export const inStation = query({
  name: 'stay.in-station',
  title: '在站人员',
  params: z.strictObject({ stationId, names: field(z.boolean().default(true), { label: '显示姓名' }) }),
  result: inStationShape,
  may,
  async read(context, params) {
    const { tx, vault, now } = context
    const station = await stationOf(context, params.stationId)
    if (!station) return null
    const there = await houseNow(tx, vault, station.id, now)
    const lodged = lodgings(there)
    const guests = [...there.guests.values()].filter((guest) => guest.state === 'in')
    const ids = guests.map((guest) => guest.fileId)
    const care = await careState(context, there, ids, (id) => lodged.get(id)?.zone)
    const plans = new Map((await runningPlans(tx, ids)).map((plan) => [plan.fileId, plan.reviewOn]))
    return {
      total: guests.length,
      shift: shiftAt(now),
      counts: countsOf(there),
      items: guests.map((guest) => {
        const known = there.known.get(guest.fileId)
        const place = lodged.get(guest.fileId)
        const where = known?.whereabouts ?? 'here'
        const [sex, age, ...words] = guestWords(there, guest.fileId)
        return {
          fileId: guest.fileId,
          name: showName(guest.name, params.names),
          no: guest.no,
          sex: sex ?? null,
          age: age ?? null,
          words,
          zoneId: place?.zone?.id ?? null,
          zone: place?.zone?.name ?? null,
          bed: place?.bed?.label ?? null,
          where,
          whereWords: whereWords[where],
          acceptedAt: guest.acceptedAt,
          days: guest.acceptedAt === null ? null : daysOfStay(guest.acceptedAt, now),
          limit: limitWords(there.limits.get(guest.fileId), now),
          due: where === 'here' ? dueOf(care, guest.fileId, now) : [],
          planReviewOn: plans.get(guest.fileId) ?? null,
        }
      }),
    }
  },
})

export const roundSheet = query({
  name: 'stay.round-sheet',
  title: '查房表',
  help: '逐区逐床：谁应在、这一班要做什么。',
  params: z.strictObject({ stationId, names: field(z.boolean().default(true), { label: '显示姓名' }) }),
  result: roundSheetShape,
  may,
  async read(context, params) {
    const { tx, vault, now } = context
    const station = await stationOf(context, params.stationId)
    if (!station) return null
    const there = await houseNow(tx, vault, station.id, now)
    const lodged = lodgings(there)
    const ids = there.uses.filter((use) => there.states.get(use.fileId) === 'in').map((use) => use.fileId)
    const care = await careState(context, there, ids, (id) => lodged.get(id)?.zone)
    const plans = new Set((await runningPlans(tx, ids)).map((plan) => plan.fileId))
    const rounds = new Map((await lastRounds(tx, station.id)).map((round) => [round.zoneId, round]))
    return {
      shift: shiftAt(now),
      zones: there.zones.map((zone) => {
        const round = rounds.get(zone.id)
        return {
          id: zone.id,
          name: zone.name,
          rule: zoneRules[zone.kind],
          lastRound: round ? { at: round.at, by: round.by, seen: round.seen, missed: round.missed.length } : null,
          guests: ids
            .filter((id) => lodged.get(id)?.zone?.id === zone.id)
            .map((id) => ({
              fileId: id,
              // A sealed guest sleeps here too: the round must find somebody in the bed.
              name: there.guests.has(id) ? showName(there.guests.get(id)?.name ?? '', params.names) : '封存',
              bed: lodged.get(id)?.bed?.label ?? '',
              where: there.known.get(id)?.whereabouts ?? 'here',
              words: there.guests.has(id) ? guestWords(there, id) : [],
              due: there.known.get(id)?.whereabouts === 'here' ? dueOf(care, id, now) : [],
              plan: plans.has(id),
            }))
            .sort((a, b) => (a.bed < b.bed ? -1 : 1)),
        }
      }),
    }
  },
})

export const file = query({
  name: 'stay.file',
  title: '在站情况',
  params: z.strictObject({
    fileId: field(z.uuid(), { label: '个案', widget: 'hidden' }),
    limit: field(z.int().min(1).max(200).default(40), { label: '照料记录条数' }),
  }),
  result: fileShape,
  may,
  async read(context, params) {
    const { tx, vault, now, actor } = context
    const guest = await guestById(tx, params.fileId)
    if (!guest || !inRange(actor, guest.ownerPath)) return null
    const there = await houseNow(tx, vault, guest.stationId, now)
    const lodged = lodgings(there)
    const place = lodged.get(guest.fileId)
    const care = await careState(context, there, [guest.fileId], () => place?.zone)
    const reviews = await reviewsOf(tx, vault, guest.fileId)
    const history = await usesOfFile(tx, guest.fileId)
    const log = await careOf(tx, vault, guest.fileId, params.limit)
    const motherFileId = there.known.get(guest.fileId)?.guest.motherFileId ?? null
    const round = await lastRoundOf(tx, guest.fileId)
    const isIn = guest.state === 'in'
    return {
      fileId: guest.fileId,
      state: guest.state,
      name: guest.name,
      words: guestWords(there, guest.fileId),
      here: isIn,
      days: isIn && guest.acceptedAt !== null ? daysOfStay(guest.acceptedAt, now) : null,
      limit: isIn ? limitWords(there.limits.get(guest.fileId), now) : limitWords(undefined, now),
      bed:
        place?.bed && place.zone
          ? {
              bedId: place.bed.id,
              label: place.bed.label,
              zone: place.zone.name,
              takenAt: place.use.takenAt,
              withMother: place.use.place === 'child',
            }
          : null,
      history: history.map(({ id, label, zone, takenAt, leftAt }) => ({ id, label, zone, takenAt, leftAt })),
      together: motherFileId ? { motherFileId, mother: there.guests.get(motherFileId)?.name ?? null } : null,
      needs: (care.needs.get(guest.fileId) ?? []).map((need) => ({
        care: need.care,
        words: careKinds[need.care],
        everyHours: need.everyHours,
        note: need.note,
        usual: need.usual,
      })),
      due: isIn && there.known.get(guest.fileId)?.whereabouts === 'here' ? dueOf(care, guest.fileId, now) : [],
      shift: shiftAt(now),
      care: {
        total: log.total,
        lines: log.lines.map((line) => ({ ...line, words: careKinds[line.care], resultWords: careResults[line.result] })),
      },
      lastRound: round ?? null,
      trainings: (await trainingsOf(tx, vault, guest.fileId)).map((each) => ({
        id: each.id,
        kindWords: trainingKinds[each.kind],
        topic: each.content.topic,
        givenBy: each.content.givenBy ?? null,
        beganOn: each.beganOn,
        endedOn: each.endedOn,
        hours: each.hours,
        result: each.result,
        resultWords: trainingResults[each.result],
        note: each.content.note ?? null,
      })),
      plans: (await plansOf(tx, vault, guest.fileId)).map((plan) => ({
        id: plan.id,
        running: plan.state === 'running',
        groundWords: behaviourGrounds[plan.ground as keyof typeof behaviourGrounds] ?? plan.ground,
        measures: plan.measures.map((each) => measures[each as keyof typeof measures] ?? each),
        reason: plan.content.reason,
        how: plan.content.how,
        told: plan.content.told ?? null,
        madeAt: plan.madeAt,
        by: plan.madeBy,
        reviewOn: plan.reviewOn,
        endedAt: plan.endedAt,
        endedReason: plan.endedReason,
        reviews: reviews.filter((review) => review.planId === plan.id),
      })),
      extensions: (await extensionsOf(tx, [guest.fileId])).slice(0, 100).map((each) => ({
        ...each,
        groundWords: extensionGrounds[each.ground as keyof typeof extensionGrounds] ?? each.ground,
        acknowledgedBy: each.acknowledgedByOrganisation,
      })),
    }
  },
})

export const zones = query({
  name: 'stay.zones',
  title: '分区和床位',
  params: z.strictObject({ stationId }),
  result: zonesShape,
  may,
  async read(context, params) {
    const station = await stationOf(context, params.stationId)
    if (!station) return null
    const there = await houseNow(context.tx, context.vault, station.id, context.now)
    const taken = new Set(there.uses.map((use) => use.bedId))
    const reserved = new Set(there.reservations.map((kept) => kept.bedId))
    return {
      stationId: station.id,
      zones: there.zones.map((zone) => ({
        id: zone.id,
        kind: zone.kind,
        kindWords: zoneKinds[zone.kind],
        name: zone.name,
        staffedBy: zone.staffedBy,
        position: zone.position,
        beds: there.beds
          .filter((bed) => bed.zoneId === zone.id)
          .map((bed) => ({
            id: bed.id,
            label: bed.label,
            room: bed.room,
            state: bed.state,
            stateWords: bedLife.states[bed.state].zh,
            since: bed.stateSince,
            taken: taken.has(bed.id),
            reserved: reserved.has(bed.id),
          })),
      })),
    }
  },
})

export const safety = query({
  name: 'stay.safety',
  title: '站内安全',
  params: z.strictObject({ stationId }),
  result: safetyShape,
  may,
  async read(context, params) {
    const station = await stationOf(context, params.stationId)
    if (!station) return null
    const { tx, vault } = context
    return {
      liaisons: (await liaisonsOf(tx, vault, station.id)).map((each) => ({ ...each, kindWords: liaisonKinds[each.kind] })),
      disturbances: (await disturbancesOf(tx, vault, station.id)).map((each) => ({
        id: each.id,
        state: each.state,
        stateWords: disturbance.states[each.state].zh,
        kindWords: disturbanceKinds[each.kind],
        policeMust: policeMust(each.kind),
        happenedAt: each.happenedAt,
        place: each.content.place,
        course: each.content.course,
        people: each.people,
        injured: each.injured,
        by: each.recordedBy,
        policeCalledAt: each.policeCalledAt,
        police: each.police,
        receiptNo: each.policeReceipt,
        closedAt: each.closedAt,
        outcomeWords: each.outcome
          ? (disturbanceOutcomes[each.outcome as keyof typeof disturbanceOutcomes] ?? each.outcome)
          : null,
        note: each.closingNote,
      })),
    }
  },
})

/** Stations file extensions upward; the bureau sees those of its area, a station its own. */
const mayFile = (actor: Actor) => actor.organisation.kind === 'station' || actor.organisation.kind === 'bureau'

export const extensions = query({
  name: 'stay.extensions',
  title: '延长救助备案',
  params: z.strictObject({ limit: field(z.int().min(1).max(500).default(200), { label: '件数' }) }),
  result: extensionsShape,
  may: mayFile,
  async read({ tx, vault }, params) {
    const filed = await filedExtensions(tx, vault, params.limit)
    return {
      total: filed[0]?.total ?? 0,
      items: filed.map((each) => ({
        ...each,
        groundWords: extensionGrounds[each.ground as keyof typeof extensionGrounds] ?? each.ground,
        days: each.acceptedAt === null ? null : daysOfStay(each.acceptedAt, each.filedAt),
        acknowledgedBy: each.acknowledgedByOrganisation,
      })),
    }
  },
})
