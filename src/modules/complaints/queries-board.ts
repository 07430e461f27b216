/** The board: what waits, and how it stands by body and by what is complained of. */
import { z } from 'zod'
import { query } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { mayRead } from './access.ts'
import { OPEN, stateKeys } from './lifecycle.ts'
import { filterOf, LONGEST, line, listed, state } from './listed.ts'
import { share } from './rules.ts'
import { boardForm } from './schema.ts'
import { complaintsIn, type Count, countComplaints } from './store-parts.ts'
import { abouts } from './words.ts'

const group = z.strictObject({
  key: z.string(),
  title: z.string(),
  count: z.number(),
  open: z.number(),
  late: z.number(),
  /** Of those that were looked into, in hundredths; null where none was. */
  founded: z.number().nullable(),
  lookedInto: z.number(),
  /** Days from coming to answer, or to today, on average. */
  days: z.number().nullable(),
})
const isOpen = (each: Count) => OPEN.includes(each.state)

function grouped(all: readonly Count[], keyOf: (each: Count) => [string, string]): z.input<typeof group>[] {
  const sums = new Map<string, z.input<typeof group> & { foundeds: number; sum: number }>()
  // Joined ones are one matter with another, withdrawn ones were not looked into.
  for (const each of all.filter(({ state: at }) => at !== 'joined')) {
    const [key, title] = keyOf(each)
    const sum = sums.get(key) ?? {
      key,
      title,
      count: 0,
      open: 0,
      late: 0,
      founded: null,
      lookedInto: 0,
      days: null,
      foundeds: 0,
      sum: 0,
    }
    sum.count += each.count
    sum.open += isOpen(each) ? each.count : 0
    sum.late += each.late ? each.count : 0
    sum.lookedInto += each.founded ? each.count : 0
    sum.foundeds += each.founded === 'yes' || each.founded === 'partly' ? each.count : 0
    sum.sum += each.days
    sums.set(key, sum)
  }
  return [...sums.values()]
    .map(({ foundeds, sum, ...each }) => ({
      ...each,
      founded: share(foundeds, each.lookedInto),
      days: each.count === 0 ? null : Math.round(sum / each.count),
    }))
    .toSorted((a, b) => b.open - a.open || b.count - a.count || (a.title < b.title ? -1 : 1))
}

export const board = query({
  name: 'complaints.board',
  title: '投诉',
  help: '由本单位查的、交给本人查的。被反映的单位看不到。',
  params: boardForm,
  result: z.strictObject({
    states: z.array(z.strictObject({ state, count: z.number() })).max(10),
    bodies: z.array(group).max(100),
    abouts: z.array(group).max(10),
    late: z.number(),
    total: z.number(),
    items: z.array(line).max(LONGEST),
  }),
  may: () => true,
  async read(context, params) {
    const { tx, vault, now, actor } = context
    const today = dateOf(now)
    const filter = filterOf(context, params)
    const all = await countComplaints(tx, today)
    const sum = (wanted: (count: Count) => boolean) => all.filter(wanted).reduce((total, each) => total + each.count, 0)
    const found = await complaintsIn(tx, vault, filter, LONGEST)
    return {
      states: stateKeys.map((key) => ({ state: key, count: sum((each) => each.state === key) })),
      bodies: grouped(all, (each) => [each.bodyId ?? '', each.body ?? '名单以外']).slice(0, 100),
      abouts: grouped(all, (each) => [each.about, abouts[each.about]]),
      late: sum((each) => each.late),
      total: sum(
        (each) =>
          (!filter.states || filter.states.includes(each.state)) &&
          (!filter.about || each.about === filter.about) &&
          (!filter.bodyId || each.bodyId === filter.bodyId) &&
          (!filter.lateOn || each.late),
      ),
      items: found.filter((each) => mayRead(actor, each)).map((each) => listed(each, today)),
    }
  },
})
