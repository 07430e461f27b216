/** What follows: a file closed, a volunteer who is gone or barred, two files of one child. The system opens these doors. */
import { action } from '#kernel/action.ts'
import { childRef, grantChildPart, lockChild } from '#modules/people-and-cases/index.ts'
import { bySystem } from './access.ts'
import { over, part, saveOver } from './actions-pairs.ts'
import { followChildForm, followSameForm, followVolunteerForm } from './schema.ts'
import {
  changePair,
  endMembers,
  type LoadedPair,
  lockPair,
  lockVolunteer,
  membersOf,
  movePairs,
  pairsOf,
  pairsOfVolunteer,
} from './store.ts'
import { pairRules } from './words.ts'

export const followClosed = action({
  name: 'pairing.follow-closed',
  title: '结案后结束结对',
  form: followChildForm,
  async load(context, form) {
    const loaded = await lockChild(context.tx, context.vault, form.childId)
    if (!loaded) return null
    const open = (await pairsOf(context.tx, context.vault, form.childId)).filter(
      (each) => each.state === 'paired' || each.state === 'wanted',
    )
    const pairs: LoadedPair[] = []
    for (const each of open) {
      const pair = await lockPair(context, each.id)
      if (pair) pairs.push(pair)
    }
    return { ...loaded, pairs }
  },
  may: (actor) => bySystem(actor),
  decide({ child, pairs }, _form, moment) {
    const ended = child.closedAt === null ? [] : pairs.map((each) => over(each, 'file-closed', moment.now))
    return { facts: ended.map((each) => each.fact), changes: ended, reply: {} }
  },
  async save(context, ended) {
    for (const each of ended) await saveOver(context, each)
  },
})

export const followVolunteer = action({
  name: 'pairing.follow-volunteer',
  title: '志愿者退出或查询不合格后结束结对',
  form: followVolunteerForm,
  async load(context, form) {
    const volunteer = await lockVolunteer(context.tx, context.vault, form.volunteerId)
    if (!volunteer) return null
    const pairs: LoadedPair[] = []
    for (const { id } of await pairsOfVolunteer(context.tx, context.vault, form.volunteerId)) {
      const pair = await lockPair(context, id)
      if (pair) pairs.push(pair)
    }
    return { volunteer, pairs }
  },
  may: (actor) => bySystem(actor),
  decide({ volunteer, pairs }, _form, moment) {
    const nothing = { facts: [], changes: { ended: [], thinner: [] as LoadedPair[], id: volunteer.id }, reply: {} }
    if (volunteer.state !== 'left' && volunteer.state !== 'barred') return nothing
    const left = (each: LoadedPair) => each.members.filter((one) => one.until === null && one.volunteerId !== volunteer.id).length
    // Several go on helping where enough of them are left; else the pairing is over.
    const thinner = pairs.filter((each) => left(each) >= pairRules[each.pair.kind].from)
    const reason = volunteer.state === 'barred' ? 'unfit' : 'volunteer-left'
    const ended = pairs.filter((each) => !thinner.includes(each)).map((each) => over(each, reason, moment.now))
    return {
      facts: [
        ...ended.map((each) => each.fact),
        ...thinner.map((each) => ({ subject: childRef(each.child), name: 'child.paired', value: { kind: each.pair.kind } })),
      ],
      changes: { ended, thinner, id: volunteer.id },
      reply: {},
    }
  },
  async save(context, { ended, thinner, id }) {
    for (const each of ended) await saveOver(context, each)
    for (const each of thinner) {
      await changePair(context, each.pair)
      await endMembers(context, each.pair.id, [id])
      await part(
        context,
        each.members.filter((one) => one.until === null && one.volunteerId === id),
        each.pair.federationPath,
      )
    }
  },
})

export const followSame = action({
  name: 'pairing.follow-same',
  title: '两份个案是同一个孩子，结对并过去',
  form: followSameForm,
  async load(context, form) {
    const into = await lockChild(context.tx, context.vault, form.intoId)
    if (!into) return null
    const pairs = await pairsOf(context.tx, context.vault, form.childId)
    const members = await membersOf(
      context.tx,
      context.vault,
      pairs.map((each) => each.id),
    )
    return { into, pairs, members, from: form.childId }
  },
  may: (actor) => bySystem(actor),
  decide({ into, pairs, members, from }) {
    const open = pairs.filter((each) => each.state === 'paired' || each.state === 'wanted')
    const parts = [
      ...open.map((each) => ({ part: 'federation', path: each.federationPath, accountId: undefined as string | undefined })),
      ...members
        .filter((each) => each.until === null && each.accountId !== null)
        .map((each) => ({
          part: 'pair',
          path: pairs.find((pair) => pair.id === each.pairId)?.federationPath ?? '',
          accountId: each.accountId as string | undefined,
        })),
    ]
    const facts = open
      .filter((each) => each.state === 'paired')
      .map((each) => ({ subject: childRef(into.child), name: 'child.paired', value: { kind: each.kind } }))
    return { facts, changes: { parts, from, into: into.child.id }, reply: {} }
  },
  async save(context, { parts, from, into }) {
    await movePairs(context, from, into)
    for (const { part: name, path, accountId } of parts)
      await grantChildPart(context.tx, { childId: into, part: name, path, accountId, from: context.now })
  },
})
