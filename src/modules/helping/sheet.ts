/** Lists as workbooks. */
import { PassThrough } from 'node:stream'

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

export const referralHeads = [
  '服务',
  '承办单位',
  '转介单位',
  '个案编号',
  '转介',
  '期限',
  '状态',
  '逾期',
  '没有消息（天）',
  '催办',
  '报上级',
  '次数',
  '答复',
]
export const meetingHeads = ['种类', '日期', '单位', '班级、年级', '孩子', '家长', '志愿者', '内容']
