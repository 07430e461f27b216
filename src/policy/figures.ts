/** Figures that are no rates: deaths and injuries by exposure, fees charged to a child's family. Reached = none. */

import type { Fact } from '#facts/fact.ts'
import type { Board } from './obligations.ts'
import { parsePeriod, inPeriod } from './periods.ts'
import type { Figure, Obligation } from './types.ts'
import { factsNamed } from './view.ts'
import type { FactIndex } from './view.ts'

export interface Asked {
  scope?: string | undefined
  period?: string | undefined
}

const BY_EXPOSURE = ['cold', 'hunger', 'heat']

interface Counted {
  value: number
  ids: string[]
  /** Subjects of which it cannot be told whether they count. */
  untold: string[]
}

/** Area and time of a weather operation: from opening to closing, both included. */
function operation(index: FactIndex | undefined): { area: unknown; from: number; until: number } | null {
  const opened = factsNamed(index, 'campaign.opened').find((f) => f.value.kind === 'cold' || f.value.kind === 'heat')
  if (!opened) return null
  const closed = factsNamed(index, 'campaign.closed').find((f) => f.occurredAt >= opened.occurredAt)
  return { area: opened.value.area, from: opened.occurredAt, until: closed?.occurredAt ?? Infinity }
}

function incidentsByExposure(board: Board, kind: string, asked: Asked): Counted {
  const out: Counted = { value: 0, ids: [], untold: [] }
  const scope = asked.scope === undefined ? null : board.known.subjects.get(asked.scope)
  const within = scope?.kind === 'campaign' ? operation(board.known.bySubject.get(scope.id)) : null
  const period = asked.period === undefined ? null : parsePeriod(asked.period)
  for (const [id, index] of board.known.bySubject) {
    const happened: Fact | undefined = factsNamed(index, 'incident.happened').at(-1)
    if (!happened) continue
    const { kind: told, cause, area } = happened.value as { kind?: string; cause?: string; area?: unknown }
    if (period && !inPeriod(period, happened.occurredAt)) continue
    if (scope?.kind === 'campaign') {
      if (!within || happened.occurredAt < within.from || happened.occurredAt > within.until) continue
      if (within.area !== undefined && area !== undefined && area !== within.area) continue
    } else if (scope && board.known.subjects.get(id)?.station !== scope.id && id !== scope.id) continue
    if ((told !== undefined && told !== kind) || (cause !== undefined && !BY_EXPOSURE.includes(cause))) continue
    const areaUntold = within !== null && within.area !== undefined && area === undefined
    if (told === undefined || cause === undefined || areaUntold) {
      // An incident of which neither kind nor cause is told says nothing about exposure at all.
      if (told !== undefined || cause !== undefined) out.untold.push(id)
      continue
    }
    out.value++
    out.ids.push(id)
  }
  return out
}

/** Fen charged to child or family on the files that owe the blood sample and its comparison. */
function feesCharged(board: Board, obligations: readonly Obligation[], belongs: (id: string) => boolean, asked: Asked): Counted {
  const out: Counted = { value: 0, ids: [], untold: [] }
  const files = new Set(
    obligations.filter((o) => o.clause === 's0.minor-dna' && o.state !== 'not-applicable').map((o) => o.subject),
  )
  const period = asked.period === undefined ? null : parsePeriod(asked.period)
  for (const id of [...files].filter(belongs).sort()) {
    let sum = 0
    for (const cost of factsNamed(board.known.bySubject.get(id), 'cost.recorded')) {
      if (cost.value.chargedTo !== 'child' && cost.value.chargedTo !== 'family') continue
      if (period && !inPeriod(period, cost.occurredAt)) continue
      if (typeof cost.value.amount === 'number') sum += cost.value.amount
      else if (!out.untold.includes(id)) out.untold.push(id)
    }
    if (sum !== 0) out.ids.push(id)
    out.value += sum
  }
  return out
}

/** A figure by the name of its count in the pack. Throws (a defect) on a name nobody declared. */
export function valueFigure(
  board: Board,
  clause: string,
  count: string,
  obligations: readonly Obligation[],
  belongs: (id: string) => boolean,
  asked: Asked,
): Figure {
  const counted =
    count === 'deaths-by-exposure'
      ? incidentsByExposure(board, 'death', asked)
      : count === 'injuries-by-exposure'
        ? incidentsByExposure(board, 'injury', asked)
        : feesCharged(board, obligations, belongs, asked)
  const target = counted.value > 0 ? 'not-reached' : counted.untold.length > 0 ? 'cannot-tell' : 'reached'
  return {
    clause,
    met: 0,
    late: 0,
    pending: 0,
    overdue: 0,
    waived: 0,
    cannotTell: counted.untold.length,
    arisen: 0,
    target,
    value: counted.value,
    of: {
      value: counted.ids.sort(),
      ...(counted.untold.length > 0 ? { 'cannot-tell': counted.untold.sort() } : {}),
    },
  }
}
