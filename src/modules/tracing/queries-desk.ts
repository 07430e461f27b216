/** The desk: everybody in range whom nobody knows yet, and what has been done for each. */
import { z } from 'zod'
import { inRange } from '#kernel/actor.ts'
import { choice, field } from '#kernel/field.ts'
import { organisationById } from '#kernel/org.ts'
import { query } from '#kernel/query.ts'
import { DAY } from '#kernel/time.ts'
import { RHYTHM } from './rules-guest.ts'
import { deskOf, LONGEST } from './store-read.ts'
import { deskFilters } from './words.ts'

const at = z.number().nullable()
const result = z.string().nullable()

export const deskQuery = query({
  name: 'tracing.desk',
  title: '寻亲台名单',
  help: '在站、住院、接待中而身份没有核实的人；查明或离站就不再列入。',
  params: z.strictObject({
    filter: field(choice(deskFilters).default('all'), { label: '看哪些' }),
    stationId: field(z.uuid().optional(), { label: '救助站', widget: 'hidden' }),
    limit: field(z.int().min(1).max(LONGEST).default(LONGEST), { label: '最多' }),
  }),
  result: z.strictObject({
    now: z.number(),
    wanted: z.number(),
    counts: z.record(z.string(), z.number()),
    rows: z
      .array(
        z.strictObject({
          fileId: field(z.string(), { label: '个案', widget: 'hidden' }),
          no: field(z.string(), { label: '编号' }),
          name: field(z.string(), { label: '姓名', sensitivity: 'personal' }),
          sex: z.string().nullable(),
          birthFrom: z.string().nullable(),
          birthTo: z.string().nullable(),
          identity: z.string(),
          stationId: z.string(),
          station: field(z.string(), { label: '救助站' }),
          where: z.string(),
          since: field(z.number(), { label: '入站', widget: 'instant' }),
          days: field(z.number(), { label: '不明天数' }),
          interviews: field(z.number(), { label: '问询次数' }),
          sayings: z.number(),
          lastHeardAt: at,
          noticeAt: at,
          recordsAt: at,
          recordsResult: result,
          faceAt: at,
          faceResult: result,
          dnaAt: at,
          dnaSampledAt: at,
          dnaResult: result,
          raisedAt: at,
          officerId: z.string().nullable(),
          officer: field(z.string().nullable(), { label: '责任人' }),
          leads: field(z.number(), { label: '在办线索' }),
        }),
      )
      .max(LONGEST),
  }),
  may: () => true,
  async read({ tx, actor, now }, { filter, stationId, limit }) {
    const station = stationId ? await organisationById(tx, stationId) : undefined
    if (stationId && (!station || !inRange(actor, station.path))) return null
    const { rows, counts } = await deskOf(tx, actor.range, actor.accountId, { filter, stationId, limit })
    return {
      now,
      wanted: RHYTHM.interviews,
      counts,
      rows: rows.map((each) => ({ ...each, days: Math.max(0, Math.floor((now - each.since) / DAY)) })),
    }
  },
})
