/** A sheet of rows, streamed. Text cells stay text: nothing in it is ever a formula. */
import { PassThrough } from 'node:stream'

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export async function sheetOf(
  title: string,
  heads: readonly string[],
  lines: readonly (readonly (string | number)[])[],
): Promise<Uint8Array> {
  const { default: excel } = await import('exceljs')
  const stream = new PassThrough()
  const pieces: Buffer[] = []
  stream.on('data', (piece: Buffer) => pieces.push(piece))
  const book = new excel.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: false, useStyles: true })
  const sheet = book.addWorksheet(title, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = heads.map(() => ({ width: 16 }))
  const head = sheet.addRow([...heads])
  head.font = { bold: true }
  head.commit()
  for (const line of lines) sheet.addRow([...line]).commit()
  sheet.commit()
  await book.commit()
  return Buffer.concat(pieces)
}
