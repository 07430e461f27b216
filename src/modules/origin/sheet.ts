/** The ledger of receptions as a sheet, streamed; every cell is text, so that nothing in it is ever a formula. */
import { sheetOf } from '#kernel/sheet.ts'
import { dateOf } from '#kernel/time.ts'
import { sexes } from '#modules/people-and-cases/words.ts'
import { reception } from './lifecycle.ts'
import type { ListedCase } from './store-read.ts'
import { destinations, placements, ways } from './words.ts'

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

export const ledgerOf = (rows: readonly ListedCase[]): Promise<Buffer> =>
  sheetOf(
    '接收台账',
    columns.map(([title]) => title),
    rows.map((row) => columns.map(([, , told]) => told(row))),
    columns.map(([, width]) => width),
  )
