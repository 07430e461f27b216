/** Two on the list are one, and are two again. Only the system does it. */
import { z } from 'zod'
import { action, type LoadContext } from '#kernel/action.ts'
import { field } from '#kernel/field.ts'
import { filesOfPerson, personById } from '#modules/people-and-cases/index.ts'
import { bySystem } from './access.ts'
import { apart, joinedOf } from './rules-joined.ts'
import { isClosed, lockSleeper, putSleeper } from './store.ts'
import { dropSleeper } from './store-follow.ts'
import { encountersOf, lockJoined, moveEncounters, recordedFor, returnEncounters } from './store-joined.ts'

const personId = field(z.uuid(), { label: '人员', widget: 'hidden' })
const form = z.strictObject({ personId, into: personId })

/** What other rooms say of a person: closed by a child's file, in a station. */
async function standing({ tx }: LoadContext, id: string) {
  const files = await filesOfPerson(tx, id)
  return {
    closed: await isClosed(tx, id),
    staying: files.some((each) => each.leftAt === null && ['asked', 'accepted', 'in'].includes(each.state)),
  }
}

export const noteMerged = action({
  name: 'patrol.note-merged',
  title: '并成一人，名单跟着并',
  form,
  async load(context, told) {
    const into = await personById(context.tx, context.vault, told.into)
    if (!into) return null
    const [from, kept] = [await lockSleeper(context, told.personId), await lockSleeper(context, told.into)]
    return { into, from, kept, standing: await standing(context, into.id) }
  },
  may: bySystem,
  decide: ({ into, from, kept, standing: of }, told, moment) => ({
    facts: [],
    changes: {
      id: moment.newId('joined'),
      from: told.personId,
      joined: joinedOf({ personId: into.id, ownerPath: into.ownerPath }, { kept, from }, of),
    },
    reply: {},
  }),
  async save(context, { id, from, joined }, { into, from: line, kept }) {
    const lines = { from: line, kept, joined }
    await moveEncounters(context, id, from, { id: into.id, ownerPath: into.ownerPath }, lines)
    await dropSleeper(context, from)
    if (joined) await putSleeper(context, joined)
  },
})

export const noteParted = action({
  name: 'patrol.note-parted',
  title: '合并撤销，街面记录各归各人',
  form,
  async load(context, told) {
    const person = await personById(context.tx, context.vault, told.personId)
    if (!person) return null
    const joined = await lockJoined(context, person.id)
    const met = await recordedFor(context, person.id)
    // Merged on since, the one that was kept may have given it further.
    const holderId = met.find((each) => each.personId !== person.id)?.personId ?? told.into
    const holder = await personById(context.tx, context.vault, holderId)
    if (!holder) return null
    const line = await lockSleeper(context, holder.id)
    const back = new Set(met.map((each) => each.id))
    const theirs = (await encountersOf(context, holder.id)).filter((each) => !back.has(each.id))
    const of = { person: await standing(context, person.id), holder: await standing(context, holder.id) }
    return { person, holder, joined, line, met, theirs, of }
  },
  may: bySystem,
  decide({ person, holder, joined, line, met, theirs, of }) {
    const own = (each: { id: string; ownerPath: string }) => ({ personId: each.id, ownerPath: each.ownerPath })
    return {
      facts: [],
      changes: {
        own: apart(own(person), { before: joined?.from ?? null, joined: null, now: null, met }, of.person),
        kept: apart(
          own(holder),
          { before: joined?.kept ?? null, joined: joined?.joined ?? null, now: line, met: theirs },
          of.holder,
        ),
      },
      reply: {},
    }
  },
  async save(context, { own, kept }, { person, holder, joined }) {
    await returnEncounters(context, { id: person.id, ownerPath: person.ownerPath }, joined, holder.id)
    if (own) await putSleeper(context, own)
    if (kept) await putSleeper(context, kept)
    else await dropSleeper(context, holder.id)
  },
})
