/** The costs of a month as a sheet for the office that pays. */
import { PassThrough } from 'node:stream'
import { dateOf } from '#kernel/time.ts'
import { bearers, costKinds } from './schema.ts'
import type { CostLine } from './store-costs.ts'

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const heads = ['日期', '救助编号', '姓名', '医院', '费用类别', '金额（元）', '由谁承担', '付款', '状态']
const widths = [12, 18, 14, 22, 12, 14, 18, 12, 10]

export const kindWord = (kind: string): string =>
  kind === 'infirmary' ? '站内诊治' : (costKinds[kind as keyof typeof costKinds] ?? '其他')
export const bearerWord = (key: string): string => bearers[key as keyof typeof bearers] ?? key

/** Streamed; texts are texts, so that nothing in them is ever a formula; amounts are numbers. */
export async function costSheet(month: string, lines: readonly CostLine[]): Promise<Buffer> {
  const { default: excel } = await import('exceljs')
  const stream = new PassThrough()
  const pieces: Buffer[] = []
  stream.on('data', (piece: Buffer) => pieces.push(piece))
  const book = new excel.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: false, useStyles: true })
  const sheet = book.addWorksheet(`医疗费用 ${month}`, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = widths.map((width, at) => ({ width, style: { numFmt: at === 5 ? '0.00' : '@' } }))
  const head = sheet.addRow(heads)
  head.font = { bold: true }
  head.commit()
  for (const line of lines)
    sheet
      .addRow([
        dateOf(line.at),
        line.no,
        line.name,
        line.hospital ?? '站内',
        kindWord(line.kind),
        line.fen / 100,
        bearerWord(line.chargedTo),
        line.paidAt === null ? '未付' : dateOf(line.paidAt),
        line.withdrawnAt === null ? '' : '已撤回',
      ])
      .commit()
  sheet.commit()
  await book.commit()
  return Buffer.concat(pieces)
}
