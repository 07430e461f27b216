/** What the infirmary asks and writes down. Every finding may be left open; nobody is turned away for it. */
import { z } from 'zod'
import { choice, field, orUnknown } from '#kernel/field.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'

export const infections = { suspected: '疑似传染病', 'ruled-out': '排除传染病', unknown: '未能判断' } as const
export const fitness = { yes: '能出行返乡', no: '暂不能出行', unclear: '说不准' } as const
export const infectiousSigns = {
  fever: '发热',
  cough: '久咳、咯血',
  rash: '皮疹、溃烂',
  diarrhoea: '腹泻、呕吐',
  jaundice: '黄疸',
  other: '其他可疑',
} as const
export const mentalSigns = {
  confused: '答非所问、错乱',
  hallucinating: '幻觉、自语',
  agitated: '躁动、攻击',
  withdrawn: '木僵、不言',
  'self-harm': '自伤倾向',
  forgetful: '记忆明显减退',
  slow: '理解明显迟缓',
} as const
export const criticalSigns = {
  unconscious: '昏迷、意识不清',
  bleeding: '大出血',
  fracture: '骨折、重伤',
  breathless: '呼吸困难',
  'chest-pain': '胸痛',
  hypothermia: '冻伤、体温过低',
} as const
const pregnancies = { no: '否', suspected: '疑似', yes: '是', 'not-asked': '未问' } as const
const found = { no: '未见', yes: '有', unchecked: '未查' } as const
export const yesNoUnknown = { yes: '是', no: '否', unknown: '不清楚' } as const

export const fileId = field(z.uuid(), { label: '个案', widget: 'hidden' })
const note = (label = '说明') => field(longText(1000).optional(), { label, widget: 'textarea', sensitivity: 'personal' })

export const screenForm = z.strictObject({
  fileId,
  temperature: field(orUnknown(z.number().min(20).max(45)).optional(), {
    label: '体温',
    unit: '℃',
    section: '体征',
    sensitivity: 'personal',
    span: 6,
    print: 'health.temperature',
  }),
  systolic: field(orUnknown(z.int().min(40).max(300)).optional(), {
    label: '收缩压',
    unit: 'mmHg',
    section: '体征',
    sensitivity: 'personal',
    span: 6,
  }),
  diastolic: field(orUnknown(z.int().min(20).max(200)).optional(), {
    label: '舒张压',
    unit: 'mmHg',
    section: '体征',
    sensitivity: 'personal',
    span: 6,
  }),
  pulse: field(orUnknown(z.int().min(20).max(250)).optional(), {
    label: '脉搏',
    unit: '次/分',
    section: '体征',
    sensitivity: 'personal',
    span: 6,
  }),
  critical: field(z.array(choice(criticalSigns)).max(6).optional(), {
    label: '危重征象',
    section: '先看',
    help: '有一项就先送医院，检视可以以后再补',
    sensitivity: 'personal',
  }),
  infectious: field(z.array(choice(infectiousSigns)).max(6).optional(), {
    label: '可疑传染征象',
    section: '先看',
    sensitivity: 'personal',
  }),
  mental: field(z.array(choice(mentalSigns)).max(7).optional(), {
    label: '精神、智力征象',
    section: '先看',
    sensitivity: 'personal',
  }),
  injuries: field(longText(500).optional(), {
    label: '外伤',
    section: '体表',
    widget: 'textarea',
    help: '部位、新旧、怎么来的（照本人说的记）',
    sensitivity: 'personal',
  }),
  lice: field(choice(found).optional(), { label: '虱、疥', section: '体表', span: 8 }),
  pregnancy: field(choice(pregnancies).optional(), { label: '怀孕', section: '体表', sensitivity: 'personal', span: 10 }),
  medicines: field(orUnknown(longText(400)).optional(), {
    label: '正在用的药',
    section: '体表',
    widget: 'textarea',
    help: '药名、用量；随身的药由医务室代管',
    sensitivity: 'personal',
  }),
  fit: field(choice(fitness), { label: '能否出行返乡', section: '结论' }),
  infection: field(choice(infections), { label: '传染病判断', section: '结论', help: '疑似的先隔离，不与他人同住' }),
  note: field(longText(1000).optional(), { label: '依据和建议', section: '结论', widget: 'textarea', sensitivity: 'personal' }),
})

