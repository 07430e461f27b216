/**
 * What a month at an institution costs: days times the rate of the level of care. Counting rule: the day of placement counts,
 * the day of leaving does not (算进不算出); who came and left on the same day costs nothing. Pure, in day numbers and fen.
 */
import { dayOf, daysInMonth } from '#kernel/time.ts'
import type { CareLevel } from './words.ts'

export interface CareSegment {
  fileId: string
  level: CareLevel
  from: number
  /** Day of leaving; null while there. */
  until: number | null
}

/** A contract's rate from a day on, for as long as the contract lasts (its last day counts). */
export interface DayRate {
  level: CareLevel
  from: number
  last: number
  fen: number
}

export interface CostLine {
  fileId: string
  level: CareLevel
  days: number
  fen: number
  /** Days for which no contract in force names a rate: shown, never paid silently. */
  uncovered: number
}

/** The rate of one day: of those in force the latest. */
export function rateOn(rates: readonly DayRate[], level: CareLevel, day: number): number | undefined {
  let best: DayRate | undefined
  for (const rate of rates)
    if (rate.level === level && rate.from <= day && day <= rate.last && (!best || rate.from > best.from)) best = rate
  return best?.fen
}

/** First day and the day after the last of a month `2026-11`. */
export function monthDays(month: string): { from: number; to: number } {
  const from = dayOf(`${month}-01`)
  return { from, to: from + daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5))) }
}

/** Cost of [from, to), a line per person and level. */
export function costBetween(segments: readonly CareSegment[], rates: readonly DayRate[], from: number, to: number): CostLine[] {
  const lines = new Map<string, CostLine>()
  for (const segment of segments) {
    const end = Math.min(to, segment.until ?? to)
    for (let day = Math.max(from, segment.from); day < end; day += 1) {
      const key = `${segment.fileId} ${segment.level}`
      const line = lines.get(key) ?? { fileId: segment.fileId, level: segment.level, days: 0, fen: 0, uncovered: 0 }
      const fen = rateOn(rates, segment.level, day)
      line.days += 1
      if (fen === undefined) line.uncovered += 1
      else line.fen += fen
      lines.set(key, line)
    }
  }
  return [...lines.values()]
}

export const totalOf = (lines: readonly CostLine[]) =>
  lines.reduce(
    (sum, line) => ({ days: sum.days + line.days, fen: sum.fen + line.fen, uncovered: sum.uncovered + line.uncovered }),
    {
      days: 0,
      fen: 0,
      uncovered: 0,
    },
  )

export const fenOf = (yuan: number) => Math.round(yuan * 100)
export const yuanOf = (fen: number) => (fen / 100).toFixed(2)
