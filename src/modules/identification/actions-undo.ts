/** Somebody was taken for somebody else: undone by two persons, and gone through to the last thing that hung on it. */
import { action, type LoadContext, type NewFact } from '#kernel/action.ts'
import { factsOf } from '#kernel/ledger.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { addClaim, fileRef, personRef, updatePerson } from '#modules/people-and-cases/index.ts'
import { mayTrace } from './access.ts'
import { loadDecision, moving, type WithDecision } from './actions-identity.ts'
import { identityDecision } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { standing } from './rules.ts'
import { type Consequence, consequencesOf, inquiriesIn, undone } from './rules-identity.ts'
import { confirmUndoForm, keepForm, settleForm, undoForm } from './schema.ts'
import { moveDecision } from './store-decision.ts'

export const undo = action({
  name: 'identification.undo',
  title: '撤销认定',
  help: '先写明为什么；第二人核对后才撤销。撤销后列出受牵连的每一件事，逐条处理。',
  form: undoForm,
  load: loadDecision,
  may: (actor, { decision }) => mayTrace(actor, decision),
  decide(loaded, form) {
    const move = moving(loaded, 'identification.undo', 'undoing', '撤销')
    if (isRefusal(move)) return move
    return {
      facts: [{ subject: fileRef(loaded.file), name: 'file.noted', details: { text: `提出撤销身份认定：${form.reason}` } }],
      changes: { undo: { status: form.status, reason: form.reason } },
      reply: { decisionId: loaded.decision.id },
    }
  },
  async save(context, changes, { decision }) {
    await moveDecision(context, decision, {
      state: 'undoing',
      undoAt: context.occurredAt,
      undoBy: context.actor.accountId,
      content: { ...decision.content, undo: changes.undo },
    })
  },
  constraintRefusal: (constraint) => (constraint === 'decision_open' ? refuse('PROPOSED') : undefined),
})

type Undoing = WithDecision & { hanging: Consequence[] }

/** What hung on a decision: on the file, on the person, and on the inquiries that it was matched with. */
async function loadUndoing(context: LoadContext, form: { decisionId: string }): Promise<Undoing | null> {
  const loaded = await loadDecision(context, form)
  if (!loaded) return null
  const { decidedAt, decidedAction, undoneAt } = loaded.decision
  const inquiries = await factsOf(context.tx, inquiriesIn(loaded.facts))
  const hanging =
    decidedAt === null || decidedAction === null
      ? []
      : consequencesOf([...loaded.facts, ...inquiries], { at: decidedAt, action: decidedAction, until: undoneAt })
  return { ...loaded, hanging }
}

export const confirmUndo = action({
  name: 'identification.confirm-undo',
  title: '第二人核对：撤销',
  help: '您与提出撤销的不是同一账号。撤销后身份退回，公告、比对、应办事项随之恢复。',
  form: confirmUndoForm,
  load: loadUndoing,
  may: (actor, { decision }) => mayTrace(actor, decision),
  decide(loaded, form, moment) {
    const { decision, person, facts: known, hanging } = loaded
    const move = moving(loaded, 'identification.confirm-undo', 'undone', '撤销')
    if (isRefusal(move)) return move
    const { undo: wanted } = decision.content
    if (decision.undoBy === moment.actor.accountId || !wanted) return refuse('SECOND_PERSON')
    const own = standing(known).filter((fact) => fact.action === decision.decidedAction)
    const identified = own.find((fact) => fact.name === 'tracing.identified')
    const facts: NewFact[] = [
      {
        subject: personRef(person),
        name: 'person.identity-stated',
        value: { status: wanted.status, by: 'undone' },
        details: { reason: wanted.reason },
      },
      {
        subject: fileRef(loaded.file),
        name: 'tracing.identification-undone',
        details: { reason: wanted.reason, seen: form.seen },
        ...(identified ? { replaces: identified.id } : {}),
      },
    ]
    // What was told of the other one's register and birth does not hold for this person.
    for (const fact of own)
      if (fact.name === 'person.register-known' || fact.name === 'person.birth-known')
        facts.push({ subject: fact.subject, name: 'fact.withdrawn', replaces: fact.id, details: { reason: wanted.reason } })
    const { was, writes } = decision.content
    return {
      facts,
      changes: {
        description: undone(person.description, writes, was ?? {}),
        status: wanted.status,
        claimId: moment.newId('claim'),
        reason: wanted.reason,
        seen: form.seen,
      },
      reply: { decisionId: decision.id, hanging: hanging.length },
    }
  },
  async save(context, { description, status, claimId, reason, seen }, { decision, person }) {
    const { undo: wanted } = decision.content
    await moveDecision(context, decision, {
      state: 'undone',
      undoneAt: context.occurredAt,
      undoneBy: context.actor.accountId,
      content: { ...decision.content, ...(wanted ? { undo: { ...wanted, seen } } : {}) },
    })
    await updatePerson(context, person, { description, identity: status })
    await addClaim(context, { id: claimId, person, kind: 'identity', content: { status, reason }, source: 'staff' })
  },
})

export const keepDecision = action({
  name: 'identification.keep-decision',
  title: '不撤销',
  form: keepForm,
  load: loadDecision,
  may: (actor, { decision }) => mayTrace(actor, decision),
  decide(loaded, form) {
    const move = moving(loaded, 'identification.keep-decision', 'decided', '退回撤销')
    if (isRefusal(move)) return move
    return {
      facts: [{ subject: fileRef(loaded.file), name: 'file.noted', details: { text: `身份认定不撤销：${form.reason}` } }],
      changes: { kept: form.reason },
    }
  },
  async save(context, { kept }, { decision }) {
    const { undo: wanted } = decision.content
    await moveDecision(context, decision, {
      state: 'decided',
      undoAt: null,
      undoBy: null,
      content: { ...decision.content, ...(wanted ? { undo: { ...wanted, kept } } : {}) },
    })
  },
})

export const settleConsequence = action({
  name: 'identification.settle-consequence',
  title: '记处理',
  help: '撤销认定后，受牵连的每一件事由人处理一遍。',
  form: settleForm,
  load: loadUndoing,
  may: (actor, { decision }) => mayTrace(actor, decision),
  decide(loaded, form) {
    const { state } = loaded.decision
    if (state !== 'undone') return refuse('NOT_DECISION', { state: identityDecision.states[state].zh, what: '记处理' })
    if (!loaded.hanging.some((each) => each.factId === form.factId)) return refuse('NO_SUCH_CONSEQUENCE')
    const before = standing(loaded.facts).some(
      (fact) => fact.name === 'identification.consequence-settled' && fact.value.of === form.factId,
    )
    if (before) return refuse('SETTLED')
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'identification.consequence-settled',
          value: { of: form.factId },
          details: { how: form.how },
        },
      ],
      changes: null,
    }
  },
  save: async () => undefined,
})
