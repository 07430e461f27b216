/** What is asked at the place of origin. What may be unknown may stay so; nothing is asked twice. */
import { z } from 'zod'
import { choice, field, orUnknown } from '#kernel/field.ts'
import { longText, personFields, shortText } from '#modules/people-and-cases/words.ts'
import {
  destinations,
  hardships,
  housings,
  letterKinds,
  placements,
  readiness,
  registers,
  reportTos,
  sendingWays,
  signs,
  visitors,
  willingness,
} from './words.ts'

export const receptionId = field(z.uuid(), { label: '接收', widget: 'hidden' })
export const fileId = field(z.uuid(), { label: '个案', widget: 'hidden' })

const words = (label: string, max = 1000, more: { help?: string; section?: string } = {}) =>
  field(longText(max).optional(), { label, widget: 'textarea', sensitivity: 'personal', ...more })
const many = <T extends Record<string, string>>(labels: T) => z.array(choice(labels)).max(12)
const uploads = (label: string, section?: string) =>
  field(z.array(z.uuid()).max(8).optional(), {
    label,
    widget: 'file',
    sensitivity: 'personal',
    ...(section ? { section } : {}),
  })
const phone = (label: string, section?: string) =>
  field(z.string().trim().max(30).optional(), {
    label,
    sensitivity: 'personal',
    mask: 'phone',
    span: 8,
    ...(section ? { section } : {}),
  })

/** By the system, out of a fact of leaving. */
export const deliverForm = z.strictObject({
  fileId,
  organisationId: field(z.uuid(), { label: '流出地单位', widget: 'hidden' }),
  kind: field(choice(letterKinds), { label: '函件' }),
  factId: field(z.string().max(80), { label: '依据', widget: 'hidden' }),
})

const { writtenName, sex, birthDate, idNumber, household } = personFields
const samePerson = {
  personId: field(z.uuid().optional(), { label: '就是本站以前的这个人', widget: 'hidden' }),
  newPerson: field(z.boolean().optional(), { label: '看过了，是另一个人', help: '证件号查到以前的人而确实不是同一人时勾选' }),
}

/** A letter on paper, written down. */
export const registerLetterForm = z.strictObject({
  kind: field(choice(letterKinds), { label: '来函', section: '来函' }),
  from: field(shortText(80), { label: '来函单位', section: '来函', span: 12 }),
  letterNo: field(shortText(60).optional(), { label: '文号', section: '来函', span: 8 }),
  letterOn: field(z.iso.date().optional(), { label: '来函日期', section: '来函', widget: 'date', span: 8 }),
  contact: field(shortText(80).optional(), { label: '对方联系人', section: '来函', sensitivity: 'personal', span: 12 }),
  fromPhone: phone('对方电话', '来函'),
  text: words('来函说什么', 2000, { section: '来函', help: '身体、家庭、路线、要我们做的' }),
  arrivesOn: field(z.iso.date().optional(), { label: '预计到达', section: '来函', widget: 'date', span: 8 }),
  scans: uploads('来函扫描件', '来函'),
  writtenName,
  sex,
  birthDate,
  idNumber,
  household,
  ...samePerson,
})
export type LetterForm = z.output<typeof registerLetterForm>

/** Content of a signed file as the desk read it; never run, never served. */
export const letterText = field(z.string().min(2).max(100_000), {
  label: '函件文件的内容',
  widget: 'textarea',
  sensitivity: 'personal',
  help: '文件名以 .guitu.json 结尾；也可以整段粘贴',
})
export const importLetterForm = z.strictObject({
  letter: letterText,
  confirmedHow: field(longText(300).optional(), {
    label: '怎么向对方核实的',
    widget: 'textarea',
    help: '签名单位不认识时填：何时、打给谁的公开电话、对方怎么说',
  }),
  keepKey: field(z.boolean().optional(), { label: '以后认这个单位的签名', help: '已经逐字核对过对方公开的公钥' }),
  ...samePerson,
})

