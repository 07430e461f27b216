/** The station's own rate of looking in on those whom it sent home within its area, by year, and the files behind each number. */
import { z } from 'zod'
import { inRange, type Range, rangeOf } from '#kernel/actor.ts'
import type { Tx } from '#kernel/db.ts'
import { choice, field } from '#kernel/field.ts'
import { query } from '#kernel/query.ts'
import { dateOf, startOfDay } from '#kernel/time.ts'
import { type Counted, judge, type Rate, rateOf, rateStates, type RateState, TARGETS } from './rules-rates.ts'
import { excel, sheetAnswer } from './sheet-needs.ts'
import { MOST_SENT, namesOf, type SentLine, sentBetween, toldOf } from './store-rates.ts'

const year = field(z.int().min(2000).max(2100).optional(), { label: '年份' })
const MOST_FILES = 500

interface Judged {
  all: Counted[]
  minors: Counted[]
  lines: Map<string, SentLine>
}

async function judged(tx: Tx, range: Range, asked: number, now: number): Promise<Judged> {
  const [from, until] = [startOfDay(`${asked}-01-01`), startOfDay(`${asked + 1}-01-01`)]
  const found = await sentBetween(tx, { from, until, range })
  const lines = new Map(found.map((line) => [line.fileId, line]))
  const told = Map.groupBy(await toldOf(tx, [...lines.keys()]), (each) => each.fileId)
  const all: Counted[] = []
  const minors: Counted[] = []
  const ofYear = (each: Counted) => each.sentAt >= from && each.sentAt < until
  for (const [fileId, line] of lines) {
    const named = (name: string) => (told.get(fileId) ?? []).filter((each) => each.name === name)
    const birth = line.birthFrom && line.birthTo ? { from: line.birthFrom, to: line.birthTo } : null
    // Earlier years' goings home take the visits that were theirs before this year's are judged.
    const result = judge(
      named('departure.sent-home').map(({ at, local }) => ({
        fileId,
        stationPath: line.ownerPath,
        at,
        local: local ?? undefined,
        birth,
      })),
      named('follow-up.visited').map((each) => each.at),
      now,
      named('obligation.waived').map((each) => ({ clause: each.clause ?? '', at: each.at })),
      Math.min(...(told.get(fileId) ?? []).flatMap((each) => (each.died ? [each.at] : []))),
    )
    all.push(...result.all.filter(ofYear))
    minors.push(...result.minors.filter(ofYear))
  }
  return { all, minors, lines }
}

const rate = z.strictObject({
  met: z.number(),
  late: z.number(),
  pending: z.number(),
  missed: z.number(),
  waived: z.number(),
  cannotTell: z.number(),
  arisen: z.number(),
  share: z.number().nullable(),
  settledShare: z.number().nullable(),
  target: z.number(),
  reached: z.enum(['reached', 'not-reached', 'cannot-tell', 'none']),
})
const ratesOf = (all: readonly Counted[], minors: readonly Counted[]): { all: Rate; minors: Rate } => ({
  all: rateOf(all, TARGETS.all),
  minors: rateOf(minors, TARGETS.minors),
})

export const rates = query({
  name: 'follow-up.rates',
  title: '本站回访率',
  help: '本站送返本辖区的人，返乡当天起一年内回访过的；未成年人全部、其余不低于三成。',
  params: z.strictObject({ year }),
  result: z.strictObject({
    year: z.number(),
    all: rate,
    minors: rate,
    stations: z.array(z.strictObject({ path: z.string(), name: z.string(), all: rate, minors: rate })).max(300),
    /** More than fit: the numbers then speak of the first ones only. */
    cut: z.boolean(),
  }),
  may: () => true,
  async read({ tx, actor, now }, asked) {
    const of = asked.year ?? Number(dateOf(now).slice(0, 4))
    const { all, minors, lines } = await judged(tx, actor.range, of, now)
    const paths = [...new Set(all.map((each) => each.stationPath))]
    const names = await namesOf(tx, paths)
    return {
      year: of,
      ...ratesOf(all, minors),
      stations: names.map(({ path, name }) => ({
        path,
        name,
        ...ratesOf(
          all.filter((each) => each.stationPath === path),
          minors.filter((each) => each.stationPath === path),
        ),
      })),
      cut: lines.size >= MOST_SENT,
    }
  },
})

const states = Object.fromEntries(Object.entries(rateStates)) as Record<RateState, string>
const filesParams = z.strictObject({
  year,
  only: field(choice({ all: '全部', minors: '未成年人' }).default('all'), { label: '哪些人' }),
  state: field(choice(states).optional(), { label: '哪一种' }),
  station: field(z.string().max(200).optional(), { label: '哪个站' }),
})
const lineAnswer = z.strictObject({
  fileId: z.string(),
  no: field(z.string(), { label: '编号' }),
  name: field(z.string(), { label: '姓名', sensitivity: 'personal' }),
  sentAt: field(z.number(), { label: '返乡', widget: 'instant' }),
  due: field(z.number(), { label: '期限', widget: 'instant' }),
  state: z.string(),
  minor: z.enum(['yes', 'no', 'unknown']),
})

async function filesOf(
  tx: Tx,
  range: Range,
  asked: z.output<typeof filesParams>,
  now: number,
): Promise<z.input<typeof lineAnswer>[]> {
  const of = asked.year ?? Number(dateOf(now).slice(0, 4))
  const { all, minors, lines } = await judged(tx, asked.station ? rangeOf(asked.station) : range, of, now)
  return (asked.only === 'minors' ? minors : all)
    .filter((each) => asked.state === undefined || each.state === asked.state)
    .toSorted((a, b) => a.due - b.due)
    .flatMap((each) => {
      const line = lines.get(each.fileId)
      if (!line) return []
      const { fileId, sentAt, due, state, minor } = each
      return [{ fileId, no: line.no, name: line.name, sentAt, due, state, minor }]
    })
}

export const rateFiles = query({
  name: 'follow-up.rate-files',
  title: '回访率后面的个案',
  params: filesParams,
  result: z.strictObject({ items: z.array(lineAnswer).max(MOST_FILES), total: z.number() }),
  may: (actor, params) => params.station === undefined || inRange(actor, params.station),
  async read({ tx, actor, now }, asked) {
    const found = await filesOf(tx, actor.range, asked, now)
    return { items: found.slice(0, MOST_FILES), total: found.length }
  },
})

export const rateSheet = query({
  name: 'follow-up.rate-sheet',
  title: '回访率名单（Excel）',
  params: filesParams,
  result: 'file',
  may: (actor, params) => params.station === undefined || inRange(actor, params.station),
  async read({ tx, actor, now }, asked) {
    const found = await filesOf(tx, actor.range, asked, now)
    const minor = { yes: '是', no: '', unknown: '年龄不详' } as const
    const body = await excel(
      '回访率名单',
      ['编号', '姓名', '返乡日期', '期限', '结果', '未成年人'],
      found.map((each) => [
        each.no,
        each.name,
        dateOf(each.sentAt),
        dateOf(each.due - 1),
        rateStates[each.state as RateState],
        minor[each.minor],
      ]),
    )
    return sheetAnswer(`回访率名单 ${asked.year ?? dateOf(now).slice(0, 4)}`, body)
  },
})
