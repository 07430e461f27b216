/** Shapes of this room's answers. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'

const personal = (label: string) => field(z.string().nullable(), { label, sensitivity: 'personal' })
const instant = (label: string) => field(z.number().nullable(), { label, widget: 'instant' })
const chance = (label: string) => field(z.number(), { label })
export const sex = field(z.enum(['male', 'female']).nullable(), { label: '性别' })

export const guestLine = z.strictObject({
  fileId: z.string(),
  own: z.boolean(),
  no: field(z.string().nullable(), { label: '个案' }),
  name: personal('姓名'),
  sex,
  band: field(z.string().nullable(), { label: '年龄' }),
  county: field(z.string().nullable(), { label: '在哪里' }),
  station: field(z.string(), { label: '救助站' }),
  officer: field(z.string().nullable(), { label: '经办人' }),
})

export const inquiryLine = z.strictObject({
  inquiryId: z.string(),
  no: field(z.string(), { label: '寻亲登记' }),
  name: personal('家属找谁'),
  kin: personal('亲属'),
  place: personal('家在哪里'),
  lostYear: field(z.string().nullable(), { label: '走失年份' }),
  keeper: field(z.string(), { label: '登记在' }),
  minor: z.boolean(),
})

export const pairLine = z.strictObject({
  pairId: z.string(),
  state: z.string(),
  stateWord: field(z.string(), { label: '状态' }),
  probability: chance('把握'),
  low: chance('至少'),
  high: chance('至多'),
  chance: field(z.string(), { label: '把握' }),
  guest: guestLine,
  inquiry: inquiryLine,
  suggestedAt: instant('提示'),
  agreedBy: field(z.string().nullable(), { label: '第一人' }),
  agreedAt: instant('第一人签'),
  decidedBy: field(z.string().nullable(), { label: '谁定的' }),
  decidedAt: instant('何时定的'),
  fresh: z.boolean(),
  opened: z.boolean(),
})

export const candidateLine = pairLine.extend({
  /** Not among those that the last run lists; somebody follows it all the same. */
  aside: z.boolean(),
  pro: field(z.array(z.string()).max(6), { label: '支持' }),
  contra: field(z.array(z.string()).max(6), { label: '反对' }),
  /** The evidence rather says: a relative. */
  kinOf: field(z.string().nullable(), { label: '更像亲属' }),
})

export const excludedLine = pairLine.extend({
  ground: field(z.string(), { label: '为什么' }),
  reason: field(z.string(), { label: '依据', sensitivity: 'personal' }),
})

export const evidenceLine = z.strictObject({
  item: z.string(),
  title: field(z.string(), { label: '项目' }),
  guest: personal('本人所说、所见'),
  inquiry: personal('家属所填'),
  strength: z.enum(['++', '+', '0', '?', '-', '--']),
  strengthWord: field(z.string(), { label: '有多重' }),
  words: field(z.string(), { label: '说明', sensitivity: 'personal' }),
})

export const latticeLine = z.strictObject({
  level: z.enum(['province', 'city', 'county', 'town', 'village']),
  title: z.string(),
  guest: personal('本人'),
  inquiry: personal('家属'),
  agreement: z.enum(['same', 'near-sound', 'different', 'unknown']),
  word: z.string(),
})

export const earlierLine = z.strictObject({
  pairId: z.string().nullable(),
  personId: z.string(),
  fileId: z.string().nullable(),
  inside: z.boolean(),
  state: z.string(),
  name: personal('姓名'),
  no: field(z.string().nullable(), { label: '编号' }),
  station: field(z.string(), { label: '哪个站' }),
  month: field(z.string().nullable(), { label: '哪个月' }),
  probability: chance('把握'),
  chance: field(z.string(), { label: '把握' }),
  pro: field(z.array(z.string()).max(6), { label: '相合' }),
  contra: field(z.array(z.string()).max(6), { label: '不合' }),
})
