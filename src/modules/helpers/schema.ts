/** What this room asks. */
import { z } from 'zod'
import { choice, field, orUnknown } from '#kernel/field.ts'
import { dayOfDate } from '#kernel/time.ts'
import { longText, sexes, shortText } from '#modules/people-and-cases/words.ts'
import {
  conditions,
  givenReasons,
  heldKinds,
  manners,
  missedReasons,
  needs,
  overReasons,
  parentRelations,
  visitWays,
  wishes,
} from './words.ts'

const hidden = (label: string) => field(z.uuid(), { label, widget: 'hidden' })
export const childId = hidden('孩子')
const date = () => z.string().refine((text) => dayOfDate(text) !== null, '请按 2026-12-09 填写日期')
const note = (label: string, help?: string) =>
  field(longText(1000).optional(), { label, widget: 'textarea', sensitivity: 'personal', ...(help ? { help } : {}) })
const idNumber = (label: string) =>
  field(orUnknown(z.string().trim().max(30)).optional(), { label, sensitivity: 'personal', mask: 'id-number', span: 12 })

const toldChild = z.strictObject({
  name: field(orUnknown(shortText(40)).optional(), { label: '孩子姓名', sensitivity: 'personal' }),
  sex: field(choice(sexes).optional(), { label: '性别' }),
  birthDate: field(orUnknown(date()).optional(), { label: '出生日期', sensitivity: 'personal' }),
  birthYear: field(z.int().min(1990).max(2100).optional(), { label: '只知道年份' }),
  idNumber: idNumber('孩子证件号'),
  school: field(shortText(60).optional(), { label: '学校', sensitivity: 'personal' }),
  carer: field(shortText(60).optional(), { label: '现在谁照料', sensitivity: 'personal', help: '姓名、和孩子的关系' }),
  carerPhone: field(z.string().trim().max(30).optional(), { label: '照料人电话', sensitivity: 'personal', mask: 'phone' }),
  address: field(shortText(120).optional(), { label: '住址', sensitivity: 'personal' }),
})
export type ToldChild = z.output<typeof toldChild>

const parentFields = {
  kind: field(choice(heldKinds), { label: '情形', section: '父母' }),
  relation: field(choice(parentRelations), { label: '是孩子的', section: '父母' }),
  parentName: field(orUnknown(shortText(40)), { label: '父母姓名', section: '父母', sensitivity: 'personal', span: 12 }),
  parentIdNumber: field(orUnknown(z.string().trim().max(30)).optional(), {
    label: '父母证件号',
    section: '父母',
    sensitivity: 'personal',
    mask: 'id-number',
    span: 12,
  }),
  until: field(date().optional(), { label: '预计期满', section: '父母', widget: 'date', help: '不知道的不填', span: 12 }),
} as const

export const tellForm = z.strictObject({
  ...parentFields,
  townId: field(z.uuid().optional(), {
    label: '孩子住在哪个镇街',
    section: '孩子',
    widget: 'subject',
    help: '系统据此交给当地司法所；不知道的不选',
  }),
  townName: field(shortText(60).optional(), { label: '不在名单里的写地名', section: '孩子', sensitivity: 'personal' }),
  children: field(z.array(toldChild).min(1).max(10), {
    label: '未满十八周岁的孩子',
    section: '孩子',
    widget: 'list',
    help: '知道多少填多少，全不知道也可以登记',
    span: 24,
  }),
  note: note('要说明的', '本人对孩子的托付、担心'),
})
export type TellForm = z.output<typeof tellForm>

export const tellReleaseForm = z.strictObject({
  toldId: hidden('告知'),
  on: field(date(), { label: '释放、解除日期', widget: 'date' }),
  early: field(z.boolean(), { label: '比预计的早', help: '减刑、假释、提前解除；联系人会尽快上门一次' }),
  note: note('要说明的', '回到哪里、有没有要帮的'),
})

export const placeForm = z.strictObject({ id: hidden('告知') })
export const followReleaseForm = z.strictObject({ id: hidden('告知') })
export const followForm = z.strictObject({ childId })
export const followSameForm = z.strictObject({ childId, intoId: hidden('并入的个案') })

