/** What follows from facts of other rooms: a leaving, a true name, two files of one person. The system opens these doors. */
import { action, type LoadContext, type NewFact } from '#kernel/action.ts'
import { all } from '#kernel/db.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { known } from '#kernel/field.ts'
import { addClaim, fileRef, updatePerson } from '#modules/people-and-cases/index.ts'
import { bySystem, mayWork } from './access.ts'
import { contentOf } from './actions-file.ts'
import { mayMove, rankOf, settlementLife, type SettlementState } from './lifecycle.ts'
import { moving, stateOf } from './moving.ts'
import { refuse } from './refusals.ts'
import { consequencesOf, standing, survivorOf } from './rules.ts'
import { followForm, followTrueForm } from './schema.ts'
import {
  type CaseContent,
  type CaseRow,
  casesOfPerson,
  changeCase,
  type ConsequenceRow,
  consequencesOfCase,
  finishConsequence,
  insertConsequences,
  type LoadedCase,
  lockCase,
} from './store.ts'
import { type FollowStep, followSteps } from './words.ts'

/** Ends a case that cannot go on; its state before and the reason stand in it. */
function withdrawn(loaded: LoadedCase, reason: 'named' | 'left' | 'died' | 'other', at: number, note?: string) {
  const content: CaseContent = {
    ...contentOf(loaded),
    withdrawn: { reason, from: stateOf(loaded), at, ...(note ? { note } : {}) },
  }
  const facts: NewFact[] = [
    { subject: fileRef(loaded.file), name: 'settlement.withdrawn', value: { reason }, ...(note ? { details: { note } } : {}) },
  ]
  return { facts, content }
}

const nothing = { facts: [], changes: null, reply: {} }

export const followAway = action({
  name: 'settlement.follow-away',
  title: '离站、死亡后撤回申请',
  form: followForm,
  load: (context, form) => lockCase(context, form.fileId),
  may: (actor) => bySystem(actor),
  decide(loaded, form, moment) {
    if (!loaded.case || !mayMove(loaded.case.state, 'settlement.follow-away', 'withdrawn')) return nothing
    const { facts, content } = withdrawn(loaded, form.reason ?? 'left', moment.occurredAt)
    return { facts, changes: { content }, reply: {} }
  },
  async save(context, change, loaded) {
    if (change && loaded.case) await changeCase(context, loaded.case.id, { ...change, state: 'withdrawn' })
  },
})

type Followed = { content: CaseContent; state: SettlementState; consequences: ReturnType<typeof consequencesOf>; claimId: string }

export const followIdentified = action({
  name: 'settlement.follow-identified',
  title: '查明身份后撤回或更正',
  help: '还没有赋名的撤回；已经赋名、登记的，列出要更正的事项，赋的名仍能查到。',
  form: followForm,
  load: (context, form) => lockCase(context, form.fileId),
  may: (actor) => bySystem(actor),
  decide(loaded, _form, moment) {
    const state = stateOf(loaded)
    if (!loaded.case || loaded.person.identity !== 'verified') return { ...nothing, changes: null as Followed | null }
    const claimId = moment.newId('claim')
    if (mayMove(state, 'settlement.follow-identified', 'withdrawn')) {
      const { facts, content } = withdrawn(loaded, 'named', moment.occurredAt)
      return { facts, changes: { content, state: 'withdrawn', consequences: [], claimId } as Followed, reply: {} }
    }
    if (!mayMove(state, 'settlement.follow-identified', 'correcting')) return { ...nothing, changes: null }
    const facts = standing(loaded.facts)
    const last = (name: string) => facts.findLast((fact) => fact.name === name)?.occurredAt ?? 0
    const notice = last('tracing.notice-published') > last('tracing.notice-withdrawn')
    const reached = contentOf(loaded).placement && state === 'registered' ? 'placed' : state
    const consequences = consequencesOf(reached, notice, moment.now)
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'file.noted',
          details: { text: `真实身份已查明，落户后续更正 ${consequences.length} 项` },
        },
      ],
      changes: {
        content: { ...contentOf(loaded), trueName: { from: state, at: moment.occurredAt } },
        state: 'correcting',
        consequences,
        claimId,
      } as Followed,
      reply: { consequences: consequences.length },
    }
  },
  async save(context, change, loaded) {
    if (!change || !loaded.case) return
    await changeCase(context, loaded.case.id, { content: change.content, state: change.state })
    await insertConsequences(context, loaded.case, change.consequences)
    const assigned = change.content.named?.name
    const { description } = loaded.person
    if (!assigned || known(description.writtenName) === assigned || description.nicknames?.includes(assigned)) return
    // The name that was assigned stays findable beside the true one.
    const nicknames = [...(description.nicknames ?? []).slice(-7), assigned]
    await updatePerson(context, loaded.person, { description: { ...description, nicknames } })
    const claim = { status: 'assigned', name: assigned, until: context.occurredAt }
    await addClaim(context, { id: change.claimId, person: loaded.person, kind: 'names', content: claim, source: 'settlement' })
  },
})

