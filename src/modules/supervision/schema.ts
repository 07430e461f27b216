/** Forms of supervision. Nothing here names a person: reasons speak of policies. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { isDay } from './in-force.ts'

export const day = () => z.iso.date().refine(isDay, '没有这一天')
const pack = field(z.string().regex(/^[a-z0-9-]{1,30}$/), { label: '政策', widget: 'hidden' })
const reason = field(z.string().trim().min(2).max(300), {
  label: '理由',
  help: '文号或会议，三年后看得懂',
  widget: 'textarea',
  span: 24,
})
const optionalDay = (label: string, help?: string) =>
  field(day().optional(), { label, widget: 'date', span: 8, ...(help ? { help } : {}) })
const mustDay = (label: string, help?: string) => field(day(), { label, widget: 'date', span: 8, ...(help ? { help } : {}) })

export const adoptForm = z.strictObject({
  pack,
  from: mustDay('自何日起'),
  until: optionalDay('至何日止', '不填就一直有效'),
  reason,
})

export const importOriginalForm = z.strictObject({
  pack,
  source: field(z.string().trim().min(2).max(200), {
    label: '出处',
    help: '发文机关、文号、日期，或从哪里取得',
    sensitivity: 'open',
  }),
  fileId: field(z.uuid().optional(), { label: 'Word 文件', widget: 'hidden' }),
  text: field(z.string().max(400_000).optional(), {
    label: '全文',
    widget: 'textarea',
    help: '网页或文本文件的全文，一段一行；选了 Word 文件就不用填',
  }),
})
export const removeOriginalForm = z.strictObject({ pack, reason })

export const endAdoptionForm = z.strictObject({
  adoptionId: field(z.uuid(), { label: '哪一次采用', widget: 'hidden' }),
  until: mustDay('至何日止'),
  reason,
})

export const parameterForm = z.strictObject({
  key: field(
    z
      .string()
      .regex(/^[a-z0-9]+(\.[a-z0-9-]+)+$/)
      .max(80),
    { label: '哪一条', widget: 'hidden' },
  ),
  value: field(z.string().trim().min(1).max(20), {
    label: '时限',
    help: '如 24 小时、30 分钟、10 天、7 个工作日、1 个月、当天；日期写 1月31日',
    span: 8,
  }),
  from: mustDay('自何日起', '这一天及以后开始计时的按新时限'),
  citation: field(z.string().trim().max(120).optional(), {
    label: '出处',
    help: '有文件写明的填文号；没有就仍标“假定”',
    span: 24,
  }),
  reason,
})

export const campaignForm = z.strictObject({
  pack,
  opened: mustDay('启动'),
  closed: optionalDay('结束'),
  cutOff: mustDay('入站截止', '这一天以前入站的'),
  applicationBy: mustDay('报申请截止'),
  planBy: mustDay('报方案截止'),
  doneBy: mustDay('全部落户截止'),
  reason,
})

export const goLiveForm = z.strictObject({
  day: mustDay('上线日', '这一天以前发生而未办的事项，按此依据免办'),
  reason,
})

export const waiveBases = {
  superior: '上级批准',
  'done-elsewhere': '其他机关已办',
  impossible: '客观上办不到',
  'not-needed': '情况已变，不再需要',
} as const

export const waiveForm = z.strictObject({
  subjectId: field(z.uuid(), { label: '对象', widget: 'hidden' }),
  clause: field(z.string().max(60), { label: '条款', widget: 'hidden' }),
  instance: field(z.string().max(30), { label: '第几次', widget: 'hidden' }),
  basis: field(choice(waiveBases), { label: '依据', span: 24 }),
  approvedBy: field(z.string().trim().min(2).max(60), { label: '批准人', help: '职务和姓名', span: 12 }),
  note: field(z.string().trim().min(2).max(400), { label: '说明', widget: 'textarea', sensitivity: 'personal', span: 24 }),
})

const change = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('adopt'), pack: z.string().max(30), from: day(), until: day().optional() }),
  z.strictObject({ kind: z.literal('end'), adoptionId: z.uuid(), until: day() }),
  z.strictObject({ kind: z.literal('parameter'), key: z.string().max(80), value: z.string().max(20), from: day() }),
  z.strictObject({ kind: z.literal('go-live'), day: day() }),
])
export type Change = z.output<typeof change>

export const previewForm = z.strictObject({ change: field(change, { label: '打算怎么改', widget: 'hidden' }) })
