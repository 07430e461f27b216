/** What is asked on leaving. Which fields a way of leaving needs stands in `rules-form.ts`; what can be unknown may stay so. */
import { z } from 'zod'
import { choice, field, orUnknown } from '#kernel/field.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'

/** Ways of leaving; the statutory monthly form counts them. Death has a door of its own. */
export const leavingKinds = {
  own: '自行离站',
  family: '亲属接回',
  escort: '护送返乡',
  hospital: '转送医院',
  police: '移交公安',
  settled: '落户安置',
  absconded: '擅自离站',
  'gave-up': '放弃救助',
  terminated: '终止救助',
  'other-station': '转他站',
} as const
export type LeavingKind = keyof typeof leavingKinds
export const allLeavingKinds = { ...leavingKinds, died: '死亡' } as const

export const transports = {
  train: '火车',
  coach: '长途客车',
  bus: '公交',
  'station-car': '站内车辆',
  ship: '轮船',
  plane: '飞机',
  other: '其他',
} as const
export const yesNoUnknown = { yes: '是', no: '否', unknown: '不清楚' } as const
export const sexes = { male: '男', female: '女' } as const

export const fileId = field(z.uuid(), { label: '个案', widget: 'hidden' })
export const staff = z.strictObject({
  name: field(shortText(40), { label: '姓名' }),
  sex: field(choice(sexes), { label: '性别' }),
})

/** Where to and by what; shown where `showIf` says so. */
export const journey = (showIf?: (draft: Record<string, unknown>) => boolean) => {
  const shown = { section: '回哪里', ...(showIf ? { showIf } : {}) }
  return {
    origin: field(shortText(80).optional(), {
      ...shown,
      label: '返回地点',
      help: '到村、社区最好',
      sensitivity: 'personal',
      span: 12,
      print: 'leaving.destination',
    }),
    local: field(choice(yesNoUnknown).optional(), { ...shown, label: '在本辖区内', span: 8 }),
    crossProvince: field(choice(yesNoUnknown).optional(), { ...shown, label: '跨省', span: 8 }),
    via: field(choice(transports).optional(), { ...shown, label: '交通方式' }),
  }
}

export const ticketKinds = { voucher: '乘车凭证', 'short-fare': '短途乘车费' } as const
/** Yuan up to which a short fare may be given in cash against a signed receipt. 工作规程: 20 元. */
export const SHORT_FARE_YUAN = 20
export const ticketForm = z.strictObject({
  fileId,
  kind: field(choice(ticketKinds), { label: '种类', help: `原则上不给现金；短途乘车费不超过 ${SHORT_FARE_YUAN} 元，本人签收` }),
  transport: field(choice(transports), { label: '交通方式' }),
  from: field(shortText(40), { label: '从', span: 8 }),
  to: field(shortText(40), { label: '到', span: 8 }),
  number: field(shortText(30).optional(), { label: '车次', span: 8 }),
  departsOn: field(z.iso.date().optional(), { label: '乘车日期', widget: 'date', span: 8 }),
  fareYuan: field(z.number().min(0).max(100_000), { label: '金额', unit: '元', span: 6 }),
  home: field(choice({ yes: '是', no: '否（到中转地或投靠亲友）' }), { label: '送到家乡' }),
  food: field(shortText(80).optional(), { label: '随带食品', span: 12, print: 'leaving.food' }),
  transfer: field(shortText(120).optional(), { label: '中转告知', help: '中转站点、中转地救助站地址和电话', span: 24 }),
  receiptSigned: field(z.boolean().optional(), { label: '本人已签收', showIf: (draft) => draft.kind === 'short-fare' }),
  noRefund: field(z.boolean().optional(), { label: '已与车站约定不退现金', showIf: (draft) => draft.kind === 'voucher' }),
})
export const returnTicketForm = z.strictObject({
  fileId,
  ticketId: field(z.uuid(), { label: '车票', widget: 'hidden' }),
  refundYuan: field(z.number().min(0).max(100_000), { label: '退回金额', unit: '元', span: 6 }),
  refund: field(choice({ received: '已经退到账', expected: '还没有到账' }).optional(), {
    label: '退款',
    help: '没有到账的列入待退款',
  }),
  reason: field(longText(300), { label: '为什么退', widget: 'textarea', sensitivity: 'personal' }),
})

