/** Forms of the import, and a guest as a roster tells of one. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { dayOfDate } from '#kernel/time.ts'
import { conditionKinds, longText, sexes } from '#modules/people-and-cases/words.ts'
import { arrivalKinds, leavingKinds, rosterFields } from './words.ts'

const day = () => z.string().refine((text) => dayOfDate(text) !== null, '没有这一天，请按 2026-12-09 填写真实的日期')
const minute = () => z.int().min(0).max(1439)
const words = (max: number) => z.string().min(1).max(max)

/** What one row says, in the house's words. The form of `exchange.import-guest`; digests of it tell rows apart. */
export const guestSchema = z.strictObject({
  name: field(words(60).optional(), { label: '姓名', sensitivity: 'personal' }),
  /** How the roster calls somebody without a name: 无名氏3. */
  label: field(words(60).optional(), { label: '代称', sensitivity: 'personal' }),
  sex: field(choice(sexes).optional(), { label: '性别' }),
  birthDate: field(day().optional(), { label: '出生日期', sensitivity: 'personal' }),
  birthYear: field(z.int().min(1880).max(2100).optional(), { label: '出生年份' }),
  /** Seen or told, as of the entry. */
  ageMin: field(z.int().min(0).max(120).optional(), { label: '年龄 最小', unit: '岁' }),
  ageMax: field(z.int().min(0).max(120).optional(), { label: '年龄 最大', unit: '岁' }),
  idNumber: field(words(64).optional(), { label: '证件号', sensitivity: 'personal', mask: 'id-number' }),
  idChecked: field(z.boolean().optional(), { label: '身份已核实' }),
  ethnicity: field(words(20).optional(), { label: '民族' }),
  phone: field(words(30).optional(), { label: '本人电话', sensitivity: 'personal', mask: 'phone' }),
  entered: field(day(), { label: '入站日期' }),
  enteredMinute: field(minute().optional(), { label: '入站时刻' }),
  arrival: field(z.enum(arrivalKinds).optional(), { label: '来站方式' }),
  arrivalText: field(words(200).optional(), { label: '来站方式原文', sensitivity: 'personal' }),
  escortedBy: field(words(120).optional(), { label: '护送单位', sensitivity: 'personal' }),
  origin: field(words(200).optional(), { label: '户籍地', sensitivity: 'personal' }),
  division: field(
    z
      .string()
      .regex(/^\d{6}$/)
      .optional(),
    { label: '户籍区划' },
  ),
  conditions: field(z.array(choice(conditionKinds)).max(14).optional(), { label: '身心状况', sensitivity: 'personal' }),
  infection: field(z.enum(['ruled-out', 'suspected', 'unknown']).optional(), { label: '入站检视', sensitivity: 'personal' }),
  conditionText: field(words(500).optional(), { label: '身体状况原文', sensitivity: 'personal' }),
  left: field(day().optional(), { label: '离站日期' }),
  leftMinute: field(minute().optional(), { label: '离站时刻' }),
  leftKind: field(choice(leavingKinds).optional(), { label: '离站方式' }),
  leftText: field(words(200).optional(), { label: '离站方式原文', sensitivity: 'personal' }),
  leftTo: field(words(200).optional(), { label: '去向', sensitivity: 'personal' }),
  number: field(words(60).optional(), { label: '花名册编号' }),
  marks: field(words(500).optional(), { label: '体貌特征', sensitivity: 'personal' }),
  accent: field(words(40).optional(), { label: '口音' }),
  remark: field(words(4000).optional(), { label: '备注', sensitivity: 'personal' }),
})
export type RosterGuest = z.output<typeof guestSchema>

const fileId = field(z.uuid(), { label: '花名册', widget: 'file' })
const sheet = field(z.int().min(0).max(49).default(0), { label: '工作表' })
const headerRow = field(z.int().min(0).max(100_000), { label: '表头所在行' })
const columns = field(
  z
    .array(
      z.strictObject({
        column: field(z.int().min(0).max(59), { label: '第几列' }),
        field: field(choice(rosterFields), { label: '是什么' }),
      }),
    )
    .min(1)
    .max(60),
  { label: '对应列' },
)

export const readForm = z.strictObject({
  fileId,
  sheet: field(z.int().min(0).max(49).optional(), { label: '工作表' }),
})
/** Which file, which sheet, where its header ends, and what its columns are. */
export const rosterForm = z.strictObject({ fileId, sheet, headerRow, columns })
export type RosterForm = z.output<typeof rosterForm>

export const runForm = z.strictObject({ runId: field(z.uuid(), { label: '导入批次', widget: 'hidden' }) })

export const stopForm = runForm.extend({
  reason: field(longText(200), { label: '为什么停止', widget: 'textarea' }),
})

export const badRowsForm = z.strictObject({
  runId: field(z.uuid().optional(), { label: '导入批次', widget: 'hidden' }),
  roster: field(rosterForm.optional(), { label: '还没导入的花名册' }),
  which: field(choice({ bad: '没导入的', changed: '有变化未改动的' }).default('bad'), { label: '哪些行' }),
})

export const importGuestForm = z.strictObject({
  runId: field(z.uuid(), { label: '导入批次', widget: 'hidden' }),
  row: field(z.int().min(1), { label: '第几行' }),
  guest: field(guestSchema, { label: '一行' }),
})

export const continueForm = z.strictObject({
  runId: field(z.uuid(), { label: '导入批次', widget: 'hidden' }),
  /** Rows handled so far; the next slice begins behind them. */
  handled: field(z.int().min(0), { label: '已处理行数' }),
  finished: field(z.boolean(), { label: '已到末行' }),
})
