/** What the desk sees of all: tonight, areas, plans. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { query } from '#kernel/query.ts'
import { addDays, dateOf, DAY, dayOf, dayOfDate } from '#kernel/time.ts'
import {
  encounterLine as encounterShape,
  personal,
  publicPhone,
  place,
  shiftLine as shiftShape,
  somePersonal,
} from './answer-shapes.ts'
import { maySetArea } from './access.ts'
import { encounterLines, nightOut, shiftLine } from './lines.ts'
import { nightOf, ofTonight } from './rules.ts'
import { areasSeen, organisationsNamed, stopsNamed, stopsOf } from './store-area.ts'
import { countEncounters, countsByArea, encountersSeen, namedInCity, shiftTallies } from './store-read.ts'
import { crewOf, shiftsBetween } from './store-shift.ts'
import { asidesWaiting, termsOf } from './store-street.ts'
import { PATROLLING, TRACK_DAYS } from './words.ts'

const LONGEST = 300
/** What a desk looks through at a glance; a shift's own page and the sheet have all. */
const LATEST = 100
const day = (label: string) =>
  field(
    z.string().refine((text) => dayOfDate(text) !== null, '请按 2026-12-09 填写日期'),
    { label, widget: 'date' },
  )

export const board = query({
  name: 'patrol.board',
  title: '今晚街面',
  params: z.strictObject({}),
  result: z.strictObject({
    night: z.string(),
    shifts: z.array(shiftShape).max(150),
    areas: z
      .array(z.strictObject({ areaId: z.string(), name: z.string(), sleepers: z.number(), unseen: z.number(), met: z.number() }))
      .max(200),
    /** The latest, and how many there are. */
    met: z.strictObject({ total: z.number(), items: z.array(encounterShape).max(LATEST) }),
    /** Steps that an encounter of tonight still owes. */
    setAside: z
      .array(
        z.strictObject({
          id: z.string(),
          door: z.string(),
          title: personal('内容'),
          by: personal('谁的记录'),
          reason: personal('原因'),
          refusal: somePersonal('没有入账的原因'),
          form: personal('记录'),
          recordedAt: z.number(),
          setAsideAt: z.number(),
        }),
      )
      .max(100),
  }),
  may: () => true,
  async read({ tx, vault, actor, now }) {
    const night = await nightOut(tx, vault, now)
    const names = new Map(night.areas.map((each) => [each.id, each.name]))
    const shifts = night.shifts.filter((each) => ofTonight(each, now))
    const tallies = await shiftTallies(
      tx,
      vault,
      shifts.map((each) => each.id),
    )
    const stops = await stopsNamed(
      tx,
      vault,
      [...tallies.values()].flatMap((each) => each.stopId ?? []),
    )
    const met = await encountersSeen(tx, vault, { from: now - DAY }, LATEST)
    const counts = await countsByArea(tx, now - DAY)
    return {
      night: nightOf(now),
      shifts: shifts.map((each) =>
        shiftLine(night, each, { area: names.get(each.areaId) ?? '', tally: tallies.get(each.id), stops }),
      ),
      areas: counts.map((each) => ({ ...each, name: names.get(each.areaId) ?? '' })),
      met: {
        total: await countEncounters(tx, { from: now - DAY }),
        items: await encounterLines(met, { tx, vault, actor }),
      },
      setAside: (await asidesWaiting(tx, vault, 100)).map((each) => ({
        id: each.id,
        door: each.door,
        title: each.content.title,
        by: each.content.by,
        reason: each.content.reason,
        refusal: typeof each.content.refusal['sentence'] === 'string' ? each.content.refusal['sentence'] : null,
        form: JSON.stringify(each.content.form),
        recordedAt: each.recordedAt,
        setAsideAt: each.setAsideAt,
      })),
    }
  },
})

