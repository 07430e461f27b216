/** One child's pairing: wanted, paired with checked volunteers, met, ended. */
import { action, type LoadContext, type NewFact } from '#kernel/action.ts'
import { cityOf } from '#kernel/actor.ts'
import { organisationById } from '#kernel/org.ts'
import { dateOf } from '#kernel/time.ts'
import { childRef, endChildPart, grantChildPart, lockChild } from '#modules/people-and-cases/index.ts'
import { mayManage, mayMeet, mayWant } from './access.ts'
import { pairLife } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { type Candidate, pairFault } from './rules.ts'
import { changeForm, declineForm, endForm, meetForm, pairForm, wantForm } from './schema.ts'
import {
  changePair,
  endMembers,
  guardsChild,
  insertMeeting,
  insertMember,
  insertPair,
  type LoadedPair,
  lockPair,
  type MeetingRow,
  type MemberRow,
  type PairRow,
  pairsOf,
  volunteersOf,
} from './store.ts'
import { KEEPERS, pairKinds } from './words.ts'

export const want = action({
  name: 'pairing.want',
  title: '请求结对',
  help: '先问孩子。所请单位能看到孩子的登记和结对部分，别的看不到。',
  form: wantForm,
  async load(context, form) {
    const loaded = await lockChild(context.tx, context.vault, form.childId)
    if (!loaded) return null
    const keeper = await organisationById(context.tx, form.keeperId)
    return { ...loaded, keeper, pairs: await pairsOf(context.tx, context.vault, form.childId) }
  },
  may: (actor, loaded) => mayWant(actor, loaded),
  decide(loaded, form, moment) {
    const { child, keeper, pairs } = loaded
    if (child.closedAt !== null) return refuse('CLOSED')
    if (form.wish === 'unwilling') return refuse('UNWILLING')
    const fits = keeper && (KEEPERS as readonly string[]).includes(keeper.kind) && cityOf(keeper.path) === cityOf(child.ownerPath)
    if (!fits) return refuse('WHICH_KEEPER')
    const open = pairs.find((each) => each.kind === form.kind && (each.state === 'wanted' || each.state === 'paired'))
    if (open) return already(open)
    const pair: PairRow = {
      id: moment.newId('pair'),
      childId: child.id,
      kind: form.kind,
      state: 'wanted',
      federationPath: keeper.path,
      wantedAt: moment.occurredAt,
      pairedAt: null,
      lastMet: null,
      endedAt: null,
      content: { wish: form.wish, consent: form.consent, need: form.need, by: moment.actor.organisation.name },
    }
    const fact: NewFact = { subject: childRef(child), name: 'child.pair-wanted', details: { need: form.need } }
    return { facts: [fact], changes: { pair }, reply: { pairId: pair.id } }
  },
  async save(context, { pair }, { child }) {
    const part = { childId: child.id, path: pair.federationPath, from: context.now }
    await grantChildPart(context.tx, { ...part, part: 'federation' })
    await insertPair(context, pair)
  },
  constraintRefusal: (constraint) =>
    constraint === 'pair_open' ? refuse('OPEN_ALREADY', { kind: '结对', state: '等待结对', on: '刚才' }) : undefined,
})

const already = (open: PairRow) =>
  refuse('OPEN_ALREADY', { kind: pairKinds[open.kind], state: pairLife.states[open.state].zh, on: dateOf(open.wantedAt) })

interface Pairing extends LoadedPair {
  candidates: (Candidate & { accountId: string | null })[]
}

async function loadPairing(context: LoadContext, form: { pairId: string; volunteerIds: string[] }): Promise<Pairing | null> {
  const loaded = await lockPair(context, form.pairId)
  if (!loaded) return null
  const { tx, vault } = context
  const ids = [...new Set(form.volunteerIds)]
  const more = { ids, but: loaded.child.id, lock: true }
  const found = await volunteersOf(tx, vault, loaded.pair.federationPath, more)
  const candidates = []
  for (const { id, state, clearUntil, guardian, children, accountId, content } of found)
    candidates.push({
      id,
      state,
      clearUntil,
      guardian,
      children,
      accountId,
      name: content.name,
      sex: content.sex,
      ofThisChild: await guardsChild(tx, id, loaded.child.id),
    })
  return { ...loaded, candidates }
}

