/** Doors for reading registers: what a sheet holds before it is imported, what became of it, sheets to take away. */
import { z } from 'zod'
import { choice, field, maskValue } from '#kernel/field.ts'
import { openFile } from '#kernel/files.ts'
import { query, type ReadContext } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { MOST_ROWS } from '#kernel/workbook.ts'
import { ZipTrouble } from '#kernel/zip.ts'
import { sheetOf } from '#kernel/sheet.ts'
import { keepsRegister } from './access.ts'
import { judgedRows, lookInto, namesOf, TooManyRows } from './reading.ts'
import { fileRefusal, mappingRefusal, refuse } from './refusals.ts'
import { mappingFault } from './rules-columns.ts'
import { readForm, runForm, startForm, templateForm } from './schema.ts'
import { sheetAnswer, valueOf } from './sheet.ts'
import { countsOfRuns, handledOf, runById, type RunRow, runsOf } from './store-run.ts'
import { inWords } from './rules-row.ts'
import { registerFields, type RegisterField, registers, registersOf, rowOutcomes, runStates } from './words.ts'

const LISTED = 100
const RUNS = 20

/** A value shown before anybody said what its column is: what looks like a number of a person keeps its ends only. */
const sample = (text: string): string =>
  text
    .slice(0, 40)
    .replace(/\d{14,17}[\dXx]/g, (found) => maskValue('id-number', found) as string)
    .replace(/1\d{10}/g, (found) => maskValue('phone', found) as string)

const look = z.strictObject({
  fileName: z.string(),
  sheets: z.array(z.strictObject({ index: z.number(), name: z.string(), hidden: z.boolean() })).max(50),
  sheet: z.number(),
  headerRow: z.number(),
  headerFound: z.boolean(),
  columns: z
    .array(
      z.strictObject({
        column: z.number(),
        name: z.string(),
        field: choice(registerFields).nullable(),
        samples: field(z.array(z.string()).max(3), { label: '样例', sensitivity: 'personal' }),
      }),
    )
    .max(60),
  registers: z.array(choice(registers)).max(8),
})

export const readRegister = query({
  name: 'watching.read-register',
  title: '看登记册里有什么',
  params: readForm,
  result: look,
  may: keepsRegister,
  async read({ tx, vault, actor }, { fileId, sheet }) {
    const file = await openFile(tx, vault, fileId)
    if (!file) return null
    try {
      const found = await lookInto(file.body, sheet)
      if (!found) return refuse('EMPTY')
      return {
        fileName: file.name,
        ...found,
        sheets: found.sheets.map((each, index) => ({ index, ...each })),
        columns: found.columns.map((each) => ({ ...each, samples: each.samples.map(sample) })),
        registers: registersOf(actor.organisation.kind),
      }
    } catch (error) {
      if (error instanceof ZipTrouble) return fileRefusal(error.fault)
      throw error
    }
  },
})

/** Judges every row without registering anything. */
export const judgeRegister = query({
  name: 'watching.judge-register',
  title: '逐行检查',
  params: startForm,
  result: z.strictObject({
    total: z.number(),
    good: z.number(),
    bad: z.number(),
    warned: z.number(),
    rows: z
      .array(
        z.strictObject({
          row: z.number(),
          name: field(z.string().nullable(), { label: '姓名', sensitivity: 'personal' }),
          bad: z.boolean(),
          words: field(z.string(), { label: '说明', sensitivity: 'personal' }),
        }),
      )
      .max(LISTED),
  }),
  may: keepsRegister,
  async read({ tx, vault, now }, form) {
    const mapping = mappingFault(form.columns)
    if (mapping) return mappingRefusal(mapping)
    const file = await openFile(tx, vault, form.fileId)
    if (!file) return null
    const counts = { total: 0, good: 0, bad: 0, warned: 0 }
    const listed: { row: number; name: string | null; bad: boolean; words: string }[] = []
    try {
      for await (const { row, judged } of judgedRows(file.body, form, dateOf(now))) {
        counts.total += 1
        if (judged.ok) counts.good += 1
        else counts.bad += 1
        if (judged.ok && judged.warnings.length > 0) counts.warned += 1
        if (listed.length >= LISTED || (judged.ok && judged.warnings.length === 0)) continue
        listed.push({
          row: row.number,
          name: judged.ok ? (judged.entry.name ?? null) : null,
          bad: !judged.ok,
          words: inWords(judged.ok ? judged.warnings : [...judged.bad, ...judged.warnings]).slice(0, 400),
        })
      }
    } catch (error) {
      if (error instanceof ZipTrouble) return fileRefusal(error.fault)
      if (error instanceof TooManyRows) return refuse('TOO_MANY_ROWS', { most: MOST_ROWS })
      throw error
    }
    return { ...counts, rows: listed.toSorted((a, b) => Number(b.bad) - Number(a.bad) || a.row - b.row) }
  },
})

