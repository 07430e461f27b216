/** Cells added up into the figure of a clause. Pure; the same judgement of a target as the engine's. */
import { judgeTarget } from '#policy/indicators.ts'

export interface Counts {
  met: number
  late: number
  pending: number
  overdue: number
  waived: number
  cannotTell: number
  arisen: number
}

export interface ClauseFigure extends Counts {
  target: 'reached' | 'not-reached' | 'cannot-tell' | 'none'
}

export const noCounts = (): Counts => ({ met: 0, late: 0, pending: 0, overdue: 0, waived: 0, cannotTell: 0, arisen: 0 })

/** Adds cells; `lateToday` is how many of those counted as pending have become late since midnight. */
export function addUp(cells: readonly { state: string; past: boolean; count: number }[], lateToday: number): Counts {
  const sum = noCounts()
  for (const { state, past, count } of cells) {
    if (state === 'met') sum.met += count
    else if (state === 'met-late') sum.late += count
    else if (state === 'waived') sum.waived += count
    else if (state === 'cannot-tell') sum.cannotTell += count
    else if (state === 'open') sum[past ? 'overdue' : 'pending'] += count
  }
  const moved = Math.min(lateToday, sum.pending)
  sum.pending -= moved
  sum.overdue += moved
  sum.arisen = sum.met + sum.late + sum.pending + sum.overdue
  return sum
}

export function figureOf(counts: Counts, target: string | undefined): ClauseFigure {
  return { ...counts, target: judgeTarget(counts.met, counts.arisen, counts.cannotTell, target) }
}

/** First days of the `count` months that end with the month of `last` (YYYY-MM-01). */
export function monthsUpTo(last: string, count: number): string[] {
  const index = Number(last.slice(0, 4)) * 12 + Number(last.slice(5, 7)) - 1
  return Array.from({ length: count }, (_, i) => {
    const month = index - count + 1 + i
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`
  })
}

/** A share of the decimal target as whole percent: `0.3` → 30. */
export function targetPercent(target: string | undefined): number | null {
  return target === undefined ? null : Math.round(Number(target) * 1000) / 10
}
