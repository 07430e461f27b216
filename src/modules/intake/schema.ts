/** The words of reception: forms and lists, each with its Chinese label, once for the screen, the server and the papers. */
import { z } from 'zod'
import { choice, field, orUnknown } from '#kernel/field.ts'
import { dayOfDate } from '#kernel/time.ts'
import { capacities, conditionKinds, longText, personFields, sexes, shortText } from '#modules/people-and-cases/words.ts'
import {
  arrivals,
  assistances,
  causes,
  educations,
  identityProofs,
  maritals,
  receptionDecisions,
  requests,
  signings,
  strikable,
} from './words.ts'
import { fileId } from './schema-parts.ts'
import { safetyFields, triageFields } from './schema-steps.ts'

const realDate = z.string().refine((text) => dayOfDate(text) !== null, '没有这一天，请按 2026-12-09 填写真实的日期')

/** How and with whom somebody came. */
const arrivalFields = {
  arrival: field(choice(arrivals), {
    label: '来站方式',
    section: '怎么来的',
    widget: 'chips',
    span: 24,
    print: 'registration.arrival',
  }),
  escortUnit: field(shortText(60).optional(), {
    label: '护送单位',
    section: '怎么来的',
    span: 8,
    showIf: (draft) => draft['arrival'] !== undefined && draft['arrival'] !== 'self',
  }),
  escortPerson: field(shortText(40).optional(), {
    label: '护送人员、电话',
    section: '怎么来的',
    sensitivity: 'personal',
    span: 8,
    showIf: (draft) => draft['arrival'] !== undefined && draft['arrival'] !== 'self',
  }),
  foundPlace: field(shortText(80).optional(), { label: '在哪里发现', section: '怎么来的', sensitivity: 'personal', span: 8 }),
  arrivedAt: field(z.int().min(0).optional(), {
    label: '到站时间',
    section: '怎么来的',
    widget: 'instant',
    span: 8,
    help: '不填就是现在',
  }),
}

const bornFields = {
  birthDate: field(realDate.optional(), {
    label: '出生日期',
    section: '是谁',
    sensitivity: 'personal',
    widget: 'date',
    span: 6,
    print: 'person.birth',
  }),
  birthYear: personFields.birthYear,
  ageSeenMin: personFields.ageSeenMin,
  ageSeenMax: personFields.ageSeenMax,
}

const existingPerson = {
  personId: field(z.uuid().optional(), { label: '认作同一人', widget: 'hidden' }),
}

export const askForm = z.strictObject({
  ...arrivalFields,
  ...existingPerson,
  writtenName: personFields.writtenName,
  heardNames: personFields.heardNames,
  sex: personFields.sex,
  ...bornFields,
})

const companion = z.strictObject({
  name: field(shortText(40).optional(), { label: '姓名', sensitivity: 'personal', span: 8 }),
  relation: field(shortText(20).optional(), { label: '关系', span: 6 }),
  age: field(z.int().min(0).max(120).optional(), { label: '年龄', unit: '岁', span: 4 }),
  sex: field(choice(sexes).optional(), { label: '性别', span: 6 }),
})

const whoFields = {
  ...personFields,
  ...bornFields,
  identityProof: field(choice(identityProofs).optional(), { label: '证件核对', section: '是谁', widget: 'chips', span: 14 }),
  photos: field(z.array(z.uuid()).max(6).optional(), {
    label: '照片',
    section: '是谁',
    widget: 'file',
    sensitivity: 'personal',
    span: 10,
  }),
}

const bodyFields = {
  conditions: field(z.array(choice(conditionKinds)).max(14).optional(), {
    label: '身心状况',
    section: '身体和安检',
    widget: 'chips',
    sensitivity: 'personal',
    span: 24,
  }),
  capacity: field(choice(capacities).optional(), {
    label: '民事行为能力',
    section: '身体和安检',
    help: '看不准就不填',
    sensitivity: 'personal',
    span: 10,
  }),
}

