/** Lists as workbooks, for every room that hands one out. Every cell is text, so that nothing in it is ever a formula. */
import { PassThrough } from 'node:stream'

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

type Cell = string | number | null | undefined

export interface SheetLines {
  /** Excel takes 31 characters; the rest is cut off. */
  title: string
  heads: readonly string[]
  lines: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>
  /** Widths of the columns in characters; after the length of the heads where left out. */
  widths?: readonly number[] | undefined
}

/** Streamed, so that a long list costs no more memory than its file. */
export async function workbookOf(sheets: readonly SheetLines[]): Promise<Buffer> {
  const { default: excel } = await import('exceljs')
  const stream = new PassThrough()
  const pieces: Buffer[] = []
  stream.on('data', (piece: Buffer) => pieces.push(piece))
  const book = new excel.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: false, useStyles: true })
  for (const { title, heads, lines, widths } of sheets) {
    const sheet = book.addWorksheet(title.slice(0, 31), { views: [{ state: 'frozen', ySplit: 1 }] })
    sheet.columns = heads.map((head, at) => ({
      width: widths?.[at] ?? Math.max(12, head.length * 2 + 4),
      style: { numFmt: '@' },
    }))
    const head = sheet.addRow([...heads])
    head.font = { bold: true }
    head.commit()
    for await (const line of lines) sheet.addRow([...line]).commit()
    sheet.commit()
  }
  await book.commit()
  return Buffer.concat(pieces)
}

/** A workbook of one sheet. */
export function sheetOf(
  title: string,
  heads: readonly string[],
  lines: SheetLines['lines'],
  widths?: readonly number[],
): Promise<Buffer> {
  return workbookOf([{ title, heads, lines, widths }])
}
