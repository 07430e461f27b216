/** Doors for reading: what a roster holds before it is imported, and what became of it. */
import { z } from 'zod'
import { field, maskValue } from '#kernel/field.ts'
import { openFile } from '#kernel/files.ts'
import { query, type ReadContext } from '#kernel/query.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { mayImport } from './access.ts'
import { keysOf } from './loads.ts'
import { judgedRows, lookInto, namesOf, TooManyRows } from './reading.ts'
import { fileRefusal, mappingRefusal, refuse } from './refusals.ts'
import { notesInWords } from './rules.ts'
import { textOf } from '#kernel/cells.ts'
import { mappingFault } from './rules-columns.ts'
import { meeting } from './rules-identity.ts'
import { badRowsForm, readForm, type RosterForm, rosterForm, runForm } from './schema.ts'
import { badRowsSheet, type SheetRow, XLSX } from './sheet.ts'
import { countsOf, handledOf, importedOf, type Roster, runById, runsOf } from './store.ts'
import { bedOutcomes, rosterFields, rowOutcomes, runStates } from './words.ts'
import { MOST_ROWS } from '#kernel/workbook.ts'
import { ZipTrouble } from '#kernel/zip.ts'

/** Lines that a screen lists; the sheet of rows to correct holds them all. */
const LISTED = 100
const RUNS = 20
const may = mayImport

/** A value shown before anybody said what its column is: what looks like a number of a person keeps its ends only. */
function sample(text: string): string {
  return text
    .slice(0, 40)
    .replace(/\d{14,17}[\dXx]/g, (found) => maskValue('id-number', found) as string)
    .replace(/1\d{10}/g, (found) => maskValue('phone', found) as string)
}

/** Runs what reads a file and turns the file's faults into sentences. */
async function guarded<T>(work: () => Promise<T>): Promise<T | Refusal> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ZipTrouble) return fileRefusal(error.fault)
    if (error instanceof TooManyRows) return refuse('TOO_MANY_ROWS', { most: MOST_ROWS })
    throw error
  }
}

const bodyOf = async ({ tx, vault }: ReadContext, fileId: string) => (await openFile(tx, vault, fileId))?.body

const line = z.object({
  row: z.number(),
  name: field(z.string().nullable(), { label: '姓名', sensitivity: 'personal' }),
  words: field(z.string(), { label: '原因', sensitivity: 'personal' }),
})
const lines = z.array(line).max(LISTED)

export const readRoster = query({
  name: 'exchange.read-roster',
  title: '读花名册',
  help: '工作表、表头，以及每一列看来是什么。',
  params: readForm,
  result: z.object({
    fileName: field(z.string(), { label: '文件', sensitivity: 'personal' }),
    sheets: z.array(z.object({ index: z.number(), name: z.string(), hidden: z.boolean() })).max(50),
    sheet: z.number(),
    headerRow: z.number(),
    headerFound: z.boolean(),
    columns: z
      .array(
        z.object({
          column: z.number(),
          name: z.string(),
          field: z.enum(Object.keys(rosterFields) as [keyof typeof rosterFields]).nullable(),
          samples: field(z.array(z.string()).max(3), { label: '内容示例', sensitivity: 'personal' }),
        }),
      )
      .max(60),
  }),
  may,
  async read(context, { fileId, sheet }) {
    const file = await openFile(context.tx, context.vault, fileId)
    if (!file) return null
    const look = await guarded(() => lookInto(file.body, sheet))
    if (isRefusal(look)) return look
    if (!look) return refuse('EMPTY')
    return {
      ...look,
      fileName: file.name,
      sheets: look.sheets.map((each, index) => ({ index, ...each })),
      columns: look.columns.map((each) => ({ ...each, samples: each.samples.map(sample) })),
    }
  },
})

