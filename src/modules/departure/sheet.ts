/** The month's returns as a sheet: streamed, every word as text, so that nothing in it is ever a formula. */
import { PassThrough } from 'node:stream'

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export interface ReturnRow {
  no: string
  name: string
  sex: string
  leftOn: string
  kind: string
  origin: string
  route: string
  handedOver: string
  told: string
  cost: string
}

/** Column → its head, in the order of the sheet. */
export const columns: Record<keyof ReturnRow, string> = {
  no: '救助编号',
  name: '姓名',
  sex: '性别',
  leftOn: '离站日期',
  kind: '方式',
  origin: '返回地点',
  route: '范围',
  handedOver: '到达交接',
  told: '返乡告知',
  cost: '费用（元）',
}

export async function returnsSheet(month: string, lines: readonly ReturnRow[]): Promise<Buffer> {
  const { default: excel } = await import('exceljs')
  const stream = new PassThrough()
  const pieces: Buffer[] = []
  stream.on('data', (piece: Buffer) => pieces.push(piece))
  const book = new excel.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: false, useStyles: true })
  const sheet = book.addWorksheet(`返乡 ${month}`, { views: [{ state: 'frozen', ySplit: 1 }] })
  const keys = Object.keys(columns) as (keyof ReturnRow)[]
  sheet.columns = keys.map((key) => ({ width: key === 'origin' ? 32 : 16, style: { numFmt: '@' } }))
  const head = sheet.addRow(keys.map((key) => columns[key]))
  head.font = { bold: true }
  head.commit()
  for (const line of lines) sheet.addRow(keys.map((key) => line[key])).commit()
  sheet.commit()
  await book.commit()
  return Buffer.concat(pieces)
}
