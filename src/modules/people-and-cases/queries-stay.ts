/** Where a guest was, and how long: read from the file's facts, for whoever may read the file. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { factsOf } from '#kernel/ledger.ts'
import { query } from '#kernel/query.ts'
import { daysUntilThreeMonths, stayClock, threeMonthsOn, type Where, WHERES } from './stay-clock.ts'
import { fileById } from './store.ts'

const where = z.enum(WHERES as [Where, ...Where[]])
const totals = z.record(where, z.number().int())
/** Longest answer; earlier segments are counted in the totals all the same. */
const LONGEST = 200

export const stayClockQuery = query({
  name: 'people.stay-clock',
  title: '在站时间',
  params: z.strictObject({ fileId: field(z.uuid(), { label: '个案' }) }),
  result: z.object({
    segments: z.array(z.object({ where, from: z.number().int(), to: z.number().int() })).max(LONGEST),
    /** How many segments in all. */
    count: z.int(),
    stays: z.int(),
    totals,
    wholeMs: z.number().int(),
    days: totals,
    wholeDays: z.int(),
    now: where.nullable(),
    until: z.number().int(),
    threeMonthsOn: z.string().nullable(),
    daysUntilThreeMonths: z.int().nullable(),
  }),
  may: () => true,
  async read({ tx, now }, { fileId }) {
    const file = await fileById(tx, fileId)
    if (!file) return null
    const facts = await factsOf(tx, [file.id])
    const { segments, stays, ...clock } = stayClock(facts, now)
    return {
      ...clock,
      segments: segments.slice(-LONGEST),
      count: segments.length,
      stays: stays.length,
      until: now,
      threeMonthsOn: threeMonthsOn(facts),
      daysUntilThreeMonths: daysUntilThreeMonths(facts, now),
    }
  },
})
