/** What this room does when other rooms have told something. */
import { systemActor, systemActorFor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import type { LedgerFact } from '#kernel/ledger.ts'
import type { JobContext, JobHandler, Reaction } from '#kernel/module.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { childById, endChildPart, lockChild } from '#modules/people-and-cases/index.ts'
import { askedOfBureau, organisationAt } from './store-read.ts'

const about = (fact: LedgerFact, more: object = {}) => ({ childId: fact.subject.id, factId: fact.id, ...more })
const changed = (fact: LedgerFact) => ({ name: 'guardianship.after-change', data: about(fact) })

export const reactions: Reaction[] = [
  {
    fact: 'child.file-closed',
    job: (fact) => ({ name: 'guardianship.after-closing', data: about(fact, { reason: String(fact.value.reason ?? '') }) }),
  },
  {
    fact: 'child.same-child',
    job: (fact) =>
      typeof fact.value.into === 'string'
        ? { name: 'guardianship.after-same', data: about(fact, { into: fact.value.into }) }
        : null,
  },
  { fact: 'child.parent-released', job: changed },
  { fact: 'child.parent-detained', job: changed },
  { fact: 'child.family-noted', job: (fact) => (fact.value.danger === true ? changed(fact) : null) },
]

/** Opens a door of this room as the system for the organisation that owns the file. */
async function follow(job: JobContext, door: string, data: Record<string, unknown>, more: object = {}): Promise<void> {
  const { childId, factId } = data as { childId: string; factId: string }
  const owner = await withActor(
    job.db,
    systemActor,
    async (tx) => {
      const child = await childById(tx, childId)
      return child ? organisationAt(tx, child.ownerPath) : undefined
    },
    job.clock.now(),
  )
  if (!owner) return
  const envelope = { actionId: derivedId(factId, door), form: { childId, ...more } }
  const outcome = await job.perform(systemActorFor(owner), door, envelope)
  if (isRefusal(outcome)) throw new Error(outcome.code)
}

export const jobs: JobHandler[] = [
  {
    name: 'guardianship.after-closing',
    title: '个案结案后结束监护与安置',
    run: (job, data) => follow(job, 'guardianship.follow-closed', data, { reason: data.reason || 'other' }),
  },
  {
    name: 'guardianship.after-same',
    title: '两案并一后归并监护与安置',
    run: (job, data) => follow(job, 'guardianship.follow-same', data, { into: data.into }),
  },
  {
    name: 'guardianship.after-change',
    title: '监护人情况变化后安排复核',
    run: (job, data) => follow(job, 'guardianship.follow-changed', data),
  },
  {
    name: 'guardianship.end-sight',
    title: '审批结束后收回民政局的查看',
    run: async (job, data) => {
      const { childId, bureauPath } = data as { childId: string; bureauPath: string }
      await withActor(
        job.db,
        systemActor,
        async (tx) => {
          // Whoever asks anew holds this lock: the sight is not taken from a request that is being made.
          if (!(await lockChild(tx, job.vault, childId)) || (await askedOfBureau(tx, childId, bureauPath))) return
          await endChildPart(tx, { childId, part: 'approver', path: bureauPath, at: job.clock.now() })
        },
        job.clock.now(),
      )
    },
  },
]
