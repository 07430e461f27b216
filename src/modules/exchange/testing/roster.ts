/** Rosters for this room's tests: invented people, ID numbers of a division that does not exist. */
import ExcelJS from 'exceljs'

/** The check digit of the first seventeen digits (GB 11643). */
export function withCheck(seventeen: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, at) => total + weight * Number(seventeen[at]), 0)
  return `${seventeen}${'10X98765432'[sum % 11]}`
}

export const HEADING =
  '序号 姓名 性别 年龄 出生日期 身份证号 入站日期 来站方式 户籍地 身体状况 入站检视 床位 离站日期 离站方式 备注'.split(' ')

const families = ['何', '李', '王', '田', '赵', '孙', '周', '吴', '郑', '冯']
const given = ['桂香', '国富', '秀珍', '建国', '玉兰', '德胜', '小满', '长根', '翠花', '文斌']

/** The row of the invented guest of that number, as Excel would hold it. */
export function guestRow(at: number): unknown[] {
  const birth = `19${40 + (at % 50)}-${String(1 + (at % 12)).padStart(2, '0')}-${String(1 + (at % 28)).padStart(2, '0')}`
  const male = at % 2 === 0
  const seventeen = `9999${String(1 + (at % 99)).padStart(2, '0')}${birth.replaceAll('-', '')}${String(((at >> 1) % 500) * 2 + (male ? 1 : 0)).padStart(3, '0')}`
  const entered = new Date(Date.UTC(2026, 0, 1 + (at % 300)))
  const gone = at % 3 !== 0
  return [
    at + 1,
    `${families[at % 10]}${given[Math.floor(at / 10) % 10]}${at >= 100 ? given[Math.floor(at / 100) % 10] : ''}`,
    male ? '男' : '女',
    null,
    null,
    withCheck(seventeen),
    entered,
    ['公安护送', '自行来站', '群众'][at % 3],
    '河源省青禾县',
    at % 7 === 0 ? '疑似精神障碍' : '健康',
    null,
    null,
    gone ? new Date(Date.UTC(2026, 0, 6 + (at % 300))) : null,
    gone ? '护送返乡' : null,
    null,
  ]
}

/** A workbook of these rows; dates are Excel's own. */
export async function workbookOf(sheets: Record<string, unknown[][]>): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = book.addWorksheet(name)
    for (const row of rows) {
      const added = sheet.addRow(row)
      added.eachCell((cell) => {
        if (cell.value instanceof Date) cell.numFmt = 'yyyy-mm-dd'
      })
    }
  }
  return Buffer.from(await book.xlsx.writeBuffer())
}

export const rosterOf = (rows: unknown[][]): Promise<Buffer> =>
  workbookOf({ 花名册: [['云川市救助管理站受助人员花名册'], HEADING, ...rows] })
