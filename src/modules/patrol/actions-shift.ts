/** On the phone: going out, coming back, where one went, places looked at, people looked for. */
import { action } from '#kernel/action.ts'
import { instant, sql } from '#kernel/db.ts'
import { personById, personRef } from '#modules/people-and-cases/index.ts'
import { bySystem, patrols } from './access.ts'
import { shiftLife } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { clocked, duringShift, nightOf } from './rules.ts'
import { reachedFacts } from './rules-place.ts'
import { checkPlaceForm, endShiftForm, keepTrackForm, lookForForm, startShiftForm } from './schema.ts'
import { areaById } from './store-area.ts'
import { lockSleeper, putSleeper } from './store.ts'
import { crewOf, putCrew, putShift, type Shift, shiftAndArea, shiftRef } from './store-shift.ts'
import { endReached, errandsReached, insertTrack, insertVisit } from './store-street.ts'
import { z } from 'zod'
import { FORGOTTEN_HOURS } from './words.ts'

const told = (shift: Shift) => ({ area: shift.areaId, kind: shift.kind })

export const startShift = action({
  name: 'patrol.start-shift',
  title: '开始巡查',
  help: '没有排班也能开始。几部手机一起巡查的，各自点开始。',
  form: startShiftForm,
  async load(context, form) {
    const there = await shiftAndArea(context, form.shiftId)
    const area = there?.area ?? (await areaById(context.tx, form.areaId))
    return { there, area, crew: there ? await crewOf(context.tx, context.vault, [there.id]) : [] }
  },
  may: (actor, { area }) => (area ? patrols(actor, area) : refuse('NO_AREA')),
  decide({ there, area, crew }, form, moment) {
    if (!area) return refuse('NO_AREA')
    // A phone that lay without network may begin late what the desk has closed by then: it went out all the same.
    const at = moment.occurredAt
    const organisationId = moment.actor.organisation.id
    const begun: Shift = there
      ? {
          ...there,
          state: there.state === 'ended' ? 'ended' : 'started',
          startedAt: Math.min(there.startedAt ?? at, at),
          organisationIds: [...new Set([...there.organisationIds, organisationId])],
        }
      : {
          id: form.shiftId,
          areaId: area.id,
          ownerPath: area.ownerPath,
          kind: form.kind ?? 'routine',
          state: 'started',
          day: nightOf(at),
          from: at,
          to: at,
          planned: false,
          repeatId: null,
          campaignId: null,
          startedAt: at,
          endedAt: null,
          organisationIds: [organisationId],
          content: { members: [] },
        }
    const first = !there || there.startedAt === null
    const again = crew.some((each) => each.accountId === moment.actor.accountId)
    return {
      facts: first ? [{ subject: shiftRef(begun), name: 'patrol.started', value: told(begun) }] : [],
      changes: { begun, again },
      reply: { shiftId: begun.id },
    }
  },
  async save(context, { begun }) {
    await putShift(context, begun)
    await putCrew(context, begun.areaId, {
      shiftId: begun.id,
      accountId: context.actor.accountId,
      organisationId: context.actor.organisation.id,
      startedAt: context.occurredAt,
      endedAt: null,
      name: context.actor.name,
    })
  },
  constraintRefusal: (constraint) => (constraint === 'shift_pkey' ? refuse('ID_TAKEN') : undefined),
})

export const endShift = action({
  name: 'patrol.end-shift',
  title: '结束巡查',
  help: '最后一部手机结束，这一班就结束了。',
  form: endShiftForm,
  async load(context, form) {
    const shift = await shiftAndArea(context, form.shiftId)
    return { shift, crew: shift ? await crewOf(context.tx, context.vault, [shift.id]) : [] }
  },
  may: (actor, { shift }) => (shift ? patrols(actor, shift.area) : refuse('NO_SHIFT')),
  decide({ shift, crew }, form, moment) {
    if (!shift) return refuse('NO_SHIFT')
    if (shift.state !== 'started' && shift.state !== 'ended')
      return refuse('SHIFT_OVER', { state: shiftLife.states[shift.state].zh, what: '结束巡查' })
    const mine = crew.find((each) => each.accountId === moment.actor.accountId)
    const out = crew.filter((each) => each.endedAt === null && each !== mine)
    const over = out.length === 0
    const ended: Shift = {
      ...shift,
      state: over ? 'ended' : shift.state,
      endedAt: over ? Math.max(shift.endedAt ?? 0, moment.occurredAt) : shift.endedAt,
      content: { ...shift.content, told: [...(shift.content.told ?? []), ...(form.note ? [form.note] : [])] },
    }
    const fact = { subject: shiftRef(shift), name: 'patrol.ended', value: told(shift), details: { note: form.note } }
    return {
      facts: over && shift.state === 'started' ? [fact] : [],
      changes: { ended, mine: mine ? { ...mine, endedAt: moment.occurredAt } : null },
      reply: { shiftId: shift.id, over, out: out.length },
    }
  },
  async save(context, { ended, mine }) {
    await putShift(context, ended)
    if (mine) await putCrew(context, ended.areaId, mine)
  },
})

