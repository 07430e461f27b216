/** The subjects behind a number. */
import { z } from 'zod'
import { inRange } from '#kernel/actor.ts'
import { field } from '#kernel/field.ts'
import { query } from '#kernel/query.ts'
import { addMonths, startOfDay } from '#kernel/time.ts'
import { childrenById } from '#modules/people-and-cases/index.ts'
import { books } from './books.ts'
import { closedAmong } from './compartments.ts'
import { label, month, scopeOf } from './document.ts'
import { causeText } from './duty-words.ts'
import { stateAt } from './keep-rules.ts'
import { subjectAnswer, states } from './schema-answers.ts'
import { clauseRows, hiddenCases, type ListedRow } from './store-lists.ts'
import { shortened, type Subject, subjectsShown } from './titles.ts'
import { readValueFigure } from './value-figures.ts'

const caseStates = {
  met: '已办',
  late: '迟办',
  pending: '未到期',
  overdue: '已超期',
  'cannot-tell': '无法判断',
  waived: '免办',
  value: '计入',
} as const
const MOST_CASES = 100

export const clauseCasesQuery = query({
  name: 'supervision.clause-cases',
  title: '数字后面的个案',
  params: z.strictObject({
    clause: field(z.string().max(60), label('条款')),
    state: field(z.enum(Object.keys(caseStates) as [keyof typeof caseStates]), label('哪一种')),
    scope: field(z.string().max(200).optional(), label('范围')),
    from: field(month(), label('从哪个月')),
    to: field(month(), label('到哪个月')),
  }),
  result: z.object({
    items: z
      .array(
        z.object({
          subject: subjectAnswer,
          clause: z.string(),
          instance: z.string(),
          state: states,
          due: z.number().nullable(),
          dueKind: z.enum(['minute', 'day', 'none']),
          metAt: z.number().nullable(),
          cause: z.string().nullable(),
          note: z.string().nullable(),
        }),
      )
      .max(MOST_CASES),
    more: z.boolean(),
    /** Minors' files that count here and are not the asker's to see; 1,000 means at least. */
    hidden: z.number(),
  }),
  may: (actor, params) => params.scope === undefined || inRange(actor, params.scope),
  async read({ tx, vault, actor, now }, params) {
    const shelf = await books()
    const range = scopeOf(actor.range, params.scope)
    const [from, to] = [`${params.from}-01`, `${params.to}-01`]
    const kept = {
      met: 'met',
      late: 'met-late',
      pending: 'open',
      overdue: 'open',
      'cannot-tell': 'cannot-tell',
      waived: 'waived',
      value: 'met',
    } as const
    let rows: ListedRow[]
    let hidden = 0
    if (params.state === 'value') {
      const value = shelf.figures.get(params.clause)
      if (!value) return null
      const span = { range, from: startOfDay(from), to: startOfDay(addMonths(to, 1)), now }
      const figure = await readValueFigure(tx, shelf, value.figure, span)
      const ids = figure.of.value ?? []
      const closed = await closedAmong(tx, ids)
      const known = new Set((await childrenById(tx, [...closed])).map((each) => each.id))
      const seen = ids.filter((id) => !closed.has(id) || known.has(id))
      hidden = ids.length - seen.length
      rows = seen.slice(0, MOST_CASES + 1).map((id) => valueRow(id, params.clause, from))
    } else {
      const overdue = params.state === 'overdue' ? true : params.state === 'pending' ? false : undefined
      const wanted = { clause: params.clause, state: kept[params.state], range, from, to, overdue, now, limit: MOST_CASES + 1 }
      rows = await clauseRows(tx, wanted)
      hidden = await hiddenCases(tx, wanted)
    }
    const shown = rows.slice(0, MOST_CASES)
    const titles = await subjectsShown(tx, vault, shown)
    return {
      items: shown.map((row) => ({
        subject: shortened(titles.get(row.subject) as Subject),
        clause: row.clause,
        instance: row.instance,
        state: stateAt(row, now),
        due: row.due,
        dueKind: row.dueKind,
        metAt: row.met,
        cause: causeText(row, now) ?? null,
        note: row.because.waived ? `${row.because.waived.by}：${row.because.waived.basis}` : null,
      })),
      more: rows.length > MOST_CASES,
      hidden,
    }
  },
})

function valueRow(subject: string, clause: string, month: string): ListedRow {
  return {
    subject,
    kind: clause.startsWith('s0.') ? 'child-file' : 'incident',
    clause,
    instance: '1',
    ownerPath: '',
    owner: '',
    state: 'met',
    month,
    arisen: 0,
    due: null,
    late: null,
    met: null,
    needs: [],
    because: { moment: '', at: null },
    dueKind: 'none',
  }
}
