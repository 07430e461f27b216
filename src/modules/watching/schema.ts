/** What this room asks. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { longText } from '#modules/people-and-cases/words.ts'
import { day, entryFields, entrySchema } from './schema-entry.ts'
import {
  buckets,
  changesSeen,
  guardianships,
  manners,
  missedReasons,
  MOST_AT_ONCE,
  registerFields,
  registers,
  risks,
  rowOutcomes,
} from './words.ts'

const hidden = (label: string) => field(z.uuid(), { label, widget: 'hidden' })
export const childId = hidden('个案')
const place = (label: string, section?: string) =>
  field(z.uuid().optional(), { label, widget: 'subject', ...(section ? { section } : {}) })
const register = field(choice(registers), { label: '哪本登记册' })
const note = (help?: string) =>
  field(longText(800).optional(), {
    label: '看到、听到的',
    widget: 'textarea',
    sensitivity: 'personal',
    ...(help ? { help } : {}),
  })
const photos = field(z.array(z.uuid()).max(6).optional(), { label: '照片', widget: 'file', sensitivity: 'personal' })
const guardianship = field(choice(guardianships).optional(), { label: '监护状况' })

export const registerChildForm = z.strictObject({
  register,
  foundInRound: field(z.boolean().optional(), { label: '排查时发现的，原来没有登记' }),
  townId: place('镇街', '孩子'),
  villageId: place('村（社区）', '孩子'),
  schoolId: place('学校', '就学'),
  ...entryFields,
})

/** What a look told beyond risk and care; sealed. */
const seen = {
  manner: field(choice(manners), { label: '怎么见到的' }),
  changes: field(z.array(choice(changesSeen)).max(9).optional(), { label: '和上次比' }),
  note: note('有危险、受伤、被欺负的，另按“报告”马上上报'),
  photos,
}
export const screeningForm = z.strictObject({
  childId,
  roundId: field(z.uuid().optional(), { label: '哪一轮', widget: 'hidden' }),
  ...seen,
  guardianship,
  /** By hand where the bureau has no sheet in force, or where whoever looked sees more than the sheet does. */
  risk: field(choice(risks).optional(), { label: '风险等级', help: '有指标表的按表计算；认为更高的，在这里选' }),
  answers: field(z.record(z.string().max(60), z.union([z.string().max(60), z.number(), z.boolean()])).optional(), {
    label: '指标表',
    widget: 'hidden',
    sensitivity: 'personal',
  }),
  on: field(day().optional(), { label: '哪天', widget: 'date', help: '不填就是今天' }),
})

export const missedForm = z.strictObject({
  childId,
  reason: field(choice(missedReasons), { label: '为什么没见到' }),
  note: note(),
})

export const censusForm = z.strictObject({
  childIds: field(z.array(z.uuid()).min(1).max(MOST_AT_ONCE), { label: '在册的孩子', widget: 'hidden' }),
})

export const openRoundForm = z.strictObject({
  until: field(day(), { label: '排查到哪天为止', widget: 'date' }),
  note: field(longText(300).optional(), { label: '这一轮要留意什么', widget: 'textarea' }),
})
export const closeRoundForm = z.strictObject({ roundId: hidden('哪一轮') })

const days = (label: string) => field(z.int().min(1).max(366), { label, unit: '天', span: 8 })
export const daysForm = z.strictObject({
  low: days('低风险'),
  middle: days('中风险'),
  high: days('高风险'),
  from: field(day(), { label: '从哪天起', widget: 'date' }),
  reason: field(longText(300), { label: '依据', widget: 'textarea' }),
})

const columns = field(
  z
    .array(
      z.strictObject({
        column: field(z.int().min(0).max(59), { label: '第几列' }),
        field: field(choice(registerFields), { label: '是什么' }),
      }),
    )
    .min(1)
    .max(60),
  { label: '对应列' },
)
export const readForm = z.strictObject({
  fileId: field(z.uuid(), { label: '登记册', widget: 'file' }),
  sheet: field(z.int().min(0).max(49).optional(), { label: '工作表' }),
})
/** Which file, which register, where its header ends, what its columns are. */
export const startForm = z.strictObject({
  fileId: field(z.uuid(), { label: '登记册', widget: 'file' }),
  register,
  census: field(z.boolean().optional(), { label: '同时作本学期普查登记', help: '册里已有的孩子也记本学期普查' }),
  townId: place('册里没写镇街的，都在哪个镇街'),
  sheet: field(z.int().min(0).max(49).default(0), { label: '工作表' }),
  headerRow: field(z.int().min(0).max(100_000), { label: '表头所在行' }),
  columns,
})
export type Plan = Omit<z.output<typeof startForm>, 'fileId'>

export const runForm = z.strictObject({ runId: hidden('导入批次') })
export const stopForm = runForm.extend({ reason: field(longText(200), { label: '为什么停止', widget: 'textarea' }) })

/** Rows of one batch; only the job sends them. */
export const rowsForm = z.strictObject({
  runId: hidden('导入批次'),
  rows: field(
    z
      .array(
        z.strictObject({
          row: field(z.int().min(1), { label: '第几行' }),
          entry: field(entrySchema, { label: '一行', sensitivity: 'personal' }),
          /** Ids of organisations that the row means. */
          townId: place('镇街'),
          villageId: place('村（社区）'),
          schoolId: place('学校'),
          words: field(z.string().max(2000).optional(), { label: '提示', sensitivity: 'personal' }),
        }),
      )
      .max(400),
    { label: '行', widget: 'hidden' },
  ),
  others: field(
    z
      .array(
        z.strictObject({
          row: field(z.int().min(1), { label: '第几行' }),
          outcome: field(choice(rowOutcomes), { label: '结果' }),
          words: field(z.string().max(4000).optional(), { label: '说明', sensitivity: 'personal' }),
        }),
      )
      .max(400),
    { label: '没有登记的行', widget: 'hidden' },
  ),
})
export const endForm = z.strictObject({
  runId: hidden('导入批次'),
  /** Rows handled so far; the next slice begins behind them. */
  handled: field(z.int().min(0), { label: '已处理行数' }),
  finished: field(z.boolean(), { label: '已到末行' }),
})

export const renewForm = z.strictObject({
  childIds: field(z.array(z.uuid()).min(1).max(MOST_AT_ONCE), { label: '个案', widget: 'hidden' }),
})

const views = { due: '按期限', changes: '有变化的', census: '本学期没普查的' } as const
export const listForm = z.strictObject({
  view: field(choice(views).default('due'), { label: '怎么看' }),
  bucket: field(choice(buckets).optional(), { label: '期限' }),
  risk: field(choice(risks).optional(), { label: '风险' }),
  place: field(z.string().max(200).optional(), { label: '村（社区）' }),
  after: field(z.string().max(120).optional(), { label: '下一页' }),
})
export type ListForm = z.output<typeof listForm>
export const childForm = z.strictObject({ childId })
export const templateForm = z.strictObject({ register })
