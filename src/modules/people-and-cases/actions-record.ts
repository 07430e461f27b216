/** Writing down what was done elsewhere or earlier, notes, and taking a mistake back. */
import { factDef, parseFactValue } from '#facts/index.ts'
import { action, type LoadContext, type SubjectRef } from '#kernel/action.ts'
import { type Actor, inRange } from '#kernel/actor.ts'
import { factsOf, type LedgerFact } from '#kernel/ledger.ts'
import { organisationById } from '#kernel/org.ts'
import { refuse } from './refusals.ts'
import { noteForm, recordForm, type subjectKinds, withdrawForm } from './schema-forms.ts'
import { fileById, fileRef, personById, personRef } from './store.ts'

interface Subject {
  ref: SubjectRef
  facts: LedgerFact[]
}

async function loadSubject(
  { tx, vault }: LoadContext,
  form: { subjectKind: keyof typeof subjectKinds; subjectId: string },
): Promise<Subject | null> {
  const ref = await (async (): Promise<SubjectRef | null> => {
    if (form.subjectKind === 'rescue-file') {
      const file = await fileById(tx, form.subjectId)
      return file ? fileRef(file) : null
    }
    if (form.subjectKind === 'person') {
      const person = await personById(tx, vault, form.subjectId)
      return person ? personRef(person) : null
    }
    const organisation = await organisationById(tx, form.subjectId)
    return organisation ? { kind: 'organisation', id: organisation.id, ownerPath: organisation.path } : null
  })()
  return ref ? { ref, facts: await factsOf(tx, [ref.id]) } : null
}

const own = (actor: Actor, subject: Subject) => inRange(actor, subject.ref.ownerPath)

export const recordDone = action({
  name: 'people.record-done',
  title: '补登已办',
  help: '纸上办过的、别的系统里办过的，记下何时办的和凭据。',
  form: recordForm,
  load: loadSubject,
  may: own,
  decide(subject, form, moment) {
    const def = factDef(form.fact)
    if (!def?.byHand) return refuse('NOT_BY_HAND', { fact: def?.title ?? form.fact })
    if (!(def.kinds as readonly string[]).includes(subject.ref.kind)) return refuse('WRONG_SUBJECT', { fact: def.title })
    const parsed = parseFactValue(form.fact, form.value ?? {})
    if (!parsed.ok) return refuse('FACT_FORM', { fault: parsed.problems.map((problem) => problem.message).join('；') })
    const unknownKeys = Object.keys(parsed.value).filter((key) => !(key in def.schema.shape))
    if (unknownKeys.length > 0) return refuse('FACT_FORM', { fault: `没有这一项 ${unknownKeys.join('、')}` })
    if (form.occurredAt !== undefined && form.occurredAt > moment.now)
      return refuse('FACT_FORM', { fault: '办理时间不能晚于现在' })
    return {
      facts: [
        {
          subject: subject.ref,
          name: form.fact,
          value: parsed.value,
          details: { evidence: form.evidence, files: form.files },
          ...(form.occurredAt === undefined ? {} : { occurredAt: form.occurredAt }),
        },
      ],
      changes: null,
      reply: { fact: form.fact },
    }
  },
  save: async () => undefined,
})

export const addNote = action({
  name: 'people.add-note',
  title: '记一笔',
  help: '不改变任何应办事项，只留作经过。',
  form: noteForm,
  load: loadSubject,
  may: own,
  decide: (subject, form) => ({
    facts: [{ subject: subject.ref, name: 'file.noted', details: { text: form.text, files: form.files } }],
    changes: null,
    reply: {},
  }),
  save: async () => undefined,
})

/** The facts of a list that still hold: neither replaced nor withdrawn. */
export function holding(facts: LedgerFact[]): LedgerFact[] {
  const gone = new Set(facts.flatMap((fact) => (fact.replaces ? [fact.replaces] : [])))
  return facts.filter((fact) => !gone.has(fact.id) && fact.name !== 'fact.withdrawn')
}

export const withdrawFact = action({
  name: 'people.withdraw-fact',
  title: '撤回记错的一条',
  help: '原记录和撤回都留在链上；应办事项按撤回后的事实重算。',
  form: withdrawForm,
  load: loadSubject,
  may: own,
  decide(subject, form) {
    const fact = subject.facts.find((each) => each.id === form.factId)
    if (!fact) return refuse('FACT_NOT_HERE')
    const def = factDef(fact.name)
    if (!def?.byHand) return refuse('FACT_OF_ACTION', { fact: def?.title ?? fact.name })
    if (!holding(subject.facts).includes(fact)) return refuse('FACT_GONE')
    return {
      facts: [{ subject: subject.ref, name: 'fact.withdrawn', replaces: fact.id, details: { reason: form.reason } }],
      changes: null,
      reply: { factId: fact.id },
    }
  },
  save: async () => undefined,
})
