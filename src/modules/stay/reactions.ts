/**
 * A guest who has left the station leaves the bed, and is no longer on leave; nor is who went to hospital or was placed outside.
 * Other rooms know nothing of beds: their facts become jobs here, and until a job has run the board says 已离站，待清 from the
 * file's own state.
 */
import { isRefusal } from '#kernel/refusal.ts'
import { systemActor, systemActorFor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import { factsOf } from '#kernel/ledger.ts'
import type { JobContext, JobHandler, Reaction } from '#kernel/module.ts'
import { organisationById } from '#kernel/org.ts'
import { type FileRow, fileById, stayClock } from '#modules/people-and-cases/index.ts'
import { FREE_BED_FOR_LEAVE } from './actions-leave.ts'

const FREE_BED = 'stay.free-bed'
const FREE_BED_OUTSIDE = 'stay.free-bed-outside'
const CLOSE_LEAVE = 'stay.end-leave-by-fact'

const closing = (fact: string): Reaction => ({
  fact,
  job: ({ subject, id, occurredAt }) => ({ name: CLOSE_LEAVE, data: { fileId: subject.id, factId: id, occurredAt } }),
})

export const reactions: Reaction[] = [
  {
    fact: 'departure.left',
    job: (fact) => ({ name: FREE_BED, data: { fileId: fact.subject.id, factId: fact.id, occurredAt: fact.occurredAt } }),
  },
  {
    fact: 'entrusted.placed',
    job: (fact) => ({
      name: FREE_BED_OUTSIDE,
      data: { fileId: fact.subject.id, factId: fact.id, occurredAt: fact.occurredAt },
    }),
  },
  ...['departure.left', 'medical.hospitalised', 'medical.fetched', 'entrusted.placed', 'entrusted.brought-back'].map(closing),
]

interface Data {
  fileId: string
  factId: string
  occurredAt: number
}

/** The station of a file, where the file is as wanted. */
const stationOf = ({ db }: JobContext, fileId: string, wanted: (file: FileRow) => boolean) =>
  withActor(db, systemActor, async (tx) => {
    const file = await fileById(tx, fileId)
    return file && wanted(file) ? organisationById(tx, file.stationId) : undefined
  })

export const jobs: JobHandler[] = [
  {
    name: FREE_BED,
    title: '离站后腾退床位',
    async run(context, data) {
      const { fileId, factId, occurredAt } = data as unknown as Data
      // Taken back meanwhile: the guest sleeps here again.
      const station = await stationOf(context, fileId, (file) => file.state !== 'in')
      if (!station) return
      const outcome = await context.perform(systemActorFor(station), 'stay.leave-bed', {
        // The same fact frees the bed once, however often the job is tried.
        actionId: derivedId(factId, FREE_BED),
        form: { fileId, reason: 'left-station' },
        occurredAt,
      })
      if (isRefusal(outcome) && outcome.code !== 'STAY.NO_BED') throw new Error(outcome.code)
    },
  },
  {
    name: FREE_BED_OUTSIDE,
    title: '送托后腾退床位',
    async run(context, data) {
      const { fileId, factId, occurredAt } = data as unknown as Data
      const facts = await withActor(context.db, systemActor, (tx) => factsOf(tx, [fileId]))
      const where = stayClock(facts, context.clock.now()).now
      // Brought back meanwhile: the guest waits for a bed, or sleeps here again.
      if (where !== 'outside' && where !== 'hospital') return
      const station = await stationOf(context, fileId, (file) => file.state === 'in')
      if (!station) return
      const outcome = await context.perform(systemActorFor(station), 'stay.leave-bed', {
        actionId: derivedId(factId, FREE_BED_OUTSIDE),
        form: { fileId, reason: 'entrusted' },
        occurredAt,
      })
      if (isRefusal(outcome) && outcome.code !== 'STAY.NO_BED') throw new Error(outcome.code)
    },
  },
  {
    name: FREE_BED_FOR_LEAVE,
    title: '请假不留床的腾退床位',
    async run(context, data) {
      const { fileId, leaveId } = data as { fileId: string; leaveId: string }
      const station = await stationOf(context, fileId, (file) => file.state === 'in')
      if (!station) return
      const envelope = { actionId: derivedId(leaveId, FREE_BED_FOR_LEAVE), form: { fileId, reason: 'on-leave' } }
      const outcome = await context.perform(systemActorFor(station), 'stay.leave-bed', envelope)
      if (isRefusal(outcome) && outcome.code !== 'STAY.NO_BED') throw new Error(outcome.code)
    },
  },
  {
    name: CLOSE_LEAVE,
    title: '离站、住院、托养后结束请假',
    async run(context, data) {
      const { fileId, factId, occurredAt } = data as unknown as Data
      const station = await stationOf(context, fileId, () => true)
      if (!station) return
      const envelope = { actionId: derivedId(factId, CLOSE_LEAVE), form: { fileId, at: occurredAt } }
      const outcome = await context.perform(systemActorFor(station), 'stay.close-leave', envelope)
      if (isRefusal(outcome)) throw new Error(outcome.code)
    },
  },
]