const member = (loaded: Pairing, each: Pairing['candidates'][number], since: number): MemberRow => ({
  pairId: loaded.pair.id,
  childId: loaded.child.id,
  volunteerId: each.id,
  accountId: each.accountId,
  since,
  until: null,
  content: { name: each.name },
})

async function join(context: LoadContext, members: readonly MemberRow[], path: string): Promise<void> {
  for (const each of members) {
    await insertMember(context, each)
    if (each.accountId)
      await grantChildPart(context.tx, {
        childId: each.childId,
        part: 'pair',
        path,
        accountId: each.accountId,
        from: context.now,
      })
  }
}

export async function part(context: LoadContext, members: readonly MemberRow[], path: string): Promise<void> {
  for (const each of members)
    if (each.accountId)
      await endChildPart(context.tx, { childId: each.childId, part: 'pair', path, accountId: each.accountId, at: context.now })
}

const notNow = ({ pair }: LoadedPair, what: string) => refuse('NOT_NOW', { state: pairLife.states[pair.state].zh, what })
const shut = ({ child }: LoadedPair) => (child.closedAt === null ? null : refuse('CLOSED'))
const chosenFault = (loaded: Pairing, form: { volunteerIds: string[]; seenGuardian?: boolean | undefined }, now: number) =>
  loaded.candidates.length < new Set(form.volunteerIds).size
    ? refuse('NO_SUCH_VOLUNTEER')
    : pairFault(loaded.pair.kind, loaded.candidates, dateOf(now), form.seenGuardian === true)

export const pairUp = action({
  name: 'pairing.pair',
  title: '结对',
  help: '只有查询合格、在有效期内的志愿者能结对。',
  legalBasis: '部门职责三（十五）（十六）；未成年人保护法第六十二条',
  form: pairForm,
  load: loadPairing,
  may: (actor, loaded) => mayManage(actor, loaded),
  decide(loaded, form, moment) {
    const no = shut(loaded) ?? (loaded.pair.state === 'wanted' ? chosenFault(loaded, form, moment.now) : notNow(loaded, '结对'))
    if (no) return no
    const pair: PairRow = {
      ...loaded.pair,
      state: 'paired',
      pairedAt: moment.occurredAt,
      content: { ...loaded.pair.content, plan: form.plan },
    }
    const fact: NewFact = {
      subject: childRef(loaded.child),
      name: 'child.paired',
      value: { kind: pair.kind },
      details: { volunteers: loaded.candidates.map((each) => each.name) },
    }
    return {
      facts: [fact],
      changes: { pair, members: loaded.candidates.map((each) => member(loaded, each, moment.now)) },
      reply: {},
    }
  },
  async save(context, { pair, members }) {
    await changePair(context, pair)
    await join(context, members, pair.federationPath)
  },
})

export const changeVolunteers = action({
  name: 'pairing.change-volunteers',
  title: '换志愿者',
  form: changeForm,
  load: loadPairing,
  may: (actor, loaded) => mayManage(actor, loaded),
  decide(loaded, form, moment) {
    const no =
      shut(loaded) ?? (loaded.pair.state === 'paired' ? chosenFault(loaded, form, moment.now) : notNow(loaded, '换志愿者'))
    if (no) return no
    const now = loaded.members.filter((each) => each.until === null)
    const gone = now.filter((each) => !form.volunteerIds.includes(each.volunteerId))
    const come = loaded.candidates.filter((each) => !now.some((one) => one.volunteerId === each.id))
    const pair: PairRow = {
      ...loaded.pair,
      content: { ...loaded.pair.content, changed: [...(loaded.pair.content.changed ?? []).slice(-9), form.reason] },
    }
    const fact: NewFact = {
      subject: childRef(loaded.child),
      name: 'child.paired',
      value: { kind: pair.kind },
      details: { volunteers: loaded.candidates.map((each) => each.name), reason: form.reason },
    }
    return {
      facts: [fact],
      changes: { pair, gone, come: come.map((each) => member(loaded, each, moment.now)) },
      reply: {},
    }
  },
  async save(context, { pair, gone, come }) {
    await changePair(context, pair)
    await endMembers(
      context,
      pair.id,
      gone.map((each) => each.volunteerId),
    )
    await part(context, gone, pair.federationPath)
    await join(context, come, pair.federationPath)
  },
})

