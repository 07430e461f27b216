/**
 * The job that imports a register: slice by slice, batches of rows, each batch one action. A slice that was cut off is run again: rows that
 * were written are known, and nothing happens twice.
 */
import { systemActor, systemActorFor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import { openFile } from '#kernel/files.ts'
import type { JobContext, JobHandler } from '#kernel/module.ts'
import { organisationById } from '#kernel/org.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { MOST_ROWS } from '#kernel/workbook.ts'
import { ZipTrouble } from '#kernel/zip.ts'
import { IMPORT_JOB } from './actions-import.ts'
import { type JudgedRow, rowsOf, TooManyRows } from './reading.ts'
import { fileRefusal, refuse } from './refusals.ts'
import { type Atlas, atlasOf, locate, type Place } from './rules-places.ts'
import { inWords, judgeRow } from './rules-row.ts'
import { placesById, placesOf } from './store-entry.ts'
import { handledNumbers, runById, type RunRow, setTotal } from './store-run.ts'

/** Rows of one slice: a whole file, for each slice reads it from its beginning; minutes of what a queue takes for a job that hangs. */
const SLICE = MOST_ROWS
/** Rows of one action. */
const BATCH = 200

interface Importing {
  run: RunRow
  opener: Place
  atlas: Atlas
  fallback: Place | undefined
}

function rowOf({ row, judged }: JudgedRow, { opener, atlas, fallback }: Importing) {
  if (!judged.ok) return undefined
  const { entry, village, town, school, warnings } = judged
  const located = locate(atlas, opener, { village, town, school }, fallback)
  const words = [inWords(warnings), ...located.unknown.map((each) => `${each}，没有交给它`)]
    .filter(Boolean)
    .join('；')
    .slice(0, 2000)
  return {
    row: row.number,
    entry,
    ...(located.town ? { townId: located.town.id } : {}),
    ...(located.village ? { villageId: located.village.id } : {}),
    ...(located.school ? { schoolId: located.school.id } : {}),
    ...(words ? { words } : {}),
  }
}

/** Runs one slice; true when rows remain. A run that ended meanwhile, and one that does not exist, has nothing left to do. */
export async function importSlice(job: JobContext, runId: string, most = SLICE): Promise<boolean> {
  const { db, vault } = job
  const opened = await withActor(db, systemActor, async (tx) => {
    const run = await runById(tx, vault, runId)
    const organisation = run ? await organisationById(tx, run.organisationId) : undefined
    const file = run ? await openFile(tx, vault, run.uploadId) : undefined
    if (!run || !organisation || !file || run.state !== 'under-way') return undefined
    const { townId } = run.plan
    const fallback = townId ? (await placesById(tx, [townId])).get(townId) : undefined
    const places = await placesOf(tx, run.organisationPath)
    return { run, organisation, body: file.body, handled: await handledNumbers(tx, runId), places, fallback }
  })
  if (!opened) return false
  const { run, organisation, body, handled, fallback } = opened
  const actor = systemActorFor(organisation)
  const importing: Importing = { run, opener: organisation, atlas: atlasOf(opened.places), fallback }
  // The day on which the import began: a row judged good on it does not turn bad at midnight.
  const today = dateOf(run.startedAt)
  const perform = async (name: string, label: string, form: Record<string, unknown>): Promise<boolean> => {
    const outcome = await job.perform(actor, name, { actionId: derivedId(runId, label), form })
    if (!isRefusal(outcome)) return true
    if (outcome.code === 'WATCHING.ENDED') return false
    throw new Error(`${outcome.code} ${Object.keys(outcome.fields ?? {}).join(' ')}`)
  }
  const handle = async (batch: readonly JudgedRow[]): Promise<boolean> => {
    const [first] = batch
    if (!first) return true
    const rows = batch.flatMap((each) => rowOf(each, importing) ?? [])
    const others = batch.flatMap(({ row, judged }) =>
      judged.ok ? [] : [{ row: row.number, outcome: 'bad', words: inWords([...judged.bad, ...judged.warnings]).slice(0, 4000) }],
    )
    return perform('watching.import-rows', `rows from ${first.row.number}`, { runId, rows, others })
  }
  try {
    // Once through the file before the first row is written: too many rows, or a broken end, then import nothing.
    const found = await rowsOf(body, run.plan)
    if (run.total === null) await withActor(db, actor, (tx) => setTotal(tx, run.id, found.length))
    let batch: JudgedRow[] = []
    let taken = 0
    let more = false
    for (const row of found) {
      if (handled.has(row.number)) continue
      if (taken >= most) {
        more = true
        break
      }
      taken += 1
      batch.push({ row, judged: judgeRow(row.cells, run.plan.columns, today) })
      if (batch.length < BATCH) continue
      if (!(await handle(batch))) return false
      batch = []
    }
    if (!(await handle(batch))) return false
    const count = handled.size + taken
    const going = await perform('watching.continue-import', `after ${count}`, { runId, handled: count, finished: !more })
    return going && more
  } catch (error) {
    const fault = faultIn(error)
    if (!fault) throw error
    await perform('watching.stop-import', 'unreadable', { runId, reason: fault.sentence })
    return false
  }
}

function faultIn(error: unknown): Refusal | undefined {
  if (error instanceof ZipTrouble) return fileRefusal(error.fault)
  return error instanceof TooManyRows ? refuse('TOO_MANY_ROWS', { most: MOST_ROWS }) : undefined
}

export const importJobs: JobHandler[] = [
  {
    name: IMPORT_JOB,
    title: '逐行导入登记册',
    async run(context, data) {
      await importSlice(context, String(data.runId))
    },
  },
]
