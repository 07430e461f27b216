/**
 * Whether more people die, or go to hospital, in an institution than its own past or the other institutions make plausible.
 * Exact Poisson tails on person-days. Pure.
 */
import type { AlarmAgainst, AlarmKind } from './words-institutions.ts'

export interface AlarmParameters {
  /** In force from this date. */
  from: string
  citation: string
  assumed: boolean
  /** Trailing windows in days: a cluster shows in a short one, a drift in a long one. */
  windows: readonly number[]
  /** An excess that chance brings about less often than this raises the alarm. */
  threshold: number
  /** Fewer than this never raise it: with one or two, chance cannot be told from cause. */
  least: Record<AlarmKind, number>
  /** What is expected in general, per person and day; it steadies a comparison that rests on few person-days. */
  base: Record<AlarmKind, number>
  /** Person-days that the general expectation weighs. */
  baseDays: number
  /** How far back the own past reaches, in days before the window. */
  pastDays: number
}

/** None of these figures stands in a document. */
export const alarmParameters: readonly AlarmParameters[] = [
  {
    from: '2018-01-01',
    citation: '文件未定，假定：一般水平为每千人每年死亡 30 人、送医 300 人次',
    assumed: true,
    windows: [14, 30, 60, 90],
    threshold: 0.001,
    least: { deaths: 3, hospital: 5 },
    base: { deaths: 30 / 1000 / 365, hospital: 300 / 1000 / 365 },
    baseDays: 20 * 365,
    pastDays: 365,
  },
]
export const parametersOn = (date: string): AlarmParameters =>
  alarmParameters.findLast((each) => each.from <= date) ?? (alarmParameters[0] as AlarmParameters)

/**
 * P(X ≥ k) of a Poisson variable; 1 for k ≤ 0, 0 where nothing can happen. Summed on the side of the mean on which k lies, so
 * that a small tail is exact and a first term too small for a number takes nothing with it.
 */
export function tailOf(k: number, mean: number): number {
  if (k <= 0) return 1
  if (!(mean > 0)) return 0
  return k > mean ? Math.min(1, upwards(k, mean)) : Math.max(0, 1 - downwards(k - 1, mean))
}

/** P(X = k). */
function termOf(k: number, mean: number): number {
  let log = -mean
  for (let i = 1; i <= k; i += 1) log += Math.log(mean / i)
  return Math.exp(log)
}
function upwards(k: number, mean: number): number {
  let sum = 0
  let term = termOf(k, mean)
  for (let i = k; term > sum * 1e-16; ) {
    sum += term
    i += 1
    term *= mean / i
  }
  return sum
}
function downwards(k: number, mean: number): number {
  let sum = 0
  let term = termOf(k, mean)
  for (let i = k; i >= 0 && term > sum * 1e-16; i -= 1) {
    sum += term
    term *= i / mean
  }
  return sum
}

/** Days lived under a roof, and what happened in them. */
export interface Watched {
  events: number
  personDays: number
}

/** Events expected in so many person-days after a reference, steadied by the general expectation. Never divides by zero. */
export function expectedAfter(reference: Watched, personDays: number, base: number, baseDays: number): number {
  return (personDays * (reference.events + base * baseDays)) / (reference.personDays + baseDays)
}

/** One person's time in the house, in day numbers; `until` is the day of leaving and does not count. */
export interface Stay {
  fileId: string
  from: number
  until: number | null
}
export interface Happening {
  fileId: string
  day: number
}
export interface House {
  id: string
  stays: readonly Stay[]
  happened: Record<AlarmKind, readonly Happening[]>
}

/** Person-days and heads in [from, to). */
export function exposure(stays: readonly Stay[], from: number, to: number): { personDays: number; heads: number } {
  let personDays = 0
  const heads = new Set<string>()
  for (const stay of stays) {
    const days = Math.min(to, stay.until ?? to) - Math.max(from, stay.from)
    if (days <= 0) continue
    personDays += days
    heads.add(stay.fileId)
  }
  return { personDays, heads: heads.size }
}

