/** What this room asks. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { dayOfDate } from '#kernel/time.ts'
import { longText, sexes, shortText } from '#modules/people-and-cases/words.ts'
import { barred, consents, declineReasons, givenReasons, leaveReasons, meetingKinds, pairKinds, wishes } from './words.ts'

const hidden = (label: string) => field(z.uuid(), { label, widget: 'hidden' })
export const childId = hidden('孩子')
export const pairId = hidden('结对')
const date = () => z.string().refine((text) => dayOfDate(text) !== null, '请按 2026-12-09 填写日期')
const note = (label: string, help?: string) =>
  field(longText(1000).optional(), { label, widget: 'textarea', sensitivity: 'personal', ...(help ? { help } : {}) })

export const enrolForm = z.strictObject({
  name: field(shortText(40), { label: '姓名', sensitivity: 'personal', span: 8 }),
  sex: field(choice(sexes), { label: '性别', span: 8 }),
  phone: field(z.string().trim().min(3).max(30), { label: '电话', sensitivity: 'personal', mask: 'phone', span: 8 }),
  idNumber: field(z.string().trim().min(15).max(20), {
    label: '证件号',
    sensitivity: 'sealed',
    mask: 'id-number',
    help: '入职查询用；也据此提示是不是在册孩子的监护人',
    span: 12,
  }),
  accountId: field(z.uuid().optional(), { label: '账号', widget: 'subject', help: '有账号的，能在手机上记活动', span: 12 }),
  skills: field(shortText(120).optional(), { label: '会什么', help: '辅导功课、方言、手语', span: 24 }),
  note: note('说明'),
})
export const checkForm = z.strictObject({
  volunteerId: hidden('志愿者'),
  on: field(date(), { label: '查询日期', widget: 'date' }),
  clear: field(z.boolean(), { label: '没有不宜从事的记录', legalBasis: '未成年人保护法第六十二条：每年查询' }),
  why: field(choice(barred).optional(), { label: '不合格的原因', showIf: (draft) => draft.clear === false }),
  source: field(shortText(80), { label: '在哪里查的', help: '公安机关、检察院，函号' }),
})
export const leaveForm = z.strictObject({
  volunteerId: hidden('志愿者'),
  reason: field(choice(leaveReasons), { label: '原因' }),
  note: note('说明'),
})

export const wantForm = z.strictObject({
  childId,
  kind: field(choice(pairKinds), { label: '方式' }),
  keeperId: field(z.uuid(), { label: '请哪个单位结对', widget: 'subject', help: '选了以后，对方能看到孩子的登记和结对部分' }),
  wish: field(choice(wishes), { label: '孩子自己的意思' }),
  consent: field(choice(consents), { label: '同意' }),
  need: field(longText(500), {
    label: '希望怎样帮',
    widget: 'textarea',
    sensitivity: 'personal',
    help: '写孩子喜欢什么、缺什么；不写家里的隐私',
  }),
})
const volunteers = field(z.array(z.uuid()).min(1).max(6), { label: '志愿者', help: '只有查询合格、在有效期内的能选' })
const seenGuardian = field(z.boolean().optional(), {
  label: '已看过监护人提示，确认合适',
  help: '只在提示某人是在册孩子的监护人时勾选',
})
export const pairForm = z.strictObject({
  pairId,
  volunteerIds: volunteers,
  seenGuardian,
  plan: field(longText(500), {
    label: '怎么帮',
    widget: 'textarea',
    sensitivity: 'personal',
    help: '多久见一次、做什么、到什么时候',
  }),
})
export const changeForm = z.strictObject({
  pairId,
  volunteerIds: volunteers,
  seenGuardian,
  reason: field(longText(300), { label: '为什么换人', widget: 'textarea', sensitivity: 'personal' }),
})
export const declineForm = z.strictObject({
  pairId,
  reason: field(choice(declineReasons), { label: '原因' }),
  note: note('说明'),
})
export const meetForm = z.strictObject({
  pairId,
  kind: field(choice(meetingKinds), { label: '做了什么' }),
  at: field(z.int().optional(), { label: '什么时候', widget: 'instant', help: '不填就是现在' }),
  note: note('孩子怎样，下次要带什么'),
})
export const endForm = z.strictObject({
  pairId,
  reason: field(choice(givenReasons), { label: '原因' }),
  note: note('说明', '怎么跟孩子告别的'),
})
export const followChildForm = z.strictObject({ childId })
export const followVolunteerForm = z.strictObject({ volunteerId: hidden('志愿者') })
export const followSameForm = z.strictObject({ childId, intoId: hidden('并入的个案') })
