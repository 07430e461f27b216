/** Places for children, what is held there, and parents' committees: what is asked. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'
import { day } from './schema.ts'
import { activityKinds, levels, placeKinds } from './words.ts'

export const placeId = field(z.uuid(), { label: '场所', widget: 'hidden' })
const text = (label: string, max: number, help?: string) =>
  field(longText(max), { label, widget: 'textarea', ...(help ? { help } : {}) })
const count = (label: string, help?: string) =>
  field(z.int().min(0).max(5000).optional(), { label, unit: '人', span: 8, ...(help ? { help } : {}) })
const placeFields = {
  kind: field(choice(placeKinds), { label: '种类' }),
  name: field(shortText(60), { label: '名称' }),
  address: field(shortText(120), { label: '地址' }),
  hours: field(shortText(80).optional(), { label: '开放时间', placeholder: '周一至周五 16:30—18:30，假期全天' }),
  keeper: field(shortText(30).optional(), { label: '负责人', sensitivity: 'personal', span: 12 }),
  phone: field(shortText(30).optional(), { label: '公开电话', span: 12 }),
  seats: field(z.int().min(1).max(2000).optional(), { label: '能容', unit: '人', span: 12 }),
}
export const openPlaceForm = z.strictObject({ ...placeFields, openedOn: day('启用日期', '不填就是今天') })
export const changePlaceForm = z.strictObject({ placeId, ...placeFields })
export const closePlaceForm = z.strictObject({ placeId, reason: text('原因', 300) })
export const activityForm = z.strictObject({
  placeId: field(z.uuid().optional(), { label: '场所', widget: 'subject', help: '不在登记的场所里办的空着', span: 12 }),
  kind: field(choice(activityKinds), { label: '活动' }),
  on: day('哪天', '不填就是今天'),
  children: count('孩子', '只记人数，不写名字'),
  parents: count('家长'),
  volunteers: count('志愿者'),
  what: text('做了什么', 800, '不写孩子的姓名'),
  files: field(z.array(z.uuid()).max(6).optional(), {
    label: '照片',
    widget: 'file',
    help: '不拍孩子正脸',
    sensitivity: 'personal',
  }),
})
export const committeeForm = z.strictObject({
  level: field(choice(levels), { label: '哪一级', help: '留守、流动儿童多的班级建家长委员会' }),
  which: field(shortText(40).optional(), { label: '班级、年级', span: 12 }),
  on: day('哪天', '不填就是今天'),
  parents: count('家长'),
  children: count('涉及孩子', '只记人数'),
  what: text('议了什么、定了什么', 800, '不写孩子的姓名'),
})
export const meetingsForm = z.strictObject({
  kind: field(choice({ activity: '活动', committee: '家长委员会' }).optional(), { label: '种类' }),
  from: day('从'),
})
