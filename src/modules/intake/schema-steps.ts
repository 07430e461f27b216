/** Forms of the steps before registration: first look, handover, safety check. */
import { z } from 'zod'
import { choice, field, orUnknown } from '#kernel/field.ts'
import { guardianConsent, longText, sexes, shortText } from '#modules/people-and-cases/words.ts'
import { fileId } from './schema-parts.ts'
import { consents, foundDisposals, foundKinds, safetyResults, triageDecisions, triageSigns } from './words.ts'

const instantField = (label: string, help?: string) =>
  field(z.int().min(0).optional(), { label, widget: 'instant', span: 8, ...(help ? { help } : {}) })

/** First look. */
export const triageFields = {
  signs: field(z.array(choice(triageSigns)).max(8).optional(), { label: '先看人', section: '先救治', widget: 'chips', span: 24 }),
  temperature: field(z.number().min(25).max(45).optional(), {
    label: '体温',
    unit: '℃',
    section: '身体和安检',
    sensitivity: 'personal',
    span: 4,
  }),
  injuries: field(orUnknown(longText(300)).optional(), {
    label: '外伤、疾病',
    section: '身体和安检',
    sensitivity: 'personal',
    widget: 'text',
    span: 6,
  }),
}

export const triageForm = z.strictObject({
  fileId,
  ...triageFields,
  decision: field(choice(triageDecisions), { label: '怎么办', widget: 'chips' }),
})

export const handoverForm = z.strictObject({
  fileId,
  fromUnit: field(shortText(60), { label: '护送单位', span: 12 }),
  officer: field(shortText(40), { label: '护送人员', sensitivity: 'personal', span: 6 }),
  officerNo: field(shortText(30).optional(), { label: '警号、工号', sensitivity: 'personal', span: 6 }),
  officerPhone: field(shortText(30).optional(), { label: '电话', sensitivity: 'personal', mask: 'phone', span: 8 }),
  foundPlace: field(shortText(80).optional(), { label: '发现地点', sensitivity: 'personal', span: 8 }),
  foundAt: instantField('发现时间'),
  condition: field(longText(400).optional(), {
    label: '交接时的身体情况',
    sensitivity: 'personal',
    widget: 'textarea',
    span: 24,
  }),
  goods: field(longText(400).optional(), { label: '随交物品', sensitivity: 'personal', widget: 'textarea', span: 12 }),
  papers: field(longText(400).optional(), { label: '随交证件、材料', sensitivity: 'personal', widget: 'textarea', span: 12 }),
  signedByEscort: field(z.literal(true), { label: '护送方已签字', span: 8, legalBasis: '大提升 第12项' }),
  signedByUs: field(z.literal(true), { label: '本站已签字', span: 8 }),
  signedAt: instantField('交接时间', '不填就是现在'),
  scans: field(z.array(z.uuid()).max(6).optional(), { label: '签字件照片', widget: 'file' }),
  correcting: field(z.boolean().optional(), { label: '更正已签的交接', widget: 'hidden' }),
})

export const foundItem = z.strictObject({
  name: field(shortText(40), { label: '物品', sensitivity: 'personal', span: 8 }),
  kind: field(choice(foundKinds), { label: '种类', widget: 'select', span: 8 }),
  disposal: field(choice(foundDisposals), { label: '怎么处理', span: 8 }),
})

/** Safety check. */
export const safetyFields = {
  safety: field(choice(safetyResults).optional(), {
    label: '安全检查',
    section: '身体和安检',
    widget: 'chips',
    span: 14,
  }),
  consent: field(choice(consents).optional(), {
    label: '谁同意检查',
    section: '身体和安检',
    widget: 'chips',
    span: 24,
    help: '不填就是本人同意',
    showIf: (draft) => draft['safety'] === 'clear' || draft['safety'] === 'found',
  }),
  // A child's own yes is not the guardian's.
  guardianConsent: guardianConsent({
    section: '身体和安检',
    showIf: (draft) =>
      (draft['safety'] === 'clear' || draft['safety'] === 'found') &&
      (draft['consent'] === 'escort' || draft['consent'] === 'cannot' || Number(draft['ageSeenMin'] ?? 99) < 14),
  }),
  secondStaff: field(shortText(40).optional(), {
    label: '第二名工作人员',
    section: '身体和安检',
    sensitivity: 'personal',
    span: 8,
    showIf: (draft) => draft['safety'] === 'clear' || draft['safety'] === 'found',
  }),
  bodyCheckBy: field(choice(sexes).optional(), {
    label: '贴身检查的工作人员',
    section: '身体和安检',
    span: 8,
    help: '女性由女工作人员检查',
    showIf: (draft) => draft['sex'] !== 'male' && (draft['safety'] === 'clear' || draft['safety'] === 'found'),
  }),
  found: field(z.array(foundItem).max(20).optional(), {
    label: '查出物品',
    section: '身体和安检',
    widget: 'list',
    sensitivity: 'personal',
    span: 24,
    showIf: (draft) => draft['safety'] === 'found',
  }),
  deferredWhy: field(shortText(120).optional(), {
    label: '为什么暂缓',
    section: '身体和安检',
    sensitivity: 'personal',
    span: 12,
    showIf: (draft) => draft['safety'] === 'deferred',
  }),
}

export const safetyForm = z.strictObject({
  fileId,
  ...safetyFields,
  safety: field(choice(safetyResults), { label: '结果', widget: 'chips', span: 24 }),
})
export type SafetyForm = z.output<typeof safetyForm>
