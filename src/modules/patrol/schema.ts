/** What the phone and the desk tell about a patrol. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { optionalPlaceField } from '#kernel/place.ts'
import { dayOfDate } from '#kernel/time.ts'
import { longText, sexes, shortText } from '#modules/people-and-cases/words.ts'
import {
  answers,
  areaKinds,
  endReasons,
  goodsKinds,
  groups,
  settleOutcomes,
  shiftKinds,
  signs,
  steps,
  weekdays,
} from './words.ts'

const date = () => z.string().refine((text) => dayOfDate(text) !== null, '请按 2026-12-09 填写日期')
const clock = () => z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '请按 21:30 填写时间')
const id = (label: string) => field(z.uuid(), { label, widget: 'hidden' })
const someId = (label: string) => field(z.uuid().optional(), { label, widget: 'hidden' })
const organisation = (label: string, help?: string) =>
  field(z.uuid().optional(), { label, widget: 'subject', ...(help ? { help } : {}) })
const note = (label = '备注', max = 400) =>
  field(longText(max).optional(), { label, widget: 'textarea', sensitivity: 'personal' })

// Areas and stops

export const setAreaForm = z.strictObject({
  areaId: someId('区域'),
  name: field(shortText(40), { label: '区域名称', help: '看得出在哪里：站前广场、北环涵洞一线' }),
  kinds: field(z.array(choice(areaKinds)).min(1).max(7), { label: '地段' }),
  stationId: field(z.uuid(), { label: '负责的救助站', widget: 'subject', help: '街面发现的人归该站；护送也先送到该站' }),
  memberIds: field(z.array(z.uuid()).max(30).optional(), {
    label: '参加巡查的单位',
    widget: 'subject',
    help: '公安、城管、民政、镇街、社会组织；不在名单里的单位看不到这个区域的人',
  }),
  leaderId: organisation('值班联系单位', '现场拿不准时打给谁；不选就是负责的救助站'),
  active: field(z.boolean().optional(), { label: '启用', help: '停用后不再排班，原记录都在' }),
})

export const stopForm = z.strictObject({
  stopId: someId('点位'),
  name: field(shortText(40), { label: '点位名称', sensitivity: 'personal', help: '北环涵洞东口' }),
  place: optionalPlaceField('位置'),
  order: field(z.int().min(1).max(200).optional(), { label: '行走次序' }),
  note: note('怎么走、注意什么', 300),
})
export const setStopsForm = z.strictObject({
  areaId: id('区域'),
  stops: field(z.array(stopForm).max(80), { label: '点位', widget: 'list', sensitivity: 'personal' }),
})

// Plans

export const crewMember = z.strictObject({
  organisationId: field(z.uuid(), { label: '单位', widget: 'subject' }),
  accountId: someId('账号'),
  name: field(shortText(40).optional(), { label: '姓名', sensitivity: 'personal' }),
})
const kind = field(choice(shiftKinds), { label: '巡查类型' })

export const planShiftForm = z.strictObject({
  areaId: field(z.uuid(), { label: '区域', widget: 'subject' }),
  date: field(date(), { label: '日期', widget: 'date' }),
  from: field(clock(), { label: '从', help: '21:30' }),
  to: field(clock(), { label: '到', help: '比开始早的算第二天' }),
  kind,
  members: field(z.array(crewMember).max(20).optional(), {
    label: '参加人员',
    widget: 'list',
    sensitivity: 'personal',
    help: '几个单位联合的都写上；不写的由区域的参加单位出人',
  }),
  weekdays: field(z.array(choice(weekdays)).max(7).optional(), { label: '每周重复', help: '不选就是只排这一天' }),
  until: field(date().optional(), {
    label: '重复到',
    widget: 'date',
    help: '最多排三个月',
    showIf: (draft) => Array.isArray(draft['weekdays']) && draft['weekdays'].length > 0,
  }),
  note: note('交代', 300),
})
export const cancelShiftForm = z.strictObject({
  shiftId: id('班次'),
  following: field(z.boolean().optional(), { label: '以后各周的也取消' }),
  reason: field(longText(200), { label: '为什么取消', widget: 'textarea' }),
})

// On the phone: shift and places

/** `shiftId` of a plan, or made by the phone for an outing that nobody planned. */
export const startShiftForm = z.strictObject({
  shiftId: id('班次'),
  areaId: id('区域'),
  kind: field(kind.optional(), { label: '巡查类型' }),
})
export const endShiftForm = z.strictObject({ shiftId: id('班次'), note: note('这一班的情况', 600) })

