/** What a register says of one child: the form on the screen and a row of a sheet alike. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { dayOfDate } from '#kernel/time.ts'
import { longText, sexes, shortText } from '#modules/people-and-cases/words.ts'
import { bodies, guardianshipTypes, helps, incomes, parentRelations, schoolings } from './words.ts'

export const day = () => z.string().refine((text) => dayOfDate(text) !== null, '没有这一天，请按 2026-12-09 填写真实的日期')
const own = { sensitivity: 'personal' } as const
const phone = () => z.string().trim().max(40)
const number = () => z.string().trim().max(30)

const who = {
  name: field(shortText(40).optional(), { label: '姓名', section: '孩子', ...own, help: '不知道可以不填', span: 8 }),
  sex: field(choice(sexes).optional(), { label: '性别', section: '孩子', span: 5 }),
  birthDate: field(day().optional(), { label: '出生日期', section: '孩子', widget: 'date', ...own, span: 6 }),
  birthYear: field(z.int().min(1990).max(2100).optional(), {
    label: '出生年份',
    section: '孩子',
    help: '只知道年份时填',
    span: 5,
  }),
  idNumber: field(number().optional(), { label: '身份证号', section: '孩子', ...own, mask: 'id-number', span: 10 }),
  ethnicity: field(shortText(20).optional(), { label: '民族', section: '孩子', span: 5 }),
  registered: field(z.boolean().optional(), { label: '已登记户口', section: '孩子', span: 5 }),
  household: field(shortText(120).optional(), { label: '户籍地', section: '孩子', ...own, span: 12 }),
  address: field(shortText(120).optional(), { label: '现住址', section: '孩子', ...own, span: 12 }),
  body: field(choice(bodies).optional(), { label: '身体状况', section: '孩子', ...own }),
  bodyText: field(longText(200).optional(), { label: '残疾类别等级、病名', section: '孩子', ...own }),
}
const learning = {
  schooling: field(choice(schoolings).optional(), { label: '就学情况', section: '就学' }),
  schoolName: field(shortText(60).optional(), { label: '学校', section: '就学', ...own, span: 10 }),
  grade: field(shortText(30).optional(), { label: '年级班级', section: '就学', span: 7 }),
  boarding: field(z.boolean().optional(), { label: '寄宿', section: '就学', span: 5 }),
}
const parent = (label: string) =>
  field(
    z
      .strictObject({
        name: field(shortText(40).optional(), { label: `${label}姓名`, ...own }),
        birthDate: field(day().optional(), { label: '出生日期', widget: 'date', ...own }),
        idNumber: field(number().optional(), { label: '身份证号', ...own, mask: 'id-number' }),
        work: field(shortText(80).optional(), { label: '务工地、工作单位', ...own }),
        phone: field(phone().optional(), { label: '电话', ...own, mask: 'phone' }),
      })
      .optional(),
    { label, section: '家庭', ...own },
  )
const home = {
  father: parent('父亲'),
  mother: parent('母亲'),
  grandparents: field(longText(200).optional(), { label: '祖父母、外祖父母', section: '家庭', ...own, help: '姓名和出生年月' }),
  bothAway: field(z.boolean().optional(), { label: '父母双方外出', section: '家庭' }),
  oneAway: field(z.boolean().optional(), { label: '一方外出、另一方无监护能力', section: '家庭' }),
  guardianship: field(choice(guardianshipTypes).optional(), { label: '监护类型', section: '家庭' }),
  income: field(z.array(choice(incomes)).max(5).optional(), { label: '家庭收入来源', section: '家庭' }),
  help: field(z.array(choice(helps)).max(5).optional(), { label: '已获救助', section: '家庭' }),
}
const carer = {
  carer: field(
    z
      .strictObject({
        name: field(shortText(40).optional(), { label: '照护人姓名', ...own }),
        relation: field(shortText(20).optional(), { label: '与儿童关系' }),
        phone: field(phone().optional(), { label: '电话', ...own, mask: 'phone' }),
        idNumber: field(number().optional(), { label: '身份证号', ...own, mask: 'id-number' }),
        address: field(shortText(120).optional(), { label: '住址', ...own }),
      })
      .optional(),
    { label: '委托照护人', section: '谁在照护', ...own },
  ),
}
const detained = {
  detained: field(
    z
      .strictObject({
        name: field(shortText(40).optional(), { label: '姓名', ...own }),
        relation: field(choice(parentRelations).optional(), { label: '是孩子的' }),
        until: field(day().optional(), { label: '预计期满', widget: 'date' }),
      })
      .optional(),
    { label: '服刑、戒毒的父母', section: '服刑、戒毒的父母', ...own, help: '只有司法所、监所和帮教联系人看得到' },
  ),
}

const remark = { remark: field(longText(500).optional(), { label: '备注', section: '其他', widget: 'textarea', ...own }) }

/** One child of a register. Nothing is mandatory that may be unknown. */
export const entryFields = { ...who, ...learning, ...home, ...carer, ...detained, ...remark } as const
export const entrySchema = z.strictObject(entryFields)
export type Entry = z.output<typeof entrySchema>
