/** What this room asks. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { optionalPlaceField } from '#kernel/place.ts'
import { dayOfDate } from '#kernel/time.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'
import { casualtyKinds, causes, items, kinds, levels, toldTo } from './words.ts'

const date = () => z.string().refine((text) => dayOfDate(text) !== null, '请按 2026-12-09 填写日期')
const clock = () => z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '请按 21:30 填写时间')
export const operationId = field(z.uuid(), { label: '行动', widget: 'hidden' })
export const casualtyId = field(z.uuid(), { label: '伤亡', widget: 'hidden' })

export const areaLine = z.strictObject({
  areaId: field(z.uuid().optional(), { label: '巡查区域', widget: 'subject', help: '已划定的巡查区域' }),
  name: field(shortText(40).optional(), { label: '或写区域名称', help: '没有划定的才写；不排班次' }),
})
const areas = z.array(areaLine).min(1).max(40)
const rounds = {
  rounds: field(z.int().min(0).max(12).optional(), { label: '每晚加密', unit: '班', help: '在原有班次以外' }),
  fromTime: field(clock().optional(), { label: '每晚从', placeholder: '21:30' }),
  toTime: field(clock().optional(), { label: '到', placeholder: '05:00', help: '比开始早的算第二天' }),
}

export const openForm = z.strictObject({
  kind: field(choice(kinds), { label: '行动', section: '行动' }),
  from: field(date(), { label: '自', widget: 'date', section: '行动' }),
  until: field(date(), { label: '至', widget: 'date', section: '行动' }),
  areas: field(areas, {
    label: '区域',
    widget: 'list',
    section: '区域',
    help: '选已划定的巡查区域，才排得出加密班次；只写名称的只计物资和伤亡',
  }),
  level: field(choice(levels).optional(), { label: '预警', section: '依据' }),
  ground: field(longText(600), { label: '依据', widget: 'textarea', section: '依据', help: '气象部门的预警或通知，文号、气温' }),
  rounds: field(rounds.rounds, { label: '每晚加密', unit: '班', section: '措施', help: '在原有班次以外；巡查计划随即排出' }),
  fromTime: field(rounds.fromTime, { label: '每晚从', placeholder: '21:30', section: '措施' }),
  toTime: field(rounds.toTime, { label: '到', placeholder: '05:00', section: '措施', help: '比开始早的算第二天' }),
  shelter: field(z.boolean().optional(), { label: '开放夜间避寒、避暑点', section: '措施' }),
  measures: field(longText(800).optional(), { label: '其他措施', widget: 'textarea', section: '措施' }),
})

export const roundsForm = z.strictObject({
  operationId,
  areaIds: field(z.array(z.uuid()).max(40).optional(), { label: '区域', widget: 'hidden', help: '不选就是全部区域' }),
  from: field(date(), { label: '自', widget: 'date' }),
  until: field(date(), { label: '至', widget: 'date' }),
  rounds: field(z.int().min(1).max(12), { label: '每晚加密', unit: '班' }),
  fromTime: field(clock(), { label: '每晚从', placeholder: '21:30' }),
  toTime: field(clock(), { label: '到', placeholder: '05:00' }),
  reason: field(longText(300).optional(), { label: '为什么加密', widget: 'textarea' }),
})

export const changeForm = z.strictObject({
  operationId,
  until: field(date().optional(), { label: '延长到', widget: 'date' }),
  areas: field(z.array(areaLine).max(40).optional(), { label: '扩大到的区域', widget: 'list' }),
  level: field(choice(levels).optional(), { label: '预警' }),
  measures: field(longText(800).optional(), { label: '措施', widget: 'textarea' }),
  reason: field(longText(400), { label: '依据', widget: 'textarea' }),
})

export const closeForm = z.strictObject({
  operationId,
  summary: field(longText(3000), { label: '小结', widget: 'textarea', help: '做了什么、还有什么没做到；数字系统会附上' }),
})

const goodsLine = z.strictObject({
  item: field(choice(items), { label: '物品', widget: 'select' }),
  count: field(z.int().min(1).max(99_999), { label: '件数', unit: '件' }),
})
const goodsLines = field(z.array(goodsLine).min(1).max(14), { label: '物品', widget: 'list' })

export const receiveForm = z.strictObject({
  operationId,
  goods: goodsLines,
  from: field(shortText(80).optional(), { label: '从哪里来', help: '采购、调拨、捐赠' }),
  day: field(date().optional(), { label: '哪天到的', widget: 'date', help: '不填就是今天；补登写实际那天' }),
})

export const issueForm = z.strictObject({
  operationId,
  goods: goodsLines,
  areaId: field(z.uuid().optional(), { label: '区域', widget: 'subject' }),
  to: field(shortText(80), { label: '发给谁', sensitivity: 'personal', help: '避寒点、值班室、某某救助站；不写个人' }),
  day: field(date().optional(), { label: '哪天发的', widget: 'date' }),
  shortReason: field(longText(300).optional(), {
    label: '超出账面的原因',
    widget: 'textarea',
    help: '账面不够、实际已经发出的才填',
  }),
})

export const countForm = z.strictObject({
  operationId,
  item: field(choice(items), { label: '物品', widget: 'select' }),
  count: field(z.int().min(0).max(99_999), { label: '实际还有', unit: '件' }),
  reason: field(longText(300), { label: '为什么和账面不同', widget: 'textarea' }),
})

const whom = {
  personId: field(z.uuid().optional(), { label: '人员', widget: 'hidden' }),
  fileId: field(z.uuid().optional(), { label: '救助档案', widget: 'hidden' }),
}
export const casualtyForm = z.strictObject({
  kind: field(choice(casualtyKinds), { label: '伤亡' }),
  cause: field(choice(causes).optional(), { label: '原因', help: '还查不清的不选，查清后补' }),
  at: field(z.int().min(0), { label: '什么时候', widget: 'instant' }),
  areaId: field(z.uuid().optional(), { label: '区域', widget: 'subject' }),
  areaName: field(shortText(40).optional(), { label: '或写在哪一带' }),
  place: optionalPlaceField('具体地点'),
  toldBy: field(shortText(80), { label: '谁报告的', sensitivity: 'personal', help: '巡查组、110、医院、群众' }),
  ...whom,
  who: field(longText(300).optional(), { label: '是什么人', widget: 'textarea', sensitivity: 'sealed', mask: 'none' }),
  before: field(longText(1500), {
    label: '此前做过什么',
    widget: 'textarea',
    sensitivity: 'sealed',
    mask: 'none',
    help: '见到过几次、劝导、发放、送医；没有做过也照实写',
  }),
  another: field(z.boolean().optional(), { label: '是另一个人', help: '同一天同一带已有一起，确实不是同一人时选' }),
})

export const supplementForm = z.strictObject({
  casualtyId,
  kind: field(choice(casualtyKinds), { label: '现在认定' }),
  cause: field(choice(causes), { label: '原因' }),
  basis: field(shortText(200), { label: '凭什么认定', sensitivity: 'personal', help: '死亡医学证明、法医意见、病历' }),
  reason: field(longText(1000), { label: '为什么和原来不同', widget: 'textarea', sensitivity: 'sealed', mask: 'none' }),
})

export const toldForm = z.strictObject({
  casualtyId,
  whom: field(choice(toldTo), { label: '报告了谁' }),
  at: field(z.int().min(0).optional(), { label: '什么时候', widget: 'instant', help: '不填就是现在' }),
  how: field(shortText(120).optional(), { label: '怎么报告的', sensitivity: 'personal', help: '电话、书面、文号' }),
})

export const missingForm = z.strictObject({
  operationId,
  night: field(date(), { label: '夜', widget: 'date' }),
  people: field(z.int().min(1).max(100_000), { label: '人数', unit: '人' }),
})