export const trackPoint = z.strictObject({
  at: field(z.int().min(0), { label: '时间', help: '手机时钟' }),
  lat: field(z.number().min(-90).max(90), { label: '纬度', sensitivity: 'personal' }),
  lng: field(z.number().min(-180).max(180), { label: '经度', sensitivity: 'personal' }),
  accuracyM: field(z.number().min(0).max(100_000).optional(), { label: '误差', unit: '米' }),
})
/** Recorded with the time of its last point: the phone's clock is corrected by it. */
export const keepTrackForm = z.strictObject({
  shiftId: id('班次'),
  points: field(z.array(trackPoint).min(1).max(500), { label: '定位点', widget: 'hidden', sensitivity: 'personal' }),
})
/** What the phone stood there for: only what was given to the actor's own organisation counts. */
const reportIds = field(z.array(z.uuid()).max(20).optional(), { label: '按哪些线索来的', widget: 'hidden' })

/** 到点，没有人；or so many people as were seen there without speaking to them. */
export const checkPlaceForm = z.strictObject({
  shiftId: id('班次'),
  stopId: id('点位'),
  people: field(z.int().min(0).max(500), { label: '见到几个人', unit: '人' }),
  note: note('看到什么', 300),
  reportIds,
})
export const lookForForm = z.strictObject({
  shiftId: id('班次'),
  stopId: someId('点位'),
  sleeperId: field(z.uuid(), { label: '寻找的人', widget: 'hidden' }),
  note: note('听说了什么', 300),
})

// The encounter

/** A door's name, which may stand in the open. */
const DOOR = /^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/
const ASIDE_LENGTH = 50_000

const encounterId = id('街面发现')
const seen = {
  place: optionalPlaceField('位置'),
  groups: field(z.array(choice(groups)).max(6).optional(), {
    label: '是什么人',
    widget: 'chips',
    help: '可多选；说不准选“不清楚”',
  }),
  signs: field(z.array(choice(signs)).max(4).optional(), { label: '体征', widget: 'chips', help: '没有看到就留空选“都没有”' }),
  withMinor: field(z.boolean().optional(), { label: '携带未成年人' }),
  coercionSuspected: field(z.boolean().optional(), { label: '疑似胁迫、诱骗、利用' }),
  infantUsed: field(z.boolean().optional(), { label: '利用婴幼儿乞讨' }),
  guardianThere: field(z.boolean().optional(), { label: '监护人在场' }),
  look: field(longText(400).optional(), {
    label: '什么样子',
    widget: 'textarea',
    sensitivity: 'personal',
    help: '穿着、口音、随身东西：下一班凭这个认人',
  }),
  heardName: field(shortText(40).optional(), { label: '听到的名字', sensitivity: 'personal', help: '按听到的音写' }),
  sexSeen: field(choice(sexes).optional(), { label: '看上去的性别' }),
  ageSeenMin: field(z.int().min(0).max(120).optional(), { label: '看上去 最小', unit: '岁' }),
  ageSeenMax: field(z.int().min(0).max(120).optional(), { label: '看上去 最大', unit: '岁' }),
} as const

export const meetPersonForm = z.strictObject({
  encounterId,
  shiftId: someId('班次'),
  stopId: someId('点位'),
  areaId: someId('区域'),
  /** Made by the phone for somebody new; the id of a known sleeper otherwise. */
  personId: id('人员'),
  known: field(z.boolean(), { label: '名单里的人' }),
  reportIds,
  ...seen,
})
export type MeetPersonForm = z.output<typeof meetPersonForm>

