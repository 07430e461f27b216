/** Areas, the stops walked in them, and how long positions are kept. */
import { action } from '#kernel/action.ts'
import { cityOf } from '#kernel/actor.ts'
import { sql } from '#kernel/db.ts'
import { instant } from '#kernel/db.ts'
import { dateOf } from '#kernel/time.ts'
import { maySetArea, patrols } from './access.ts'
import { refuse } from './refusals.ts'
import { setAreaForm, setStopsForm, setTrackDaysForm } from './schema.ts'
import { type Area, areaById, organisationsById, putArea, putStops, shareArea, stationRef, stopsOf } from './store-area.ts'
import { PATROLLING } from './words.ts'

export const setArea = action({
  name: 'patrol.set-area',
  title: '划定巡查区域',
  help: '写明谁负责、哪些单位参加。参加的单位看得到这里的班次和街面上的人，别的单位看不到。',
  legalBasis: '职责分工三（四）2、7；服务质量提升行动11',
  form: setAreaForm,
  async load({ tx, actor }, form) {
    const before = form.areaId ? await areaById(tx, form.areaId, true) : null
    if (before === undefined) return null
    const wanted = [form.stationId, ...(form.memberIds ?? []), ...(form.leaderId ? [form.leaderId] : [])]
    return { before, named: await organisationsById(tx, wanted, actor.organisation.path) }
  },
  may(actor, { before, named }, form) {
    const station = named.find((each) => each.id === form.stationId)
    if (!station) return refuse('NO_STATION')
    return maySetArea(actor, station.path) && (!before || maySetArea(actor, before.ownerPath))
  },
  decide({ before, named }, form, moment) {
    const station = named.find((each) => each.id === form.stationId)
    if (!station || station.kind !== 'station') return refuse('NO_STATION')
    const members = [...new Set(form.memberIds)].filter((id) => id !== station.id)
    const there = members.flatMap((id) => named.filter((each) => each.id === id && PATROLLING.includes(each.kind)))
    if (there.length < members.length || (form.leaderId && !named.some((each) => each.id === form.leaderId)))
      return refuse('NOT_HERE')
    const area: Area = {
      id: before?.id ?? moment.newId('area'),
      ownerPath: station.path,
      stationId: station.id,
      name: form.name,
      kinds: form.kinds,
      memberIds: there.map((each) => each.id),
      memberPaths: [station.path, ...there.map((each) => each.path)],
      leaderId: form.leaderId ?? null,
      active: form.active !== false,
    }
    return {
      facts: [
        {
          subject: stationRef(area),
          name: 'patrol.area-set',
          value: { area: area.id },
          details: { name: area.name, kinds: area.kinds, members: area.memberIds, active: area.active },
        },
      ],
      changes: area,
      reply: { areaId: area.id },
    }
  },
  async save(context, area, { before }) {
    await putArea(context, area)
    if (before) await shareArea(context, area.id)
  },
})

export const setStops = action({
  name: 'patrol.set-stops',
  title: '排定点位',
  help: '按行走次序写；不写进来的点位停用，原记录都在。',
  form: setStopsForm,
  async load({ tx, vault }, form) {
    const area = await areaById(tx, form.areaId, true)
    return area ? { area, before: await stopsOf(tx, vault, [area.id]) } : null
  },
  may: (actor, { area }) => patrols(actor, area),
  decide({ area, before }, form, moment) {
    const own = new Set(before.map((each) => each.id))
    const stops = form.stops.map((each, index) => ({
      // A foreign id is nobody's here: the stop is a new one.
      id: each.stopId && own.has(each.stopId) ? each.stopId : moment.newId(`stop ${index}`),
      walk: each.order ?? index + 1,
      content: { name: each.name, place: each.place, note: each.note },
    }))
    return {
      facts: [
        {
          subject: stationRef(area),
          name: 'patrol.area-set',
          value: { area: area.id },
          details: { stops: stops.map((each) => each.content) },
        },
      ],
      changes: stops,
      reply: { areaId: area.id, stopIds: stops.map((each) => each.id) },
    }
  },
  save: (context, stops, { area }) => putStops(context, area.id, stops),
})

export const setTrackDays = action({
  name: 'patrol.set-track-days',
  title: '设定轨迹保存期',
  help: '没有文件规定天数，写明依据；到期的轨迹每天清除。',
  form: setTrackDaysForm,
  load: async () => ({}),
  // The city's bureau: a district's has no say over its neighbours.
  may: (actor) => actor.organisation.kind === 'bureau' && maySetArea(actor, cityOf(actor.organisation.path)),
  decide(_loaded, form, moment) {
    if (form.from < dateOf(moment.now)) return refuse('TERM')
    const { id, path } = moment.actor.organisation
    return {
      facts: [
        {
          subject: { kind: 'organisation', id, ownerPath: path },
          name: 'patrol.track-term-set',
          value: { days: form.days },
          details: { from: form.from, basis: form.basis },
        },
      ],
      changes: form,
      reply: { days: form.days },
    }
  },
  async save({ tx, actor, now }, term) {
    await sql`insert into patrol.track_term (city_path, from_day, days, basis, set_at)
      values (kernel.city_path_of(${actor.organisation.path}), ${term.from}::date, ${term.days}, ${term.basis}, ${instant(now)})
      on conflict (city_path, from_day) do update set days = excluded.days, basis = excluded.basis, set_at = excluded.set_at`.execute(
      tx,
    )
  },
})
