/** What this room asks. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { dayOfDate } from '#kernel/time.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'
import { networkLevels, topics, turns } from './words.ts'

const hidden = (label: string) => field(z.uuid(), { label, widget: 'hidden' })
const date = () => z.string().refine((text) => dayOfDate(text) !== null, '请按 2026-12-09 填写日期')
const phoneText = () => z.string().trim().min(3).max(40)
const name = field(shortText(30), { label: '姓名', sensitivity: 'personal' })
const phone = field(phoneText(), { label: '值班电话', sensitivity: 'personal', help: '打得通的，夜里也接' })

export const dutyForm = z.strictObject({
  organisationId: hidden('哪个单位'),
  from: field(date(), { label: '从哪天', widget: 'date', span: 8 }),
  until: field(date(), { label: '到哪天', widget: 'date', span: 8, help: '一次最多三个月' }),
  startsAt: field(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '请按 08:00 填写'), {
    label: '几点换班',
    placeholder: '08:00',
    span: 8,
  }),
  turn: field(choice(turns), { label: '怎么轮' }),
  people: field(z.array(z.strictObject({ name, phone })).min(1).max(31), { label: '值班的人', help: '按轮值的先后' }),
  backup: field(z.boolean().optional(), { label: '下一位当天备班' }),
})

export const shiftForm = z.strictObject({
  dutyId: hidden('哪一班'),
  name,
  phone,
  reason: field(longText(200).optional(), { label: '为什么换', widget: 'textarea' }),
})

export const postForm = z.strictObject({
  organisationId: hidden('哪个镇街、村社区'),
  name,
  phone: field(phoneText(), { label: '联系电话', sensitivity: 'personal' }),
  since: field(date(), { label: '从哪天起', widget: 'date' }),
})

export const endPostForm = z.strictObject({
  postId: hidden('岗位'),
  until: field(date(), { label: '到哪天', widget: 'date' }),
  reason: field(longText(200).optional(), { label: '原因', widget: 'textarea' }),
})

const told = {
  phone: field(phoneText(), { label: '对外电话', span: 8, help: '孩子会打这个电话' }),
  address: field(shortText(120), { label: '地址', span: 16, help: '写到门牌，孩子能找到' }),
  hours: field(shortText(40).optional(), { label: '什么时候有人', help: '不填写作“白天有人”', span: 8 }),
  way: field(longText(200).optional(), { label: '怎么走', widget: 'textarea', help: '附近的学校、车站、商店' }),
} as const

export const openPointForm = z.strictObject({
  parentId: hidden('设在哪里'),
  level: field(choice(networkLevels), { label: '层级' }),
  name: field(shortText(60), { label: '名称', span: 16 }),
  ...told,
})
export const changePointForm = z.strictObject({
  organisationId: hidden('哪个中心、保护点'),
  name: field(shortText(60), { label: '名称', span: 16 }),
  ...told,
})
export const closePointForm = z.strictObject({
  organisationId: hidden('哪个保护点'),
  reason: field(longText(200), { label: '为什么撤', widget: 'textarea', help: '撤了以后公众网页不再写它' }),
})

export const meetingForm = z.strictObject({
  heldOn: field(date(), { label: '哪天开的', widget: 'date' }),
  about: field(z.array(choice(topics)).min(1).max(4), { label: '议题' }),
  present: field(longText(300).optional(), { label: '参加单位', widget: 'textarea' }),
  problems: field(longText(1000).optional(), { label: '研究了什么问题', widget: 'textarea', help: '不写孩子的姓名' }),
  decided: field(longText(1000).optional(), { label: '定了什么，谁办，什么时候以前', widget: 'textarea' }),
  files: field(z.array(z.uuid()).max(5).optional(), { label: '会议纪要', widget: 'file' }),
})

export const placeForm = z.strictObject({ organisationId: field(z.uuid().optional(), { label: '哪个单位', widget: 'hidden' }) })
export const rosterForm = z.strictObject({
  organisationId: field(z.uuid().optional(), { label: '哪个单位', widget: 'hidden', help: '不填是本单位' }),
  from: field(date().optional(), { label: '从哪天', widget: 'date' }),
})
