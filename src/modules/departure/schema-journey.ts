/** What is asked about the way home: the plan, who goes along, what it costs, who checked the relatives, arrival. */
import { z } from 'zod'
import { choice, field, orUnknown } from '#kernel/field.ts'
import { signatureSchema } from '#kernel/signature.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'
import { fileId, journey, sexes } from './schema.ts'

const words = (label: string, longest = 1000, help?: string) =>
  field(longText(longest).optional(), { label, widget: 'textarea', sensitivity: 'personal', ...(help ? { help } : {}) })
const phone = (label = '电话') =>
  field(z.string().trim().max(30).optional(), { label, sensitivity: 'personal', mask: 'phone', span: 8 })

export const means = {
  family: '亲属来接',
  escort: '本站护送',
  origin: '流出地站来接',
  own: '自行返乡',
  'city-station': '转市站跨省护送',
} as const
export const routes = {
  own: '本辖区',
  'county-bureau': '县民政局接（无救助站）',
  'city-to-city': '市对市',
  'city-station': '经市站跨省',
  relatives: '亲属接回',
} as const
export const receivers = { station: '有救助站', bureau: '没有站，由民政局接', unknown: '还不清楚' } as const
export const alongs = {
  papers: '身份材料',
  records: '病历、诊断',
  medicine: '药品',
  clothing: '换洗衣物',
  belongings: '随身物品',
  money: '现金、存折',
  food: '路上食品',
} as const

const toward = (draft: Record<string, unknown>) => draft.means !== 'family'
export const planForm = z.strictObject({
  fileId,
  means: field(choice(means), { label: '怎么返乡', section: '方案', help: '跨省护送由民政局指定的市站承担，系统会判断' }),
  plannedOn: field(z.iso.date().optional(), { label: '哪天走', section: '方案', widget: 'date', span: 8 }),
  arrivesOn: field(z.iso.date().optional(), { label: '哪天到', section: '方案', widget: 'date', span: 8 }),
  originId: field(z.uuid().optional(), {
    label: '流出地单位（在本系统的）',
    section: '回哪里',
    widget: 'subject',
    help: '函件会直接送到它的“接收”；不在名单里的写在下面',
    span: 12,
    showIf: toward,
  }),
  originDivision: field(
    z
      .string()
      .regex(/^\d{6}$/)
      .optional(),
    {
      label: '所属县（市、区）',
      section: '回哪里',
      widget: 'division',
      help: '选得到最好；旧名、已撤并的写在返回地点里，系统会提醒',
      span: 12,
    },
  ),
  ...journey(),
  receiver: field(choice(receivers).optional(), { label: '对方有没有救助站', section: '回哪里', showIf: toward }),
  contact: field(longText(300).optional(), {
    label: '家里或对方联系人',
    section: '回哪里',
    widget: 'textarea',
    help: '谁、电话、说定了什么',
    sensitivity: 'personal',
  }),
  along: field(z.array(choice(alongs)).max(10).optional(), { label: '随带什么', section: '路上' }),
  alongText: field(longText(300).optional(), {
    label: '清单说明',
    section: '路上',
    widget: 'textarea',
    help: '什么药几天的量、几件物品、多少钱',
    sensitivity: 'personal',
  }),
  needs: field(longText(300).optional(), {
    label: '路上要照顾的',
    section: '路上',
    widget: 'textarea',
    help: '用药、轮椅、衣物、同行孩子',
    sensitivity: 'personal',
  }),
})
export const approvePlanForm = z.strictObject({ fileId, note: words('批准意见', 400) })
export const cancelPlanForm = z.strictObject({
  fileId,
  reason: field(longText(400), { label: '为什么撤销', widget: 'textarea', sensitivity: 'personal' }),
})
export const designateForm = z.strictObject({
  stationId: field(z.uuid(), { label: '承担跨省护送的站', widget: 'subject', help: '本局辖区内各站的跨省护送都交给它' }),
  basis: field(shortText(120).optional(), { label: '依据', help: '文件、会议', span: 12 }),
})

