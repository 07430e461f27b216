/** What this room does when other rooms have told something. */
import { systemActor, systemActorFor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { type Tx, withActor } from '#kernel/db.ts'
import { detailsOf } from '#kernel/ledger.ts'
import type { JobContext, JobHandler, Reaction } from '#kernel/module.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { childById, readIdNumber } from '#modules/people-and-cases/index.ts'
import { lockVolunteer, noteGuardian, numberKey } from './store.ts'
import { organisationAt } from './store-organisations.ts'

export const reactions: Reaction[] = [
  {
    fact: 'child.family-noted',
    job: ({ id, subject }) => ({ name: 'pairing.family', data: { factId: id, childId: subject.id }, key: id }),
  },
  {
    fact: 'child.file-closed',
    job: ({ subject, action }) => ({ name: 'pairing.closed', data: { childId: subject.id, action }, key: subject.id }),
  },
  {
    fact: 'child.same-child',
    job: ({ subject, value, action }) =>
      typeof value.into === 'string'
        ? { name: 'pairing.same', data: { childId: subject.id, intoId: value.into, action }, key: subject.id }
        : null,
  },
]

const asSystem = <T>(job: JobContext, work: (tx: Tx) => Promise<T>) => withActor(job.db, systemActor, work, job.clock.now())

/** Opens a door of this room as the system, in the name of the organisation at a path. */
async function open(job: JobContext, path: string | undefined, door: string, seed: string, form: Record<string, unknown>) {
  const own = path === undefined ? undefined : await asSystem(job, (tx) => organisationAt(tx, path))
  if (!own) return
  const outcome = await job.perform(systemActorFor(own), door, { actionId: derivedId(seed, door), form })
  if (isRefusal(outcome)) throw new Error(outcome.code)
}

const ownerOf = (job: JobContext, childId: string) => asSystem(job, async (tx) => (await childById(tx, childId))?.ownerPath)

export const jobs: JobHandler[] = [
  {
    name: 'pairing.family',
    title: '记下孩子家人的证件索引，供提示志愿者',
    async run(job, data) {
      const { factId, childId } = data as { factId: string; childId: string }
      await asSystem(job, async (tx) => {
        const told = (await detailsOf(tx, job.vault, [factId])).get(factId)
        const number = typeof told?.idNumber === 'string' ? readIdNumber(told.idNumber, dateOf(job.clock.now())).number : ''
        const there = number !== '' && (await childById(tx, childId))
        if (there) await noteGuardian(tx, numberKey(job.vault, number), childId)
      })
    },
  },
  {
    name: 'pairing.closed',
    title: '结案后结束结对',
    async run(job, data) {
      const { childId, action } = data as { childId: string; action: string }
      await open(job, await ownerOf(job, childId), 'pairing.follow-closed', `${action}:${childId}`, { childId })
    },
  },
  {
    name: 'pairing.same',
    title: '两份个案是同一个孩子，结对并过去',
    async run(job, data) {
      const { childId, intoId, action } = data as { childId: string; intoId: string; action: string }
      await open(job, await ownerOf(job, intoId), 'pairing.follow-same', `${action}:${childId}`, { childId, intoId })
    },
  },
  {
    name: 'pairing.volunteer',
    title: '志愿者退出或查询不合格后结束结对',
    async run(job, data) {
      const { volunteerId } = data as { volunteerId: string }
      const found = await asSystem(job, (tx) => lockVolunteer(tx, job.vault, volunteerId))
      const seed = `${volunteerId}:${job.clock.now()}`
      await open(job, found?.ownerPath, 'pairing.follow-volunteer', seed, { volunteerId })
    },
  },
]
