/** What this room does when other rooms have told something. */
import { systemActor, systemActorFor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import { factsOf, type LedgerFact } from '#kernel/ledger.ts'
import type { JobContext, JobHandler, Reaction } from '#kernel/module.ts'
import { organisationById } from '#kernel/org.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { fileById, filesOfPerson } from '#modules/people-and-cases/index.ts'
import { lookAt } from './rules.ts'
import { caseOfFile, upsertCandidate } from './store.ts'
import { filesNotLookedAt } from './store-read.ts'

/** Facts of a file that change its row among those who stay long. */
const LOOKED_AT = [
  'intake.accepted',
  'intake.taken-back',
  'departure.left',
  'departure.sent-home',
  'medical.screened',
  'medical.hospitalised',
  'medical.fetched',
  'entrusted.placed',
  'entrusted.brought-back',
  'stay.leave-begun',
  'stay.leave-ended',
  'tracing.interviewed',
  'tracing.face-compared',
  'tracing.police-asked',
  'tracing.police-answered',
  'tracing.dna-sampled',
  'tracing.pushed-national',
  'tracing.notice-published',
  'tracing.notice-renewed',
  'tracing.match-suggested',
  'tracing.match-agreed',
  'tracing.match-excluded',
  'tracing.match-confirmed',
  'settlement.applied',
  'fact.withdrawn',
]

/** Ways of leaving after which nobody is settled by this station; a settled guest has left as planned, a patient comes back. */
const AWAY = new Set(['own', 'family', 'escort', 'police', 'absconded', 'gave-up', 'terminated', 'died', 'other-station'])

const about = ({ subject }: LedgerFact) =>
  subject.kind === 'rescue-file' || subject.kind === 'person' ? { subjectId: subject.id, kind: subject.kind } : null

export const reactions: Reaction[] = [
  ...LOOKED_AT.map(
    (fact): Reaction => ({
      fact,
      job: (told) => {
        const data = about(told)
        return data && { name: 'settlement.look', data, key: data.subjectId }
      },
    }),
  ),
  {
    fact: 'departure.left',
    job: ({ subject, value, action }) =>
      AWAY.has(value.kind as string)
        ? {
            name: 'settlement.after-leaving',
            data: { fileId: subject.id, reason: value.kind === 'died' ? 'died' : 'left', action },
          }
        : null,
  },
  {
    fact: 'person.identity-stated',
    job: (fact) => {
      const data = about(fact)
      return data && fact.value.status === 'verified'
        ? { name: 'settlement.after-identified', data: { ...data, action: fact.action } }
        : null
    },
  },
  {
    fact: 'file.person-changed',
    job: ({ subject, action }) =>
      subject.kind === 'rescue-file' ? { name: 'settlement.after-person-changed', data: { fileId: subject.id, action } } : null,
  },
]

const asSystem = <T>(job: JobContext, work: Parameters<typeof withActor<T>>[2]) =>
  withActor(job.db, systemActor, work, job.clock.now())

const filesOf = (job: JobContext, data: { subjectId: string; kind: string }) =>
  asSystem(job, async (tx) => {
    if (data.kind === 'person') return (await filesOfPerson(tx, data.subjectId)).map((file) => file.id)
    return [data.subjectId]
  })

/** Reads a file's facts anew and keeps what the list shows. */
async function look(job: JobContext, fileId: string): Promise<void> {
  await asSystem(job, async (tx) => {
    const file = await fileById(tx, fileId)
    if (!file?.acceptedAt) return
    const now = job.clock.now()
    await upsertCandidate(tx, file, lookAt(await factsOf(tx, [fileId]), now), now)
  })
}

/** Opens a door of this room as the system for the file's station, where the file has a case. */
async function follow(job: JobContext, door: string, fileId: string, action: string, more: object = {}): Promise<void> {
  const station = await asSystem(job, async (tx) => {
    const file = await fileById(tx, fileId)
    const has = file && (await caseOfFile(tx, job.vault, fileId))
    return has && (await organisationById(tx, file.stationId))
  })
  if (!station) return
  const envelope = { actionId: derivedId(action, `${door}:${fileId}`), form: { fileId, ...more } }
  const outcome = await job.perform(systemActorFor(station), door, envelope)
  if (isRefusal(outcome)) throw new Error(outcome.code)
}

const NIGHTLY = 500

export const jobs: JobHandler[] = [
  {
    name: 'settlement.look',
    title: '更新滞留人员的查找进度',
    async run(job, data) {
      for (const fileId of await filesOf(job, data as { subjectId: string; kind: string })) await look(job, fileId)
    },
  },
  {
    name: 'settlement.look-at-all',
    title: '补齐滞留人员清单',
    every: '40 3 * * *',
    async run(job) {
      let after: string | null = null
      for (;;) {
        const ids: string[] = await asSystem(job, (tx) => filesNotLookedAt(tx, after, NIGHTLY))
        for (const id of ids) await look(job, id)
        after = ids.at(-1) ?? null
        if (ids.length < NIGHTLY) return
      }
    },
  },
  {
    name: 'settlement.after-leaving',
    title: '离站、死亡后撤回落户申请',
    async run(job, data) {
      const { fileId, reason, action } = data as { fileId: string; reason: string; action: string }
      await follow(job, 'settlement.follow-away', fileId, action, { reason })
    },
  },
  {
    name: 'settlement.after-identified',
    title: '查明身份后撤回申请，或列出更正事项',
    async run(job, data) {
      const { action, ...of } = data as { subjectId: string; kind: string; action: string }
      const own = await filesOf(job, of)
      const all =
        of.kind === 'person'
          ? own
          : await asSystem(job, async (tx) => {
              const file = await fileById(tx, of.subjectId)
              return file ? (await filesOfPerson(tx, file.personId)).map((each) => each.id) : []
            })
      for (const fileId of all) await follow(job, 'settlement.follow-identified', fileId, action)
    },
  },
  {
    name: 'settlement.after-person-changed',
    title: '人员合并、拆分后核对落户案',
    async run(job, data) {
      const { fileId, action } = data as { fileId: string; action: string }
      await follow(job, 'settlement.follow-person', fileId, action)
    },
  },
]
