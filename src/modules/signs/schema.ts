/** What this room asks. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { placeSchema } from '#kernel/place.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'
import { stateKeys } from './lifecycle.ts'
import { damages, eventKinds, kinds, placeKinds } from './words.ts'

export const signId = field(z.uuid(), { label: '标牌', widget: 'hidden' })
const photos = field(z.array(z.uuid()).max(3).optional(), { label: '照片', widget: 'file', help: '不要拍到求助的人', span: 24 })
const date = (label: string) => field(z.iso.date(), { label, widget: 'date', span: 12 })
/** No person stands there: a sign's place is open. */
const where = field(placeSchema, { label: '在哪里', widget: 'place', span: 24 })
const town = field(z.uuid().optional(), { label: '哪个镇街', widget: 'subject', span: 12 })

const signFields = {
  kind: field(choice(kinds), { label: '是什么', widget: 'chips', span: 24 }),
  placeKind: field(choice(placeKinds), { label: '在哪类地方', widget: 'chips', span: 24 }),
  where,
  townId: town,
  says: field(shortText(200).optional(), { label: '上面写什么', help: '救助电话、往哪里走、箭头朝哪边', span: 24 }),
} as const

export const placeForm = z.strictObject({
  ...signFields,
  placedOn: date('设置日期'),
  photos,
  note: field(longText(300).optional(), { label: '说明', widget: 'textarea', span: 24 }),
})
export const changeForm = z.strictObject({ signId, ...signFields })
export const checkForm = z.strictObject({
  signId,
  sound: field(z.boolean(), { label: '完好' }),
  damages: field(z.array(choice(damages)).max(5).optional(), {
    label: '坏在哪里',
    widget: 'chips',
    showIf: (draft) => draft['sound'] === false,
    span: 24,
  }),
  note: field(longText(300).optional(), { label: '说明', widget: 'textarea', span: 24 }),
  photos,
})
export const repairForm = z.strictObject({
  signId,
  replaced: field(z.boolean().default(false), { label: '换了新的', span: 12 }),
  how: field(longText(300), { label: '怎么修的', widget: 'textarea', span: 24 }),
  photos,
})
export const removeForm = z.strictObject({
  signId,
  reason: field(longText(300), { label: '为什么撤除', widget: 'textarea', span: 24 }),
})

export const eventForm = z.strictObject({
  kind: field(choice(eventKinds), { label: '怎么宣传的', widget: 'chips', span: 24 }),
  heldOn: date('日期'),
  where: field(shortText(120), { label: '在哪里', span: 12 }),
  townId: town,
  what: field(longText(500), { label: '做了什么', widget: 'textarea', span: 24 }),
  together: field(shortText(120).optional(), { label: '和谁一起', span: 24 }),
  people: field(z.int().min(0).max(1_000_000).optional(), { label: '大约多少人', unit: '人', span: 12 }),
  leaflets: field(z.int().min(0).max(1_000_000).optional(), { label: '发放', unit: '份', span: 12 }),
  photos,
})

export const boardForm = z.strictObject({
  state: field(z.enum(stateKeys as [string, ...string[]]).optional(), { label: '状态' }),
  kind: field(choice(kinds).optional(), { label: '是什么' }),
  placeKind: field(choice(placeKinds).optional(), { label: '在哪类地方' }),
  townId: field(z.uuid().optional(), { label: '镇街', widget: 'hidden' }),
  due: field(z.boolean().optional(), { label: '只看该检查的' }),
  own: field(z.boolean().optional(), { label: '只看本单位的' }),
})
export type BoardForm = z.output<typeof boardForm>
