/** What is asked when somebody is proposed for care outside, placed, looked after there and brought back. */
import { z } from 'zod'
import { choice, field, orUnknown } from '#kernel/field.ts'
import { signatureSchema } from '#kernel/signature.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'
import { careLevels } from './words.ts'
import {
  conditions,
  copies,
  emergencies,
  handedThings,
  incidentKinds,
  legalSituations,
  moods,
  putOffWhys,
  reasons,
  returnWhys,
} from './words-placements.ts'

export const fileId = field(z.uuid(), { label: '个案', widget: 'hidden' })
const placementId = field(z.uuid(), { label: '送托', widget: 'hidden' })
const words = (label: string, help?: string) =>
  field(longText(1000), { label, widget: 'textarea', sensitivity: 'personal', ...(help ? { help } : {}) })
const maybeWords = (label: string, help?: string) =>
  field(longText(1000).optional(), { label, widget: 'textarea', sensitivity: 'personal', ...(help ? { help } : {}) })
const person = (label: string) => field(shortText(60), { label, sensitivity: 'personal', span: 10 })
const when = (label: string) => field(z.int().optional(), { label, widget: 'instant', help: '不填就是现在', span: 10 })

const institutionId = field(z.uuid(), { label: '托养机构', help: '不能送的写明差什么' })
const level = field(choice(careLevels), { label: '护理等级' })
const legal = field(z.array(choice(legalSituations)).min(1).max(8), { label: '法律情况', sensitivity: 'personal' })
const adultBecause = field(longText(300).optional(), {
  label: '凭什么认定成年',
  widget: 'textarea',
  help: '年龄说不清时必填：骨龄、两人目测、牙齿等。未成年人不送托',
  sensitivity: 'personal',
})
const km = field(z.int().min(0).max(3000).optional(), { label: '离本站多远', unit: '公里', span: 6 })

export const proposeForm = z.strictObject({
  fileId,
  institutionId,
  reasons: field(z.array(choice(reasons)).min(1).max(7), { label: '为什么站内照料不了' }),
  why: words('具体说明', '站内差什么：人、设备、床位；写事实'),
  tried: words('站内试过什么', '站内照料是原则，站外是例外'),
  level,
  needs: maybeWords('照护需要', '翻身、喂食、约束、用药、夜间看护'),
  legal,
  adultBecause,
  km,
  papers: field(z.array(z.uuid()).max(6).optional(), { label: '诊断、评估', widget: 'file', sensitivity: 'personal' }),
})

export const approveForm = z.strictObject({
  placementId,
  note: maybeWords('审批意见'),
})
export const declineForm = z.strictObject({
  placementId,
  reason: words('为什么不批准', '站内能怎么照料，或者先补什么'),
})
export const withdrawForm = z.strictObject({ placementId, reason: words('为什么撤回') })

export const medicine = z.strictObject({
  name: field(shortText(60), { label: '药名' }),
  dose: field(shortText(60).optional(), { label: '用法用量' }),
  quantity: field(shortText(30).optional(), { label: '数量' }),
})

/** Names are asked; whoever can draws the signature as well. */
const signatures = {
  stationSigner: field(shortText(60), { label: '救助站交接人', section: '签字', sensitivity: 'personal', span: 10 }),
  institutionSigner: field(shortText(60), { label: '托养机构交接人', section: '签字', sensitivity: 'personal', span: 10 }),
  stationSignature: field(signatureSchema.optional(), {
    label: '救助站签名',
    section: '签字',
    widget: 'signature',
    sensitivity: 'personal',
  }),
  institutionSignature: field(signatureSchema.optional(), {
    label: '托养机构签名',
    section: '签字',
    widget: 'signature',
    sensitivity: 'personal',
  }),
} as const

const handover = {
  copies: field(z.array(choice(copies)).max(7).optional(), { label: '档案复印件', section: '交接' }),
  photos: field(z.array(z.uuid()).max(4).optional(), {
    label: '交接照片',
    section: '交接',
    widget: 'file',
    sensitivity: 'personal',
  }),
  medicines: field(z.array(medicine).max(20).optional(), {
    label: '药品和剂量',
    section: '交接',
    widget: 'list',
    sensitivity: 'personal',
  }),
  belongings: field(z.array(shortText(80)).max(30).optional(), {
    label: '随身物品',
    section: '交接',
    help: '一行一件',
    sensitivity: 'personal',
  }),
  habits: field(longText(1000).optional(), {
    label: '习惯、忌讳、怎么沟通',
    section: '交接',
    widget: 'textarea',
    help: '听得懂什么话，怕什么，爱吃什么，夜里怎样',
    sensitivity: 'personal',
  }),
  ...signatures,
} as const

