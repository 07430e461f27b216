/** Registers for this room's tests and measurements: invented children, ID numbers of a division that does not exist. */
import ExcelJS from 'exceljs'
import { keepFile } from '#kernel/files.ts'
import { jobContext } from '#kernel/jobs.ts'
import { withActor } from '#kernel/db.ts'
import { type Actor, systemActorFor } from '#kernel/actor.ts'
import type { TestHouse } from '../../../../tests/house.ts'
import { importSlice } from '../jobs-import.ts'
import { XLSX } from '#kernel/sheet.ts'

/** The check digit of the first seventeen digits (GB 11643). */
export function withCheck(seventeen: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, at) => total + weight * Number(seventeen[at]), 0)
  return `${seventeen}${'10X98765432'[sum % 11]}`
}

export const HEADING =
  '序号 姓名 性别 民族 出生日期 身份证号 户籍地 现住址 村（社区） 就读学校 年级班级 父亲姓名 父亲务工地 父亲电话 母亲姓名 父母双方外出 委托照护人 与儿童关系 委托照护人电话 监护类型 家庭收入来源 已获救助 备注'.split(
    ' ',
  )
const families = ['何', '李', '王', '田', '赵', '孙', '周', '吴', '郑', '冯']
const given = ['小雨', '浩然', '思涵', '子轩', '梦瑶', '志强', '小满', '佳怡', '天宇', '雨欣']
const two = (value: number) => String(value).padStart(2, '0')

/** The row of the invented child of that number, as Excel would hold it. */
export function childRow(at: number, more: { village?: string; school?: string } = {}): unknown[] {
  const birth = `${2011 + (at % 12)}-${two(1 + (at % 12))}-${two(1 + (at % 28))}`
  const male = at % 2 === 0
  const seventeen = `9999${two(1 + (Math.floor(at / 6000) % 99))}${birth.replaceAll('-', '')}${String(((at >> 1) % 500) * 2 + (male ? 1 : 0)).padStart(3, '0')}`
  const name = `${families[at % 10]}${given[Math.floor(at / 10) % 10]}${at >= 100 ? given[Math.floor(at / 100) % 10]?.slice(0, 1) : ''}`
  return [
    at + 1,
    name,
    male ? '男' : '女',
    '汉族',
    birth,
    withCheck(seventeen),
    '测试省云川市',
    `杨店镇柳沟村${(at % 12) + 1}组`,
    more.village ?? '柳沟村',
    more.school ?? '杨店镇中心小学',
    `${'一二三四五六'[at % 6]}年级`,
    `${families[at % 10]}建国`,
    '外省打工',
    `1390000${String(at % 10_000).padStart(4, '0')}`,
    `${families[(at + 3) % 10]}秀英`,
    at % 3 === 0 ? '是' : '否',
    `${families[(at + 5) % 10]}桂香`,
    '奶奶',
    `1380000${String(at % 10_000).padStart(4, '0')}`,
    '委托监护、能力一般',
    '务工、务农',
    at % 7 === 0 ? '低保' : '',
    '',
  ]
}

export async function workbookOf(sheets: Record<string, unknown[][]>): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = book.addWorksheet(name)
    for (const row of rows) sheet.addRow(row)
  }
  return Buffer.from(await book.xlsx.writeBuffer())
}
export const registerOf = (rows: unknown[][], heading = HEADING): Promise<Buffer> =>
  workbookOf({ 登记册: [['农村留守儿童登记表'], heading, ...rows] })

interface Looked {
  sheet: number
  headerRow: number
  columns: { column: number; field: string | null }[]
}

/** Sends a workbook, takes the columns as guessed and starts the import; the job has not run. */
export async function startRegister(
  house: TestHouse,
  actor: Actor,
  body: Buffer,
  form: Record<string, unknown> = {},
): Promise<string> {
  const fileId = crypto.randomUUID()
  await withActor(house.house.db, systemActorFor(actor.organisation), (tx) =>
    keepFile(tx, house.house.vault, actor, { id: fileId, name: '登记册.xlsx', type: XLSX, body, now: house.now() }),
  )
  const look = (await house.ask(actor, 'watching.read-register', { fileId })) as Looked
  const columns = look.columns.flatMap(({ column, field }) => (field ? [{ column, field }] : []))
  const { reply } = await house.done(actor, 'watching.start-import', {
    fileId,
    register: 'left-behind',
    sheet: look.sheet,
    headerRow: look.headerRow,
    columns,
    ...form,
  })
  return String(reply.runId)
}

/** Imports a register to its end. */
export async function imported(
  house: TestHouse,
  actor: Actor,
  body: Buffer,
  form: Record<string, unknown> = {},
): Promise<string> {
  const runId = await startRegister(house, actor, body, form)
  while (await importSlice(jobContext(house.house), runId)) continue
  return runId
}