export const boardingForm = z.strictObject({
  fileId,
  ticketId: field(z.uuid(), { label: '车票', widget: 'hidden' }),
  place: field(shortText(60).optional(), { label: '在哪里上车', span: 12 }),
  secondStaff: field(shortText(40).optional(), { label: '另一名在场人员', span: 8 }),
  note: field(longText(300).optional(), { label: '说明', widget: 'textarea', sensitivity: 'personal' }),
})
export const refundForm = z.strictObject({
  fileId,
  ticketId: field(z.uuid(), { label: '车票', widget: 'hidden' }),
  refundYuan: field(z.number().min(0).max(100_000), { label: '到账金额', unit: '元', span: 6 }),
  how: field(shortText(60).optional(), { label: '怎么退的', help: '现金、转账、抵扣下一张票', span: 12 }),
})

export const decideAgeForm = z.strictObject({
  fileId,
  reason: field(longText(400), {
    label: '凭什么认定明显满 16 岁',
    widget: 'textarea',
    help: '外貌、自述、阅历、他人说法；两人在场',
    sensitivity: 'personal',
  }),
  secondStaff: field(shortText(40), { label: '另一名在场人员', span: 8 }),
})

export const terminationGrounds = {
  'refuses-check': '拒绝安全检查',
  'not-eligible': '查明不符合救助条件',
  false: '故意提供虚假情况、骗取救助',
  'breaks-rules': '违法违规造成恶劣影响',
  'help-done': '救助期满、生活有着落，无正当理由不离站',
} as const

const only =
  (...kinds: LeavingKind[]) =>
  (draft: Record<string, unknown>) =>
    kinds.includes(draft.kind as LeavingKind)

export const leaveForm = z.strictObject({
  fileId,
  kind: field(choice(leavingKinds), { label: '离站方式', section: '怎么走' }),
  goesHome: field(choice(yesNoUnknown).optional(), { label: '是回家乡', section: '怎么走', showIf: only('own'), span: 8 }),
  ...journey(only('own', 'family', 'escort', 'gave-up')),
  receiver: field(shortText(80).optional(), {
    label: '接收单位',
    section: '交给谁',
    help: '医院、派出所、安置机构或救助站全称',
    showIf: only('hospital', 'police', 'settled', 'other-station', 'escort'),
    span: 12,
  }),
  receiverContact: field(shortText(80).optional(), {
    label: '对方联系人',
    section: '交给谁',
    showIf: only('hospital', 'police', 'settled', 'other-station', 'escort'),
    sensitivity: 'personal',
    span: 12,
  }),
  collectorName: field(shortText(40).optional(), {
    label: '接领人',
    section: '交给谁',
    showIf: only('family'),
    sensitivity: 'personal',
    span: 8,
  }),
  collectorRelation: field(shortText(20).optional(), { label: '与本人关系', section: '交给谁', showIf: only('family'), span: 8 }),
  collectorIdNumber: field(orUnknown(z.string().trim().max(30)).optional(), {
    label: '接领人证件号',
    section: '交给谁',
    showIf: only('family'),
    sensitivity: 'personal',
    mask: 'id-number',
    span: 8,
  }),
  collectorPhone: field(z.string().trim().max(30).optional(), {
    label: '接领人电话',
    section: '交给谁',
    showIf: only('family'),
    sensitivity: 'personal',
    mask: 'phone',
    span: 8,
  }),
  collectorChecked: field(z.boolean().optional(), { label: '证件已核对', section: '交给谁', showIf: only('family') }),
  collectorCopies: field(z.array(z.uuid()).max(6).optional(), {
    label: '证件复印件',
    section: '交给谁',
    widget: 'file',
    showIf: only('family'),
    sensitivity: 'personal',
  }),
  escorts: field(z.array(staff).max(8).optional(), {
    label: '护送人员',
    section: '交给谁',
    widget: 'list',
    help: '至少两人；女性由女工作人员护送。定过护送人员的，可以不再填',
    showIf: only('escort', 'other-station'),
  }),
  signedHow: field(choice({ signature: '本人签名', thumbprint: '按手印' }).optional(), {
    label: '声明书',
    section: '手续',
    showIf: only('own', 'gave-up'),
  }),
  readBy: field(shortText(40).optional(), {
    label: '宣读人',
    section: '手续',
    help: '按手印的，由谁念给本人听',
    showIf: only('own', 'gave-up'),
    span: 8,
  }),
  consentBy: field(shortText(40).optional(), {
    label: '同意人',
    section: '手续',
    help: '16 至 17 岁须经本站同意，写值班长',
    showIf: only('own', 'gave-up'),
    span: 8,
  }),
  ground: field(choice(terminationGrounds).optional(), { label: '终止理由', section: '手续', showIf: only('terminated') }),
  record: field(longText(1000).optional(), {
    label: '经过',
    section: '手续',
    widget: 'textarea',
    help: '何时何处发现、找过哪里、谁看见、报没报警',
    showIf: only('absconded', 'terminated', 'gave-up'),
    sensitivity: 'personal',
  }),
  evidence: field(z.array(z.uuid()).max(6).optional(), {
    label: '证据',
    section: '手续',
    widget: 'file',
    help: '监控截图、现场照片',
    showIf: only('absconded', 'terminated'),
    sensitivity: 'personal',
  }),
  policeTold: field(shortText(80).optional(), { label: '报警情况', section: '手续', showIf: only('absconded'), span: 12 }),
  secondStaff: field(shortText(40).optional(), { label: '另一名经办人', section: '手续', span: 8 }),
  food: field(shortText(80).optional(), {
    label: '随带食品、衣物',
    section: '手续',
    showIf: only('own', 'family', 'escort'),
    span: 12,
  }),
  note: field(longText(1000).optional(), { label: '说明', section: '手续', widget: 'textarea', sensitivity: 'personal' }),
})
export type LeaveForm = z.output<typeof leaveForm>