export const areas = query({
  name: 'patrol.areas',
  title: '巡查区域',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          areaId: z.string(),
          name: z.string(),
          kinds: z.array(z.string()).max(7),
          stationId: z.string(),
          station: z.string(),
          leaderId: z.string().nullable(),
          leader: z.string().nullable(),
          memberIds: z.array(z.string()).max(40),
          members: z.array(z.string()).max(40),
          active: z.boolean(),
          sleepers: z.number(),
          maySet: z.boolean(),
          stops: z
            .array(z.strictObject({ stopId: z.string(), name: personal('点位'), place, note: somePersonal('注意') }))
            .max(100),
        }),
      )
      .max(LONGEST),
    /** How long positions are kept, and by what. */
    track: z.strictObject({ days: z.number(), basis: z.string().nullable() }),
  }),
  may: () => true,
  async read({ tx, vault, actor, now }) {
    const found = await areasSeen(tx, LONGEST)
    const stops = (
      await stopsOf(
        tx,
        vault,
        found.map((each) => each.id),
      )
    ).filter((each) => each.active)
    const wanted = found.flatMap((each) => [...each.memberIds, ...(each.leaderId ? [each.leaderId] : [])])
    const organs = new Map((await organisationsNamed(tx, wanted)).map((each) => [each.id, each.name]))
    const term = (await termsOf(tx, actor.organisation.path)).find((each) => each.from <= dateOf(now))
    return {
      items: found.map((each) => ({
        areaId: each.id,
        name: each.name,
        kinds: each.kinds,
        stationId: each.stationId,
        station: each.station,
        leaderId: each.leaderId,
        leader: each.leaderId ? (organs.get(each.leaderId) ?? null) : null,
        memberIds: each.memberIds,
        members: each.memberIds.map((id) => organs.get(id) ?? ''),
        active: each.active,
        sleepers: each.sleepers,
        maySet: maySetArea(actor, each.ownerPath),
        stops: stops
          .filter((stop) => stop.areaId === each.id)
          .map((stop) => ({
            stopId: stop.id,
            name: stop.content.name,
            place: stop.content.place ?? null,
            note: stop.content.note ?? null,
          })),
      })),
      track: { days: term?.days ?? TRACK_DAYS, basis: term?.basis ?? null },
    }
  },
})

const choices = (name: string, title: string, kinds: readonly string[]) =>
  query({
    name,
    title,
    params: z.strictObject({}),
    result: z.strictObject({
      items: z.array(z.strictObject({ id: z.string(), name: z.string(), kind: z.string(), phone: publicPhone })).max(LONGEST),
    }),
    may: () => true,
    read: async ({ tx, actor }) => ({ items: await namedInCity(tx, actor.organisation.path, kinds) }),
  })
/** Who may take part. */
export const organisations = choices('patrol.organisations', '能参加巡查的单位', PATROLLING)
/** Who may be responsible for an area. */
export const stations = choices('patrol.stations', '本市救助站', ['station'])

const LONGEST_SPAN = 62

export const plans = query({
  name: 'patrol.plans',
  title: '巡查排班',
  params: z.strictObject({ from: day('自'), to: day('至') }),
  result: z.strictObject({ items: z.array(shiftShape).max(600) }),
  may: () => true,
  async read({ tx, vault }, { from, to }) {
    const until = dayOf(to) - dayOf(from) > LONGEST_SPAN ? addDays(from, LONGEST_SPAN) : to
    const shifts = await shiftsBetween(tx, vault, from, until, 600)
    const areas = await areasSeen(tx, LONGEST)
    const organs = new Map(
      (
        await organisationsNamed(
          tx,
          shifts.flatMap((each) => each.organisationIds),
        )
      ).map((each) => [each.id, each]),
    )
    const names = new Map(areas.map((each) => [each.id, each.name]))
    const crew = await crewOf(
      tx,
      vault,
      shifts.map((each) => each.id),
    )
    return { items: shifts.map((each) => shiftLine({ crew, organs }, each, { area: names.get(each.areaId) ?? '' })) }
  },
})
