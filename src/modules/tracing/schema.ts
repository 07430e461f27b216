/** What is heard of a guest and what is tried: interviews, quick lines, leads. Nothing that may be unknown is mandatory. */
import { z } from 'zod'
import { relations } from '#facts/fragments.ts'
import { choice, field } from '#kernel/field.ts'
import { dayOfDate } from '#kernel/time.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'
import {
  conditions,
  interviewResults,
  leadResults,
  manners,
  provinces,
  type SayingKind,
  sayingKinds,
  sureness,
  zodiacs,
} from './words.ts'

/** A calendar day that there is. */
export const day = z.string().refine((text) => dayOfDate(text) !== null, '没有这一天，请按 2026-12-09 填写')

export const fileId = field(z.uuid(), { label: '个案', widget: 'hidden' })

const kinHeard = z.strictObject({
  relation: field(choice(relations).optional(), { label: '关系', help: '不知道就空着', widget: 'select', span: 10 }),
  name: field(shortText(40), { label: '叫什么', sensitivity: 'personal', span: 14 }),
})

const accentHeard = z.strictObject({
  code: field(choice(provinces), { label: '像哪里的话', widget: 'select', span: 8 }),
  sure: field(choice(sureness), { label: '把握', span: 10 }),
  by: field(shortText(40).optional(), { label: '谁听的', help: '不填就是听的人', span: 6 }),
})

const heardFields = {
  names: field(z.array(shortText(40)).max(8).optional(), {
    label: '听到的名字',
    section: '听到了什么',
    span: 12,
    help: '按听到的音写，一行一个；拿不准的字写同音字',
    sensitivity: 'personal',
  }),
  nicknames: field(z.array(shortText(40)).max(8).optional(), {
    label: '小名、外号',
    section: '听到了什么',
    span: 12,
    help: '三妹、老幺也算',
    sensitivity: 'personal',
  }),
  places: field(z.array(shortText(60)).max(12).optional(), {
    label: '地名',
    section: '听到了什么',
    span: 12,
    help: '一行一个，照音写；分不清的写在一起：白沙 / 白石',
    sensitivity: 'personal',
  }),
  marks: field(z.array(shortText(80)).max(12).optional(), {
    label: '身体特征',
    section: '听到了什么',
    span: 12,
    help: '旧伤怎么来的，照说的记',
    sensitivity: 'personal',
  }),
  phrases: field(z.array(shortText(120)).max(20).optional(), {
    label: '说过的话',
    section: '听到了什么',
    help: '一行一句，原话：屋后有条河，对面石灰窑',
    sensitivity: 'personal',
    placeholder: '一行一句原话',
  }),
  kin: field(z.array(kinHeard).max(10).optional(), {
    label: '亲属',
    section: '听到了什么',
    widget: 'list',
    sensitivity: 'personal',
  }),
  accents: field(z.array(accentHeard).max(6).optional(), { label: '口音', section: '听到了什么', widget: 'list' }),
  ageSaid: field(z.int().min(1).max(120).optional(), { label: '自称年龄', section: '听到了什么', unit: '岁', span: 12 }),
  zodiac: field(choice(zodiacs).optional(), { label: '属相', section: '听到了什么', span: 12 }),
}

const occasionFields = {
  question: field(z.string().max(60).optional(), { label: '问的是哪一句', widget: 'hidden' }),
  heldAt: field(z.int().min(0).optional(), {
    label: '什么时候谈的',
    section: '怎么谈的',
    widget: 'instant',
    help: '不填就是现在',
    span: 10,
  }),
  minutes: field(z.int().min(1).max(600).optional(), { label: '谈了多久', section: '怎么谈的', unit: '分钟', span: 6 }),
  manner: field(choice(manners).optional(), { label: '怎么谈的', section: '怎么谈的', widget: 'select', span: 12 }),
  place: field(shortText(60).optional(), { label: '在哪里', section: '怎么谈的', span: 12 }),
  language: field(shortText(40).optional(), {
    label: '用什么话',
    section: '怎么谈的',
    help: '普通话、湘南话、手语……',
    span: 12,
  }),
  listener: field(shortText(40).optional(), { label: '谁听的', section: '怎么谈的', help: '不填就是您本人', span: 12 }),
  condition: field(choice(conditions).optional(), {
    label: '本人当时怎样',
    section: '怎么谈的',
    widget: 'select',
    span: 12,
    sensitivity: 'personal',
  }),
}

