/**
 * The job that imports: slice by slice, row by row, each row an action of its own. A slice that was cut off is simply run
 * again: rows that were written give the same answer, and nothing happens twice.
 */
import { type Actor, systemActor, systemActorFor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import { openFile } from '#kernel/files.ts'
import type { JobContext, JobHandler } from '#kernel/module.ts'
import { organisationById } from '#kernel/org.ts'
import type { Outcome } from '#kernel/perform.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { IMPORT_ROWS } from './actions.ts'
import { bedsOf, type Beds, giveBed } from './beds.ts'
import { keysOf, type RowKeys } from './loads.ts'
import { type JudgedRow, judgedRows, TooManyRows } from './reading.ts'
import { fileRefusal, refuse } from './refusals.ts'
import { notesInWords } from './rules.ts'
import type { RosterGuest } from './schema.ts'
import {
  type Handled,
  handledNumbers,
  importedOf,
  type ImportedRow,
  insertHandled,
  runById,
  type RunRow,
  setTotal,
} from './store.ts'
import type { RowOutcome } from './words.ts'
import { MOST_ROWS } from '#kernel/workbook.ts'
import { ZipTrouble } from '#kernel/zip.ts'

/** Rows of one slice: about a minute of work, well within what a queue takes for a job that hangs. */
const SLICE = 1000
/** Rows looked up, and written as handled, at a time. */
const BATCH = 50

interface Importing {
  job: JobContext
  actor: Actor
  run: RunRow
  beds: Beds
  /** Key → first row of this file that has it. */
  seen: Map<string, { rowNo: number; content: string }>
}

interface Keyed {
  rowNo: number
  guest: RosterGuest
  bed: string | undefined
  warnings: string
  keys: RowKeys
}

/** Runs one slice; true when rows remain. A run that ended meanwhile, and one that does not exist, has nothing left to do. */
export async function importSlice(job: JobContext, runId: string, most = SLICE): Promise<boolean> {
  const { db, vault } = job
  const opened = await withActor(db, systemActor, async (tx) => {
    const run = await runById(tx, vault, runId)
    const station = run ? await organisationById(tx, run.stationId) : undefined
    const file = run ? await openFile(tx, vault, run.fileId) : undefined
    return run && station && file && run.state === 'under-way'
      ? { run, station, body: file.body, handled: await handledNumbers(tx, runId) }
      : undefined
  })
  if (!opened) return false
  const { run, body, handled } = opened
  const actor = systemActorFor(opened.station)
  // The day on which the import began: a row judged good on it does not turn bad, or the other way round, at midnight.
  const today = dateOf(run.startedAt)
  const at = () => derivedId(runId, `after ${handled.size}`)
  try {
    if (run.total === null) await tellTotal(job, actor, run, body, today)
    const importing: Importing = { job, actor, run, beds: await bedsOf(job, actor), seen: new Map() }
    let batch: JudgedRow[] = []
    let taken = 0
    let more = false
    for await (const each of judgedRows(body, run.roster, today)) {
      if (handled.has(each.row.number)) {
        remember(importing, each)
        continue
      }
      if (taken >= most) {
        more = true
        break
      }
      taken += 1
      batch.push(each)
      if (batch.length < BATCH) continue
      if (!(await handle(importing, batch))) return false
      for (const { row } of batch) handled.add(row.number)
      batch = []
    }
    if (!(await handle(importing, batch))) return false
    for (const { row } of batch) handled.add(row.number)
    const form = { runId, handled: handled.size, finished: !more }
    const outcome = await job.perform(actor, 'exchange.continue-import', { actionId: at(), form })
    if (isRefusal(outcome) && outcome.code !== 'EXCHANGE.ENDED') throw new Error(outcome.code)
    return more
  } catch (error) {
    const fault = faultIn(error)
    if (!fault) throw error
    const form = { runId, reason: fault.sentence }
    const outcome = await job.perform(actor, 'exchange.stop-import', { actionId: derivedId(runId, 'unreadable'), form })
    if (isRefusal(outcome) && outcome.code !== 'EXCHANGE.ENDED') throw new Error(outcome.code)
    return false
  }
}

function faultIn(error: unknown): Refusal | undefined {
  if (error instanceof ZipTrouble) return fileRefusal(error.fault)
  return error instanceof TooManyRows ? refuse('TOO_MANY_ROWS', { most: MOST_ROWS }) : undefined
}

/** Goes through the file once before the first row is written: too many rows, or a broken end, then import nothing. */
async function tellTotal(job: JobContext, actor: Actor, run: RunRow, body: Buffer, today: string): Promise<void> {
  let total = 0
  for await (const _row of judgedRows(body, run.roster, today)) total += 1
  await withActor(job.db, actor, (tx) => setTotal(tx, run.id, total))
}

function keyed({ job, run }: Importing, { row, judged }: JudgedRow): Keyed | undefined {
  if (!judged.ok) return undefined
  const { guest, bed } = judged
  return { rowNo: row.number, guest, bed, warnings: notesInWords(judged.warnings), keys: keysOf(job.vault, run.stationId, guest) }
}

/** A row handled by an earlier slice still stands for its twins further down. */
function remember(importing: Importing, each: JudgedRow): void {
  const known = keyed(importing, each)
  if (known && !importing.seen.has(known.keys.key))
    importing.seen.set(known.keys.key, { rowNo: known.rowNo, content: known.keys.content })
}

/** Handles rows and writes what became of them; false when the run was ended by somebody. */
async function handle(importing: Importing, batch: readonly JudgedRow[]): Promise<boolean> {
  const { job, actor, run } = importing
  const { db, vault } = job
  const good = batch.flatMap((each) => keyed(importing, each) ?? [])
  const known = await withActor(db, actor, (tx) =>
    importedOf(
      tx,
      run.stationId,
      good.map((each) => each.keys.key),
    ),
  )
  const handled: Handled[] = []
  let ended = false
  for (const each of batch) {
    const row = good.find(({ rowNo }) => rowNo === each.row.number)
    const became = row ? await handleGood(importing, row, known.get(row.keys.key)) : badRow(each)
    if (became === 'ended') {
      ended = true
      break
    }
    handled.push(became)
  }
  await withActor(db, actor, (tx) => insertHandled(tx, vault, run, handled))
  return !ended
}

const became = (rowNo: number, outcome: RowOutcome, words = '', fileId: string | null = null): Handled => ({
  rowNo,
  outcome,
  fileId,
  bed: null,
  words,
})

function badRow({ row, judged }: JudgedRow): Handled {
  return became(row.number, 'bad', judged.ok ? '' : notesInWords([...judged.bad, ...judged.warnings]))
}

async function handleGood(importing: Importing, row: Keyed, before: ImportedRow | undefined): Promise<Handled | 'ended'> {
  const { job, actor, run, seen } = importing
  const { key, content } = row.keys
  const twin = seen.get(key)
  if (twin && twin.rowNo !== row.rowNo)
    return twin.content === content
      ? became(row.rowNo, 'duplicate', `与第 ${twin.rowNo} 行重复`)
      : became(
          row.rowNo,
          'bad',
          `与第 ${twin.rowNo} 行是同一人同一天入站而内容不同，请核对留哪一行；若是两个人，请写上能区分的姓名、出生日期或证件号`,
        )
  seen.set(key, { rowNo: row.rowNo, content })
  // The same in every earlier file: nothing to ask. A row written by this very run before it was cut off is answered again.
  if (before && before.content === content && before.runId !== run.id) return became(row.rowNo, 'already', '', before.fileId)
  const outcome = (await job.perform(actor, 'exchange.import-guest', {
    actionId: derivedId(`${run.id}:${key}`, 'exchange.import-guest'),
    form: { runId: run.id, row: row.rowNo, guest: row.guest },
  })) as Outcome | Refusal
  if (isRefusal(outcome)) return outcome.code === 'EXCHANGE.ENDED' ? 'ended' : refusedRow(row, outcome)
  const reply = outcome.reply as { outcome: RowOutcome; fileId: string }
  const done = became(row.rowNo, reply.outcome, row.warnings, reply.fileId)
  if (reply.outcome === 'changed') return { ...done, words: '已导入过，内容有变化，未改动；请在个案里更正' }
  if (reply.outcome !== 'added' || !row.bed || row.guest.left !== undefined) return done
  const bed = await giveBed(importing, { fileId: reply.fileId, label: row.bed })
  return { ...done, bed: bed.outcome, words: [done.words, bed.words].filter(Boolean).join('；') }
}

/** The door refused the row: its own reasons in words, field by field where the form was at fault. */
function refusedRow(row: Keyed, refusal: Refusal): Handled {
  const fields = Object.values(refusal.fields ?? {}).join('；')
  return became(row.rowNo, 'bad', [refusal.sentence, fields].filter(Boolean).join('；'))
}

export const jobs: JobHandler[] = [
  {
    name: IMPORT_ROWS,
    title: '逐行导入花名册',
    async run(context, data) {
      await importSlice(context, (data as { runId: string }).runId)
    },
  },
]
