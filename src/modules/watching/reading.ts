/** A register from its file: the header found, rows judged one after the other. */
import { setImmediate } from 'node:timers/promises'
import { textOf } from '#kernel/cells.ts'
import { MOST_ROWS, openWorkbook, type Row, type Workbook } from '#kernel/workbook.ts'
import { type ColumnOf, findHeader, guessColumns, HEADER_WITHIN, isNoChild } from './rules-columns.ts'
import { type Judged, judgeRow } from './rules-row.ts'
import type { Plan } from './schema.ts'

export interface JudgedRow {
  row: Row
  judged: Judged
}

export class TooManyRows extends Error {}

/** Rows between which others on the server get their turn. */
const BREATH = 200

type Where = Pick<Plan, 'sheet' | 'headerRow' | 'columns'>

/** Rows with a child in them, from the top. Throws `ZipTrouble` for a file that cannot be read, `TooManyRows` above what one import takes. */
async function* childRows(body: Buffer, plan: Where): AsyncGenerator<Row> {
  const book = await openWorkbook(body)
  const columns: readonly ColumnOf[] = plan.columns
  let count = 0
  for await (const row of book.rows(plan.sheet)) {
    if (row.number <= plan.headerRow || isNoChild(row, columns)) continue
    count += 1
    if (count > MOST_ROWS) throw new TooManyRows()
    if (count % BREATH === 0) await setImmediate()
    yield row
  }
}

/** All rows with a child in them. A file that is broken at its end, or too long, throws before anything was done with its beginning. */
export async function rowsOf(body: Buffer, plan: Where): Promise<Row[]> {
  const found: Row[] = []
  for await (const row of childRows(body, plan)) found.push(row)
  return found
}

/** Rows with a child in them, judged, from the top. */
export async function* judgedRows(body: Buffer, plan: Where, today: string): AsyncGenerator<JudgedRow> {
  for await (const row of childRows(body, plan)) yield { row, judged: judgeRow(row.cells, plan.columns, today) }
}

/** Heads of the columns as they stand in the file. */
export async function namesOf(body: Buffer, plan: Pick<Plan, 'sheet' | 'headerRow'>): Promise<string[]> {
  const top = await topOf(await openWorkbook(body), plan.sheet)
  const header = findHeader(top.filter((row) => row.number <= plan.headerRow))
  return header?.names ?? (top.find((row) => row.number === plan.headerRow)?.cells ?? []).map(textOf)
}

async function topOf(book: Workbook, sheet: number): Promise<Row[]> {
  const rows: Row[] = []
  for await (const row of book.rows(sheet)) {
    rows.push(row)
    if (rows.length >= HEADER_WITHIN + SAMPLES) break
  }
  return rows
}

const SAMPLES = 3
const SHEETS_TRIED = 10

export interface Look {
  sheets: { name: string; hidden: boolean }[]
  sheet: number
  headerRow: number
  /** Whether a row was known as the header; otherwise it is the first row with two cells in it. */
  headerFound: boolean
  columns: { column: number; name: string; field: ColumnOf['field'] | null; samples: string[] }[]
}

/** A first look: the sheets, the header, what the columns seem to be, and a few values of each. Null for an empty book. */
export async function lookInto(body: Buffer, wanted: number | undefined): Promise<Look | null> {
  const book = await openWorkbook(body)
  const tried = wanted === undefined ? book.sheets.flatMap(({ hidden }, index) => (hidden ? [] : [index])) : [wanted]
  let first: { sheet: number; rows: Row[] } | undefined
  for (const sheet of tried.filter((index) => index < book.sheets.length).slice(0, SHEETS_TRIED)) {
    const rows = await topOf(book, sheet)
    const header = findHeader(rows)
    if (header) return laidOut(book, sheet, rows, { ...header, found: true })
    if (rows.length > 0) first ??= { sheet, rows }
  }
  if (!first) return null
  const row = first.rows.find((each) => each.cells.filter((cell) => cell !== null).length > 1) ?? (first.rows[0] as Row)
  return laidOut(book, first.sheet, first.rows, { row: row.number, names: row.cells.map(textOf), found: false })
}

function laidOut(book: Workbook, sheet: number, rows: Row[], header: { row: number; names: string[]; found: boolean }): Look {
  const guessed = new Map(guessColumns(header.names).map(({ column, field }) => [column, field]))
  const below = rows.filter((row) => row.number > header.row)
  const width = Math.max(header.names.length, ...below.map((row) => row.cells.length))
  return {
    sheets: book.sheets,
    sheet,
    headerRow: header.row,
    headerFound: header.found,
    columns: Array.from({ length: width }, (_, column) => ({
      column,
      name: header.names[column] ?? '',
      field: guessed.get(column) ?? null,
      samples: below
        .map((row) => textOf(row.cells[column] ?? null))
        .filter(Boolean)
        .slice(0, SAMPLES),
    })),
  }
}
