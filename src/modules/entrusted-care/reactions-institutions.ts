/** What the side of the institutions does by itself: it looks at deaths and goings to hospital, each night and on each report. */
import { type Actor, rangeOf, systemActor, systemActorFor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import type { LedgerFact } from '#kernel/ledger.ts'
import type { JobContext, JobHandler, Reaction } from '#kernel/module.ts'
import { organisationById } from '#kernel/org.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { type Target, targetsAll, targetsOf } from './store-watching.ts'
import { cityOf } from './watching.ts'

const afterReport = 'institution.watch-after-report'
const nightly = 'institution.watch-nightly'

const watched = (fact: LedgerFact) => ({ name: afterReport, data: { fileId: fact.subject.id, action: fact.action } })

export const institutionReactions: Reaction[] = [
  { fact: 'departure.left', job: (fact) => (fact.value.kind === 'died' ? watched(fact) : null) },
  { fact: 'entrusted.incident-reported', job: watched },
  { fact: 'medical.hospitalised', job: watched },
]

/** Acts for the station, and sees the other houses of its city to compare with. */
async function watchOne({ db, perform }: JobContext, target: Target, label: string): Promise<void> {
  const station = await withActor(db, systemActor, (tx) => organisationById(tx, target.stationId))
  if (!station) return
  const actor: Actor = { ...systemActorFor(station), range: rangeOf(cityOf(station.path)) }
  const envelope = { actionId: derivedId(label, `institution.watch:${target.id}`), form: { institutionId: target.id } }
  const outcome = await perform(actor, 'institution.watch', envelope)
  if (isRefusal(outcome)) throw new Error(outcome.code)
}

export const institutionJobs: JobHandler[] = [
  {
    name: afterReport,
    title: '报告后核对托养机构伤亡是否异常',
    async run(context, data) {
      const { fileId, action } = data as { fileId: string; action: string }
      const targets = await withActor(context.db, systemActor, (tx) => targetsOf(tx, fileId))
      for (const target of targets) await watchOne(context, target, action)
    },
  },
  {
    name: nightly,
    title: '每晚核对托养机构伤亡是否异常',
    every: '20 2 * * *',
    async run(context) {
      const targets = await withActor(context.db, systemActor, targetsAll)
      for (const target of targets) await watchOne(context, target, `${nightly}:${dateOf(context.clock.now())}`)
    },
  },
]
