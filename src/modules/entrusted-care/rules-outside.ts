/**
 * Days outside, by institution. The stay clock says where a guest was; this room's rows say at whose house. A date counts
 * for the place where somebody was last on it (算进不算出): it is never paid to two, and nobody is paid for while a
 * hospital has the patient. Pure.
 */
import { dayOfInstant, dayOf, startOfDayNumber } from '#kernel/time.ts'
import { type ClockFact, stayClock } from '#modules/people-and-cases/words.ts'
import type { CareLevel } from './words.ts'

export interface PlacedRow {
  placementId: string
  fileId: string
  institutionId: string
  from: number
  to: number | null
  /** Ended because the guest was settled, perhaps in the same house, before leaving was recorded. */
  settled: boolean
  /** Levels of care from a date on, in order. */
  levels: readonly { from: string; level: CareLevel }[]
}

export interface OutsideDay {
  day: number
  /** Null: settled, and not yet signed out; no longer paid as care outside. */
  placement: PlacedRow | null
  level: CareLevel | null
}

const covers = (row: PlacedRow, at: number) => row.from <= at && (row.to === null || at < row.to)

function levelOn(row: PlacedRow, day: number): CareLevel | null {
  const known = row.levels.filter((each) => dayOf(each.from) <= day).at(-1) ?? row.levels[0]
  return known?.level ?? null
}

/** Every date that the clock counts as outside, with whose it was. `unknown`: facts say outside, no row does. */
export function outsideDays(
  facts: readonly ClockFact[],
  rows: readonly PlacedRow[],
  until: number,
): { days: OutsideDay[]; unknown: number; whole: number } {
  const clock = stayClock(facts, until)
  const last = new Map<number, { where: string; at: number }>()
  for (const { where, from, to } of clock.segments)
    for (let day = dayOfInstant(from); day <= dayOfInstant(to - 1); day++)
      last.set(day, { where, at: Math.min(to, startOfDayNumber(day + 1)) - 1 })
  const days: OutsideDay[] = []
  let unknown = 0
  for (const [day, { where, at }] of last) {
    if (where !== 'outside') continue
    const placement = rows.findLast((row) => covers(row, at))
    if (placement) days.push({ day, placement, level: levelOn(placement, day) })
    else if (rows.some((row) => row.settled && row.to !== null && row.to <= at)) days.push({ day, placement: null, level: null })
    else unknown++
  }
  return { days, unknown, whole: clock.days.outside }
}

/** A stretch of days of one person, at one institution, on one level; `until` is the first day that no longer counts. */
export interface CareStretch {
  fileId: string
  institutionId: string
  level: CareLevel
  from: number
  until: number
}

/** The same days as stretches: what a month's bill counts. */
export function stretchesOf(days: readonly OutsideDay[]): CareStretch[] {
  const stretches: CareStretch[] = []
  for (const { day, placement, level } of [...days].sort((a, b) => a.day - b.day)) {
    if (!placement || !level) continue
    const { fileId, institutionId } = placement
    const open = stretches.at(-1)
    if (open && open.until === day && open.institutionId === institutionId && open.level === level) open.until = day + 1
    else stretches.push({ fileId, institutionId, level, from: day, until: day + 1 })
  }
  return stretches
}

/** Days by institution, and those after settling. */
export function daysByInstitution(days: readonly OutsideDay[]): { institutions: Map<string, number>; settled: number } {
  const institutions = new Map<string, number>()
  let settled = 0
  for (const { placement } of days) {
    if (placement) institutions.set(placement.institutionId, (institutions.get(placement.institutionId) ?? 0) + 1)
    else settled++
  }
  return { institutions, settled }
}
