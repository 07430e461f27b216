/** The network as a workbook. */
import { PassThrough } from 'node:stream'
import { organisationKinds } from '#kernel/org-words.ts'
import type { CoverageLine } from './coverage.ts'
import { type Post, posts } from './words.ts'

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Streamed; every cell is text, so that nothing in it is ever a formula. */
export async function sheetOf(title: string, titles: readonly string[], lines: readonly (readonly string[])[]): Promise<Buffer> {
  const { default: excel } = await import('exceljs')
  const stream = new PassThrough()
  const pieces: Buffer[] = []
  stream.on('data', (piece: Buffer) => pieces.push(piece))
  const book = new excel.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: false, useStyles: true })
  const sheet = book.addWorksheet(title, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = titles.map((head) => ({ width: Math.max(12, head.length * 2 + 4), style: { numFmt: '@' } }))
  const head = sheet.addRow([...titles])
  head.font = { bold: true }
  head.commit()
  for (const line of lines) sheet.addRow([...line]).commit()
  sheet.commit()
  await book.commit()
  return Buffer.concat(pieces)
}

export const heads = (ahead: number) => [
  '单位',
  '类别',
  '保护点',
  '岗位',
  '姓名',
  '电话',
  '到岗',
  '村社区',
  '有儿童主任的',
  '现在值班',
  '值班电话',
  `今后 ${ahead} 天有人值班`,
]

export const lineOf = (row: CoverageLine): string[] => [
  row.name,
  organisationKinds[row.kind as keyof typeof organisationKinds] ?? row.kind,
  String(row.points),
  posts[row.post as Post] ?? '',
  row.person ?? '',
  row.callAt ?? '',
  row.since ?? '',
  row.kind === 'town' ? String(row.villages) : '',
  row.kind === 'town' ? String(row.directors) : '',
  row.onDuty ?? '',
  row.dutyCallAt ?? '',
  String(row.covered),
]
