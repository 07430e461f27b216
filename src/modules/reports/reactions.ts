/** A dispatch that nobody answers is raised; two files of one child become one. */
import { systemActor, systemActorFor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import type { JobContext, JobHandler, Reaction } from '#kernel/module.ts'
import { organisationById } from '#kernel/org.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { RAISE_JOB } from './actions-joint.ts'
import { receiverOfDispatch } from './store-read.ts'

const MOVE = 'reports.move'
const REACHED = 'reports.follow-reached'

export const reactions: Reaction[] = [
  {
    fact: 'child.same-child',
    job: (fact) => ({
      name: MOVE,
      data: { childId: fact.subject.id, intoId: fact.value['into'] as string, action: fact.id },
      key: fact.subject.id,
    }),
  },
  {
    fact: 'patrol.report-reached',
    job: ({ id, subject, value, occurredAt }) => ({
      name: REACHED,
      data: {
        factId: id,
        occurredAt,
        form: {
          reportId: value['report'],
          organisationId: value['organisation'],
          ...(subject.kind === 'person' ? { personId: subject.id } : { people: value['people'] ?? 0 }),
        },
      },
    }),
  },
]

async function raise({ db, perform }: JobContext, data: Record<string, unknown>): Promise<void> {
  const { dispatchId, step = 0 } = data as { dispatchId: string; step?: number }
  // Told in the receiver's own chain.
  const receiver = await withActor(db, systemActor, async (tx) => {
    const id = await receiverOfDispatch(tx, dispatchId)
    return id ? organisationById(tx, id) : undefined
  })
  if (!receiver) return
  const outcome = await perform(systemActorFor(receiver), 'reports.raise-silent', {
    actionId: derivedId(dispatchId, step === 0 ? RAISE_JOB : `${RAISE_JOB}:${step}`),
    form: { dispatchId, step },
  })
  if (isRefusal(outcome)) throw new Error(outcome.code)
}

async function move({ perform }: JobContext, data: Record<string, unknown>): Promise<void> {
  const { childId, intoId, action } = data as { childId: string; intoId: string; action: string }
  const outcome = await perform(systemActor, 'reports.move-to-child', {
    actionId: derivedId(action, MOVE),
    form: { childId, intoId },
  })
  if (isRefusal(outcome)) throw new Error(outcome.code)
}

async function reached({ db, perform }: JobContext, data: Record<string, unknown>): Promise<void> {
  const { factId, occurredAt, form } = data as { factId: string; occurredAt: number; form: { organisationId: string } }
  // Told in the chain of whoever was there, as if they had written it on the report themselves.
  const there = await withActor(db, systemActor, (tx) => organisationById(tx, form.organisationId))
  if (!there) return
  const outcome = await perform(systemActorFor(there), 'reports.note-reached', {
    actionId: derivedId(factId, REACHED),
    occurredAt,
    form,
  })
  if (isRefusal(outcome)) throw new Error(outcome.code)
}

export const jobs: JobHandler[] = [
  { name: RAISE_JOB, title: '无人接单报上级', run: raise },
  { name: MOVE, title: '随个案合并移动线索', run: move },
  { name: REACHED, title: '巡查到点、见到的人记到线索上', run: reached },
]
