/** Households at the edge of hardship in which somebody has wandered: what is asked and written down. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'
import { subjectFields } from './schema-needs.ts'
import { departments, edgeFindings, edgeReasons, sharedColumns, unlistReasons } from './words-needs.ts'

export const householdId = field(z.uuid(), { label: '哪一户', widget: 'hidden' })
const relation = field(shortText(20).optional(), { label: '与户主的关系', sensitivity: 'personal', span: 8 })
const note = (label = '说明') => field(longText(1000).optional(), { label, widget: 'textarea', sensitivity: 'personal' })

export const listHouseholdForm = z.strictObject({
  ...subjectFields,
  head: field(shortText(40), { label: '户主', sensitivity: 'personal', span: 8 }),
  relation,
  townId: field(z.uuid().optional(), { label: '镇街、村', help: '由它照看；不选先由本单位照看', widget: 'subject', span: 12 }),
  division: field(
    z
      .string()
      .regex(/^\d{6}$/, '行政区划代码是 6 位数字')
      .optional(),
    { label: '所在县区', widget: 'division', span: 8 },
  ),
  address: field(shortText(120).optional(), { label: '住址', sensitivity: 'personal', span: 16 }),
  people: field(z.int().min(1).max(40).optional(), { label: '家里几口人', unit: '人', span: 6 }),
  reasons: field(z.array(choice(edgeReasons)).max(6).optional(), { label: '困难原因' }),
  situation: field(longText(1000).optional(), {
    label: '家庭情况',
    widget: 'textarea',
    help: '收入、劳力、谁照看、欠债',
    sensitivity: 'personal',
  }),
})

export const addMemberForm = z.strictObject({ householdId, ...subjectFields, relation })

export const reviewHouseholdForm = z.strictObject({
  householdId,
  finding: field(choice(edgeFindings), { label: '和上次比' }),
  nextOn: field(z.iso.date().optional(), { label: '下次复核', widget: 'date', help: '不填就是一年后' }),
  note: note('怎么样'),
})

export const unlistHouseholdForm = z.strictObject({
  householdId,
  reason: field(choice(unlistReasons), { label: '为什么移出' }),
  note: note(),
})

export const shareHouseholdsForm = z.strictObject({
  householdIds: field(z.array(z.uuid()).min(1).max(500), { label: '哪几户', widget: 'hidden' }),
  department: field(choice(departments), { label: '给哪个部门' }),
  toName: field(shortText(60).optional(), { label: '单位全称', span: 12 }),
  columns: field(z.array(choice(sharedColumns)).min(1).max(8), { label: '给哪些内容', help: '用不着的不给' }),
  purpose: field(longText(300), { label: '用来做什么', widget: 'textarea' }),
})