export const recordParentForm = z.strictObject({
  childId,
  ...parentFields,
  prison: field(shortText(60).optional(), { label: '监所全称', section: '父母', sensitivity: 'personal' }),
  note: note('说明', '谁告知的'),
})
export const recordReleaseForm = z.strictObject({
  childId,
  parentId: hidden('父母'),
  on: field(date(), { label: '释放、解除日期', widget: 'date' }),
  early: field(z.boolean(), { label: '比预计的早' }),
  note: note('说明'),
})

export const nameHelperForm = z.strictObject({
  childId,
  helperId: field(z.uuid(), { label: '联系人', widget: 'subject', help: '具体到人；只有这个人能看到这个孩子的帮教部分' }),
  note: note('说明', '为什么选这个人：会方言、住得近、孩子愿意'),
})
export const endHelperForm = z.strictObject({
  childId,
  reason: field(choice(givenReasons), { label: '原因' }),
  note: note('说明', '接着的人要知道的'),
})
export const endCareForm = z.strictObject({
  childId,
  reason: field(choice(overReasons), { label: '原因' }),
  note: field(longText(500), { label: '家里现在怎样', widget: 'textarea', sensitivity: 'personal' }),
})
export const handOverForm = z.strictObject({
  childId,
  officeId: field(z.uuid(), { label: '转交哪个司法所', widget: 'subject' }),
  reason: field(longText(300), {
    label: '为什么',
    widget: 'textarea',
    sensitivity: 'personal',
    help: '如：孩子跟着奶奶搬到外镇',
  }),
})

export const contactForm = z.strictObject({
  childId,
  manner: field(choice(manners), { label: '怎么联系的' }),
  condition: field(choice(conditions), { label: '孩子怎样' }),
  at: field(z.int().optional(), { label: '什么时候', widget: 'instant', help: '不填就是现在' }),
  needs: field(z.array(choice(needs)).max(6).optional(), { label: '需要什么' }),
  note: note('要记的', '只写办事要用的，不写案情'),
})
export const missedForm = z.strictObject({
  childId,
  reason: field(choice(missedReasons), { label: '为什么没联系上' }),
  note: note('要记的'),
})
export const withdrawContactForm = z.strictObject({
  childId,
  contactId: hidden('联系记录'),
  reason: field(longText(300), { label: '为什么撤回', widget: 'textarea', sensitivity: 'personal' }),
})

export const askVisitForm = z.strictObject({
  childId,
  parentId: hidden('父母'),
  wish: field(choice(wishes), { label: '孩子自己的意思', help: '先问孩子；不想见的不勉强' }),
  way: field(choice(visitWays), { label: '方式' }),
  from: field(date(), { label: '最早哪天', widget: 'date', span: 12 }),
  to: field(date(), { label: '最晚哪天', widget: 'date', span: 12 }),
  companion: field(shortText(80), { label: '谁陪着去', sensitivity: 'personal', help: '姓名、和孩子的关系' }),
  phone: field(z.string().trim().max(30).optional(), { label: '陪同人电话', sensitivity: 'personal', mask: 'phone' }),
  note: note('要请监所安排的', '如：不穿囚服见面、避开会见高峰'),
})
export const visitId = hidden('会见')
export const answerVisitForm = z.strictObject({
  visitId,
  agreed: field(z.boolean(), { label: '同意' }),
  on: field(date().optional(), { label: '哪天会见', widget: 'date' }),
  text: field(longText(500).optional(), { label: '怎么安排，或为什么不同意', widget: 'textarea', sensitivity: 'personal' }),
})
export const followVisitForm = z.strictObject({ visitId })
export const recordVisitForm = z.strictObject({
  visitId,
  on: field(date(), { label: '会见日期', widget: 'date' }),
  text: field(longText(1000).optional(), {
    label: '怎么样',
    widget: 'textarea',
    sensitivity: 'personal',
    help: '孩子前后的样子',
  }),
})
export const withdrawVisitForm = z.strictObject({
  visitId,
  reason: field(longText(300), { label: '为什么不去了', widget: 'textarea', sensitivity: 'personal' }),
})