export const disinfected = {
  person: '沐浴更衣',
  lice: '灭虱除疥',
  clothes: '衣物被褥',
  belongings: '随身物品',
  room: '房间',
  vehicle: '车辆',
  utensils: '餐具',
} as const
export const disinfectForm = z.strictObject({
  fileId: field(z.uuid().optional(), { label: '个案', widget: 'hidden' }),
  what: field(z.array(choice(disinfected)).min(1).max(7), { label: '消毒对象' }),
  place: field(shortText(60).optional(), { label: '房间、车辆', span: 10 }),
  agent: field(shortText(60).optional(), { label: '药剂与浓度', span: 10 }),
  note: note(),
})

export const isolationReasons = {
  infection: '疑似传染病',
  lice: '虱、疥',
  observation: '入站观察',
  mental: '精神症状需单独照料',
} as const
export const isolationOutcomes = { 'ruled-out': '排除', cured: '治愈', hospital: '转医院' } as const
export const isolateForm = z.strictObject({
  fileId,
  reason: field(choice(isolationReasons), { label: '隔离原因' }),
  place: field(shortText(60), { label: '隔离在哪里', help: '房间或床位', span: 10 }),
  contacts: field(longText(400).optional(), {
    label: '接触过的人',
    widget: 'textarea',
    help: '同车、同室、接待的同事',
    sensitivity: 'personal',
  }),
  note: note(),
})
export const endIsolationForm = z.strictObject({
  fileId,
  outcome: field(choice(isolationOutcomes), { label: '结果' }),
  note: note(),
})

const tellWays = { 'direct-report': '网络直报', phone: '电话', paper: '书面', hospital: '由医院上报' } as const
export const tellDiseaseControlForm = z.strictObject({
  fileId,
  disease: field(shortText(60), { label: '疑似病种', help: '写症状也可以', sensitivity: 'personal', span: 10 }),
  way: field(choice(tellWays), { label: '怎么报的' }),
  to: field(shortText(80), { label: '报给谁', help: '疾控机构、接报人', span: 12 }),
  note: note(),
})
export const diseaseControlAnswerForm = z.strictObject({
  fileId,
  answer: field(longText(1000), { label: '答复', widget: 'textarea', sensitivity: 'personal' }),
  measures: field(longText(1000).optional(), {
    label: '要求的措施',
    widget: 'textarea',
    help: '采样、消毒、密接处理，做没做',
    sensitivity: 'personal',
  }),
  from: field(shortText(80).optional(), { label: '答复人', span: 12 }),
})

/** Who bears a cost. */
export const bearers = {
  insurance: '医疗保险',
  'emergency-fund': '疾病应急救助基金',
  family: '家属',
  guest: '本人',
  fund: '救助资金',
  hospital: '医院',
} as const
/** Money is asked in yuan, as on the bill, and kept in fen. */
export const yuan = z.number().min(0).max(10_000_000)
const costFields = {
  costYuan: field(yuan.optional(), { label: '费用', unit: '元', section: '费用', span: 6 }),
  chargedTo: field(choice(bearers).optional(), { label: '由谁承担', section: '费用', help: '不填按救助资金' }),
} as const

const medicine = z.strictObject({
  name: field(shortText(60), { label: '药名' }),
  dose: field(shortText(60).optional(), { label: '用法用量' }),
  quantity: field(shortText(30).optional(), { label: '数量' }),
})
export const treatmentForm = z.strictObject({
  fileId,
  complaint: field(orUnknown(longText(400)).optional(), { label: '主诉', widget: 'textarea', sensitivity: 'personal' }),
  finding: field(longText(1000), { label: '所见和处理', widget: 'textarea', sensitivity: 'personal' }),
  medicines: field(z.array(medicine).max(20).optional(), { label: '用药', widget: 'list', sensitivity: 'personal' }),
  doctor: field(shortText(40).optional(), { label: '处理人', help: '不填就是您本人', span: 8 }),
  ...costFields,
})

export const hospitalReasons = {
  critical: '危重',
  injury: '外伤',
  mental: '疑似精神障碍',
  infectious: '疑似传染病',
  pregnancy: '临产、妇产',
  illness: '其他疾病',
} as const
export const hospitaliseForm = z.strictObject({
  fileId,
  hospitalId: field(z.uuid().optional(), { label: '定点医院', help: '系统内的医院能看到这一份并在床边办理', span: 10 }),
  hospitalName: field(shortText(60).optional(), { label: '其他医院', help: '不在名单里时填全称', span: 10 }),
  reason: field(choice(hospitalReasons), { label: '送医原因' }),
  complaint: field(orUnknown(longText(400)).optional(), { label: '病情', widget: 'textarea', sensitivity: 'personal' }),
  fromStreet: field(choice(yesNoUnknown).optional(), { label: '从街面直接送', span: 8 }),
  ambulance: field(choice({ '120': '120 急救车', station: '站内车辆', police: '公安车辆', other: '其他' }).optional(), {
    label: '怎么送的',
  }),
  escort: field(shortText(80).optional(), { label: '护送、陪护人', span: 12 }),
  ward: field(shortText(60).optional(), { label: '科室、床号', span: 8 }),
  phoned: field(choice(yesNoUnknown).optional(), { label: '已电话告知医院', span: 8 }),
  phonedWhom: field(shortText(60).optional(), { label: '医院接电话的', sensitivity: 'personal', span: 10 }),
})

