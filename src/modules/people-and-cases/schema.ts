/** What is said of a person, once: reception, the person's page and the papers read it here. */
import { z } from 'zod'
import { choice, field, orUnknown } from '#kernel/field.ts'

export const sexes = { male: '男', female: '女' } as const
export const identityStates = { unknown: '不明', claimed: '自述', verified: '已核实', assigned: '被赋名' } as const
export const conditionKinds = {
  none: '未见异常',
  mental: '疑似精神障碍',
  intellectual: '疑似智力障碍',
  dementia: '疑似失智',
  limb: '肢体残疾',
  hearing: '听力残疾',
  speech: '言语残疾',
  sight: '视力残疾',
  chronic: '慢性病',
  infectious: '疑似传染病',
  critical: '危重',
  injured: '外伤',
  pregnant: '怀孕',
  immobile: '行动不便',
} as const
export const capacities = { full: '完全', limited: '限制', none: '无' } as const

/** Free text of a form; long stories belong into notes. */
export const shortText = (max = 60) => z.string().trim().min(1).max(max)
export const longText = (max = 2000) => z.string().trim().min(1).max(max)
export const date = () => z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '请按 2026-12-09 填写日期')

export const kinPerson = z.strictObject({
  name: field(shortText(40), { label: '亲属姓名', sensitivity: 'personal' }),
  relation: field(shortText(20), { label: '关系' }),
  phone: field(z.string().trim().max(30).optional(), { label: '电话', sensitivity: 'personal', mask: 'phone' }),
  address: field(z.string().trim().max(120).optional(), { label: '住址', sensitivity: 'personal' }),
})

/** Fields that describe a person; rooms spread them into their own forms. Nothing here is mandatory. */
export const personFields = {
  writtenName: field(orUnknown(shortText(60)).optional(), {
    label: '姓名',
    section: '是谁',
    sensitivity: 'personal',
    span: 8,
    print: 'person.name',
  }),
  heardNames: field(z.array(shortText(40)).max(8).optional(), {
    label: '听到的叫法',
    section: '是谁',
    help: '按听到的音写，可写多个',
    sensitivity: 'personal',
    span: 8,
  }),
  nicknames: field(z.array(shortText(40)).max(8).optional(), {
    label: '小名、外号',
    section: '是谁',
    sensitivity: 'personal',
    span: 8,
  }),
  sex: field(choice(sexes).optional(), { label: '性别', section: '是谁', span: 5, print: 'person.sex' }),
  birthDate: field(date().optional(), {
    label: '出生日期',
    section: '是谁',
    sensitivity: 'personal',
    widget: 'date',
    span: 6,
    print: 'person.birth',
  }),
  birthYear: field(z.int().min(1880).max(2100).optional(), {
    label: '出生年份',
    section: '是谁',
    help: '只知道年份时填',
    span: 4,
  }),
  ageSeenMin: field(z.int().min(0).max(120).optional(), { label: '看上去 最小', section: '是谁', unit: '岁', span: 4 }),
  ageSeenMax: field(z.int().min(0).max(120).optional(), { label: '最大', section: '是谁', unit: '岁', span: 4 }),
  idNumber: field(orUnknown(z.string().trim().max(30)).optional(), {
    label: '证件号',
    section: '是谁',
    help: '校验位不对也会照原样留存并提示',
    sensitivity: 'personal',
    mask: 'id-number',
    span: 10,
    print: 'person.id-number',
  }),
  ethnicity: field(orUnknown(shortText(20)).optional(), { label: '民族', section: '是谁', span: 5 }),
  division: field(
    z
      .string()
      .regex(/^\d{6}$/, '行政区划代码是 6 位数字')
      .optional(),
    { label: '户籍区划', section: '是谁', widget: 'division', span: 7 },
  ),
  household: field(orUnknown(shortText(120)).optional(), {
    label: '户籍地',
    section: '是谁',
    sensitivity: 'personal',
    span: 12,
    print: 'person.household',
  }),
  accent: field(shortText(40).optional(), { label: '口音', section: '是谁', span: 6 }),
  marks: field(z.array(shortText(80)).max(12).optional(), {
    label: '身体特征',
    section: '是谁',
    sensitivity: 'personal',
    span: 12,
    help: '疤、痣、残缺、纹身、体态',
  }),
  height: field(z.int().min(30).max(250).optional(), { label: '身高', unit: 'cm', section: '是谁', span: 4 }),
  places: field(z.array(shortText(60)).max(12).optional(), {
    label: '提到的地名',
    section: '是谁',
    sensitivity: 'personal',
    span: 12,
  }),
  kin: field(z.array(kinPerson).max(10).optional(), {
    label: '亲属',
    section: '为什么求助',
    widget: 'list',
    sensitivity: 'personal',
    span: 24,
  }),
  phone: field(orUnknown(z.string().trim().max(30)).optional(), {
    label: '本人电话',
    section: '是谁',
    sensitivity: 'personal',
    mask: 'phone',
    span: 7,
  }),
} as const

export const personForm = z.strictObject(personFields)
export type PersonForm = z.output<typeof personForm>

/** All that is kept of a person beyond what the search needs; lies sealed in `people.person.description`. */
export interface PersonDescription extends PersonForm {
  /** Instants at which an age was seen, for moving it by the years elapsed. */
  ageSeenAt?: number
  photos?: string[]
}
