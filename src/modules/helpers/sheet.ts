/** The office's list as a workbook. */
import { PassThrough } from 'node:stream'
import { dateOf } from '#kernel/time.ts'
import { sexes } from '#modules/people-and-cases/words.ts'
import { helpingLife, type HelpingState } from './lifecycle.ts'
import type { ListedAnswer } from './lists.ts'
import { type Manner, manners, type Need, needs } from './words.ts'

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Streamed; every cell is text, so that nothing in it is ever a formula. */
export async function sheetOf(title: string, heads: readonly string[], lines: readonly (readonly string[])[]): Promise<Buffer> {
  const { default: excel } = await import('exceljs')
  const stream = new PassThrough()
  const pieces: Buffer[] = []
  stream.on('data', (piece: Buffer) => pieces.push(piece))
  const book = new excel.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: false, useStyles: true })
  const sheet = book.addWorksheet(title, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = heads.map((head) => ({ width: Math.max(12, head.length * 2 + 4), style: { numFmt: '@' } }))
  const head = sheet.addRow([...heads])
  head.font = { bold: true }
  head.commit()
  for (const line of lines) sheet.addRow([...line]).commit()
  sheet.commit()
  await book.commit()
  return Buffer.concat(pieces)
}

export const careHeads = [
  '编号',
  '姓名',
  '性别',
  '年龄',
  '镇街',
  '状态',
  '联系人',
  '上次联系',
  '方式',
  '提出的需要',
  '下次联系',
  '误期',
]

export const careLine = (each: ListedAnswer): string[] => [
  each.no,
  each.name,
  each.sex === 'male' || each.sex === 'female' ? sexes[each.sex] : '',
  each.age,
  each.town ?? '',
  helpingLife.states[each.state as HelpingState].zh,
  each.helper ?? '',
  each.lastContact === null || each.lastContact === undefined ? '' : dateOf(each.lastContact),
  each.lastManner ? (manners[each.lastManner as Manner] ?? '') : '',
  each.needs.map((need) => needs[need as Need] ?? need).join('、'),
  each.nextDue ?? '',
  each.late ? '已过期' : '',
]