/** Said once at the desk and printed on the form; the person index does not search by them. */
const backgroundFields = {
  residence: field(orUnknown(shortText(120)).optional(), { label: '现住址', section: '是谁', sensitivity: 'personal', span: 12 }),
  education: field(choice(educations).optional(), { label: '文化程度', section: '是谁', widget: 'select', span: 6 }),
  marital: field(choice(maritals).optional(), { label: '婚姻', section: '是谁', widget: 'select', span: 6 }),
  fingerprinted: field(z.boolean().optional(), { label: '已在全国系统采指纹、照片', section: '是谁', span: 8 }),
}

const whyFields = {
  cause: field(choice(causes).optional(), {
    label: '原因',
    section: '为什么求助',
    widget: 'chips',
    span: 24,
    print: 'registration.cause',
  }),
  causeNote: field(orUnknown(longText(800)).optional(), {
    label: '经过',
    section: '为什么求助',
    sensitivity: 'personal',
    widget: 'text',
    span: 10,
    placeholder: '选一项原因就够，细节可天亮补',
  }),
  request: field(choice(requests).optional(), { label: '请求', section: '为什么求助', widget: 'chips', span: 14 }),
  assistance: field(choice(assistances).optional(), { label: '低保或特困', section: '为什么求助', widget: 'chips', span: 12 }),
  vagrantSince: field(orUnknown(shortText(40)).optional(), {
    label: '何时起流浪',
    section: '为什么求助',
    placeholder: '如 2025 年春、半个月前',
    span: 8,
  }),
  vagrantFrom: field(orUnknown(shortText(80)).optional(), {
    label: '从哪里出来',
    section: '为什么求助',
    sensitivity: 'personal',
    span: 8,
  }),
  companions: field(z.array(companion).max(10).optional(), {
    label: '同行的人',
    section: '为什么求助',
    widget: 'list',
    sensitivity: 'personal',
    span: 24,
    help: '带着未成年人的，请逐个登记并另开个案',
  }),
}

const signFields = {
  told: field(z.boolean().optional(), {
    label: '已告知救助内容和入站须知',
    section: '决定',
    legalBasis: '民政部令第24号第4条',
    span: 12,
  }),
  guestSign: field(choice(signings).optional(), { label: '登记表签字', section: '决定', widget: 'chips', span: 12 }),
  reader: field(shortText(40).optional(), {
    label: '宣读人、翻译、手语',
    section: '决定',
    sensitivity: 'personal',
    span: 8,
    showIf: (draft) => draft['guestSign'] === 'thumb' || draft['guestSign'] === 'witnessed',
  }),
}

export const registerForm = z.strictObject({
  fileId,
  ...whoFields,
  ...backgroundFields,
  ...bodyFields,
  ...whyFields,
  ...signFields,
  struck: field(z.array(choice(strikable)).max(9).optional(), {
    label: '划掉记错的',
    help: '原来记的会留在自述记录里',
    widget: 'chips',
    span: 24,
  }),
})
export type RegisterForm = z.output<typeof registerForm>

export const acceptForm = z.strictObject({
  fileId,
  ground: field(shortText(200).optional(), { label: '受理说明', sensitivity: 'personal', span: 24 }),
})

/** The whole reception on one page. With `fileId` it goes on with a reception that was begun; without, it begins one. */
export const receiveForm = z.strictObject({
  fileId: field(z.uuid().optional(), { label: '个案', widget: 'hidden' }),
  ...existingPerson,
  signs: field(triageFields.signs.unwrap().optional(), { label: '先看人', widget: 'hidden' }),
  ...arrivalFields,
  writtenName: personFields.writtenName,
  heardNames: personFields.heardNames,
  sex: personFields.sex,
  ...bornFields,
  ethnicity: personFields.ethnicity,
  idNumber: personFields.idNumber,
  identityProof: whoFields.identityProof,
  household: personFields.household,
  division: personFields.division,
  nicknames: personFields.nicknames,
  accent: personFields.accent,
  height: personFields.height,
  marks: personFields.marks,
  places: personFields.places,
  phone: personFields.phone,
  ...backgroundFields,
  photos: whoFields.photos,
  temperature: triageFields.temperature,
  injuries: triageFields.injuries,
  ...safetyFields,
  ...bodyFields,
  ...whyFields,
  kin: personFields.kin,
  decision: field(choice(receptionDecisions), { label: '决定', section: '决定', widget: 'chips', span: 24 }),
  ...signFields,
})
export type ReceiveForm = z.output<typeof receiveForm>