export const acceptForm = z.strictObject({
  receptionId,
  fetch: field(choice({ us: '我们派人去接', family: '家属去接', escorted: '对方护送来', own: '本人自己回来' }).optional(), {
    label: '怎么接',
    section: '怎么接',
  }),
  fetchOn: field(z.iso.date().optional(), { label: '哪天', section: '怎么接', widget: 'date', span: 8 }),
  fetchWho: field(shortText(120).optional(), { label: '谁来接', section: '怎么接', sensitivity: 'personal', span: 16 }),
  phone: phone('联系电话', '怎么接'),
  note: words('说明'),
})
export const declineForm = z.strictObject({
  receptionId,
  reason: field(longText(600), {
    label: '为什么不予接收',
    widget: 'textarea',
    help: '查无此人、不是本地户籍……写明查了哪里；对方会据此上报协调',
    sensitivity: 'personal',
  }),
  signer: field(shortText(40), { label: '谁批准的', span: 8 }),
})

export const receiveForm = z.strictObject({
  receptionId,
  to: field(choice(destinations), { label: '去处', section: '接收' }),
  receivedAt: field(z.int(), { label: '接收时间', widget: 'instant', section: '接收' }),
  place: field(shortText(120).optional(), { label: '在哪里交接', section: '接收', sensitivity: 'personal', span: 12 }),
  from: field(shortText(120).optional(), {
    label: '从谁手里接的',
    section: '接收',
    help: '护送人员、亲属；自己回来的写本人',
    sensitivity: 'personal',
    span: 12,
  }),
  receiver: field(shortText(80), { label: '接收人签名', section: '签字', sensitivity: 'personal', span: 12 }),
  receiverIs: field(shortText(60).optional(), { label: '接收人是谁', section: '签字', help: '工作人员、父亲、村干部', span: 12 }),
  receiverPhone: phone('接收人电话', '签字'),
  condition: words('人怎么样', 600, { section: '签字', help: '身体、精神、随身物品、药' }),
  papers: uploads('交接单、合影', '签字'),
})
export const notArrivedForm = z.strictObject({
  receptionId,
  reason: field(longText(600), {
    label: '怎么知道没有到',
    widget: 'textarea',
    help: '问过谁、等到什么时候；路上走失的请立即报警并告知对方',
    sensitivity: 'personal',
  }),
})

export const askVisitForm = z.strictObject({
  receptionId,
  organisationId: field(z.uuid(), { label: '请哪里了解', widget: 'subject' }),
  text: words('请了解什么', 600),
})
const found = (section: string) => ({
  hardship: field(many(hardships).optional(), { label: '困难', section }),
  hardshipText: words('困难情况', 1000, { section }),
  homeless: field(choice({ no: '有家可归', yes: '确实无家可归', unclear: '没问清' }).optional(), { label: '有没有家', section }),
  register: field(choice(registers).optional(), { label: '户籍', section }),
})
export const visitForm = z.strictObject({
  receptionId,
  how: field(choice(visitors), { label: '怎么了解的', section: '走访' }),
  visitedOn: field(z.iso.date(), { label: '哪天', section: '走访', widget: 'date', span: 8 }),
  people: field(shortText(80), { label: '走访人', section: '走访', help: '两人以上为好', span: 8 }),
  informant: field(shortText(80).optional(), { label: '向谁了解的', section: '走访', sensitivity: 'personal', span: 8 }),
  members: words('家里有谁', 600, { section: '家庭', help: '称呼、年龄、做什么、身体' }),
  housing: field(choice(housings).optional(), { label: '住房', section: '家庭' }),
  income: words('靠什么生活', 400, { section: '家庭', help: '务农、打工、低保、特困、残疾补贴、养老金' }),
  guardian: field(orUnknown(shortText(80)).optional(), {
    label: '谁照料、监护',
    section: '家庭',
    sensitivity: 'personal',
    span: 12,
  }),
  signs: field(many(signs).optional(), { label: '不善待的迹象', section: '家庭' }),
  signsText: words('看到听到的', 600, { section: '家庭' }),
  canKeep: field(choice(readiness).optional(), { label: '能不能照料好', section: '家庭' }),
  willKeep: field(choice(willingness).optional(), { label: '愿不愿意照料', section: '家庭' }),
  ...found('发现'),
  photos: uploads('走访照片', '发现'),
  note: words('说明'),
})
export const findingForm = z.strictObject({ receptionId, ...found('发现'), note: words('怎么知道的') })

