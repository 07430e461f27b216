/** Forms about an institution itself: register, licences, criteria, selection, contract. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'
import { criterionStates, sheetOn, type CriterionKey } from './criteria.ts'
import { careLevels, institutionKinds, REPORT_HOURS, type ReportKind, reportKinds } from './words.ts'
import { endGrounds, governmentAnswers, licenceKinds, purchaseWays, videoWays, whereTo } from './words-institutions.ts'

export const hidden = (label: string) => field(z.uuid(), { label, widget: 'hidden' })
export const institutionId = hidden('托养机构')
export const day = (label: string, help?: string) =>
  field(z.iso.date(), { label, widget: 'date', span: 8, ...(help ? { help } : {}) })
export const dayOrNot = (label: string, help?: string) =>
  field(z.iso.date().optional(), { label, widget: 'date', span: 8, ...(help ? { help } : {}) })
export const words = (label: string, help?: string, max = 1000) =>
  field(longText(max), { label, widget: 'textarea', sensitivity: 'personal', ...(help ? { help } : {}) })
export const wordsOrNot = (label: string, help?: string, max = 1000) =>
  field(longText(max).optional(), { label, widget: 'textarea', sensitivity: 'personal', ...(help ? { help } : {}) })
export const papersField = (label: string, max = 8) =>
  field(z.array(z.uuid()).max(max).optional(), { label, widget: 'file', sensitivity: 'personal' })
const yuan = (label: string) => field(z.number().min(0).max(100_000), { label, unit: '元', span: 8 })

const about = {
  name: field(shortText(60), { label: '名称', section: '机构', span: 16 }),
  kind: field(choice(institutionKinds), { label: '类型', section: '机构' }),
  governmentRun: field(z.boolean(), { label: '政府举办', section: '机构', span: 8 }),
  beds: field(z.int().min(1).max(20_000).optional(), { label: '床位', unit: '张', section: '机构', span: 8 }),
  creditCode: field(shortText(24).optional(), { label: '统一社会信用代码', section: '机构', span: 12 }),
  organisationId: field(z.uuid().optional(), {
    label: '系统内的单位',
    section: '机构',
    help: '选了，机构的联络人能在系统里报告和提交整改',
    span: 12,
  }),
  address: field(shortText(120).optional(), { label: '地址', section: '联系', sensitivity: 'personal' }),
  contact: field(shortText(40).optional(), { label: '负责人', section: '联系', sensitivity: 'personal', span: 8 }),
  phone: field(shortText(30).optional(), { label: '公开电话', section: '联系', help: '机构的办公电话', span: 8 }),
  note: field(longText(600).optional(), { label: '说明', section: '联系', widget: 'textarea', sensitivity: 'personal' }),
}
export const registerForm = z.strictObject({
  stationId: field(z.uuid().optional(), { label: '由哪个站送托', help: '站里登记不用填', span: 12 }),
  ...about,
})
export const changeForm = z.strictObject({ institutionId, ...about, reason: words('为什么更改', undefined, 300) })

export const licenceForm = z.strictObject({
  institutionId,
  kind: field(choice(licenceKinds), { label: '证照' }),
  number: field(shortText(60).optional(), { label: '编号', sensitivity: 'personal', span: 12 }),
  issuer: field(shortText(60).optional(), { label: '发证机关', span: 12 }),
  validUntil: dayOrNot('有效期至', '长期有效的不填'),
  papers: papersField('扫描件'),
})

const sheet = sheetOn('9999-12-31')
const criterion = (key: CriterionKey) =>
  field(
    z.strictObject({
      state: field(choice(criterionStates), { label: sheet.items[key].title, help: sheet.items[key].help }),
      evidence: field(longText(300).optional(), { label: '依据', sensitivity: 'personal' }),
    }),
    { label: sheet.items[key].title, section: '对照标准' },
  )
export const assessForm = z.strictObject({
  institutionId,
  legal: criterion('legal'),
  licence: criterion('licence'),
  staff: criterion('staff'),
  medical: criterion('medical'),
  fire: criterion('fire'),
  food: criterion('food'),
  video: criterion('video'),
  beds: criterion('beds'),
  exception: field(longText(600).optional(), {
    label: '例外理由',
    section: '结论',
    widget: 'textarea',
    help: '有不符合、没有查到的，仍要使用的写明理由和补救；由民政局认定',
    sensitivity: 'personal',
  }),
  papers: papersField('核查材料'),
})

const asked = z.strictObject({
  name: field(shortText(60), { label: '政府举办的机构' }),
  on: field(z.iso.date().optional(), { label: '何时问的', widget: 'date' }),
  answer: field(choice(governmentAnswers), { label: '为什么不行' }),
  words: field(longText(300).optional(), { label: '说明', sensitivity: 'personal' }),
})
export const selectForm = z.strictObject({
  institutionId,
  way: field(choice(purchaseWays), { label: '采购方式', section: '采购' }),
  noticeNo: field(shortText(60).optional(), { label: '中标、成交通知书号', section: '采购', span: 12 }),
  on: dayOrNot('选定日期'),
  governmentAsked: field(z.array(asked).max(20).optional(), {
    label: '问过哪些政府举办的机构',
    section: '政府举办的优先',
    widget: 'list',
    sensitivity: 'personal',
  }),
  noneAround: field(z.boolean().optional(), { label: '本地没有政府举办的', section: '政府举办的优先', span: 12 }),
  whyPrivate: field(longText(600).optional(), {
    label: '选社会办机构的理由',
    section: '政府举办的优先',
    widget: 'textarea',
    sensitivity: 'personal',
  }),
  papers: papersField('采购材料'),
})

const rate = z.strictObject({
  level: field(choice(careLevels), { label: '护理等级' }),
  yuan: yuan('每人每天'),
})
const hours = (kind: ReportKind) =>
  field(z.int().min(1).max(72).optional(), {
    label: `${reportKinds[kind]}几小时内报`,
    unit: '小时',
    section: '报告责任',
    help: `不填按 ${REPORT_HOURS[kind]} 小时（假定）`,
    span: 6,
  })
export const contractForm = z.strictObject({
  institutionId,
  no: field(shortText(60), { label: '协议编号', section: '协议', span: 12 }),
  from: field(z.iso.date(), { label: '从', section: '协议', widget: 'date', span: 6 }),
  until: field(z.iso.date(), { label: '到', section: '协议', widget: 'date', span: 6 }),
  heads: field(z.int().min(1).max(20_000), { label: '人数上限', unit: '人', section: '协议', span: 8 }),
  parties: field(shortText(200).optional(), {
    label: '签约各方',
    section: '协议',
    help: '不填就是本站和该机构',
    sensitivity: 'personal',
  }),
  rates: field(z.array(rate).min(1).max(4), { label: '收费', section: '收费', widget: 'list' }),
  deathHours: hours('death'),
  missingHours: hours('missing'),
  hospitalHours: hours('hospital'),
  infectionHours: hours('infection'),
  video: field(choice(videoWays).optional(), { label: '视频', section: '其他约定' }),
  insurance: field(shortText(120).optional(), { label: '保险', section: '其他约定', help: '险种、每人保额', span: 12 }),
  ending: field(longText(600).optional(), {
    label: '何时可以终止',
    section: '其他约定',
    widget: 'textarea',
    sensitivity: 'personal',
  }),
  papers: papersField('协议文本'),
})

export const rateForm = z.strictObject({
  institutionId,
  level: field(choice(careLevels), { label: '护理等级' }),
  yuan: yuan('每人每天'),
  from: day('从哪天起'),
  reason: words('为什么调整', undefined, 300),
  papers: papersField('补充协议'),
})

export const endContractForm = z.strictObject({
  institutionId,
  ground: field(choice(endGrounds), { label: '终止原因' }),
  reason: words('情况', '事实经过，交接怎么办'),
  whereTo: field(choice(whereTo).optional(), { label: '人去哪里', help: '还有人在托的必填', section: '在托人员' }),
  whereWords: field(shortText(120).optional(), { label: '具体去处', section: '在托人员', sensitivity: 'personal' }),
  by: field(z.iso.date().optional(), { label: '哪天前转完', widget: 'date', section: '在托人员', span: 8 }),
  papers: papersField('终止文书'),
})
