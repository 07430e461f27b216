/** Sheets: streamed row by row, all cells text, so that nothing in them is ever a formula. */
import { PassThrough } from 'node:stream'
import { type Cell, faultOf, textOf } from '#kernel/cells.ts'
import type { FileAnswer } from '#kernel/query.ts'

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** `name` holds no personal data: it ends up in download folders. */
export const sheetAnswer = (name: string, body: Uint8Array): FileAnswer => ({ file: { name: `${name}.xlsx`, type: XLSX, body } })

/** A cell as it was, words as words. A faulty cell is left empty. */
export function valueOf(cell: Cell): string | number | null {
  if (cell === null || faultOf(cell)) return null
  return typeof cell === 'number' ? cell : textOf(cell)
}

/** One sheet out of rows that come one by one; memory holds a row and the packed bytes. */
export async function sheetOf(
  title: string,
  heads: readonly string[],
  lines: AsyncIterable<readonly (string | number | null)[]> | Iterable<readonly (string | number | null)[]>,
  widths: readonly number[] = [],
): Promise<Buffer> {
  const { default: excel } = await import('exceljs')
  const stream = new PassThrough()
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  const book = new excel.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: false, useStyles: true })
  const sheet = book.addWorksheet(title.slice(0, 31), { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = heads.map((_, at) => ({ width: widths[at] ?? 14, style: { numFmt: '@' } }))
  const head = sheet.addRow([...heads])
  head.font = { bold: true }
  head.commit()
  for await (const line of lines) sheet.addRow([...line]).commit()
  sheet.commit()
  await book.commit()
  return Buffer.concat(chunks)
}
