/** The doors for reading. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { type AnyQuery, query, type ReadContext } from '#kernel/query.ts'
import { dayOf } from '#kernel/time.ts'
import { mayLead, mayRecord, takesPart } from './access.ts'
import { countCasualties, figuresOf, lastYears, ownersOf, stockOfOperation, tonightOf, yearOf } from './figures.ts'
import { isKnown, nightOf, standingOf, unseenNights } from './rules.ts'
import { operationId } from './schema.ts'
import { areasKnown, casualtiesIn, movementsOf, operationById, type OperationRow, operations } from './store.ts'
import { sleepersIn } from './store-street.ts'
import { casualtyList, courseOf } from './queries-casualties.ts'
import { paperSummary, sheet } from './queries-papers.ts'
import { NOT_SEEN, type Standing, standingKeys } from './words.ts'

const count = z.number().int()
/** People of a list, and squares of a picture: more are counted and not drawn. */
const LONGEST = 300
const personal = (label: string) => field(z.string().nullable(), { label, sensitivity: 'personal' })

const head = z.strictObject({
  operationId: z.string(),
  no: z.string(),
  kind: z.string(),
  state: z.string(),
  from: z.string(),
  until: z.string(),
  level: z.string().nullable(),
  rounds: count,
  /** What whoever asks may do now. */
  may: z.array(z.string()).max(12),
})
const areaRow = z.strictObject({
  areaId: z.string().nullable(),
  name: z.string(),
  planned: count,
  held: count,
  known: count,
  seen: count,
  brought: count,
  looked: count,
  notSeen: count,
  missing: count,
  /** Everybody who is known, each in one. */
  standing: z.record(z.enum(standingKeys as [Standing, ...Standing[]]), count),
  goods: count,
})
const casualties = { deaths: count, injuries: count, unknown: count, others: count, beside: count }
const stock = z.array(z.strictObject({ item: z.string(), in: count, out: count, stock: count })).max(30)
const figures = z.strictObject({
  nights: count,
  planned: count,
  held: count,
  people: count,
  sightings: count,
  brought: count,
  goodsIn: count,
  goodsOut: count,
  ...casualties,
})
const night = z.strictObject({ night: z.string(), planned: count, held: count, seen: count, looked: count, brought: count })

function headOf({ actor }: ReadContext, operation: OperationRow) {
  const leads = mayLead(actor, operation)
  const records = mayRecord(actor) && takesPart(actor, operation)
  const isOpen = operation.state === 'open'
  return {
    operationId: operation.id,
    no: operation.no,
    kind: operation.kind,
    state: operation.state,
    from: operation.from,
    until: operation.until,
    level: operation.level,
    rounds: operation.rounds,
    may: [
      ...(leads && isOpen ? ['weather.change', 'weather.add-rounds', 'weather.close'] : []),
      ...(records ? ['weather.receive-goods', 'weather.issue-goods', 'weather.count-goods'] : []),
    ],
  }
}

export const board = query({
  name: 'weather.board',
  title: '极端天气救助',
  help: '进行中的行动：今夜逐区域的班次、常在街面的人见到没有、物资、伤亡。',
  params: z.strictObject({}),
  result: z.strictObject({
    tonight: z.string(),
    operations: z
      .array(
        head.extend({
          day: count,
          areas: z.array(areaRow).max(120),
          goods: stock,
          ...casualties,
        }),
      )
      .max(40),
    /** This year's, in operations and outside them. */
    year: z.strictObject(casualties),
    outside: z.strictObject(casualties),
    closed: z.array(head.extend(casualties)).max(40),
    mayRecord: z.boolean(),
  }),
  may: () => true,
  async read(context) {
    const { tx, vault, actor, now } = context
    const tonight = nightOf(now)
    const all = await operations(tx, vault)
    const happened = await casualtiesIn(tx, vault, yearOf(now), 1000)
    const running = []
    for (const operation of all.filter((each) => each.state === 'open')) {
      const mine = await casualtiesIn(tx, vault, { operationId: operation.id, from: 0, until: 0 })
      running.push({
        ...headOf(context, operation),
        day: Math.max(0, dayOf(tonight) - dayOf(operation.from) + 1),
        areas: await tonightOf(context, operation, tonight),
        goods: await stockOfOperation(context, operation),
        ...countCasualties(mine),
      })
    }
    const closed = []
    for (const operation of all.filter((each) => each.state === 'closed'))
      closed.push({
        ...headOf(context, operation),
        ...countCasualties(await casualtiesIn(tx, vault, { operationId: operation.id, from: 0, until: 0 })),
      })
    return {
      tonight,
      operations: running,
      year: countCasualties(happened),
      outside: countCasualties(happened.filter((each) => each.operationId === null)),
      closed,
      mayRecord: mayRecord(actor),
    }
  },
})

