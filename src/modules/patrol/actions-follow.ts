/** What other rooms' facts bring about on the street. Only the system does it. */
import { z } from 'zod'
import { action, type NewFact } from '#kernel/action.ts'
import { field } from '#kernel/field.ts'
import { dateOf } from '#kernel/time.ts'
import { personRef } from '#modules/people-and-cases/index.ts'
import { bySystem } from './access.ts'
import { eraseBefore } from './rules.ts'
import { changeEncounter, lockSleeper, putSleeper, type Sleeper } from './store.ts'
import { closeToStreet, escortsOf, oldTracks } from './store-follow.ts'
import { eraseTracks, termsOf } from './store-street.ts'
import { TRACK_DAYS } from './words.ts'

const personId = field(z.uuid(), { label: '人员', widget: 'hidden' })

/** A station has them: the escort is over by itself, and nobody looks for them tonight. */
export const noteReceived = action({
  name: 'patrol.note-received',
  title: '已接待，护送结束',
  form: z.strictObject({ personId, arrived: field(z.boolean(), { label: '已受理' }) }),
  async load(context, form) {
    const sleeper = await lockSleeper(context, form.personId)
    return { sleeper, escorts: await escortsOf(context, form.personId) }
  },
  may: bySystem,
  decide({ sleeper, escorts }, _form, { occurredAt }) {
    // Received before they were met: an earlier stay's late record.
    const ended = escorts.filter((each) => each.metAt <= occurredAt)
    return {
      facts: ended
        .filter((each) => each.escortState === 'under-way')
        .map(
          (each): NewFact => ({
            subject: personRef({ id: each.personId, ownerPath: each.ownerPath }),
            name: 'patrol.escort-ended',
            value: { arrived: true },
            details: { encounterId: each.id, received: true },
          }),
        ),
      changes: {
        ended,
        sleeper: sleeper && sleeper.lastMetAt <= occurredAt ? { ...sleeper, state: 'received' as const } : null,
        at: occurredAt,
      },
      reply: { ended: ended.length },
    }
  },
  async save(context, { ended, sleeper, at }) {
    for (const each of ended)
      await changeEncounter(context, each, { escortState: 'received', escortEndedAt: each.escortEndedAt ?? at })
    if (sleeper) await putSleeper(context, sleeper)
  },
})

/** How somebody left says whether he may lie there again tonight. */
const home: Record<string, string> = {
  family: 'home',
  escort: 'home',
  settled: 'home',
  institution: 'home',
  hospital: 'hospital',
  died: 'died',
}

export const noteLeft = action({
  name: 'patrol.note-left',
  title: '离站，可能又在街面',
  form: z.strictObject({ personId, kind: field(z.string().max(40), { label: '离站方式' }) }),
  load: async (context, form) => ({ sleeper: await lockSleeper(context, form.personId) }),
  may: bySystem,
  decide({ sleeper }, { kind }, { occurredAt }) {
    // Met again since: the list knows better.
    if (!sleeper || sleeper.lastMetAt > occurredAt) return { facts: [], changes: null, reply: {} }
    const reason = home[kind]
    const changes: Sleeper = reason
      ? { ...sleeper, state: 'ended', content: { ...sleeper.content, reason } }
      : { ...sleeper, state: 'there' }
    return { facts: [], changes, reply: {} }
  },
  async save(context, sleeper) {
    if (sleeper) await putSleeper(context, sleeper)
  },
})

/** A child has a file: who sees the child is decided there, and nobody hands the child round on a list. */
export const noteChild = action({
  name: 'patrol.note-child',
  title: '已建未成年人个案，从名单上拿下',
  form: z.strictObject({ personId }),
  load: async (context, form) => ({ sleeper: await lockSleeper(context, form.personId) }),
  may: bySystem,
  decide: ({ sleeper }) => ({
    facts: [],
    changes: sleeper ? { ...sleeper, state: 'ended' as const } : null,
    reply: {},
  }),
  async save(context, sleeper, loaded) {
    if (sleeper) await putSleeper(context, sleeper)
    if (loaded.sleeper) await closeToStreet(context, loaded.sleeper.personId)
  },
})

/** Positions whose term is over. */
export const eraseOldTracks = action({
  name: 'patrol.erase-tracks',
  title: '清除到期轨迹',
  form: z.strictObject({}),
  async load({ tx, actor, now }) {
    const before = eraseBefore(dateOf(now), await termsOf(tx, actor.organisation.path), TRACK_DAYS)
    return { before, tracks: await oldTracks(tx, actor.organisation.path, before) }
  },
  may: bySystem,
  decide({ before, tracks }, _form, { actor }) {
    if (tracks === 0) return { facts: [], changes: null, reply: {} }
    const { id, path } = actor.organisation
    return {
      facts: [
        {
          subject: { kind: 'organisation', id, ownerPath: path },
          name: 'patrol.tracks-erased',
          value: { tracks },
        },
      ],
      changes: before,
      reply: { tracks },
    }
  },
  async save({ tx, actor }, before) {
    if (before !== null) await eraseTracks(tx, actor.organisation.path, before)
  },
})
