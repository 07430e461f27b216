/** The doors for reading: a child's assessments, one to be filled in, the board, who may assess. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { type AnyQuery, query } from '#kernel/query.ts'
import { addDays, dateOf } from '#kernel/time.ts'
import { childById, compartmentsOf, notOpened, sheetUsed } from '#modules/people-and-cases/index.ts'
import { shortOf, shortShape } from './lists.ts'
import { papers } from './queries-papers.ts'
import { sheetQueries } from './queries-sheets.ts'
import { teamFor } from './rules.ts'
import { boardForm, ofAssessment, ofChild } from './schema.ts'
import { assessmentById, assessmentsOf, assessorsOf, opinionsOf } from './store.ts'
import { assessable, listed } from './store-read.ts'
import { SOON_DAYS } from './words.ts'

const personal = (label: string) => field(z.string().nullable(), { label, sensitivity: 'personal' })

const ofChildQuery = query({
  name: 'assessment.of-child',
  title: '孩子的评估',
  params: ofChild,
  result: z.strictObject({
    closed: z.boolean(),
    mayDecide: z.boolean(),
    assessments: z.array(shortShape).max(100),
    opinions: z
      .array(
        z.strictObject({
          id: z.uuid(),
          manner: z.string(),
          heardAt: field(z.number(), { label: '时间', widget: 'instant' }),
          wish: z.string().nullable(),
          words: personal('原话'),
          alone: z.boolean().nullable(),
          by: z.string(),
        }),
      )
      .max(50),
  }),
  may: () => true,
  async read(context, { childId }) {
    const shut = await notOpened(context, childId)
    if (shut) return shut
    const { tx, vault, actor } = context
    const child = await childById(tx, childId)
    const opens = await compartmentsOf(tx, childId)
    if (!child || !opens.has('assessment')) return null
    const rows = await assessmentsOf(tx, vault, childId)
    const assessors = await assessorsOf(
      tx,
      vault,
      rows.map((row) => row.id),
    )
    const opinions = await opinionsOf(tx, vault, childId)
    return {
      closed: child.closedAt !== null,
      mayDecide: opens.has('guardianship'),
      assessments: rows.map((row) => shortOf(row, assessors, actor.accountId)),
      opinions: opinions.map(({ id, manner, heardAt, content }) => ({
        id,
        manner,
        heardAt,
        wish: content.wish ?? null,
        words: content.words ?? null,
        alone: content.alone ?? null,
        by: content.by,
      })),
    }
  },
})

/** Which sheet in which version: the same one is looked up once. */
const sheetKey = (row: { sheetId: string | null; sheet: string; version: string }) =>
  `${row.sheetId ?? ''} ${row.sheet} ${row.version}`

/** A sheet travels as it is: its shape is proven when it is read in. */
const sheetShape = z.record(z.string(), z.unknown())

const one = query({
  name: 'assessment.one',
  title: '一份评估',
  params: ofAssessment,
  result: z.strictObject({
    short: shortShape,
    child: z.strictObject({ no: z.string(), name: field(z.string(), { label: '姓名', sensitivity: 'personal' }) }),
    mayDecide: z.boolean(),
    answers: field(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])), {
      label: '答案',
      sensitivity: 'personal',
    }),
    remarks: field(z.record(z.string(), z.string()), { label: '说明', sensitivity: 'personal' }),
    seen: z.int(),
    note: personal('说明'),
    team: z.strictObject({ least: z.int(), most: z.int(), titled: z.int(), citation: z.string() }),
    sheet: sheetShape,
  }),
  may: () => true,
  async read(context, { assessmentId }) {
    const { tx, vault, actor } = context
    const row = await assessmentById(tx, vault, assessmentId)
    if (!row) return null
    const shut = await notOpened(context, row.childId)
    if (shut) return { ...shut, details: { childId: row.childId } }
    const child = await childById(tx, row.childId)
    const sheet = await sheetUsed(tx, row)
    if (!child || !sheet) return null
    const { least, most, titled, citation } = teamFor(sheet, row.purpose)
    return {
      short: shortOf(row, await assessorsOf(tx, vault, [row.id]), actor.accountId),
      child: { no: child.no, name: child.name },
      mayDecide: (await compartmentsOf(tx, row.childId)).has('guardianship'),
      answers: row.content.answers,
      remarks: row.content.remarks,
      seen: row.content.changes,
      note: row.content.note ?? null,
      team: { least, most, titled, citation },
      sheet: { ...sheet },
    }
  },
})

const MOST = 300
const board = query({
  name: 'assessment.board',
  title: '监护评估',
  help: '自己能看的孩子：进行中的、该复评的、已出结果的。',
  params: boardForm,
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          assessmentId: z.uuid(),
          childId: z.uuid(),
          no: z.string(),
          name: field(z.string(), { label: '姓名', sensitivity: 'personal' }),
          purpose: z.string(),
          sheetTitle: z.string(),
          state: z.string(),
          gradeTitle: field(z.string().nullable(), { label: '结果', sensitivity: 'personal' }),
          startedAt: field(z.number(), { label: '开始', widget: 'instant' }),
          concludedAt: field(z.number().nullable(), { label: '出结果', widget: 'instant' }),
          nextOn: z.string().nullable(),
          unsigned: z.int(),
          mine: z.boolean(),
        }),
      )
      .max(MOST),
    total: z.int(),
  }),
  may: () => true,
  async read({ tx, vault, actor, now }, { list }) {
    const states = list === 'done' ? (['concluded', 'set-aside'] as const) : (['under-way', 'disputed'] as const)
    const dueBy = list === 'due' ? addDays(dateOf(now), SOON_DAYS) : undefined
    const { items, total } = await listed(tx, vault, { states, dueBy, limit: MOST })
    const assessors = await assessorsOf(
      tx,
      vault,
      items.map((each) => each.id),
    )
    const titles = new Map<string, string>()
    for (const each of items) {
      const key = sheetKey(each)
      if (!titles.has(key)) titles.set(key, (await sheetUsed(tx, each))?.title ?? '')
    }
    return {
      items: items.map((each) => {
        const { purposeTitle, stateTitle, gradeTitle, assessors: own } = shortOf(each, assessors, actor.accountId)
        return {
          assessmentId: each.id,
          childId: each.childId,
          no: each.no,
          name: each.name,
          purpose: purposeTitle,
          sheetTitle: titles.get(sheetKey(each)) ?? '',
          state: stateTitle,
          gradeTitle,
          startedAt: each.startedAt,
          concludedAt: each.concludedAt,
          nextOn: each.nextOn,
          unsigned: own.filter((one) => one.signedAt === null).length,
          mine: own.some((one) => one.mine && one.signedAt === null),
        }
      }),
      total,
    }
  },
})

const assessors = query({
  name: 'assessment.assessors',
  title: '可以评估的人',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          id: z.uuid(),
          name: field(z.string(), { label: '姓名', sensitivity: 'personal' }),
          organisation: z.string(),
          kind: z.string(),
        }),
      )
      .max(300),
  }),
  may: () => true,
  async read({ tx, actor }) {
    const found = await assessable(tx, actor.organisation.path, 300)
    return { items: found.map(({ id, name, organisation, kind }) => ({ id, name, organisation, kind })) }
  },
})

export const queries: AnyQuery[] = [ofChildQuery, one, board, assessors, ...sheetQueries, ...papers]
