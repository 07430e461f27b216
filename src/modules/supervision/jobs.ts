/** Recomputing without an action: what changes by itself, what a decision changed, what counts others. */
import { systemActor } from '#kernel/actor.ts'
import { type Tx, withActor } from '#kernel/db.ts'
import type { LedgerFact } from '#kernel/ledger.ts'
import type { JobContext, JobHandler, Reaction } from '#kernel/module.ts'
import { books } from './books.ts'
import { bureausAbove, countedBy, organisationsAsked } from './counted.ts'
import type { Asked } from './gathered.ts'
import { preview } from './preview.ts'
import { recompute } from './recompute.ts'
import { countUnder, enrol, subjectsDue, subjectsUnder } from './store.ts'
import { keepRun, runById, takeUpLostRuns } from './store-decisions.ts'
import { kindWords } from './words.ts'

/** Subjects in one transaction: enough to spare round trips, few enough that nobody waits long for their locks. */
export const BATCH = 1000
/** A run by the minute does no more than this, so that it ends before the next. */
const MOST_A_MINUTE = 5000

const asSystem = <T>(context: JobContext, work: (tx: Tx) => Promise<T>): Promise<T> => withActor(context.db, systemActor, work)

/** Recomputes the subjects whose answer changes at or before now. Returns how many. */
export async function recomputeDue(context: JobContext): Promise<number> {
  const shelf = await books()
  let done = 0
  while (done < MOST_A_MINUTE) {
    const now = context.clock.now()
    const count = await asSystem(context, async (tx) => {
      const asked = await subjectsDue(tx, now, BATCH)
      if (asked.length > 0) await recompute(tx, shelf, { now, asked })
      return asked.length
    })
    done += count
    if (count < BATCH) break
  }
  return done
}

/** Recomputes an organisation with everybody that its clauses count in view. */
export async function recomputeOrganisation(context: JobContext, asked: Asked): Promise<void> {
  const shelf = await books()
  await asSystem(context, async (tx) => {
    const inView = await countedBy(tx, asked)
    if (inView) await recompute(tx, shelf, { now: context.clock.now(), asked: [asked], inView })
  })
}

/** Takes up subjects that came into the ledger past the doors; they are computed by the next minute's run. */
export function enrolAll(context: JobContext, path: string): Promise<number> {
  return asSystem(context, (tx) => enrol(tx, path, Object.keys(kindWords)))
}

/** All organisations anew, each in its own transaction: nightly, and where a new one was opened. */
export async function recomputeOrganisations(context: JobContext, path: string): Promise<void> {
  const asked = await asSystem(context, (tx) => organisationsAsked(tx, path))
  for (const each of asked) await recomputeOrganisation(context, each)
}

/** Recomputes a whole jurisdiction, page by page; a run that was broken off goes on where it stood. */
export async function recomputeJurisdiction(context: JobContext, runId: string): Promise<void> {
  const shelf = await books()
  const run = await asSystem(context, (tx) => runById(tx, runId))
  if (!run || run.finishedAt !== null) return
  const total = await asSystem(context, (tx) => countUnder(tx, run.jurisdiction))
  await asSystem(context, (tx) =>
    keepRun(tx, context.clock.now(), { id: runId, total, done: run.done, cursor: run.cursor, finishedAt: null }),
  )
  let { done } = run
  let cursor: string | null = run.cursor
  for (;;) {
    const page = await asSystem(context, async (tx) => {
      const { asked, next } = await subjectsUnder(tx, run.jurisdiction, cursor, BATCH)
      const targets = asked.filter((each) => each.kind !== 'organisation')
      if (targets.length > 0) await recompute(tx, shelf, { now: context.clock.now(), asked: targets })
      const at = next ?? cursor
      await keepRun(tx, context.clock.now(), { id: runId, total, done: done + asked.length, cursor: at, finishedAt: null })
      return { count: asked.length, next }
    })
    done += page.count
    if (page.next === null) break
    cursor = page.next
  }
  await recomputeOrganisations(context, run.jurisdiction)
  await asSystem(context, (tx) =>
    keepRun(tx, context.clock.now(), { id: runId, total, done, cursor, finishedAt: context.clock.now() }),
  )
}

export const jobs: JobHandler[] = [
  {
    name: 'supervision.recompute-due',
    title: '到点重算应办事项',
    every: '* * * * *',
    run: async (context) => {
      const lost = await asSystem(context, (tx) => takeUpLostRuns(tx, context.clock.now()))
      for (const runId of lost) await recomputeJurisdiction(context, runId)
      await recomputeDue(context)
    },
  },
  {
    name: 'supervision.recompute-jurisdiction',
    title: '政策变动后重算辖区',
    run: (context, data) => recomputeJurisdiction(context, String(data.runId)),
  },
  {
    name: 'supervision.preview',
    title: '试算政策变动',
    run: (context, data) => preview(context, String(data.runId)),
  },
  {
    name: 'supervision.count-others',
    title: '重算机构的应办事项',
    every: '20 1 * * *',
    run: async (context, data) => {
      if (typeof data.id !== 'string') {
        await enrolAll(context, '')
        return recomputeOrganisations(context, '')
      }
      return recomputeOrganisation(context, { id: data.id, kind: 'organisation', ownerPath: String(data.ownerPath) })
    },
  },
  {
    name: 'supervision.count-owner',
    title: '重算记录所属机构的应办事项',
    takes: 200,
    run: async (context, data) => {
      const path = String(data.path)
      const asked = (await asSystem(context, (tx) => organisationsAsked(tx, path))).filter((each) => each.ownerPath === path)
      for (const each of asked) await recomputeOrganisation(context, each)
    },
  },
  {
    name: 'supervision.count-above',
    title: '重算上级民政局的四级网络',
    run: async (context, data) => {
      const asked = await asSystem(context, (tx) => bureausAbove(tx, String(data.path)))
      for (const each of asked) await recomputeOrganisation(context, each)
    },
  },
]

/** Facts told at once that are no longer one case: a register comes in, batch after batch. */
const MANY = 50
const MINUTE = 60_000

/** A town whose register comes in is counted by the minute: each count reads all of its children. */
const whenToCount = (fact: LedgerFact, told: readonly LedgerFact[]) =>
  told.length > MANY ? { startAfter: (Math.floor(fact.recordedAt / MINUTE) + 1) * MINUTE } : {}

/** Facts of others that an organisation's clauses count: its job follows, and those that wait for the same are done together. */
const counted = [
  'staff.joined',
  'staff.left',
  'staff.duty-named',
  'staff.duty-ended',
  'child.file-opened',
  'child.screened',
  'person.birth-known',
]

/** A centre or point more, or one less: the levels of the network are counted by the bureaus above. */
const network = ['network.point-opened', 'network.point-closed']

export const reactions: Reaction[] = [
  ...counted.map(
    (name): Reaction => ({
      fact: name,
      job: (fact, told) => {
        const { kind, ownerPath: path } = fact.subject
        if (kind !== 'staff' && kind !== 'child-file') return null
        return { name: 'supervision.count-owner', data: { path }, key: path, ...whenToCount(fact, told) }
      },
    }),
  ),
  ...network.map(
    (fact): Reaction => ({
      fact,
      job: ({ subject }) => ({ name: 'supervision.count-above', data: { path: subject.ownerPath }, key: subject.ownerPath }),
    }),
  ),
]
