/** Assumed terms with their history, and what a change would change. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { query } from '#kernel/query.ts'
import { dateOf, dayOf } from '#kernel/time.ts'
import { chooseParameter, parameterKey } from '#policy/parameters.ts'
import type { ParameterValue } from '#policy/types.ts'
import { jurisdictionOf, mayDecide } from './access.ts'
import { type Books, books, decisionsOf, forceBy } from './books.ts'
import type { InForce } from './in-force.ts'
import type { PreviewResult } from './preview.ts'
import { subjectAnswer } from './schema-answers.ts'
import { versionOf } from './store.ts'
import { runById } from './store-decisions.ts'
import { shortened, subjectsShown } from './titles.ts'
import { termText } from './words.ts'

export interface Term {
  clause: string
  pack: string
  key: string
  name: string
  value: ParameterValue
  assumed: boolean
  /** Whether a bureau set it. */
  own: boolean
  from: string | null
  citation: string
}

/** Every parameter's value as of a day, as it holds at a place. */
export function currentTerms(shelf: Books, force: InForce, day: string): Term[] {
  const overrides = force.packs[0]?.parameters ?? {}
  return [...shelf.clauses.values()].flatMap(({ clause, pack }) =>
    Object.entries(clause.parameters).map(([name, parameter]) => {
      const key = parameterKey(clause.id, name)
      const chosen = chooseParameter(key, parameter, overrides[key], dayOf(day))
      return { clause: clause.id, pack: pack.id, name, ...chosen }
    }),
  )
}

const history = z.object({
  from: z.string(),
  value: z.string(),
  reason: z.string(),
  citation: z.string().nullable(),
  own: z.boolean(),
})

export const parametersQuery = query({
  name: 'supervision.parameters',
  title: '假定的时限',
  params: z.strictObject({ pack: field(z.string().max(30).optional(), { label: '政策' }) }),
  result: z.object({
    items: z
      .array(
        z.object({
          key: z.string(),
          clause: z.string(),
          title: z.string(),
          citation: z.string(),
          pack: z.string(),
          packTitle: z.string(),
          kind: z.enum(['term', 'month-day', 'month-days', 'day-of-month', 'period']),
          value: z.string(),
          valueText: z.string(),
          own: z.boolean(),
          from: z.string().nullable(),
          /** The pack's own value and why it was assumed. */
          assumedText: z.string(),
          assumedBecause: z.string(),
          history: z.array(history).max(50),
        }),
      )
      .max(500),
    mayDecide: z.boolean(),
    today: z.string(),
  }),
  may: () => true,
  async read({ tx, actor, now }, params) {
    const shelf = await books()
    const version = await versionOf(tx)
    const { decisions } = await decisionsOf(tx, version)
    const force = (await forceBy(tx, shelf, version))(actor.organisation.path)
    const today = dateOf(now)
    const home = jurisdictionOf(actor.organisation)
    const items = currentTerms(shelf, force, today)
      .filter((term) => term.assumed && (params.pack === undefined || term.pack === params.pack))
      .map((term) => {
        const known = shelf.clauses.get(term.clause) as { clause: { title: string; citation: string }; pack: { title: string } }
        const parameter = shelf.clauses.get(term.clause)?.clause.parameters[term.name]
        const own = parameter?.values.at(-1)
        return {
          key: term.key,
          clause: term.clause,
          title: known.clause.title,
          citation: known.clause.citation,
          pack: term.pack,
          packTitle: known.pack.title,
          kind: parameter?.kind ?? ('term' as const),
          value: String(term.value),
          valueText: termText(term.value),
          own: term.own,
          from: term.from,
          assumedText: own ? termText(own.value) : '',
          assumedBecause: own?.citation ?? '',
          history: decisions.parameters
            .filter((row) => row.key === term.key && actor.organisation.path.startsWith(row.jurisdiction))
            .map(({ from, value, reason, citation, jurisdiction }) => ({
              from,
              value: termText(value),
              reason,
              citation,
              own: jurisdiction === home,
            }))
            .toReversed()
            .slice(0, 50),
        }
      })
    return { items, mayDecide: mayDecide(actor), today }
  },
})

const stateName = z.string()

export const previewQuery = query({
  name: 'supervision.preview-change',
  title: '试算结果',
  params: z.strictObject({ runId: field(z.uuid(), { label: '哪一次试算' }) }),
  result: z.object({
    finished: z.boolean(),
    done: z.number(),
    total: z.number(),
    subjects: z.number(),
    clauses: z
      .array(
        z.object({
          clause: z.string(),
          title: z.string(),
          appear: z.number(),
          disappear: z.number(),
          moved: z.number(),
          changed: z.array(z.object({ from: stateName, to: stateName, count: z.number() })).max(49),
          sample: z.array(subjectAnswer).max(12),
        }),
      )
      .max(300),
  }),
  may: () => true,
  async read({ tx, vault }, params) {
    const shelf = await books()
    const run = await runById(tx, params.runId)
    if (!run || run.kind !== 'preview') return null
    const result = { clauses: [], subjects: 0, ...run.result } as PreviewResult
    const wanted = result.clauses
      .flatMap(({ sample }) => sample)
      .map((id) => ({ subject: id, kind: 'rescue-file', ownerPath: '' }))
    const titles = await subjectsShown(tx, vault, wanted)
    return {
      finished: run.finishedAt !== null,
      done: run.done,
      total: run.total,
      subjects: result.subjects,
      clauses: result.clauses.map((each) => ({
        ...each,
        title: shelf.clauses.get(each.clause)?.clause.title ?? each.clause,
        sample: each.sample
          .map((id) => titles.get(id))
          .filter((one) => one !== undefined)
          .map(shortened),
      })),
    }
  },
})
