/** Every morning whatever is late is told upwards. */
import { systemActor, systemActorFor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import type { JobContext, JobHandler } from '#kernel/module.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { toRaise } from './rules.ts'
import { hazardById, openIds, organisationOfPath } from './store.ts'

const SLICE = 500

async function raiseOne(job: JobContext, id: string, ownerPath: string, today: string): Promise<void> {
  const found = await withActor(
    job.db,
    systemActor,
    async (tx) => ({ hazard: await hazardById(tx, job.vault, id), owner: await organisationOfPath(tx, ownerPath) }),
    job.clock.now(),
  )
  const { hazard, owner } = found
  if (!hazard || !owner) return
  const standing = {
    ...hazard,
    foundOn: dateOf(hazard.foundAt),
    raisedOn: hazard.raisedAt === null ? null : dateOf(hazard.raisedAt),
  }
  if (!toRaise(standing, today)) return
  const envelope = { actionId: derivedId(id, `raise:${today}`), form: { hazardId: id } }
  const outcome = await job.perform(systemActorFor(owner), 'hazards.raise', envelope)
  // Somebody acted in between, or nobody stands above: the list shows it as late all the same.
  if (isRefusal(outcome) && !outcome.code.startsWith('HAZARDS.')) throw new Error(outcome.code)
}

export const jobs: JobHandler[] = [
  {
    name: 'hazards.raise-late',
    title: '上报逾期的隐患',
    every: '10 8 * * *',
    async run(job) {
      const today = dateOf(job.clock.now())
      let after: string | null = null
      for (;;) {
        const from: string | null = after
        const ids: { id: string; ownerPath: string }[] = await withActor(
          job.db,
          systemActor,
          (tx) => openIds(tx, from, SLICE),
          job.clock.now(),
        )
        for (const { id, ownerPath } of ids) await raiseOne(job, id, ownerPath, today)
        after = ids.at(-1)?.id ?? null
        if (ids.length < SLICE) return
      }
    },
  },
]
