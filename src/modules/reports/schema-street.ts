/** The forms of the street: what is seen of somebody, the public's page, many refused at once, one taken out again. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { placeSchema } from '#kernel/place.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'
import { answerWays, dangers, doings, groups, signs } from './words.ts'

const WHAT = '发生了什么'
const SEEN = '看见的人'

/** Whether a report that is being written is one of the street: the form shows what fits. */
export function onStreet(draft: Record<string, unknown>): boolean {
  const about = draft['about']
  return !Array.isArray(about) || about.length === 0 || about.some((each) => ['vagrant', 'found-again', 'hazard'].includes(each))
}
const sealed = { sensitivity: 'sealed', mask: 'none' } as const

/** What is seen of somebody on the street. Nothing is mandatory: the rest may follow. */
export const streetFields = {
  spot: field(placeSchema.optional(), { label: '在哪里', section: WHAT, ...sealed, widget: 'place', showIf: onStreet, span: 24 }),
  seenAt: field(z.int().min(0).optional(), {
    label: '什么时候看见的',
    section: SEEN,
    widget: 'instant',
    showIf: onStreet,
    span: 8,
  }),
  people: field(z.int().min(1).max(200).optional(), { label: '几个人', section: SEEN, unit: '人', showIf: onStreet, span: 6 }),
  doing: field(z.array(choice(doings)).max(5).optional(), { label: '在做什么', section: SEEN, showIf: onStreet, span: 24 }),
  groups: field(z.array(choice(groups)).max(6).optional(), {
    label: '看上去是什么人',
    section: SEEN,
    help: '有孩子的，只给接报和派去的单位看',
    showIf: onStreet,
    span: 24,
  }),
  signs: field(z.array(choice(signs)).max(5).optional(), { label: '身体怎样', section: SEEN, showIf: onStreet, span: 24 }),
  look: field(longText(500).optional(), {
    label: '长相、衣着、带的东西',
    section: SEEN,
    widget: 'textarea',
    ...sealed,
    showIf: onStreet,
    span: 24,
  }),
  photos: field(z.array(z.uuid()).max(6).optional(), {
    label: '照片',
    section: SEEN,
    widget: 'file',
    help: 'JPG、PNG、WebP',
    ...sealed,
    span: 24,
  }),
} as const

const YOU = '怎么答复您（都可以不填）'
/** How long ago, in words that anybody can choose from. */
export const seens = { now: '刚刚，人还在', hour: '一小时以内', today: '今天', night: '昨天夜里', often: '这几天常见' } as const
const mapsOf = { gcj02: '微信、高德、腾讯地图', bd09: '百度地图', device: '手机自带的指南针、GPS' } as const

/** The public page of the street. No sign of who somebody is has to be given. */
export const receiveStreetForm = z.strictObject({
  what: field(longText(2000), {
    label: '看到了什么',
    section: '看到了什么',
    widget: 'textarea',
    help: '例如：桥下睡着一位老人，没有被子',
    ...sealed,
    span: 24,
  }),
  doing: field(z.array(choice(doings)).max(5).optional(), { label: '在做什么', section: '看到了什么', span: 24 }),
  people: field(z.int().min(1).max(200).optional(), { label: '几个人', section: '看到了什么', span: 6 }),
  child: field(z.boolean().default(false), { label: '里面有孩子', section: '看到了什么', span: 12 }),
  danger: field(choice(dangers).optional(), {
    label: '现在有没有危险',
    section: '看到了什么',
    help: '有危险马上打 110',
    span: 12,
  }),
  hazard: field(z.boolean().default(false), {
    label: '睡的地方不安全（水边、车道旁、井口）',
    section: '看到了什么',
    span: 12,
  }),
  look: field(longText(500).optional(), {
    label: '长相、衣着、带的东西',
    section: '看到了什么',
    widget: 'textarea',
    ...sealed,
    span: 24,
  }),
  landmark: field(shortText(40).optional(), {
    label: '在哪个地方附近',
    section: '在哪里、什么时候',
    help: '不知道路名，选一个最近的；都不是就不选',
    ...sealed,
    span: 24,
  }),
  place: field(shortText(200).optional(), {
    label: '在哪里',
    section: '在哪里、什么时候',
    help: '路名、桥名、旁边的店或站台',
    ...sealed,
    span: 24,
  }),
  /** Tapped on the page's map, which tells how far it may be off and what lies near. Within the country. */
  pin: field(
    z
      .strictObject({
        lat: field(z.number().min(3).max(55), { label: '纬度', ...sealed }),
        lng: field(z.number().min(70).max(140), { label: '经度', ...sealed }),
        accuracyM: field(z.number().min(1).max(20_000), { label: '误差', unit: '米', ...sealed }),
        near: field(shortText(80).optional(), { label: '离哪里近', ...sealed }),
      })
      .optional(),
    { label: '图上点的位置', section: '在哪里、什么时候', widget: 'hidden', ...sealed },
  ),
  point: field(z.string().trim().max(60).optional(), {
    label: '地图上的坐标',
    section: '在哪里、什么时候',
    help: '没有可以不填；例如 30.5931, 114.3054',
    ...sealed,
    span: 12,
  }),
  pointFrom: field(choice(mapsOf).optional(), { label: '坐标从哪里看来的', section: '在哪里、什么时候', span: 12 }),
  seen: field(choice(seens).optional(), { label: '什么时候看见的', section: '在哪里、什么时候', span: 12 }),
  photos: field(z.array(z.uuid()).max(1).optional(), {
    label: '照片',
    section: '照片（可以没有）',
    widget: 'file',
    help: 'JPG、PNG、WebP，最多 12 MB；照片里记的位置和手机型号会去掉',
    ...sealed,
    span: 24,
  }),
  reporterName: field(shortText(40).optional(), {
    label: '怎么称呼您',
    section: YOU,
    help: '不告诉被反映的人，也不告诉去的人',
    ...sealed,
    span: 12,
  }),
  reporterPhone: field(shortText(30).optional(), { label: '电话', section: YOU, ...sealed, span: 12 }),
  wants: field(choice(answerWays).optional(), { label: '怎么答复您', section: YOU, span: 24 }),
  remote: field(z.string().max(64), { label: '来访地址', widget: 'hidden' }),
  /** Filled in by a program alone: people do not see the field. Such a report is kept, and marked. */
  trapped: field(z.boolean().default(false), { label: '疑似机器填写', widget: 'hidden' }),
})

export const MOST_AT_ONCE = 50
export const refuseManyForm = z.strictObject({
  reportIds: field(z.array(z.uuid()).min(1, '至少选一份').max(MOST_AT_ONCE), { label: '哪些报告', widget: 'hidden' }),
  note: field(longText(300), { label: '为什么是骚扰', widget: 'textarea', help: '写一次，每一份都记', span: 24 }),
})
export const takeOutForm = z.strictObject({
  reportId: field(z.uuid(), { label: '报告', widget: 'hidden' }),
  reason: field(longText(300), { label: '为什么是真的', widget: 'textarea', span: 24 }),
})