const runFields = {
  runId: z.string(),
  fileName: field(z.string(), { label: '文件', sensitivity: 'personal' }),
  register: z.string(),
  state: choice(runStates),
  stopped: field(z.string().nullable(), { label: '为什么停止', sensitivity: 'personal' }),
  startedAt: field(z.number(), { label: '开始', widget: 'instant' }),
  endedAt: field(z.number().nullable(), { label: '结束', widget: 'instant' }),
  total: z.number().nullable(),
  handled: z.number(),
  counts: z.strictObject({
    added: z.number(),
    census: z.number(),
    already: z.number(),
    changed: z.number(),
    duplicate: z.number(),
    bad: z.number(),
  }),
}

async function progressOf({ tx }: ReadContext, runs: readonly RunRow[]) {
  const counts = await countsOfRuns(
    tx,
    runs.map((each) => each.id),
  )
  return runs.map((run) => {
    const of = counts.get(run.id) ?? { added: 0, census: 0, already: 0, changed: 0, duplicate: 0, bad: 0 }
    return {
      runId: run.id,
      fileName: run.fileName,
      register: registers[run.plan.register],
      state: run.state,
      stopped: run.stopped,
      startedAt: run.startedAt,
      endedAt: run.endedAt,
      total: run.total,
      handled: Object.values(of).reduce((sum, each) => sum + each, 0),
      counts: of,
    }
  })
}

export const imports = query({
  name: 'watching.imports',
  title: '历次导入',
  params: z.strictObject({}),
  result: z.strictObject({ runs: z.array(z.strictObject(runFields)).max(RUNS), registers: z.array(choice(registers)).max(8) }),
  may: keepsRegister,
  async read(context) {
    const { tx, vault, actor } = context
    return {
      runs: await progressOf(context, await runsOf(tx, vault, actor.organisation.path, RUNS)),
      registers: registersOf(actor.organisation.kind),
    }
  },
})

export const importProgress = query({
  name: 'watching.import-progress',
  title: '导入进度',
  params: runForm,
  result: z.strictObject({
    ...runFields,
    rows: z
      .array(
        z.strictObject({
          row: z.number(),
          outcome: choice(rowOutcomes),
          childId: z.string().nullable(),
          words: field(z.string(), { label: '说明', sensitivity: 'personal' }),
        }),
      )
      .max(LISTED),
  }),
  may: keepsRegister,
  async read(context, { runId }) {
    const { tx, vault } = context
    const run = await runById(tx, vault, runId)
    if (!run) return null
    const [progress] = await progressOf(context, [run])
    if (!progress) return null
    const listed = await handledOf(tx, vault, runId, ['bad', 'duplicate', 'changed'], LISTED)
    return {
      ...progress,
      rows: listed.map(({ row, outcome, childId, words }) => ({ row, outcome, childId: childId ?? null, words: words ?? '' })),
    }
  },
})

/** The rows that were not imported, with the reason behind each: to be put right and imported again. */
export const badRows = query({
  name: 'watching.bad-rows',
  title: '没导入的行',
  params: runForm,
  result: 'file',
  may: keepsRegister,
  async read({ tx, vault }, { runId }) {
    const run = await runById(tx, vault, runId)
    const file = run && (await openFile(tx, vault, run.uploadId))
    if (!run || !file) return null
    const bad = new Map((await handledOf(tx, vault, runId, ['bad'], MOST_ROWS)).map((each) => [each.row, each.words ?? '']))
    try {
      const names = await namesOf(file.body, run.plan)
      const lines: (string | number | null)[][] = []
      for await (const { row } of judgedRows(file.body, run.plan, dateOf(run.startedAt))) {
        const words = bad.get(row.number)
        if (words === undefined) continue
        lines.push([...Array.from({ length: names.length }, (_, at) => valueOf(row.cells[at] ?? null)), row.number, words])
      }
      return sheetAnswer('没导入的行', await sheetOf('待改正', [...names, '行号', '原因'], lines))
    } catch (error) {
      if (error instanceof ZipTrouble) return fileRefusal(error.fault)
      throw error
    }
  },
})

const SMALL: readonly RegisterField[] = [
  'name',
  'sex',
  'birthDate',
  'idNumber',
  'household',
  'address',
  'town',
  'entrusted',
  'entrustedRelation',
  'entrustedPhone',
  'parent',
  'parentRelation',
  'until',
  'remark',
]
const OF_PARENT: readonly RegisterField[] = ['parent', 'parentRelation', 'until']

/** An empty sheet with the columns of the form. */
export const template = query({
  name: 'watching.template',
  title: '登记册空表',
  params: templateForm,
  result: 'file',
  may: keepsRegister,
  async read(_context, { register }) {
    const small = register === 'prisoner-child' || register === 'detox-child'
    const fields = (Object.keys(registerFields) as RegisterField[]).filter((each) =>
      small ? SMALL.includes(each) : !OF_PARENT.includes(each),
    )
    return sheetAnswer(
      `${registers[register]}登记册`,
      await sheetOf(
        registers[register],
        fields.map((each) => registerFields[each]),
        [],
      ),
    )
  },
})