export interface Judgement {
  total: number
  good: number
  bad: number
  warned: number
  /** Of the good ones: the same row stands further up; imported by an earlier file. */
  duplicate: number
  already: number
  leaving: number
  changed: number
  beds: number
  badRows: { row: number; name: string | null; words: string }[]
  warnedRows: { row: number; name: string | null; words: string }[]
}

const LOOKED_UP = 500

/** Judges the whole roster against what was imported before; changes nothing. */
async function judge(context: ReadContext, body: Buffer, roster: Roster, stationId: string): Promise<Judgement> {
  const { tx, vault, now } = context
  const counts = { total: 0, good: 0, bad: 0, warned: 0, duplicate: 0, already: 0, leaving: 0, changed: 0, beds: 0 }
  const answer: Judgement = { ...counts, badRows: [], warnedRows: [] }
  const first = new Map<string, number>()
  const nameColumn = roster.columns.find((each) => each.field === 'name')?.column
  let waiting: { keys: ReturnType<typeof keysOf>; left: boolean }[] = []
  const lookUp = async () => {
    const known = await importedOf(
      tx,
      stationId,
      waiting.map((each) => each.keys.key),
    )
    for (const { keys, left } of waiting) {
      const before = known.get(keys.key)
      if (before) answer[meeting(before, { ...keys, left })] += 1
    }
    waiting = []
  }
  for await (const { row, judged } of judgedRows(body, roster, dateOf(now))) {
    const name = nameColumn === undefined ? null : textOf(row.cells[nameColumn] ?? null) || null
    const note = (words: string) => ({ row: row.number, name, words })
    answer.total += 1
    if (!judged.ok) {
      answer.bad += 1
      if (answer.badRows.length < LISTED) answer.badRows.push(note(notesInWords(judged.bad)))
      continue
    }
    answer.good += 1
    const keys = keysOf(vault, stationId, judged.guest)
    const twin = first.get(keys.key)
    if (twin !== undefined) {
      answer.duplicate += 1
      if (answer.warnedRows.length < LISTED) answer.warnedRows.push(note(`与第 ${twin} 行是同一人同一天入站`))
      continue
    }
    first.set(keys.key, row.number)
    if (judged.bed && judged.guest.left === undefined) answer.beds += 1
    if (judged.warnings.length > 0) {
      answer.warned += 1
      if (answer.warnedRows.length < LISTED) answer.warnedRows.push(note(notesInWords(judged.warnings)))
    }
    waiting.push({ keys, left: judged.guest.left !== undefined })
    if (waiting.length >= LOOKED_UP) await lookUp()
  }
  await lookUp()
  return answer
}

export const judgeRoster = query({
  name: 'exchange.judge-roster',
  title: '逐行检查',
  help: '只检查，不导入。',
  params: rosterForm,
  result: z.object({
    total: z.number(),
    good: z.number(),
    bad: z.number(),
    warned: z.number(),
    duplicate: z.number(),
    already: z.number(),
    leaving: z.number(),
    changed: z.number(),
    beds: z.number(),
    badRows: lines,
    warnedRows: lines,
  }),
  may,
  async read(context, { fileId, ...roster }: RosterForm) {
    const body = await bodyOf(context, fileId)
    if (!body) return null
    const mapping = mappingFault(roster.columns)
    if (mapping) return mappingRefusal(mapping)
    return guarded(() => judge(context, body, roster, context.actor.organisation.id))
  },
})

const countsShape = z.object({
  added: z.number(),
  left: z.number(),
  already: z.number(),
  changed: z.number(),
  duplicate: z.number(),
  bad: z.number(),
})
const runShape = z.object({
  runId: z.uuid(),
  fileName: field(z.string(), { label: '文件', sensitivity: 'personal' }),
  state: z.enum(Object.keys(runStates) as [keyof typeof runStates]),
  stopped: z.string().nullable(),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  total: z.number().nullable(),
  handled: z.number(),
  counts: countsShape,
  bedsAssigned: z.number(),
  bedsNot: z.number(),
})

