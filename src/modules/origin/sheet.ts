/** The ledger of receptions as a sheet, streamed; every cell is text, so that nothing in it is ever a formula. */
import { PassThrough } from 'node:stream'
import { dateOf } from '#kernel/time.ts'
import { sexes } from '#modules/people-and-cases/words.ts'
import { reception } from './lifecycle.ts'
import type { ListedCase } from './store-read.ts'
import { destinations, placements, ways } from './words.ts'

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const day = (at: number | null) => (at === null ? '' : dateOf(at))

/** Column → what stands in it, in the order of the sheet. */
const columns: [string, number, (row: ListedCase) => string][] = [
  ['编号', 18, (row) => row.no],
  ['姓名', 14, (row) => row.name ?? row.content.name],
  ['性别', 8, (row) => (row.sex === 'male' || row.sex === 'female' ? sexes[row.sex] : '')],
  ['接收单位', 24, (row) => row.place],
  ['来函单位', 24, (row) => row.content.from || row.sender],
  ['文号', 20, (row) => row.content.letterNo ?? ''],
  ['来函方式', 12, (row) => ways[row.way]],
  ['收到', 12, (row) => day(row.toldAt)],
  ['答复', 12, (row) => day(row.answeredAt)],
  ['接收', 12, (row) => day(row.receivedAt)],
  ['去处', 12, (row) => destinations[row.receivedTo as keyof typeof destinations] ?? ''],
  ['走访', 12, (row) => day(row.visitedAt)],
  ['发现困难', 12, (row) => day(row.hardshipAt)],
  ['报送', 12, (row) => day(row.reportedAt)],
  ['无家可归', 12, (row) => day(row.homelessAt)],
  ['安置', 12, (row) => day(row.placedAt)],
  ['安置方式', 16, (row) => placements[row.placedAs as keyof typeof placements] ?? ''],
  ['户口注销', 12, (row) => day(row.cancelledAt)],
  ['户籍恢复', 12, (row) => day(row.restoredAt)],
  ['状态', 16, (row) => reception.states[row.state].zh],
]

export async function sheetOf(rows: readonly ListedCase[]): Promise<Buffer> {
  const { default: excel } = await import('exceljs')
  const stream = new PassThrough()
  const pieces: Buffer[] = []
  stream.on('data', (piece: Buffer) => pieces.push(piece))
  const book = new excel.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: false, useStyles: true })
  const sheet = book.addWorksheet('接收台账', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map(([, width]) => ({ width, style: { numFmt: '@' } }))
  const head = sheet.addRow(columns.map(([title]) => title))
  head.font = { bold: true }
  head.commit()
  for (const row of rows) sheet.addRow(columns.map(([, , told]) => told(row))).commit()
  sheet.commit()
  await book.commit()
  return Buffer.concat(pieces)
}
