/** Questions about the house: board, who waits, figures, zones. Each answers for one station: one's own, or one in range that is named. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { organisationsUnder } from '#kernel/org.ts'
import { query } from '#kernel/query.ts'
import { dateOf, dayOfInstant, startOfDayNumber } from '#kernel/time.ts'
import { boardShape, houseShape, stationsShape, waitingShape, zonesShape } from './answers.ts'
import { boardOf, waitingOf } from './board.ts'
import { bedLife } from './lifecycle.ts'
import { may, names, stationId, stationOf } from './query-parts.ts'
import { conflictsSince } from './store-beds.ts'
import { bedCounts, doubleUses, houseNow, movements } from './store-read.ts'
import { zoneKinds } from './words.ts'

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

export const stations = query({
  name: 'stay.stations',
  title: '各站床位',
  help: '民政局看本地区各救助站用了多少床。',
  params: z.strictObject({}),
  result: stationsShape,
  may,
  async read({ tx, actor }) {
    const under = (await organisationsUnder(tx, actor.range.from))
      .filter((each) => each.kind === 'station' && each.active)
      .slice(0, 500)
    const counts = new Map(
      (
        await bedCounts(
          tx,
          under.map((each) => each.id),
        )
      ).map((each) => [each.stationId, each]),
    )
    return {
      stations: under.map(({ id, name }) => ({ id, name, beds: counts.get(id)?.beds ?? 0, taken: counts.get(id)?.taken ?? 0 })),
    }
  },
})
