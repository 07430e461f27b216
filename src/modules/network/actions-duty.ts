/** The roster: made for some days at once, one shift changed. */
import { action } from '#kernel/action.ts'
import { addDays, dateOf, startOfDay } from '#kernel/time.ts'
import { dutiesBetween, insertDuties, type NewDuty, replaceDuties } from '#modules/people-and-cases/index.ts'
import { mayKeep } from './access.ts'
import { refuse } from './refusals.ts'
import { daysFit, shiftsOf } from './rules.ts'
import { dutyForm, shiftForm } from './schema.ts'
import { lockOrganisation, lockShift, organisationRef } from './store.ts'
import { MOST_DAYS, ROSTERED } from './words.ts'

export const setDuty = action({
  name: 'network.set-duty',
  title: '排值班表',
  help: '按人轮流排满这些天；这些天原来排的由新的代替，原来的留底。派单时先找值班的人。',
  legalBasis: '江苏未保意见三：四级网络；未成年人保护法第97条：热线值守',
  form: dutyForm,
  async load({ tx, vault }, form) {
    const organisation = await lockOrganisation(tx, form.organisationId)
    if (!organisation) return null
    const known = form.from <= form.until
    const before = known
      ? await dutiesBetween(tx, vault, {
          path: organisation.path,
          from: startOfDay(form.from),
          until: startOfDay(addDays(form.until, 2)),
          limit: 2000,
          lock: true,
        })
      : []
    return { organisation, before: before.filter((each) => each.organisationId === organisation.id) }
  },
  may: (actor, { organisation }) => mayKeep(actor, organisation),
  decide({ organisation, before }, form, moment) {
    if (!ROSTERED.includes(organisation.kind)) return refuse('NO_ROSTER_HERE')
    if (!daysFit(form.from, form.until, dateOf(moment.now))) return refuse('DAYS', { most: MOST_DAYS })
    const { from, until, startsAt, turn, people } = form
    const shifts = shiftsOf({ from, until, startsAt, turn, people: people.length, backup: form.backup === true })
    const begins = Math.min(...shifts.map((each) => each.startsAt))
    const ends = Math.max(...shifts.map((each) => each.endsAt))
    const duties = shifts.map(({ person, ...shift }, index): NewDuty => {
      const { name, phone } = people[person] as { name: string; phone: string }
      return { id: moment.newId(`duty:${index}`), ...shift, name, phone }
    })
    return {
      facts: [
        {
          subject: organisationRef(organisation),
          name: 'network.duty-set',
          value: { date: from },
          details: { until, startsAt, turn, people },
        },
      ],
      changes: {
        duties,
        replaced: before.filter((each) => each.startsAt >= begins && each.startsAt < ends).map((each) => each.id),
      },
      reply: { shifts: duties.length },
    }
  },
  async save(context, { duties, replaced }, { organisation }) {
    await replaceDuties(context, replaced)
    await insertDuties(context, organisation, duties)
  },
})

export const changeShift = action({
  name: 'network.change-shift',
  title: '换人',
  help: '这一班换一个人，别的班不动。',
  form: shiftForm,
  load: ({ tx }, form) => lockShift(tx, form.dutyId),
  may: (actor, { organisation }) => mayKeep(actor, organisation),
  decide(shift, form, moment) {
    if (shift.replaced) return refuse('SHIFT_GONE')
    if (shift.endsAt <= moment.now) return refuse('SHIFT_OVER')
    const { dutyId, name, phone, reason } = form
    const { turn, startsAt, endsAt, organisation } = shift
    const duty: NewDuty = { id: moment.newId('duty'), turn, startsAt, endsAt, name, phone }
    return {
      facts: [
        {
          subject: organisationRef(organisation),
          name: 'network.duty-set',
          value: { date: dateOf(startsAt) },
          details: { people: [{ name, phone }], reason },
        },
      ],
      changes: { duty, dutyId },
      reply: { dutyId: duty.id },
    }
  },
  async save(context, { duty, dutyId }, { organisation }) {
    await replaceDuties(context, [dutyId])
    await insertDuties(context, organisation, [duty])
  },
})
