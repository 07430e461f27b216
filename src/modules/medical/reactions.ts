/** On leaving, what is still open here is closed by a job of its own. */
import type { JobHandler, Reaction } from '#kernel/module.ts'
import { systemActor, systemActorFor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import { organisationById } from '#kernel/org.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { fileById } from '#modules/people-and-cases/index.ts'

const job = 'medical.after-leaving'

export const reactions: Reaction[] = [
  {
    fact: 'departure.left',
    job: (fact) => ({ name: job, data: { fileId: fact.subject.id, leftAt: fact.occurredAt, action: fact.action } }),
  },
]

export const jobs: JobHandler[] = [
  {
    name: job,
    title: '离站后结束隔离和住院记录',
    async run({ db, perform }, data) {
      const { fileId, leftAt, action } = data as { fileId: string; leftAt: number; action: string }
      const station = await withActor(db, systemActor, async (tx) => {
        const file = await fileById(tx, fileId)
        return file && organisationById(tx, file.stationId)
      })
      if (!station) return
      const envelope = { actionId: derivedId(action, job), form: { fileId, leftAt } }
      const outcome = await perform(systemActorFor(station), 'medical.close-after-leaving', envelope)
      if (isRefusal(outcome)) throw new Error(outcome.code)
    },
  },
]
