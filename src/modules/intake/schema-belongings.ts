/** Forms of belongings: into keeping and out again. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { shortText } from '#modules/people-and-cases/words.ts'
import { fileId, name } from './schema-parts.ts'
import { belongingKinds, returnWays, signings } from './words.ts'

const belonging = z.strictObject({
  name: field(shortText(40), { label: '物品', sensitivity: 'personal', span: 8 }),
  kind: field(choice(belongingKinds), { label: '种类', widget: 'select', span: 6 }),
  quantity: field(z.int().min(1).max(999), { label: '数量', span: 4 }),
  amount: field(z.number().min(0).max(10_000_000).optional(), {
    label: '金额',
    unit: '元',
    span: 6,
    showIf: (draft) => draft['kind'] === 'cash',
  }),
  mark: field(shortText(80).optional(), { label: '特征、号码', sensitivity: 'personal', span: 12 }),
  place: field(shortText(30).optional(), { label: '存放处', span: 8 }),
})

export const keepForm = z.strictObject({
  fileId,
  items: field(z.array(belonging).min(1).max(60), { label: '物品', widget: 'list', sensitivity: 'personal' }),
  signing: field(choice(signings), { label: '受助人员签收', widget: 'chips', legalBasis: '民政部令第24号第6条' }),
  secondStaff: field(shortText(40), { label: '第二名经手人', sensitivity: 'personal', span: 8 }),
})
export type KeepForm = z.output<typeof keepForm>

const returnLine = z.strictObject({
  itemId: field(z.uuid(), { label: '物品', widget: 'hidden' }),
  quantity: field(z.int().min(1).max(999), { label: '数量' }),
})

export const returnForm = z.strictObject({
  fileId,
  lines: field(z.array(returnLine).max(60).optional(), { label: '发还哪些', widget: 'hidden', help: '不填就是全部' }),
  how: field(choice(returnWays), { label: '怎么发还', widget: 'select', span: 12 }),
  receiver: name('收的人（不是本人时）', 12),
  signing: field(choice(signings), { label: '收的人签收', widget: 'chips', span: 24 }),
  secondStaff: field(shortText(40), { label: '第二名经手人', sensitivity: 'personal', span: 8 }),
  note: field(shortText(200).optional(), { label: '说明', sensitivity: 'personal', span: 16 }),
})
export type ReturnForm = z.output<typeof returnForm>