const aftermathFields = {
  recordings: field(z.array(z.uuid()).max(6).optional(), {
    label: '录音',
    section: '录音和说明',
    widget: 'file',
    sensitivity: 'personal',
    help: '每段不超过 12 MB（手机录音约 10 分钟）。更长的请先在手机录音机里剪成几段再传；传不上也不影响其他内容',
  }),
  note: field(longText(1000).optional(), {
    label: '其他说明',
    section: '录音和说明',
    widget: 'textarea',
    sensitivity: 'personal',
  }),
}

export const interviewForm = z.strictObject({
  fileId,
  result: field(choice(interviewResults), { label: '这次怎么样' }),
  ...heardFields,
  ...occasionFields,
  ...aftermathFields,
})
export type InterviewForm = z.output<typeof interviewForm>

const interviewId = field(z.string().max(80), { label: '哪一次', widget: 'hidden' })
const why = field(longText(300), { label: '为什么改', section: '更正理由', widget: 'textarea', help: '原来的和改后的都留着' })

export const correctInterviewForm = z.strictObject({ interviewId, ...interviewForm.shape, reason: why })
export const withdrawInterviewForm = z.strictObject({
  fileId,
  interviewId,
  reason: field(longText(300), { label: '为什么撤回', widget: 'textarea', help: '听错了、记错人了；原记录和撤回都留着' }),
})

const kindIs = (kind: SayingKind) => (draft: Record<string, unknown>) => draft['kind'] === kind
export const sayingForm = z.strictObject({
  fileId,
  kind: field(choice(sayingKinds), { label: '听到的是' }),
  text: field(shortText(120), {
    label: '原话',
    sensitivity: 'personal',
    help: '照音写就行；口音写“像哪里的话”',
    span: 24,
  }),
  relation: field(choice(relations).optional(), { label: '什么亲属', widget: 'select', showIf: kindIs('kin'), span: 12 }),
  code: field(choice(provinces).optional(), { label: '像哪里的话', widget: 'select', showIf: kindIs('accent'), span: 12 }),
  sure: field(choice(sureness).optional(), { label: '把握', showIf: kindIs('accent'), span: 12 }),
  place: field(shortText(60).optional(), { label: '在哪里听到的', help: '食堂、夜里巡房……', span: 12 }),
  listener: field(shortText(40).optional(), { label: '谁听到的', help: '不填就是您本人', span: 12 }),
})
export type SayingForm = z.output<typeof sayingForm>

export const leadForm = z.strictObject({
  fileId,
  hypothesis: field(longText(300), {
    label: '推想',
    widget: 'textarea',
    help: '凭什么这样想：白石县有南坪镇，口音也合',
    sensitivity: 'personal',
  }),
  todo: field(longText(300), { label: '要做什么', widget: 'textarea', help: '打给谁、查什么、去哪里', sensitivity: 'personal' }),
  who: field(shortText(40).optional(), { label: '谁去办', help: '不填就是您本人', span: 12 }),
  dueOn: field(day.optional(), { label: '什么时候看结果', widget: 'date', span: 12 }),
  again: field(longText(200).optional(), {
    label: '走过的路再走一遍，理由',
    widget: 'textarea',
    help: '和已经走不通的线索相近时才要填：这次有什么不同',
    sensitivity: 'personal',
  }),
})

export const settleLeadForm = z.strictObject({
  fileId,
  leadId: field(z.uuid(), { label: '哪一条', widget: 'hidden' }),
  result: field(choice(leadResults), { label: '结果' }),
  outcome: field(longText(600), {
    label: '查到了什么',
    widget: 'textarea',
    help: '此路不通也写明：问过谁、怎么答的，省得别人再走',
    sensitivity: 'personal',
  }),
  dueOn: field(day.optional(), {
    label: '下次什么时候看',
    widget: 'date',
    showIf: (draft) => draft['result'] === 'open',
    span: 12,
  }),
})

export const takeOnForm = z.strictObject({
  fileId,
  officerId: field(z.uuid().optional(), { label: '责任人', widget: 'subject', help: '不选就是您本人' }),
})