export const deathPlaces = { station: '站内', hospital: '医院', institution: '托养机构', way: '途中' } as const
export const deathForm = z.strictObject({
  fileId,
  diedAt: field(z.int(), { label: '死亡时间', widget: 'instant', section: '死亡' }),
  place: field(choice(deathPlaces), { label: '地点', section: '死亡' }),
  placeText: field(shortText(80).optional(), { label: '具体地点', section: '死亡', span: 12 }),
  circumstances: field(longText(2000), {
    label: '经过',
    widget: 'textarea',
    section: '死亡',
    help: '谁发现、做过什么抢救、谁到场',
    sensitivity: 'personal',
  }),
  policeTold: field(shortText(120), { label: '报告公安', section: '报告', help: '哪个所、谁接的；正常死亡也报', span: 12 }),
  policeCaseNo: field(shortText(60).optional(), { label: '接警、立案号', section: '报告', span: 12 }),
  certificateBy: field(choice({ hospital: '医院', police: '公安', none: '还没有' }), {
    label: '死亡证明由谁出',
    section: '报告',
  }),
  certificateNo: field(shortText(60).optional(), { label: '证明编号', section: '报告', span: 12 }),
  relatives: field(longText(400).optional(), {
    label: '告知亲属',
    widget: 'textarea',
    section: '报告',
    help: '告知了谁；没有亲属或身份不明的写明查找情况',
    sensitivity: 'personal',
  }),
  secondStaff: field(shortText(40), { label: '另一名经办人', section: '报告', span: 8 }),
})

/** Told by a reaction: an institution reported a death. */
export const followDeathForm = z.strictObject({
  fileId,
  diedAt: field(z.int(), { label: '死亡时间', widget: 'instant' }),
  place: field(choice(deathPlaces), { label: '地点' }),
})
export const withdrawDeathForm = z.strictObject({
  fileId,
  reason: field(longText(400), { label: '怎么弄错的', widget: 'textarea', help: '谁报错、怎么发现的', sensitivity: 'personal' }),
})
