/** What is asked before it may be switched on, and at each use. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'
import { bases, parts, purposes, results, subjectKinds } from './words.ts'

const date = () => z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '请按 2026-12-09 填写日期')
const partsField = z.array(choice(parts)).min(1).max(Object.keys(parts).length)

export const assessmentForm = z.strictObject({
  assessedOn: field(date(), { label: '评估日期', widget: 'date', section: '评估', span: 8 }),
  leader: field(shortText(40), {
    label: '负责人',
    section: '评估',
    help: '对这项处理活动负责的人',
    sensitivity: 'personal',
    span: 8,
  }),
  purpose: field(longText(600), {
    label: '目的',
    section: '评估',
    widget: 'textarea',
    help: '为了办成什么事，写具体；例如：为身份不明的受助人员寻找家人',
  }),
  necessity: field(longText(1000), {
    label: '必要性',
    section: '评估',
    widget: 'textarea',
    help: '不用人像能不能办成；国家、公安渠道能办的先用那边',
  }),
  risks: field(longText(1000), { label: '对个人权益的影响和风险', section: '评估', widget: 'textarea' }),
  measures: field(longText(1000), {
    label: '保护措施',
    section: '评估',
    widget: 'textarea',
    help: '谁能用、怎么留痕、怎么删除、出事怎么办',
  }),
  consentWording: field(longText(1000), {
    label: '告知和同意书的文字',
    section: '告知',
    widget: 'textarea',
    help: '处理什么、做什么用、存多久、怎么撤回；读给看不见或不识字的人听；不满 14 周岁的由监护人同意',
  }),
  retentionDays: field(z.int().min(1).max(1095), {
    label: '人像特征最长保存',
    unit: '天',
    section: '期限',
    help: '查明身份、撤回同意、登记办结时提前删除',
    span: 8,
  }),
  validMonths: field(z.int().min(1).max(36), {
    label: '评估有效',
    unit: '个月',
    section: '期限',
    help: '到期没有重新评估，就不能再用',
    span: 8,
  }),
  paper: field(z.array(z.uuid()).min(1).max(6), { label: '评估报告', section: '附件', widget: 'file', help: '盖章的扫描件' }),
})
export type Assessment = z.output<typeof assessmentForm>

export const switchOnForm = z.strictObject({
  parts: field(partsField, { label: '启用哪些' }),
  accepted: field(z.literal(true), {
    label: '已在本单位经同意的照片上做过验收',
    help: '部件的准确度在公开数据上测过，不代表本地；模型权重的训练来源未公开，见部件说明',
  }),
})
export const switchOffForm = z.strictObject({
  reason: field(longText(400), { label: '为什么停用', widget: 'textarea', help: '停用时全部人像特征即刻删除，照片和记录不动' }),
})

export const compareForm = z.strictObject({
  subjectKind: field(choice(subjectKinds), { label: '比对谁', widget: 'hidden' }),
  subjectId: field(z.uuid(), { label: '对象', widget: 'hidden' }),
  photo: field(z.array(z.uuid()).max(1).optional(), {
    label: '照片',
    widget: 'file',
    help: '不选就用档案里最近的一张；正面、清楚、一张脸',
    sensitivity: 'personal',
  }),
  pick: field(z.int().min(1).max(20).optional(), { label: '第几张脸', help: '照片里不止一人时，从左到右数', span: 8 }),
  purpose: field(choice(purposes), { label: '用途' }),
  basis: field(choice(bases), { label: '依据' }),
  reason: field(longText(400), {
    label: '事由',
    widget: 'textarea',
    help: '为什么要比、其他途径办到哪一步',
    sensitivity: 'personal',
  }),
})

const candidate = z.strictObject({
  subjectKind: field(choice(subjectKinds), { label: '候选是什么' }),
  subjectId: field(z.uuid(), { label: '候选' }),
  ownerPath: field(z.string().max(200), { label: '属于' }),
  score: field(z.number().min(-1).max(1), { label: '相似度' }),
})
export type Candidate = z.output<typeof candidate>

const model = z.strictObject({
  id: field(z.string().max(80), { label: '模型' }),
  sha256: field(z.string().regex(/^[0-9a-f]{64}$/), { label: '模型校验值' }),
  version: field(z.int(), { label: '特征版本' }),
})

/** Told by the job that has asked the worker. */
export const finishForm = z.strictObject({
  useId: field(z.uuid(), { label: '哪一次', widget: 'hidden' }),
  result: field(choice(results), { label: '结果' }),
  template: field(z.string().max(4000).optional(), { label: '人像特征', widget: 'hidden' }),
  model: field(model.optional(), { label: '模型', widget: 'hidden' }),
  candidates: field(z.array(candidate).max(10), { label: '候选', widget: 'hidden' }),
  refusals: field(z.array(z.string().max(200)).max(10), { label: '照片哪里不合用', widget: 'hidden' }),
  warnings: field(z.array(z.string().max(200)).max(10), { label: '提醒', widget: 'hidden' }),
  searched: field(z.int().min(0), { label: '比过多少', widget: 'hidden' }),
  stale: field(z.int().min(0), { label: '未重算的', widget: 'hidden' }),
})
export type Finish = z.output<typeof finishForm>

export const eraseForm = z.strictObject({
  subjectKind: field(choice(subjectKinds), { label: '谁的', widget: 'hidden' }),
  subjectId: field(z.uuid(), { label: '对象', widget: 'hidden' }),
  why: field(choice({ 'consent-withdrawn': '撤回同意', request: '应要求删除' }), { label: '原因' }),
  reason: field(longText(300), { label: '说明', widget: 'textarea', sensitivity: 'personal' }),
})

export const renewForm = z.strictObject({
  reason: field(longText(300), { label: '为什么重算', widget: 'textarea', help: '换了模型以后，用照片重新算一遍特征' }),
})

export const cardForm = z.strictObject({
  picture: field(
    z
      .string()
      .max(900_000)
      .regex(/^[A-Za-z0-9+/]+=*$/),
    { label: '证件照片', widget: 'hidden', sensitivity: 'personal' },
  ),
  keep: field(z.boolean().optional(), { label: '留存照片', help: '一般不留：读出文字就够了' }),
  keepReason: field(longText(300).optional(), {
    label: '为什么留存',
    widget: 'textarea',
    showIf: (draft) => draft['keep'] === true,
    sensitivity: 'personal',
  }),
})
