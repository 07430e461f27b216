/** What this room asks. */
import { z } from 'zod'
import { choice, field, orUnknown } from '#kernel/field.ts'
import { signatureParts } from '#kernel/signature.ts'
import { dayOfDate } from '#kernel/time.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'
import { INK, INK_PATTERN } from './ink.ts'
import { abouts, boxes, consciousness, reasons } from './words.ts'

export const handoverId = field(z.uuid(), { label: '交接单', widget: 'hidden' })
const date = () => z.string().refine((text) => dayOfDate(text) !== null, '请按 2026-12-09 填写日期')

/** As everywhere in the house; and drawn without a network, as strokes. */
export const signing = signatureParts.extend({
  ink: field(z.string().max(INK.longest).regex(INK_PATTERN, '签名没有取到，请重签').optional(), {
    label: '手写笔迹',
    widget: 'hidden',
    sensitivity: 'personal',
  }),
})
export type Signing = z.output<typeof signing>

const signatureField = (label: string, section: string) =>
  field(signing.optional(), { label, section, widget: 'signature', sensitivity: 'personal' })

export const belonging = z.strictObject({
  what: field(shortText(40), { label: '物品', sensitivity: 'personal', span: 16 }),
  count: field(z.int().min(1).max(999).optional(), { label: '件数', unit: '件', span: 8 }),
})

/** What stands on the paper. */
const wordsOf = {
  toId: field(z.uuid().optional(), {
    label: '接收单位',
    section: '交给谁',
    widget: 'subject',
    help: '系统内的从名单里选，对方能看到并签收',
  }),
  toName: field(shortText(60).optional(), { label: '接收单位全称', section: '交给谁', help: '不在名单里的写全称' }),
  reason: field(choice(reasons), { label: '交接事由', section: '交给谁' }),
  reasonNote: field(longText(300).optional(), { label: '说明', section: '交给谁', widget: 'textarea', sensitivity: 'personal' }),
  who: field(shortText(60).optional(), {
    label: '被交接人',
    section: '人怎么样',
    sensitivity: 'personal',
    help: '姓名；不知道姓名的写怎么认得出：六十来岁，蓝棉袄',
  }),
  conscious: field(choice(consciousness), { label: '神志', section: '人怎么样' }),
  condition: field(longText(400).optional(), {
    label: '身体、精神状况',
    section: '人怎么样',
    widget: 'textarea',
    sensitivity: 'personal',
  }),
  injuries: field(orUnknown(longText(300)).optional(), {
    label: '看到的外伤',
    section: '人怎么样',
    widget: 'text',
    sensitivity: 'personal',
  }),
  belongings: field(z.array(belonging).max(30).optional(), {
    label: '随交物品',
    section: '随身物品和材料',
    widget: 'list',
    sensitivity: 'personal',
    help: '当面点清，一样一行',
  }),
  papers: field(longText(400).optional(), {
    label: '随交证件、材料',
    section: '随身物品和材料',
    widget: 'textarea',
    sensitivity: 'personal',
  }),
  place: field(shortText(120).optional(), { label: '交接地点', section: '交接', sensitivity: 'personal' }),
  officer: field(shortText(40), { label: '移交人', section: '移交方', sensitivity: 'personal' }),
  officerNo: field(shortText(30).optional(), { label: '警号、工号', section: '移交方', sensitivity: 'personal' }),
  officerPhone: field(shortText(30).optional(), {
    label: '移交人电话',
    section: '移交方',
    sensitivity: 'personal',
    mask: 'phone',
  }),
}

const fromSigned = {
  fromSignature: signatureField('移交人签名', '移交方'),
  scans: field(z.array(z.uuid()).max(6).optional(), {
    label: '签字件照片',
    section: '移交方',
    widget: 'file',
    sensitivity: 'personal',
  }),
}
const toSigned = {
  receiver: field(shortText(40), { label: '接收人', section: '接收方', sensitivity: 'personal' }),
  receiverNo: field(shortText(30).optional(), { label: '接收人工号', section: '接收方', sensitivity: 'personal' }),
  remarks: field(longText(300).optional(), {
    label: '接收时的说明',
    section: '接收方',
    widget: 'textarea',
    sensitivity: 'personal',
    help: '与单上写的不一样的，写明；没有就不填',
  }),
  toSignature: signatureField('接收人签名', '接收方'),
}
const tied = {
  handoverId,
  about: field(choice(abouts), { label: '交接的是', widget: 'hidden' }),
  subjectId: field(z.uuid(), { label: '被交接人', widget: 'hidden' }),
  encounterId: field(z.uuid().optional(), { label: '街面发现', widget: 'hidden' }),
  reportId: field(z.uuid().optional(), { label: '街面报告', widget: 'hidden' }),
}

export const prepareForm = z.strictObject({ ...tied, ...wordsOf, ...fromSigned })
export const signBothForm = z.strictObject({ ...tied, ...wordsOf, ...fromSigned, ...toSigned })
export type WordsForm = z.output<typeof prepareForm>

export const signForm = z.strictObject({ handoverId, ...toSigned })
export const declineForm = z.strictObject({
  handoverId,
  reason: field(longText(300), { label: '为什么不接收', widget: 'textarea', sensitivity: 'personal' }),
})
export const withdrawForm = z.strictObject({
  handoverId,
  reason: field(longText(300), { label: '为什么撤回', widget: 'textarea', sensitivity: 'personal' }),
})
export const correctForm = z.strictObject({
  /** Of the new version. */
  handoverId,
  replacesId: field(z.uuid(), { label: '更正哪一份', widget: 'hidden' }),
  why: field(longText(300), {
    label: '更正了什么',
    widget: 'textarea',
    sensitivity: 'personal',
    help: '原来的一份留着，双方重新签',
  }),
  ...wordsOf,
  ...fromSigned,
})
export const confirmForm = z.strictObject({ handoverId })
export const contestForm = z.strictObject({
  handoverId,
  reason: field(longText(300), {
    label: '异议',
    widget: 'textarea',
    sensitivity: 'personal',
    help: '不是本单位的人签的，或内容不符；移交单位会看到',
  }),
})

export const listForm = z.strictObject({
  box: field(choice(boxes).optional(), { label: '哪些' }),
  from: field(date().optional(), { label: '从' }),
  until: field(date().optional(), { label: '到' }),
})
export type ListForm = z.output<typeof listForm>
