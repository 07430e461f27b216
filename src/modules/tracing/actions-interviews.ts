/** What was heard: interviews, quick lines, corrections. It is laid over what the hall knows, so that the search finds it. */
import type { Heard } from '#facts/fragments.ts'
import { action, type LoadContext, type Moment, type NewFact } from '#kernel/action.ts'
import { detailsOf } from '#kernel/ledger.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import {
  addClaim,
  fileRef,
  type LoadedFile,
  lockFile,
  lockPerson,
  rescueFile,
  updatePerson,
} from '#modules/people-and-cases/index.ts'
import { mayTrace } from './access.ts'
import { refuse } from './refusals.ts'
import { type Added, heardOf, laidOverHall, nothingHeard, sayingHeard, standing, takenBack, told } from './rules.ts'
import { correctInterviewForm, type InterviewForm, interviewForm, sayingForm, withdrawInterviewForm } from './schema.ts'
import { keepGuest } from './store.ts'

/** What lies sealed in the fact of an interview. */
export interface InterviewDetails {
  heard?: Heard
  listener?: string
  manner?: string
  place?: string
  language?: string
  note?: string
  question?: string
  minutes?: number
  condition?: string
  recordings?: string[]
  /** What the hall did not know before. */
  added?: Added
  /** Why this one took the place of an earlier one. */
  reason?: string
}

interface WithHeard extends LoadedFile {
  /** Details of the interviews that hold, by fact. */
  earlier: Map<string, InterviewDetails>
}

export async function loadHeard(context: LoadContext, form: { fileId: string }): Promise<WithHeard | null> {
  const { tx, vault } = context
  const loaded = await lockFile(tx, vault, form.fileId)
  const person = loaded && (await lockPerson(tx, vault, loaded.file.personId))
  if (!loaded || !person) return null
  const ids = standing(loaded.facts)
    .filter((fact) => fact.name === 'tracing.interviewed' && fact.subject.id === form.fileId)
    .map((fact) => fact.id)
  return { ...loaded, person, earlier: await detailsOf(tx, vault, ids.slice(-300)) }
}

function here(loaded: LoadedFile): true | Refusal {
  const { state } = loaded.file
  return state === 'asked' || state === 'in' ? true : refuse('GONE', { state: rescueFile.states[state].zh })
}

interface Changes {
  facts: NewFact[]
  added: Added
  description: WithHeard['person']['description'] | null
  claimId: string
}

const heardBefore = (loaded: WithHeard, but?: string): Heard[] =>
  [...loaded.earlier].flatMap(([id, details]) => (id !== but && details.heard ? [details.heard] : []))

/** Facts and changes of one hearing; `before` is the hall's description that it is laid over. */
function hearing(
  loaded: WithHeard,
  moment: Moment,
  heard: Heard,
  fact: { value: Record<string, unknown>; details: InterviewDetails; occurredAt?: number; replaces?: string },
  before = loaded.person.description,
) {
  const accents = [...heardBefore(loaded, fact.replaces), heard].flatMap((each) => each.accents ?? [])
  const { description, added } = laidOverHall(before, heard, accents)
  const details = told({
    ...fact.details,
    heard: nothingHeard(heard) ? undefined : heard,
    added: Object.keys(added).length > 0 ? added : undefined,
  })
  const { occurredAt, replaces, value } = fact
  const facts: NewFact[] = [
    {
      subject: fileRef(loaded.file),
      name: 'tracing.interviewed',
      value,
      details,
      ...(occurredAt === undefined ? {} : { occurredAt }),
      ...(replaces ? { replaces } : {}),
    },
  ]
  const changed = Object.keys(added).length > 0 || before !== loaded.person.description
  const changes: Changes = { facts, added, description: changed ? description : null, claimId: moment.newId('claim') }
  return { facts, changes, reply: { fileId: loaded.file.id, interviewId: `${moment.actionId}:0` } }
}

async function save(context: LoadContext, changes: Changes, loaded: WithHeard): Promise<void> {
  if (changes.description) await updatePerson(context, loaded.person, { description: changes.description })
  if (Object.keys(changes.added).length > 0)
    await addClaim(context, {
      id: changes.claimId,
      person: loaded.person,
      kind: changes.added.heardNames ? 'names' : 'details',
      content: { told: changes.added, reason: '寻亲问询' },
      source: 'guest',
    })
  await keepGuest(context, loaded, changes.facts)
}

/** What is written down of an interview, beside what was heard. */
function occasion(form: InterviewForm, listener: string): InterviewDetails {
  const { manner, place, language, note, question, minutes, condition, recordings } = form
  return told({ listener, manner, place, language, note, question, minutes, condition, recordings }) as InterviewDetails
}

