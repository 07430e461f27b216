/** The forms of clues of abuse. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { longText } from '#modules/people-and-cases/words.ts'
import { clueKinds, clueOutcomes } from './words.ts'

const long = (label: string, help?: string) =>
  field(longText(1000).optional(), {
    label,
    widget: 'textarea',
    sensitivity: 'sealed',
    mask: 'none',
    span: 24,
    ...(help ? { help } : {}),
  })
const must = (label: string, help?: string) =>
  field(longText(1000), { label, widget: 'textarea', sensitivity: 'sealed', mask: 'none', span: 24, ...(help ? { help } : {}) })
const happened = field(z.int().min(0).optional(), { label: '什么时候', widget: 'instant', help: '不填就是现在', span: 8 })

const clueId = field(z.uuid(), { label: '线索', widget: 'hidden' })
export const findClueForm = z.strictObject({
  childId: field(z.uuid().optional(), { label: '未成年人个案', widget: 'hidden' }),
  reportId: field(z.uuid().optional(), { label: '报告', widget: 'hidden' }),
  kind: field(choice(clueKinds), { label: '是什么', widget: 'chips', span: 24 }),
  what: must('发现了什么', '原话、伤在哪里；不要反复问孩子'),
  at: happened,
  policeId: field(z.uuid().optional(), { label: '现在就报给哪个公安机关', widget: 'subject', span: 12 }),
})
export const tellPoliceForm = z.strictObject({
  clueId,
  policeId: field(z.uuid().optional(), { label: '报给哪个公安机关', widget: 'subject', help: '选了，公安马上看到', span: 12 }),
  byPhone: field(z.boolean().default(false), { label: '打 110 报的', help: '不在系统内的公安机关也选这个', span: 12 }),
  note: long('报了什么、接警人和警情编号'),
})
export const policeAnswerForm = z.strictObject({
  clueId,
  filed: field(choice({ yes: '已立案', no: '未立案', later: '还在查' }), { label: '公安怎么说', widget: 'chips', span: 24 }),
  words: long('反馈内容、案号'),
})
export const disposeClueForm = z.strictObject({
  clueId,
  outcome: field(choice(clueOutcomes), { label: '怎么处置的', widget: 'chips', span: 24 }),
  words: must('经过和结果'),
})
/** Opened by nobody's role: follows the facts of child files. */
export const moveToChildForm = z.strictObject({
  childId: field(z.uuid(), { label: '未成年人个案', widget: 'hidden' }),
  intoId: field(z.uuid(), { label: '并入的个案', widget: 'hidden' }),
})