/** A shift that nobody ended: over at its planned end, or a night after it began. */
export const closeForgotten = action({
  name: 'patrol.close-shift',
  title: '结束没有人结束的班次',
  form: z.strictObject({ shiftId: endShiftForm.shape.shiftId }),
  load: (context, form) => shiftAndArea(context, form.shiftId),
  may: bySystem,
  decide(shift, _form, moment) {
    if (shift.state !== 'started') return { facts: [], changes: null, reply: {} }
    const by = (shift.planned ? shift.to : (shift.startedAt ?? shift.to)) + FORGOTTEN_HOURS * 3_600_000
    if (moment.now < by) return { facts: [], changes: null, reply: {} }
    return {
      facts: [
        { subject: shiftRef(shift), name: 'patrol.ended', value: told(shift), details: { note: '没有人点结束，自动结束' } },
      ],
      changes: { ...shift, state: 'ended' as const, endedAt: moment.now },
      reply: { shiftId: shift.id },
    }
  },
  async save(context, ended) {
    if (!ended) return
    await putShift(context, ended)
    await sql`update patrol.crew set ended_at = ${instant(context.now)} where shift_id = ${ended.id} and ended_at is null`.execute(
      context.tx,
    )
  },
})

export const keepTrack = action({
  name: 'patrol.keep-track',
  title: '保存巡查轨迹',
  help: '只在开始和结束之间保存，到期清除；救助站和本人看得到。',
  form: keepTrackForm,
  async load(context, form) {
    const shift = await shiftAndArea(context, form.shiftId)
    if (!shift) return { shift, mine: undefined }
    const crew = await crewOf(context.tx, context.vault, [shift.id])
    return { shift, mine: crew.find((each) => each.accountId === context.actor.accountId) }
  },
  may: (actor, { shift }) => (shift ? patrols(actor, shift.area) : refuse('NO_SHIFT')),
  decide({ shift, mine }, form, moment) {
    if (!shift) return refuse('NO_SHIFT')
    const points = mine ? duringShift(clocked(form.points, moment.occurredAt), mine.startedAt, mine.endedAt) : []
    const [first, last] = [points[0], points.at(-1)]
    if (!first || !last) return refuse('NOT_OUT')
    return {
      facts: [{ subject: shiftRef(shift), name: 'patrol.track-kept', value: { points: points.length } }],
      changes: {
        id: moment.newId('track'),
        shiftId: shift.id,
        ownerPath: shift.ownerPath,
        first: first.at,
        last: last.at,
        points,
      },
      reply: { points: points.length },
    }
  },
  save: (context, track) => insertTrack(context, track),
})

export const checkPlace = action({
  name: 'patrol.check-place',
  title: '到点查看',
  help: '没有人也要记：到点，没有人。',
  form: checkPlaceForm,
  load: async (context, form) => ({
    shift: await shiftAndArea(context, form.shiftId),
    reached: await errandsReached(context, form),
  }),
  may: (actor, { shift }) => (shift ? patrols(actor, shift.area) : refuse('NO_SHIFT')),
  decide({ shift, reached }, form, moment) {
    if (!shift) return refuse('NO_SHIFT')
    const { people, note, stopId } = form
    const subject = shiftRef(shift)
    return {
      facts: [
        { subject, name: 'patrol.place-checked', value: { people }, details: { stopId, note } },
        ...reachedFacts(reached, subject, moment.actor, people),
      ],
      changes: { id: moment.newId('visit'), shiftId: shift.id, areaId: shift.areaId, stopId, personId: null, people, note },
      reply: { people },
    }
  },
  async save(context, visit, { reached }) {
    await insertVisit(context, visit)
    await endReached(context.tx, reached, context.occurredAt)
  },
})

export const lookFor = action({
  name: 'patrol.look-for',
  title: '到点寻找，没有见到',
  help: '记下今晚没有见到的人，下一班先找他。',
  form: lookForForm,
  async load(context, form) {
    const shift = await shiftAndArea(context, form.shiftId)
    const sleeper = await lockSleeper(context, form.sleeperId)
    const person = sleeper ? await personById(context.tx, context.vault, sleeper.personId) : null
    return { shift, sleeper, person }
  },
  may(actor, { shift, sleeper, person }) {
    if (!shift) return refuse('NO_SHIFT')
    return sleeper && person ? patrols(actor, shift.area) : refuse('GONE')
  },
  decide({ shift, sleeper, person }, form, moment) {
    if (!shift || !sleeper || !person) return refuse('GONE')
    const stopId = form.stopId ?? sleeper.stopId
    return {
      facts: [
        {
          subject: personRef(person),
          name: 'patrol.looked-for',
          details: { shiftId: shift.id, areaId: shift.areaId, stopId, note: form.note },
        },
      ],
      changes: {
        visit: {
          id: moment.newId('visit'),
          shiftId: shift.id,
          areaId: shift.areaId,
          stopId,
          personId: person.id,
          people: null,
          note: form.note,
        },
        // Met by another phone meanwhile: whoever was seen later is not missing.
        missedAt: moment.occurredAt > sleeper.lastMetAt ? Math.max(sleeper.missedAt ?? 0, moment.occurredAt) : sleeper.missedAt,
      },
      reply: { personId: person.id },
    }
  },
  async save(context, { visit, missedAt }, { sleeper }) {
    await insertVisit(context, visit)
    if (sleeper) await putSleeper(context, { ...sleeper, missedAt })
  },
})
