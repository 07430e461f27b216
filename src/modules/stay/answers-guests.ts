/** Shapes of the answers about guests. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { countsShape, list, name, number, numberOrNone, personal, personalOrNone, text, textOrNone, yes } from './answer-parts.ts'

const limitShape = z.object({ words: text('期限'), on: textOrNone('期满日'), daysLeft: numberOrNone('剩余天数') })
const dueShape = z.object({
  care: text('照料'),
  words: text('照料'),
  dueAt: number('应于'),
  late: yes('已迟'),
  lastAt: numberOrNone('上次'),
})

const leaveShape = z.object({
  until: text('应回日期'),
  daysLate: number('超过天数'),
  notBack: yes('已记未归'),
  keepsBed: yes('床位留着'),
  where: personal('去哪里'),
  companion: personal('和谁一起'),
  phone: field(z.string().nullable(), { label: '联系电话', sensitivity: 'personal', mask: 'phone' }),
  approvedBy: personal('同意人'),
  begunAt: number('外出时间'),
})

export const inStationShape = z.object({
  total: number('人数'),
  shift: z.object({ zh: text('班次'), from: number('起'), to: number('止') }),
  counts: countsShape,
  items: list(
    z.object({
      fileId: z.string(),
      name,
      no: text('编号'),
      sex: textOrNone('性别'),
      age: textOrNone('年龄'),
      words: list(z.string(), 20),
      zoneId: z.string().nullable(),
      zone: textOrNone('分区'),
      bed: textOrNone('床号'),
      where: z.enum(['here', 'hospital', 'entrusted', 'leave']),
      whereWords: text('在哪里'),
      acceptedAt: numberOrNone('受理时间'),
      days: numberOrNone('在站天数'),
      limit: limitShape,
      due: list(dueShape, 20),
      planReviewOn: textOrNone('复核日期'),
      leave: leaveShape.nullable(),
    }),
  ),
})

export const fileShape = z.object({
  fileId: z.string(),
  state: text('状态'),
  name,
  words: list(z.string(), 20),
  here: yes('在站'),
  /** Where somebody of the house is at this hour; null for who has left. */
  where: text('在哪里').nullable(),
  needsBed: yes('要床'),
  small: yes('可能未满 6 岁'),
  days: numberOrNone('在站天数'),
  limit: limitShape,
  bed: z
    .object({ bedId: z.string(), label: text('床号'), zone: text('分区'), takenAt: number('自'), withMother: yes('随母') })
    .nullable(),
  history: list(
    z.object({ id: z.string(), label: text('床号'), zone: text('分区'), takenAt: number('起'), leftAt: numberOrNone('止') }),
    200,
  ),
  together: z.object({ motherFileId: z.string(), mother: personalOrNone('母亲') }).nullable(),
  needs: list(
    z.object({
      care: text('照料'),
      words: text('照料'),
      everyHours: number('间隔'),
      note: personalOrNone('怎么做'),
      usual: yes('通常'),
    }),
    20,
  ),
  due: list(dueShape, 20),
  shift: z.object({ zh: text('班次'), from: number('起'), to: number('止') }),
  care: z.object({
    total: number('条数'),
    lines: list(
      z.object({
        id: z.string(),
        words: text('照料'),
        result: text('结果'),
        resultWords: text('结果'),
        at: number('时间'),
        by: text('谁做'),
        note: personalOrNone('说明'),
      }),
      200,
    ),
  }),
  lastRound: z.object({ at: number('时间'), by: text('谁'), seen: yes('见到') }).nullable(),
  leave: leaveShape.nullable(),
  leaves: z.object({
    total: number('次数'),
    lines: list(leaveShape.extend({ id: z.string(), endedAt: numberOrNone('止'), state: text('状态') }), 20),
  }),
  trainings: list(
    z.object({
      id: z.string(),
      kindWords: text('种类'),
      topic: personal('内容'),
      givenBy: personalOrNone('由谁办'),
      beganOn: text('开始'),
      endedOn: textOrNone('结束'),
      hours: numberOrNone('课时'),
      result: text('结果'),
      resultWords: text('结果'),
      note: personalOrNone('去向'),
    }),
    100,
  ),
  plans: list(
    z.object({
      id: z.string(),
      running: yes('执行中'),
      groundWords: text('为了防止'),
      measures: list(z.string(), 20),
      reason: personal('为什么必要'),
      how: personal('怎么做'),
      told: personalOrNone('告知'),
      madeAt: number('制定'),
      by: text('谁'),
      reviewOn: text('复核日期'),
      endedAt: numberOrNone('终止'),
      endedReason: personalOrNone('终止原因'),
      reviews: list(
        z.object({ id: z.string(), at: number('时间'), by: text('谁'), finding: personal('情况'), nextOn: text('下次') }),
        200,
      ),
    }),
    50,
  ),
  extensions: list(
    z.object({
      id: z.string(),
      groundWords: text('理由'),
      until: text('延至'),
      approvedBy: text('批准'),
      filedAt: number('报备'),
      acknowledgedAt: numberOrNone('备案'),
      acknowledgedBy: textOrNone('备案机关'),
    }),
    100,
  ),
})

export const roundSheetShape = z.object({
  shift: z.object({ zh: text('班次'), from: number('起'), to: number('止') }),
  zones: list(
    z.object({
      id: z.string(),
      name: text('分区'),
      rule: text('规则'),
      lastRound: z.object({ at: number('时间'), by: text('谁'), seen: number('见到'), missed: number('没见到') }).nullable(),
      guests: list(
        z.object({
          fileId: z.string(),
          name,
          bed: text('床号'),
          where: text('在哪里'),
          words: list(z.string(), 20),
          due: list(dueShape, 20),
          plan: yes('行为方案'),
        }),
      ),
    }),
    200,
  ),
})