export const bedsideForm = z.strictObject({
  fileId,
  result: field(choice({ verified: '查明身份', claimed: '本人自述', unknown: '仍不明' }), { label: '甄别结果' }),
  how: field(longText(400), {
    label: '怎么甄别的',
    widget: 'textarea',
    help: '问话、证件、人像比对、随身物品、送来的人',
    sensitivity: 'personal',
  }),
  by: field(shortText(80).optional(), { label: '甄别人', help: '两人同去', span: 12 }),
  second: field(shortText(80).optional(), { label: '同去的人', span: 12 }),
  eligible: field(choice(yesNoUnknown).optional(), { label: '符合救助条件' }),
})

export const readyForm = z.strictObject({
  fileId,
  canPay: field(choice(yesNoUnknown), { label: '付得起费用' }),
  nobody: field(choice(yesNoUnknown), { label: '没有家人可接' }),
  openCase: field(choice(yesNoUnknown), { label: '有未结案件', help: '公安正在办理、须本人到案的' }),
  advice: field(longText(600).optional(), { label: '出院医嘱', widget: 'textarea', sensitivity: 'personal' }),
  paper: field(z.array(z.uuid()).max(6).optional(), { label: '出院小结', widget: 'file', sensitivity: 'personal' }),
})

export const fetchForm = z.strictObject({
  fileId,
  by: field(shortText(80), { label: '谁去接的', span: 12 }),
  to: field(choice({ station: '回站', home: '直接返乡', institution: '托养机构', town: '户籍地镇街' }), { label: '接到哪里' }),
  note: note('医嘱和交接'),
  ...costFields,
})

export const costKinds = {
  hospital: '住院',
  outpatient: '门诊',
  ambulance: '急救车',
  care: '陪护',
  drugs: '药品',
  test: '检查检验',
  other: '其他',
} as const
export const costForm = z.strictObject({
  fileId,
  kind: field(choice(costKinds), { label: '费用类别' }),
  costYuan: field(yuan, { label: '金额', unit: '元', span: 6 }),
  chargedTo: field(choice(bearers), { label: '由谁承担' }),
  bill: field(z.array(z.uuid()).max(6).optional(), { label: '票据', widget: 'file', sensitivity: 'personal' }),
  note: note(),
})

export const guides = { 'health-bureau': '卫生健康部门', 'disease-control': '疾控机构', hospital: '医院' } as const
export const guidanceForm = z.strictObject({
  by: field(choice(guides), { label: '谁来指导' }),
  visitors: field(shortText(120).optional(), { label: '来人', sensitivity: 'personal', span: 12 }),
  topics: field(longText(400), { label: '看了什么', widget: 'textarea' }),
  findings: field(z.array(shortText(200)).max(20).optional(), { label: '发现的问题', help: '一行一条；没有就空着' }),
  advice: field(longText(1000).optional(), { label: '指导意见', widget: 'textarea' }),
})

export const withdrawForm = z.strictObject({
  fileId,
  entryId: field(z.uuid(), { label: '哪一条', widget: 'hidden' }),
  reason: field(longText(300), {
    label: '为什么撤回',
    widget: 'textarea',
    help: '原记录和撤回都会留着',
    sensitivity: 'personal',
  }),
})

export const afterLeavingForm = z.strictObject({
  fileId,
  leftAt: field(z.int(), { label: '离站时间', widget: 'instant' }),
})

export const logKinds = {
  screened: '健康检视',
  treated: '诊治用药',
  disinfected: '消毒',
  isolated: '隔离',
  'isolation-ended': '解除隔离',
  'disease-control-told': '报告疾控',
  'disease-control-answered': '疾控答复',
  hospitalised: '送医住院',
  'identified-at-bedside': '床前甄别',
  'discharge-ready': '可以出院',
  'fetch-assigned': '确定接回单位',
  'overstay-explained': '说明滞留原因',
  fetched: '接回',
  guided: '卫健指导',
} as const
export type LogKind = keyof typeof logKinds
