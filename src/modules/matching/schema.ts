/** Forms of matching's doors. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { longText, sexes, shortText } from '#modules/people-and-cases/words.ts'
import { exclusionGrounds } from './words.ts'

export const pairId = field(z.uuid(), { label: '比对', widget: 'hidden' })
export const fileId = field(z.uuid(), { label: '个案', widget: 'hidden' })
export const inquiryId = field(z.uuid(), { label: '寻亲登记', widget: 'hidden' })

const why = (label: string, help: string) =>
  field(longText(1000), { label, help, widget: 'textarea', sensitivity: 'personal', span: 24 })

export const pairForm = z.strictObject({ pairId })
export const excludeForm = z.strictObject({
  pairId,
  ground: field(choice(exclusionGrounds), { label: '为什么排除' }),
  reason: why('依据', '谁核对的、凭什么；排除后不再列为候选，仍看得到'),
})
export const readmitForm = z.strictObject({ pairId, reason: why('为什么重新列入', '有了什么新情况') })
export const agreeForm = z.strictObject({
  pairId,
  reason: why('凭什么认定是同一人', '哪几项相合、问过谁；另一名工作人员再看一遍才算认定'),
})
export const confirmForm = z.strictObject({ pairId, reason: why('第二人核对了什么', '自己重新看过的几项') })
export const declineForm = z.strictObject({ pairId, reason: why('为什么不同意', '还差什么；这一对回到跟进中') })
export const undoForm = z.strictObject({
  pairId,
  reason: why('为什么撤销', '弄错在哪里；两边都会看到'),
})

/** What the runs of the server leave: pairs of one guest that move. */
export const movesForm = z.strictObject({
  fileId,
  pairIds: field(z.array(z.uuid()).min(1).max(200), { label: '比对', widget: 'hidden' }),
})

/** Words typed at the door, before anything is written down. */
export const earlierFields = {
  name: field(shortText(40).optional(), { label: '姓名', sensitivity: 'personal' }),
  nickname: field(shortText(40).optional(), { label: '小名', sensitivity: 'personal' }),
  sex: field(choice(sexes).optional(), { label: '性别' }),
  ageMin: field(z.int().min(0).max(120).optional(), { label: '看上去 最小', unit: '岁' }),
  ageMax: field(z.int().min(0).max(120).optional(), { label: '最大', unit: '岁' }),
  height: field(z.int().min(30).max(250).optional(), { label: '身高', unit: 'cm' }),
  marks: field(z.array(shortText(80)).max(12).optional(), { label: '身体特征', sensitivity: 'personal' }),
  places: field(z.array(shortText(60)).max(12).optional(), { label: '提到的地名', sensitivity: 'personal' }),
  accent: field(shortText(40).optional(), { label: '口音' }),
} as const
export const earlierParams = z.strictObject({
  fileId: field(z.uuid().optional(), { label: '个案', widget: 'hidden' }),
  ...earlierFields,
})

/** A file of weights by its id: the name of a file below `weights/matching`. */
export const weightsId = field(z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/), { label: '权重', widget: 'hidden' })
export const tryWeightsForm = z.strictObject({ weights: weightsId })
export const switchWeightsForm = z.strictObject({
  weights: weightsId,
  from: field(z.iso.date(), { label: '从哪天起', widget: 'date' }),
  reason: why('为什么换', '看了哪些对比'),
})
