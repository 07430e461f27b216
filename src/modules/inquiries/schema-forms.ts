/** Forms of the doors along an inquiry's way. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'
import {
  answers,
  answerWays,
  closings,
  findings,
  helperKinds,
  kinshipProofs,
  revealed,
  setAsideReasons,
  wishes,
  withdrawals,
} from './words.ts'

const inquiryId = field(z.uuid(), { label: '登记', widget: 'hidden' })
const fileId = field(z.uuid(), { label: '个案', widget: 'hidden' })
const reason = field(longText(300), { label: '理由', widget: 'textarea', sensitivity: 'personal', span: 24 })
const note = field(longText(1000).optional(), { label: '说明', widget: 'textarea', sensitivity: 'personal', span: 24 })
const answerLabels = Object.fromEntries(Object.entries(answers).map(([key, { zh }]) => [key, zh])) as {
  [K in keyof typeof answers]: string
}

export const admitForm = z.strictObject({ inquiryId, note })
export const setAsideForm = z.strictObject({ inquiryId, why: field(choice(setAsideReasons), { label: '为什么搁置' }), note })
export const answerForm = z.strictObject({
  inquiryId,
  kind: field(choice(answerLabels), { label: '告诉了什么', span: 24 }),
  way: field(choice(answerWays), { label: '怎么告诉的', span: 24 }),
  whom: field(shortText(60), { label: '告诉了谁', sensitivity: 'personal', span: 10 }),
  kinship: field(choice(kinshipProofs).optional(), {
    label: '亲属关系的证明',
    help: '没有证明不得告知结果',
    showIf: (draft) => draft['kind'] === 'found',
    span: 24,
  }),
  secondStaff: field(shortText(40).optional(), {
    label: '另一名工作人员',
    help: '告知结果须两人在场',
    showIf: (draft) => draft['kind'] === 'found',
    span: 10,
  }),
  words: field(longText(1000).optional(), { label: '原话', widget: 'textarea', sensitivity: 'personal', span: 24 }),
})
export const planCallForm = z.strictObject({
  inquiryId,
  about: field(longText(300), { label: '要问什么、说什么', widget: 'textarea', sensitivity: 'personal', span: 24 }),
})
export const closeForm = z.strictObject({ inquiryId, outcome: field(choice(closings), { label: '怎么办结' }), reason })
export const reopenForm = z.strictObject({ inquiryId, reason })
export const joinForm = z.strictObject({
  inquiryId,
  intoId: field(z.uuid(), { label: '并入哪一份', widget: 'hidden' }),
  reason,
})
export const unjoinForm = z.strictObject({ inquiryId, reason })
export const withdrawConsentForm = z.strictObject({
  inquiryId,
  what: field(choice(withdrawals), { label: '撤回什么', help: '删除后恢复不了；只留下办过这件事的痕迹', span: 24 }),
  by: field(shortText(60), { label: '谁提出的', sensitivity: 'personal', span: 10 }),
  note,
})

export const markRiskForm = z.strictObject({
  inquiryId,
  readers: field(z.array(z.uuid()).max(20).optional(), { label: '除您以外谁可以看', widget: 'subject' }),
  reason,
})
export const reasonForm = z.strictObject({
  inquiryId,
  reason: field(longText(200), { label: '理由', sensitivity: 'personal', span: 24 }),
})
export const revealForm = z.strictObject({
  inquiryId,
  what: field(choice(revealed), { label: '看哪一项' }),
  reason: field(longText(200), { label: '理由', sensitivity: 'personal', span: 24 }),
})
export const renewReceiptForm = z.strictObject({ inquiryId, reason })

export const guestWishForm = z.strictObject({
  fileId,
  inquiryId,
  wish: field(choice(wishes), { label: '本人的意愿', help: '不是说明有人在找、是谁在找，而是问愿不愿意与家人联系', span: 24 }),
  how: field(longText(400), {
    label: '怎么问的、本人怎么说',
    widget: 'textarea',
    help: '单独问；照原话记',
    sensitivity: 'personal',
    span: 24,
  }),
  with: field(shortText(60).optional(), { label: '在场的人', sensitivity: 'personal', span: 12 }),
})
export const seenForm = z.strictObject({ alertId: field(z.uuid(), { label: '提醒', widget: 'hidden' }) })

/** Only the system sends these, on facts of other rooms. */
export const matchForm = z.strictObject({ inquiryId, fileId })
export const noteWishForm = z.strictObject({
  inquiryId,
  fileId,
  wish: field(choice(wishes), { label: '意愿', widget: 'hidden' }),
})
export const expireForm = z.strictObject({ inquiryId })

