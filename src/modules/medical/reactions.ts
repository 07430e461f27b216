/** On leaving, what is still open here is closed by a job of its own. */
import type { JobHandler, Reaction } from '#kernel/module.ts'
import { systemActor, systemActorFor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import { organisationById } from '#kernel/org.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { fileById } from '#modules/people-and-cases/index.ts'

const job = 'medical.after-leaving'
const afterFetching = 'medical.after-fetching'

export const reactions: Reaction[] = [
  {
    fact: 'departure.left',
    job: (fact) => ({ name: job, data: { fileId: fact.subject.id, leftAt: fact.occurredAt, action: fact.action } }),
  },
  {
    fact: 'medical.fetched',
    job: (fact) => ({ name: afterFetching, data: { fileId: fact.subject.id, action: fact.action } }),
  },
]

/** Performs a door of this room as the system of the file's own station. */
async function performAtStation(
  { db, perform }: Parameters<JobHandler['run']>[0],
  name: string,
  action: string,
  form: { fileId: string } & Record<string, unknown>,
): Promise<void> {
  const station = await withActor(db, systemActor, async (tx) => {
    const file = await fileById(tx, form.fileId)
    return file && organisationById(tx, file.stationId)
  })
  if (!station) return
  const outcome = await perform(systemActorFor(station), name, { actionId: derivedId(action, name), form })
  if (isRefusal(outcome)) throw new Error(outcome.code)
}

export const jobs: JobHandler[] = [
  {
    name: job,
    title: '离站后结束隔离和住院记录',
    async run(context, data) {
      const { fileId, leftAt, action } = data as { fileId: string; leftAt: number; action: string }
      await performAtStation(context, 'medical.close-after-leaving', action, { fileId, leftAt })
    },
  },
  {
    name: afterFetching,
    title: '接回后医院和接回单位不再看到',
    async run(context, data) {
      const { fileId, action } = data as { fileId: string; action: string }
      await performAtStation(context, 'medical.end-parts-after-fetching', action, { fileId })
    },
  },
]
