/** What a village worker sees on the telephone: people to look in on, what was asked for them, nothing of why they were listed. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { query } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { MOST_DUE, openNeedsOf, peopleDue } from './store-phone.ts'

export const myVisits = query({
  name: 'follow-up.my-visits',
  title: '我要回访的人',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          returneeId: z.string(),
          fileId: z.string().nullable(),
          personId: z.string(),
          name: field(z.string(), { label: '姓名', sensitivity: 'personal' }),
          place: z.string().nullable(),
          dueOn: z.string().nullable(),
          lastVisit: field(z.number().nullable(), { label: '上次回访', widget: 'instant' }),
          lastFinding: z.string().nullable(),
          needs: z.array(z.strictObject({ need: z.string(), state: z.string(), to: z.string() })).max(40),
        }),
      )
      .max(MOST_DUE),
    total: z.number(),
    late: z.number(),
    today: z.string(),
  }),
  may: () => true,
  async read({ tx, actor, now }) {
    const today = dateOf(now)
    const { items, total, late } = await peopleDue(tx, actor.range, today)
    const needs = Map.groupBy(
      await openNeedsOf(
        tx,
        items.map((each) => each.personId),
      ),
      (each) => each.personId,
    )
    return {
      items: items.map((each) => ({
        ...each,
        needs: (needs.get(each.personId) ?? []).slice(0, 40).map(({ need, state, to }) => ({ need, state, to })),
      })),
      total,
      late,
      today,
    }
  },
})