/** Runs with what became of their rows. */
async function told({ tx }: ReadContext, runs: Awaited<ReturnType<typeof runsOf>>) {
  const counted = await countsOf(
    tx,
    runs.map((run) => run.id),
  )
  return runs.flatMap(({ id, fileName, state, stopped, startedAt, endedAt, total }) => {
    const of = counted.get(id)
    if (!of) return []
    const handled = Object.values(of.counts).reduce((sum, count) => sum + count, 0)
    return [{ runId: id, fileName, state, stopped, startedAt, endedAt, total, handled, ...of }]
  })
}

export const importProgress = query({
  name: 'exchange.import-progress',
  title: '导入进度和结果',
  params: runForm,
  result: runShape.extend({
    rows: z
      .array(
        z.object({
          row: z.number(),
          outcome: z.enum(Object.keys(rowOutcomes) as [keyof typeof rowOutcomes]),
          bed: z.enum(Object.keys(bedOutcomes) as [keyof typeof bedOutcomes]).nullable(),
          fileId: z.uuid().nullable(),
          words: field(z.string(), { label: '说明', sensitivity: 'personal' }),
        }),
      )
      .max(LISTED),
  }),
  may,
  async read(context, { runId }) {
    const { tx, vault } = context
    const run = await runById(tx, vault, runId)
    if (!run) return null
    const [of] = await told(context, [run])
    if (!of) return null
    const rows = await handledOf(tx, vault, runId, { outcomes: ['bad', 'changed', 'duplicate'], alsoBeds: true, limit: LISTED })
    return { ...of, rows: rows.map(({ rowNo, ...each }) => ({ row: rowNo, ...each })) }
  },
})

export const imports = query({
  name: 'exchange.imports',
  title: '历次导入',
  params: z.strictObject({}),
  result: z.object({ runs: z.array(runShape).max(RUNS) }),
  may,
  async read(context) {
    return { runs: await told(context, await runsOf(context.tx, context.vault, context.actor.organisation.id, RUNS)) }
  },
})

/** Rows of a roster that are bad by themselves, before anything is imported. */
async function badOf(body: Buffer, roster: Roster, today: string): Promise<SheetRow[]> {
  const bad: SheetRow[] = []
  for await (const { row, judged } of judgedRows(body, roster, today))
    if (!judged.ok) bad.push({ number: row.number, cells: row.cells, reason: notesInWords(judged.bad) })
  return bad
}

export const badRows = query({
  name: 'exchange.bad-rows',
  title: '下载没导入的行',
  help: '原来的列，后面加上行号和原因。改正后可以直接再导入。',
  params: badRowsForm,
  result: 'file',
  may,
  async read(context, { runId, roster: asked, which }) {
    const { tx, vault, now } = context
    const run = runId ? await runById(tx, vault, runId) : null
    const source = run ? { fileId: run.fileId, ...run.roster } : asked
    const body = source ? await bodyOf(context, source.fileId) : undefined
    if (!source || !body) return null
    const { fileId: _file, ...roster } = source
    const rows = await guarded(async () => {
      if (!run) return badOf(body, roster, dateOf(now))
      const handled = await handledOf(tx, vault, run.id, { outcomes: [which], limit: MOST_ROWS })
      const reasons = new Map(handled.map((each) => [each.rowNo, each.words]))
      const bad: SheetRow[] = []
      for await (const { row } of judgedRows(body, roster, dateOf(run.startedAt))) {
        const reason = reasons.get(row.number)
        if (reason !== undefined) bad.push({ number: row.number, cells: row.cells, reason })
      }
      return bad
    })
    if (isRefusal(rows)) return rows
    const names = await guarded(() => namesOf(body, roster))
    if (isRefusal(names)) return names
    const name = `${which === 'bad' ? '没导入的行' : '有变化未改动的行'}-${dateOf(now)}.xlsx`
    return { file: { name, type: XLSX, body: await badRowsSheet(names, rows) } }
  },
})
