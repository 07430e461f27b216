/** Found again: who, how often, what the repeating looks like, and the causes of an area over time. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { detailsOf } from '#kernel/ledger.ts'
import { query, type ReadContext } from '#kernel/query.ts'
import { addMonths, dateOf, startOfDay } from '#kernel/time.ts'
import { divisionNames, fileById, personById } from '#modules/people-and-cases/index.ts'
import { patternOf, sayings } from './rules-again.ts'
import { type AgainLine, againLines, causeCells, divisionCells, LONGEST } from './store-again-read.ts'
import { causes } from './words-needs.ts'

const month = (label: string) =>
  field(
    z
      .string()
      .regex(/^\d{4}-\d{2}$/)
      .optional(),
    { label },
  )

const againAnswer = z.strictObject({
  againId: z.string(),
  fileId: z.string().nullable(),
  personId: z.string(),
  no: field(z.string().nullable(), { label: '编号' }),
  name: field(z.string(), { label: '姓名', sensitivity: 'personal' }),
  foundAt: field(z.number(), { label: '再次流浪', widget: 'instant' }),
  source: z.enum(['intake', 'hand']),
  newFileId: z.string().nullable(),
  newNo: field(z.string().nullable(), { label: '再次受理' }),
  causes: z.array(z.string()),
  place: field(z.string().nullable(), { label: '在哪里', sensitivity: 'personal' }),
  from: field(z.string().nullable(), { label: '从哪里出来', sensitivity: 'personal' }),
  note: field(z.string().nullable(), { label: '经过', sensitivity: 'personal' }),
  toldAt: field(z.number().nullable(), { label: '反馈民政局', widget: 'instant' }),
  since: field(z.number().nullable(), { label: '上次返乡', widget: 'instant' }),
  times: field(z.number(), { label: '次数' }),
  home: field(z.string().nullable(), { label: '户籍地' }),
})

const patternAnswer = z.strictObject({
  times: z.number(),
  daysHome: z.array(z.number()),
  bySeason: z.record(z.string(), z.number()),
  byWeekday: z.array(z.number()),
  byMonth: z.array(z.number()),
  places: z
    .array(z.strictObject({ name: field(z.string(), { label: '地点', sensitivity: 'personal' }), times: z.number() }))
    .max(100),
  causes: z.record(z.string(), z.number()),
  causeUntold: z.number(),
})

const homeOf = (division: string | null): string | null => (division ? divisionNames(division).join('') || division : null)
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

export async function worded({ tx, vault }: ReadContext, items: AgainLine[]): Promise<z.input<typeof againAnswer>[]> {
  const details = await detailsOf(
    tx,
    vault,
    items.map((each) => each.factId),
  )
  return items.map(({ id, division, station: _station, factId, ...each }) => {
    const said = details.get(factId) ?? {}
    return {
      ...each,
      againId: id,
      home: homeOf(division),
      place: text(said['place']),
      from: text(said['from']),
      note: text(said['note']),
    }
  })
}

/** Instants of a span of months, both included. */
const spanOf = (asked: { from?: string | undefined; to?: string | undefined }) => ({
  ...(asked.from ? { from: startOfDay(`${asked.from}-01`) } : {}),
  ...(asked.to ? { until: startOfDay(addMonths(`${asked.to}-01`, 1)) } : {}),
})

export const againList = query({
  name: 'follow-up.again-list',
  title: '反复流浪',
  params: z.strictObject({
    cause: field(z.string().max(20).optional(), { label: '原因' }),
    division: field(z.string().max(6).optional(), { label: '户籍地' }),
    untold: field(z.boolean().optional(), { label: '只看没有反馈的' }),
    from: month('从哪个月'),
    to: month('到哪个月'),
  }),
  result: z.strictObject({ items: z.array(againAnswer).max(LONGEST), total: z.number(), persons: z.number() }),
  may: () => true,
  async read(context, asked) {
    const { cause, division, untold } = asked
    const found = await againLines(context.tx, { cause, division, untold, ...spanOf(asked), limit: LONGEST })
    return { items: await worded(context, found.items), total: found.total, persons: found.persons }
  },
})

export const againOf = query({
  name: 'follow-up.again-of',
  title: '此人的反复流浪',
  params: z.strictObject({ fileId: field(z.uuid(), { label: '个案', widget: 'hidden' }) }),
  result: z.strictObject({
    personId: z.string(),
    returned: z.boolean(),
    items: z.array(againAnswer).max(LONGEST),
    pattern: patternAnswer,
    sayings: z.array(field(z.string(), { label: '规律', sensitivity: 'personal' })).max(20),
  }),
  may: () => true,
  async read(context, { fileId }) {
    const { tx, vault } = context
    const file = await fileById(tx, fileId)
    const person = file && (await personById(tx, vault, file.personId))
    if (!file || !person) return null
    const { items } = await againLines(tx, { personId: person.id, limit: LONGEST })
    const lines = await worded(context, items)
    const pattern = patternOf(
      lines.map((line) => ({ at: line.foundAt, causes: line.causes, since: line.since, where: line.place })),
    )
    return { personId: person.id, returned: file.state === 'left', items: lines, pattern, sayings: sayings(pattern) }
  },
})

export const againFigures = query({
  name: 'follow-up.again-figures',
  title: '反复流浪的原因',
  help: '一次有两个原因的，两个都算；人数按人算，一人只算一次。',
  params: z.strictObject({ from: month('从哪个月'), to: month('到哪个月') }),
  result: z.strictObject({
    from: z.string(),
    to: z.string(),
    times: z.number(),
    persons: z.number(),
    cells: z.array(z.strictObject({ month: z.string(), cause: z.string(), times: z.number(), persons: z.number() })).max(500),
    homes: z
      .array(
        z.strictObject({ division: z.string().nullable(), name: z.string().nullable(), times: z.number(), persons: z.number() }),
      )
      .max(200),
    pattern: patternAnswer,
    sayings: z.array(z.string()).max(20),
    causes: z.record(z.string(), z.string()),
  }),
  may: () => true,
  async read(context, asked) {
    const { tx, now } = context
    const to = asked.to ?? dateOf(now).slice(0, 7)
    const from = asked.from ?? addMonths(`${to}-01`, -11).slice(0, 7)
    const span = { ...spanOf({ from, to }), limit: LONGEST }
    const { items, total, persons } = await againLines(tx, span)
    const lines = await worded(context, items)
    const homes = await divisionCells(tx, span)
    // An area's findings of different people have no days at home in common; the shape of the year and the places remain.
    const pattern = patternOf(lines.map((line) => ({ at: line.foundAt, causes: line.causes, since: null, where: line.place })))
    return {
      from,
      to,
      times: total,
      persons,
      cells: await causeCells(tx, span),
      homes: homes.map((each) => ({ ...each, name: homeOf(each.division) })),
      pattern,
      sayings: sayings(pattern),
      causes,
    }
  },
})
