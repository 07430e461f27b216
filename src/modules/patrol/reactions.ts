/** On what other rooms tell: the escort ends by itself, the list is joined, a report is a stop, an operation adds shifts. */
import { type Actor, systemActor, systemActorFor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { type Tx, withActor } from '#kernel/db.ts'
import { detailsOf, factsOf } from '#kernel/ledger.ts'
import type { JobContext, JobHandler, Reaction } from '#kernel/module.ts'
import { organisationById } from '#kernel/org.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { HOUR } from '#kernel/time.ts'
import { childById, fileById, personById } from '#modules/people-and-cases/index.ts'
import { errandOf, roundsOf } from './rules-told.ts'
import { organisationAt } from './store-area.ts'
import { onStreet } from './store-follow.ts'
import { recorded } from './store-joined.ts'
import { forgotten } from './store-shift.ts'
import { endErrands, moveErrands, putErrand, returnErrand, trackOwners } from './store-street.ts'
import { FORGOTTEN_HOURS, PATROLLING } from './words.ts'

const FILE = 'patrol.follow-file'
const MERGED = 'patrol.follow-merge'
const PARTED = 'patrol.follow-parting'
const CHILD = 'patrol.follow-child'
const ERRAND = 'patrol.follow-dispatch'
const ROUNDS = 'patrol.follow-operation'

const ofFile = (fact: string): Reaction => ({
  fact,
  job: ({ id, subject, value, occurredAt }) => ({
    name: FILE,
    data: { fact, factId: id, kind: subject.kind, subjectId: subject.id, left: value.kind ?? null, occurredAt },
  }),
})
const ofReport = (fact: string): Reaction => ({
  fact,
  job: ({ id, subject, value, occurredAt }) => ({
    name: ERRAND,
    data: {
      fact,
      factId: id,
      reportId: subject.id,
      organisationId: value.organisation ?? null,
      into: value.into ?? null,
      occurredAt,
    },
  }),
})
const ofOperation = (fact: string): Reaction => ({
  fact,
  job: ({ id, subject, value }) =>
    subject.kind === 'campaign' ? { name: ROUNDS, data: { factId: id, campaignId: subject.id, kind: value.kind ?? null } } : null,
})

export const reactions: Reaction[] = [
  ofFile('intake.asked'),
  ofFile('intake.accepted'),
  ofFile('departure.left'),
  {
    fact: 'person.merged',
    job: ({ subject, value, action }) =>
      typeof value.into === 'string' ? { name: MERGED, data: { personId: subject.id, into: value.into, action } } : null,
  },
  {
    fact: 'person.link-undone',
    job: ({ subject, value, action }) =>
      typeof value.parted === 'string' ? { name: PARTED, data: { personId: value.parted, into: subject.id, action } } : null,
  },
  { fact: 'child.file-opened', job: ({ id, subject }) => ({ name: CHILD, data: { childId: subject.id, factId: id } }) },
  ofReport('report.dispatched'),
  ofReport('report.declined'),
  ofReport('report.disposed'),
  ofReport('report.refused'),
  ofReport('report.joined'),
  ofReport('report.unjoined'),
  ofOperation('campaign.opened'),
  ofOperation('weather.rounds-added'),
]

async function perform(job: JobContext, actor: Actor, door: string, key: string, form: object, occurredAt?: number) {
  const envelope = { actionId: derivedId(key, door), form, ...(occurredAt === undefined ? {} : { occurredAt }) }
  const outcome = await job.perform(actor, door, envelope)
  // The file or person is gone since, or closed: the list stays as it is.
  if (isRefusal(outcome) && outcome.code !== 'KERNEL.NOT_FOUND') throw new Error(outcome.code)
}

const asSystem = <T>(job: JobContext, work: Parameters<typeof withActor<T>>[2]) =>
  withActor(job.db, systemActor, work, job.clock.now())

/** The station that has a person on its list; undefined when nobody has met them on the street. */
const listOf = (job: JobContext, personId: string) =>
  asSystem(job, async (tx) => {
    const there = await onStreet(tx, personId)
    return there ? organisationAt(tx, there.ownerPath) : undefined
  })

const mergedInto = (job: JobContext, personId: string) =>
  asSystem(job, async (tx) => (await personById(tx, job.vault, personId))?.mergedInto)

const wasOnStreet = (job: JobContext, personId: string) => asSystem(job, (tx) => recorded(tx, personId))

async function followFile(job: JobContext, data: Record<string, unknown>): Promise<void> {
  const { fact, factId, kind, subjectId, left, occurredAt } = data as Record<string, string> & { occurredAt: number }
  const personId = kind === 'person' ? subjectId : (await asSystem(job, (tx) => fileById(tx, subjectId as string)))?.personId
  if (!personId || !factId) return
  const owner = await listOf(job, personId)
  if (!owner) return
  const actor = systemActorFor(owner)
  if (fact === 'departure.left') await perform(job, actor, 'patrol.note-left', factId, { personId, kind: left ?? '' }, occurredAt)
  else await perform(job, actor, 'patrol.note-received', factId, { personId, arrived: fact === 'intake.accepted' }, occurredAt)
}

async function followMerge(job: JobContext, data: Record<string, unknown>): Promise<void> {
  const { personId, into, action } = data as { personId: string; into: string; action: string }
  // Undone before the list has heard of it: there is nothing to follow.
  if ((await mergedInto(job, personId)) !== into) return
  if (await listOf(job, personId)) await perform(job, systemActor, 'patrol.note-merged', action, { personId, into })
}

async function followParting(job: JobContext, data: Record<string, unknown>): Promise<void> {
  const { personId, into, action } = data as { personId: string; into: string; action: string }
  // Taken for one again, with the same: the list has them as one still.
  if ((await mergedInto(job, personId)) === into) return
  if (await wasOnStreet(job, personId)) await perform(job, systemActor, 'patrol.note-parted', action, { personId, into })
}

async function followChild(job: JobContext, data: Record<string, unknown>): Promise<void> {
  const { childId, factId } = data as { childId: string; factId: string }
  const child = await asSystem(job, (tx) => childById(tx, childId))
  const owner = child ? await listOf(job, child.personId) : undefined
  if (child && owner) await perform(job, systemActor, 'patrol.note-child', factId, { personId: child.personId })
}

/** Parted again: whoever was sent by the report and has not been there has it as a stop, and no more the other in its place. */
async function standAgain(tx: Tx, { vault }: JobContext, factId: string, reportId: string): Promise<void> {
  const { going } = (await detailsOf(tx, vault, [factId])).get(factId) ?? {}
  const sent = (await factsOf(tx, [reportId])).filter((each) => each.name === 'report.dispatched')
  for (const organisationId of Array.isArray(going) ? (going as string[]) : []) {
    const own = sent.filter((each) => each.value['organisation'] === organisationId)
    const [last, to] = [own.at(-1), await organisationById(tx, organisationId)]
    const told = last && errandOf((await detailsOf(tx, vault, [last.id])).get(last.id) ?? {})
    if (!to || !told || !PATROLLING.includes(to.kind)) continue
    const errand = { id: derivedId(last.id, ERRAND), reportId, organisationId: to.id, organisationPath: to.path }
    if (await returnErrand(tx, errand.id, reportId)) continue
    await putErrand({ tx, vault }, { ...errand, sentAt: last.occurredAt, content: told })
  }
}

async function followDispatch(job: JobContext, data: Record<string, unknown>): Promise<void> {
  const { fact, factId, reportId, organisationId, into, occurredAt } = data as {
    fact: string
    factId: string
    reportId: string
    organisationId: string | null
    into: string | null
    occurredAt: number
  }
  await asSystem(job, async (tx) => {
    if (fact === 'report.unjoined') return standAgain(tx, job, factId, reportId)
    // Of one thing told twice, whoever was sent by the second alone still goes.
    if (fact === 'report.joined' && into) await moveErrands(tx, reportId, into)
    // Whoever declines goes no more; the others still do.
    const whose = fact === 'report.declined' ? organisationId : null
    if (fact !== 'report.dispatched') return endErrands(tx, reportId, job.clock.now(), whose)
    const to = organisationId ? await organisationById(tx, organisationId) : undefined
    if (!to || !PATROLLING.includes(to.kind)) return
    const told = errandOf((await detailsOf(tx, job.vault, [factId])).get(factId) ?? {})
    if (!told) return
    const errand = { id: derivedId(factId, ERRAND), reportId, organisationId: to.id, organisationPath: to.path }
    await putErrand({ tx, vault: job.vault }, { ...errand, sentAt: occurredAt, content: told })
  })
}

async function followOperation(job: JobContext, data: Record<string, unknown>): Promise<void> {
  const { factId, campaignId, kind } = data as { factId: string; campaignId: string; kind: string | null }
  const told = await asSystem(job, async (tx) => (await detailsOf(tx, job.vault, [factId])).get(factId) ?? {})
  for (const [index, round] of roundsOf(told, kind).entries())
    await perform(job, systemActor, 'patrol.add-rounds', `${factId}:${index}`, { campaignId, ...round })
}

const SLICE = 200

export const jobs: JobHandler[] = [
  { name: FILE, title: '接待、离站后改街面名单', run: followFile },
  { name: MERGED, title: '随人员合并街面记录', run: followMerge },
  { name: PARTED, title: '合并撤销后街面记录各归各人', run: followParting },
  { name: CHILD, title: '未成年人个案与街面名单分开', run: followChild },
  { name: ERRAND, title: '派单成为今晚的点位', run: followDispatch },
  { name: ROUNDS, title: '按救助行动加密巡查', run: followOperation },
  {
    name: 'patrol.close-forgotten',
    title: '结束没有人结束的班次',
    every: '20 * * * *',
    async run(job) {
      const now = job.clock.now()
      const open = await asSystem(job, async (tx) => {
        const found = await forgotten(tx, now - FORGOTTEN_HOURS * HOUR, SLICE)
        return Promise.all(found.map(async (each) => ({ ...each, owner: await organisationAt(tx, each.ownerPath) })))
      })
      for (const { id, owner } of open)
        if (owner) await perform(job, systemActorFor(owner), 'patrol.close-shift', `${id}:${now}`, { shiftId: id })
    },
  },
  {
    name: 'patrol.erase-tracks-due',
    title: '清除到期轨迹',
    every: '40 3 * * *',
    async run(job) {
      const owners = await asSystem(job, async (tx) =>
        Promise.all((await trackOwners(tx)).map(({ path }) => organisationAt(tx, path))),
      )
      const now = job.clock.now()
      for (const owner of owners)
        if (owner) await perform(job, systemActorFor(owner), 'patrol.erase-tracks', `${owner.id}:${now}`, {})
    },
  },
]
