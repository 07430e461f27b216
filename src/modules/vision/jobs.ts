/** Asking the worker, outside of any transaction; making templates anew; letting them go when their time has come. */
import { type Actor, rangeOf, systemActor, systemActorFor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import { openFile } from '#kernel/files.ts'
import type { JobContext, JobHandler } from '#kernel/module.ts'
import { organisationById } from '#kernel/org.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { fileById } from '#modules/people-and-cases/index.ts'
import { areaOf, keptSince, nearest, POSSIBLE, resultOf } from './rules.ts'
import type { Candidate, Finish } from './schema.ts'
import {
  bureauOver,
  bureaus,
  countTemplates,
  eraseTemplates,
  keepTemplate,
  type OpenedTemplate,
  type StaleTemplate,
  staleTemplates,
  templatePage,
  type UseRow,
  useById,
} from './store.ts'
import { fileIdsOfPerson } from './store-read.ts'
import type { Erasure } from './words.ts'
import { type Model, type TemplateAnswer, worker } from './worker.ts'

/** Templates compared at a time: some five megabytes to the worker. */
const PAGE = 2000

/** The system within one jurisdiction: what has accumulated there, and nothing beyond. */
export const systemWithin = (jurisdiction: string): Actor => ({ ...systemActor, range: rangeOf(jurisdiction) })

const nothing = { candidates: [] as Candidate[], refusals: [] as string[], warnings: [] as string[], searched: 0, stale: 0 }

/** The photograph as it lies in the house, or undefined where it is gone. */
async function pictureOf({ db, vault }: JobContext, actor: Actor, photoId: string): Promise<string | undefined> {
  const file = await withActor(db, actor, (tx) => openFile(tx, vault, photoId))
  return file?.body.toString('base64')
}

/** One template against all of the jurisdiction, a page at a time. The person's own other files are left out. */
async function rank(
  { db, vault }: JobContext,
  actor: Actor,
  use: UseRow,
  made: { template: string; model: Model },
): Promise<{ candidates: Candidate[]; searched: number } | undefined> {
  const without = await withActor(db, actor, async (tx) => {
    const file = use.subjectKind === 'rescue-file' ? await fileById(tx, use.subjectId) : undefined
    return [use.subjectId, ...(file ? await fileIdsOfPerson(tx, [file.personId]) : [])]
  })
  let candidates: Candidate[] = []
  let searched = 0
  let after: string | null = null
  for (;;) {
    const from: string | null = after
    const page: OpenedTemplate[] = await withActor(db, actor, (tx) =>
      templatePage(tx, vault, { model: made.model, after: from, without, limit: PAGE }),
    )
    if (page.length === 0) return { candidates, searched }
    const byId = new Map(page.map((each) => [each.id, each]))
    const reply = await worker.ask('compare', {
      one: made.template,
      many: page.map(({ id, vector }) => ({ key: id, template: vector })),
    })
    if (!('answer' in reply)) return undefined
    const found = reply.answer.ranked.flatMap(({ key, score }) => {
      const each = byId.get(key)
      if (!each || score < POSSIBLE) return []
      // Two families who look for somebody are no match for each other.
      if (use.subjectKind === 'inquiry' && each.subjectKind === 'inquiry') return []
      return [{ subjectKind: each.subjectKind, subjectId: each.subjectId, ownerPath: each.ownerPath, score: Math.min(1, score) }]
    })
    candidates = nearest([candidates, found])
    searched += page.length
    after = page.at(-1)?.id ?? null
  }
}

/** What the worker makes of one comparison; every trouble becomes a result that is said. */
async function outcomeOf(context: JobContext, actor: Actor, use: UseRow): Promise<Omit<Finish, 'useId'>> {
  const picture = await pictureOf(context, actor, use.photoId)
  if (!picture) return { ...nothing, result: 'no-template', refusals: ['照片已经不在，请重新上传。'] }
  const reply = await worker.ask('template', { picture, ...(use.pick === null ? {} : { pick: use.pick }) })
  if ('unfit' in reply) return { ...nothing, result: 'no-template', refusals: [reply.unfit] }
  if ('trouble' in reply) return { ...nothing, result: 'failed', refusals: ['识别部件没有应答，请稍后再试。'] }
  const { template, model, refusals, warnings } = reply.answer as TemplateAnswer
  if (!template) return { ...nothing, result: 'no-template', refusals, warnings }
  const { stale } = await withActor(context.db, actor, (tx) => countTemplates(tx, model))
  const ranked = await rank(context, actor, use, { template, model })
  if (!ranked) return { ...nothing, result: 'failed', refusals: ['识别部件没有应答，请稍后再试。'] }
  return { ...ranked, result: resultOf(ranked.candidates), template, model, refusals, warnings, stale }
}

async function runComparison(context: JobContext, useId: string): Promise<void> {
  const found = await withActor(context.db, systemActor, async (tx) => {
    const use = await useById(tx, useId)
    const organisation = use && (await organisationById(tx, use.organisationId))
    const bureau = organisation && (await bureauOver(tx, organisation.path))
    return use && organisation ? { use, organisation, jurisdiction: bureau?.jurisdiction } : undefined
  })
  if (!found || found.use.state === 'done') return
  const { use, organisation, jurisdiction } = found
  const told = jurisdiction
    ? await outcomeOf(context, systemWithin(jurisdiction), use)
    : { ...nothing, result: 'failed' as const, refusals: ['民政局没有启用人像比对。'] }
  const envelope = { actionId: derivedId(useId, 'finish'), form: { useId, ...told } }
  // A bureau's officer may ask about any file below the bureau.
  const within = { ...systemActorFor(organisation), range: rangeOf(areaOf(organisation)) }
  const outcome = await context.perform(within, 'vision.finish-comparison', envelope)
  if (isRefusal(outcome)) throw new Error(outcome.code)
}

/** Templates of an older model, from their photographs; one whose photograph no longer serves goes. */
async function renew(context: JobContext, jurisdiction: string): Promise<void> {
  const { db, vault, clock } = context
  const actor = systemWithin(jurisdiction)
  const hello = await worker.ask('hello', {})
  if (!('answer' in hello)) return
  const { face: model } = hello.answer
  let after: string | null = null
  for (;;) {
    const from: string | null = after
    const page: StaleTemplate[] = await withActor(db, actor, (tx) => staleTemplates(tx, model, from, 50))
    if (page.length === 0) return
    for (const each of page) {
      const picture = await pictureOf(context, actor, each.photoId)
      const reply = picture
        ? await worker.ask('template', { picture, ...(each.pick === null ? {} : { pick: each.pick }) })
        : undefined
      if (reply && 'trouble' in reply) return
      const vector = reply && 'answer' in reply ? reply.answer.template : undefined
      const now = clock.now()
      await withActor(db, actor, async (tx) => {
        if (vector) await keepTemplate({ tx, vault, now }, { ...each, model, vector })
        else await eraseTemplates(tx, now, 'photo-gone', { ids: [each.id] })
      })
    }
    after = page.at(-1)?.id ?? null
  }
}

/** Everybody's templates whose time is over, by the term of their bureau's assessment. */
async function letGo({ db, clock }: JobContext): Promise<void> {
  const now = clock.now()
  const all = await withActor(db, systemActor, (tx) => bureaus(tx))
  for (const { jurisdiction, retentionDays } of all)
    await withActor(db, systemWithin(jurisdiction), (tx) =>
      eraseTemplates(tx, now, 'retention', { madeBefore: keptSince(retentionDays, now) }),
    )
}

/** A fact about a person stands for all the person's files. */
async function eraseOf({ db, clock }: JobContext, subjectId: string, why: Erasure): Promise<void> {
  await withActor(db, systemActor, async (tx) => {
    const file = await fileById(tx, subjectId)
    const files = await fileIdsOfPerson(tx, [file?.personId ?? subjectId])
    const all = why === 'identified' ? [subjectId, ...files] : [subjectId]
    await eraseTemplates(tx, clock.now(), why, { subjectIds: all })
  })
}

export const jobs: JobHandler[] = [
  {
    name: 'vision.compare',
    title: '人像检索',
    run: (context, data) => runComparison(context, String(data.useId)),
  },
  {
    name: 'vision.renew',
    title: '重算人像特征',
    run: (context, data) => renew(context, String(data.jurisdiction)),
  },
  {
    name: 'vision.erase',
    title: '删除人像特征',
    run: (context, data) => eraseOf(context, String(data.subjectId), data.why as Erasure),
  },
  { name: 'vision.let-go', title: '删除保存期满的人像特征', every: '20 3 * * *', run: (context) => letGo(context) },
]
