/** A letter to a place of origin that is one of this house is carried there by a job. */
import { systemActor, systemActorFor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import type { LedgerFact } from '#kernel/ledger.ts'
import type { JobHandler, Reaction } from '#kernel/module.ts'
import { organisationById } from '#kernel/org.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { fileById } from '#modules/people-and-cases/index.ts'
import { receivingAt } from './store.ts'

const job = 'origin.carry-letter'

const carried = (kind: 'ask' | 'tell') => (fact: LedgerFact) =>
  typeof fact.value.organisation === 'string' && fact.value.organisation !== ''
    ? {
        name: job,
        data: { fileId: fact.subject.id, organisationId: fact.value.organisation, kind, factId: fact.id, action: fact.action },
      }
    : null

export const reactions: Reaction[] = [
  { fact: 'departure.origin-asked', job: carried('ask') },
  { fact: 'departure.origin-told', job: carried('tell') },
]

export const jobs: JobHandler[] = [
  {
    name: job,
    title: '把返乡函件送到流出地',
    async run({ db, perform }, data) {
      const { action, ...form } = data as { action: string; fileId: string; organisationId: string; kind: string; factId: string }
      const station = await withActor(db, systemActor, async (tx) => {
        const file = await fileById(tx, form.fileId)
        const place = await receivingAt(tx, form.organisationId)
        // A place that is nobody's here, or the sender's own, gets no letter inside the house.
        return file && place && place.id !== file.stationId ? organisationById(tx, file.stationId) : undefined
      })
      if (!station) return
      const envelope = { actionId: derivedId(action, `${job}:${form.factId}`), form }
      const outcome = await perform(systemActorFor(station), 'origin.deliver', envelope)
      if (isRefusal(outcome)) throw new Error(outcome.code)
    },
  },
]
