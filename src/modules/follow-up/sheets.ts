/** Sheets: streamed row by row, all cells text, so that nothing in them is ever a formula. */
import { PassThrough } from 'node:stream'
import type { FileAnswer } from '#kernel/query.ts'
import type { RosterLine } from './rules-roster.ts'
import { markText } from './rules-roster.ts'

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export interface Column<R> {
  head: string
  width?: number
  value(row: R, index: number): string | number | null
}

/** One sheet out of rows that come in pieces; memory holds a piece and the packed bytes. */
export async function sheetOf<R>(
  title: string,
  columns: readonly Column<R>[],
  pieces: AsyncIterable<R[]> | Iterable<R[]>,
  below: string[] = [],
): Promise<Buffer> {
  const { default: excel } = await import('exceljs')
  const stream = new PassThrough()
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  const book = new excel.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: false, useStyles: true })
  const sheet = book.addWorksheet(title.slice(0, 31), { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map(({ width = 14 }) => ({ width, style: { numFmt: '@' } }))
  const head = sheet.addRow(columns.map((column) => column.head))
  head.font = { bold: true }
  head.commit()
  let index = 0
  for await (const piece of pieces)
    for (const row of piece) {
      sheet.addRow(columns.map((column) => column.value(row, index))).commit()
      index += 1
    }
  for (const line of below) sheet.addRow([line]).commit()
  sheet.commit()
  await book.commit()
  return Buffer.concat(chunks)
}

/** `name` holds no personal data: it ends up in download folders. */
export const sheetAnswer = (name: string, body: Uint8Array): FileAnswer => ({ file: { name: `${name}.xlsx`, type: XLSX, body } })

const changeWords = { new: '新增', changed: '更正' }

export const rosterColumns: Column<RosterLine>[] = [
  { head: '序号', width: 6, value: (_line, index) => index + 1 },
  { head: '姓名', width: 12, value: (line) => line.name },
  { head: '性别', width: 6, value: (line) => line.sex },
  { head: '出生', width: 12, value: (line) => line.born },
  { head: '住址', width: 30, value: (line) => line.address },
  { head: '照看人、电话', width: 24, value: (line) => line.contact },
  { head: '村（社区）', width: 16, value: (line) => line.village },
  { head: '返乡', width: 12, value: (line) => line.returnedOn },
  { head: '留意', width: 18, value: (line) => markText(line.marks) },
  { head: '上次回访', width: 12, value: (line) => line.lastVisit },
  { head: '下次回访不晚于', width: 14, value: (line) => line.nextDue },
  { head: '回访期到', width: 12, value: (line) => line.endsOn },
  { head: '变化', width: 8, value: (line) => (line.change ? changeWords[line.change] : '') },
]
