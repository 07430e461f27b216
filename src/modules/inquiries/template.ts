/** The sheet that is filled in elsewhere and read by `readList`. */
import { PassThrough } from 'node:stream'
import { columns } from './rules-rows.ts'

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const hints: Partial<Record<keyof typeof columns, string>> = {
  nicknames: '几个用、隔开',
  birth: '1954-03-07、1954年3月、1954 都可以',
  lost: '2019-05-03、2019年5月、2019 都可以',
  kin: '父亲：某某、弟 某某',
  marks: '几条用；隔开',
  phone: '电话、地址至少留一样',
  consentFace: '是 或 否',
}

/** Headings in the first row, a line of hints as notes to the cells; cells are text, so that nothing is taken for a formula. */
export async function templateSheet(): Promise<Buffer> {
  const { default: excel } = await import('exceljs')
  const stream = new PassThrough()
  const pieces: Buffer[] = []
  stream.on('data', (piece: Buffer) => pieces.push(piece))
  const book = new excel.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: true, useStyles: true })
  const sheet = book.addWorksheet('寻亲名单', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = Object.values(columns).map((heading) => ({ header: heading, width: 18, style: { numFmt: '@' } }))
  sheet.getRow(1).font = { bold: true }
  sheet.getRow(1).commit()
  sheet.commit()
  const help = book.addWorksheet('怎么填')
  help.columns = [{ width: 24 }, { width: 60 }]
  for (const [key, heading] of Object.entries(columns))
    help.addRow([heading, hints[key as keyof typeof columns] ?? '不详就空着']).commit()
  help.commit()
  await book.commit()
  return Buffer.concat(pieces)
}
