/** What a change would change for whom: computed beside what is kept, nothing written but the result. */
import { systemActor } from '#kernel/actor.ts'
import { withActor } from '#kernel/db.ts'
import type { JobContext } from '#kernel/module.ts'
import { assumedParameters } from '#policy/compile.ts'
import { type Books, books, decisionsOf } from './books.ts'
import { families, readGathered } from './gathered.ts'
import { type Decisions, inForce } from './in-force.ts'
import { type KeptRow, rowOf, stateAt } from './keep-rules.ts'
import { readParameter } from './parameter-rules.ts'
import { type Boards, countsOthers, dutiesOf } from './recompute.ts'
import type { Change } from './schema.ts'
import { gather, subjectsUnder, versionOf } from './store.ts'
import { keepRun, runById } from './store-decisions.ts'

export interface ClauseChange {
  clause: string
  appear: number
  disappear: number
  /** `pending → overdue` and the like: from, to, how many. */
  changed: { from: string; to: string; count: number }[]
  /** Other term, same state. */
  moved: number
  sample: string[]
}

export interface PreviewResult {
  clauses: ClauseChange[]
  subjects: number
}

const BATCH = 1000
const SAMPLE = 12

/** The decisions as they would be. */
export function withChange(decisions: Decisions, change: Change, jurisdiction: string, shelf: Books): Decisions {
  const decidedAt = Number.MAX_SAFE_INTEGER
  switch (change.kind) {
    case 'adopt': {
      const row = { id: 'preview', jurisdiction, pack: change.pack, from: change.from, until: change.until ?? null, reason: '' }
      return { ...decisions, adoptions: [...decisions.adoptions, row] }
    }
    case 'end':
      return {
        ...decisions,
        adoptions: decisions.adoptions.map((row) => (row.id === change.adoptionId ? { ...row, until: change.until } : row)),
      }
    case 'parameter': {
      const parameter = assumedParameters([...shelf.packs.values()]).get(change.key)
      const value = parameter ? readParameter(parameter, change.value) : null
      if (value === null) return decisions
      const row = { jurisdiction, key: change.key, value, from: change.from, reason: '', citation: null, decidedAt }
      return { ...decisions, parameters: [...decisions.parameters, row] }
    }
    case 'go-live':
      return { ...decisions, goLives: [...decisions.goLives, { jurisdiction, day: change.day, reason: '', decidedAt }] }
  }
}

/** Adds what differs between kept and would-be rows of one subject. */
export function addDifferences(
  into: Map<string, ClauseChange>,
  kept: readonly KeptRow[],
  would: readonly KeptRow[],
  now: number,
): boolean {
  const key = (row: KeptRow) => `${row.clause} ${row.instance}`
  const was = new Map(kept.map((row) => [key(row), row]))
  let any = false
  const of = (clause: string, subject: string): ClauseChange => {
    const known = into.get(clause) ?? { clause, appear: 0, disappear: 0, changed: [], moved: 0, sample: [] }
    into.set(clause, known)
    if (known.sample.length < SAMPLE && !known.sample.includes(subject)) known.sample.push(subject)
    any = true
    return known
  }
  for (const row of would) {
    const old = was.get(key(row))
    was.delete(key(row))
    if (!old) {
      of(row.clause, row.subject).appear += 1
      continue
    }
    const [from, to] = [stateAt(old, now), stateAt(row, now)]
    if (from !== to) {
      const change = of(row.clause, row.subject)
      const step = change.changed.find((each) => each.from === from && each.to === to)
      if (step) step.count += 1
      else change.changed.push({ from, to, count: 1 })
    } else if (old.due !== row.due) of(row.clause, row.subject).moved += 1
  }
  for (const row of was.values()) of(row.clause, row.subject).disappear += 1
  return any
}

/** Runs a preview to its end, its progress and counts so far kept with every page. */
export async function preview(context: JobContext, runId: string): Promise<void> {
  const shelf = await books()
  const asSystem = <T>(work: Parameters<typeof withActor<T>>[2]) => withActor(context.db, systemActor, work)
  const run = await asSystem((tx) => runById(tx, runId))
  if (!run || run.finishedAt !== null) return
  const { decisions } = await asSystem(async (tx) => decisionsOf(tx, await versionOf(tx)))
  const changed = withChange(decisions, run.input as unknown as Change, run.jurisdiction, shelf)
  const places = new Map<string, ReturnType<typeof inForce>>()
  const clauses = new Map<string, ClauseChange>()
  let cursor: string | null = null
  let done = 0
  let subjects = 0
  for (;;) {
    const page: { count: number; last: string | null } = await asSystem(async (tx) => {
      const { asked, next } = await subjectsUnder(tx, run.jurisdiction, cursor, BATCH)
      const now = context.clock.now()
      if (asked.length > 0) {
        const gathered = readGathered(await gather(tx, asked, false), asked, [])
        const groups = families(gathered)
        const boards: Boards = new Map()
        for (const { id, kind, ownerPath } of asked) {
          const force = places.get(ownerPath) ?? inForce(shelf.packs, changed, ownerPath)
          places.set(ownerPath, force)
          const own = (clause: string) => {
            const known = shelf.clauses.get(clause)?.clause
            return !known || !countsOthers(known)
          }
          const would = dutiesOf(shelf, gathered, groups.get(id) ?? [id], id, force, now, boards)
            .obligations.filter((each) => each.state !== 'not-applicable' && own(each.clause))
            .map((each) => rowOf(each, { id, kind, ownerPath }))
          const kept = (gathered.kept.get(id) ?? []).filter((row) => own(row.clause))
          if (addDifferences(clauses, kept, would, now)) subjects += 1
        }
      }
      const result: PreviewResult = { clauses: [...clauses.values()], subjects }
      const finishedAt = next === null ? now : null
      await keepRun(tx, now, { id: runId, total: run.total, done: done + asked.length, cursor: null, result, finishedAt })
      return { count: asked.length, last: next }
    })
    done += page.count
    cursor = page.last
    if (page.last === null) return
  }
}
