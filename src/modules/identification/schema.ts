/** What this room asks. There is no field for a fee: sampling and comparing cost nobody anything. */
import { z } from 'zod'
import { ways } from '#facts/tracing.ts'
import { choice, field, orUnknown } from '#kernel/field.ts'
import { guardianConsent, longText, shortText } from '#modules/people-and-cases/words.ts'
import {
  evidences,
  facePurposes,
  faceResults,
  faceSystems,
  kinds,
  levels,
  results,
  sendables,
  sendings,
  steps,
  withdrawals,
} from './words.ts'

const fileId = field(z.uuid(), { label: '个案', widget: 'hidden' })
const requestId = field(z.uuid(), { label: '协查', widget: 'hidden' })
const decisionId = field(z.uuid(), { label: '认定', widget: 'hidden' })
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '请按 2026-12-09 填写日期')
const reason = (label: string, help?: string) =>
  field(longText(400), { label, widget: 'textarea', sensitivity: 'personal', ...(help ? { help } : {}) })
const note = field(longText(1000).optional(), { label: '说明', widget: 'textarea', sensitivity: 'personal' })
const files = field(z.array(z.uuid()).max(6).optional(), { label: '照片、扫描件', widget: 'file', sensitivity: 'personal' })

const policeFields = {
  policeId: field(z.uuid().optional(), { label: '向哪个公安机关', help: '系统内的公安机关能看到这一件并直接答复', span: 12 }),
  policeName: field(shortText(60).optional(), {
    label: '其他公安机关',
    help: '不在名单里时填全称',
    sensitivity: 'personal',
    span: 12,
  }),
} as const

export const askForm = z.strictObject({
  fileId,
  kind: field(choice(kinds), { label: '协查什么' }),
  level: field(choice(levels), { label: '向哪一级', help: '一般从当地派出所或县区公安开始，查不了再逐级上报' }),
  ...policeFields,
  basis: field(longText(400), {
    label: '事由和依据',
    widget: 'textarea',
    help: '为什么查、已经问到什么；会印在函上',
    sensitivity: 'personal',
  }),
  sends: field(z.array(choice(sendables)).min(1, '请至少勾一项').max(11), {
    label: '告诉公安哪些',
    help: '只有勾选的会写在函里、发出去',
  }),
  how: field(choice(sendings).optional(), { label: '怎么发', help: '不选：接通了数据交换的自动发出，没有的打印函件' }),
})

export const sampleForm = z.strictObject({
  requestId,
  sampledOn: field(date, { label: '采样日期', widget: 'date', span: 8 }),
  by: field(shortText(80), { label: '采样的公安机关、民警', sensitivity: 'personal', span: 12 }),
  place: field(shortText(80).optional(), { label: '在哪里采', sensitivity: 'personal', span: 12 }),
  guardianConsent: guardianConsent(),
  note,
})

export const answerForm = z.strictObject({
  requestId,
  result: field(choice(results), { label: '公安答复' }),
  words: field(longText(1000).optional(), {
    label: '答复内容',
    widget: 'textarea',
    help: '照回函抄；查实的写明姓名、户籍地',
    sensitivity: 'personal',
  }),
  letterNo: field(shortText(60).optional(), { label: '回函文号', sensitivity: 'personal', span: 10 }),
  by: field(shortText(80).optional(), { label: '答复人', sensitivity: 'personal', span: 10 }),
  files,
})

export const withdrawAnswerForm = z.strictObject({ requestId, reason: reason('为什么撤回答复', '原答复和撤回都会留着') })

export const raiseForm = z.strictObject({
  requestId,
  ...policeFields,
  reason: reason('为什么上报', '本级为什么查不了、请上级查什么'),
  how: field(choice(sendings).optional(), { label: '怎么发', help: '不选：接通了数据交换的自动发出，没有的打印函件' }),
})

export const withdrawRequestForm = z.strictObject({
  requestId,
  why: field(choice(withdrawals), { label: '为什么撤回' }),
  reason: reason('理由'),
})

export const sendAgainForm = z.strictObject({ messageId: field(z.uuid(), { label: '消息', widget: 'hidden' }) })

/** Filled by the exchange, never by a person. */
export const takenForm = z.strictObject({
  requestId,
  messageId: field(z.uuid(), { label: '答的是哪一件', widget: 'hidden' }),
  kind: field(choice(kinds), { label: '协查类别' }),
  level: field(choice(levels), { label: '层级' }),
  result: field(choice(results), { label: '公安答复' }),
  answeredAt: field(z.int(), { label: '答复时间', widget: 'instant' }),
  words: field(longText(1000).optional(), { label: '答复内容', sensitivity: 'personal' }),
  by: field(shortText(80).optional(), { label: '答复人', sensitivity: 'personal' }),
})