export const escortRoles = { lead: '带队', staff: '护送', care: '照料', medical: '医护', driver: '驾驶' } as const
export const escortsForm = z.strictObject({
  fileId,
  escorts: field(
    z
      .array(
        z.strictObject({
          name: field(shortText(40), { label: '姓名' }),
          sex: field(choice(sexes), { label: '性别' }),
          role: field(choice(escortRoles), { label: '做什么' }),
          phone: phone(),
        }),
      )
      .min(1)
      .max(8),
    { label: '护送人员', widget: 'list', help: '至少两人；女性要有女工作人员；病重、精神障碍的要有医护' },
  ),
  medicalReason: field(longText(300).optional(), {
    label: '不配医护的，为什么',
    widget: 'textarea',
    help: '医生看过、路近等；写了才可以不配',
    sensitivity: 'personal',
  }),
})

export const costKinds = {
  fare: '车船机票',
  vehicle: '车辆、油费、过路费',
  meals: '伙食',
  lodging: '住宿',
  medicine: '药品、护理用品',
  clothing: '衣物',
  allowance: '出差补助',
  other: '其他',
} as const
export const whose = { guest: '本人的', escort: '护送人员的' } as const
export const funds = { travel: '救助资金（返乡）', office: '单位经费', donation: '捐赠', other: '其他' } as const
export const bearers = {
  fund: '救助资金',
  origin: '流出地',
  bureau: '民政部门',
  family: '家庭',
  guest: '本人',
  town: '镇街',
} as const
export const costForm = z.strictObject({
  fileId,
  kind: field(choice(costKinds), { label: '什么费用' }),
  whose: field(choice(whose), { label: '谁的' }),
  amountYuan: field(z.number().min(0.01).max(1_000_000), { label: '金额', unit: '元', span: 6 }),
  fund: field(choice(funds), { label: '从哪里出' }),
  chargedTo: field(choice(bearers), { label: '由谁承担', help: '本人的一般由流入地，接领人员的由流出地' }),
  papers: field(z.array(z.uuid()).max(6).optional(), { label: '票据', widget: 'file', sensitivity: 'personal' }),
  note: words('说明', 300),
})

export const relationEvidence = {
  'register-book': '户口簿',
  'id-card': '身份证',
  'birth-certificate': '出生证',
  'marriage-certificate': '结婚证',
  'village-letter': '村（居）委会证明',
  'police-letter': '公安证明',
  photo: '合影、旧照片',
  dna: 'DNA 比对',
  none: '还没有',
} as const
export const conclusions = { confirmed: '属实，可以接', doubtful: '有疑问，先不接', not: '不是亲属，或不宜交接' } as const
export const relativesForm = z.strictObject({
  fileId,
  name: field(shortText(40), { label: '接领人', sensitivity: 'personal', span: 8 }),
  relation: field(shortText(20), { label: '与本人关系', sensitivity: 'personal', span: 8 }),
  idNumber: field(orUnknown(z.string().trim().max(30)).optional(), {
    label: '证件号',
    sensitivity: 'personal',
    mask: 'id-number',
    span: 8,
  }),
  phone: phone(),
  evidence: field(z.array(choice(relationEvidence)).min(1).max(9), { label: '关系凭什么', help: '看过哪些，能看几样看几样' }),
  called: field(choice({ village: '村（居）委会', police: '派出所', bureau: '民政部门', nobody: '还没有打' }), {
    label: '打电话核实',
  }),
  calledWho: field(shortText(80).optional(), {
    label: '对方是谁、电话',
    sensitivity: 'personal',
    span: 12,
    showIf: (draft) => draft.called !== 'nobody',
  }),
  said: words('对方怎么说', 600, '家里还有谁、能不能照看、以前有没有受过伤害'),
  recognised: field(choice({ yes: '认得', no: '不认得', unclear: '说不准' }).optional(), { label: '本人认不认得他' }),
  copies: field(z.array(z.uuid()).max(6).optional(), { label: '证件、证明照片', widget: 'file', sensitivity: 'personal' }),
  conclusion: field(choice(conclusions), { label: '结论' }),
})

