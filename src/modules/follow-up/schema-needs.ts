/** Found again, needs handed on, abandonment told: what is asked and written down. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'
import {
  causes,
  closeReasons,
  consents,
  departments,
  harms,
  howFound,
  measures,
  needs,
  remindWays,
  results,
} from './words-needs.ts'

/** About a file, or about a person whom a village reported and no station ever had. */
export const subjectFields = {
  fileId: field(z.uuid().optional(), { label: '个案', widget: 'hidden' }),
  personId: field(z.uuid().optional(), { label: '人员', widget: 'hidden' }),
} as const
const note = (label = '说明') => field(longText(1000).optional(), { label, widget: 'textarea', sensitivity: 'personal' })
const day = (label: string, help?: string) => field(z.iso.date().optional(), { label, widget: 'date', ...(help ? { help } : {}) })
const causeField = (label: string) => field(z.array(choice(causes)).max(8).optional(), { label, help: '可以多选；不知道就空着' })

export const reportAgainForm = z.strictObject({
  ...subjectFields,
  how: field(choice(howFound), { label: '怎么知道的' }),
  foundOn: day('哪一天', '不填就是今天'),
  place: field(shortText(80).optional(), { label: '在哪里', sensitivity: 'personal', span: 12 }),
  from: field(shortText(80).optional(), { label: '从哪里出来的', help: '家、村、务工的地方', sensitivity: 'personal', span: 12 }),
  causes: causeField('为什么'),
  note: note('经过'),
})

export const noteAgainForm = z.strictObject({
  ...subjectFields,
  newFileId: field(z.uuid(), { label: '再次受理的个案', widget: 'hidden' }),
  foundAt: field(z.int(), { label: '再次受理时间', widget: 'instant' }),
  place: field(shortText(80).optional(), { label: '在哪里' }),
})

export const againId = field(z.uuid(), { label: '哪一次', widget: 'hidden' })
export const takeBackAgainForm = z.strictObject({ againId })

export const tellCausesForm = z.strictObject({
  againId,
  causes: field(z.array(choice(causes)).min(1).max(8), { label: '为什么又出来', help: '可以多选，问本人、家人和村里' }),
  from: field(shortText(80).optional(), { label: '从哪里出来的', sensitivity: 'personal', span: 12 }),
  note: note('怎么知道的'),
})

export const tellBureauForm = z.strictObject({
  againId,
  how: field(choice({ system: '系统内', phone: '电话', letter: '书面' }), { label: '怎么报的' }),
  to: field(shortText(60).optional(), { label: '报给谁', sensitivity: 'personal', span: 12 }),
  asks: note('请民政局做什么'),
})

const addressFields = {
  department: field(choice(departments).optional(), { label: '部门', help: '不填按这项需要的通常部门' }),
  organisationId: field(z.uuid().optional(), {
    label: '系统内单位',
    help: '选了它自己就能看到并答复',
    widget: 'subject',
    span: 12,
  }),
  toName: field(shortText(60).optional(), { label: '其他单位', help: '不在系统内的写全称，出函', span: 12 }),
} as const

export const referForm = z.strictObject({
  ...subjectFields,
  need: field(choice(needs), { label: '需要什么' }),
  ...addressFields,
  situation: field(longText(1000).optional(), {
    label: '情况',
    widget: 'textarea',
    help: '只写办这件事用得着的',
    sensitivity: 'personal',
  }),
  asks: field(longText(400).optional(), { label: '请办什么', widget: 'textarea', sensitivity: 'personal' }),
  consent: field(choice(consents).optional(), { label: '本人意愿' }),
})

export const referralId = field(z.uuid(), { label: '哪一件转介', widget: 'hidden' })

export const answerReferralForm = z.strictObject({
  referralId,
  result: field(choice(results), { label: '结果' }),
  words: field(longText(1000).optional(), {
    label: '怎么办的',
    widget: 'textarea',
    help: '标准、起止月份；不符合的写依据',
    sensitivity: 'personal',
  }),
  from: field(shortText(60).optional(), { label: '答复人、文号', sensitivity: 'personal', span: 12 }),
  since: day('从哪天起'),
  paper: field(z.array(z.uuid()).max(6).optional(), { label: '答复材料', widget: 'file', sensitivity: 'personal' }),
})

export const remindReferralForm = z.strictObject({
  referralId,
  how: field(choice(remindWays), { label: '怎么催的' }),
  note: note('对方怎么说'),
})

export const referOtherwiseForm = z.strictObject({
  referralId,
  need: field(choice(needs), { label: '换成什么' }),
  ...addressFields,
  situation: field(longText(1000).optional(), { label: '情况', widget: 'textarea', sensitivity: 'personal' }),
})

export const closeReferralForm = z.strictObject({
  referralId,
  reason: field(choice(closeReasons), { label: '为什么结束' }),
  note: note(),
})

export const tellPoliceForm = z.strictObject({
  ...subjectFields,
  kind: field(choice(harms), { label: '什么情形' }),
  policeId: field(z.uuid().optional(), { label: '公安机关', help: '选了它能看到并答复', widget: 'subject', span: 12 }),
  policeName: field(shortText(60).optional(), { label: '其他公安机关', help: '不在系统内的写全称，出材料', span: 12 }),
  who: field(longText(300), {
    label: '谁有抚养、赡养、扶养义务',
    widget: 'textarea',
    help: '姓名、关系、住址；不清楚的写不清楚',
    sensitivity: 'personal',
  }),
  grounds: field(longText(2000), {
    label: '事实和依据',
    widget: 'textarea',
    help: '本人怎么说、看到什么、谁证明；分开写',
    sensitivity: 'personal',
  }),
  evidence: field(z.array(z.uuid()).max(20).optional(), { label: '证据', widget: 'file', sensitivity: 'personal' }),
  called: field(choice({ yes: '已打 110', no: '没有危险，没有打' }).optional(), { label: '是否紧急' }),
  reporter: field(shortText(80).optional(), {
    label: '谁反映的',
    help: '只有报的单位和公安看得到，不进家庭走访的材料',
    sensitivity: 'personal',
    span: 12,
  }),
})

export const tellingId = field(z.uuid(), { label: '哪一次报案', widget: 'hidden' })
export const policeAnswerForm = z.strictObject({
  tellingId,
  filed: field(choice({ yes: '立案', no: '不立案' }), { label: '公安怎么答复' }),
  caseNo: field(shortText(60).optional(), { label: '受案、立案文号', sensitivity: 'personal', span: 12 }),
  measures: field(z.array(choice(measures)).max(5).optional(), { label: '采取的措施' }),
  words: field(longText(1000).optional(), { label: '答复内容', widget: 'textarea', sensitivity: 'personal' }),
})
