/** Who leaves, dies or is settled is no longer in care outside; other rooms tell it by their facts. */
import { systemActor, systemActorFor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import type { LedgerFact } from '#kernel/ledger.ts'
import type { JobHandler, Reaction } from '#kernel/module.ts'
import { organisationById } from '#kernel/org.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { fileById } from '#modules/people-and-cases/index.ts'

const END = 'entrusted-care.end-placement'

const end = (fact: LedgerFact, how: string) => ({
  name: END,
  data: { fileId: fact.subject.id, at: fact.occurredAt, how, factId: fact.id },
})

export const placementReactions: Reaction[] = [
  {
    fact: 'departure.left',
    job: (fact) => end(fact, fact.value.kind === 'died' ? 'died' : fact.value.kind === 'settled' ? 'settled' : 'left'),
  },
  { fact: 'settlement.placed', job: (fact) => end(fact, 'settled') },
]

export const placementJobs: JobHandler[] = [
  {
    name: END,
    title: '离站、安置后结束托养',
    async run({ db, perform }, data) {
      const { fileId, at, how, factId } = data as { fileId: string; at: number; how: string; factId: string }
      const station = await withActor(db, systemActor, async (tx) => {
        const file = await fileById(tx, fileId)
        return file && organisationById(tx, file.stationId)
      })
      if (!station) return
      const outcome = await perform(systemActorFor(station), 'entrusted.end-placement', {
        actionId: derivedId(factId, END),
        form: { fileId, at, how },
      })
      if (isRefusal(outcome)) throw new Error(outcome.code)
    },
  },
]
