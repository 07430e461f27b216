/** On facts of departure, origin and the hall: the ledger of returnees follows. */
import type { LedgerFact } from '#kernel/ledger.ts'
import type { JobContext, JobHandler, Reaction } from '#kernel/module.ts'
import { systemActor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { ofNewChild } from '#modules/people-and-cases/words.ts'
import { rosterJobs } from './jobs-roster.ts'

const job = 'follow-up.renew'

/** Told of the file itself. */
const ofFile = [
  'departure.sent-home',
  'departure.left',
  'origin.received',
  'file.person-changed',
  'follow-up.found-again',
  // Also written down afterwards by the hall's plain form.
  'follow-up.listed',
  'follow-up.visited',
]
/** Told of a person, by the hall: what a reason is suggested from, who somebody is. */
const ofPerson = ['person.birth-known', 'person.condition-noted']

const renewal = (fact: LedgerFact, subjectId = fact.subject.id) => ({
  name: job,
  data: { subjectId, action: fact.id },
  key: subjectId,
})

const CASE = new Set(['rescue-file', 'person'])
const ifCase = (fact: LedgerFact) => (CASE.has(fact.subject.kind) ? renewal(fact) : null)

const followed = [...ofFile, ...ofPerson, 'fact.withdrawn', 'person.merged']

export const reactions: Reaction[] = followed.map((fact) => ({
  fact,
  job: (one, told) => (ofNewChild(one, told) ? null : ifCase(one)),
}))

async function run({ perform }: JobContext, data: Record<string, unknown>): Promise<void> {
  const { subjectId, action } = data as { subjectId: string; action: string }
  const outcome = await perform(systemActor, 'follow-up.renew-returnee', {
    actionId: derivedId(action, `${job}:${subjectId}`),
    form: { subjectId },
  })
  if (isRefusal(outcome)) throw new Error(outcome.code)
}

export const jobs: JobHandler[] = [{ name: job, title: '更新返乡人员台账', run }, ...rosterJobs]