export const decline = action({
  name: 'pairing.decline',
  title: '不能结对',
  form: declineForm,
  load: (context, form) => lockPair(context, form.pairId),
  may: (actor, loaded) => mayManage(actor, loaded),
  decide(loaded, form, moment) {
    if (loaded.pair.state !== 'wanted') return notNow(loaded, '不结对')
    const pair: PairRow = {
      ...loaded.pair,
      state: 'declined',
      endedAt: moment.occurredAt,
      content: { ...loaded.pair.content, reason: form.reason, ...(form.note ? { note: form.note } : {}) },
    }
    const fact: NewFact = {
      subject: childRef(loaded.child),
      name: 'child.pair-declined',
      value: { reason: form.reason },
      ...(form.note ? { details: { note: form.note } } : {}),
    }
    return { facts: [fact], changes: pair, reply: {} }
  },
  save: (context, pair) => changePair(context, pair),
})

export const meet = action({
  name: 'pairing.meet',
  title: '记结对活动',
  form: meetForm,
  load: (context, form) => lockPair(context, form.pairId),
  may: (actor, loaded) => mayMeet(actor, loaded),
  decide(loaded, form, moment) {
    const no = shut(loaded)
    if (no) return no
    if (loaded.pair.state !== 'paired') return notNow(loaded, '记活动')
    const at = form.at ?? moment.occurredAt
    const { pairedAt, lastMet } = loaded.pair
    if (at > moment.now) return refuse('IN_FUTURE')
    if (pairedAt !== null && at < pairedAt) return refuse('BEFORE_PAIRED', { on: dateOf(pairedAt) })
    const by = `${moment.actor.organisation.name} ${moment.actor.name}`
    const told = { kind: form.kind, ...(form.note ? { note: form.note } : {}), by }
    const meeting: MeetingRow = {
      id: moment.newId('meeting'),
      pairId: loaded.pair.id,
      childId: loaded.child.id,
      at,
      toldAt: moment.now,
      byAccount: moment.actor.accountId,
      content: told,
    }
    const fact: NewFact = { subject: childRef(loaded.child), name: 'child.pair-met', details: told, occurredAt: at }
    return { facts: [fact], changes: { meeting, pair: { ...loaded.pair, lastMet: Math.max(lastMet ?? 0, at) } }, reply: {} }
  },
  async save(context, { meeting, pair }) {
    await insertMeeting(context, meeting)
    await changePair(context, pair)
  },
})

/** The pairing as it is when it is over, and the fact that says so. */
export function over(loaded: LoadedPair, reason: string, at: number, note?: string) {
  const pair: PairRow = {
    ...loaded.pair,
    state: 'ended',
    endedAt: at,
    content: { ...loaded.pair.content, reason, ...(note ? { note } : {}) },
  }
  const fact: NewFact = {
    subject: childRef(loaded.child),
    name: 'child.pairing-ended',
    value: { reason },
    ...(note ? { details: { note } } : {}),
  }
  return { fact, pair, members: loaded.members.filter((each) => each.until === null) }
}

export async function saveOver(context: LoadContext, { pair, members }: ReturnType<typeof over>): Promise<void> {
  await changePair(context, pair)
  await endMembers(
    context,
    pair.id,
    members.map((each) => each.volunteerId),
  )
  await part(context, members, pair.federationPath)
}

export const end = action({
  name: 'pairing.end',
  title: '结束结对',
  form: endForm,
  load: (context, form) => lockPair(context, form.pairId),
  may: (actor, loaded) => mayManage(actor, loaded),
  decide(loaded, form, moment) {
    if (loaded.pair.state !== 'paired') return notNow(loaded, '结束')
    const ended = over(loaded, form.reason, moment.occurredAt, form.note)
    return { facts: [ended.fact], changes: ended, reply: {} }
  },
  save: (context, ended) => saveOver(context, ended),
})