/** The interview as facts, or why not: nothing heard though something was said to be. */
function interviewed(
  loaded: WithHeard,
  form: InterviewForm,
  moment: Moment,
  more: { replaces?: string; reason?: string; at: number },
) {
  const at = form.heldAt ?? more.at
  if (at > moment.now) return refuse('LATER')
  const listener = form.listener ?? moment.actor.name
  const heard = heardOf(form, listener, dateOf(at))
  if (form.result === 'heard' && nothingHeard(heard) && !form.note && !form.recordings?.length) return refuse('NOTHING_HEARD')
  const details = { ...occasion(form, listener), ...(more.reason ? { reason: more.reason } : {}) }
  const replaced = more.replaces ? loaded.earlier.get(more.replaces) : undefined
  const before = replaced?.added
    ? takenBack(loaded.person.description, replaced.added, heardBefore(loaded, more.replaces))
    : loaded.person.description
  const fact = { value: { result: form.result }, details, occurredAt: at, ...(more.replaces ? { replaces: more.replaces } : {}) }
  return hearing(loaded, moment, heard, fact, before)
}

export const recordInterview = action({
  name: 'tracing.record-interview',
  title: '记问询',
  help: '反复问、拼得出来：每次听到多少记多少，照音写，不用全。',
  legalBasis: '大提升第7、10项：寻亲服务；民发〔2015〕158号：问询',
  form: interviewForm,
  load: loadHeard,
  may: (actor, loaded) => mayTrace(actor, loaded),
  decide(loaded, form, moment) {
    const open = here(loaded)
    if (isRefusal(open)) return open
    return interviewed(loaded, form, moment, { at: moment.occurredAt })
  },
  save,
})

export const addSaying = action({
  name: 'tracing.add-saying',
  title: '记一句',
  help: '随手记下听到的一句，照音写。',
  legalBasis: '大提升第10项',
  form: sayingForm,
  load: loadHeard,
  may: (actor, loaded) => mayTrace(actor, loaded),
  decide(loaded, form, moment) {
    const open = here(loaded)
    if (isRefusal(open)) return open
    const listener = form.listener ?? moment.actor.name
    const heard = sayingHeard(form, listener)
    if (!heard) return refuse('WHICH_ACCENT')
    const details = told({ listener, place: form.place }) as InterviewDetails
    return hearing(loaded, moment, heard, { value: { result: 'heard', brief: true }, details })
  },
  save,
})

/** The interview's fact as long as it holds. */
function holding(loaded: WithHeard, id: string) {
  const fact = loaded.facts.find((each) => each.id === id && each.name === 'tracing.interviewed')
  if (!fact || fact.subject.id !== loaded.file.id) return refuse('NO_SUCH_INTERVIEW')
  return loaded.earlier.has(id) || standing(loaded.facts).some((each) => each.id === id) ? fact : refuse('WITHDRAWN')
}

export const correctInterview = action({
  name: 'tracing.correct-interview',
  title: '更正问询',
  help: '听错、写错的改过来；原来的一条和理由都留着。',
  form: correctInterviewForm,
  load: loadHeard,
  may: (actor, loaded) => mayTrace(actor, loaded),
  decide(loaded, form, moment) {
    const fact = holding(loaded, form.interviewId)
    if (isRefusal(fact)) return fact
    const { interviewId, reason, ...rest } = form
    const outcome = interviewed(loaded, rest, moment, { replaces: interviewId, reason, at: fact.occurredAt })
    if (isRefusal(outcome)) return outcome
    // A quick line corrected stays a quick line.
    if (fact.value.brief === true) for (const each of outcome.facts) each.value = { ...each.value, brief: true }
    return outcome
  },
  save,
})

export const withdrawInterview = action({
  name: 'tracing.withdraw-interview',
  title: '撤回问询',
  help: '记错人、听错了的撤回：检索不再按它找人，原记录和理由留着。',
  form: withdrawInterviewForm,
  load: loadHeard,
  may: (actor, loaded) => mayTrace(actor, loaded),
  decide(loaded, form, moment) {
    const fact = holding(loaded, form.interviewId)
    if (isRefusal(fact)) return fact
    const added = loaded.earlier.get(fact.id)?.added
    const description = added ? takenBack(loaded.person.description, added, heardBefore(loaded, fact.id)) : null
    const facts: NewFact[] = [
      { subject: fileRef(loaded.file), name: 'fact.withdrawn', replaces: fact.id, details: { reason: form.reason } },
    ]
    const changes: Changes = { facts, added: {}, description, claimId: moment.newId('claim') }
    return { facts, changes, reply: { fileId: loaded.file.id } }
  },
  save,
})
