/** Runs policy cases and says where they differ; lists what is in force and what of each document is accounted for. */

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { floorMinute, parseInstant, printDayEnd, printInstant } from '#kernel/time.ts'
import { readCases } from './cases.ts'
import type { ExpectKey, PolicyCase } from './cases.ts'
import { compilePack } from './compile.ts'
import { figureOf } from './indicators.ts'
import { loadCalendars, loadPacks } from './load.ts'
import { obligationsOn, ownerOf } from './obligations.ts'
import type { Board } from './obligations.ts'
import type { Pack } from './pack.ts'
import type { AdoptedPack, Calendars, Figure, Obligation } from './types.ts'
import { indexKnown, viewOf } from './view.ts'

/** `policies/` of this clone. */
export const POLICIES = fileURLToPath(new URL('../../policies', import.meta.url))

export interface ActualObligation {
  state: string
  due: string
  'met-at': string | null
  needs: string[]
  owner: string
  met: number
  late: number
  by: string | null
  basis: string | null
}

export interface ActualFigure {
  met: number
  late: number
  pending: number
  overdue: number
  waived: number
  'cannot-tell': number
  arisen: number
  target: string
  of: Record<string, string[]>
  value: number | null
}

export interface Difference {
  key: string
  field: string
  expected: unknown
  actual: unknown
}

export interface CaseResult {
  case: string
  pass: boolean
  actual: Record<string, ActualObligation>
  indicators: Record<string, ActualFigure>
  differs: Difference[]
}

/** Due as the offices write it: to the minute, or the last day's `T24:00`, or `none`. */
export function printDue(obligation: Pick<Obligation, 'due' | 'dueKind'>): string {
  if (obligation.due === null || obligation.dueKind === 'none') return 'none'
  return obligation.dueKind === 'day' ? printDayEnd(obligation.due) : printInstant(obligation.due)
}

/** The instance a key speaks of: the one named; else the open one due first; else the last. */
function chosen(key: ExpectKey, mine: readonly Obligation[]): Obligation | undefined {
  if (key.which !== null) return mine.find((o) => o.instance === key.which)
  const open = mine.filter((o) => o.state === 'pending' || o.state === 'overdue')
  open.sort((a, b) => (a.due ?? Infinity) - (b.due ?? Infinity))
  return open[0] ?? mine.at(-1)
}

function actualOf(key: ExpectKey, obligations: readonly Obligation[], defaultOwner: string): ActualObligation {
  const mine = obligations.filter((o) => o.clause === key.clause && o.subject === key.subject)
  const one = chosen(key, mine)
  return {
    state: one?.state ?? 'not-applicable',
    due: one ? printDue(one) : 'none',
    'met-at': one?.metAt == null ? null : printInstant(one.metAt),
    needs: one?.needs ?? [],
    owner: one?.owner ?? defaultOwner,
    met: mine.filter((o) => o.state === 'met').length,
    late: mine.filter((o) => o.state === 'met-late').length,
    by: one?.waived?.by ?? null,
    basis: one?.waived?.basis ?? null,
  }
}

function printFigure(figure: Figure): ActualFigure {
  const { met, late, pending, overdue, waived, arisen, target, of, value } = figure
  return { met, late, pending, overdue, waived, 'cannot-tell': figure.cannotTell, arisen, target, of, value }
}

const sameSet = (a: readonly string[], b: readonly string[]) =>
  JSON.stringify([...new Set(a)].sort()) === JSON.stringify([...new Set(b)].sort())

/** Instants are compared as instants (to the minute where the case writes no seconds); a `T24:00` only equals a `T24:00`. */
function sameInstant(wanted: string, actual: string | null): boolean {
  if (actual === null || wanted === 'none' || actual === 'none') return wanted === actual
  if (wanted.includes('T24:00') !== actual.includes('T24:00')) return false
  const [a, b] = [parseInstant(wanted) as number, parseInstant(actual) as number]
  return /T\d\d:\d\d:\d\d/.test(wanted) ? a === b : floorMinute(a) === floorMinute(b)
}

const words = (owner: string) => owner.split(',').map((w) => w.trim())

function sameField(field: string, wanted: unknown, actual: unknown): boolean {
  if (field === 'due') return sameInstant(wanted as string, actual as string)
  if (field === 'met-at') return sameInstant(wanted as string, actual as string | null)
  if (field === 'needs') return sameSet(wanted as string[], actual as string[])
  if (field === 'owner') return sameSet(words(wanted as string), words(actual as string))
  return wanted === actual
}

