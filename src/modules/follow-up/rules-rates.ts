/**
 * The share of returnees that was looked in on, as the three-year plan has it: those whom a station sent home within its own
 * area, each within a year of that day; minors all of them, the others at least 30 of 100. Agrees with the clauses
 * s3.revisit and s3.revisit-minor; a test compares.
 */
import { addMonths, dateOf, endOfDay } from '#kernel/time.ts'
import { underAge } from '#modules/people-and-cases/words.ts'

export const TARGETS = { all: 0.3, minors: 1 } as const
const TERM_MONTHS = 12

export interface Sent {
  fileId: string
  stationPath: string
  at: number
  /** Undefined: nobody said whether it lies in the own area. */
  local: boolean | undefined
  birth: { from: string; to: string } | null
}

export type RateState = 'met' | 'late' | 'pending' | 'missed' | 'waived' | 'cannot-tell'
export const rateStates: Record<RateState, string> = {
  met: '一年内回访过',
  late: '超过一年才回访',
  pending: '还没到期',
  missed: '到期没有回访',
  waived: '免办',
  'cannot-tell': '缺记录，算不了',
}

export interface Counted {
  fileId: string
  stationPath: string
  sentAt: number
  due: number
  minor: 'yes' | 'no' | 'unknown'
  state: RateState
}

/** End of the day on which a year is full. */
export const dueOf = (sentAt: number): number => endOfDay(addMonths(dateOf(sentAt), TERM_MONTHS))

/**
 * Judges what one file's goings home came to. A visit counts for the earliest going home that is still open when it happened;
 * one before it counts for none. A waiver likewise. Who has died before a year was full is not owed a visit any more.
 */
export function judge(
  sent: readonly Sent[],
  visits: readonly number[],
  now: number,
  waivers: { clause: string; at: number }[] = [],
  diedAt = Infinity,
): { all: Counted[]; minors: Counted[] } {
  const of = (clause: string, only: (each: Counted & { local: boolean | undefined }) => 'yes' | 'no' | 'unknown'): Counted[] => {
    const list = sent
      .filter((each) => each.local !== false)
      .toSorted((a, b) => a.at - b.at)
      .map((each) => ({
        fileId: each.fileId,
        stationPath: each.stationPath,
        sentAt: each.at,
        due: dueOf(each.at),
        minor: underAge(each.birth, 18, dateOf(each.at)),
        state: 'pending' as RateState,
        local: each.local,
        metAt: null as number | null,
      }))
      .filter((each) => only(each) !== 'no')
    const events = [
      ...visits.map((at) => ({ at, waiver: false })),
      ...waivers.filter((each) => each.clause === clause).map(({ at }) => ({ at, waiver: true })),
    ].toSorted((a, b) => a.at - b.at || Number(a.waiver) - Number(b.waiver))
    for (const { at, waiver } of events) {
      const open = list.find(
        (each) => each.state !== 'waived' && each.metAt === null && each.sentAt <= at && !(diedAt < at && diedAt < each.due),
      )
      if (!open) continue
      if (waiver) open.state = 'waived'
      else open.metAt = at
    }
    for (const each of list) {
      if (each.state === 'waived') continue
      if (each.local === undefined || only(each) === 'unknown') each.state = 'cannot-tell'
      else if (each.metAt !== null) each.state = each.metAt < each.due ? 'met' : 'late'
      else each.state = now < each.due ? 'pending' : 'missed'
    }
    const owed = list.filter((each) => each.state === 'waived' || each.metAt !== null || diedAt > now || diedAt >= each.due)
    return owed.map(({ local: _local, metAt: _met, ...each }) => each)
  }
  return { all: of('s3.revisit', () => 'yes'), minors: of('s3.revisit-minor', (each) => each.minor) }
}

export interface Rate {
  met: number
  late: number
  pending: number
  missed: number
  waived: number
  cannotTell: number
  arisen: number
  /** Met of all that arose, those not due yet among them; null where nobody was sent. */
  share: number | null
  /** Met of those whose year is over or who were visited: what can no longer change for the worse. */
  settledShare: number | null
  target: number
  reached: 'reached' | 'not-reached' | 'cannot-tell' | 'none'
}

/** Counts states into a rate; reached exactly where the clause's figure says so. */
export function rateOf(counted: readonly Counted[], target: number): Rate {
  const sum = { met: 0, late: 0, pending: 0, missed: 0, waived: 0, 'cannot-tell': 0 }
  for (const { state } of counted) sum[state] += 1
  const arisen = sum.met + sum.late + sum.pending + sum.missed
  const settled = arisen - sum.pending
  const untold = sum['cannot-tell']
  const atLeast = (top: number, bottom: number) => top * 10 >= Math.round(target * 10) * bottom
  const reached =
    arisen + untold === 0
      ? 'none'
      : atLeast(sum.met, arisen + untold)
        ? 'reached'
        : atLeast(sum.met + untold, arisen + untold)
          ? 'cannot-tell'
          : 'not-reached'
  return {
    met: sum.met,
    late: sum.late,
    pending: sum.pending,
    missed: sum.missed,
    waived: sum.waived,
    cannotTell: untold,
    arisen,
    share: arisen === 0 ? null : sum.met / arisen,
    settledShare: settled === 0 ? null : sum.met / settled,
    target,
    reached,
  }
}
