/** Who traces: officers named, experts asked, the campaign of June. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'
import { day, fileId } from './schema.ts'
import { duties, expertFields, opinionResults, provinces, reliefs, sureness } from './words.ts'

const accountId = field(z.uuid(), { label: '人员', widget: 'subject' })

export const nameOfficerForm = z.strictObject({
  accountId,
  duty: field(choice(duties), { label: '专项职责' }),
  note: field(longText(200).optional(), { label: '文号、说明', widget: 'textarea' }),
})
export const relieveOfficerForm = z.strictObject({
  accountId: field(z.uuid(), { label: '人员', widget: 'hidden' }),
  duty: field(choice(duties), { label: '专项职责', widget: 'hidden' }),
  how: field(choice(reliefs), { label: '怎么免', help: '离开本站的，所有专项职责一起免去' }),
  reason: field(longText(200).optional(), { label: '说明', widget: 'textarea' }),
})

const expertFieldsOf = {
  name: field(shortText(40), { label: '姓名', sensitivity: 'personal', span: 8 }),
  field: field(choice(expertFields), { label: '擅长', widget: 'select', span: 8 }),
  areas: field(z.array(choice(provinces)).max(12).optional(), {
    label: '听得懂哪些省的话',
    widget: 'select',
    span: 16,
  }),
  places: field(shortText(120).optional(), { label: '最熟的市县', help: '永州、祁阳一带', span: 12 }),
  unit: field(shortText(60).optional(), { label: '单位', sensitivity: 'personal', span: 12 }),
  phone: field(z.string().trim().min(3).max(30).optional(), { label: '电话', sensitivity: 'personal', mask: 'phone', span: 8 }),
  note: field(longText(300).optional(), { label: '什么时候方便、怎么联系', widget: 'textarea', sensitivity: 'personal' }),
}
export const addExpertForm = z.strictObject(expertFieldsOf)
const expertId = field(z.uuid(), { label: '专家', widget: 'hidden' })
export const changeExpertForm = z.strictObject({
  expertId,
  ...expertFieldsOf,
  active: field(z.boolean(), { label: '现在能请' }),
})
export const revealExpertForm = z.strictObject({ expertId, reason: field(longText(200), { label: '理由' }) })

export const askExpertForm = z.strictObject({
  fileId,
  expertId: field(z.uuid(), { label: '请谁', widget: 'subject' }),
  question: field(longText(400), {
    label: '请教什么',
    widget: 'textarea',
    sensitivity: 'personal',
    help: '像哪个县的话？这句是什么意思？',
  }),
  sayings: field(z.array(shortText(200)).max(30).optional(), {
    label: '给他看的原话',
    help: '一行一句；已带出听到的话，可以删改',
    sensitivity: 'personal',
  }),
  withRecordings: field(z.boolean().optional(), { label: '放录音给他听' }),
  dueOn: field(day.optional(), { label: '什么时候要答复', widget: 'date', span: 12 }),
})

const accentJudged = z.strictObject({
  code: field(choice(provinces), { label: '哪里的话', widget: 'select', span: 12 }),
  sure: field(choice(sureness), { label: '把握', span: 12 }),
})
export const opinionForm = z.strictObject({
  fileId,
  consultationId: field(z.uuid(), { label: '哪一次', widget: 'hidden' }),
  result: field(choice(opinionResults), { label: '结论' }),
  opinion: field(longText(1000), { label: '专家意见', widget: 'textarea', sensitivity: 'personal' }),
  accents: field(z.array(accentJudged).max(4).optional(), { label: '判断的口音', widget: 'list' }),
  places: field(z.array(shortText(60)).max(8).optional(), {
    label: '判断的地方',
    help: '写到能确定的一级：湖南祁阳',
    sensitivity: 'personal',
  }),
})

export const openCampaignForm = z.strictObject({
  goal: field(longText(400).optional(), { label: '目标和安排', widget: 'textarea', help: '集中问询、请专家、上门核实……' }),
  until: field(day.optional(), { label: '打算到哪天', widget: 'date', span: 12 }),
})
export const closeCampaignForm = z.strictObject({
  campaignId: field(z.uuid(), { label: '哪一次', widget: 'hidden' }),
  summary: field(longText(1000).optional(), { label: '小结', widget: 'textarea', help: '数字由系统算，这里写做法和体会' }),
})
