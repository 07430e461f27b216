/** What members of staff owe now: a line each, for whoever keeps them. */
import { z } from 'zod'
import { inRange } from '#kernel/actor.ts'
import { query } from '#kernel/query.ts'
import { books } from './books.ts'
import { doorsOf } from './doors.ts'
import { shownGroup } from './duty-words.ts'
import { recompute } from './recompute.ts'
import { subjectsDue } from './store.ts'
import { openOfSubjects, staffIn } from './store-lists.ts'
import { instanceText } from './words.ts'

/** Answers that changed by themselves are computed first, as far as one reading may wait. */
const FIRST = 100

export const staffDutiesQuery = query({
  name: 'supervision.staff-duties',
  title: '工作人员的应办事项',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          subjectId: z.string(),
          clause: z.string(),
          /** The year, or what else tells one of a kind from the next. */
          period: z.string(),
          title: z.string(),
          state: z.string(),
          due: z.number().nullable(),
          dueKind: z.enum(['minute', 'day', 'none']),
          door: z.string().nullable(),
        }),
      )
      .max(4000),
  }),
  may: () => true,
  async read({ tx, actor, now }) {
    const shelf = await books()
    const due = (await subjectsDue(tx, now, FIRST, actor.range.from || undefined)).filter((each) => each.kind === 'staff')
    if (due.length > 0) await recompute(tx, shelf, { now, asked: due })
    const open = await openOfSubjects(tx, await staffIn(tx, actor.range))
    return {
      items: open
        .filter((row) => inRange(actor, row.ownerPath))
        .map((row) => {
          const { title, state, due: at, dueKind } = shownGroup(shelf, [row], now)
          const door = doorsOf(shelf.clauses.get(row.clause)?.clause)[0]?.door ?? null
          return {
            subjectId: row.subject,
            clause: row.clause,
            period: instanceText(row.instance) ?? '',
            title,
            state,
            due: at,
            dueKind,
            door,
          }
        })
        .sort((a, b) => (a.due ?? Infinity) - (b.due ?? Infinity) || (a.clause < b.clause ? -1 : 1)),
    }
  },
})
