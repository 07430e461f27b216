/** Leave of absence: who goes where, with whom, until when. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'

const text = (max: number) => z.string().trim().min(1).max(max)
const fileId = field(z.uuid(), { label: '个案', widget: 'hidden' })

export const companions = {
  alone: '独自',
  family: '亲属',
  guardian: '监护人',
  staff: '站内工作人员',
  institution: '托养机构人员',
  teacher: '学校老师',
  other: '其他成年人',
} as const

export const beginLeaveForm = z.strictObject({
  fileId,
  until: field(z.iso.date(), { label: '应回日期', widget: 'date', span: 8 }),
  where: field(text(120), { label: '去哪里', sensitivity: 'personal', span: 12 }),
  reason: field(text(200).optional(), { label: '事由', sensitivity: 'personal', span: 12 }),
  companion: field(choice(companions), {
    label: '和谁一起',
    help: '未成年人、无（限制）民事行为能力人须有负责的成年人同行；成年人本人要出去的，不得限制',
    legalBasis: '国务院令第381号 第11条、第14条',
  }),
  companionName: field(text(60).optional(), { label: '同行人姓名', sensitivity: 'personal', span: 8 }),
  companionAdult: field(z.boolean().optional(), { label: '同行人是负责的成年人', span: 8 }),
  phone: field(text(30).optional(), { label: '联系电话', sensitivity: 'personal', mask: 'phone', span: 8 }),
  approvedBy: field(text(40).optional(), { label: '同意人', help: '不填就是您本人', span: 8 }),
  leaderReason: field(text(200).optional(), {
    label: '值班长说明',
    help: '年龄没有查明、看上去已成年的，由值班长写明依据',
    sensitivity: 'personal',
  }),
  keepBed: field(z.boolean().default(true), { label: '床位留着', span: 6 }),
})

export const endLeaveForm = z.strictObject({
  fileId,
  returned: field(z.boolean(), { label: '已返回' }),
  note: field(text(300).optional(), {
    label: '说明',
    widget: 'textarea',
    help: '回来时的情况；没回来的，找过谁、怎么说',
    sensitivity: 'personal',
  }),
})

export const revealLeaveForm = z.strictObject({
  fileId,
  reason: field(z.string().trim().min(4).max(200), { label: '为什么要看', widget: 'textarea', sensitivity: 'personal' }),
})

export const closeLeaveForm = z.strictObject({ fileId, at: field(z.int(), { label: '时间', widget: 'instant' }) })
