/** Emergency protection, its end, and the review of what is held. */
import { action } from '#kernel/action.ts'
import { dateOf } from '#kernel/time.ts'
import { childRef } from '#modules/people-and-cases/index.ts'
import { mayWork } from './access.ts'
import { closedFile, heldAlready, held, notHeld } from './common.ts'
import { reviewDay } from './rules.ts'
import { endEmergencyForm, protectForm, reviewForm } from './schema.ts'
import { endHold, insertHold, lockCare, setReview } from './store.ts'
import { changeReturn } from './store-care.ts'
import { holdEnds } from './words.ts'

export const protect = action({
  name: 'guardianship.protect',
  title: '紧急保护',
  help: '孩子无人照料或有危险，先保护起来；随后办临时监护、送回或其他安排。',
  legalBasis: '未成年人保护法第九十一、九十二条；反家庭暴力法第十五条',
  form: protectForm,
  load: (context, form) => lockCare(context, form.childId),
  may: (actor, care) => mayWork(actor, care),
  decide(care, form, moment) {
    const closed = closedFile(care)
    if (closed) return closed
    if (care.hold) return heldAlready(care.hold)
    const { childId: _child, ground, files, ...told } = form
    return {
      facts: [
        { subject: childRef(care.child), name: 'child.emergency-protected', value: { ground }, details: { ...told, files } },
      ],
      changes: {
        id: moment.newId('hold'),
        ground,
        since: moment.occurredAt,
        reviewOn: reviewDay('emergency', moment.occurredAt),
        content: { reason: form.situation, where: form.where, broughtBy: form.broughtBy, by: moment.actor.name },
      },
      reply: { until: reviewDay('emergency', moment.occurredAt) },
    }
  },
  async save(context, changes, care) {
    if (care.returned?.state === 'watched') await changeReturn(context, care.returned.id, { state: 'again-away' })
    await insertHold(context, { ...changes, childId: care.child.id, kind: 'emergency', bureauPath: null, guardianNumbers: [] })
  },
})

export const endEmergency = action({
  name: 'guardianship.end-emergency',
  title: '结束紧急保护',
  help: '转为临时监护的不用在这里办；送回家的办“返回家庭”。',
  form: endEmergencyForm,
  load: (context, form) => lockCare(context, form.childId),
  may: (actor, care) => mayWork(actor, care),
  decide(care, form, moment) {
    const { hold } = care
    if (!hold || hold.kind !== 'emergency') return notHeld(care, 'emergency', '结束紧急保护')
    return {
      facts: [
        {
          subject: childRef(care.child),
          name: 'child.guardianship-reviewed',
          value: { continues: false },
          details: { ground: holdEnds[form.ground], note: form.note },
        },
      ],
      changes: { hold, end: { ground: form.ground, at: moment.occurredAt, what: '结束紧急保护', note: form.note } },
    }
  },
  save: (context, { hold, end }) => endHold(context, hold, end),
})

export const review = action({
  name: 'guardianship.review',
  title: '复核监护',
  help: '看监护情形还在不在。不需要再监护的，接着申请返回家庭或终止监护。',
  form: reviewForm,
  load: (context, form) => lockCare(context, form.childId),
  may: (actor, care) => mayWork(actor, care),
  decide(care, form, moment) {
    const closed = closedFile(care)
    if (closed) return closed
    const hold = held(care)
    if (!hold) return notHeld(care, 'temporary', '复核')
    const next = form.continues ? reviewDay(hold.kind, moment.occurredAt) : dateOf(moment.occurredAt)
    return {
      facts: [
        {
          subject: childRef(care.child),
          name: 'child.guardianship-reviewed',
          value: { continues: form.continues },
          details: { finding: form.finding, files: form.files },
        },
      ],
      changes: { holdId: hold.id, next },
      reply: { next },
    }
  },
  async save(context, { holdId, next }) {
    await setReview(context, holdId, next, 'term')
  },
})
