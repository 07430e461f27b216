/** The board of the road home: who is under way, which refusals and refunds are open, what a month cost and whom it took home. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { detailsOf } from '#kernel/ledger.ts'
import { type AnyQuery, query, type ReadContext } from '#kernel/query.ts'
import { addMonths, dateOf, startOfDay } from '#kernel/time.ts'
import { XLSX } from '#kernel/sheet.ts'
import { sexes } from '#modules/people-and-cases/words.ts'
import { originRefusal } from './lifecycle.ts'
import { costLine, monthOf } from './queries-journey.ts'
import { yuanOf } from './rules-form.ts'
import { hasArrived } from './rules-refusal.ts'
import { allLeavingKinds } from './schema.ts'
import { type ReturnRow, returnsSheet } from './sheet.ts'
import { costsBetween, refundsOpen, refusalsOpen, type ReturnLine, returnsBetween, underWayNow } from './store-board.ts'
import { LONGEST } from './store-read.ts'

const words = (label: string) => field(z.string().nullable(), { label, sensitivity: 'personal' })
const guest = {
  fileId: z.string(),
  no: field(z.string(), { label: '编号' }),
  name: field(z.string(), { label: '姓名', sensitivity: 'personal' }),
  sex: z.string().nullable(),
}
const openToAll = () => true as const
const month = field(
  z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .optional(),
  { label: '月份' },
)

async function detailsBy<T>({ tx, vault }: ReadContext, items: readonly T[], id: (item: T) => string) {
  const details = await detailsOf(tx, vault, items.map(id))
  return (item: T, key: string): string | null => {
    const found = details.get(id(item))?.[key]
    return typeof found === 'string' ? found : null
  }
}

export const underWay = query({
  name: 'departure.under-way',
  title: '在途和待签收',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          ...guest,
          kind: z.string(),
          leftAt: z.number(),
          arrivesOn: z.string().nullable(),
          refused: z.boolean(),
          crossProvince: z.boolean().nullable(),
          arrived: z.boolean(),
          exceptions: z.array(z.string()).max(5),
          to: words('送到哪里'),
        }),
      )
      .max(LONGEST),
    total: z.number(),
  }),
  may: openToAll,
  async read(context) {
    const { items, total } = await underWayNow(context.tx)
    const told = await detailsBy(context, items, (each) => each.leftFact)
    return {
      items: items.map(({ leftFact, planState, ...each }) => {
        const line = { ...each, leftFact, planState }
        return {
          ...each,
          refused: planState === 'refused',
          arrived: hasArrived(each, dateOf(context.now)),
          to: told(line, 'receiver') ?? told(line, 'origin'),
        }
      }),
      total,
    }
  },
})

export const refusals = query({
  name: 'departure.refusals',
  title: '拒收协调',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          ...guest,
          stationName: z.string(),
          state: z.string(),
          stateTitle: z.string(),
          refusedAt: z.number(),
          raisedAt: z.number().nullable(),
          raisedTo: z.string().nullable(),
          origin: words('哪里拒收'),
          reason: words('理由'),
        }),
      )
      .max(LONGEST),
    total: z.number(),
  }),
  may: openToAll,
  async read(context) {
    const { items, total } = await refusalsOpen(context.tx)
    const told = await detailsBy(context, items, (each) => each.factId)
    return {
      items: items.map(({ factId, ...each }) => ({
        ...each,
        stateTitle: originRefusal.states[each.state].zh,
        origin: told({ ...each, factId }, 'origin'),
        reason: told({ ...each, factId }, 'reason'),
      })),
      total,
    }
  },
})

export const refunds = query({
  name: 'departure.refunds',
  title: '待退款',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          ...guest,
          ticketId: z.string(),
          fareFen: field(z.number(), { label: '票价', unit: '分' }),
          refundFen: field(z.number(), { label: '该退', unit: '分' }),
          returnedAt: z.number(),
          ticket: words('车票'),
        }),
      )
      .max(LONGEST),
    total: z.number(),
  }),
  may: openToAll,
  async read(context) {
    const { items, total } = await refundsOpen(context.tx)
    const told = await detailsBy(context, items, (each) => each.factId)
    return {
      items: items.map(({ factId, ...each }) => {
        const line = { ...each, factId }
        return { ...each, ticket: [told(line, 'number'), told(line, 'to')].filter(Boolean).join(' 到') || null }
      }),
      total,
    }
  },
})

/** The first instants of a month and of the next one. */
function bounds(asked: string | undefined, now: number): { month: string; from: number; until: number } {
  const chosen = asked ?? monthOf(now)
  return { month: chosen, from: startOfDay(`${chosen}-01`), until: startOfDay(addMonths(`${chosen}-01`, 1)) }
}

export const costsOfMonth = query({
  name: 'departure.costs-of-month',
  title: '返乡费用',
  params: z.strictObject({ month }),
  result: z.strictObject({ month: z.string(), people: z.number(), lines: z.array(costLine).max(200) }),
  may: openToAll,
  async read({ tx, now }, params) {
    const { month: chosen, from, until } = bounds(params.month, now)
    return { month: chosen, ...(await costsBetween(tx, from, until)) }
  },
})

/** Longest month that a sheet takes. */
const LONGEST_MONTH = 5000

async function monthRows(context: ReadContext, from: number, until: number): Promise<ReturnRow[]> {
  const lines = await returnsBetween(context.tx, from, until, LONGEST_MONTH)
  const told = await detailsBy(context, lines, (each) => each.factId)
  return lines.map((line) => rowOf(line, told(line, 'origin') ?? told(line, 'receiver')))
}

function rowOf(line: ReturnLine, origin: string | null): ReturnRow {
  return {
    no: line.no,
    name: line.name,
    sex: line.sex ? (sexes[line.sex as keyof typeof sexes] ?? '') : '',
    leftOn: dateOf(line.leftAt),
    kind: allLeavingKinds[line.kind as keyof typeof allLeavingKinds] ?? line.kind,
    origin: origin ?? '',
    route:
      line.local === true ? '本辖区' : line.crossProvince === true ? '跨省' : line.crossProvince === false ? '省内' : '不清楚',
    handedOver: line.handedOverAt === null ? '' : dateOf(line.handedOverAt),
    told: line.originToldAt === null ? '' : `${dateOf(line.originToldAt)} ${line.letterNo ?? ''}`.trim(),
    cost: yuanOf(Number(line.fen)),
  }
}

export const returnsOfMonth = query({
  name: 'departure.returns-sheet',
  title: '返乡月表',
  help: '一个月里接送返乡的每一人：到哪里、交接、告知、费用。',
  params: z.strictObject({ month }),
  result: 'file',
  may: openToAll,
  async read(context, params) {
    const { month: chosen, from, until } = bounds(params.month, context.now)
    const body = await returnsSheet(chosen, await monthRows(context, from, until))
    return { file: { name: `返乡月表 ${chosen}.xlsx`, type: XLSX, body } }
  },
})

export const queries: AnyQuery[] = [underWay, refusals, refunds, costsOfMonth, returnsOfMonth]
