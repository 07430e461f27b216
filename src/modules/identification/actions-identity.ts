/** Who somebody is: proposed, confirmed by a second person where a likeness or an inquiry is behind it; undone by two. */
import { action, type LoadContext, type NewFact } from '#kernel/action.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { addClaim, fileRef, personRef, updatePerson } from '#modules/people-and-cases/index.ts'
import type { PersonDescription } from '#modules/people-and-cases/words.ts'
import { mayTrace } from './access.ts'
import { type DecisionState, identityDecision, mayMove } from './lifecycle.ts'
import { here, loadStationed, type Stationed } from './loads.ts'
import { refuse } from './refusals.ts'
import { decided, type Identity, identityOf, isLocal, needsSecond, restsOn, sound, type Way } from './rules-identity.ts'
import { confirmForm, decideForm, rejectForm } from './schema.ts'
import { type DecisionRow, fileOfDecision, insertDecision, lockDecision, moveDecision, openDecision } from './store-decision.ts'
import type { Evidence } from './words.ts'

/** Facts of an identity that is decided now, and what is written of the person. */
export function deciding(
  loaded: Stationed,
  told: {
    way: Way
    evidence: readonly Evidence[]
    source: string
    identity: Pick<Identity, 'description'> & { birth?: { date: string } }
  },
): { facts: NewFact[]; after: PersonDescription; was: PersonDescription } {
  const { file, person, station } = loaded
  const { description, birth } = told.identity
  const [subject, by] = [personRef(person), restsOn(told.evidence) as string]
  const { division } = description
  const local = division === undefined ? undefined : isLocal(division, station.division)
  const facts: NewFact[] = [
    { subject, name: 'person.identity-stated', value: { status: 'verified', by }, details: { source: told.source } },
    {
      subject: fileRef(file),
      name: 'tracing.identified',
      value: { way: told.way },
      details: { evidence: told.evidence, source: told.source },
    },
  ]
  if (division)
    facts.push({ subject, name: 'person.register-known', value: { division, ...(local === undefined ? {} : { local }) } })
  if (birth) facts.push({ subject, name: 'person.birth-known', value: birth })
  return { facts, ...decided(person.description, { description }) }
}

const claimContent = (told: { way: Way; evidence: readonly Evidence[]; source: string }) => ({
  status: 'verified',
  evidence: told.evidence,
  source: told.source,
  way: told.way,
})

export const decide = action({
  name: 'identification.decide',
  title: '查明身份',
  help: '先看凭据。本人所述、机器比对不能单独核实；人像或家属登记比中的，须第二人核对。',
  legalBasis: '民发〔2015〕158号：身份查询',
  form: decideForm,
  async load(context, form): Promise<(Stationed & { open: boolean }) | null> {
    const loaded = await loadStationed(context, form)
    return loaded && { ...loaded, open: await openDecision(context.tx, form.fileId) }
  },
  may: (actor, loaded) => mayTrace(actor, loaded.file),
  decide(loaded, form, moment) {
    if (loaded.person.identity === 'verified') return refuse('VERIFIED')
    if (loaded.file.state !== 'left') {
      const open = here(loaded)
      if (isRefusal(open)) return open
    }
    if (loaded.open) return refuse('PROPOSED')
    const today = dateOf(moment.now)
    const fine = sound(form, today)
    if (isRefusal(fine)) return fine
    const identity = identityOf(form, today)
    const { way, evidence, source, note, files } = form
    const second = needsSecond(way, evidence)
    const told = { way, evidence, source, identity }
    const now = second ? undefined : deciding(loaded, told)
    const decisionId = moment.newId('decision')
    const proposal: NewFact = {
      subject: fileRef(loaded.file),
      name: 'file.noted',
      details: { text: '提出身份认定，等第二人核对', source, files },
    }
    return {
      facts: now?.facts ?? [proposal],
      changes: { decisionId, told, note, files, now, claimId: moment.newId('claim') },
      reply: {
        decisionId,
        second,
        personId: loaded.person.id,
        ...(identity.warning ? { warning: identity.warning } : {}),
      },
    }
  },
  async save(context, { decisionId, told, note, files, now, claimId }, loaded) {
    const { file, person } = loaded
    const writes = { ...told.identity.description }
    await insertDecision(context, {
      id: decisionId,
      fileId: file.id,
      personId: person.id,
      ownerPath: file.ownerPath,
      state: now ? 'decided' : 'proposed',
      way: told.way,
      evidence: told.evidence,
      content: {
        source: told.source,
        writes,
        ...(note ? { note } : {}),
        ...(files ? { files } : {}),
        ...(now ? { was: now.was, identityBefore: person.identity } : {}),
      },
    })
    if (!now) return
    await updatePerson(context, person, { description: now.after, identity: 'verified' })
    await addClaim(context, { id: claimId, person, kind: 'identity', content: claimContent(told), source: 'staff' })
  },
  constraintRefusal: (constraint) => (constraint === 'decision_open' ? refuse('PROPOSED') : undefined),
})

