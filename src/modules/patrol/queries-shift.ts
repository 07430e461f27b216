/** One shift with its way, who is coming, who was met. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { placeParts } from '#kernel/place.ts'
import { query } from '#kernel/query.ts'
import { fileById } from '#modules/people-and-cases/index.ts'
import { inRange } from '#kernel/actor.ts'
import { encounterLine as encounterShape, personal, shiftLine as shiftShape, somePersonal } from './answer-shapes.ts'
import { encounterLines, shiftLine } from './lines.ts'
import { calledWhat } from './said.ts'
import { areasSeen, organisationsNamed, stopsOf } from './store-area.ts'
import { countEncounters, encountersSeen, shiftTallies, sleepersSeen } from './store-read.ts'
import { crewOf, shiftById } from './store-shift.ts'
import { tracksOf, visitsOf } from './store-street.ts'

const LONGEST = 300
const hidden = (label: string) => field(z.uuid(), { label, widget: 'hidden' })

export const shift = query({
  name: 'patrol.shift',
  title: '一班巡查',
  params: z.strictObject({ shiftId: hidden('班次') }),
  result: shiftShape.extend({
    told: z.array(personal('这一班的情况')).max(40),
    reason: somePersonal('取消原因'),
    visits: z
      .array(
        z.strictObject({
          at: z.number(),
          stop: somePersonal('点位'),
          people: z.number().nullable(),
          lookedFor: somePersonal('寻找的人'),
          note: somePersonal('情况'),
        }),
      )
      .max(2000),
    encounters: z.array(encounterShape).max(LONGEST),
    /** A point in so many of each phone's way; empty to whoever may not see it. */
    track: z
      .array(z.array(z.strictObject({ at: z.number(), lat: placeParts.shape.lat, lng: placeParts.shape.lng })).max(600))
      .max(60),
    mayCancel: z.boolean(),
  }),
  may: () => true,
  async read({ tx, vault, actor }, { shiftId }) {
    const found = await shiftById(tx, vault, shiftId)
    if (!found) return null
    const areas = await areasSeen(tx, LONGEST)
    const stops = await stopsOf(tx, vault, [found.areaId])
    const crew = await crewOf(tx, vault, [found.id])
    const organs = new Map(
      (await organisationsNamed(tx, [...found.organisationIds, ...crew.map((each) => each.organisationId)])).map((each) => [
        each.id,
        each,
      ]),
    )
    const visits = await visitsOf(tx, vault, [found.id])
    const met = await encountersSeen(tx, vault, { shiftId }, LONGEST)
    const looked = visits.some((each) => each.personId) ? await sleepersSeen(tx, vault, { areaId: found.areaId }, 500) : []
    const stopName = (id: string | null) => stops.find((each) => each.id === id)?.content.name ?? null
    const area = areas.find((each) => each.id === found.areaId)
    return {
      ...shiftLine({ crew, organs }, found, {
        area: area?.name ?? '',
        tally: (await shiftTallies(tx, vault, [found.id])).get(found.id),
        stops,
      }),
      told: found.content.told?.slice(0, 40) ?? [],
      reason: found.content.reason ?? null,
      visits: visits.map((each) => {
        const who = looked.find((one) => one.personId === each.personId)
        return {
          at: each.at,
          stop: stopName(each.stopId),
          people: each.people,
          lookedFor: each.personId
            ? who
              ? calledWhat({ alias: who.content.alias, group: who.group, look: who.content.look })
              : '名单里的一个人'
            : null,
          note: each.note ?? null,
        }
      }),
      encounters: await encounterLines(met, { tx, vault, actor }),
      track: thinned(await tracksOf(tx, vault, found.id)),
      mayCancel:
        found.state === 'planned' &&
        (inRange(actor, found.ownerPath) || (area?.memberPaths.includes(actor.organisation.path) ?? false)),
    }
  },
})

/** Each phone's way with so few points that a screen draws it at once. */
function thinned(tracks: readonly { accountId: string; points: readonly { at: number; lat: number; lng: number }[] }[]) {
  const ways = Map.groupBy(tracks, (each) => each.accountId)
  return [...ways.values()].slice(0, 60).map((parts) => {
    const all = parts.flatMap((each) => each.points).toSorted((a, b) => a.at - b.at)
    const every = Math.ceil(all.length / 500)
    return all
      .filter((_each, index) => index % every === 0 || index === all.length - 1)
      .map(({ at, lat, lng }) => ({ at, lat, lng }))
  })
}

export const coming = query({
  name: 'patrol.coming',
  title: '正送来、等接待',
  help: '街面上接受救助、正在送来的人，和已经送到、等接待的人；接待以后自动结束。',
  params: z.strictObject({}),
  result: z.strictObject({ items: z.array(encounterShape).max(100) }),
  may: () => true,
  async read({ tx, vault, actor }) {
    const found = await encountersSeen(tx, vault, { coming: true }, 100)
    return { items: await encounterLines(found, { tx, vault, actor }) }
  },
})

export const encountersOfPerson = query({
  name: 'patrol.encounters-of-person',
  title: '街面发现',
  params: z.strictObject({
    personId: field(z.uuid().optional(), { label: '人员', widget: 'hidden' }),
    fileId: field(z.uuid().optional(), { label: '救助个案', widget: 'hidden' }),
  }),
  result: z.strictObject({ total: z.number(), items: z.array(encounterShape).max(60) }),
  may: () => true,
  async read({ tx, vault, actor }, { personId, fileId }) {
    const id = personId ?? (fileId ? (await fileById(tx, fileId))?.personId : undefined)
    if (!id) return null
    const found = await encountersSeen(tx, vault, { personId: id }, 60)
    return {
      total: await countEncounters(tx, { personId: id }),
      items: await encounterLines(found, { tx, vault, actor }),
    }
  },
})
