/** What is asked of a family, once: desk, hotline, the public's page and the sheet read it here. Nothing is mandatory. */
import { z } from 'zod'
import { relations } from '#facts/fragments.ts'
import { choice, field, orUnknown } from '#kernel/field.ts'
import { dayOfDate } from '#kernel/time.ts'
import { longText, sexes, shortText } from '#modules/people-and-cases/words.ts'
import { askerRelations, bloodTypes, publicChannels, staffChannels } from './words.ts'

const realDate = () => z.string().refine((text) => dayOfDate(text) !== null, '请按 2026-12-09 填写日期；只知道年月的填在后面两栏')
const division = (label: string, section: string) =>
  field(
    z
      .string()
      .regex(/^\d{6}$/, '请从名单里选')
      .optional(),
    { label, section, widget: 'division', span: 10, help: '选到县区；说不清的不选，写在后面' },
  )
const year = () => z.int().min(1880).max(2100)

const kinRow = z.strictObject({
  relation: field(choice(relations).optional(), { label: '是走失者的' }),
  name: field(shortText(60), { label: '姓名', sensitivity: 'personal' }),
})

/** All about the person looked for. */
export const toldFields = {
  name: field(orUnknown(shortText(60)).optional(), { label: '姓名', section: '找谁', sensitivity: 'personal', span: 8 }),
  nicknames: field(z.array(shortText(60)).max(12).optional(), {
    label: '曾用名、小名、外号',
    section: '找谁',
    help: '一行一个；家里人怎么叫的最有用',
    sensitivity: 'personal',
    span: 8,
  }),
  sex: field(choice(sexes).optional(), { label: '性别', section: '找谁', span: 8 }),
  birthDate: field(realDate().optional(), {
    label: '出生日期',
    section: '找谁',
    widget: 'date',
    sensitivity: 'personal',
    span: 8,
  }),
  birthYear: field(year().optional(), { label: '或出生年份', section: '找谁', span: 8 }),
  ageWhenLost: field(z.int().min(0).max(120).optional(), { label: '或走失时多大', unit: '岁', section: '找谁', span: 8 }),
  minor: field(z.boolean().optional(), { label: '走失时或现在未满 18 岁', section: '找谁', span: 8 }),
  lostDate: field(realDate().optional(), { label: '哪天走失', section: '怎么走失的', widget: 'date', span: 8 }),
  lostYear: field(year().optional(), { label: '或哪一年', section: '怎么走失的', span: 6 }),
  lostMonth: field(z.int().min(1).max(12).optional(), { label: '几月', section: '怎么走失的', span: 4 }),
  lostWords: field(longText(200).optional(), {
    label: '家里人怎么说的',
    section: '怎么走失的',
    help: '例如：割麦子的时候；怎么走的、跟谁走的',
    sensitivity: 'personal',
    span: 24,
  }),
  lostDivision: division('走失地', '怎么走失的'),
  lostPlace: field(orUnknown(shortText(120)).optional(), {
    label: '走失的地方',
    section: '怎么走失的',
    help: '照家属说的写：车站、集市、村口',
    sensitivity: 'personal',
    span: 14,
  }),
  clothes: field(shortText(200).optional(), { label: '走失时的衣着', section: '怎么走失的', sensitivity: 'personal', span: 24 }),
  homeDivision: division('家在哪个县区', '家在哪里'),
  home: field(orUnknown(shortText(120)).optional(), {
    label: '家的住址',
    section: '家在哪里',
    help: '乡镇、村、老地名、附近的山河厂矿',
    sensitivity: 'personal',
    span: 14,
  }),
  languages: field(z.array(shortText(40)).max(6).optional(), {
    label: '会说的话',
    section: '家在哪里',
    help: '方言、民族语言',
    span: 10,
  }),
  kin: field(z.array(kinRow).max(12).optional(), {
    label: '家里人',
    section: '家在哪里',
    widget: 'list',
    help: '父母、配偶、子女、兄弟姐妹叫什么',
    sensitivity: 'personal',
    span: 24,
  }),
  marks: field(z.array(shortText(120)).max(20).optional(), {
    label: '身体特征',
    section: '凭什么认得出',
    help: '疤、痣、残缺、纹身、走路的样子；一行一条',
    sensitivity: 'personal',
    span: 12,
  }),
  phrases: field(z.array(shortText(200)).max(30).optional(), {
    label: '口头话、习惯、做过的活',
    section: '凭什么认得出',
    help: '一行一条',
    sensitivity: 'personal',
    span: 12,
  }),
  heightCm: field(z.number().min(30).max(250).optional(), { label: '身高', unit: 'cm', section: '凭什么认得出', span: 6 }),
  bloodType: field(choice(bloodTypes).optional(), { label: '血型', section: '凭什么认得出', span: 10 }),
  photos: field(z.array(z.uuid()).max(6).optional(), {
    label: '照片',
    section: '凭什么认得出',
    widget: 'file',
    help: 'JPG、PNG、WebP；越接近走失时越好',
    sensitivity: 'personal',
    span: 12,
  }),
  photoYear: field(z.int().min(1900).max(2100).optional(), { label: '照片是哪一年的', section: '凭什么认得出', span: 8 }),
} as const