/** Receipts are codes; words would end up where only codes belong. */
const receipt = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9/_.-]{0,39}$/, '回执号只含字母、数字和 - _ / .')

export const pushForm = z.strictObject({
  fileId,
  submittedOn: field(date.optional(), { label: '哪天提交的', widget: 'date', help: '不填就是今天', span: 8 }),
  receipt: field(orUnknown(receipt).optional(), { label: '网站回执号', help: '还没有的先不填，拿到后再补', span: 10 }),
  note,
})
export const pushBatchForm = z.strictObject({
  fileIds: field(z.array(z.uuid()).min(1).max(200), { label: '哪些人', widget: 'hidden' }),
  submittedOn: field(date.optional(), { label: '哪天提交的', widget: 'date', help: '不填就是今天', span: 8 }),
  receipt: field(orUnknown(receipt).optional(), { label: '这一批的回执号', span: 10 }),
})
export const receiptForm = z.strictObject({ fileId, receipt: field(receipt, { label: '网站回执号', span: 10 }) })

export const exceptionForm = z.strictObject({
  fileId,
  step: field(choice(steps), { label: '哪一步没有办' }),
  reason: reason('为什么', '写明原因和下一步；政策上是否免除由“豁免”另办'),
})

export const subjectKinds = { 'rescue-file': '个案', inquiry: '家属寻亲登记' } as const
export const faceForm = z.strictObject({
  subjectKind: field(choice(subjectKinds), { label: '比对谁', widget: 'hidden' }),
  subjectId: field(z.uuid(), { label: '对象', widget: 'hidden' }),
  system: field(choice(faceSystems), { label: '用哪个系统' }),
  purpose: field(choice(facePurposes), { label: '用途' }),
  result: field(choice(faceResults), { label: '结果', help: '有候选只是线索，认定身份要另有凭据' }),
  reason: reason('事由', '为什么需要比对、用的哪张照片'),
  candidates: field(longText(600).optional(), {
    label: '候选人',
    widget: 'textarea',
    help: '编号或姓名、相似度',
    sensitivity: 'personal',
    showIf: (draft) => draft['result'] !== 'not-found',
  }),
  guardianConsent: guardianConsent(),
})

export const decideForm = z.strictObject({
  fileId,
  evidence: field(z.array(choice(evidences)).min(1, '请至少选一种凭据').max(8), {
    label: '凭据',
    section: '先看凭据',
    help: '本人所述、机器比对不能单独作为核实',
  }),
  source: field(longText(600), {
    label: '凭据出处',
    section: '先看凭据',
    widget: 'textarea',
    help: '证件号、公安回函文号、谁辨认的、报告编号',
    sensitivity: 'personal',
  }),
  way: field(choice(ways), { label: '怎么查明的', section: '先看凭据', help: '按查明的途径计入全年数字' }),
  files: field(z.array(z.uuid()).max(6).optional(), {
    label: '凭据扫描件',
    section: '先看凭据',
    widget: 'file',
    sensitivity: 'personal',
  }),
  writtenName: field(shortText(60), { label: '姓名', section: '是谁', sensitivity: 'personal', span: 8 }),
  idNumber: field(orUnknown(z.string().trim().max(30)).optional(), {
    label: '证件号',
    section: '是谁',
    help: '校验位不对也会照原样留存并提示',
    sensitivity: 'personal',
    mask: 'id-number',
    span: 10,
  }),
  birthDate: field(date.optional(), { label: '出生日期', section: '是谁', sensitivity: 'personal', widget: 'date', span: 8 }),
  division: field(
    z
      .string()
      .regex(/^\d{6}$/, '行政区划代码是 6 位数字')
      .optional(),
    { label: '户籍区划', section: '是谁', widget: 'division', span: 10 },
  ),
  note,
})

export const confirmForm = z.strictObject({
  decisionId,
  seen: field(longText(400), { label: '您核对了什么', widget: 'textarea', sensitivity: 'personal' }),
})
export const rejectForm = z.strictObject({ decisionId, reason: reason('为什么不成立') })
export const undoForm = z.strictObject({
  decisionId,
  status: field(choice({ claimed: '退回自述', unknown: '退回不明' }), { label: '撤销后身份' }),
  reason: reason('为什么撤销', '谁认错了、凭什么知道'),
})
export const confirmUndoForm = z.strictObject({
  decisionId,
  seen: field(longText(400), { label: '您核对了什么', widget: 'textarea', sensitivity: 'personal' }),
})
export const keepForm = z.strictObject({ decisionId, reason: reason('为什么不撤销') })
export const settleForm = z.strictObject({
  decisionId,
  factId: field(z.string().max(60), { label: '哪一条', widget: 'hidden' }),
  how: field(longText(400), { label: '怎么处理的', widget: 'textarea', sensitivity: 'personal' }),
})
