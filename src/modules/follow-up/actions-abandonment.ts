/** Abandonment and abuse by those with a duty of care: told to the police, and what they answer. */
import { action, type LoadContext } from '#kernel/action.ts'
import { type Organisation, organisationById } from '#kernel/org.ts'
import { dateOf } from '#kernel/time.ts'
import { underAge } from '#modules/people-and-cases/words.ts'
import { mayAnswerForPolice, mayWork } from './access-needs.ts'
import { factAt, loadSubject, type LoadedSubject, told } from './loads-needs.ts'
import { refuse } from './refusals-needs.ts'
import { policeAnswerForm, tellPoliceForm } from './schema-needs.ts'
import { answerTelling, insertTelling, lockTelling, tellingsOf, type TellingRow } from './store-referral.ts'
import { partJob } from './store-parts.ts'

interface Telling extends LoadedSubject {
  before: TellingRow[]
  police: Organisation | undefined
}

async function loadTelling(
  context: LoadContext,
  form: { fileId?: string | undefined; personId?: string | undefined; policeId?: string | undefined },
): Promise<Telling | null> {
  const subject = await loadSubject(context, form)
  if (!subject) return null
  return {
    ...subject,
    before: await tellingsOf(context.tx, subject.person.id),
    police: form.policeId ? await organisationById(context.tx, form.policeId) : undefined,
  }
}

/** Everything told lies under one key that no list of happenings spells out: who spoke is the police's and the teller's to know. */
export const tellPolice = action({
  name: 'follow-up.tell-police',
  title: '报公安（遗弃、虐待）',
  help: '有赡养、抚养、扶养义务的人遗弃、虐待的，报公安。正有危险先打 110。',
  legalBasis: '大提升第14项；反家庭暴力法第14条',
  form: tellPoliceForm,
  load: loadTelling,
  may: (actor, loaded) => mayWork(actor, loaded),
  decide(loaded, form, moment) {
    const { police } = loaded
    if (form.policeId && (police?.kind !== 'police' || !police.active)) return refuse('NO_SUCH_ORGANISATION')
    if (!police && !form.policeName) return refuse('WHO_ANSWERS')
    // A name written by hand lies with what was told.
    const policeName = police?.name ?? '公安机关'
    const open = loaded.before.find((each) => each.policeName === policeName && each.answeredAt === null)
    if (open) return refuse('TOLD_ALREADY', { date: dateOf(open.toldAt), police: policeName })
    const id = moment.newId('telling')
    const row = { fileId: loaded.file?.id ?? null, personId: loaded.person.id }
    const birth =
      loaded.person.birthFrom && loaded.person.birthTo ? { from: loaded.person.birthFrom, to: loaded.person.birthTo } : null
    return {
      facts: [
        {
          subject: loaded.ref,
          name: 'police.abandonment-told',
          details: { telling: told(form, 'fileId', 'personId', 'policeId') },
        },
      ],
      changes: { id, row, policeName, kind: form.kind },
      reply: { tellingId: id, police: policeName, minor: underAge(birth, 18, dateOf(moment.now)) },
      jobs: police ? [partJob({ ...row, organisationId: police.id, part: 'abandonment' })] : [],
    }
  },
  async save(context, { id, row, policeName, kind }, loaded) {
    await insertTelling(context, {
      ...row,
      id,
      ownerPath: loaded.ref.ownerPath,
      tellerPath: context.actor.organisation.path,
      policeId: loaded.police?.id ?? null,
      policePath: loaded.police?.path ?? null,
      policeName,
      kind,
      factId: factAt(context.actionId),
    })
  },
  constraintRefusal: (constraint) =>
    constraint === 'abandonment_open' ? refuse('TOLD_ALREADY', { date: '刚才', police: '公安机关' }) : undefined,
})

interface Answering {
  telling: TellingRow
  subject: LoadedSubject
}

export const recordPoliceAnswer = action({
  name: 'follow-up.record-police-answer',
  title: '记公安答复（遗弃、虐待）',
  form: policeAnswerForm,
  async load(context, form): Promise<Answering | null> {
    const telling = await lockTelling(context.tx, form.tellingId)
    const subject = telling && (await loadSubject(context, telling))
    return telling && subject ? { telling, subject } : null
  },
  may: (actor, { telling }) => mayAnswerForPolice(actor, telling),
  decide({ telling, subject }, form) {
    if (telling.answeredAt !== null) return refuse('ANSWERED_ALREADY', { date: dateOf(telling.answeredAt) })
    const filed = form.filed === 'yes'
    return {
      facts: [
        {
          subject: subject.ref,
          name: 'police.abandonment-answered',
          value: { result: filed },
          details: { answer: told(form, 'tellingId', 'filed') },
        },
      ],
      changes: { filed },
      jobs: telling.policeId
        ? [partJob({ fileId: telling.fileId, personId: telling.personId, organisationId: telling.policeId, part: 'abandonment' })]
        : [],
    }
  },
  save: (context, { filed }, { telling }) =>
    answerTelling(context.tx, telling.id, { at: context.occurredAt, filed, factId: factAt(context.actionId) }),
})
