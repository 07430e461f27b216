/** Alarms: raised by the arithmetic alone, answered by the bureau with a conclusion. */
import { action } from '#kernel/action.ts'
import { dateOf, dayOfInstant } from '#kernel/time.ts'
import { mayOversee } from './access-institutions.ts'
import { firstFact, loadInstitution, told } from './actions-register.ts'
import { refuse } from './refusals-institutions.ts'
import { alarmOf, alarmWords, parametersOn } from './rules-alarm.ts'
import { answerAlarmForm, watchForm } from './schema-watch.ts'
import { institutionById, institutionRef } from './store-institutions.ts'
import { alarmById, alarmsOf, answerAlarmRow, insertAlarm } from './store-watch.ts'
import { cityOf, housesSince } from './watching.ts'
import type { AlarmKind } from './words-institutions.ts'

const kinds: readonly AlarmKind[] = ['deaths', 'hospital']

/** Opened by nobody's role: the job of the night, and after each report. */
export const watch = action({
  name: 'institution.watch',
  title: '核对伤亡是否异常',
  form: watchForm,
  async load(context, form) {
    const loaded = await loadInstitution(context, form)
    if (!loaded) return null
    const day = dayOfInstant(context.occurredAt)
    const by = parametersOn(dateOf(context.occurredAt))
    const houses = await housesSince(
      context.tx,
      cityOf(loaded.institution.ownerPath),
      day - by.pastDays - Math.max(...by.windows),
    )
    return { ...loaded, houses, by, alarms: await alarmsOf(context.tx, form) }
  },
  may: (actor) => actor.kind === 'system',
  decide({ institution, houses, by, alarms }, _form, moment) {
    const own = houses.find((each) => each.id === institution.id)
    const others = houses.filter((each) => each.id !== institution.id)
    const today = dayOfInstant(moment.occurredAt)
    const raised = kinds.flatMap((kind) => {
      const last = alarms.filter((each) => each.kind === kind)
      if (!own || last.some((each) => each.answeredAt === null)) return []
      const alarm = alarmOf(kind, own, others, today, by)
      // What was answered is not raised again until something more happened.
      const answered = Math.max(-1, ...last.map((each) => dayOfInstant(each.answeredAt as number)))
      if (!alarm || !own.happened[kind].some((each) => each.day > answered)) return []
      return [{ ...alarm, id: moment.newId(`alarm ${kind}`) }]
    })
    return {
      facts: raised.map(({ id: _id, ...alarm }) => ({
        subject: institutionRef(institution),
        name: 'institution.alarm-raised',
        value: { kind: alarm.kind, against: alarm.against },
        details: { text: alarmWords(alarm), from: by.from },
      })),
      changes: raised,
      reply: { alarms: raised.length },
    }
  },
  async save(context, changes, { institution: { id: institutionId, ownerPath } }) {
    for (const each of changes)
      await insertAlarm(context, { ...each, institutionId, ownerPath, factId: firstFact(context.actionId) })
  },
})

export const answerAlarm = action({
  name: 'institution.answer-alarm',
  title: '写预警结论',
  help: '逐人核对原因后写结论。没有结论前一直在最上面。',
  form: answerAlarmForm,
  async load({ tx, vault }, form) {
    const alarm = await alarmById(tx, form.alarmId)
    const institution = alarm && (await institutionById(tx, vault, alarm.institutionId))
    return alarm && institution ? { alarm, institution } : null
  },
  may: (actor, loaded) => mayOversee(actor, loaded),
  decide({ alarm, institution }, form) {
    if (alarm.answeredAt !== null) return refuse('ALARM_ANSWERED')
    const { alarmId: _id, ...details } = form
    return {
      facts: [
        {
          subject: institutionRef(institution),
          name: 'institution.alarm-answered',
          value: { outcome: form.outcome },
          details: told(details),
        },
      ],
      changes: { outcome: form.outcome },
    }
  },
  save: (context, { outcome }, { alarm }) => answerAlarmRow(context.tx, alarm.id, context.occurredAt, outcome),
})
