/** The second signature, and taking a confirmation back. */
import { action, type Decision, type LoadContext, type NewFact } from '#kernel/action.ts'
import { known } from '#kernel/field.ts'
import { factsOf, type LedgerFact } from '#kernel/ledger.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import {
  addClaim,
  laidOver,
  lockPerson,
  type PersonDescription,
  personRef,
  type PersonRow,
  updatePerson,
} from '#modules/people-and-cases/index.ts'
import { mayDecide } from './access.ts'
import { afterDecision, pairFact, stateAfter } from './actions-decide.ts'
import { type LoadedPair, loadPair } from './loads.ts'
import { refuse } from './refusals.ts'
import { hangsOn } from './rules.ts'
import { confirmForm, undoForm } from './schema.ts'
import { type Decided, decidePair, type Grounds } from './store-pairs.ts'
import { type InquiryContent, profilesOf } from './store-profiles.ts'

interface PersonChange {
  identity: PersonRow['identity']
  description: PersonDescription
}

interface Confirmed extends Decided {
  person: PersonChange | undefined
  claimId: string
  name: string | undefined
}

type Loaded = LoadedPair & { person: PersonRow; told: { open: boolean; name: string | undefined } }

async function loadWithTold(context: LoadContext, form: { pairId: string }): Promise<Loaded | null> {
  const loaded = await loadPair(context, form)
  if (!loaded) return null
  const person = await lockPerson(context.tx, context.vault, loaded.file.personId)
  if (!person) return null
  const profiles = await profilesOf<InquiryContent>(context.tx, context.vault, [loaded.pair.otherId])
  const profile = profiles.get(loaded.pair.otherId)
  return { ...loaded, person, told: { open: profile?.open ?? false, name: profile?.content.report.name } }
}

const stated = (person: PersonRow, status: string, details: Record<string, unknown>): NewFact => ({
  subject: personRef(person),
  name: 'person.identity-stated',
  value: { status, by: 'inquiry' },
  details,
})

export const confirm = action({
  name: 'matching.confirm',
  title: '第二人认定',
  help: '须是另一名工作人员。认定后仍须公安或 DNA 核实，才通知家属见面。',
  legalBasis: '寻亲比对须两人认定，可撤回',
  form: confirmForm,
  load: loadWithTold,
  may: (actor, { pair }) => mayDecide(actor, pair),
  decide(loaded, { reason }, moment): Decision<Confirmed> | Refusal {
    const { pair, person, told } = loaded
    const state = stateAfter(pair, 'matching.confirm')
    if (isRefusal(state)) return state
    if (pair.agreedBy === moment.actor.accountId) return refuse('SAME_ACCOUNT')
    if (!told.open) return refuse('INQUIRY_CLOSED')
    if (Array.from(reason).length < 6) return refuse('GROUND_TOO_SHORT')
    const writtenName = known(person.description.writtenName)
    // Who they are is from now on claimed, never more: what verifies is the police or DNA.
    const changes = person.identity === 'verified' ? undefined : claimed(person, told.name)
    const before: Grounds['before'] = {
      identity: person.identity,
      ...(writtenName ? { writtenName } : {}),
      ...(told.name ? { told: told.name } : {}),
    }
    return {
      facts: [
        pairFact(loaded, 'tracing.match-confirmed', { reason, first: pair.agreedBy }),
        ...(changes ? [stated(person, 'claimed', { source: '家属寻亲登记比中，两人认定', name: told.name })] : []),
      ],
      changes: {
        state,
        grounds: { confirmed: { reason, action: moment.actionId }, ...(changes ? { before } : {}) },
        decided: { by: moment.actor.accountId, at: moment.now },
        person: changes,
        claimId: moment.newId('claim'),
        name: told.name,
      },
      reply: { pairId: pair.id, fileId: loaded.file.id },
      jobs: [afterDecision(pair)],
    }
  },
  async save(context, { person: change, claimId, name, ...decided }, { pair, person }) {
    await decidePair(context.tx, context.vault, pair, decided)
    if (!change) return
    await updatePerson(context, person, change)
    const content = { status: 'claimed', name, inquiry: pair.otherId }
    await addClaim(context, { id: claimId, person, kind: 'identity', content, source: 'inquiry' })
  },
  constraintRefusal: (constraint) =>
    constraint === 'pair_inquiry_confirmed'
      ? refuse('INQUIRY_TAKEN')
      : constraint === 'pair_person_confirmed'
        ? refuse('GUEST_TAKEN')
        : undefined,
})

function claimed(person: PersonRow, name: string | undefined): PersonChange {
  return {
    identity: 'claimed',
    description: name ? laidOver(person.description, { writtenName: name }) : person.description,
  }
}

type LoadedUndo = Loaded & { since: LedgerFact[] }

/** Back to what stood before, where nobody said anything else since. */
function restored(person: PersonRow, before: Grounds['before']): PersonChange | undefined {
  if (!before || person.identity !== 'claimed') return undefined
  const { writtenName, ...rest } = person.description
  const kept = known(writtenName) === before.told ? before.writtenName : writtenName
  return {
    identity: before.identity as PersonRow['identity'],
    description: kept === undefined ? rest : { ...rest, writtenName: kept },
  }
}

export const undo = action({
  name: 'matching.undo',
  title: '撤销认定',
  help: '写明理由，两边都会看到。据此办过的事逐项列出，请一件件复核。',
  form: undoForm,
  async load(context, form): Promise<LoadedUndo | null> {
    const loaded = await loadWithTold(context, form)
    return loaded && { ...loaded, since: await factsOf(context.tx, [loaded.file.id, loaded.person.id, loaded.pair.otherId]) }
  },
  may: (actor, { pair }) => mayDecide(actor, pair),
  decide(loaded, { reason }, moment): Decision<Decided & { person: PersonChange | undefined }> | Refusal {
    const { pair, person } = loaded
    const state = stateAfter(pair, 'matching.undo')
    if (isRefusal(state)) return state
    const change = restored(person, pair.grounds.before)
    const hangs = hangsOn(loaded.since, pair.decidedAt ?? moment.now, pair.grounds.confirmed?.action ?? '')
    return {
      facts: [
        pairFact(loaded, 'tracing.match-undone', { reason }),
        ...(change ? [stated(person, change.identity, { source: '撤销家属寻亲登记的比中', reason })] : []),
      ],
      changes: {
        state,
        grounds: { undone: { reason } },
        agreed: null,
        decided: { by: moment.actor.accountId, at: moment.now },
        person: change,
      },
      reply: { pairId: pair.id, hangs: hangs.length },
      jobs: [afterDecision(pair)],
    }
  },
  async save(context, { person: change, ...decided }, { pair, person }) {
    await decidePair(context.tx, context.vault, pair, decided)
    if (change) await updatePerson(context, person, change)
  },
})
