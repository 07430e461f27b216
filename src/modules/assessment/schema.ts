/** What this room asks. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { dayOfDate } from '#kernel/time.ts'
import { longText, sheetNeeds, sheetPurposes, shortText } from '#modules/people-and-cases/words.ts'
import { disputeOutcomes, dropReasons, objectors, opinionManners, purposes, titles, wishes } from './words.ts'

const hidden = (label: string) => field(z.uuid(), { label, widget: 'hidden' })
export const childId = hidden('个案')
export const assessmentId = hidden('评估')
const date = () => z.string().refine((text) => dayOfDate(text) !== null, '请按 2026-12-09 填写日期')
const files = (label: string) => field(z.array(z.uuid()).max(10).optional(), { label, widget: 'file', sensitivity: 'personal' })
const said = (label: string, max = 1000) => field(longText(max), { label, widget: 'textarea', sensitivity: 'personal' })
const mayBeSaid = (label: string, help?: string) =>
  field(longText(1000).optional(), { label, widget: 'textarea', sensitivity: 'personal', ...(help ? { help } : {}) })

export const ofChild = z.strictObject({ childId })
export const ofAssessment = z.strictObject({ assessmentId })

const assessors = field(
  z
    .array(
      z.strictObject({
        accountId: field(z.uuid().optional(), { label: '评估人', widget: 'subject', help: '从名单里选；可选社会组织的人' }),
        name: field(shortText(30).optional(), { label: '姓名', sensitivity: 'personal', help: '没有账号的写姓名' }),
        organisation: field(shortText(60).optional(), { label: '单位', help: '没有账号的写' }),
        title: field(choice(titles).optional(), { label: '职称' }),
      }),
    )
    .min(1)
    .max(5),
  { label: '评估人', help: '人数按指标表的规定；被选的人能看到登记、家庭和评估部分' },
)

export const startForm = z.strictObject({
  childId,
  purpose: field(choice(purposes), { label: '为什么评估' }),
  assessors,
  note: mayBeSaid('说明'),
})

export const changeTeamForm = z.strictObject({
  assessmentId,
  assessors,
  reason: said('为什么换', 300),
})

const answer = z.union([z.string().max(60), z.number(), z.boolean()])
export const fillForm = z.strictObject({
  assessmentId,
  answers: field(z.record(z.string().max(60), answer), { label: '答案', widget: 'hidden', sensitivity: 'personal' }),
  remarks: field(z.record(z.string().max(60), longText(500)).optional(), {
    label: '各项说明',
    widget: 'hidden',
    sensitivity: 'personal',
  }),
  /** Times it was changed before; a stranger's change in between is not overwritten. */
  seen: field(z.int().min(0), { label: '看到的版本', widget: 'hidden' }),
})

export const signForm = z.strictObject({
  assessmentId,
  seen: field(z.int().min(0), { label: '看到的版本', widget: 'hidden' }),
})

export const concludeForm = z.strictObject({
  assessmentId,
  needs: field(z.array(choice(sheetNeeds)).max(8).optional(), {
    label: '需求',
    help: '按答案已勾好，可增减；有需求的，五个工作日内转介或定方案',
  }),
  guardianKnown: field(z.boolean().optional(), { label: '监护人已找到' }),
  usedByGuardian: field(z.boolean().optional(), { label: '被监护人利用', help: '乞讨、卖艺、违法犯罪；选“是”，公安按期处理' }),
  ableToWork: field(z.boolean().optional(), { label: '有劳动能力', section: '年满十六周岁的' }),
  registeredUnemployed: field(z.boolean().optional(), { label: '登记失业', section: '年满十六周岁的' }),
  conclusion: said('评估意见', 1500),
  whyOpen: mayBeSaid('为什么现在弄不清', '只在结果定不下来时填'),
  paper: files('没有账号的评估人签过名的纸质表'),
})

export const dropForm = z.strictObject({
  assessmentId,
  reason: field(choice(dropReasons), { label: '原因' }),
  note: mayBeSaid('说明'),
})

export const hearForm = z.strictObject({
  childId,
  manner: field(choice(opinionManners), { label: '怎么听的' }),
  wish: field(choice(wishes).optional(), { label: '本人愿望' }),
  words: mayBeSaid('孩子的原话'),
  alone: field(z.boolean().optional(), { label: '单独听取，监护人不在场' }),
  files: files('孩子写的、画的'),
})

export const disputeForm = z.strictObject({
  assessmentId,
  from: field(choice(objectors), { label: '谁提出' }),
  reason: said('异议内容'),
  files: files('附件'),
})

export const answerForm = z.strictObject({
  assessmentId,
  outcome: field(choice(disputeOutcomes), { label: '复核结果' }),
  reason: said('理由'),
})

export const followForm = z.strictObject({ childId })
export const followSameForm = z.strictObject({ childId, into: hidden('并入的个案') })

export const bringForm = z.strictObject({
  text: field(z.string().trim().min(1).max(200_000), {
    label: '指标表（YAML）',
    widget: 'textarea',
    help: '照附带的表改：换版本号，改题目、分值、档次。保存前逐处检查。',
  }),
})
export const adoptForm = z.strictObject({
  sheetId: field(z.uuid().optional(), { label: '自己的表', widget: 'hidden' }),
  sheet: field(shortText(40), { label: '表', widget: 'hidden' }),
  version: field(shortText(20), { label: '版本', widget: 'hidden' }),
  purposes: field(z.array(choice(sheetPurposes)).min(1).max(6), { label: '用于' }),
  from: field(date(), { label: '从哪天起', widget: 'date' }),
})
export const boardForm = z.strictObject({
  list: field(choice({ open: '进行中', due: '该复评的', done: '已出结果' }).optional(), { label: '清单' }),
})
