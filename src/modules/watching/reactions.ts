/** On facts of a child's file: the row of the watch follows. */
import { systemActor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import type { LedgerFact } from '#kernel/ledger.ts'
import type { JobContext, JobHandler, Reaction } from '#kernel/module.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { importJobs } from './jobs-import.ts'

const job = 'watching.renew'
const renewal = (fact: LedgerFact) =>
  fact.subject.kind === 'child-file'
    ? { name: job, data: { childId: fact.subject.id, action: fact.action }, key: fact.subject.id }
    : null

/** What a register opens has its row already; all else follows. Kinds, places and parts lie with other rooms, and are read by the job. */
const followed = [
  'child.kinds-changed',
  'child.file-closed',
  'child.file-reopened',
  'child.same-child',
  'child.moved-place',
  'child.register-corrected',
  'fact.withdrawn',
]

export const reactions: Reaction[] = [
  { fact: 'child.file-opened', job: (fact) => (fact.value.found === undefined ? renewal(fact) : null) },
  ...followed.map((fact) => ({ fact, job: renewal })),
]

async function run({ perform }: JobContext, data: Record<string, unknown>): Promise<void> {
  const { childId, action } = data as { childId: string; action: string }
  const outcome = await perform(systemActor, 'watching.renew', {
    actionId: derivedId(action, `${job}:${childId}`),
    form: { childIds: [childId] },
  })
  if (isRefusal(outcome)) throw new Error(outcome.code)
}

export const jobs: JobHandler[] = [{ name: job, title: '更新排查情况', run }, ...importJobs]