export const toldForm = z.strictObject(toldFields)
export type ToldForm = z.output<typeof toldForm>

/** Who asks, and how to reach them. Never part of what is compared, but for a close relative's name. */
export const askerFields = {
  askerName: field(shortText(60).optional(), {
    label: '联系人',
    section: '谁在找',
    sensitivity: 'personal',
    mask: 'name',
    span: 8,
  }),
  askerRelation: field(choice(askerRelations).optional(), { label: '是走失者的', section: '谁在找', span: 8 }),
  phone: field(z.string().trim().min(3).max(40).optional(), {
    label: '电话',
    section: '谁在找',
    sensitivity: 'personal',
    mask: 'phone',
    span: 8,
  }),
  wechat: field(shortText(60).optional(), { label: '微信', section: '谁在找', sensitivity: 'personal', mask: 'tail', span: 8 }),
  address: field(shortText(200).optional(), {
    label: '联系地址',
    section: '谁在找',
    help: '电话、微信、地址至少留一样',
    sensitivity: 'personal',
    mask: 'whole',
    span: 16,
  }),
} as const
export const askerForm = z.strictObject(askerFields)
export type AskerForm = z.output<typeof askerForm>

export const consentFields = {
  consentKeep: field(z.boolean().optional(), {
    label: '同意留存登记内容用于寻亲',
    section: '同意',
    help: '不同意就不留存；可以直接打电话问',
    legalBasis: '个人信息保护法第13、14条',
    span: 12,
  }),
  consentFace: field(z.boolean().optional(), {
    label: '单独同意：用照片做人像比对',
    section: '同意',
    help: '不同意也照样寻找，只是不用照片比对',
    legalBasis: '个人信息保护法第29条；人脸识别技术应用安全管理办法',
    span: 12,
  }),
  guardianConsents: field(z.boolean().optional(), {
    label: '未满 14 岁：由父母或其他监护人同意',
    section: '同意',
    legalBasis: '个人信息保护法第31条',
    span: 12,
  }),
  consentPublish: field(z.boolean().optional(), {
    label: '同意把走失者的姓名、特征提供给其他寻人平台',
    section: '同意',
    help: '不含联系方式；未成年人一律不提供',
    span: 12,
  }),
} as const

export const receiveForm = z.strictObject({
  channel: field(choice(staffChannels), { label: '从哪里来', section: '来路', span: 14 }),
  from: field(shortText(120).optional(), { label: '转来的单位、文号', section: '来路', sensitivity: 'personal', span: 10 }),
  ...askerFields,
  ...toldFields,
  ...consentFields,
})

export const receivePublicForm = z.strictObject({
  channel: field(choice(publicChannels), { label: '从哪里来', widget: 'hidden' }),
  /** Address of the sender as the server saw it; only its keyed digest is kept, for a day. */
  address: askerFields.address,
  remote: field(z.string().max(64), { label: '来访地址', widget: 'hidden' }),
  askerName: askerFields.askerName,
  askerRelation: askerFields.askerRelation,
  phone: askerFields.phone,
  wechat: askerFields.wechat,
  ...toldFields,
  ...consentFields,
})

export const completeForm = z.strictObject({
  inquiryId: field(z.uuid(), { label: '登记', widget: 'hidden' }),
  ...toldFields,
  ...askerFields,
  ...consentFields,
  source: field(longText(200), { label: '从哪里得知', section: '依据', sensitivity: 'personal', span: 24 }),
})

export const stateForm = z.strictObject({
  number: field(z.string().max(60), { label: '登记编号' }),
  code: field(z.string().max(40), { label: '查询码' }),
  remote: field(z.string().max(64), { label: '来访地址', widget: 'hidden' }),
})
