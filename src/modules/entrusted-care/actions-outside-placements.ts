/** What is told of somebody who lives outside: health, incidents, level of care, the family's wish. */
import { action, type LoadContext } from '#kernel/action.ts'
import type { Actor } from '#kernel/actor.ts'
import { dateOf } from '#kernel/time.ts'
import { fileRef } from '#modules/people-and-cases/index.ts'
import { mayPlace, mayTellFromOutside } from './access-placements.ts'
import { type Around, loadOutside } from './placement-loads.ts'
import { refuse } from './refusals-placements.ts'
import { before, hoursFor, toldLate } from './rules-placement.ts'
import { familyWishForm, healthForm, incidentForm, levelForm } from './schema-placements.ts'
import { admissionOf } from './store-institutions.ts'
import { changeLevel, insertHealthReport, insertIncident, noteFamilyWish } from './store-placements.ts'
import { type IncidentKind, incidentNext } from './words-placements.ts'
import type { CareLevel, ReportKind } from './words.ts'

const sideOf = (actor: Actor) => (actor.organisation.kind === 'institution' ? ('institution' as const) : ('station' as const))

export const reportHealth = action({
  name: 'entrusted.report-health',
  title: '报健康状况',
  help: '每人每月至少一次：体重、身体、用药、情绪。本人说的话照原话记，可能是寻亲线索。',
  legalBasis: '大提升第2项：掌握站外托养人员健康状况',
  form: healthForm,
  load: loadOutside,
  may: (actor, loaded) => mayTellFromOutside(actor, loaded),
  decide(loaded, form, moment) {
    const { outside } = loaded
    if (!outside) return refuse('NOT_OUTSIDE')
    const at = form.at ?? moment.occurredAt
    if (at > moment.now) return refuse('FUTURE')
    if (outside.placedAt !== null && before(at, outside.placedAt)) return refuse('TOO_EARLY', { what: '送托时间' })
    const { fileId: _id, at: _at, ...details } = form
    const by = sideOf(moment.actor)
    return {
      facts: [{ subject: fileRef(loaded.file), name: 'entrusted.health-reported', value: { by }, details, occurredAt: at }],
      changes: { outside, at, by },
      reply: { condition: form.condition },
    }
  },
  save: (context, { outside, at, by }) => insertHealthReport(context, outside, { at, by }),
})

type WithHours = Around & { hours: Record<ReportKind, number> | undefined }

async function loadWithHours(context: LoadContext, form: { fileId: string }): Promise<WithHours | null> {
  const loaded = await loadOutside(context, form)
  if (!loaded) return null
  const { outside } = loaded
  const admission = outside ? await admissionOf(context.tx, outside.institutionId, dateOf(context.now)) : null
  return { ...loaded, hours: admission?.hours }
}

export const reportIncident = action({
  name: 'entrusted.report-incident',
  title: '报突发情况',
  help: '死亡、走失、送医、传染病：按协议约定的时限报。晚了也要报，会标出来。',
  legalBasis: '大提升第2、6项；托养协议',
  form: incidentForm,
  load: loadWithHours,
  may: (actor, loaded) => mayTellFromOutside(actor, loaded),
  decide(loaded, form, moment) {
    const { outside } = loaded
    if (!outside) return refuse('NOT_OUTSIDE')
    if (form.happenedAt > moment.now) return refuse('FUTURE')
    if (outside.placedAt !== null && before(form.happenedAt, outside.placedAt)) return refuse('TOO_EARLY', { what: '送托时间' })
    const hours = hoursFor(form.kind, loaded.hours)
    const late = toldLate(form.happenedAt, moment.occurredAt, hours)
    const { fileId: _id, kind: told, ...details } = form
    const kind = told as IncidentKind
    const by = sideOf(moment.actor)
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'entrusted.incident-reported',
          value: { kind, ...(hours === null ? {} : { late }) },
          details,
        },
      ],
      changes: { outside, incident: { kind, happenedAt: form.happenedAt, hours, by } },
      reply: { late, ...(incidentNext[kind] ? { next: incidentNext[kind] } : {}) },
    }
  },
  save: (context, { outside, incident }) => insertIncident(context, outside, incident),
})

export const changeCareLevel = action({
  name: 'entrusted.change-care-level',
  title: '变更护理等级',
  help: '从写明的那天起按新的等级计费；已结算的月份不改。',
  form: levelForm,
  load: loadOutside,
  may: (actor, loaded) => mayPlace(actor, loaded),
  decide(loaded, form, moment) {
    const { outside } = loaded
    if (!outside) return refuse('NOT_OUTSIDE')
    if (outside.level === form.level) return refuse('SAME_LEVEL')
    if (form.from > dateOf(moment.now)) return refuse('FUTURE')
    if (outside.placedAt !== null && form.from < dateOf(outside.placedAt)) return refuse('TOO_EARLY', { what: '送托日期' })
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'entrusted.care-level-changed',
          value: { level: form.level },
          details: { from: form.from, why: form.why },
        },
      ],
      changes: { outside, level: form.level as CareLevel, from: form.from, factId: `${moment.actionId}:0` },
    }
  },
  save: ({ tx }, { outside, level, from, factId }) =>
    changeLevel(tx, { placementId: outside.id, fileId: outside.fileId, ownerPath: outside.ownerPath, level, from, factId }),
})

export const recordFamilyWish = action({
  name: 'entrusted.record-family-wish',
  title: '记家属要求接回',
  help: '排接回名单时靠前。身份还没有核实的，先核实亲属关系。',
  form: familyWishForm,
  load: loadOutside,
  may: (actor, loaded) => mayPlace(actor, loaded),
  decide(loaded, form) {
    if (!loaded.outside) return refuse('NOT_OUTSIDE')
    return {
      facts: [{ subject: fileRef(loaded.file), name: 'entrusted.family-asked', details: { who: form.who, told: form.told } }],
      changes: { id: loaded.outside.id },
    }
  },
  save: (context, { id }) => noteFamilyWish(context, id),
})
