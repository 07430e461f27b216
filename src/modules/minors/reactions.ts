/** What follows by itself: on the day of eighteen, files that look like one child's, and rows of a joined one. */
import { systemActor, systemActorFor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import type { JobContext, JobHandler, Reaction } from '#kernel/module.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { childById, childrenById, personsById } from '#modules/people-and-cases/index.ts'
import { adultOn, keysOf } from './rules.ts'
import { grownUp, organisationByPath } from './store-jobs.ts'
import { lookForTwins } from './store-twice.ts'

const LOOK = 'minors.look-for-same'

/** One job for all files that an action opens or corrects: a register opens hundreds. */
const lookForSame: Reaction['job'] = (fact, told) => {
  const alike = (each: typeof fact) => each.name === fact.name && each.subject.kind === 'child-file'
  if (told.find(alike) !== fact) return null
  return { name: LOOK, data: { childIds: told.filter(alike).map(({ subject }) => subject.id), action: fact.action } }
}

export const reactions: Reaction[] = [
  { fact: 'child.file-opened', job: lookForSame },
  { fact: 'child.register-corrected', job: lookForSame },
  {
    fact: 'child.same-child',
    job: ({ subject, value, action }) =>
      subject.kind === 'child-file' && typeof value.into === 'string'
        ? { name: 'minors.after-joined', data: { childId: subject.id, intoId: value.into, action } }
        : null,
  },
]

const asSystem = <T>(job: JobContext, work: Parameters<typeof withActor<T>>[2]) =>
  withActor(job.db, systemActor, work, job.clock.now())

/** Opens a door of this room as the system for the file's owner. */
async function follow(job: JobContext, door: string, childId: string, seed: string, more: object = {}): Promise<void> {
  const owner = await asSystem(job, async (tx) => {
    const child = await childById(tx, childId)
    return child ? organisationByPath(tx, child.ownerPath) : undefined
  })
  if (!owner) return
  const envelope = { actionId: derivedId(seed, `${door}:${childId}`), form: { childId, ...more } }
  const outcome = await job.perform(systemActorFor(owner), door, envelope)
  // Somebody was faster: closed by hand meanwhile, joined already.
  if (isRefusal(outcome) && outcome.status !== 409) throw new Error(outcome.code)
}

const BATCH = 200

export const jobs: JobHandler[] = [
  {
    name: 'minors.turn-adults',
    title: '年满十八周岁的个案当天结束',
    every: '5 0 * * *',
    async run(job) {
      const today = dateOf(job.clock.now())
      let after: string | null = null
      for (;;) {
        const found: { id: string; birthTo: string }[] = await asSystem(job, (tx) => grownUp(tx, today, after, BATCH))
        for (const { id, birthTo } of found)
          await follow(job, 'minors.turn-adult', id, derivedId(id, `adult on ${adultOn({ birthFrom: birthTo, birthTo })}`))
        after = found.at(-1)?.id ?? null
        if (found.length < BATCH) return
      }
    },
  },
  {
    name: LOOK,
    title: '看有没有同一个孩子的另一份个案',
    async run(job, { childIds, childId }) {
      // A job that waited when there was one for each child names it alone.
      const ids = [childIds ?? childId].flat().map(String)
      await asSystem(job, async (tx) => {
        const now = job.clock.now()
        const today = dateOf(now)
        const children = await childrenById(tx, ids)
        const persons = await personsById(
          tx,
          job.vault,
          children.map((child) => child.personId),
        )
        const descriptions = new Map(persons.map((person) => [person.id, person.description]))
        const sought = children.map(({ id, ownerPath, personId }) => ({
          id,
          ownerPath,
          keys: keysOf(descriptions.get(personId) ?? {}, today),
        }))
        await lookForTwins(tx, job.vault, sought, now)
      })
    },
  },
  {
    name: 'minors.after-joined',
    title: '并案后家庭、就学、健康和能看的人转过来',
    async run(job, data) {
      const { childId, intoId, action } = data as { childId: string; intoId: string; action: string }
      await follow(job, 'minors.follow-joined', childId, action, { intoId })
    },
  },
]
