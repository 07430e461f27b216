/** Doors at the beginning of a reception: asking, first look, handover, safety check. */
import { action } from '#kernel/action.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { fileRef } from '#modules/people-and-cases/index.ts'
import { mayReceive, mayWorkOn } from './access.ts'
import { begin, type Begun, saveBegun } from './arriving.ts'
import { type Arriving, loadArriving, lockReception } from './loads.ts'
import { refuse } from './refusals.ts'
import { handoverStanding, notHere, type Reception } from './rules.ts'
import { ofReception } from './rules-facts.ts'
import { only, safetyFact, triageFact } from './rules-safety.ts'
import { signsWith, treatFirst } from './rules-triage.ts'
import { clean } from './rules-text.ts'
import { askForm } from './schema.ts'
import { handoverForm, safetyForm, triageForm } from './schema-steps.ts'

/** Two stations with one short name would give out one number twice. */
export const numberConstraint = (constraint: string) => (constraint === 'rescue_file_no_key' ? refuse('NO_PREFIX') : undefined)

export const ask = action({
  name: 'intake.ask',
  title: '登记求助',
  help: '有人来了就可以记下：只要知道怎么来的。姓名、年龄都可以以后再补。',
  legalBasis: '国务院令第381号第6条；民政部令第24号第2、3条',
  form: askForm,
  load: (context, form) => loadArriving(context, form, form.arrivedAt ?? context.occurredAt),
  may: (actor) => mayReceive(actor),
  decide(arriving: Arriving, form, moment) {
    const begun = begin(arriving, clean(form), moment)
    if (isRefusal(begun)) return begun
    return {
      facts: begun.facts,
      changes: begun,
      reply: { fileId: begun.file.id, personId: begun.person.id, no: begun.file.no, warnings: begun.told.warnings },
    }
  },
  save: (context, changes: Begun, arriving) => saveBegun(context, changes, arriving),
  constraintRefusal: numberConstraint,
})

export const triage = action({
  name: 'intake.triage',
  title: '先看人',
  help: '昏迷、重伤、言行异常、疑似传染病的先送医，醉酒或疑似吸毒有危险的先请公安；登记以后再说。',
  legalBasis: '工作规程：初检；先救治后救助',
  form: triageForm,
  load: lockReception,
  may: mayWorkOn,
  decide(reception: Reception, raw) {
    const form = clean(raw)
    const gone = notHere(reception.file, '再看人')
    if (gone) return gone
    return only(triageFact(fileRef(reception.file), form), {
      fileId: reception.file.id,
      decision: form.decision,
      advised: treatFirst(signsWith(form.signs, form.temperature)),
      // The door of the infirmary that the screen offers next.
      ...(form.decision === 'hospital'
        ? { next: 'medical.hospitalise' }
        : form.decision === 'police'
          ? { next: 'intake.transfer' }
          : {}),
    })
  },
  save: async () => undefined,
})

export const signHandover = action({
  name: 'intake.sign-handover',
  title: '签护送交接',
  help: '公安、城管等送来的人，双方当面交接、签字。夜里没签成的可以补，会记为迟办。',
  legalBasis: '大提升 第12项；民发〔2015〕158号',
  form: handoverForm,
  load: lockReception,
  may: mayWorkOn,
  decide(reception: Reception, raw, moment) {
    const form = clean(raw)
    const { file, facts } = reception
    const gone = notHere(file, '签护送交接')
    if (gone) return gone
    const signedAt = form.signedAt ?? moment.occurredAt
    if (signedAt > moment.now || signedAt < file.arrivedAt - HANDOVER_BEFORE_MS) return refuse('BEFORE_ASKED', { what: '交接' })
    const earlier = handoverStanding(ofReception(facts, file))
    if (earlier && !form.correcting) return refuse('HANDOVER_SIGNED')
    if (earlier?.value['organisation'] !== undefined) return refuse('HANDOVER_ELSEWHERE')
    const { fileId, ...words } = form
    return {
      facts: [
        {
          subject: fileRef(file),
          name: 'handover.signed',
          value: { from: form.fromUnit, to: moment.actor.organisation.name },
          details: { ...words, receivedBy: moment.actor.name },
          occurredAt: signedAt,
          ...(earlier ? { replaces: earlier.id } : {}),
        },
      ],
      changes: null,
      reply: { fileId, late: file.acceptedAt !== null && signedAt > file.acceptedAt },
    }
  },
  save: async () => undefined,
})

/** A handover may have been signed on the road, before the person stood at our desk. */
const HANDOVER_BEFORE_MS = 24 * 3_600_000

export const checkSafety = action({
  name: 'intake.check-safety',
  title: '安全检查',
  help: '两名工作人员，女性由女工作人员检查。违禁品交公安，其余可代为保管。',
  legalBasis: '工作规程：接受安全检查；民政部令第24号第6条',
  form: safetyForm,
  load: lockReception,
  may: mayWorkOn,
  decide(reception: Reception, raw, moment) {
    const form = clean(raw)
    const { file, person } = reception
    const gone = notHere(file, '安检')
    if (gone) return gone
    const fact = safetyFact(fileRef(file), person.sex, form, moment)
    return only(fact, { fileId: file.id, safety: form.safety })
  },
  save: async () => undefined,
})
