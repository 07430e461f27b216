/** The pool of experts, asked by the whole city; what they are asked and what they answer. */
import type { Heard } from '#facts/fragments.ts'
import { action, type LoadContext, type NewFact } from '#kernel/action.ts'
import { inRange } from '#kernel/actor.ts'
import type { LoadedFile } from '#modules/people-and-cases/index.ts'
import { addClaim, fileRef, updatePerson } from '#modules/people-and-cases/index.ts'
import { mayKeepPool, mayTrace } from './access.ts'
import { loadHeard } from './actions-interviews.ts'
import { refuse } from './refusals.ts'
import { laidOverHall, nothingHeard, piecesOf, told } from './rules.ts'
import { addExpertForm, askExpertForm, changeExpertForm, opinionForm, revealExpertForm } from './schema-team.ts'
import { answerConsultation, consultationById, type ConsultationRow, insertConsultation, keepGuest } from './store.ts'
import { changeExpertRow, type ExpertRow, expertsOfCity, insertExpert } from './store-team.ts'
import { expertFields, surenessShare } from './words.ts'

const wordsOf = ({
  name,
  places,
  unit,
  phone,
  note,
}: { name: string } & Partial<Record<'places' | 'unit' | 'phone' | 'note', string | undefined>>) => ({
  name,
  places,
  unit,
  phone,
  note,
})
const own = (actor: { organisation: { id: string; path: string } }) => ({
  kind: 'organisation',
  id: actor.organisation.id,
  ownerPath: actor.organisation.path,
})

export const addExpert = action({
  name: 'tracing.add-expert',
  title: '登记专家',
  help: '懂方言、手语、心理的人；全市都能请。',
  legalBasis: '大提升第10项；三年规划二（三）3：专家会商',
  form: addExpertForm,
  load: async () => ({}),
  may: (actor) => mayKeepPool(actor),
  decide(_loaded, form, moment) {
    const id = moment.newId('expert')
    return {
      facts: [{ subject: own(moment.actor), name: 'file.noted', details: { text: '登记寻亲专家', 姓名: form.name } }],
      changes: { id, field: form.field, areas: form.areas ?? [], words: wordsOf(form) },
      reply: { expertId: id },
    }
  },
  save: (context, changes) => insertExpert(context, { ...changes, ownerPath: context.actor.organisation.path }),
})

async function loadExpert({ tx, vault }: LoadContext, form: { expertId: string }): Promise<{ expert: ExpertRow } | null> {
  const [expert] = await expertsOfCity(tx, vault, form.expertId)
  return expert ? { expert } : null
}

export const changeExpert = action({
  name: 'tracing.change-expert',
  title: '更正专家资料',
  form: changeExpertForm,
  load: loadExpert,
  may: (actor, { expert }) => (inRange(actor, expert.ownerPath) ? true : refuse('NOT_YOURS', { owner: expert.owner })),
  decide({ expert }, form, moment) {
    const { field, areas = [], active } = form
    return {
      facts: [{ subject: own(moment.actor), name: 'file.noted', details: { text: '更正寻亲专家资料', 姓名: form.name } }],
      // The telephone is not shown for correcting; left empty it stays.
      changes: { id: expert.id, field, areas, active, words: { ...wordsOf(form), phone: form.phone ?? expert.phone } },
      reply: { expertId: expert.id },
    }
  },
  save: (context, changes) => changeExpertRow(context, changes),
})

export const revealExpert = action({
  name: 'tracing.reveal-expert',
  title: '查看专家电话',
  help: '写明理由；谁看过，审计管理员看得到。',
  form: revealExpertForm,
  load: loadExpert,
  may: (actor) => mayKeepPool(actor),
  decide({ expert }, form, { actor }) {
    if (!expert.phone) return refuse('NO_PHONE')
    return {
      facts: [
        { subject: own(actor), name: 'sensitive.viewed', value: { what: 'expert-phone' }, details: { reason: form.reason } },
      ],
      changes: null,
      reply: {},
    }
  },
  save: async () => undefined,
  replyNotKept: true,
  answer: async (_context, { expert }) => ({ value: expert.phone }),
})

