/** The doors for reading what goes on round the cases: figures over time, news, operations, vehicles. */
import { z } from 'zod'
import { inRange } from '#kernel/actor.ts'
import { field } from '#kernel/field.ts'
import { type AnyQuery, query } from '#kernel/query.ts'
import { sheetOf, XLSX } from '#kernel/sheet.ts'
import { addMonths, dateOf } from '#kernel/time.ts'
import { newsLine, newsShown, operationLine, operationShown, outcomeWords, vehicleLine, vehicleShown } from './answers.ts'
import { monthOf, monthsUntil, nextOperation, trendOf, vehicleStanding } from './rules.ts'
import { type FigureRow, figures } from './store.ts'
import { newsIn, operationsIn, vehiclesIn } from './store-more.ts'
import { kinds } from './words.ts'

const MONTHS = 12

const figuresOf = query({
  name: 'street-order.figures',
  title: '街面问题按月',
  help: '按发现的月份数；点一格看这一格的每一件。涉及未成年人的也数在内，本单位看不到的只见数。',
  params: z.strictObject({ kind: field(z.enum(Object.keys(kinds) as [string, ...string[]]).optional(), { label: '类别' }) }),
  result: z.strictObject({
    months: z.array(z.string()).max(MONTHS),
    kinds: z.array(z.strictObject({ kind: z.string(), counts: z.array(z.number()).max(MONTHS), total: z.number() })).max(10),
    areas: z
      .array(
        z.strictObject({
          areaId: z.string().nullable(),
          name: z.string(),
          counts: z.array(z.number()).max(MONTHS),
          total: z.number(),
        }),
      )
      .max(200),
    outcomes: z.array(z.strictObject({ outcome: z.string(), count: z.number() })).max(10),
    rescued: z.number(),
    trend: z.strictObject({
      now: z.number(),
      before: z.number(),
      fewer: z.boolean().nullable(),
      months: z.array(z.string()).max(12),
    }),
    operation: z.strictObject({ last: z.string().nullable(), by: z.string(), late: z.boolean() }),
  }),
  may: () => true,
  async read({ tx, vault, now }, params) {
    const today = dateOf(now)
    const month = monthOf(today)
    const months = monthsUntil(month, MONTHS)
    const all = await figures(tx)
    const counted = all.filter((each) => !params.kind || each.kind === params.kind)
    const shown = counted.filter((each) => months.includes(each.month))
    const sum = (wanted: (row: FigureRow) => boolean) => shown.filter(wanted).reduce((total, each) => total + each.count, 0)
    const perMonth = (wanted: (row: FigureRow) => boolean) =>
      months.map((each) => sum((row) => row.month === each && wanted(row)))
    const areas = [...new Map(shown.map((each) => [each.areaId, each.areaName ?? '没有填镇街'])).entries()]
    const results = [...new Set(shown.flatMap((each) => (each.outcome ? [each.outcome] : [])))]
    const last = (await operationsIn(tx, vault, 1))[0]?.heldOn ?? null
    const first = all.reduce<string | null>((least, each) => (least === null || each.month < least ? each.month : least), null)
    return {
      months,
      kinds: Object.keys(kinds).map((kind) => ({
        kind,
        counts: perMonth((row) => row.kind === kind),
        total: sum((row) => row.kind === kind),
      })),
      areas: areas
        .map(([areaId, name]) => ({
          areaId,
          name,
          counts: perMonth((row) => row.areaId === areaId),
          total: sum((row) => row.areaId === areaId),
        }))
        .sort((one, other) => other.total - one.total)
        .slice(0, 200),
      outcomes: results.map((outcome) => ({ outcome, count: sum((row) => row.outcome === outcome) })),
      rescued: shown.reduce((total, each) => total + each.rescued, 0),
      trend: trendOf(counted, month, first),
      operation: { last, ...nextOperation(last, today) },
    }
  },
})

const figuresSheet = query({
  name: 'street-order.figures-sheet',
  title: '街面问题统计表',
  params: z.strictObject({}),
  result: 'file',
  may: () => true,
  async read({ tx, now }) {
    const rows = await figures(tx)
    const body = await sheetOf(
      '街面问题统计',
      ['月份', '类别', '镇街', '结果', '件数', '解救、送站人数'],
      rows.map((each) => [
        each.month,
        kinds[each.kind] ?? each.kind,
        each.areaName ?? '',
        outcomeWords(each.outcome) ?? '没有处置',
        String(each.count),
        String(each.rescued),
      ]),
    )
    return { file: { name: `街面问题统计 ${dateOf(now)}.xlsx`, type: XLSX, body } }
  },
})

const news = query({
  name: 'street-order.news',
  title: '拐卖线索通报',
  params: z.strictObject({}),
  result: z.strictObject({ items: z.array(newsLine).max(200) }),
  may: () => true,
  async read({ tx, vault, actor }) {
    const { path } = actor.organisation
    return { items: (await newsIn(tx, vault, { path }, 200)).map((each) => newsShown(each, path)) }
  },
})

const operations = query({
  name: 'street-order.operations',
  title: '联合行动',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z.array(operationLine).max(200),
    next: z.strictObject({ by: z.string(), late: z.boolean() }),
  }),
  may: () => true,
  async read({ tx, vault, now }) {
    const held = await operationsIn(tx, vault, 200)
    return { items: held.map(operationShown), next: nextOperation(held[0]?.heldOn ?? null, dateOf(now)) }
  },
})

const vehicles = query({
  name: 'street-order.vehicles',
  title: '救助车辆',
  params: z.strictObject({}),
  result: z.strictObject({ items: z.array(vehicleLine).max(500) }),
  may: () => true,
  async read({ tx, vault, actor, now }) {
    const today = dateOf(now)
    const soon = addMonths(today, 1)
    const found = await vehiclesIn(tx, vault, 500)
    return { items: found.map((each) => vehicleShown(each, vehicleStanding(each, today, soon), inRange(actor, each.ownerPath))) }
  },
})

const vehiclesSheet = query({
  name: 'street-order.vehicles-sheet',
  title: '救助车辆备案表',
  params: z.strictObject({}),
  result: 'file',
  may: () => true,
  async read({ tx, vault, now }) {
    const found = await vehiclesIn(tx, vault, 500)
    const body = await sheetOf(
      '救助车辆',
      ['车牌', '单位', '用途', '备案单位', '备案日期', '有效期到', '停用'],
      found.map((each) => [
        each.content.plate,
        each.organisation,
        each.kind,
        each.content.toldTo ?? '',
        each.toldOn ?? '',
        each.until ?? '',
        each.endedAt === null ? '' : '已停用',
      ]),
    )
    return { file: { name: `救助车辆 ${dateOf(now)}.xlsx`, type: XLSX, body } }
  },
})

export const queriesRound: AnyQuery[] = [figuresOf, figuresSheet, news, operations, vehicles, vehiclesSheet]
