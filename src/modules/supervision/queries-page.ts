/** One policy document as a dashboard: its entries in order, beside each the live figures. */
import { z } from 'zod'
import { inRange } from '#kernel/actor.ts'
import { field } from '#kernel/field.ts'
import { query } from '#kernel/query.ts'
import { addMonths, dateOf, startOfDay } from '#kernel/time.ts'
import { jurisdictionOf, mayDecide } from './access.ts'
import { books, decisionsOf, forceBy } from './books.ts'
import { adoption, coverage, coverageOf, entriesOf, label, month, periodOf, scopeOf } from './document.ts'
import { clockText, metByText } from './explain-rules.ts'
import { addUp, figureOf, monthsUpTo, targetPercent } from './figure-rules.ts'
import { currentTerms } from './queries-parameters.ts'
import { isHeading, placesOf } from './rules-original.ts'
import { originalFor } from './store-original.ts'
import { versionOf } from './store.ts'
import { runUnderWay } from './store-decisions.ts'
import { figureCells, lateToday, scopesIn } from './store-lists.ts'
import { readValueFigure } from './value-figures.ts'
import { ownerText, termText } from './words.ts'

const figureAnswer = z.object({
  clause: z.string(),
  title: z.string(),
  met: z.number(),
  late: z.number(),
  pending: z.number(),
  overdue: z.number(),
  waived: z.number(),
  cannotTell: z.number(),
  arisen: z.number(),
  target: z.enum(['reached', 'not-reached', 'cannot-tell', 'none']),
  targetPercent: z.number().nullable(),
  /** For a figure that is no rate. */
  value: z.number().nullable(),
  assumed: z.string().nullable(),
  /** Twelve months by month of arising: met of arisen. */
  trend: z.array(z.object({ month: z.string(), met: z.number(), arisen: z.number() })).max(12),
})

const dutyLine = z.object({
  clause: z.string(),
  title: z.string(),
  clock: z.string(),
  assumed: z.boolean(),
  owner: z.string(),
  metBy: z.string().nullable(),
})

