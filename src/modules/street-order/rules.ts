/** Pure decisions about what is wrong on the street. */
import { addMonths } from '#kernel/time.ts'
import { type Help, OPERATION_MONTHS, type Outcome, TREND_MONTHS, type VictimGroup } from './words.ts'

export interface Victim {
  group: VictimGroup
  help: Help | null
}

/** Victims of whom nobody wrote where they were brought. */
export const left = (victims: readonly Victim[]): number => victims.filter((each) => each.help === null).length

/**
 * What stands in the way of closing: somebody owed help who was brought nowhere, or a kind of victim that was written down
 * and nobody of it is listed. What was found to be nothing has no victims.
 */
export function notClosable(
  outcome: Outcome | null,
  said: readonly VictimGroup[],
  victims: readonly Victim[],
): { left: number } | { unnamed: VictimGroup[] } | null {
  const open = left(victims)
  if (open > 0) return { left: open }
  if (outcome === 'unfounded') return null
  const unnamed = said.filter((group) => !victims.some((each) => each.group === group))
  return unnamed.length > 0 ? { unnamed } : null
}

/** Of organisations of one city, the one that shares most of the path; among those, the one highest up, not a town's further down. */
export function nearestOf<Each extends { path: string }>(list: readonly Each[], path: string): Each | null {
  const parts = path.split('.').filter(Boolean)
  const shared = (each: Each) => {
    const theirs = each.path.split('.').filter(Boolean)
    const at = parts.findIndex((part, index) => theirs[index] !== part)
    return at === -1 ? parts.length : at
  }
  const depth = (each: Each) => each.path.split('.').length
  return [...list].sort((a, b) => shared(b) - shared(a) || depth(a) - depth(b))[0] ?? null
}

/** The day by which the next joint operation is looked for. */
export const nextOperation = (last: string | null, today: string): { by: string; late: boolean } => {
  if (last === null) return { by: today, late: true }
  const by = addMonths(last, OPERATION_MONTHS)
  return { by, late: by < today }
}

export interface MonthCount {
  /** `2026-12`. */
  month: string
  count: number
}

export const monthOf = (date: string): string => date.slice(0, 7)

/** The months up to and with this one, the oldest first. */
export function monthsUntil(month: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => monthOf(addMonths(`${month}-01`, index - count + 1)))
}

export interface Trend {
  now: number
  before: number
  /** Null where there is nothing to compare with. */
  fewer: boolean | null
  months: string[]
}

/** The last full months against as many before them: fewer, as the documents ask, or not. */
export function trendOf(counts: readonly MonthCount[], thisMonth: string, first: string | null): Trend {
  const full = monthsUntil(monthOf(addMonths(`${thisMonth}-01`, -1)), TREND_MONTHS * 2)
  const sum = (months: readonly string[]) =>
    counts.filter((each) => months.includes(each.month)).reduce((total, each) => total + each.count, 0)
  const [earlier, later] = [full.slice(0, TREND_MONTHS), full.slice(TREND_MONTHS)]
  const [before, now] = [sum(earlier), sum(later)]
  // What was counted before the register began is not nothing: it is not known.
  const known = first !== null && first <= (earlier[0] as string)
  return { now, before, fewer: known ? now < before : null, months: later }
}

/** How a vehicle stands with the traffic police. */
export function vehicleStanding(
  vehicle: { toldOn: string | null; until: string | null; endedAt: number | null },
  today: string,
  soon: string,
): 'untold' | 'good' | 'soon' | 'expired' | 'ended' {
  if (vehicle.endedAt !== null) return 'ended'
  if (vehicle.toldOn === null) return 'untold'
  if (vehicle.until === null) return 'good'
  if (vehicle.until < today) return 'expired'
  return vehicle.until < soon ? 'soon' : 'good'
}
