/** Every morning what was answered, put right and not asked about again is closed. */
import { systemActor, systemActorFor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import type { JobHandler } from '#kernel/module.ts'
import { organisationById } from '#kernel/org.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { closesBySelf } from './rules.ts'
import { complaintById } from './store.ts'
import { answeredIds } from './store-parts.ts'

const SLICE = 500

export const jobs: JobHandler[] = [
  {
    name: 'complaints.close-answered',
    title: '办结过了复核期限的投诉',
    every: '20 7 * * *',
    async run(job) {
      const now = job.clock.now()
      let after: string | null = null
      for (;;) {
        const from: string | null = after
        const ids: { id: string; ownerId: string }[] = await withActor(
          job.db,
          systemActor,
          (tx) => answeredIds(tx, from, SLICE),
          now,
        )
        for (const { id, ownerId } of ids) {
          const found = await withActor(
            job.db,
            systemActor,
            async (tx) => ({ complaint: await complaintById(tx, job.vault, id), owner: await organisationById(tx, ownerId) }),
            now,
          )
          if (!found.complaint || !found.owner) continue
          const { state, answeredAt, reviewAt, openMeasures } = found.complaint
          const standing = { state, answeredOn: answeredAt === null ? null : dateOf(answeredAt), reviewed: reviewAt !== null }
          if (!closesBySelf(standing, openMeasures, dateOf(now))) continue
          const envelope = { actionId: derivedId(id, `close:${answeredAt}`), form: { complaintId: id } }
          const outcome = await job.perform(systemActorFor(found.owner), 'complaints.close', envelope)
          // Somebody acted in between: it is closed the next morning.
          if (isRefusal(outcome) && !outcome.code.startsWith('COMPLAINTS.')) throw new Error(outcome.code)
        }
        after = ids.at(-1)?.id ?? null
        if (ids.length < SLICE) return
      }
    },
  },
]
