/** Bills of hospitals, payments, and what is taken back. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'
import { bearers, costKinds, fileId, yuan } from './schema.ts'

const costId = field(z.uuid(), { label: '费用', widget: 'hidden' })
const billId = field(z.uuid(), { label: '账单', widget: 'hidden' })
const why = field(longText(300), { label: '为什么撤回', widget: 'textarea', sensitivity: 'personal', help: '原记录和撤回都留着' })

export const month = field(z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '填写年月，如 2026-12'), {
  label: '月份',
  help: '如 2026-12',
  span: 6,
})

const billLine = z.object({
  no: field(shortText(40), { label: '救助编号' }),
  kind: field(choice(costKinds), { label: '费用类别' }),
  costYuan: field(yuan, { label: '金额', unit: '元' }),
  chargedTo: field(choice(bearers), { label: '由谁承担' }),
})

export const billForm = z.strictObject({
  hospitalId: field(z.uuid().optional(), { label: '医院', span: 12 }),
  hospitalName: field(shortText(60).optional(), { label: '其他医院', help: '与送医住院时写的一致', span: 12 }),
  month,
  billNo: field(
    z
      .string()
      .regex(/^[A-Za-z0-9/.-]{1,40}$/, '只填字母、数字和短横')
      .optional(),
    { label: '账单号', span: 10 },
  ),
  totalYuan: field(yuan, { label: '账单合计', unit: '元', span: 6 }),
  lines: field(z.array(billLine).min(1).max(100), { label: '分到各人', widget: 'list', help: '各行相加等于合计' }),
  paper: field(z.array(z.uuid()).max(6).optional(), { label: '账单扫描件', widget: 'file', sensitivity: 'personal' }),
})

const pay = {
  how: field(choice({ transfer: '转账', cash: '现金', offset: '结算抵扣', other: '其他' }), { label: '怎么付的' }),
  receipt: field(shortText(60).optional(), { label: '凭证号', span: 10 }),
}
export const payBillForm = z.strictObject({ billId, ...pay })
export const payCostForm = z.strictObject({ fileId, costId, ...pay })
export const withdrawCostForm = z.strictObject({ fileId, costId, reason: why })
export const withdrawPaymentForm = z.strictObject({ fileId, costId, reason: why })