/** A person dies once; goings to hospital told again within this many days are one. */
const SAME_HOSPITAL_DAYS = 7

/** Each happening once, whoever reported it. */
export function eachOnce(kind: AlarmKind, told: readonly Happening[]): Happening[] {
  const last = new Map<string, number>()
  const once: Happening[] = []
  for (const each of told.toSorted((a, b) => a.day - b.day)) {
    const before = last.get(each.fileId)
    if (before !== undefined && (kind === 'deaths' || each.day - before <= SAME_HOSPITAL_DAYS)) continue
    last.set(each.fileId, each.day)
    once.push(each)
  }
  return once
}

const between = (happened: readonly Happening[], from: number, to: number) =>
  happened.filter((each) => each.day >= from && each.day < to).length

export interface Alarm {
  kind: AlarmKind
  against: AlarmAgainst
  windowDays: number
  observed: number
  heads: number
  expected: number
  tail: number
}

export interface Comparison {
  observed: number
  personDays: number
  past: Watched
  others: Watched
}

/** Both comparisons of one window; the one that chance explains least, or null where chance explains both. */
export function judge(
  kind: AlarmKind,
  compared: Comparison,
  by: Pick<AlarmParameters, 'threshold' | 'least' | 'base' | 'baseDays'>,
): Pick<Alarm, 'against' | 'expected' | 'tail'> | null {
  if (compared.observed < by.least[kind]) return null
  const found = (['past', 'others'] as const)
    .map((against) => {
      const expected = expectedAfter(compared[against], compared.personDays, by.base[kind], by.baseDays)
      return { against, expected, tail: tailOf(compared.observed, expected) }
    })
    .sort((a, b) => a.tail - b.tail)[0]
  return found && found.tail < by.threshold ? found : null
}

/** The alarm of a house on a day, the least likely over all windows; `today` still counts. */
export function alarmOf(
  kind: AlarmKind,
  house: House,
  others: readonly House[],
  today: number,
  by: AlarmParameters,
): Alarm | null {
  const to = today + 1
  let worst: Alarm | null = null
  for (const windowDays of by.windows) {
    const from = to - windowDays
    const { personDays, heads } = exposure(house.stays, from, to)
    const observed = between(house.happened[kind], from, to)
    const past: Watched = {
      events: between(house.happened[kind], from - by.pastDays, from),
      personDays: exposure(house.stays, from - by.pastDays, from).personDays,
    }
    const elsewhere: Watched = { events: 0, personDays: 0 }
    for (const other of others) {
      elsewhere.events += between(other.happened[kind], to - by.pastDays, to)
      elsewhere.personDays += exposure(other.stays, to - by.pastDays, to).personDays
    }
    const found = judge(kind, { observed, personDays, past, others: elsewhere }, by)
    if (found && (!worst || found.tail < worst.tail)) worst = { kind, windowDays, observed, heads, ...found }
  }
  return worst
}

/** The figures in words, for who has to act on them. */
export function alarmWords(alarm: Omit<Alarm, 'kind'> & { kind: string }): string {
  const what = alarm.kind === 'deaths' ? '死亡' : '送医'
  const unit = alarm.kind === 'deaths' ? '人' : '人次'
  const whom = alarm.against === 'past' ? '本机构以往' : '其他机构和一般水平'
  const expected = alarm.expected < 10 ? alarm.expected.toFixed(1) : String(Math.round(alarm.expected))
  return `${alarm.windowDays} 天内在托 ${alarm.heads} 人中${what} ${alarm.observed} ${unit}；按${whom}约 ${expected} ${unit}。偶然发生的可能不到${chanceWords(alarm.tail)}。`
}

function chanceWords(tail: number): string {
  if (tail < 1e-6) return '百万分之一'
  if (tail < 1e-4) return '万分之一'
  if (tail < 1e-3) return '千分之一'
  return '百分之一'
}
