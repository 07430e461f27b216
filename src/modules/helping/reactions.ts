/** What this room does when others have told something, and each morning about those who do not answer. */
import { systemActor, systemActorFor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import type { JobContext, JobHandler, Reaction } from '#kernel/module.ts'
import { organisationById, organisationsUnder } from '#kernel/org.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { DAY, dateOf } from '#kernel/time.ts'
import { childById } from '#modules/people-and-cases/index.ts'
import { chaseNow } from './rules.ts'
import { answerNeed, noteNeed, openReferralIds } from './store-read.ts'
import { referralById } from './store-referral.ts'

export const reactions: Reaction[] = [
  {
    fact: 'child.assessed',
    job: ({ subject, value, occurredAt }) => {
      const needs = value.needs as string[] | undefined
      return needs && needs.length > 0
        ? { name: 'helping.note-need', data: { childId: subject.id, needs, at: occurredAt } }
        : null
    },
  },
  ...['child.plan-made', 'child.referred'].map(
    (fact): Reaction => ({
      fact,
      job: ({ subject, occurredAt }) => ({ name: 'helping.answer-need', data: { childId: subject.id, at: occurredAt } }),
    }),
  ),
  {
    fact: 'child.file-closed',
    job: ({ subject, action }) => ({ name: 'helping.after-file', data: { childId: subject.id, reason: 'file-closed', action } }),
  },
  {
    fact: 'child.same-child',
    job: ({ subject, value, action }) => ({
      name: 'helping.after-file',
      data: { childId: subject.id, reason: 'same-child', into: value.into, action },
    }),
  },
]

const asSystem = <T>(job: JobContext, work: Parameters<typeof withActor<T>>[2]) =>
  withActor(job.db, systemActor, work, job.clock.now())

const SLICE = 300

async function chaseOne(job: JobContext, id: string, senderId: string): Promise<void> {
  const now = job.clock.now()
  const found = await asSystem(job, async (tx) => ({
    referral: await referralById(tx, job.vault, id),
    sender: await organisationById(tx, senderId),
  }))
  if (!found.referral || !found.sender || chaseNow(found.referral, now) === null) return
  const envelope = { actionId: derivedId(id, `chase:${dateOf(now)}`), form: { referralId: id } }
  const outcome = await job.perform(systemActorFor(found.sender), 'helping.chase', envelope)
  // Answered in between: nothing is left to chase.
  if (isRefusal(outcome) && !outcome.code.startsWith('HELPING.')) throw new Error(outcome.code)
}

export const jobs: JobHandler[] = [
  {
    name: 'helping.note-need',
    title: '评估有需求，等制定方案',
    async run(job, data) {
      const { childId, needs, at } = data as { childId: string; needs: string[]; at: number }
      await asSystem(job, (tx) => noteNeed(tx, childId, needs, at))
    },
  },
  {
    name: 'helping.answer-need',
    title: '有了方案或转介，不再等',
    async run(job, data) {
      const { childId, at } = data as { childId: string; at: number }
      await asSystem(job, (tx) => answerNeed(tx, childId, at))
    },
  },
  {
    name: 'helping.after-file',
    title: '个案结案、并案后收尾帮扶',
    async run(job, data) {
      const { childId, reason, into, action } = data as { childId: string; reason: string; into?: string; action: string }
      const owner = await asSystem(job, async (tx) => {
        const child = await childById(tx, childId)
        if (!child) return undefined
        return (await organisationsUnder(tx, child.ownerPath)).find((each) => each.path === child.ownerPath)
      })
      if (!owner) return
      const envelope = {
        actionId: derivedId(action, `helping.follow-file:${childId}`),
        form: { childId, reason, ...(into ? { into } : {}) },
      }
      const outcome = await job.perform(systemActorFor(owner), 'helping.follow-file', envelope)
      if (isRefusal(outcome)) throw new Error(outcome.code)
    },
  },
  {
    name: 'helping.chase-all',
    title: '催办、上报没有答复的转介',
    every: '20 8 * * *',
    async run(job) {
      const before = job.clock.now() - DAY
      let after: string | null = null
      for (;;) {
        const from: string | null = after
        const slice: { id: string; senderId: string }[] = await asSystem(job, (tx) => openReferralIds(tx, from, before, SLICE))
        for (const { id, senderId } of slice) await chaseOne(job, id, senderId)
        after = slice.at(-1)?.id ?? null
        if (slice.length < SLICE) return
      }
    },
  },
]
