/** Out of hospital again: who fetches, why somebody is still there; which hospitals are designated. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'
import { fileId } from './schema.ts'

export const assignees = { town: '户籍地镇街', bureau: '送医地民政部门', station: '救助站（受委托）' } as const
export type Assignee = keyof typeof assignees

export const assignFetchForm = z.strictObject({
  fileId,
  by: field(choice(assignees), { label: '由谁接回' }),
  organisationId: field(z.uuid().optional(), { label: '单位', help: '系统内的单位会在自己的应办里看到', span: 12 }),
  organisationName: field(shortText(60).optional(), { label: '系统外的单位', help: '不在名单里时填全称', span: 12 }),
  toldWhom: field(shortText(80).optional(), { label: '通知了谁', help: '姓名、电话', sensitivity: 'personal', span: 12 }),
  reason: field(longText(400).optional(), {
    label: '说明',
    widget: 'textarea',
    help: '与规则不同，或改由别的单位接，写明原因',
    sensitivity: 'personal',
  }),
})

export const overstayReasons = {
  'open-case': '有未结案件',
  'family-coming': '家属在路上',
  'no-place': '没有床位或安置去处',
  procedure: '手续没有办完',
  cost: '费用没有结清',
  'register-dispute': '户籍或接回单位有争议',
  refuses: '本人不愿离开',
  relapse: '病情反复',
  other: '其他',
} as const
export const explainForm = z.strictObject({
  fileId,
  reason: field(choice(overstayReasons), { label: '还在医院的原因' }),
  text: field(longText(400), {
    label: '说明',
    widget: 'textarea',
    help: '卡在哪里、找过谁、什么时候能接',
    sensitivity: 'personal',
  }),
})

export const hospitalKinds = { general: '综合', mental: '精神', infectious: '传染病', maternity: '妇产', other: '其他' } as const
export const designateForm = z.strictObject({
  hospitalId: field(z.uuid().optional(), { label: '医院', help: '系统内的医院从名单里选', span: 12 }),
  hospitalName: field(shortText(60).optional(), { label: '其他医院', help: '不在名单里时填全称', span: 12 }),
  kinds: field(z.array(choice(hospitalKinds)).min(1).max(5), { label: '救治范围' }),
  agreementNo: field(shortText(60).optional(), { label: '协议或文件号', span: 10 }),
  since: field(z.iso.date(), { label: '自', widget: 'date' }),
  until: field(z.iso.date().optional(), { label: '至', widget: 'date', help: '不填为没有定期限' }),
  contact: field(shortText(40).optional(), { label: '联系人', sensitivity: 'personal', span: 8 }),
  phone: field(shortText(30).optional(), { label: '公开电话', help: '医务科、急诊的值班电话', span: 8 }),
})
export const endDesignationForm = z.strictObject({
  designationId: field(z.uuid(), { label: '定点医院', widget: 'hidden' }),
  reason: field(longText(300), { label: '为什么取消', widget: 'textarea' }),
})

export const afterFetchingForm = z.strictObject({ fileId })
