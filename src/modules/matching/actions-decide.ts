/** What one person decides about a pair: look, follow, exclude, take in again, sign first, disagree. */
import { action, type Decision, type LoadContext, type Moment, type NewFact, type NewJob } from '#kernel/action.ts'
import { inRange } from '#kernel/actor.ts'
import { next } from '#kernel/lifecycle.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { fileRef } from '#modules/people-and-cases/index.ts'
import { mayDecide, mayLook } from './access.ts'
import { type LoadedPair, loadPair } from './loads.ts'
import { pairLife, type PairState } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { agreeForm, declineForm, excludeForm, pairForm, readmitForm } from './schema.ts'
import { type Decided, decidePair, lockPair, lookedToday, noteLook, type Pair } from './store-pairs.ts'

/** The state after a door, or why it is shut now. */
export function stateAfter(pair: Pair, door: string): PairState | Refusal {
  return next(pairLife, pair.state, door) ?? refuse('NOT_NOW', { state: pairLife.states[pair.state].zh })
}

/** A fact about a pair sits on the guest's file. */
export function pairFact(loaded: LoadedPair, name: string, details: Record<string, unknown>): NewFact {
  const { pair } = loaded
  return {
    subject: fileRef(loaded.file),
    name,
    value: { inquiry: pair.otherId, probability: Math.round(pair.probability * 1000) / 1000 },
    details,
  }
}

export const afterDecision = (pair: Pair): NewJob => ({ name: 'matching.after-decision', data: { pairId: pair.id } })

const signed = ({ actor, now }: Moment) => ({ by: actor.accountId, at: now })
const save = ({ tx, vault }: LoadContext, changes: Decided, { pair }: LoadedPair) => decidePair(tx, vault, pair, changes)
const may = (actor: Moment['actor'], { pair }: LoadedPair) => mayDecide(actor, pair)

export const openPair = action({
  name: 'matching.open-pair',
  title: '逐项对照',
  help: '看另一方登记的内容。每人每对每天留痕一次，联系方式不在其中。',
  form: pairForm,
  async load({ tx, vault, actor, now }, form) {
    const pair = await lockPair(tx, vault, form.pairId)
    return pair?.kind === 'inquiry' ? { pair, looked: await lookedToday(tx, pair.id, actor.accountId, dateOf(now)) } : null
  },
  may: (actor, { pair }) => mayLook(actor, pair),
  decide({ pair, looked }, _form, { actor }) {
    const here = inRange(actor, pair.ownerPath)
    const side = here && inRange(actor, pair.otherPath) ? 'both' : here ? 'here' : 'there'
    // Told where the looked-at belongs: the family's inquiry, or the guest's file.
    const subject =
      side === 'here'
        ? { kind: 'inquiry', id: pair.otherId, ownerPath: pair.otherPath }
        : { kind: 'rescue-file', id: pair.fileId, ownerPath: pair.ownerPath }
    return {
      facts: looked ? [] : [{ subject, name: 'sensitive.viewed', value: { what: 'match', pair: pair.id } }],
      changes: { side } as { side: 'here' | 'there' | 'both' },
      reply: { pairId: pair.id },
    }
  },
  async save({ tx, actor, now }, { side }, { pair }) {
    const { accountId, organisation } = actor
    await noteLook(tx, { pairId: pair.id, accountId, day: dateOf(now), ownerPath: organisation.path, side, at: now })
  },
})

export const follow = action({
  name: 'matching.follow',
  title: '先跟进',
  help: '看不准的先跟进：继续问、继续查，不算认定。',
  form: pairForm,
  async load({ tx, vault }, form) {
    return lockPair(tx, vault, form.pairId)
  },
  may: (actor, pair) => mayDecide(actor, pair),
  decide(pair, _form, moment): Decision<Decided> | Refusal {
    const state = stateAfter(pair, 'matching.follow')
    if (isRefusal(state)) return state
    return { facts: [], changes: { state, decided: signed(moment) }, reply: { pairId: pair.id } }
  },
  save: ({ tx, vault }, changes, pair) => decidePair(tx, vault, pair, changes),
})

export const exclude = action({
  name: 'matching.exclude',
  title: '排除',
  help: '排除后重新比对也不再列为候选；谁、凭什么排除的，一直看得到。',
  form: excludeForm,
  load: loadPair,
  may,
  decide(loaded, { reason, ground }, moment): Decision<Decided> | Refusal {
    const state = stateAfter(loaded.pair, 'matching.exclude')
    if (isRefusal(state)) return state
    return {
      facts: [pairFact(loaded, 'tracing.match-excluded', { reason, ground })],
      changes: { state, grounds: { excluded: { reason, ground } }, agreed: null, decided: signed(moment) },
      reply: { pairId: loaded.pair.id },
      jobs: [afterDecision(loaded.pair)],
    }
  },
  save,
})

export const readmit = action({
  name: 'matching.readmit',
  title: '重新列入',
  help: '排除或撤销过的一对，有了新情况再列为候选。',
  form: readmitForm,
  load: loadPair,
  may,
  decide(loaded, { reason }, moment): Decision<Decided> | Refusal {
    const state = stateAfter(loaded.pair, 'matching.readmit')
    if (isRefusal(state)) return state
    return {
      facts: [],
      changes: { state, grounds: { readmitted: { reason } }, decided: signed(moment) },
      reply: { pairId: loaded.pair.id },
      jobs: [afterDecision(loaded.pair)],
    }
  },
  save,
})

export const agree = action({
  name: 'matching.agree',
  title: '同意是同一人',
  help: '第一人签。另一名工作人员用自己的账号再签，才算认定。',
  legalBasis: '寻亲比对须两人认定，可撤回',
  form: agreeForm,
  load: loadPair,
  may,
  decide(loaded, { reason }, moment): Decision<Decided> | Refusal {
    const state = stateAfter(loaded.pair, 'matching.agree')
    if (isRefusal(state)) return state
    if (Array.from(reason).length < 6) return refuse('GROUND_TOO_SHORT')
    return {
      facts: [pairFact(loaded, 'tracing.match-agreed', { reason })],
      changes: { state, grounds: { agreed: { reason } }, agreed: signed(moment) },
      reply: { pairId: loaded.pair.id },
    }
  },
  save,
})

export const decline = action({
  name: 'matching.decline',
  title: '不同意，先跟进',
  help: '第二人看过不同意，或第一人收回自己的签：回到跟进中，写明还差什么。',
  form: declineForm,
  load: loadPair,
  may,
  decide(loaded, { reason }, moment): Decision<Decided> | Refusal {
    const state = stateAfter(loaded.pair, 'matching.decline')
    if (isRefusal(state)) return state
    const { by, at } = signed(moment)
    return {
      facts: [],
      changes: { state, grounds: { declined: { reason, by, at } }, agreed: null, decided: { by, at } },
      reply: { pairId: loaded.pair.id },
    }
  },
  save,
})
