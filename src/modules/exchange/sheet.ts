/** The sheet of rows that were not imported: to be corrected and imported again. */
import { PassThrough } from 'node:stream'
import { type Cell, faultOf, textOf } from '#kernel/cells.ts'

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export interface SheetRow {
  number: number
  cells: readonly Cell[]
  reason: string
}

/** A cell as it was, words as words: nothing in this sheet is ever a formula. A faulty cell is left empty. */
function valueOf(cell: Cell): string | number | null {
  if (cell === null || faultOf(cell)) return null
  return typeof cell === 'number' ? cell : textOf(cell)
}

/** Rows with their own columns, behind them 行号 and 原因, which an import leaves out. All cells have the format of text. */
export async function badRowsSheet(names: readonly string[], bad: readonly SheetRow[]): Promise<Buffer> {
  const { default: excel } = await import('exceljs')
  const stream = new PassThrough()
  const pieces: Buffer[] = []
  stream.on('data', (piece: Buffer) => pieces.push(piece))
  const book = new excel.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: false, useStyles: true })
  const sheet = book.addWorksheet('待改正', { views: [{ state: 'frozen', ySplit: 1 }] })
  const width = Math.max(names.length, ...bad.map((row) => row.cells.length), 0)
  const heads = [...Array.from({ length: width }, (_, column) => names[column] ?? ''), '行号', '原因']
  sheet.columns = heads.map((_, index) => ({ width: index === heads.length - 1 ? 60 : 16, style: { numFmt: '@' } }))
  const head = sheet.addRow(heads)
  head.font = { bold: true }
  head.commit()
  for (const row of bad) {
    const cells = Array.from({ length: width }, (_, column) => valueOf(row.cells[column] ?? null))
    sheet.addRow([...cells, row.number, row.reason]).commit()
  }
  sheet.commit()
  await book.commit()
  return Buffer.concat(pieces)
}