type Heardable = NonNullable<Awaited<ReturnType<typeof loadHeard>>>

export const askExpert = action({
  name: 'tracing.ask-expert',
  title: '请教专家',
  legalBasis: '大提升第10项；三年规划二（三）3：专家会商',
  form: askExpertForm,
  async load(context, form): Promise<(Heardable & { expert: ExpertRow | undefined }) | null> {
    const loaded = await loadHeard(context, form)
    return loaded && { ...loaded, expert: (await expertsOfCity(context.tx, context.vault, form.expertId))[0] }
  },
  may: (actor, loaded) => mayTrace(actor, loaded),
  decide(loaded, form, moment) {
    const { expert, file } = loaded
    if (!expert) return refuse('NO_SUCH_EXPERT')
    if (!expert.active) return refuse('EXPERT_RESTS')
    const { question, sayings, withRecordings, dueOn } = form
    const recordings = withRecordings ? [...loaded.earlier.values()].flatMap((each) => each.recordings ?? []) : undefined
    const words = told({ expert: expert.name, field: expertFields[expert.field], question, sayings, recordings }) as {
      expert: string
      field: string
      question: string
    }
    const id = moment.newId('consultation')
    const facts: NewFact[] = [
      { subject: fileRef(file), name: 'tracing.expert-asked', value: { consultation: id }, details: { ...words, dueOn } },
    ]
    return {
      facts,
      changes: { id, facts, words, expertId: expert.id, dueOn: dueOn ?? null },
      reply: { fileId: file.id, consultationId: id },
    }
  },
  save: (context, { facts: _facts, ...asked }, loaded) => insertConsultation(context, { ...asked, file: loaded.file }),
})

export const recordOpinion = action({
  name: 'tracing.record-opinion',
  title: '记专家意见',
  help: '判断的口音和地方会并入本人资料，比对随之重算。',
  legalBasis: '大提升第10项；三年规划二（三）3：专家会商',
  form: opinionForm,
  async load(context, form): Promise<(Heardable & { asked: ConsultationRow | undefined }) | null> {
    const loaded = await loadHeard(context, form)
    return loaded && { ...loaded, asked: await consultationById(context.tx, context.vault, form.fileId, form.consultationId) }
  },
  may: (actor, loaded) => mayTrace(actor, loaded),
  decide(loaded, form, moment) {
    const { asked, file } = loaded
    if (!asked) return refuse('NO_SUCH_CONSULTATION')
    if (asked.answeredAt !== null) return refuse('ANSWERED')
    const { opinion, result, places } = form
    const accents = (form.accents ?? []).map((each) => ({
      code: each.code,
      confidence: surenessShare[each.sure],
      by: asked.expert,
    }))
    const heard = told({ accents, places }) as Heard
    const before = [...loaded.earlier.values()].flatMap((each) => each.heard?.accents ?? [])
    const { description, added } = laidOverHall(loaded.person.description, heard, [...before, ...accents])
    const judged = piecesOf(heard).map((each) => each.text)
    const details = told({
      expert: asked.expert,
      opinion,
      consultation: asked.id,
      heard: nothingHeard(heard) ? undefined : heard,
      listener: asked.expert,
      专家: asked.expert,
      意见: opinion,
    })
    const facts: NewFact[] = [{ subject: fileRef(file), name: 'tracing.expert-consulted', value: { result }, details }]
    const changed = Object.keys(added).length > 0
    return {
      facts,
      changes: {
        facts,
        asked,
        opinion,
        result,
        judged,
        added,
        description: changed ? description : null,
        claimId: moment.newId('claim'),
      },
      reply: { fileId: file.id },
    }
  },
  async save(context, changes, loaded: LoadedFile) {
    const { asked, opinion, result, judged, added, description } = changes
    await answerConsultation(context, asked, { opinion, result, judged, factId: `${context.actionId}:0` })
    if (description) {
      await updatePerson(context, loaded.person, { description })
      const content = { told: added, reason: `专家意见：${asked.expert}` }
      await addClaim(context, { id: changes.claimId, person: loaded.person, kind: 'details', content, source: 'expert' })
    }
    await keepGuest(context, loaded, changes.facts)
  },
})