export const eventKinds = {
  missed: '误车、改签',
  ill: '途中发病',
  absconded: '途中走失、擅自离开',
  died: '途中死亡',
  other: '其他',
} as const
export const eventForm = z.strictObject({
  fileId,
  kind: field(choice(eventKinds), { label: '出了什么事' }),
  at: field(z.int(), { label: '时间', widget: 'instant' }),
  place: field(shortText(80).optional(), { label: '在哪里', sensitivity: 'personal', span: 12 }),
  what: field(longText(1000), { label: '经过、怎么处理的', widget: 'textarea', sensitivity: 'personal' }),
  outcome: field(choice({ 'goes-on': '接着走', ends: '走不成了' }), {
    label: '后来',
    help: '走不成的，方案结束；要再送另定方案',
  }),
  arrivesOn: field(z.iso.date().optional(), {
    label: '改为哪天到',
    widget: 'date',
    span: 8,
    showIf: (draft) => draft.outcome === 'goes-on',
  }),
  told: field(shortText(80).optional(), { label: '报告了谁', help: '站领导、110、120、民政局', span: 12 }),
})

export const identityLooks = {
  papers: '看过证件，与人一致',
  relatives: '亲属当面认得',
  known: '对方工作人员认得',
  photo: '照片比对一致',
  doubtful: '有疑问，已记在说明里',
} as const
export const handoverForm = z.strictObject({
  fileId,
  arrivedAt: field(z.int(), { label: '到达时间', widget: 'instant', section: '交给谁' }),
  receivedBy: field(shortText(80), { label: '接收单位或亲属', section: '交给谁', span: 12 }),
  signer: field(shortText(40), { label: '签收人', section: '交给谁', sensitivity: 'personal', span: 8 }),
  phone: field(z.string().trim().max(30).optional(), {
    label: '电话',
    section: '交给谁',
    sensitivity: 'personal',
    mask: 'phone',
    span: 8,
  }),
  identity: field(choice(identityLooks).optional(), { label: '本人身份', section: '核对' }),
  handed: field(z.array(choice(alongs)).max(10).optional(), { label: '移交了什么', section: '核对', help: '一样一样点给对方看' }),
  papers: field(z.array(z.uuid()).max(6).optional(), {
    label: '交接单、合影',
    section: '核对',
    widget: 'file',
    sensitivity: 'personal',
  }),
  note: field(longText(1000).optional(), {
    label: '路上情况和移交物品',
    section: '核对',
    widget: 'textarea',
    sensitivity: 'personal',
  }),
  signature: field(signatureSchema.optional(), {
    label: '接收人签名',
    section: '签名',
    widget: 'signature',
    sensitivity: 'personal',
  }),
  escortSignature: field(signatureSchema.optional(), {
    label: '护送人员签名',
    section: '签名',
    widget: 'signature',
    sensitivity: 'personal',
  }),
})
/** The page on the phone asks for the receiver's signature and for a look at who was handed over. */
export const handoverOnPhone = handoverForm.extend({
  identity: field(choice(identityLooks), { label: '本人身份', section: '核对' }),
  signature: field(signatureSchema, { label: '接收人签名', section: '签名', widget: 'signature', sensitivity: 'personal' }),
})

/** Told by a reaction: the person was found to be another in the middle of the journey. */
export const mergedForm = z.strictObject({
  fileId,
  personId: field(z.uuid(), { label: '并入的人', widget: 'hidden' }),
  otherId: field(z.uuid(), { label: '被并的人', widget: 'hidden' }),
})
