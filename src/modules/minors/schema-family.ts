/** What this room asks about the family, school, health and siblings. */
import { z } from 'zod'
import { choice, field, orUnknown } from '#kernel/field.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'
import { because, childId, day, files, note, organisation } from './schema.ts'
import { bodies, disabilityKinds, disabilityLevels, familyStates, relations, schoolings, siblingKinds } from './words.ts'

const memberId = field(z.uuid().optional(), { label: '家庭成员', widget: 'hidden' })
const name = (label: string) => field(orUnknown(shortText(40)).optional(), { label, sensitivity: 'personal', span: 8 })
const phone = field(z.string().trim().max(30).optional(), { label: '电话', sensitivity: 'personal', mask: 'phone', span: 8 })
const relation = field(choice(relations), { label: '与孩子的关系', span: 8 })
const address = field(shortText(120).optional(), { label: '住址', sensitivity: 'personal', span: 16 })

export const familyForm = z.strictObject({
  childId,
  memberId,
  name: name('姓名'),
  relation,
  phone,
  state: field(choice(familyStates).optional(), {
    label: '现在怎样',
    help: '服刑、强制戒毒的写在“帮教”里，不写在这里：镇街看得到家庭部分',
    span: 24,
  }),
  address,
  idNumber: field(z.string().trim().max(30).optional(), {
    label: '证件号',
    sensitivity: 'personal',
    mask: 'id-number',
    span: 8,
  }),
  care: field(z.boolean().optional(), { label: '现在由其照料', section: '是什么人', span: 8 }),
  decides: field(z.boolean().optional(), { label: '监护人，能作决定', section: '是什么人', span: 8 }),
  danger: field(z.boolean().optional(), { label: '对孩子构成危险', section: '是什么人', span: 8 }),
  dangerWhy: field(longText(500).optional(), {
    label: '看到或听到什么',
    section: '是什么人',
    widget: 'textarea',
    sensitivity: 'personal',
    span: 24,
    showIf: (draft) => draft.danger === true,
  }),
  note: note('说明', '健康、收入、照料能力'),
})
export type FamilyForm = z.output<typeof familyForm>

export const removeMemberForm = z.strictObject({
  childId,
  memberId: field(z.uuid(), { label: '家庭成员', widget: 'hidden' }),
  reason: because('为什么移出'),
})

export const entrustForm = z.strictObject({
  childId,
  name: name('受委托人'),
  relation: field(shortText(20).optional(), { label: '与孩子的关系', span: 8 }),
  phone,
  address,
  from: field(day(), { label: '从哪天起', widget: 'date', span: 8 }),
  until: field(day().optional(), { label: '到哪天', widget: 'date', span: 8 }),
  reason: field(shortText(200).optional(), { label: '父母为什么不在', sensitivity: 'personal', span: 24 }),
  able: field(z.boolean().optional(), { label: '受委托人有照护能力', section: '未成年人保护法第二十二条', span: 8 }),
  heard: field(z.boolean().optional(), { label: '听过孩子的意见', section: '未成年人保护法第二十二条', span: 8 }),
  toldSchool: field(z.boolean().optional(), { label: '已书面告知学校', section: '未成年人保护法第二十二条', span: 8 }),
  toldVillage: field(z.boolean().optional(), { label: '已书面告知村社区', section: '未成年人保护法第二十二条', span: 8 }),
  weekly: field(z.boolean().optional(), { label: '父母每周至少联系一次', section: '未成年人保护法第二十二条', span: 8 }),
  files: files('委托书'),
})
export type EntrustForm = z.output<typeof entrustForm>
export const endEntrustingForm = z.strictObject({
  childId,
  on: field(day().optional(), { label: '到哪天', widget: 'date', help: '不填就是今天' }),
  reason: because('为什么结束'),
})

export const schoolForm = z.strictObject({
  childId,
  state: field(choice(schoolings), { label: '就学' }),
  schoolId: organisation('学校', '系统内的从名单里选；选了以后由该校看登记和就学'),
  schoolName: field(shortText(60).optional(), {
    label: '学校全称',
    help: '不在名单里的写全称',
    sensitivity: 'personal',
    span: 8,
  }),
  grade: field(shortText(20).optional(), { label: '年级', span: 4 }),
  className: field(shortText(20).optional(), { label: '班', span: 4 }),
  boarding: field(z.boolean().optional(), { label: '寄宿', span: 4 }),
  aid: field(z.boolean().optional(), { label: '享受教育资助', span: 4 }),
  teacher: field(shortText(40).optional(), { label: '班主任', sensitivity: 'personal', span: 8 }),
  phone,
  since: field(day().optional(), { label: '从哪天起', widget: 'date', span: 8 }),
  note: note('说明', '缺课、成绩、和同学相处'),
})
export type SchoolForm = z.output<typeof schoolForm>

const disability = z.strictObject({
  kind: field(choice(disabilityKinds), { label: '残疾类别' }),
  level: field(choice(disabilityLevels).optional(), { label: '等级' }),
  card: field(shortText(30).optional(), { label: '残疾证号', sensitivity: 'personal', mask: 'id-number' }),
})
export const healthForm = z.strictObject({
  childId,
  body: field(z.array(choice(bodies)).max(5).optional(), { label: '健康' }),
  disabilities: field(z.array(disability).max(4).optional(), { label: '残疾', widget: 'list', span: 24 }),
  illness: note('病情、治疗'),
  medicine: field(shortText(200).optional(), { label: '用药', sensitivity: 'personal', span: 12 }),
  allergies: field(shortText(200).optional(), { label: '过敏', sensitivity: 'personal', span: 12 }),
  insured: field(z.boolean().optional(), { label: '参加医保', span: 8 }),
  source: field(shortText(200).optional(), {
    label: '凭据',
    help: '病历、残疾证、体检；谁说的',
    sensitivity: 'personal',
    span: 16,
  }),
  files: files('材料'),
})
export type HealthForm = z.output<typeof healthForm>

export const siblingForm = z.strictObject({
  childId,
  otherId: field(z.uuid(), { label: '哪个孩子', widget: 'subject' }),
  kind: field(choice(siblingKinds), { label: '关系' }),
  together: field(z.boolean().optional(), { label: '现在一起生活' }),
})
export const unlinkForm = z.strictObject({
  childId,
  otherId: field(z.uuid(), { label: '哪个孩子', widget: 'hidden' }),
  reason: because('为什么取消'),
})
