/** What this room asks. A form that many share is filled in once for all of them. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { dayOfDate } from '#kernel/time.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'
import { examForms, MOST_AT_ONCE, posts } from './words.ts'

const date = (label: string, help?: string) =>
  field(
    z.string().refine((text) => dayOfDate(text) !== null, '没有这一天，请按 2026-12-09 填写'),
    { label, widget: 'date', span: 12, ...(help ? { help } : {}) },
  )
const accountIds = field(z.array(z.uuid()).min(1).max(MOST_AT_ONCE), {
  label: '哪些人',
  widget: 'subject',
  help: '同一天、同一件事的一起选，只填一次',
  span: 24,
})
export const accountId = field(z.uuid(), { label: '人员', widget: 'hidden' })
const files = field(z.array(z.uuid()).max(6).optional(), { label: '签到表、照片', widget: 'file', span: 24 })
const post = field(choice(posts), {
  label: '岗位',
  help: '受理、照料、寻亲、医护等是业务岗；后厨、保洁、司机等是后勤岗',
  span: 24,
})

export const trainingForm = z.strictObject({
  accountIds,
  what: field(shortText(80), { label: '什么培训', help: '例如：全省救助管理业务培训班', span: 24 }),
  heldOn: date('哪一天', '连着几天的填最后一天'),
  offJobDays: field(z.number().min(0).max(60).multipleOf(0.5), {
    label: '脱产几天',
    unit: '天',
    help: '半天填 0.5；没有离岗参加的填 0',
    span: 12,
  }),
  form: field(choice(examForms).optional(), { label: '培训中怎么考的', help: '没有考就不选；单独的考核另登记', span: 24 }),
  files,
})
export const examForm = z.strictObject({
  accountIds,
  examinedOn: date('哪一天'),
  form: field(choice(examForms), { label: '怎么考的', span: 24 }),
  result: field(shortText(80).optional(), {
    label: '结果',
    sensitivity: 'personal',
    help: '例如：合格。对所选的人都一样',
    span: 24,
  }),
  files,
})
/** Nothing but the day: what was found belongs to the person alone. */
export const healthForm = z.strictObject({ accountIds, checkedOn: date('体检日期') })
export const qualifiedForm = z.strictObject({
  accountIds,
  qualifiedOn: date('哪一天'),
  note: field(shortText(80).optional(), { label: '凭什么', help: '例如：上机考试合格、证书', span: 24 }),
})

export const joinForm = z.strictObject({ accountIds, joinedOn: date('到岗日期', '早就在岗的，填当年到岗的日子'), post })
export const correctForm = z.strictObject({ accountId, joinedOn: date('到岗日期'), post })
export const leaveForm = z.strictObject({
  accountId,
  leftOn: date('离岗日期', '在岗的最后一天'),
  reason: field(longText(200).optional(), { label: '说明', sensitivity: 'personal', span: 24 }),
})
export const withdrawForm = z.strictObject({
  accountId,
  factId: field(z.string().max(80), { label: '哪一条', widget: 'hidden' }),
  reason: field(longText(200), { label: '错在哪里', span: 24 }),
})
