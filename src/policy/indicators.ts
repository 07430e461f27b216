/** Figures from obligations: met ÷ arisen, exact, with what cannot be told shown as a third number. Nobody types a figure. */

import type { Pack } from './pack.ts'
import { NETWORK_LEVELS, centresByLevel } from './counting.ts'
import type { Asked } from './figures.ts'
import { valueFigure } from './figures.ts'
import type { Board } from './obligations.ts'
import { inPeriod, parsePeriod } from './periods.ts'
import type { Figure, Obligation, ObligationState, Subject } from './types.ts'

/** Numerator and denominator of a decimal fraction such as `0.3`. */
function fraction(decimal: string): { top: bigint; bottom: bigint } {
  const [whole, part = ''] = decimal.split('.') as [string, string?]
  return { top: BigInt(whole + part), bottom: 10n ** BigInt(part.length) }
}

/** Whether met ÷ all is at least the target, in whole numbers: 3 of 10 reaches 0.3. */
const atLeast = (met: number, all: number, target: string): boolean => {
  const t = fraction(target)
  return BigInt(met) * t.bottom >= t.top * BigInt(all)
}

/** `reached` whatever the untold turn out to be, `not-reached` whatever they turn out to be, else `cannot-tell`. */
export function judgeTarget(met: number, arisen: number, untold: number, target: string | undefined): Figure['target'] {
  if (target === undefined || arisen + untold === 0) return 'none'
  if (atLeast(met, arisen + untold, target)) return 'reached'
  return atLeast(met + untold, arisen + untold, target) ? 'cannot-tell' : 'not-reached'
}

const FIELD = {
  met: 'met',
  'met-late': 'late',
  pending: 'pending',
  overdue: 'overdue',
  waived: 'waived',
  'cannot-tell': 'cannotTell',
} as const

/** Counts states into a figure. Not-applicable is not counted at all. */
export function tally(
  clause: string,
  states: readonly { id: string; state: ObligationState }[],
  target: string | undefined,
): Figure {
  const figure: Figure = {
    clause,
    met: 0,
    late: 0,
    pending: 0,
    overdue: 0,
    waived: 0,
    cannotTell: 0,
    arisen: 0,
    target: 'none',
    value: null,
    of: {},
  }
  const of = new Map<string, Set<string>>()
  for (const { id, state } of states) {
    if (state === 'not-applicable') continue
    figure[FIELD[state]]++
    const name = state === 'met-late' ? 'late' : state
    const ids = of.get(name) ?? new Set<string>()
    of.set(name, ids.add(id))
  }
  for (const [name, ids] of of) figure.of[name] = [...ids].sort()
  figure.arisen = figure.met + figure.late + figure.pending + figure.overdue
  figure.target = judgeTarget(figure.met, figure.arisen, figure.cannotTell, target)
  return figure
}

/** Whether a subject belongs to a scope: is it, names it in a link, or has no station or town of its own where there is only one. */
export function belongsTo(board: Board, scope: string | undefined, id: string): boolean {
  if (scope === undefined || scope === id) return true
  const subject = board.known.subjects.get(id)
  if (!subject) return false
  for (const [link, target] of Object.entries(subject)) if (link !== 'id' && target === scope) return true
  const asked = board.known.subjects.get(scope)
  if (asked?.type !== 'station' && asked?.type !== 'town') return false
  const link = asked.type as 'station' | 'town'
  if (subject[link] !== undefined || subject.kind === 'organisation') return false
  return [...board.known.subjects.values()].filter((s: Subject) => s.kind === 'organisation' && s.type === link).length === 1
}

/** Whether an instance is of a period: by its own name where it has one (`2021-Q1` is of `2021`), else by when it arose. */
function isOfPeriod(obligation: Obligation, period: string | undefined): boolean {
  if (period === undefined) return true
  if (parsePeriod(obligation.instance)) {
    return obligation.instance === period || obligation.instance.startsWith(`${period}-`)
  }
  const asked = parsePeriod(period)
  return asked !== null && inPeriod(asked, obligation.arisenAt)
}

/**
 * The figure of a clause over obligations already computed for everybody it concerns. Refuses nothing: a clause with no
 * instance has nothing arisen.
 */
export function figureOf(
  board: Board,
  obligations: readonly Obligation[],
  packs: readonly Pack[],
  clause: string,
  asked: Asked = {},
): Figure {
  for (const pack of packs) {
    const value = pack.figures.find((f) => f.id === clause)
    if (value) return valueFigure(board, clause, value.value, obligations, (id) => belongsTo(board, asked.scope, id), asked)
  }
  const text = packs.flatMap((pack) => pack.clauses).find((c) => c.id === clause)
  const counts = text && 'counts' in text.clock ? text.clock.counts : null
  if (counts === 'network') return networkFigure(board, clause, text?.target)
  const mine = obligations.filter(
    (o) => o.clause === clause && belongsTo(board, asked.scope, o.subject) && isOfPeriod(o, asked.period),
  )
  const states =
    counts === 'screening'
      ? mine.flatMap((o) =>
          o.state === 'waived' ? (o.members ?? []).map((m) => ({ id: m.id, state: o.state })) : (o.members ?? []),
        )
      : mine.map((o) => ({ id: o.subject, state: o.state }))
  return tally(clause, states, text?.target)
}

/** Levels with a centre or point ÷ the four; the drill-down names the centres. */
function networkFigure(board: Board, clause: string, target: string | undefined): Figure {
  const levels = centresByLevel(board.known.subjects.values())
  const figure = tally(
    clause,
    NETWORK_LEVELS.map((level) => ({ id: level, state: (levels.get(level)?.length ?? 0) > 0 ? 'met' : 'pending' })),
    target,
  )
  const centres = [...levels.values()].flat().sort()
  figure.of = centres.length > 0 ? { met: centres } : {}
  return figure
}
