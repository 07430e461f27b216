/** The policy document as a dashboard: packs in force, one document with its live figures, the subjects behind a number. */
import { z } from 'zod'
import { inRange, type Range, rangeOf } from '#kernel/actor.ts'
import { field } from '#kernel/field.ts'
import { query } from '#kernel/query.ts'
import { addMonths, dateOf, startOfDay } from '#kernel/time.ts'
import type { OutlineText, Pack } from '#policy/pack.ts'
import { jurisdictionOf, mayDecide } from './access.ts'
import { books, decisionsOf, forceBy } from './books.ts'
import { causeText } from './duty-words.ts'
import { clockText, metByText } from './explain-rules.ts'
import { addUp, figureOf, monthsUpTo, targetPercent } from './figure-rules.ts'
import { NATIONAL } from './in-force.ts'
import { stateAt } from './keep-rules.ts'
import { currentTerms } from './queries-parameters.ts'
import { maskedSubject, states } from './schema-answers.ts'
import { versionOf } from './store.ts'
import { runUnderWay } from './store-decisions.ts'
import { clauseRows, figureCells, lateToday, type ListedRow, scopesIn } from './store-lists.ts'
import { subjectsShown } from './titles.ts'
import { readValueFigure } from './value-figures.ts'
import { ownerText, termText } from './words.ts'

const label = (text: string) => ({ label: text })
const month = () => z.string().regex(/^\d{4}-\d{2}$/, '请按 2026-12 填写月份')
const coverage = z.object({ computed: z.number(), manual: z.number(), declaratory: z.number() })
const adoption = z.object({
  id: z.string(),
  from: z.string(),
  until: z.string().nullable(),
  reason: z.string(),
  /** Whether it is the asker's own bureau's decision. */
  own: z.boolean(),
})

type OutlineEntry = OutlineText['clauses'][number]

/** The document's entries; rules without a document of their own are listed clause by clause. */
function entriesOf(pack: Pack): OutlineEntry[] {
  if (pack.outline) return pack.outline.clauses
  return pack.clauses.map((clause, index) => ({
    id: clause.id,
    number: String(index + 1),
    path: [pack.title],
    title: clause.title,
    summary: clause.citation,
    kind: 'computed',
    computes: [clause.id],
  }))
}

function coverageOf(pack: Pack) {
  const count = (kind: OutlineEntry['kind']) => entriesOf(pack).filter((entry) => entry.kind === kind).length
  return { computed: count('computed'), manual: count('manual'), declaratory: count('declaratory') }
}

export const policiesQuery = query({
  name: 'supervision.policies',
  title: '政策',
  params: z.strictObject({}),
  result: z.object({
    packs: z
      .array(
        z.object({
          id: z.string(),
          title: z.string(),
          issuer: z.string().nullable(),
          number: z.string().nullable(),
          date: z.string().nullable(),
          national: z.boolean(),
          inForce: z.boolean(),
          adoptions: z.array(adoption).max(20),
          coverage,
          clauses: z.number(),
        }),
      )
      .max(200),
    mayDecide: z.boolean(),
    goLive: z.string().nullable(),
    underWay: z.object({ done: z.number(), total: z.number() }).nullable(),
  }),
  may: () => true,
  async read({ tx, actor, now }) {
    const shelf = await books()
    const version = await versionOf(tx)
    const { decisions } = await decisionsOf(tx, version)
    const home = jurisdictionOf(actor.organisation)
    const force = (await forceBy(tx, shelf, version))(actor.organisation.path)
    const today = dateOf(now)
    const run = await runUnderWay(tx, home)
    return {
      packs: [...shelf.packs.values()].map((pack) => {
        const own = decisions.adoptions.filter(
          (row) => row.pack === pack.id && actor.organisation.path.startsWith(row.jurisdiction),
        )
        const document = pack.outline?.document
        return {
          id: pack.id,
          title: document?.title ?? pack.title,
          issuer: document?.issuer ?? null,
          number: document?.number ?? null,
          date: document?.date ?? null,
          national: pack.id === NATIONAL,
          inForce: pack.id === NATIONAL || own.some((row) => row.from <= today && (row.until === null || row.until >= today)),
          adoptions: own.map(({ id, from, until, reason, jurisdiction }) => ({
            id,
            from,
            until,
            reason,
            own: jurisdiction === home,
          })),
          coverage: coverageOf(pack),
          clauses: pack.clauses.length,
        }
      }),
      mayDecide: mayDecide(actor),
      goLive: force.goLive?.day ?? null,
      underWay: run ? { done: run.done, total: run.total } : null,
    }
  },
})

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

/** From the first to the last month asked for: by default from the adoption, at most two years back. */
function periodOf(params: { from?: string | undefined; to?: string | undefined }, adopted: string | null, now: number) {
  const to = `${params.to ?? dateOf(now).slice(0, 7)}-01`
  const yearBack = monthsUpTo(to, 12)[0] as string
  const start = adopted === null ? yearBack : `${adopted.slice(0, 7)}-01`
  const from = params.from ? `${params.from}-01` : start > to ? yearBack : start
  return { from, to }
}

function scopeOf(range: Range, scope: string | undefined): Range {
  return scope === undefined ? range : rangeOf(scope)
}

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
    imported: z.boolean(),
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
      imported: false,
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
          subject: maskedSubject,
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
  }),
  may: (actor, params) => params.scope === undefined || inRange(actor, params.scope),
  async read({ tx, actor, now }, params) {
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
    if (params.state === 'value') {
      const value = shelf.figures.get(params.clause)
      if (!value) return null
      const span = { range, from: startOfDay(from), to: startOfDay(addMonths(to, 1)), now }
      const figure = await readValueFigure(tx, shelf, value.figure, span)
      rows = (figure.of.value ?? []).slice(0, MOST_CASES + 1).map((id) => valueRow(id, params.clause, from))
    } else {
      const overdue = params.state === 'overdue' ? true : params.state === 'pending' ? false : undefined
      rows = await clauseRows(tx, {
        clause: params.clause,
        state: kept[params.state],
        range,
        from,
        to,
        overdue,
        now,
        limit: MOST_CASES + 1,
      })
    }
    const shown = rows.slice(0, MOST_CASES)
    const titles = await subjectsShown(tx, shown)
    return {
      items: shown.map((row) => ({
        subject: titles.get(row.subject) as z.input<typeof maskedSubject>,
        clause: row.clause,
        instance: row.instance,
        state: stateAt(row, now),
        due: row.due,
        dueKind: row.dueKind,
        metAt: row.met,
        cause: causeText(row) ?? null,
        note: row.because.waived ? `${row.because.waived.by}：${row.because.waived.basis}` : null,
      })),
      more: rows.length > MOST_CASES,
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
