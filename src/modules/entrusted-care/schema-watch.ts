/** Forms of keeping watch: contact, inspections by name, findings, alarms, the month's account. */
import { z } from 'zod'
import { choice, field, orUnknown } from '#kernel/field.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'
import {
  alarmOutcomes,
  cleanliness,
  findingAreas,
  found,
  injuries,
  kept,
  moods,
  samples,
  seenWays,
  skins,
} from './words-institutions.ts'
import { day, dayOrNot, hidden, institutionId, papersField, words, wordsOrNot } from './schema-institutions.ts'

export const contactForm = z.strictObject({
  institutionId,
  name: field(shortText(40), { label: '联系负责人', sensitivity: 'personal', span: 8 }),
  post: field(shortText(60).optional(), { label: '职务', span: 12 }),
  phone: field(shortText(30).optional(), { label: '公开电话', help: '办公电话', span: 8 }),
  from: dayOrNot('从'),
})
export const postingForm = z.strictObject({
  institutionId,
  names: field(z.array(shortText(40)).min(1).max(10), { label: '派驻人员', help: '一行一人', sensitivity: 'personal' }),
  work: field(shortText(120).optional(), { label: '做什么' }),
  from: day('从'),
  until: dayOrNot('到', '没有定的不填'),
})
export const videoForm = z.strictObject({
  institutionId,
  minutes: field(z.int().min(1).max(600).optional(), { label: '看了多久', unit: '分钟', span: 6 }),
  areas: field(shortText(120), { label: '看了哪里', help: '餐厅、活动室、走廊；不看卧室和浴室', span: 16 }),
  result: field(choice(found), { label: '情况' }),
  finding: wordsOrNot('看到什么'),
})

export const startInspectionForm = z.strictObject({
  institutionId,
  visitors: field(z.array(shortText(40)).min(1).max(10), {
    label: '检查人',
    help: '至少两人，一行一人',
    sensitivity: 'personal',
  }),
  unannounced: field(z.boolean().optional(), { label: '没有事先通知', span: 8 }),
})

export const inspectionId = hidden('检查')
export const seenForm = z.strictObject({
  inspectionId,
  fileId: hidden('个案'),
  seen: field(choice(seenWays), { label: '见到没有' }),
  weight: field(orUnknown(z.number().min(15).max(250)).optional(), {
    label: '体重',
    unit: '公斤',
    sensitivity: 'personal',
    span: 8,
  }),
  skin: field(choice(skins).optional(), { label: '压疮', sensitivity: 'personal' }),
  injury: field(choice(injuries).optional(), { label: '外伤', sensitivity: 'personal' }),
  medicineKept: field(choice(kept).optional(), { label: '药专人保管', sensitivity: 'personal' }),
  medicineTaken: field(choice(kept).optional(), { label: '按时服药', sensitivity: 'personal' }),
  hygiene: field(choice(cleanliness).optional(), { label: '个人卫生', sensitivity: 'personal' }),
  mood: field(choice(moods).optional(), { label: '情绪', sensitivity: 'personal' }),
  said: wordsOrNot('本人说了什么', '避开机构的人单独问；照原话', 600),
  note: wordsOrNot('其他', undefined, 600),
})

const problem = z.strictObject({
  area: field(choice(findingAreas), { label: '哪方面' }),
  text: field(longText(500), { label: '什么问题', sensitivity: 'personal' }),
  grave: field(z.boolean().optional(), { label: '严重' }),
  dueOn: field(z.iso.date(), { label: '整改期限', widget: 'date' }),
})
const house = (label: string) => field(choice(found).optional(), { label, section: '机构' })
export const closeInspectionForm = z.strictObject({
  inspectionId,
  food: house('饮食'),
  sample: field(choice(samples).optional(), { label: '食品留样', section: '机构' }),
  fire: house('消防'),
  staffDay: field(z.int().min(0).max(2000).optional(), { label: '白天护理员', unit: '人', section: '机构', span: 6 }),
  staffNight: field(z.int().min(0).max(2000).optional(), { label: '夜间护理员', unit: '人', section: '机构', span: 6 }),
  medicine: house('药品存放'),
  restraint: field(choice(found).optional(), { label: '约束保护记录', section: '机构', help: '有没有医嘱、时长、看护' }),
  video: house('视频'),
  summary: wordsOrNot('总的情况'),
  problems: field(z.array(problem).max(30).optional(), {
    label: '要整改的问题',
    section: '问题',
    widget: 'list',
    sensitivity: 'personal',
  }),
  unseen: wordsOrNot('没有逐人看完的理由', '名单上还有人没有记的必填', 300),
  papers: papersField('照片、检查表'),
})

export const findingId = hidden('问题')
export const makeFindingForm = z.strictObject({
  institutionId,
  area: field(choice(findingAreas), { label: '哪方面' }),
  text: words('什么问题'),
  grave: field(z.boolean().optional(), { label: '严重', help: '严重的可以同时暂停送托' }),
  dueOn: day('整改期限'),
  papers: papersField('照片'),
})
export const correctFindingForm = z.strictObject({
  findingId,
  text: words('怎么整改的'),
  proof: field(z.array(z.uuid()).min(1).max(8), { label: '整改证明', widget: 'file', sensitivity: 'personal' }),
})
export const recheckFindingForm = z.strictObject({
  findingId,
  passed: field(z.boolean(), { label: '整改到位' }),
  text: words('复查看到什么'),
  dueOn: dayOrNot('再整改期限', '没有到位的必填'),
  papers: papersField('照片'),
})
export const urgeFindingForm = z.strictObject({
  findingId,
  dueOn: day('最后期限'),
  text: wordsOrNot('说明', undefined, 300),
})
export const stopForm = z.strictObject({ institutionId, reason: words('为什么暂停送托', undefined, 600) })
export const reopenForm = z.strictObject({ institutionId, reason: words('为什么恢复', undefined, 600) })

export const alarmId = hidden('预警')
export const answerAlarmForm = z.strictObject({
  alarmId,
  outcome: field(choice(alarmOutcomes), { label: '结论' }),
  text: words('怎么查的，结果如何', '逐人核对死亡、送医原因，看病历和视频'),
  papers: papersField('核查材料'),
})
/** For the job alone: everything is counted anew in the action. */
export const watchForm = z.strictObject({ institutionId })

export const month = field(z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '请按 2026-11 填写月份'), { label: '月份', span: 8 })
export const settleMonthForm = z.strictObject({ institutionId, month, note: wordsOrNot('说明', undefined, 300) })

export const openDayForm = z.strictObject({
  institutionId,
  visitors: field(z.int().min(0).max(100_000).optional(), { label: '来了多少人', unit: '人', span: 8 }),
  text: wordsOrNot('看了什么'),
  papers: papersField('照片'),
})
