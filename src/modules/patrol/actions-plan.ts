/** Shifts planned beforehand, weekly ones too, taken back, and added by an operation against the weather. */
import { z } from 'zod'
import { action, type NewFact } from '#kernel/action.ts'
import { choice, field } from '#kernel/field.ts'
import { dateOf } from '#kernel/time.ts'
import { bySystem, patrols } from './access.ts'
import { shiftLife } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { planDays, timesOf } from './rules.ts'
import { cancelShiftForm, planShiftForm } from './schema.ts'
import { type Area, areaById, organisationsById } from './store-area.ts'
import { putShift, sameRepeat, type Shift, shiftAndArea, shiftRef, shiftsOfCampaign } from './store-shift.ts'
import { shiftKinds } from './words.ts'

const planned = (shift: Shift): NewFact => ({
  subject: shiftRef(shift),
  name: 'patrol.planned',
  value: { area: shift.areaId, kind: shift.kind },
  details: { day: shift.day, from: shift.from, to: shift.to, members: shift.content.members, note: shift.content.note },
})

const blank = (area: Pick<Area, 'id' | 'ownerPath'>) => ({
  areaId: area.id,
  ownerPath: area.ownerPath,
  state: 'planned' as const,
  planned: true,
  repeatId: null,
  campaignId: null,
  startedAt: null,
  endedAt: null,
})

export const planShift = action({
  name: 'patrol.plan-shift',
  title: '排班',
  help: '可以几个单位联合；每周固定的一次排好，最多三个月。',
  legalBasis: '职责分工三（四）2、7：公安、城管、民政联合巡查',
  form: planShiftForm,
  async load({ tx, actor }, form) {
    const area = await areaById(tx, form.areaId)
    if (!area) return null
    const ids = (form.members ?? []).map((each) => each.organisationId)
    return { area, named: await organisationsById(tx, ids, actor.organisation.path) }
  },
  may: (actor, { area }) => patrols(actor, area),
  decide({ area, named }, form, moment) {
    if (!area.active) return refuse('NO_AREA')
    if (form.date < dateOf(moment.now - 12 * 3_600_000)) return refuse('PAST')
    const members = form.members ?? []
    if (members.some((each) => !named.some((organ) => organ.id === each.organisationId && area.memberPaths.includes(organ.path))))
      return refuse('NOT_HERE')
    const days = planDays(form.date, form.weekdays, form.until)
    if (days === 'too-far') return refuse('TOO_FAR')
    if (days.length === 0) return refuse('NO_DAY')
    if (form.from === form.to) return refuse('TIMES')
    const repeatId = days.length > 1 ? moment.newId('repeat') : null
    const shifts: Shift[] = days.map((day) => ({
      ...blank(area),
      id: moment.newId(`shift ${day}`),
      kind: form.kind,
      day,
      ...timesOf(day, form.from, form.to),
      repeatId,
      organisationIds: [...new Set(members.map((each) => each.organisationId))],
      content: { members, note: form.note },
    }))
    return {
      facts: shifts.map(planned),
      changes: shifts,
      reply: { shiftId: shifts[0]?.id, count: shifts.length },
    }
  },
  async save(context, shifts) {
    for (const shift of shifts) await putShift(context, shift)
  },
})

export const cancelShift = action({
  name: 'patrol.cancel-shift',
  title: '取消班次',
  form: cancelShiftForm,
  async load(context, form) {
    const shift = await shiftAndArea(context, form.shiftId)
    if (!shift) return null
    return { shift, following: form.following ? await sameRepeat(context.tx, context.vault, shift) : [] }
  },
  may: (actor, { shift }) => patrols(actor, shift.area),
  decide({ shift, following }, form) {
    if (shift.state !== 'planned') return refuse('SHIFT_OVER', { state: shiftLife.states[shift.state].zh, what: '取消' })
    const gone = [shift, ...following]
    return {
      facts: gone.map((each) => ({ subject: shiftRef(each), name: 'patrol.cancelled', details: { reason: form.reason } })),
      changes: gone.map((each) => ({ ...each, state: 'cancelled' as const, content: { ...each.content, reason: form.reason } })),
      reply: { count: gone.length },
    }
  },
  async save(context, gone) {
    for (const shift of gone) await putShift(context, shift)
  },
})

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
export const addRoundsForm = z.strictObject({
  campaignId: field(z.uuid(), { label: '行动', widget: 'hidden' }),
  kind: field(choice(shiftKinds), { label: '巡查类型' }),
  areaIds: field(z.array(z.uuid()).max(200), { label: '区域' }),
  days: field(z.array(z.iso.date()).max(60), { label: '日期' }),
  from: field(clock, { label: '从' }),
  to: field(clock, { label: '到' }),
})

/** Extra rounds of an operation: one for each area and day; what it has already is not planned twice. */
export const addRounds = action({
  name: 'patrol.add-rounds',
  title: '按救助行动加密巡查',
  form: addRoundsForm,
  async load({ tx }, form) {
    const areas = (await Promise.all(form.areaIds.map((id) => areaById(tx, id)))).filter((each) => each?.active)
    return { areas: areas as Area[], there: await shiftsOfCampaign(tx, form.campaignId) }
  },
  may: bySystem,
  decide({ areas, there }, form, moment) {
    const shifts = areas.flatMap((area) =>
      form.days.flatMap((day): Shift[] => {
        const times = timesOf(day, form.from, form.to)
        if (times.to <= moment.now || there.some((each) => each.areaId === area.id && each.from === times.from)) return []
        return [
          {
            ...blank(area),
            id: moment.newId(`${area.id} ${day}`),
            kind: form.kind,
            day,
            ...times,
            campaignId: form.campaignId,
            organisationIds: [],
            content: { members: [] },
          },
        ]
      }),
    )
    return { facts: shifts.map(planned), changes: shifts, reply: { count: shifts.length } }
  },
  async save(context, shifts) {
    for (const shift of shifts) await putShift(context, shift)
  },
})
