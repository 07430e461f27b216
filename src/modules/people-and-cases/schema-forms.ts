/** Forms of the hall's doors, apart from the doors so that screens can draw them. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { identityStates, longText, personFields } from './schema.ts'

const personId = field(z.uuid(), { label: '人员', widget: 'hidden' })
const fileId = field(z.uuid(), { label: '个案', widget: 'hidden' })
const otherId = field(z.uuid(), { label: '另一份', widget: 'hidden' })
const reason = field(longText(400), { label: '依据', help: '凭什么认定；以后要撤销时看得到', widget: 'textarea' })
const shortReason = field(longText(200), { label: '理由' })

export const evidenceKinds = {
  document: '证件原件',
  police: '公安查询',
  relatives: '亲属辨认',
  dna: 'DNA 比中',
  face: '人像比对并经人工核对',
  'own-words': '本人所述',
  other: '其他',
} as const

export const correctForm = z.strictObject({
  personId,
  ...personFields,
  reason: field(longText(400), { label: '从哪里得知', section: '依据' }),
})

export const identityForm = z.strictObject({
  personId,
  status: field(choice({ unknown: identityStates.unknown, claimed: identityStates.claimed, verified: identityStates.verified }), {
    label: '身份状态',
  }),
  evidence: field(choice(evidenceKinds).optional(), { label: '凭据' }),
  source: field(z.string().trim().max(200).optional(), {
    label: '出处',
    help: '哪个单位、哪份文书、谁辨认的',
    sensitivity: 'personal',
  }),
  correction: field(z.string().trim().max(400).optional(), {
    label: '更正理由',
    help: '原来核实过的，写明为什么不成立',
    showIf: (draft) => draft.status !== 'verified',
  }),
})

export const revealable = { idNumber: '证件号', phone: '本人电话', 'kin-phones': '亲属电话', photo: '照片' } as const
export const revealForm = z.strictObject({
  personId,
  what: field(choice(revealable), { label: '看哪一项' }),
  reason: shortReason,
})
export const elsewhereForm = z.strictObject({ personId, reason: shortReason })

export const mergeForm = z.strictObject({ personId, otherId, reason })
export const splitForm = z.strictObject({ personId, fileId, reason })
export const undoLinkForm = z.strictObject({ decisionId: field(z.uuid(), { label: '哪一次', widget: 'hidden' }), reason })

export const subjectKinds = { 'rescue-file': '个案', person: '人员', organisation: '机构' } as const
const subjectFields = {
  subjectKind: field(choice(subjectKinds), { label: '记在', widget: 'hidden' }),
  subjectId: field(z.uuid(), { label: '对象', widget: 'hidden' }),
}
const files = field(z.array(z.uuid()).max(10).optional(), { label: '照片、扫描件', widget: 'file' })

export const recordForm = z.strictObject({
  ...subjectFields,
  fact: field(z.string().max(60), { label: '办了什么', widget: 'select' }),
  value: field(z.record(z.string().max(40), z.unknown()).optional(), { label: '内容', widget: 'hidden' }),
  occurredAt: field(z.int().optional(), { label: '什么时候办的', widget: 'instant', help: '不填就是现在' }),
  evidence: field(longText(400), { label: '凭据', help: '文号、经办人、存放处', sensitivity: 'personal' }),
  files,
})
export const noteForm = z.strictObject({
  ...subjectFields,
  text: field(longText(4000), { label: '经过', widget: 'textarea', sensitivity: 'personal', span: 24 }),
  files,
})
export const withdrawForm = z.strictObject({
  ...subjectFields,
  factId: field(z.string().max(80), { label: '哪一条', widget: 'hidden' }),
  reason: field(longText(400), { label: '错在哪里' }),
})

export const sealForm = z.strictObject({
  fileId,
  readers: field(z.array(z.uuid()).min(1).max(20), { label: '可查看的人', widget: 'subject' }),
  reason: shortReason,
})
export const fileReasonForm = z.strictObject({ fileId, reason: shortReason })