export const registerHelperForm = z.strictObject({
  kind: field(choice(helperKinds), { label: '类别', span: 24 }),
  name: field(shortText(80), { label: '姓名、名称', sensitivity: 'personal', span: 12 }),
  place: field(shortText(80).optional(), { label: '在哪里、熟悉哪里', sensitivity: 'personal', span: 12 }),
  phone: field(z.string().trim().min(3).max(40).optional(), {
    label: '电话',
    sensitivity: 'personal',
    mask: 'phone',
    span: 10,
  }),
  contact: field(shortText(120).optional(), { label: '其他联系方式', sensitivity: 'personal', mask: 'tail', span: 14 }),
  checkedHow: field(longText(200), {
    label: '怎么核实的',
    help: '证件、登记证书、哪个单位介绍；核实人就是您本人',
    widget: 'textarea',
    sensitivity: 'personal',
    span: 24,
  }),
  note,
})
const helperId = field(z.uuid(), { label: '协助人', widget: 'hidden' })
export const endHelperForm = z.strictObject({ helperId, reason })
const onWhat = {
  inquiryId: field(z.uuid().optional(), { label: '登记', widget: 'hidden' }),
  fileId: field(z.uuid().optional(), { label: '个案', widget: 'hidden' }),
}
export const engageForm = z.strictObject({
  helperId: field(z.uuid(), { label: '请谁协助', widget: 'subject' }),
  ...onWhat,
  task: field(longText(400), {
    label: '请他做什么',
    help: '只给协助所需的内容，不给住处和联系方式',
    widget: 'textarea',
    sensitivity: 'personal',
    span: 24,
  }),
})
export const findingForm = z.strictObject({
  helperId: field(z.uuid(), { label: '谁的发现', widget: 'subject' }),
  ...onWhat,
  outcome: field(choice(findings), { label: '结果', span: 24 }),
  finding: field(longText(1000), { label: '发现了什么', widget: 'textarea', sensitivity: 'personal', span: 24 }),
})

/** Rows that one sending imports; the screen goes on until all are through. */
export const SLICE = 100
export const importForm = z.strictObject({
  sheetId: field(z.uuid(), { label: '文件', widget: 'hidden' }),
  after: field(z.int().min(0).max(1_000_000), { label: '从哪一行以后', widget: 'hidden' }),
  from: field(shortText(120), { label: '从哪里来的名单', help: '单位、日期', sensitivity: 'personal', span: 24 }),
})
/** Characters of one PFIF text. */
export const LONGEST_PFIF = 400_000
export const pfifForm = z.strictObject({
  xml: field(z.string().min(1).max(LONGEST_PFIF), {
    label: 'PFIF 1.4 内容',
    widget: 'textarea',
    sensitivity: 'personal',
    span: 24,
  }),
  from: field(shortText(120), { label: '从哪里来', help: '哪个寻人库、谁提供的', sensitivity: 'personal', span: 24 }),
})
export const exportForm = z.strictObject({
  to: field(shortText(120), { label: '提供给谁', help: '哪个平台、凭什么协议', sensitivity: 'personal', span: 24 }),
  reason,
})