interface Following extends LoadedCase {
  consequences: ConsequenceRow[]
}

export const followTrueName = action({
  name: 'settlement.follow-true-name',
  title: '办结更正事项',
  help: '真实身份查明后，户口、供养、证件、告知逐项办结。',
  form: followTrueForm,
  async load(context, form): Promise<Following | null> {
    const loaded = await lockCase(context, form.fileId)
    return loaded && { ...loaded, consequences: loaded.case ? await consequencesOfCase(context.tx, loaded.case.id) : [] }
  },
  may: (actor, loaded) => mayWork(actor, loaded),
  decide(loaded, form) {
    if (stateOf(loaded) !== 'correcting') {
      const move = moving(loaded, 'settlement.follow-true-name', 'corrected', '办结更正事项')
      return isRefusal(move) ? move : refuse('NO_STEP')
    }
    const one = loaded.consequences.find((each) => each.step === (form.step as FollowStep))
    if (!one) return refuse('NO_STEP')
    if (one.doneAt !== null) return refuse('STEP_DONE')
    const rest = loaded.consequences.filter((each) => each.doneAt === null && each.id !== one.id)
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'settlement.true-name-followed',
          value: { step: form.step },
          details: { how: form.how, title: followSteps[one.step].zh, files: form.files },
        },
      ],
      changes: { id: one.id, how: form.how, over: rest.length === 0 },
      reply: { left: rest.length },
    }
  },
  async save(context, { id, how, over }, loaded) {
    await finishConsequence(context, id, how)
    if (over) await changeCase(context, loaded.case?.id as string, { state: 'corrected' })
  },
})

interface Joining {
  /** All cases of the person, with their files, in the order of file ids. */
  cases: (LoadedCase & { case: CaseRow })[]
  own: LoadedCase
}

async function loadJoining(context: LoadContext, form: { fileId: string }): Promise<Joining | null> {
  const first = await lockCase(context, form.fileId)
  if (!first) return null
  const others = await casesOfPerson(context.tx, context.vault, first.person.id)
  const ids = [...new Set([form.fileId, ...others.map((each) => each.fileId)])].sort()
  const found = []
  for (const id of ids) found.push(await lockCase(context, id))
  const cases = found.filter((each): each is LoadedCase & { case: CaseRow } => Boolean(each?.case))
  return { cases: cases.filter((each) => each.file.personId === first.person.id), own: first }
}

export const followPerson = action({
  name: 'settlement.follow-person',
  title: '人员合并、拆分后核对落户案',
  help: '个案改属另一人时，落户案跟着走；同一人有两案的，留走得远的一案，另一案撤回并记明。',
  form: followForm,
  load: loadJoining,
  may: (actor) => bySystem(actor),
  decide({ cases, own }, _form, moment) {
    const moved = own.case && own.case.personId !== own.person.id ? own.case.id : null
    const open = cases.filter((each) => rankOf(each.case.state) >= 0)
    const kept = survivorOf(open.map((each) => ({ ...each.case, fileId: each.file.id })))
    const lesser = open.filter((each) => each.file.id !== kept?.fileId)
    const keptNo = cases.find((each) => each.file.id === kept?.fileId)?.file.no ?? ''
    const ended = lesser.filter((each) => mayMove(each.case.state, 'settlement.follow-person', 'withdrawn'))
    const doubled = lesser.filter((each) => !ended.includes(each) && each.case.state !== 'candidate')
    const ends = ended.map((each) => ({
      id: each.case.id,
      ...withdrawn(each, 'other', moment.occurredAt, `与个案 ${keptNo} 是同一人，并入该案`),
    }))
    return {
      facts: [
        ...ends.flatMap((each) => each.facts),
        ...doubled.map(
          (each): NewFact => ({
            subject: fileRef(each.file),
            name: 'file.noted',
            details: {
              text: `同一人两次落户：另一案在个案 ${keptNo}，本案${settlementLife.states[each.case.state].zh}。请公安机关核对，注销其中一份`,
            },
          }),
        ),
      ],
      changes: { moved, ends: ends.map(({ id, content }) => ({ id, content })) },
      reply: { ended: ends.length, doubled: doubled.length },
    }
  },
  async save(context, { moved, ends }, { own }) {
    if (moved) await changeCase(context, moved, { personId: own.person.id })
    await all(ends.map(({ id, content }) => changeCase(context, id, { content, state: 'withdrawn' })))
  },
})
