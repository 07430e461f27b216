/** The forms of ledger, register, visits and rosters. */
import { z } from 'zod'
import { choice, field, orUnknown } from '#kernel/field.ts'
import { longText, personFields, shortText } from '#modules/people-and-cases/words.ts'
import { cares, findings, livings, manners, reasons, triedReasons, unlistings } from './words.ts'

const returneeId = field(z.uuid(), { label: '返乡人员', widget: 'hidden' })
const note = (label: string) => field(longText(1000).optional(), { label, widget: 'textarea', sensitivity: 'personal', span: 24 })
const why = field(longText(500), { label: '原因', widget: 'textarea', sensitivity: 'personal', span: 24 })
const happened = (label: string) => field(z.int().min(0).optional(), { label, widget: 'instant', help: '不填就是现在', span: 8 })

/** Opened by nobody's role: the job that follows the facts of leaving and of who somebody is. */
export const renewForm = z.strictObject({ subjectId: field(z.uuid(), { label: '个案或人员', widget: 'hidden' }) })

export const listForm = z.strictObject({
  returneeId,
  reasons: field(z.array(choice(reasons)).min(1, '至少选一项原因').max(7), {
    label: '纳入原因',
    sensitivity: 'sealed',
    span: 24,
  }),
  basis: note('依据'),
})

export const unlistForm = z.strictObject({
  returneeId,
  reason: field(choice(unlistings), { label: '移出原因', span: 24 }),
  toId: field(z.uuid().optional(), {
    label: '移交给',
    widget: 'subject',
    help: '迁到系统内的地方：对方接着回访，回访期不重算',
    span: 12,
    showIf: (draft) => draft['reason'] === 'moved',
  }),
  toName: field(shortText(80).optional(), {
    label: '迁往何处、移交哪家',
    sensitivity: 'personal',
    help: '不在系统内时填',
    span: 12,
    showIf: (draft) => draft['reason'] === 'moved',
  }),
  note: note('说明'),
})

export const assignTownForm = z.strictObject({
  returneeIds: field(z.array(z.uuid()).min(1).max(200), { label: '人员', widget: 'hidden' }),
  townId: field(z.uuid(), { label: '镇街', widget: 'subject', span: 12 }),
  villageId: field(z.uuid().optional(), { label: '村（社区）', widget: 'subject', help: '镇街也可以以后自己定', span: 12 }),
  note: note('说明'),
})

export const assignVillageForm = z.strictObject({
  returneeIds: assignTownForm.shape.returneeIds,
  villageId: field(z.uuid().optional(), { label: '村（社区）', widget: 'subject', help: '不选就是镇街自己回访', span: 24 }),
})

export const visitForm = z.strictObject({
  returneeId,
  manner: field(choice(manners), { label: '方式', widget: 'chips', span: 12 }),
  finding: field(choice(findings), { label: '情况', widget: 'chips', span: 24 }),
  at: happened('什么时候'),
  metWith: field(shortText(60).optional(), { label: '见到谁', sensitivity: 'personal', span: 8 }),
  care: field(orUnknown(choice(cares)).optional(), { label: '谁在照看', span: 12 }),
  living: field(orUnknown(choice(livings)).optional(), { label: '生活来源', span: 12 }),
  movedTo: field(shortText(120).optional(), {
    label: '迁到哪里',
    sensitivity: 'personal',
    span: 12,
    showIf: (draft) => draft['finding'] === 'moved',
  }),
  note: note('看到、听到的'),
  photos: field(z.array(z.uuid()).max(6).optional(), { label: '照片', widget: 'file', sensitivity: 'personal', span: 24 }),
  asNote: field(z.boolean().default(false), {
    label: '今天已有人回访，作补充记录',
    help: '补充记录不另算一次回访',
    span: 24,
    showIf: (draft) => draft['asNote'] === true,
  }),
})

export const tryForm = z.strictObject({
  returneeId,
  reason: field(choice(triedReasons), { label: '为什么没成', widget: 'chips', span: 24 }),
  at: happened('什么时候'),
  note: note('说明'),
})

export const withdrawVisitForm = z.strictObject({
  returneeId,
  visitId: field(z.uuid(), { label: '哪一次', widget: 'hidden' }),
  reason: why,
})

export const openReasonsForm = z.strictObject({ returneeId, reason: field(longText(200), { label: '为什么要看', span: 24 }) })

const { writtenName, sex, birthDate, birthYear, idNumber, division, household, phone, kin } = personFields
/** What a village knows of somebody who was never rescued. Nothing but name and reason is mandatory here; the bureau checks. */
const reportFields = {
  writtenName: field(writtenName, { label: '姓名', section: '是谁', sensitivity: 'personal', span: 8 }),
  sex,
  birthDate,
  birthYear,
  idNumber,
  division,
  household,
  phone,
  kin,
  address: field(shortText(120).optional(), { label: '现住址', section: '在哪里、谁照看', sensitivity: 'personal', span: 12 }),
  care: field(orUnknown(choice(cares)).optional(), { label: '谁在照看', section: '在哪里、谁照看', span: 12 }),
  reasons: field(z.array(choice(reasons)).min(1, '至少选一项').max(7), {
    label: '为什么上报',
    section: '为什么',
    sensitivity: 'sealed',
    span: 24,
  }),
  told: field(longText(1000).optional(), {
    label: '走失、流浪的情况',
    section: '为什么',
    widget: 'textarea',
    sensitivity: 'personal',
    span: 24,
  }),
} as const

const reportId = field(z.uuid(), { label: '上报', widget: 'hidden' })
export const reportForm = z.strictObject(reportFields)
export type Report = z.output<typeof reportForm>
export const correctReportForm = z.strictObject({ reportId, ...reportFields })
export const returnReportForm = z.strictObject({
  reportId,
  missing: field(longText(500), { label: '缺什么、哪里不对', widget: 'textarea', span: 24 }),
})
export const acceptReportForm = z.strictObject({ reportId, note: note('说明') })

export const sendRostersForm = z.strictObject({
  townIds: field(z.array(z.uuid()).max(2000).optional(), { label: '镇街', widget: 'hidden' }),
})
const runId = field(z.uuid(), { label: '哪一批', widget: 'hidden' })
export const cancelRostersForm = z.strictObject({ runId })
export const tellRosterForm = z.strictObject({ rosterId: field(z.uuid(), { label: '花名册', widget: 'hidden' }) })
export const endRunForm = z.strictObject({ runId })
export const acknowledgeForm = z.strictObject({
  rosterId: field(z.uuid(), { label: '花名册', widget: 'hidden' }),
  note: note('说明'),
})