/** Runs one case. Pure: the same case and packs give the same result. */
export function runCase(policyCase: PolicyCase, calendars: Calendars): CaseResult {
  const board: Board = {
    known: indexKnown(policyCase.subjects, policyCase.facts, policyCase.asOf),
    calendars,
    now: policyCase.asOf,
    since: policyCase.since,
  }
  const adopted: AdoptedPack[] = policyCase.packs.map((pack) => ({
    pack,
    from: null,
    parameters: policyCase.parameters,
    campaign: policyCase.campaign,
  }))
  const obligations = policyCase.subjects.flatMap((subject) => obligationsOn(board, subject, adopted).obligations)
  const result: CaseResult = { case: policyCase.name, pass: true, actual: {}, indicators: {}, differs: [] }
  for (const { key, wanted } of policyCase.expect) {
    const actual = actualOf(key, obligations, defaultOwner(board, policyCase, key))
    result.actual[key.text] = actual
    for (const [field, expected] of Object.entries(wanted)) {
      const value = actual[field as keyof ActualObligation]
      if (!sameField(field, expected, value)) result.differs.push({ key: key.text, field, expected, actual: value })
    }
  }
  for (const { key, wanted } of policyCase.indicators) {
    const actual = printFigure(
      figureOf(board, obligations, policyCase.packs, key, { scope: wanted.scope, period: wanted.period }),
    )
    result.indicators[key] = actual
    for (const [field, expected] of Object.entries(wanted)) {
      if (field === 'scope' || field === 'period') continue
      if (field === 'of') {
        for (const [state, ids] of Object.entries(expected as Record<string, string[]>)) {
          const value = actual.of[state] ?? []
          if (!sameSet(ids, value)) result.differs.push({ key, field: `of.${state}`, expected: ids, actual: value })
        }
        continue
      }
      const value = actual[field as keyof ActualFigure]
      if (expected !== value) result.differs.push({ key, field, expected, actual: value })
    }
  }
  result.pass = result.differs.length === 0
  return result
}

/** The owner of a clause that has no instance on the subject asked of. */
function defaultOwner(board: Board, policyCase: PolicyCase, key: ExpectKey): string {
  const figure = policyCase.packs.flatMap((p) => p.figures).find((f) => f.id === key.clause)
  if (figure) return figure.owner
  const clause = policyCase.packs.flatMap((p) => compilePack(p)).find((c) => c.text.id === key.clause)
  const subject = board.known.subjects.get(key.subject)
  if (!clause || !subject) return ''
  return ownerOf(clause.text, viewOf(board.known, { subject, calendars: board.calendars, campaign: null, now: board.now }))
}

/**
 * `guitu policy check`: one JSON line a case, in order. 0 where all pass, 1 where one differs, 2 where a file is not valid
 * (each problem on a JSON line of its own). A case is never skipped in silence.
 */
export async function runPolicyCheck(
  files: readonly string[],
  out: (line: string) => void,
  dir: string = POLICIES,
): Promise<number> {
  const packs = loadPacks(dir)
  const calendars = loadCalendars(dir)
  let exit = 0
  if (files.length === 0) {
    out(JSON.stringify({ error: 'no case file given' }))
    return 2
  }
  for (const file of files) {
    let text: string
    try {
      text = readFileSync(file, 'utf8')
    } catch {
      out(JSON.stringify({ file, error: 'cannot be read' }))
      exit = 2
      continue
    }
    const read = readCases(text, packs)
    if (!read.ok) {
      for (const problem of read.problems) out(JSON.stringify({ file, error: problem }))
      exit = 2
      continue
    }
    for (const policyCase of read.cases) {
      const result = runCase(policyCase, calendars)
      out(JSON.stringify(result))
      if (!result.pass && exit === 0) exit = 1
    }
  }
  return exit
}

/** What a pack accounts for: numbered clauses of its document by kind, computed clauses and figures without a place in it. */
export interface Coverage {
  pack: string
  title: string
  numbered: number
  computed: number
  manual: number
  declaratory: number
  clauses: number
  assumed: number
  /** Computed clauses that no numbered clause names, and names that are not computed. */
  unplaced: string[]
  unknown: string[]
}

export function coverageOf(pack: Pack): Coverage {
  const numbered = pack.outline?.clauses ?? []
  const named = numbered.flatMap((c) => c.computes ?? [])
  const ids = pack.clauses.map((c) => c.id)
  const figures = pack.figures.map((f) => f.id)
  // A figure beside a clause (its fee, its count) belongs where the clause does.
  const placed = (id: string) => named.some((n) => n === id || id.startsWith(`${n}.`))
  return {
    pack: pack.id,
    title: pack.outline?.document.title ?? pack.title,
    numbered: numbered.length,
    computed: numbered.filter((c) => c.kind === 'computed').length,
    manual: numbered.filter((c) => c.kind === 'manual').length,
    declaratory: numbered.filter((c) => c.kind === 'declaratory').length,
    clauses: ids.length,
    assumed: pack.clauses.filter((c) => Object.values(c.parameters).some((p) => p.assumed)).length,
    unplaced: [...ids, ...figures].filter((id) => !placed(id)),
    unknown: named.filter((id) => !ids.includes(id) && !figures.includes(id)),
  }
}
