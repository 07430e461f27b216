/** What a phone needs for a night without network, in one answer; and the list it knows people by. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { openFile } from '#kernel/files.ts'
import { query } from '#kernel/query.ts'
import { areaTonight, organ, shiftTonight, sleeperLine as sleeperShape } from './answer-shapes.ts'
import { sleeperStates } from './lifecycle.ts'
import { crewWords, type Night, nightNow, sleeperLine, stopLines } from './lines.ts'
import { byNeed } from './rules.ts'
import { areasSeen, type Organ, stopsOf } from './store-area.ts'
import { countSleepers, encountersSeen, namedInCity, sleepersSeen } from './store-read.ts'

const LONGEST = 500

const named = (organs: ReadonlyMap<string, Organ>, id: string | null) => {
  const found = id ? organs.get(id) : undefined
  return found ? { id: found.id, name: found.name, phone: found.phone } : null
}

function areaPart(night: Night, areaId: string, shiftId: string | null, now: number) {
  const area = night.areas.find((each) => each.id === areaId)
  return {
    areaId,
    area: area?.name ?? '',
    kinds: area?.kinds ?? [],
    stops: stopLines(night, areaId, shiftId, now),
    station: named(night.organs, area?.stationId ?? null),
    leader: named(night.organs, area?.leaderId ?? area?.stationId ?? null),
  }
}

export const tonight = query({
  name: 'patrol.tonight',
  title: '今晚巡查',
  help: '本单位参加的班次和区域；手机收下以后整晚不用网络。',
  params: z.strictObject({}),
  result: z.strictObject({
    shifts: z.array(shiftTonight).max(150),
    areas: z.array(areaTonight).max(100),
    /** Where somebody may be brought, whom to tell. */
    organisations: z.array(organ.extend({ kind: z.string() })).max(300),
  }),
  may: () => true,
  async read({ tx, vault, actor, now }) {
    const night = await nightNow(tx, vault, actor, now)
    const shifts = night.shifts.map((shift) => {
      const members = shift.content.members
      const mine =
        members.some((each) => each.accountId === actor.accountId) ||
        (members.every((each) => !each.accountId) && shift.organisationIds.includes(actor.organisation.id)) ||
        shift.organisationIds.length === 0
      return {
        ...areaPart(night, shift.areaId, shift.id, now),
        shiftId: shift.id,
        kind: shift.kind,
        state: shift.state,
        from: shift.from,
        to: shift.planned ? shift.to : Math.max(shift.to, now),
        mine,
        crew: crewWords(night, shift),
        note: shift.content.note ?? null,
      }
    })
    return {
      shifts: shifts.toSorted((a, b) => Number(b.mine) - Number(a.mine) || a.from - b.from),
      areas: night.areas.map((each) => areaPart(night, each.id, null, now)),
      organisations: await namedInCity(tx, actor.organisation.path, ['station', 'hospital', 'police', 'city-management', 'town']),
    }
  },
})

export const sleepers = query({
  name: 'patrol.sleepers',
  title: '常在街面的人',
  help: '本单位参加巡查的区域里的人；昨夜没有见到的在前。',
  params: z.strictObject({
    areaId: field(z.uuid().optional(), { label: '区域', widget: 'hidden' }),
    state: field(choice(sleeperStates).optional(), { label: '状态' }),
  }),
  result: z.strictObject({ total: z.number(), items: z.array(sleeperShape).max(LONGEST) }),
  may: () => true,
  async read({ tx, vault, now }, { areaId, state }) {
    const filter = { areaId, state: state ?? ('there' as const) }
    const [areas, found] = [await areasSeen(tx, 200), await sleepersSeen(tx, vault, filter, LONGEST)]
    const stops = await stopsOf(
      tx,
      vault,
      areas.map((each) => each.id),
    )
    const areaNames = new Map(areas.map((each) => [each.id, each.name]))
    const stopNames = new Map(stops.map((each) => [each.id, each.content.name]))
    return {
      total: await countSleepers(tx, filter),
      items: found.toSorted(byNeed(now)).map((each) => sleeperLine(each, now, areaNames, stopNames)),
    }
  },
})

export const personPhoto = query({
  name: 'patrol.person-photo',
  title: '街面照片',
  params: z.strictObject({
    personId: field(z.uuid(), { label: '人员', widget: 'hidden' }),
    photoId: field(z.uuid(), { label: '照片', widget: 'hidden' }),
  }),
  result: 'file',
  may: () => true,
  async read({ tx, vault }, { personId, photoId }) {
    const met = await encountersSeen(tx, vault, { personId }, 200)
    const own = met.some((each) => each.content.photos?.includes(photoId))
    const file = own ? await openFile(tx, vault, photoId) : undefined
    return file ? { file: { name: '街面照片', type: file.type, body: file.body } } : null
  },
})
