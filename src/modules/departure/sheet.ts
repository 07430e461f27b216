/** The month's returns as a sheet: streamed, every word as text, so that nothing in it is ever a formula. */
import { sheetOf } from '#kernel/sheet.ts'

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

export function returnsSheet(month: string, lines: readonly ReturnRow[]): Promise<Buffer> {
  const keys = Object.keys(columns) as (keyof ReturnRow)[]
  return sheetOf(
    `返乡 ${month}`,
    keys.map((key) => columns[key]),
    lines.map((line) => keys.map((key) => line[key])),
    keys.map((key) => (key === 'origin' ? 32 : 16)),
  )
}
