/** What this room does when other rooms have told something. */
import { systemActor, systemActorFor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import type { LedgerFact } from '#kernel/ledger.ts'
import type { JobContext, JobHandler, Reaction } from '#kernel/module.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { childById } from '#modules/people-and-cases/index.ts'
import { placedBy } from './actions-tell.ts'
import { lockVisit, parentById } from './store.ts'
import { goneAccounts, namedHelpers, organisationAt, type OrganisationLine } from './store-people.ts'
import { heldKindKeys } from './words.ts'

const held = ({ value }: LedgerFact) =>
  Array.isArray(value.kinds) && value.kinds.some((kind) => (heldKindKeys as string[]).includes(kind as string))
const follow = (fact: LedgerFact) => ({
  name: 'helpers.follow',
  data: { childId: fact.subject.id, action: fact.action },
  key: fact.subject.id,
})

export const reactions: Reaction[] = [
  { fact: 'child.file-opened', job: (fact) => (held(fact) ? follow(fact) : null) },
  { fact: 'child.kinds-changed', job: follow },
  { fact: 'child.parent-detained', job: follow },
  { fact: 'child.file-closed', job: follow },
  { fact: 'child.file-reopened', job: follow },
  { fact: 'child.moved-place', job: follow },
  {
    fact: 'child.same-child',
    job: ({ subject, value, action }) =>
      typeof value.into === 'string'
        ? { name: 'helpers.same', data: { childId: subject.id, intoId: value.into, action }, key: subject.id }
        : null,
  },
]

const asSystem = <T>(job: JobContext, work: Parameters<typeof withActor<T>>[2]) =>
  withActor(job.db, systemActor, work, job.clock.now())

/** Opens a door of this room as the system, in the name of an organisation. */
async function open(
  job: JobContext,
  own: OrganisationLine | undefined,
  door: string,
  seed: string,
  form: Record<string, unknown>,
) {
  if (!own) return
  const outcome = await job.perform(systemActorFor(own), door, { actionId: derivedId(seed, door), form })
  if (isRefusal(outcome)) throw new Error(outcome.code)
}

const ownerOf = (job: JobContext, childId: string) =>
  asSystem(job, async (tx) => {
    const child = await childById(tx, childId)
    return child ? organisationAt(tx, child.ownerPath) : undefined
  })

export const jobs: JobHandler[] = [
  {
    name: 'helpers.place',
    title: '把监所的告知放进孩子的个案',
    async run(job, data) {
      const { id } = data as { id: string }
      const own = await asSystem(job, (tx) => placedBy({ tx, vault: job.vault }, id))
      await open(job, own, 'helpers.place-telling', id, { id })
    },
  },
  {
    name: 'helpers.release',
    title: '把释放记进孩子的个案',
    async run(job, data) {
      const { id } = data as { id: string }
      const parent = await asSystem(job, (tx) => parentById(tx, job.vault, id))
      if (parent?.childId) await open(job, await ownerOf(job, parent.childId), 'helpers.follow-release', id, { id })
    },
  },
  {
    name: 'helpers.visit-answered',
    title: '把监所对会见的答复记进孩子的个案',
    async run(job, data) {
      const { id } = data as { id: string }
      const visit = await asSystem(job, (tx) => lockVisit(tx, job.vault, id))
      if (visit) await open(job, await ownerOf(job, visit.childId), 'helpers.follow-visit', id, { visitId: id })
    },
  },
  {
    name: 'helpers.follow',
    title: '个案建立、类别变更、结案后跟上',
    async run(job, data) {
      const { childId, action } = data as { childId: string; action: string }
      await open(job, await ownerOf(job, childId), 'helpers.follow-file', `${action}:${childId}`, { childId })
    },
  },
  {
    name: 'helpers.same',
    title: '两份个案是同一个孩子，帮教记录并过去',
    async run(job, data) {
      const { childId, intoId, action } = data as { childId: string; intoId: string; action: string }
      await open(job, await ownerOf(job, intoId), 'helpers.follow-same', `${action}:${childId}`, { childId, intoId })
    },
  },
  {
    name: 'helpers.drop-kinds',
    title: '帮教结束后结束类别',
    async run(job, data) {
      const { childId } = data as { childId: string }
      const seed = `${childId}:${job.clock.now()}`
      await open(job, await ownerOf(job, childId), 'helpers.drop-kinds', seed, { childId })
    },
  },
  {
    name: 'helpers.look-at-accounts',
    title: '联系人账号停用的，另找人',
    every: '20 4 * * *',
    async run(job) {
      const named = await asSystem(job, (tx) => namedHelpers(tx))
      const gone = new Set(await asSystem(job, (tx) => goneAccounts(tx, [...new Set(named.map((each) => each.helperId))])))
      for (const { childId, helperId } of named.filter((each) => gone.has(each.helperId)))
        await open(job, await ownerOf(job, childId), 'helpers.follow-accounts', `${childId}:${helperId}`, { childId })
    },
  },
]
