/** A month's account as a sheet for the office: words as words, days and yuan as numbers that can be added up. */
import { PassThrough } from 'node:stream'
import type { MonthLine } from './paper-data-institutions.ts'
import { monthHeads } from './paper-data-institutions.ts'
import { careLevels } from './words.ts'

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export async function monthWorkbook(lines: readonly MonthLine[], total: { days: number; fen: number }): Promise<Buffer> {
  const { default: excel } = await import('exceljs')
  const stream = new PassThrough()
  const pieces: Buffer[] = []
  stream.on('data', (piece: Buffer) => pieces.push(piece))
  const book = new excel.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: false, useStyles: true })
  const sheet = book.addWorksheet('托养费', { views: [{ state: 'frozen', ySplit: 1 }] })
  // Words stay words: nothing that somebody typed is ever a formula.
  sheet.columns = monthHeads.map((_, index) => ({ width: 18, style: { numFmt: index === 3 ? '0' : index === 4 ? '0.00' : '@' } }))
  const head = sheet.addRow(monthHeads)
  head.font = { bold: true }
  head.commit()
  for (const line of lines) sheet.addRow([line.no, line.name, careLevels[line.level], line.days, line.fen / 100]).commit()
  const foot = sheet.addRow(['合计', null, null, total.days, total.fen / 100])
  foot.font = { bold: true }
  foot.commit()
  sheet.commit()
  await book.commit()
  return Buffer.concat(pieces)
}