export const policyPageQuery = query({
  name: 'supervision.policy-page',
  title: '一项政策逐条的情况',
  params: z.strictObject({
    pack: field(z.string().max(30), label('政策')),
    scope: field(z.string().max(200).optional(), label('范围')),
    from: field(month().optional(), label('从哪个月')),
    to: field(month().optional(), label('到哪个月')),
  }),
  result: z.object({
    pack: z.object({
      id: z.string(),
      title: z.string(),
      issuer: z.string().nullable(),
      number: z.string().nullable(),
      date: z.string().nullable(),
      words: z.string().nullable(),
      inForce: z.boolean(),
      adoptions: z.array(adoption).max(20),
    }),
    /** The document's own words as the nearest bureau imported them. */
    original: z
      .object({
        own: z.boolean(),
        source: z.string(),
        importedAt: z.number(),
        importedBy: z.string().nullable(),
        paragraphs: z.array(z.object({ text: z.string(), heading: z.boolean() })).max(2000),
        places: z
          .array(
            z.object({
              entry: z.string(),
              state: z.enum(['found', 'twice', 'missing']),
              paragraph: z.number().optional(),
              from: z.number().optional(),
              to: z.number().optional(),
            }),
          )
          .max(400),
      })
      .nullable(),
    coverage,
    period: z.object({ from: z.string(), to: z.string() }),
    scope: z.string(),
    scopes: z.array(z.object({ path: z.string(), name: z.string() })).max(300),
    entries: z
      .array(
        z.object({
          id: z.string(),
          number: z.string(),
          path: z.array(z.string()).max(10),
          title: z.string(),
          summary: z.string(),
          kind: z.enum(['computed', 'manual', 'declaratory']),
          evidence: z.string().nullable(),
          note: z.string().nullable(),
          duties: z.array(dutyLine).max(40),
          figures: z.array(figureAnswer).max(40),
        }),
      )
      .max(400),
    mayDecide: z.boolean(),
    now: z.number(),
    underWay: z.object({ done: z.number(), total: z.number() }).nullable(),
  }),
  may: (actor, params) => params.scope === undefined || inRange(actor, params.scope),
  async read({ tx, actor, now }, params) {
    const shelf = await books()
    const pack = shelf.packs.get(params.pack)
    if (!pack) return null
    const version = await versionOf(tx)
    const { decisions } = await decisionsOf(tx, version)
    const force = (await forceBy(tx, shelf, version))(actor.organisation.path)
    const adopted = force.packs.find((each) => each.pack.id === pack.id)
    const home = jurisdictionOf(actor.organisation)
    const adoptions = decisions.adoptions.filter(
      (row) => row.pack === pack.id && actor.organisation.path.startsWith(row.jurisdiction),
    )
    const range = scopeOf(actor.range, params.scope)
    const period = periodOf(params, adopted?.from ?? null, now)
    const months = monthsUpTo(period.to, 12)
    const today = dateOf(now)
    const entries = entriesOf(pack)
    const ids = [...new Set(entries.flatMap((entry) => entry.computes ?? []))]
    const first = (months[0] as string) < period.from ? (months[0] as string) : period.from
    const cells = await figureCells(tx, { clauses: ids, range, from: first, to: period.to, today })
    const late = (await lateToday(tx, ids, startOfDay(today), now)).filter(
      (each) => each.ownerPath >= range.from && each.ownerPath < range.to,
    )
    const byClause = new Map<string, typeof cells>()
    for (const cell of cells) byClause.set(cell.clause, [...(byClause.get(cell.clause) ?? []), cell])
    const terms = currentTerms(shelf, force, today)
    const span = { range, from: startOfDay(period.from), to: startOfDay(addMonths(period.to, 1)), now }
    const values = new Map<string, Awaited<ReturnType<typeof readValueFigure>>>()
    for (const id of ids) {
      const value = shelf.figures.get(id)
      if (value) values.set(id, await readValueFigure(tx, shelf, value.figure, span))
    }
    const figure = (id: string) => {
      const value = values.get(id)
      const clause = shelf.clauses.get(id)?.clause
      const title = clause?.title ?? shelf.figures.get(id)?.figure.title ?? id
      const assumed = terms.find((term) => term.clause === id && term.assumed)
      if (value) {
        const { of: _of, ...rest } = value
        return { ...rest, title, targetPercent: null, assumed: null, trend: [] }
      }
      const mine = byClause.get(id) ?? []
      const lateIn = (from: string, to: string) =>
        late
          .filter((each) => each.clause === id && each.month >= from && each.month <= to)
          .reduce((sum, each) => sum + each.count, 0)
      const counts = addUp(
        mine.filter((cell) => cell.month >= period.from && cell.month <= period.to),
        lateIn(period.from, period.to),
      )
      return {
        clause: id,
        title,
        ...figureOf(counts, clause?.target),
        targetPercent: targetPercent(clause?.target),
        value: null,
        assumed: assumed ? termText(assumed.value) : null,
        trend: months.map((each) => {
          const sum = addUp(
            mine.filter((cell) => cell.month === each),
            0,
          )
          return { month: each, met: sum.met, arisen: sum.arisen }
        }),
      }
    }
    const document = pack.outline?.document
    const original = await originalFor(tx, pack.id, actor.organisation.path)
    const run = await runUnderWay(tx, home)
    return {
      pack: {
        id: pack.id,
        title: document?.title ?? pack.title,
        issuer: document?.issuer ?? null,
        number: document?.number ?? null,
        date: document?.date ?? null,
        words: document?.source_words === null || document?.source_words === undefined ? null : String(document.source_words),
        inForce: adopted !== undefined,
        adoptions: adoptions.map(({ id, from, until, reason, jurisdiction }) => ({
          id,
          from,
          until,
          reason,
          own: jurisdiction === home,
        })),
      },
      original: original
        ? {
            own: original.jurisdiction === home,
            source: original.source,
            importedAt: original.importedAt,
            importedBy: original.importedBy,
            paragraphs: original.paragraphs.map((text) => ({ text, heading: isHeading(text) })),
            places: placesOf(entries, original.paragraphs),
          }
        : null,
      coverage: coverageOf(pack),
      period: { from: period.from.slice(0, 7), to: period.to.slice(0, 7) },
      scope: params.scope ?? actor.range.from,
      scopes: (await scopesIn(tx, actor.range)).map(({ path, name }) => ({ path, name })),
      entries: entries.map((entry) => {
        const computes = entry.computes ?? []
        return {
          id: entry.id,
          number: entry.number ?? '',
          path: entry.path,
          title: entry.title,
          summary: entry.summary,
          kind: entry.kind,
          evidence: entry.evidence === undefined ? null : [entry.evidence].flat().join('；'),
          note: entry.note ?? null,
          duties: computes.flatMap((id) => {
            const clause = shelf.clauses.get(id)?.clause
            if (!clause) return []
            const own = terms.filter((term) => term.clause === id)
            const owner =
              typeof clause.owner === 'string'
                ? ownerText(clause.owner)
                : `${ownerText(clause.owner['if-so'])}或${ownerText(clause.owner['if-not'])}`
            return [
              {
                clause: id,
                title: clause.title,
                clock: clockText(clause, own),
                assumed: own.some((term) => term.assumed),
                owner,
                metBy: metByText(clause) ?? null,
              },
            ]
          }),
          figures: adopted ? computes.map(figure) : [],
        }
      }),
      mayDecide: mayDecide(actor),
      now,
      underWay: run ? { done: run.done, total: run.total } : null,
    }
  },
})
