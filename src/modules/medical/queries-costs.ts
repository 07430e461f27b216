/** Costs: of one file and its stays, of a month by hospital and bearer, the hospitals' bills. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { query } from '#kernel/query.ts'
import { addMonths, dateOf, startOfDay } from '#kernel/time.ts'
import { fileById } from '#modules/people-and-cases/index.ts'
import { month } from './schema-costs.ts'
import { costSheet, XLSX } from './sheet-costs.ts'
import { bills, type CostLine, costLines, COSTS, costTotals } from './store-costs.ts'

const openToAll = () => true as const

const cost = z.strictObject({
  id: z.string(),
  fileId: z.string(),
  no: z.string(),
  name: field(z.string().nullable(), { label: '姓名', sensitivity: 'personal' }),
  stayId: z.string().nullable(),
  hospital: z.string().nullable(),
  billId: z.string().nullable(),
  kind: z.string(),
  fen: z.number(),
  chargedTo: z.string(),
  at: z.number(),
  paidAt: z.number().nullable(),
  withdrawn: z.boolean(),
})
const shown = ({ ownerPath: _o, paidFact: _p, factId: _f, withdrawnAt, ...rest }: CostLine): z.input<typeof cost> => ({
  ...rest,
  withdrawn: withdrawnAt !== null,
})

/** The instants of a month, the present one unless told. */
const spanOf = (of: string | undefined, now: number) => {
  const first = `${of ?? dateOf(now).slice(0, 7)}-01`
  return { month: first.slice(0, 7), from: startOfDay(first), to: startOfDay(addMonths(first, 1)) }
}

export const costsQuery = query({
  name: 'medical.costs',
  title: '医疗费用',
  params: z.strictObject({ month: month.optional() }),
  result: z.strictObject({
    month: z.string(),
    items: z.array(cost).max(COSTS),
    total: z.int(),
    totals: z
      .array(
        z.strictObject({
          hospital: z.string().nullable(),
          chargedTo: z.string(),
          fen: z.number(),
          paidFen: z.number(),
          count: z.int(),
          guests: z.int(),
        }),
      )
      .max(300),
    fen: field(z.number(), { label: '合计', unit: '分' }),
    paidFen: field(z.number(), { label: '已付', unit: '分' }),
  }),
  may: openToAll,
  async read({ tx, now }, params) {
    const span = spanOf(params.month, now)
    const totals = await costTotals(tx, span)
    const items = (await costLines(tx, span)).map(shown)
    return {
      month: span.month,
      items,
      total: totals.reduce((sum, each) => sum + each.count, 0) + items.filter((item) => item.withdrawn).length,
      totals,
      fen: totals.reduce((sum, each) => sum + each.fen, 0),
      paidFen: totals.reduce((sum, each) => sum + each.paidFen, 0),
    }
  },
})

export const costsSheetQuery = query({
  name: 'medical.costs-sheet',
  title: '医疗费用表',
  params: z.strictObject({ month: month.optional() }),
  result: 'file',
  may: openToAll,
  async read({ tx, now }, params) {
    const span = spanOf(params.month, now)
    const body = await costSheet(span.month, await costLines(tx, span))
    return { file: { name: `医疗费用 ${span.month}.xlsx`, type: XLSX, body } }
  },
})

const sums = z.array(z.strictObject({ key: z.string(), fen: z.number(), paidFen: z.number() })).max(60)

export const fileCostsQuery = query({
  name: 'medical.file-costs',
  title: '个案的医疗费用',
  params: z.strictObject({ fileId: field(z.uuid(), { label: '个案', widget: 'hidden' }) }),
  result: z.strictObject({
    items: z.array(cost).max(COSTS),
    byKind: sums,
    byBearer: sums,
    byStay: sums,
    fen: z.number(),
    paidFen: z.number(),
  }),
  may: openToAll,
  async read({ tx }, { fileId }) {
    if (!(await fileById(tx, fileId))) return null
    const lines = await costLines(tx, { fileId })
    const stand = lines.filter((line) => line.withdrawnAt === null)
    const sumOf = (some: CostLine[]) => some.reduce((sum, line) => sum + line.fen, 0)
    const by = (key: (line: CostLine) => string) =>
      [...Map.groupBy(stand, key)].map(([value, some]) => ({
        key: value,
        fen: sumOf(some),
        paidFen: sumOf(some.filter((line) => line.paidAt !== null)),
      }))
    return {
      items: lines.map(shown),
      byKind: by((line) => line.kind),
      byBearer: by((line) => line.chargedTo),
      byStay: by((line) => line.hospital ?? '').slice(0, 60),
      fen: sumOf(stand),
      paidFen: sumOf(stand.filter((line) => line.paidAt !== null)),
    }
  },
})

export const billsQuery = query({
  name: 'medical.bills',
  title: '医院账单',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          id: z.string(),
          hospital: z.string(),
          month: z.string(),
          billNo: z.string().nullable(),
          fen: z.number(),
          standingFen: z.number(),
          lines: z.int(),
          receivedAt: z.number(),
          paidAt: z.number().nullable(),
        }),
      )
      .max(200),
  }),
  may: openToAll,
  read: async ({ tx }) => ({
    items: (await bills(tx)).map(({ ownerPath: _o, factId: _f, ...bill }) => bill),
  }),
})
