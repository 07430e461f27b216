/** What is asked for letters to the place of origin, and for a refusal that is raised level by level. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'
import { fileId } from './schema.ts'

const ways = { letter: '书面函件', system: '全国系统', fax: '传真' } as const
const again = {
  again: field(z.boolean().optional(), { label: '再发一次', help: '已经发过的，写明为什么再发；文号不变' }),
  againReason: field(shortText(200).optional(), {
    label: '为什么再发',
    sensitivity: 'personal',
    span: 12,
    showIf: (draft: Record<string, unknown>) => draft.again === true,
  }),
}
const to = {
  originId: field(z.uuid().optional(), {
    label: '流出地单位（在本系统的）',
    widget: 'subject',
    help: '选了它，函件直接送到对方的“接收”',
    span: 12,
  }),
  origin: field(shortText(80), { label: '收函单位全称', help: '返回地的救助站，没有站的写民政局', span: 12 }),
}
export const askOriginForm = z.strictObject({
  fileId,
  ...to,
  way: field(choice(ways), { label: '怎么函商' }),
  text: field(longText(1000).optional(), {
    label: '请对方做的',
    widget: 'textarea',
    help: '核实身份和家庭、能否接收、由谁接、何时',
    sensitivity: 'personal',
  }),
  ...again,
})
export const tellOriginForm = z.strictObject({
  fileId,
  ...to,
  way: field(choice(ways), { label: '怎么告知' }),
  advice: field(longText(600).optional(), {
    label: '请对方做的',
    widget: 'textarea',
    help: '了解家庭情况、落实救助、回访',
    sensitivity: 'personal',
  }),
  ...again,
})

export const originRefusalForm = z.strictObject({
  fileId,
  origin: field(shortText(80), { label: '哪里拒收', span: 12 }),
  who: field(shortText(80).optional(), { label: '谁答复的', sensitivity: 'personal', span: 12 }),
  reason: field(longText(600), { label: '拒收理由', widget: 'textarea', sensitivity: 'personal' }),
})
export const raiseLevels = { county: '县级民政', city: '市级民政', province: '省级民政', ministry: '民政部' } as const
export type RaiseLevel = keyof typeof raiseLevels
export const raiseForm = z.strictObject({
  fileId,
  to: field(choice(raiseLevels), { label: '报到哪一级', help: '逐级上报：比上一次高一级' }),
  document: field(shortText(60).optional(), { label: '文号', span: 12 }),
  text: field(longText(1000).optional(), { label: '请示内容', widget: 'textarea', sensitivity: 'personal' }),
})
export const raiseResults = {
  receives: '流出地同意接收',
  'cannot-settle': '本级未能协调，再报上一级',
  'stays-here': '就地安置',
} as const
export const answerRaiseForm = z.strictObject({
  fileId,
  result: field(choice(raiseResults), { label: '结果' }),
  who: field(shortText(80).optional(), { label: '谁答复的', sensitivity: 'personal', span: 12 }),
  document: field(shortText(60).optional(), { label: '文号', span: 12 }),
  text: field(longText(1000).optional(), { label: '答复内容', widget: 'textarea', sensitivity: 'personal' }),
})
export const settleRefusalForm = z.strictObject({
  fileId,
  how: field(longText(600), { label: '对方怎么说', widget: 'textarea', sensitivity: 'personal', help: '谁、什么时候答应接收' }),
})
