/** Keeping watch from day to day: who is in contact, who is posted, the video, a stop of placements, the open day. */
import { action, type LoadContext } from '#kernel/action.ts'
import { mayKeep, mayOversee, mayTell } from './access-institutions.ts'
import { loadInstitution, told } from './actions-register.ts'
import { refuse } from './refusals-institutions.ts'
import { contactForm, openDayForm, postingForm, reopenForm, stopForm, videoForm } from './schema-watch.ts'
import { institutionRef, keepStopped } from './store-institutions.ts'
import { alarmsOf, findingCounts } from './store-watch.ts'
import { dateOf } from '#kernel/time.ts'

const nothing = async () => undefined

export const nameContact = action({
  name: 'institution.name-contact',
  title: '指定联系负责人',
  help: '由民政局指定，定点联系这家机构。',
  legalBasis: '大提升第2项：定点联系（期限为假定）',
  form: contactForm,
  load: loadInstitution,
  may: (actor, loaded) => mayOversee(actor, loaded),
  decide({ institution }, form, { actor }) {
    const { institutionId: _id, ...details } = form
    return {
      facts: [
        {
          subject: institutionRef(institution),
          name: 'institution.contact-named',
          value: { by: actor.organisation.kind },
          details: told(details),
        },
      ],
      changes: null,
    }
  },
  save: nothing,
})

export const postStaff = action({
  name: 'institution.post-staff',
  title: '派驻人员',
  legalBasis: '大提升第2项',
  form: postingForm,
  load: loadInstitution,
  may: (actor, loaded) => mayKeep(actor, loaded),
  decide({ institution }, form) {
    if (form.until && form.until < form.from) return refuse('PERIOD')
    const { institutionId: _id, ...details } = form
    return {
      facts: [
        {
          subject: institutionRef(institution),
          name: 'institution.staff-posted',
          value: told({ until: form.until }),
          details: told(details),
        },
      ],
      changes: null,
    }
  },
  save: nothing,
})

export const checkVideo = action({
  name: 'institution.check-video',
  title: '记视频检查',
  legalBasis: '大提升第2项：现场或视频检查',
  form: videoForm,
  load: loadInstitution,
  may: (actor, loaded) => mayKeep(actor, loaded),
  decide({ institution }, form, { actor }) {
    const { institutionId: _id, ...details } = form
    return {
      facts: [
        {
          subject: institutionRef(institution),
          name: 'institution.video-checked',
          value: { by: actor.organisation.kind },
          details: told(details),
        },
      ],
      changes: null,
    }
  },
  save: nothing,
})

export const stopAdmission = action({
  name: 'institution.stop-admission',
  title: '暂停送托',
  help: '不再往这家机构送人；已在托的另行安排接回。',
  form: stopForm,
  load: loadInstitution,
  may: (actor, loaded) => mayKeep(actor, loaded),
  decide({ institution }, form) {
    if (institution.stoppedAt !== null) return refuse('STOPPED_ALREADY')
    return {
      facts: [{ subject: institutionRef(institution), name: 'institution.admission-stopped', details: { reason: form.reason } }],
      changes: null,
    }
  },
  save: (context, _changes, { institution }) => keepStopped(context.tx, institution.id, context.occurredAt),
})

async function loadOpenTrouble(context: LoadContext, form: { institutionId: string }) {
  const loaded = await loadInstitution(context, form)
  if (!loaded) return null
  const counts = await findingCounts(context.tx, dateOf(context.occurredAt))
  const alarms = await alarmsOf(context.tx, { institutionId: form.institutionId })
  return {
    ...loaded,
    grave: counts.find((each) => each.institutionId === form.institutionId)?.grave ?? 0,
    alarms: alarms.filter((each) => each.answeredAt === null).length,
  }
}

export const reopenAdmission = action({
  name: 'institution.reopen-admission',
  title: '恢复送托',
  help: '严重问题都已销号、预警都有结论以后。',
  form: reopenForm,
  load: loadOpenTrouble,
  may: (actor, loaded) => mayOversee(actor, loaded),
  decide({ institution, grave, alarms }, form) {
    if (institution.stoppedAt === null) return refuse('NOT_STOPPED')
    if (grave > 0 || alarms > 0) return refuse('GRAVE_OPEN', { count: grave })
    return {
      facts: [{ subject: institutionRef(institution), name: 'institution.admission-reopened', details: { reason: form.reason } }],
      changes: null,
    }
  },
  save: (context, _changes, { institution }) => keepStopped(context.tx, institution.id, null),
})

export const holdOpenDay = action({
  name: 'institution.hold-open-day',
  title: '记开放日',
  help: '六月十九日。受助人员不愿见人的不见，不拍他们的脸。',
  legalBasis: '大提升第4项：托养机构开放日（逐年举办为假定）',
  form: openDayForm,
  load: loadInstitution,
  may: (actor, loaded) => mayTell(actor, loaded),
  decide({ institution }, form) {
    const { institutionId: _id, ...details } = form
    return {
      facts: [{ subject: institutionRef(institution), name: 'open-day.held', details: told(details) }],
      changes: null,
    }
  },
  save: nothing,
})
