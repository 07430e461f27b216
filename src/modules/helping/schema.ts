/** What this room asks. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { dayOfDate } from '#kernel/time.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'
import { aidKinds, closeReasons, dropReasons, planEnds, remindWays, results, topics, workKinds } from './words.ts'

const hidden = (label: string) => field(z.uuid(), { label, widget: 'hidden' })
export const childId = hidden('孩子')
export const planId = hidden('帮扶方案')
export const itemId = hidden('帮扶项目')
export const referralId = hidden('转介')
const date = () => z.string().refine((text) => dayOfDate(text) !== null, '请按 2026-12-09 填写日期')
export const day = (label: string, help?: string) =>
  field(date().optional(), { label, widget: 'date', span: 12, ...(help ? { help } : {}) })
const words = (label: string, max: number, help?: string) =>
  field(longText(max).optional(), { label, widget: 'textarea', sensitivity: 'personal', ...(help ? { help } : {}) })
const told = (label: string, max: number, help?: string) =>
  field(longText(max), { label, widget: 'textarea', sensitivity: 'personal', ...(help ? { help } : {}) })
const files = (label: string) => field(z.array(z.uuid()).max(6).optional(), { label, widget: 'file', sensitivity: 'personal' })
const serviceId = z
  .string()
  .regex(/^[a-z]+(-[a-z]+)*$/, '请从名单里选一项服务')
  .max(40)
export const service = field(serviceId, { label: '服务', widget: 'subject' })
const times = field(z.int().min(1).max(200).optional(), { label: '共几次', help: '分次办的填，每次记一笔', span: 12 })

const itemFields = {
  goal: field(longText(300).optional(), { label: '要达到什么', widget: 'textarea', sensitivity: 'personal' }),
  who: field(shortText(60).optional(), {
    label: '谁办',
    sensitivity: 'personal',
    help: '单位或人；要转给单位的，建好后办“转介”',
    span: 12,
  }),
  dueOn: day('什么时候办成'),
  times,
}
const newItem = z.strictObject({ service, ...itemFields })

const planFields = {
  goals: told('总的目标', 1000, '孩子和家里几个月后应该怎样'),
  childSays: words('本人的想法（原话）', 500, '先问孩子自己；没有问的说明为什么'),
  familySays: words('监护人、照护人的意见', 500),
  reviewOn: day('下次检查方案', '建议三个月内'),
}
export const makePlanForm = z.strictObject({
  childId,
  ...planFields,
  items: field(z.array(newItem).max(20).optional(), { label: '帮扶项目', widget: 'list', help: '可以先建方案，再一项项加' }),
})
export const changePlanForm = z.strictObject({
  planId,
  goals: words('总的目标', 1000, '不改的空着'),
  childSays: words('本人的想法（原话）', 500),
  familySays: words('监护人、照护人的意见', 500),
  reviewOn: day('下次检查方案'),
  reason: told('为什么调整', 500),
})
export const addItemForm = z.strictObject({ planId, service, ...itemFields })
export const finishItemForm = z.strictObject({ itemId, outcome: told('办成了什么', 500), on: day('哪天办成', '不填就是今天') })
export const dropItemForm = z.strictObject({
  itemId,
  reason: field(choice(dropReasons), { label: '原因' }),
  note: words('说明', 300),
})
export const endPlanForm = z.strictObject({
  planId,
  reason: field(choice(planEnds), { label: '原因' }),
  outcome: told('成效', 1000, '目标达到多少，还有什么要接着办'),
})

const addressFields = {
  organisationId: field(z.uuid().optional(), {
    label: '系统内单位',
    widget: 'subject',
    help: '选了它自己能看到这一件并答复',
    span: 12,
  }),
  toName: field(shortText(60).optional(), { label: '其他单位', help: '不在系统内的写全称，打印转介单', span: 12 }),
}
const tellFields = {
  asks: told('请办什么', 600, '只写办这件事用得着的；别的不写'),
  tellName: field(z.boolean().default(false), { label: '告诉对方姓名', help: '办这件事必须知道才选' }),
  tellAge: field(z.boolean().default(true), { label: '告诉对方年龄' }),
  contactName: field(shortText(30).optional(), { label: '联系人', sensitivity: 'personal', help: '不填就是您', span: 12 }),
  contactPhone: field(shortText(30).optional(), { label: '联系电话', sensitivity: 'personal', mask: 'none', span: 12 }),
  dueOn: day('希望什么时候办成', '不填按这项服务的建议期限'),
}
export const referForm = z.strictObject({
  childId,
  itemId: field(z.uuid().optional(), { label: '帮扶项目', widget: 'hidden' }),
  service,
  ...addressFields,
  ...tellFields,
})
export const referOtherwiseForm = z.strictObject({ referralId, ...addressFields, ...tellFields })

const aid = field(z.boolean().optional(), { label: '享受教育资助', help: '入学的填' })
const aidKind = field(choice(aidKinds).optional(), { label: '救助种类', help: '给予救助的填' })
const workKind = field(choice(workKinds).optional(), { label: '就业帮扶方式', help: '就业的填' })
export const answerForm = z.strictObject({
  referralId,
  result: field(choice(results), { label: '结果' }),
  words: words('怎么办的', 1000, '标准、起止时间；不予办理的写依据'),
  from: field(shortText(60).optional(), { label: '答复人、文号', sensitivity: 'personal', span: 12 }),
  on: day('哪天办的', '不填就是今天'),
  aid,
  aidKind,
  workKind,
  files: files('材料'),
})
export const sessionForm = z.strictObject({
  referralId,
  on: day('哪天', '不填就是今天'),
  did: told('做了什么', 800, '写做了什么、有什么变化；孩子说的私密话不写'),
  next: day('下次'),
})
export const remindForm = z.strictObject({
  referralId,
  how: field(choice(remindWays), { label: '怎么催的' }),
  note: words('对方怎么说', 300),
})
export const raiseForm = z.strictObject({ referralId, note: words('请上级做什么', 300) })
export const closeForm = z.strictObject({
  referralId,
  reason: field(choice(closeReasons), { label: '原因' }),
  note: words('说明', 300),
})
export const chaseForm = z.strictObject({ referralId })
export const followForm = z.strictObject({
  childId,
  reason: field(choice({ 'file-closed': '个案结案', 'same-child': '并入另一份个案' }), { label: '原因' }),
  into: field(z.uuid().optional(), { label: '并入的个案', widget: 'hidden' }),
})

/** What is given directly by somebody who knows the child. */
const givenFields = {
  childId,
  itemId: field(z.uuid().optional(), { label: '方案里的哪一项', widget: 'subject', help: '没有就空着' }),
  on: day('哪天', '不填就是今天'),
  by: field(shortText(60).optional(), { label: '谁办的', sensitivity: 'personal', span: 12 }),
}
const note = words('情况', 800)
export const enrolForm = z.strictObject({
  ...givenFields,
  schoolId: field(z.uuid().optional(), {
    label: '学校',
    widget: 'subject',
    help: '系统内的从名单里选；选了它能看到登记和就学部分',
    span: 12,
  }),
  schoolName: field(shortText(60).optional(), { label: '学校全称', help: '不在名单里的写', sensitivity: 'personal', span: 12 }),
  grade: field(shortText(20).optional(), { label: '年级、班', sensitivity: 'personal', span: 12 }),
  aid: field(z.boolean().optional(), { label: '享受教育资助' }),
  aidWhat: field(shortText(100).optional(), { label: '资助内容', sensitivity: 'personal' }),
  care: words('特别关怀', 300, '谁带、补课、住校、课后去处'),
  files: files('入学材料'),
})
export const teachForm = z.strictObject({
  childIds: field(z.array(z.uuid()).min(1).max(60), { label: '哪些孩子', widget: 'hidden' }),
  topic: field(choice(topics), { label: '内容' }),
  on: day('哪天', '不填就是今天'),
  by: field(shortText(60).optional(), { label: '谁教的', sensitivity: 'personal', span: 12 }),
  what: told('教了什么', 800, '自护教育按年龄选内容'),
})
export const counselForm = z.strictObject({
  ...givenFields,
  what: told('辅导情况', 800, '孩子说的私密话不写'),
  next: day('下次'),
})
export const correctForm = z.strictObject({ ...givenFields, what: told('矫治情况', 800), next: day('下次') })
export const rehabilitateForm = z.strictObject({ ...givenFields, what: told('诊治、康复情况', 800), next: day('下次') })
export const helpWorkForm = z.strictObject({
  ...givenFields,
  kind: field(choice(workKinds), { label: '方式', legalBasis: '实施意见三（八）：年满十六周岁、有就业能力并登记失业' }),
  what: told('介绍了什么、培训什么', 500),
})
export const legalAidForm = z.strictObject({
  ...givenFields,
  lawyer: field(shortText(60).optional(), { label: '律师、机构', sensitivity: 'personal', span: 12 }),
  what: told('办了什么', 500),
})
export const grantAidForm = z.strictObject({
  ...givenFields,
  kind: field(choice(aidKinds), { label: '种类' }),
  amountYuan: field(z.number().min(0).max(1_000_000).optional(), { label: '金额', unit: '元', span: 12 }),
  fromMonth: field(
    z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/, '请按 2026-12 填写年月')
      .optional(),
    { label: '从哪个月起', span: 12 },
  ),
  what: note,
})
export const teachParentsForm = z.strictObject({
  ...givenFields,
  whom: field(shortText(60).optional(), { label: '谁来了', sensitivity: 'personal', span: 12 }),
  what: told('讲了什么、有什么变化', 800),
})

export const listForm = z.strictObject({
  side: field(choice({ asked: '交给本单位的', sent: '转出去的', raised: '报到本单位的' }).optional(), { label: '哪一边' }),
  open: field(z.boolean().optional(), { label: '只看没办完的' }),
  late: field(z.boolean().optional(), { label: '只看超过期限的' }),
  service: field(serviceId.optional(), { label: '服务' }),
})
export type ListForm = z.output<typeof listForm>
