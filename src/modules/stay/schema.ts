/** Forms of the room. Free text names or describes people: it is kept sealed. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import {
  careKinds,
  careResults,
  disturbanceKinds,
  disturbanceOutcomes,
  liaisonKinds,
  measures,
  trainingKinds,
  trainingResults,
  zoneKinds,
} from './words.ts'

const short = (max = 60) => z.string().trim().min(1).max(max)
const long = (max = 1000) => z.string().trim().min(1).max(max)
const day = () => z.iso.date()
const moment = () => z.int().min(0)
const id = (label: string) => field(z.uuid(), { label, widget: 'hidden' })
const fileId = id('个案')
const bedId = id('床位')

export const openZoneForm = z.strictObject({
  kind: field(choice(zoneKinds), { label: '类别', span: 24 }),
  name: field(short(20), { label: '名称', span: 8, placeholder: '男区' }),
  staffedBy: field(short(40).optional(), { label: '由谁管理', span: 8, help: '女区、未成年女区由女工作人员管理' }),
  position: field(z.int().min(0).max(999).optional(), { label: '排序', span: 4 }),
})

export const changeZoneForm = z.strictObject({
  zoneId: id('分区'),
  name: field(short(20), { label: '名称', span: 8 }),
  staffedBy: field(short(40).optional(), { label: '由谁管理', span: 8 }),
  position: field(z.int().min(0).max(999).optional(), { label: '排序', span: 4 }),
  close: field(z.boolean().default(false), { label: '停用这个分区', span: 6 }),
})

export const openBedForm = z.strictObject({
  zoneId: id('分区'),
  labels: field(z.array(short(12)).min(1).max(60), { label: '床号', help: '一行一张，例如 1-01', widget: 'textarea' }),
  single: field(z.boolean().optional(), {
    label: '每张床单独一间',
    help: '不选时：观察区、特护区、母婴区一床一间，其他分区整区一间',
    span: 8,
  }),
  room: field(short(20).optional(), {
    label: '房间',
    help: '同一房间的床写同一个名字；男女、成人与未成年人按房间分开',
    span: 8,
    showIf: (draft) => draft.single !== true,
  }),
})

export const startDisinfectionForm = z.strictObject({ bedId, reason: field(short(100).optional(), { label: '原因' }) })
export const finishDisinfectionForm = z.strictObject({
  bedId,
  linenChanged: field(z.boolean(), { label: '被服已更换' }),
  method: field(short(60).optional(), { label: '消毒方法', placeholder: '含氯消毒液擦拭，紫外线 30 分钟' }),
})
export const withdrawBedForm = z.strictObject({ bedId, reason: field(short(100), { label: '停用原因' }) })
export const restoreBedForm = z.strictObject({ bedId })

export const reserveBedForm = z.strictObject({
  bedId,
  who: field(short(60), { label: '为谁预留', sensitivity: 'personal', placeholder: '女 31 岁，女儿 4 岁，铁路派出所送来' }),
  expectedAt: field(moment(), { label: '预计到站', widget: 'instant', span: 10 }),
  keepHours: field(z.int().min(1).max(48).default(6), { label: '保留', unit: '小时', span: 6 }),
})
export const cancelReservationForm = z.strictObject({ bedId })

const decision = {
  takesReservation: field(z.boolean().default(false), { label: '这张床就是为此人预留的', span: 10 }),
  inMothersBed: field(z.boolean().default(false), { label: '随母同床（6 岁以下）', span: 10 }),
  leaderReason: field(long(300).optional(), {
    label: '值班长理由',
    help: '规则允许值班长决定时填写；未成年人、传染病、男女分开不能越过',
    widget: 'textarea',
    sensitivity: 'personal',
  }),
}
export const assignBedForm = z.strictObject({ fileId, bedId, ...decision })
export const moveBedForm = z.strictObject({ fileId, bedId, why: field(short(200), { label: '为什么换' }), ...decision })

export const leaveReasons = {
  'left-station': '已离站',
  hospital: '住院，床不留',
  entrusted: '转站外托养',
  'on-leave': '请假外出，床不留',
  other: '其他',
} as const
export const leaveBedForm = z.strictObject({ fileId, reason: field(choice(leaveReasons), { label: '为什么腾退' }) })

export const kinshipKnownBy = {
  document: '户口簿、出生证',
  police: '公安核实',
  dna: 'DNA',
  both: '双方陈述一致',
  escort: '护送单位说明',
} as const
export const keepTogetherForm = z.strictObject({
  fileId: id('子女'),
  motherFileId: field(z.uuid(), { label: '母亲的个案', widget: 'subject' }),
  knownBy: field(choice(kinshipKnownBy), { label: '母子关系怎么知道的' }),
})
export const endTogetherForm = z.strictObject({ fileId: id('子女'), reason: field(short(200), { label: '为什么不再同住' }) })

export const setNeedsForm = z.strictObject({
  fileId,
  needs: field(
    z
      .array(
        z.strictObject({
          care: field(choice(careKinds), { label: '照料', widget: 'select', span: 8 }),
          everyHours: field(z.int().min(1).max(720), { label: '每隔', unit: '小时', span: 5 }),
          note: field(short(200).optional(), { label: '怎么做', sensitivity: 'personal', span: 11 }),
        }),
      )
      .max(14),
    { label: '照料需要', widget: 'list' },
  ),
})

export const logCareForm = z.strictObject({
  fileIds: field(z.array(z.uuid()).min(1).max(100), { label: '哪些人', widget: 'hidden' }),
  care: field(z.array(choice(careKinds)).min(1).max(14), { label: '做了什么' }),
  result: field(choice(careResults).default('done'), { label: '结果' }),
  doneAt: field(moment().optional(), { label: '什么时候', widget: 'instant', help: '不填就是现在', span: 10 }),
  note: field(long(500).optional(), { label: '说明', widget: 'textarea', sensitivity: 'personal' }),
})

export const recordRoundForm = z.strictObject({
  zoneId: id('分区'),
  missing: field(z.array(z.uuid()).max(100).default([]), { label: '没见到谁', widget: 'hidden' }),
  note: field(long(500).optional(), { label: '说明', widget: 'textarea', sensitivity: 'personal' }),
})

export const recordTrainingForm = z.strictObject({
  fileId,
  kind: field(choice(trainingKinds), { label: '种类' }),
  topic: field(short(60), { label: '内容', sensitivity: 'personal', placeholder: '家政、保洁、中式面点' }),
  givenBy: field(short(60).optional(), { label: '由谁办', sensitivity: 'personal' }),
  beganOn: field(day(), { label: '开始', widget: 'date', span: 7 }),
  hours: field(z.number().min(0).max(2000).optional(), { label: '课时', span: 5 }),
  willing: field(z.literal(true), { label: '本人自愿（不得强迫受助人员劳动）', legalBasis: '国务院令第381号 第14条' }),
})
export const finishTrainingForm = z.strictObject({
  trainingId: id('培训'),
  result: field(choice(trainingResults), { label: '结果' }),
  endedOn: field(day(), { label: '结束', widget: 'date', span: 7 }),
  note: field(long(300).optional(), { label: '去向、用人单位', sensitivity: 'personal' }),
})

export const behaviourGrounds = {
  'harms-self': '伤害自己',
  'harms-others': '伤害他人',
  'runs-into-danger': '走失、跑入危险',
  'damages-things': '毁坏物品',
  'misconduct-minor': '未成年人不良行为',
} as const
export const planBehaviourForm = z.strictObject({
  fileId,
  ground: field(choice(behaviourGrounds), { label: '为了防止' }),
  reason: field(long(500), {
    label: '为什么必要',
    help: '看到了什么，劝导为什么不够',
    widget: 'textarea',
    sensitivity: 'personal',
  }),
  measures: field(z.array(choice(measures)).min(1).max(10), { label: '措施' }),
  how: field(long(500), {
    label: '怎么做、谁来做',
    widget: 'textarea',
    sensitivity: 'personal',
    legalBasis: '国务院令第381号 第14条',
  }),
  told: field(short(100).optional(), { label: '告知了谁', help: '监护人、亲属、未保专岗', sensitivity: 'personal' }),
  reviewOn: field(day(), { label: '复核日期', help: '七天以内', widget: 'date', span: 8 }),
})
export const reviewBehaviourForm = z.strictObject({
  planId: id('方案'),
  finding: field(long(500), {
    label: '复核情况',
    help: '还必要吗，有没有更轻的办法',
    widget: 'textarea',
    sensitivity: 'personal',
  }),
  nextOn: field(day(), { label: '下次复核', widget: 'date', span: 8 }),
})
export const endBehaviourForm = z.strictObject({
  planId: id('方案'),
  reason: field(long(500), { label: '为什么终止', widget: 'textarea', sensitivity: 'personal' }),
})

export const extensionGrounds = {
  ill: '患病，不宜返乡',
  'identity-unknown': '身份未查明',
  'family-not-reached': '亲属未联系上',
  'journey-arranged': '返乡已安排，等车票或护送',
  'origin-refused': '流出地暂不接收',
  weather: '天气、交通中断',
  other: '其他特殊情况',
} as const
export const extendForm = z.strictObject({
  fileId,
  until: field(day(), { label: '延至', widget: 'date', span: 8 }),
  ground: field(choice(extensionGrounds), { label: '理由' }),
  reason: field(long(500), { label: '说明', widget: 'textarea', sensitivity: 'personal' }),
})
export const acknowledgeExtensionForm = z.strictObject({ extensionId: id('延期') })

export const nameLiaisonForm = z.strictObject({
  kind: field(choice(liaisonKinds), { label: '方式' }),
  police: field(short(40), { label: '公安机关', span: 10 }),
  name: field(short(20), { label: '姓名', sensitivity: 'personal', span: 6 }),
  dutyLine: field(short(30), { label: '值班电话', span: 8 }),
})

const police = {
  policeCalledAt: field(moment().optional(), { label: '报警时间', widget: 'instant', span: 10 }),
  police: field(short(40).optional(), { label: '接警单位', span: 8 }),
  receiptNo: field(short(40).optional(), { label: '接警编号', span: 6 }),
}
export const recordDisturbanceForm = z.strictObject({
  kind: field(choice(disturbanceKinds), { label: '发生了什么' }),
  happenedAt: field(moment().optional(), { label: '什么时候', widget: 'instant', help: '不填就是现在', span: 10 }),
  place: field(short(40), { label: '在哪里', span: 8 }),
  people: field(z.int().min(0).max(10000).optional(), { label: '涉及', unit: '人', span: 5 }),
  injured: field(z.int().min(0).max(10000).optional(), { label: '受伤', unit: '人', span: 5 }),
  course: field(long(1000), { label: '经过', widget: 'textarea', sensitivity: 'personal' }),
  ...police,
})
export const callPoliceForm = z.strictObject({
  disturbanceId: id('事件'),
  calledAt: field(moment().optional(), { label: '报警时间', widget: 'instant', help: '不填就是现在', span: 10 }),
  police: field(short(40), { label: '接警单位', span: 8 }),
  receiptNo: field(short(40).optional(), { label: '接警编号', span: 6 }),
})
export const closeDisturbanceForm = z.strictObject({
  disturbanceId: id('事件'),
  outcome: field(choice(disturbanceOutcomes), { label: '结果' }),
  note: field(long(1000), { label: '处理情况', widget: 'textarea', sensitivity: 'personal' }),
})
