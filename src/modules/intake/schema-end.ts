/** Forms by which a reception ends without help, an episode is gone on with, or a paper is printed. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'
import { fileId, name } from './schema-parts.ts'
import { deliveries, paperKinds, refusalGrounds, signings, transferTargets } from './words.ts'

export const refuseForm = z.strictObject({
  fileId,
  ground: field(choice(refusalGrounds), { label: '法定情形', widget: 'select', span: 24, legalBasis: '民政部令第24号第5条' }),
  explanation: field(longText(1000), { label: '事实和说明', sensitivity: 'personal', widget: 'textarea', span: 24 }),
  approvedBy: field(shortText(40), { label: '值班负责人', span: 8 }),
  delivery: field(choice(deliveries), { label: '通知书送达', widget: 'chips', span: 16 }),
  witness: name('见证人'),
})
export type RefuseForm = z.output<typeof refuseForm>

export const withdrawForm = z.strictObject({
  fileId,
  reason: field(shortText(300), { label: '本人说的理由', sensitivity: 'personal', widget: 'textarea', span: 24 }),
  signing: field(choice({ ...signings, gone: '没有说就走了' }), { label: '签字', widget: 'chips', span: 24 }),
  collectedBy: field(shortText(60).optional(), {
    label: '谁接走',
    help: '未成年人、不能辨认自己行为的人，须由监护人或亲属接走',
    sensitivity: 'personal',
    span: 16,
  }),
  adviceGiven: field(z.boolean().optional(), { label: '已告知求助电话和可再来', span: 8 }),
})
export type WithdrawForm = z.output<typeof withdrawForm>

export const transferForm = z.strictObject({
  fileId,
  to: field(choice(transferTargets), { label: '移交给', widget: 'chips', span: 24 }),
  unit: field(shortText(60), { label: '单位名称', span: 12 }),
  officer: field(shortText(40).optional(), { label: '接收人、电话', sensitivity: 'personal', span: 12 }),
  reason: field(longText(400), { label: '事由', sensitivity: 'personal', widget: 'textarea', span: 24 }),
})

export const takeBackForm = z.strictObject({
  fileId,
  how: field(choice({ returned: '自己回来', found: '被找回', police: '公安送回', hospital: '医院送回' }), {
    label: '怎么回来的',
    widget: 'chips',
    span: 24,
  }),
  note: field(longText(400).optional(), { label: '经过', sensitivity: 'personal', widget: 'textarea', span: 24 }),
})

export const printForm = z.strictObject({
  fileId,
  paper: field(choice(paperKinds), { label: '文书', widget: 'hidden' }),
  clearFor: field(shortText(200).optional(), {
    label: '印出完整证件号的理由',
    help: '不填则证件号只印首尾各四位；填了会留痕，审计管理员可见',
    span: 24,
  }),
})
