/** The forms of this room. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'
import { stateKeys } from './lifecycle.ts'
import { abouts, answerWays, deskWays, foundeds, relations, wants } from './words.ts'

export const complaintId = field(z.uuid(), { label: '投诉', widget: 'hidden' })
const closed = { sensitivity: 'sealed', mask: 'none' } as const
const long = (label: string, help?: string) =>
  field(longText(2000), { label, widget: 'textarea', ...closed, span: 24, ...(help ? { help } : {}) })
const longMaybe = (label: string, help?: string) =>
  field(longText(1000).optional(), { label, widget: 'textarea', ...closed, span: 24, ...(help ? { help } : {}) })
const short = (label: string, max = 60, help?: string) =>
  field(shortText(max).optional(), { label, ...closed, span: 12, ...(help ? { help } : {}) })
const date = (label: string) => field(z.iso.date(), { label, widget: 'date', span: 12 })
const files = (label: string) =>
  field(z.array(z.uuid()).max(9).optional(), { label, widget: 'file', sensitivity: 'personal', span: 24 })
const body = (label: string, help: string) => field(z.uuid().optional(), { label, widget: 'subject', help, span: 12 })

const toldFields = {
  about: field(choice(abouts), { label: '反映什么', widget: 'chips', span: 24 }),
  bodyId: body('反映哪个单位', '由该单位以外的人查；不在名单里的写在后面一栏'),
  bodyName: field(shortText(60).optional(), { label: '单位名称', help: '不在名单里，或说不清是哪个单位的写', span: 12 }),
  words: long('什么事', '照原话写：什么时候、在哪里、谁、怎么了'),
  staffName: short('反映谁', 60, '不知道姓名的写岗位、样子'),
  when: short('什么时候的事'),
  asksFor: short('希望怎么解决', 200),
} as const

const complainantFields = {
  name: short('投诉人怎么称呼', 40, '可以不留姓名'),
  phone: short('电话', 30, '可以不留；只有查的单位写明理由才能看'),
  relation: field(choice(relations).optional(), { label: '投诉人是', span: 24 }),
  wants: field(choice(wants).optional(), { label: '怎么答复', widget: 'chips', span: 24 }),
  fears: field(z.boolean().default(false), { label: '担心被报复', span: 12 }),
} as const

export const receiveForm = z.strictObject({
  way: field(choice(deskWays), { label: '怎么来的', widget: 'chips', span: 24 }),
  ...toldFields,
  files: field(z.array(z.uuid()).max(9).optional(), {
    label: '照片、录音、材料',
    widget: 'file',
    sensitivity: 'personal',
    help: '投诉人给看的拍下来；交上以后只有查的单位能看',
    span: 24,
  }),
  ...complainantFields,
})

export const receivePublicForm = z.strictObject({
  about: field(choice(abouts), { label: '反映什么', section: '什么事', span: 24 }),
  bodyId: field(z.uuid().optional(), { label: '反映哪个单位', section: '什么事', widget: 'hidden' }),
  bodyName: field(shortText(60).optional(), {
    label: '单位名称',
    section: '什么事',
    help: '上面没有的写在这里；说不清的写“说不清”',
  }),
  words: field(longText(2000), {
    label: '发生了什么',
    section: '什么事',
    widget: 'textarea',
    help: '什么时候、在哪里、谁、怎么了；想到什么写什么',
    ...closed,
  }),
  staffName: field(shortText(60).optional(), {
    label: '反映谁',
    section: '什么事',
    help: '不知道姓名可以不填，写岗位、样子也行',
    ...closed,
  }),
  when: field(shortText(60).optional(), { label: '什么时候的事', section: '什么事', ...closed }),
  asksFor: field(shortText(200).optional(), { label: '希望怎么解决', section: '什么事', ...closed }),
  name: field(shortText(40).optional(), { label: '怎么称呼您', section: '怎么找到您（都可以不填）', ...closed }),
  phone: field(shortText(30).optional(), { label: '电话', section: '怎么找到您（都可以不填）', ...closed }),
  relation: field(choice(relations).optional(), { label: '您是', section: '怎么找到您（都可以不填）' }),
  wants: field(choice(wants).optional(), { label: '怎么答复您', section: '怎么找到您（都可以不填）' }),
  fears: field(z.boolean().optional(), {
    label: '担心被报复',
    section: '怎么找到您（都可以不填）',
    help: '会提醒查的人格外保护您',
  }),
  remote: field(z.string().max(64), { label: '来访地址', widget: 'hidden' }),
})

const receiptFields = {
  number: field(z.string().max(60), { label: '投诉编号' }),
  code: field(z.string().max(40), { label: '查询码' }),
  remote: field(z.string().max(64), { label: '来访地址', widget: 'hidden' }),
} as const
export const stateForm = z.strictObject(receiptFields)
export const reviewPublicForm = z.strictObject({
  number: receiptFields.number,
  code: receiptFields.code,
  why: field(longText(1000), { label: '为什么不同意', widget: 'textarea', ...closed }),
  remote: receiptFields.remote,
})

export const assignForm = z.strictObject({
  complaintId,
  organisationId: field(z.uuid().optional(), { label: '交给哪个单位查', widget: 'subject', help: '不选就是本单位', span: 12 }),
  accountId: field(z.uuid().optional(), {
    label: '谁来查',
    widget: 'subject',
    help: '本单位可以不选；交给别的单位要选',
    span: 12,
  }),
  dueOn: date('答复期限'),
  lesser: field(z.boolean().default(false), {
    label: '轻微的事，交被反映单位负责人',
    help: '负责人本人不能是被反映的人',
    span: 12,
  }),
  ask: longMaybe('要求', '重点查什么'),
  reason: longMaybe('理由', '改派、交被反映单位负责人、撤回后仍要查的写明'),
})
export const moveForm = z.strictObject({
  complaintId,
  bodyId: body('其实反映的是哪个单位', '不在名单里的写在后面一栏'),
  bodyName: field(shortText(60).optional(), { label: '单位名称', span: 12 }),
  reason: long('理由'),
})
export const accusedForm = z.strictObject({
  complaintId,
  accountIds: field(z.array(z.uuid()).min(1, '至少选一人').max(5), {
    label: '被反映的人',
    widget: 'subject',
    help: '选了以后，这些账号看不到这件投诉',
    span: 24,
  }),
})
export const askStatementForm = z.strictObject({
  complaintId,
  question: long('请被反映单位说明什么', '只写要核实的事，不写是谁投诉的，也不照抄原话；对方看到的就是这一段'),
  dueOn: date('什么时候以前'),
})
export const giveStatementForm = z.strictObject({
  statementId: field(z.uuid(), { label: '说明', widget: 'hidden' }),
  answer: long('说明'),
  by: field(shortText(40), { label: '说明人', sensitivity: 'personal', span: 12 }),
})
export const lookIntoForm = z.strictObject({
  complaintId,
  founded: field(choice(foundeds), { label: '查明', widget: 'chips', span: 24 }),
  finding: long('查到了什么', '看了什么材料、问了谁'),
  done: longMaybe('怎么处理的'),
  measures: field(z.array(shortText(200)).max(9).optional(), {
    label: '要整改的',
    help: '一行一项；没有就不填',
    sensitivity: 'personal',
    span: 24,
  }),
  measuresBy: field(z.iso.date().optional(), { label: '整改期限', widget: 'date', span: 12 }),
  files: files('材料'),
})
export const correctForm = z.strictObject({
  measureId: field(z.uuid(), { label: '整改', widget: 'hidden' }),
  proof: long('整改结果', '怎么看出来已经改了'),
  files: files('证明'),
})
export const answerForm = z.strictObject({
  complaintId,
  way: field(choice(answerWays), { label: '怎么答复的', widget: 'chips', span: 24 }),
  answer: long('答复', '投诉人看到的就是这一段；不写别人的情况'),
})
export const reviewForm = z.strictObject({ complaintId, why: long('为什么不同意') })
export const withdrawForm = z.strictObject({ complaintId, reason: long('投诉人怎么说', '撤回要出于自愿；记录保留') })
export const closeForm = z.strictObject({ complaintId })
export const joinForm = z.strictObject({
  complaintId,
  intoId: field(z.uuid(), { label: '并入哪一件', widget: 'subject', span: 24 }),
  reason: long('为什么是同一件事'),
})
export const partForm = z.strictObject({ complaintId, reason: long('为什么分开') })
export const sendOnForm = z.strictObject({
  complaintId,
  reportNo: field(shortText(40).optional(), { label: '报告编号', help: '先在“报告”里接报登记，把编号写在这里', span: 12 }),
  reason: long('什么危险', '有人受伤、受侵害、失踪的；投诉照样查'),
})
export const retaliationForm = z.strictObject({ complaintId, what: long('发生了什么', '投诉以后受到刁难、威胁、赶走的') })
export const openComplainantForm = z.strictObject({
  complaintId,
  reason: field(longText(300), { label: '为什么要看投诉人', widget: 'textarea' }),
})
export const supervisorForm = z.strictObject({
  bodyId: field(z.uuid(), { label: '被监督单位', widget: 'subject', span: 12 }),
  supervisorId: field(z.uuid(), { label: '由哪个单位查对它的投诉', widget: 'subject', span: 12 }),
})

export const boardForm = z.strictObject({
  states: field(
    z
      .array(z.enum(stateKeys as [string, ...string[]]))
      .max(10)
      .optional(),
    { label: '状态' },
  ),
  about: field(choice(abouts).optional(), { label: '反映什么' }),
  bodyId: field(z.uuid().optional(), { label: '单位', widget: 'hidden' }),
  late: field(z.boolean().optional(), { label: '只看逾期' }),
})
export type BoardForm = z.output<typeof boardForm>
