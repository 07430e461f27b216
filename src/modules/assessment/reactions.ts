/** What this room does when other rooms have told something. */
import { systemActor, systemActorFor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { row, sql, withActor } from '#kernel/db.ts'
import type { JobContext, JobHandler, Reaction } from '#kernel/module.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { childById } from '#modules/people-and-cases/index.ts'
import { organisationOfPath } from './store-read.ts'

export const reactions: Reaction[] = [
  {
    fact: 'child.file-closed',
    job: ({ subject, action }) => ({ name: 'assessment.after-closed', data: { childId: subject.id, action } }),
  },
  {
    fact: 'child.same-child',
    job: ({ subject, value, action }) =>
      typeof value.into === 'string'
        ? { name: 'assessment.after-same-child', data: { childId: subject.id, into: value.into, action } }
        : null,
  },
]

/** Opens a door of this room as the system for whose the child is, where anything of this room hangs on the child. */
async function follow(job: JobContext, door: string, form: { childId: string; into?: string }, action: string): Promise<void> {
  const owner = await withActor(
    job.db,
    systemActor,
    async (tx) => {
      const child = await childById(tx, form.childId)
      const some = await row(
        sql`select 1 as there where exists (select 1 from assessment.assessment where child_id = ${form.childId})
          or exists (select 1 from assessment.opinion where child_id = ${form.childId})`,
        tx,
      )
      return child && some ? organisationOfPath(tx, child.ownerPath) : undefined
    },
    job.clock.now(),
  )
  if (!owner) return
  const outcome = await job.perform(systemActorFor(owner), door, { actionId: derivedId(action, `${door}:${form.childId}`), form })
  if (isRefusal(outcome)) throw new Error(outcome.code)
}

export const jobs: JobHandler[] = [
  {
    name: 'assessment.after-closed',
    title: '结案后停止评估',
    async run(job, data) {
      const { childId, action } = data as { childId: string; action: string }
      await follow(job, 'assessment.follow-closed', { childId }, action)
    },
  },
  {
    name: 'assessment.after-same-child',
    title: '重复建档并入后，评估跟着走',
    async run(job, data) {
      const { childId, into, action } = data as { childId: string; into: string; action: string }
      await follow(job, 'assessment.follow-same-child', { childId, into }, action)
    },
  },
]