export const placeForm = z.strictObject({
  placementId,
  at: when('交接时间'),
  level,
  ...handover,
})

export const emergencyForm = z.strictObject({
  fileId,
  institutionId,
  ground: field(choice(emergencies), { label: '什么紧急情形' }),
  why: words('为什么等不到批准', '会照实记为先送后批，应办里显示迟办'),
  permittedBy: field(shortText(60).optional(), { label: '谁口头同意', sensitivity: 'personal', span: 10 }),
  at: when('交接时间'),
  level,
  legal,
  adultBecause,
  km,
  ...handover,
})

const weight = field(orUnknown(z.number().min(2).max(300)).optional(), {
  label: '体重',
  unit: '公斤',
  sensitivity: 'personal',
  span: 6,
})
export const healthForm = z.strictObject({
  fileId,
  at: when('观察时间'),
  weight,
  condition: field(choice(conditions), { label: '身体状况', sensitivity: 'personal' }),
  finding: maybeWords('具体情况', '皮肤、饮食、睡眠、行走、大小便；有伤写明部位'),
  medicines: field(z.array(medicine).max(20).optional(), { label: '用药', widget: 'list', sensitivity: 'personal' }),
  mood: field(choice(moods).optional(), { label: '情绪', sensitivity: 'personal' }),
  said: maybeWords('本人说了什么', '照原话记，可能是寻亲线索'),
  photos: field(z.array(z.uuid()).max(4).optional(), { label: '照片', widget: 'file', sensitivity: 'personal' }),
})

export const incidentForm = z.strictObject({
  fileId,
  kind: field(choice(incidentKinds), { label: '情形' }),
  happenedAt: field(z.int(), { label: '发生时间', widget: 'instant' }),
  told: words('经过'),
  measures: maybeWords('已采取的措施'),
  toldWhom: field(shortText(120).optional(), {
    label: '已报谁',
    help: '120、公安、民政、疾控，几点',
    sensitivity: 'personal',
    span: 12,
  }),
  papers: field(z.array(z.uuid()).max(6).optional(), { label: '照片、病历', widget: 'file', sensitivity: 'personal' }),
})

export const levelForm = z.strictObject({
  fileId,
  level,
  from: field(z.iso.date(), { label: '从哪天起', widget: 'date', help: '托养费从这一天按新的等级算' }),
  why: words('为什么变更'),
})

export const familyWishForm = z.strictObject({
  fileId,
  who: person('哪位家属'),
  told: words('怎么说的'),
})

export const planForm = z.strictObject({
  on: field(z.iso.date(), { label: '哪天接回', widget: 'date' }),
  capacity: field(z.int().min(1).max(200), { label: '接得下几人', unit: '人', help: '空床、护理人手、车辆，取最小', span: 8 }),
  placementIds: field(z.array(z.uuid()).min(1).max(100), { label: '接回谁', widget: 'hidden' }),
  words: maybeWords('说明', '车辆、护理、先后的理由'),
})

export const putOffForm = z.strictObject({
  lineId: field(z.uuid(), { label: '名单', widget: 'hidden' }),
  reason: field(choice(putOffWhys), { label: '为什么暂缓' }),
  words: maybeWords('具体说明'),
})

export const bringBackForm = z.strictObject({
  fileId,
  at: when('接回时间'),
  why: field(choice(returnWhys), { label: '为什么接回' }),
  condition: field(choice(conditions), { label: '接回时身体状况', sensitivity: 'personal' }),
  weight,
  injuries: maybeWords('体表和伤', '部位、新旧、怎么来的；没有写“未见”'),
  medicines: field(z.array(medicine).max(20).optional(), { label: '带回的药', widget: 'list', sensitivity: 'personal' }),
  things: field(choice(handedThings), { label: '随身物品' }),
  missingThings: field(z.array(shortText(80)).max(30).optional(), {
    label: '缺少的物品',
    help: '一行一件',
    sensitivity: 'personal',
  }),
  note: maybeWords('交接说明'),
  ...signatures,
})

export const endForm = z.strictObject({
  fileId,
  at: field(z.int(), { label: '时间', widget: 'instant' }),
  how: field(choice({ left: '离站', died: '死亡', settled: '就地安置' }), { label: '怎么结束的' }),
})
