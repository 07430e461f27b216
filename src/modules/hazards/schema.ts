/** What this room asks. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { dayOfDate } from '#kernel/time.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'
import { stateKeys } from './lifecycle.ts'
import { kinds, places, sources } from './words.ts'

export const hazardId = field(z.uuid(), { label: '隐患', widget: 'hidden' })
const date = () => z.string().refine((text) => dayOfDate(text) !== null, '请按 2026-12-09 填写日期')
const photos = field(z.array(z.uuid()).max(9).optional(), {
  label: '照片',
  widget: 'file',
  sensitivity: 'personal',
  help: '不要拍到孩子的脸',
})

export const foundForm = z.strictObject({
  place: field(choice(places), { label: '在哪类地方' }),
  kind: field(choice(kinds), { label: '是什么隐患' }),
  where: field(shortText(120), { label: '具体位置', sensitivity: 'personal', help: '路名、门牌、哪个校门' }),
  what: field(longText(800), {
    label: '什么情况',
    widget: 'textarea',
    sensitivity: 'personal',
    help: '只写隐患，不写孩子的姓名',
  }),
  placeId: field(z.uuid().optional(), { label: '哪个学校、镇街、村社区', widget: 'subject', help: '学校周边的，该校能看到' }),
  urgent: field(z.boolean().optional(), { label: '马上会伤到人', help: '先打 110 或 119，拦住，再登记' }),
  source: field(choice(sources).optional(), { label: '怎么发现的' }),
  reportNo: field(shortText(40).optional(), { label: '线索报告编号', help: '由报告转来的填' }),
  photos,
})

export const assignForm = z.strictObject({
  hazardId,
  organisationId: field(z.uuid().optional(), {
    label: '整改单位',
    widget: 'subject',
    help: '系统内的从名单里选，对方能看到并答复',
  }),
  bodyName: field(shortText(60).optional(), { label: '整改单位全称', help: '不在名单里的写全称' }),
  dueOn: field(date(), { label: '整改期限', widget: 'date' }),
  ask: field(longText(500).optional(), { label: '整改要求', widget: 'textarea' }),
  reason: field(longText(300).optional(), { label: '改派的理由', widget: 'textarea', help: '改交另一单位时填' }),
})

export const rectifyForm = z.strictObject({
  hazardId,
  how: field(longText(800), { label: '怎么整改的', widget: 'textarea', sensitivity: 'personal' }),
  photos,
})

export const verifyForm = z.strictObject({
  hazardId,
  passed: field(z.boolean(), { label: '隐患已经消除' }),
  finding: field(longText(500), { label: '看到了什么', widget: 'textarea', sensitivity: 'personal', help: '到现场看过再写' }),
  dueOn: field(date().optional(), {
    label: '重新整改的期限',
    widget: 'date',
    help: '没有消除时填',
    showIf: (draft) => draft['passed'] === false,
  }),
  photos,
})

export const reopenForm = z.strictObject({
  hazardId,
  what: field(longText(500), { label: '又是什么情况', widget: 'textarea', sensitivity: 'personal' }),
  photos,
})

export const withdrawForm = z.strictObject({
  hazardId,
  reason: field(longText(300), { label: '为什么撤回', widget: 'textarea', help: '记重了的，写明另一条的编号' }),
})

export const raiseForm = z.strictObject({ hazardId })

export const boardForm = z.strictObject({
  states: field(
    z
      .array(z.enum(stateKeys as [string, ...string[]]))
      .max(10)
      .optional(),
    { label: '状态' },
  ),
  place: field(choice(places).optional(), { label: '地方' }),
  late: field(z.boolean().optional(), { label: '只看逾期' }),
  mine: field(z.boolean().optional(), { label: '只看交给本单位的' }),
})
export type BoardForm = z.output<typeof boardForm>
