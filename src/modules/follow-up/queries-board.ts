/** The board by town, the lists page by page, the pickers' places. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { type AnyQuery, query } from '#kernel/query.ts'
import { organisationById } from '#kernel/org.ts'
import { dateOf } from '#kernel/time.ts'
import { areaOf, onlyVisits } from './access.ts'
import {
  countsByTown,
  MOST_PLACES,
  PAGE,
  peopleCount,
  peoplePage,
  placesElsewhere,
  placesUnder,
  suggestedCount,
} from './store-board.ts'
import { buckets, leavings, marks, states } from './words.ts'
import { views } from './words-board.ts'

const count = (label: string) => field(z.number(), { label })
const openToAll = () => true as const

export const board = query({
  name: 'follow-up.board',
  title: '回访：按镇街',
  params: z.strictObject({}),
  result: z.strictObject({
    today: z.string(),
    towns: z
      .array(
        z.strictObject({
          townId: z.string().nullable(),
          town: field(z.string().nullable(), { label: '镇街' }),
          overdue: count('已超期'),
          week: count('7 天内'),
          month: count('30 天内'),
          later: count('以后'),
          over: count('回访期满'),
          total: count('在信息库'),
        }),
      )
      .max(MOST_PLACES),
    suggested: count('建议纳入'),
  }),
  may: openToAll,
  async read({ tx, now }) {
    const today = dateOf(now)
    return { today, towns: await countsByTown(tx, today), suggested: await suggestedCount(tx) }
  },
})

const mark = field(z.array(z.string()), { label: '原因' })
export const personLine = {
  returneeId: z.string(),
  fileId: z.string().nullable(),
  no: field(z.string().nullable(), { label: '编号' }),
  name: field(z.string().nullable(), { label: '姓名', sensitivity: 'personal' }),
  sex: field(z.string().nullable(), { label: '性别' }),
  kind: field(z.string().nullable(), { label: '离站方式' }),
  sentAt: field(z.number().nullable(), { label: '返乡', widget: 'instant' }),
  local: field(z.boolean().nullable(), { label: '本辖区' }),
  minor: field(z.boolean().nullable(), { label: '未成年人' }),
  state: field(choice(states), { label: '状态' }),
  marks: mark,
  suggested: mark,
  townId: z.string().nullable(),
  town: field(z.string().nullable(), { label: '镇街' }),
  village: field(z.string().nullable(), { label: '村（社区）' }),
  nextDue: field(z.string().nullable(), { label: '下次回访' }),
  endsOn: field(z.string().nullable(), { label: '回访期到' }),
  lastVisit: field(z.number().nullable(), { label: '上次回访', widget: 'instant' }),
  visits: count('已回访'),
  missed: count('超期次数'),
}

export const filterFields = {
  view: field(choice(views).default('due'), { label: '看什么' }),
  town: field(z.union([z.literal('none'), z.uuid()]).optional(), { label: '镇街' }),
  bucket: field(choice(buckets).optional(), { label: '什么时候' }),
  year: field(z.int().min(1990).max(2200).optional(), { label: '返乡年份' }),
  kind: field(choice(leavings).optional(), { label: '怎么返乡' }),
  stationId: field(z.uuid().optional(), { label: '救助站' }),
  mark: field(choice(marks).optional(), { label: '原因' }),
}

export const people = query({
  name: 'follow-up.people',
  title: '回访、台账名单',
  params: z.strictObject({
    ...filterFields,
    after: field(
      z
        .string()
        .max(80)
        .regex(/^[0-9:. -]+\|[0-9a-f-]{36}$/)
        .optional(),
      { label: '从哪里接着' },
    ),
  }),
  result: z.strictObject({
    items: z.array(z.strictObject(personLine)).max(PAGE),
    next: z.string().nullable(),
    total: count('共'),
    today: z.string(),
  }),
  may: openToAll,
  async read({ tx, actor, now }, { after, stationId, ...rest }) {
    const today = dateOf(now)
    const station = stationId ? await organisationById(tx, stationId) : undefined
    if (stationId && !station) return null
    const filter = { ...rest, stationPath: station?.path }
    const page = await peoplePage(tx, filter, today, after ?? null)
    const plain = onlyVisits(actor)
    return {
      today,
      next: page.next,
      total: await peopleCount(tx, filter, today),
      // Who only visits reads whom, where, when; not why.
      items: page.items.map(({ key: _key, ...each }) =>
        plain ? { ...each, marks: [], suggested: [], minor: null, fileId: null } : each,
      ),
    }
  },
})

const place = z.strictObject({ id: z.string(), name: z.string(), phone: field(z.string().nullable(), { label: '公开电话' }) })
const places = z.strictObject({ items: z.array(place).max(MOST_PLACES) })
const short = (items: { id: string; name: string; phone: string | null }[]) => ({
  items: items.map(({ id, name, phone }) => ({ id, name, phone })),
})

export const towns = query({
  name: 'follow-up.towns',
  title: '本地镇街名单',
  params: z.strictObject({}),
  result: places,
  may: openToAll,
  // A station gives people to the towns of its city.
  read: async ({ tx, actor }) => short(await placesUnder(tx, 'town', cityOf(actor.organisation))),
})

export const villages = query({
  name: 'follow-up.villages',
  title: '村（社区）名单',
  params: z.strictObject({}),
  result: places,
  may: openToAll,
  read: async ({ tx, actor }) => short(await placesUnder(tx, 'village', cityOf(actor.organisation))),
})

export const bureaus = query({
  name: 'follow-up.bureaus',
  title: '外地镇街、民政局名单',
  params: z.strictObject({}),
  result: places,
  may: openToAll,
  read: async ({ tx, actor }) => short(await placesElsewhere(tx, cityOf(actor.organisation))),
})

export const stations = query({
  name: 'follow-up.stations',
  title: '送返的救助站',
  params: z.strictObject({}),
  result: places,
  may: openToAll,
  read: async ({ tx, actor }) => short(await placesUnder(tx, 'station', areaOf(actor.organisation))),
})

/** A station belongs to the area above it; a bureau's area is its own; a town's its own. */
const cityOf = (organisation: { kind: string; path: string }) =>
  organisation.kind === 'station' ? organisation.path.replace(/[^.]+\.$/, '') : areaOf(organisation)

export const boardQueries: AnyQuery[] = [board, people, towns, villages, bureaus, stations]
