/** Lists as workbooks; every cell is text, so that nothing in it is ever a formula. */
import { PassThrough } from 'node:stream'
import type { FileAnswer } from '#kernel/query.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export async function excel(title: string, heads: readonly string[], lines: readonly (readonly string[])[]): Promise<Buffer> {
  const { default: exceljs } = await import('exceljs')
  const stream = new PassThrough()
  const pieces: Buffer[] = []
  stream.on('data', (piece: Buffer) => pieces.push(piece))
  const book = new exceljs.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: false, useStyles: true })
  const sheet = book.addWorksheet(title, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = heads.map((head) => ({ width: Math.min(40, Math.max(12, head.length * 3)), style: { numFmt: '@' } }))
  const head = sheet.addRow([...heads])
  head.font = { bold: true }
  head.commit()
  for (const line of lines) sheet.addRow([...line]).commit()
  sheet.commit()
  await book.commit()
  return Buffer.concat(pieces)
}

/** The answer of a query that is a workbook. `name` without personal data: it ends up in download folders. */
export const sheetAnswer = (name: string, body: Uint8Array): FileAnswer => ({ file: { name: `${name}.xlsx`, type: XLSX, body } })