export const offerHelpForm = z.strictObject({
  encounterId,
  answer: field(choice(answers), { label: '愿不愿意接受救助' }),
  note: note(),
})

export const persuadeForm = z.strictObject({
  encounterId,
  contactGiven: field(z.boolean(), { label: '已告知求助电话和方式', help: '留下求助卡' }),
  words: note('怎么劝的，他怎么说'),
})

export const goodsLine = z.strictObject({
  item: field(choice(goodsKinds), { label: '物品' }),
  count: field(z.int().min(1).max(999), { label: '件数', unit: '件' }),
})
/** To somebody met, or left at a place by the shift. */
export const giveGoodsForm = z.strictObject({
  encounterId: someId('街面发现'),
  shiftId: someId('班次'),
  stopId: someId('点位'),
  goods: field(z.array(goodsLine).min(1).max(14), { label: '物品', widget: 'list' }),
})

export const takeStepForm = z.strictObject({
  encounterId,
  step: field(choice(steps), { label: '办了什么' }),
  toId: organisation('告诉了哪个单位'),
  to: field(shortText(60).optional(), { label: '告诉了谁', help: '名单里没有的写名称：120、某某派出所' }),
  note: note(),
})

export const startEscortForm = z.strictObject({
  encounterId,
  toId: organisation('送到哪里'),
  toName: field(shortText(60).optional(), { label: '送往的单位', help: '名单里没有的写全称' }),
  vehicle: field(shortText(40).optional(), { label: '车辆' }),
  handoverId: someId('书面交接'),
  note: note(),
})
export const endEscortForm = z.strictObject({
  encounterId,
  arrived: field(z.boolean(), { label: '已送到' }),
  note: note('没有送到的写原因'),
})

export const addPhotosForm = z.strictObject({
  encounterId,
  photos: field(z.array(z.uuid()).min(1).max(9), { label: '照片', widget: 'file', sensitivity: 'personal' }),
})

export const correctEncounterForm = z.strictObject({
  encounterId,
  ...seen,
  reason: field(longText(200), { label: '为什么更正', widget: 'textarea' }),
})

// The list, and what the house refused

export const nameSleeperForm = z.strictObject({
  sleeperId: id('人员'),
  alias: field(shortText(20), { label: '怎么叫他', sensitivity: 'personal', help: '名单上的叫法，不是姓名：红围巾大爷' }),
})
export const endSleeperForm = z.strictObject({
  sleeperId: id('人员'),
  reason: field(choice(endReasons), { label: '为什么不再找' }),
  note: note(),
})

/** A record as the phone kept it; signatures are drawn in it. */
const asKept = z
  .record(z.string(), z.unknown())
  .refine((kept) => JSON.stringify(kept).length <= ASIDE_LENGTH, '这条记录太长，请从手机“交出记录”导出，交给值班人员')
/** What the house did not take from a phone, word for word: a person settles it. */
export const setAsideForm = z.strictObject({
  door: field(z.string().max(80).regex(DOOR, '请从手机上交给内勤'), { label: '事项' }),
  title: field(longText(200), { label: '内容', sensitivity: 'personal' }),
  form: field(asKept, { label: '记录', widget: 'hidden', sensitivity: 'personal' }),
  refusal: field(asKept, { label: '没有入账的原因', widget: 'hidden', sensitivity: 'personal' }),
  reason: field(longText(300), { label: '为什么交给内勤', widget: 'textarea', sensitivity: 'personal' }),
  recordedAt: field(z.int().min(0), { label: '记录时间', widget: 'instant' }),
})
export const settleSetAsideForm = z.strictObject({
  id: id('记录'),
  outcome: field(choice(settleOutcomes), { label: '怎么处理' }),
  note: field(longText(300), { label: '处理情况', widget: 'textarea', sensitivity: 'personal' }),
})

/** From a day on, positions are kept so many days. */
export const setTrackDaysForm = z.strictObject({
  days: field(z.int().min(1).max(1095), { label: '轨迹保存', unit: '天' }),
  from: field(date(), { label: '自', widget: 'date' }),
  basis: field(shortText(120), { label: '依据' }),
})
