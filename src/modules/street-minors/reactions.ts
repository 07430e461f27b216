/** What this room does when a file turns out to be another file's child. A closed file leaves nothing of this room open. */
import { systemActor, systemActorFor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import type { JobHandler, Reaction } from '#kernel/module.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { ownerWithSteps } from './store.ts'

export const reactions: Reaction[] = [
  {
    fact: 'child.same-child',
    job: ({ subject, value, action }) =>
      typeof value.into === 'string'
        ? { name: 'street-minors.after-same-child', data: { childId: subject.id, into: value.into, action } }
        : null,
  },
]

export const jobs: JobHandler[] = [
  {
    name: 'street-minors.after-same-child',
    title: '重复建档并入后，街面记录跟着走',
    async run(job, data) {
      const { childId, into, action } = data as { childId: string; into: string; action: string }
      const owner = await withActor(job.db, systemActor, (tx) => ownerWithSteps(tx, childId), job.clock.now())
      if (!owner) return
      const door = 'street-minors.follow-same-child'
      const envelope = { actionId: derivedId(action, `${door}:${childId}`), form: { childId, into } }
      const outcome = await job.perform(systemActorFor(owner), door, envelope)
      if (isRefusal(outcome)) throw new Error(outcome.code)
    },
  },
]
