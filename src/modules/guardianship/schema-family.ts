/** What is asked about a foster or caring family. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'
import { checkAnswers, familyChecks, familyKinds, familyMoves } from './words.ts'

const familyId = field(z.uuid(), { label: '家庭', widget: 'hidden' })
const yesNoAsked = choice({ yes: '是', no: '不是', 'not-asked': '没有问' })
const files = field(z.array(z.uuid()).max(10).optional(), { label: '材料', widget: 'file', sensitivity: 'personal' })

const member = z.strictObject({
  name: field(shortText(40), { label: '姓名', sensitivity: 'personal' }),
  relation: field(shortText(20).optional(), { label: '关系', help: '如：主要照料人、配偶、祖母' }),
  idNumber: field(z.string().trim().max(20).optional(), { label: '公民身份号码', sensitivity: 'sealed', mask: 'id-number' }),
  adult: field(z.boolean(), { label: '成年人' }),
  volunteer: field(yesNoAsked, { label: '同时是结对志愿者', help: '是的，孩子不与其结对' }),
})

export const registerFamilyForm = z.strictObject({
  kind: field(choice(familyKinds), { label: '做什么' }),
  members: field(z.array(member).min(1).max(10), { label: '家庭成员', help: '同住的都写' }),
  address: field(shortText(120), { label: '住址', sensitivity: 'personal' }),
  phone: field(shortText(30), { label: '联系电话', sensitivity: 'personal', mask: 'phone' }),
  most: field(z.int().min(1).max(6), { label: '最多能接收', unit: '人' }),
  wishes: field(longText(300).optional(), { label: '愿意接收怎样的孩子', widget: 'textarea' }),
  bureauId: field(z.uuid().optional(), { label: '民政局', widget: 'subject', help: '不选就是最近的本级民政局' }),
  files,
})
export const checkFamilyForm = z.strictObject({
  familyId,
  ...(Object.fromEntries(
    Object.entries(familyChecks).map(([key, label]) => [key, field(choice(checkAnswers), { label })]),
  ) as Record<keyof typeof familyChecks, z.ZodEnum<{ pass: 'pass'; fail: 'fail'; unseen: 'unseen' }>>),
  assessors: field(z.array(shortText(40)).min(1).max(5), {
    label: '评估人',
    help: '一行一个，至少两人',
    sensitivity: 'personal',
  }),
  visitedHome: field(z.boolean(), { label: '上门看过' }),
  note: field(longText(1000), { label: '评估情况', widget: 'textarea', sensitivity: 'personal' }),
  files,
})
export const approveFamilyForm = z.strictObject({
  familyId,
  pass: field(z.boolean(), { label: '合格' }),
  reason: field(longText(300).optional(), { label: '理由', widget: 'textarea', sensitivity: 'personal' }),
})
export const changeFamilyForm = z.strictObject({
  familyId,
  move: field(choice(familyMoves), { label: '改成' }),
  reason: field(longText(300), { label: '原因', widget: 'textarea', sensitivity: 'personal' }),
})
export const familyQuery = z.strictObject({ familyId })