export interface WithDecision extends Stationed {
  decision: DecisionRow
}

/** A decision with its file: first the file is locked, as everywhere, then the decision. */
export async function loadDecision(context: LoadContext, form: { decisionId: string }): Promise<WithDecision | null> {
  const fileId = await fileOfDecision(context.tx, form.decisionId)
  const loaded = fileId && (await loadStationed(context, { fileId }))
  const decision = loaded && (await lockDecision(context.tx, context.vault, form.decisionId))
  return loaded && decision ? { ...loaded, decision } : null
}

/** Whether a decision may move so; the refusal says where it stands. */
export function moving({ decision }: WithDecision, name: string, to: DecisionState, what: string): true | Refusal {
  return mayMove(identityDecision, decision.state, name, to)
    ? true
    : refuse('NOT_DECISION', { state: identityDecision.states[decision.state].zh, what })
}

export const confirmDecision = action({
  name: 'identification.confirm-decision',
  title: '第二人核对：成立',
  help: '您与第一人不是同一账号。核对以后才算核实。',
  legalBasis: '人像、比对只作线索，须人工核对',
  form: confirmForm,
  load: loadDecision,
  may: (actor, { decision }) => mayTrace(actor, decision),
  decide(loaded, form, moment) {
    const { decision, person } = loaded
    const move = moving(loaded, 'identification.confirm-decision', 'decided', '核对')
    if (isRefusal(move)) return move
    if (decision.proposedBy === moment.actor.accountId) return refuse('SECOND_PERSON')
    if (person.identity === 'verified') return refuse('CHANGED_SINCE')
    const { way, evidence, content } = decision
    const { birthDate } = content.writes
    const identity = { description: content.writes, ...(birthDate ? { birth: { date: birthDate } } : {}) }
    const told = { way, evidence, source: content.source, identity }
    return {
      facts: deciding(loaded, told).facts,
      changes: { told, ...deciding(loaded, told), claimId: moment.newId('claim'), seen: form.seen },
      reply: { decisionId: decision.id, personId: person.id },
    }
  },
  async save(context, { told, after, was, claimId, seen }, { decision, person }) {
    await moveDecision(context, decision, {
      state: 'decided',
      decidedAt: context.occurredAt,
      decidedBy: context.actor.accountId,
      decidedAction: context.actionId,
      content: { ...decision.content, was, seen, identityBefore: person.identity },
    })
    await updatePerson(context, person, { description: after, identity: 'verified' })
    await addClaim(context, { id: claimId, person, kind: 'identity', content: claimContent(told), source: 'staff' })
  },
})

export const rejectDecision = action({
  name: 'identification.reject-decision',
  title: '不成立，退回',
  help: '身份不变；提出和退回都留着。提出的人也可以自己收回。',
  form: rejectForm,
  load: loadDecision,
  may: (actor, { decision }) => mayTrace(actor, decision),
  decide(loaded, form) {
    const move = moving(loaded, 'identification.reject-decision', 'rejected', '退回')
    if (isRefusal(move)) return move
    return {
      facts: [{ subject: fileRef(loaded.file), name: 'file.noted', details: { text: `身份认定退回：${form.reason}` } }],
      changes: { rejected: form.reason },
    }
  },
  async save(context, { rejected }, { decision }) {
    await moveDecision(context, decision, { state: 'rejected', content: { ...decision.content, rejected } })
  },
})