export const reportHardshipForm = z.strictObject({
  receptionId,
  to: field(many(reportTos).min(1), { label: '报给谁' }),
  units: field(shortText(200).optional(), { label: '单位全称', span: 24, help: '印在函上' }),
  text: words('请他们做什么', 1000, { help: '申请低保、特困、临时救助、危房改造……' }),
})
export const placeForm = z.strictObject({
  receptionId,
  kind: field(choice(placements), { label: '安置在哪里' }),
  where: field(shortText(120).optional(), { label: '具体地点、谁照料', sensitivity: 'personal', span: 24 }),
  government: field(longText(400).optional(), {
    label: '政府怎么协调的',
    widget: 'textarea',
    help: '哪级政府或民政局、会议纪要或文号、谁定的；无家可归的必填',
    sensitivity: 'personal',
  }),
  placedOn: field(z.iso.date(), { label: '哪天', widget: 'date', span: 8 }),
  note: words('说明'),
})
export const askRegisterForm = z.strictObject({
  receptionId,
  police: field(shortText(80), { label: '哪个公安机关', span: 12, help: '印在函上' }),
  organisationId: field(z.uuid().optional(), {
    label: '在本系统里的单位',
    widget: 'subject',
    help: '选了，对方就能直接登记恢复',
  }),
  text: words('请他们做什么', 600, { help: '何时被注销、因为什么、现有什么证明' }),
})
export const restoreRegisterForm = z.strictObject({
  receptionId,
  restoredOn: field(z.iso.date(), { label: '恢复日期', widget: 'date', span: 8 }),
  place: field(shortText(120).optional(), { label: '落在哪里', sensitivity: 'personal', span: 16 }),
  handledBy: field(shortText(60).optional(), { label: '谁办的', span: 12 }),
  idCard: field(choice({ issued: '已办身份证', applied: '已申请', no: '还没办' }).optional(), { label: '身份证' }),
})
export const settleForm = z.strictObject({
  receptionId,
  note: words('怎么样了', 600, { help: '现在在哪里、谁照料、以后谁回访' }),
})
export const takeInForm = z.strictObject({ receptionId, note: words('为什么来站', 300) })

export const makeFileForm = z.strictObject({
  fileId,
  reason: field(longText(200).optional(), { label: '做什么用', help: '不写就是“函告流出地”' }),
})
export const noteSentForm = z.strictObject({
  fileId,
  to: field(shortText(80), { label: '发给哪里', sensitivity: 'personal', span: 12 }),
  way: field(choice(sendingWays), { label: '怎么发的' }),
  withFile: field(z.boolean().optional(), { label: '附了签名文件' }),
  receipt: field(shortText(80).optional(), { label: '回执、单号、谁收的', span: 12 }),
  scans: uploads('回执照片'),
})
export const noteAnswerForm = z.strictObject({
  fileId,
  sendingId: field(z.uuid(), { label: '哪一次去函', widget: 'hidden' }),
  accepts: field(choice({ yes: '同意接收', no: '不予接收' }), { label: '对方答复' }),
  who: field(shortText(80), { label: '谁答复的', sensitivity: 'personal', span: 12 }),
  answeredOn: field(z.iso.date().optional(), { label: '哪天', widget: 'date', span: 8 }),
  reason: words('怎么说的', 600, { help: '不予接收的写明理由' }),
  fetchOn: field(z.iso.date().optional(), { label: '哪天来接', widget: 'date', span: 8 }),
  fetchWho: field(shortText(120).optional(), { label: '谁来接', sensitivity: 'personal', span: 12 }),
  scans: uploads('复函扫描件'),
})
