/**
 * A guest who has left the station leaves the bed. Departure is another room and knows nothing of beds: its fact becomes a
 * job here, and until that has run the board says 已离站，待清 from the file's own state.
 */
import { isRefusal } from '#kernel/refusal.ts'
import { systemActor, systemActorFor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import type { JobHandler, Reaction } from '#kernel/module.ts'
import { organisationById } from '#kernel/org.ts'
import { fileById } from '#modules/people-and-cases/index.ts'

const FREE_BED = 'stay.free-bed'

export const reactions: Reaction[] = [
  {
    fact: 'departure.left',
    job: (fact) => ({ name: FREE_BED, data: { fileId: fact.subject.id, factId: fact.id, occurredAt: fact.occurredAt } }),
  },
]

export const jobs: JobHandler[] = [
  {
    name: FREE_BED,
    title: '离站后腾退床位',
    async run({ db, perform }, data) {
      const { fileId, factId, occurredAt } = data as { fileId: string; factId: string; occurredAt: number }
      const station = await withActor(db, systemActor, async (tx) => {
        const file = await fileById(tx, fileId)
        // Taken back meanwhile: the guest sleeps here again.
        return file && file.state !== 'in' ? organisationById(tx, file.stationId) : undefined
      })
      if (!station) return
      const outcome = await perform(systemActorFor(station), 'stay.leave-bed', {
        // The same fact frees the bed once, however often the job is tried.
        actionId: derivedId(factId, FREE_BED),
        form: { fileId, reason: 'left-station' },
        occurredAt,
      })
      if (isRefusal(outcome) && outcome.code !== 'STAY.NO_BED') throw new Error(outcome.code)
    },
  },
]