export const operation = query({
  name: 'weather.operation',
  title: '一次救助行动',
  params: z.strictObject({ operationId }),
  result: head.extend({
    ground: personal('依据'),
    measures: personal('措施'),
    shelter: z.boolean(),
    times: z.string().nullable(),
    summary: personal('小结'),
    areas: z.array(z.strictObject({ id: z.string(), name: z.string(), patrolled: z.boolean() })).max(120),
    figures,
    /** Last year's of the same kind, where there was one. */
    before: z.strictObject({ operationId: z.string(), no: z.string(), from: z.string(), until: z.string(), figures }).nullable(),
    series: z.array(night).max(400),
    goods: stock,
    movements: z
      .array(
        z.strictObject({
          at: z.number(),
          item: z.string(),
          count: count,
          way: z.string(),
          area: z.string().nullable(),
          note: personal('说明'),
        }),
      )
      .max(200),
    course: z.array(z.strictObject({ at: z.number(), title: z.string(), lines: z.array(personal('经过')).max(8) })).max(100),
  }),
  may: () => true,
  async read(context, params) {
    const { tx, vault, now } = context
    const found = await operationById(tx, vault, params.operationId)
    if (!found) return null
    const { series, ...own } = await figuresOf({ tx, vault, now }, found)
    const earlier = lastYears(found, await operations(tx, vault))
    const before = earlier ? await figuresOf({ tx, vault, now }, earlier) : null
    const { content } = found
    const names = new Map(found.areas.map((each) => [each.id, each.name]))
    return {
      ...headOf(context, found),
      ground: content.ground,
      measures: content.measures ?? null,
      shelter: content.shelter === true,
      times: content.fromTime && content.toTime ? `${content.fromTime} 至 ${content.toTime}` : null,
      summary: content.summary ?? null,
      areas: found.areas.map(({ id, name, written }) => ({ id, name, patrolled: written !== true })),
      figures: own,
      before:
        earlier && before
          ? {
              operationId: earlier.id,
              no: earlier.no,
              from: earlier.from,
              until: earlier.until,
              figures: (({ series: _series, ...rest }) => rest)(before),
            }
          : null,
      series,
      goods: await stockOfOperation(context, found),
      movements: (await movementsOf(tx, vault, found.id, 200)).map((each) => ({
        at: each.at,
        item: each.item,
        count: each.count,
        way: each.way,
        area: each.areaId ? (names.get(each.areaId) ?? null) : null,
        note: [each.content.from, each.content.to, each.content.reason].filter(Boolean).join('；') || null,
      })),
      course: await courseOf(context, found.id),
    }
  },
})

export const missing = query({
  name: 'weather.missing',
  title: '常在街面、今夜没有见到的人',
  help: '只有编号和区域；姓名、样子在巡查名单里。',
  params: z.strictObject({
    operationId,
    everybody: field(z.boolean().optional(), { label: '见到的也要', help: '不选只列没有见到的' }),
  }),
  result: z.strictObject({
    total: count,
    items: z
      .array(
        z.strictObject({
          personId: z.string(),
          areaId: z.string().nullable(),
          area: z.string(),
          lastSeenAt: z.number().nullable(),
          nights: count,
          looked: z.boolean(),
          standing: z.enum(standingKeys as [Standing, ...Standing[]]),
        }),
      )
      .max(LONGEST),
  }),
  may: () => true,
  async read({ tx, vault, now }, params) {
    const found = await operationById(tx, vault, params.operationId)
    if (!found) return null
    const tonight = nightOf(now)
    const areas = found.areas.map((each) => each.id)
    const list = (await sleepersIn(tx, areas, ownersOf(found), tonight))
      .filter((each) => each.seen || each.brought || each.hospital || isKnown(each, now))
      .map((each) => ({ ...each, standing: standingOf(each, found, tonight) }))
      .filter((each) => params.everybody || NOT_SEEN.includes(each.standing))
    const names = new Map(found.areas.map((each) => [each.id, each.name]))
    return {
      total: list.length,
      items: list
        .map((each) => ({
          personId: each.personId,
          areaId: each.areaId,
          area: (each.areaId && names.get(each.areaId)) || '没有写区域',
          lastSeenAt: each.lastSeenAt,
          nights: unseenNights(each, found, tonight),
          looked: each.looked,
          standing: each.standing,
        }))
        .toSorted((a, b) => b.nights - a.nights)
        .slice(0, LONGEST),
    }
  },
})

export const areas = query({
  name: 'weather.areas',
  title: '可选的巡查区域',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z.array(z.strictObject({ id: z.string(), name: z.string(), station: z.string().nullable() })).max(500),
  }),
  may: () => true,
  read: async ({ tx }) => ({
    items: (await areasKnown(tx)).map(({ id, name, station }) => ({ id, name, station })),
  }),
})

export const queries: AnyQuery[] = [board, operation, missing, casualtyList, areas, sheet, paperSummary]
