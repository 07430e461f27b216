/** What counts, what is short, whom nobody saw. Pure. */
import { addDays, DAY, dateOf, HOUR } from '#kernel/time.ts'
import { type CasualtyKind, type Cause, EXPOSURE, KNOWN_DAYS, MISSING_NIGHTS, type Standing } from './words.ts'

/** The night to which an instant belongs: from noon to noon, named by its evening. */
export const nightOf = (at: number): string => dateOf(at - 12 * HOUR)

/** Every day of a span, in pieces that a plan takes at once. */
export function daysIn(from: string, until: string, piece = 60): string[][] {
  const pieces: string[][] = []
  for (let day = from; day <= until && pieces.length < 20; day = addDays(day, 1)) {
    const last = pieces.at(-1)
    if (last && last.length < piece) last.push(day)
    else pieces.push([day])
  }
  return pieces
}

/** The nights of an operation up to the one that is under way. */
export function nightsBetween(from: string, until: string, tonight: string): string[] {
  const last = until < tonight ? until : tonight
  const nights: string[] = []
  for (let day = from; day <= last && nights.length < 400; day = addDays(day, 1)) nights.push(day)
  return nights
}

/** How many of them are over: the one under way is not, until noon. */
export const nightsOver = (nights: readonly string[], now: number): number =>
  nights.filter((night) => night < nightOf(now)).length

export interface Known {
  personId: string
  areaId: string | null
  lastSeenAt: number | null
  firstAt: number
  state: 'there' | 'received' | 'ended'
}

/** Whether somebody still counts as known to sleep out. */
export function isKnown(sleeper: Known, now: number): boolean {
  return sleeper.state === 'there' && now - (sleeper.lastSeenAt ?? sleeper.firstAt) <= KNOWN_DAYS * DAY
}

/** Nights of the operation, before this one, in which nobody saw him: counted back from the last. */
export function unseenNights(sleeper: Known, operation: { from: string; until: string }, tonight: string): number {
  const seen = sleeper.lastSeenAt === null ? null : nightOf(sleeper.lastSeenAt)
  const known = nightOf(sleeper.firstAt)
  return nightsBetween(operation.from, operation.until, addDays(tonight, -1)).filter(
    (night) => night >= known && (seen === null || night > seen),
  ).length
}

/** How somebody stands in a night: what was done for them goes before that they were seen; long unseen before looked for. */
export function standingOf(
  sleeper: Known & { seen: boolean; looked: boolean; brought: boolean; hospital: boolean },
  operation: { from: string; until: string },
  tonight: string,
): Standing {
  if (sleeper.brought) return 'brought'
  if (sleeper.hospital) return 'hospital'
  if (sleeper.seen) return 'seen'
  if (unseenNights(sleeper, operation, tonight) >= MISSING_NIGHTS) return 'missing'
  return sleeper.looked ? 'looked' : 'unseen'
}

export interface Told {
  kind: CasualtyKind
  cause: Cause | null
}

const counts = (told: Told): boolean => told.cause !== null && EXPOSURE.includes(told.cause)

/**
 * What a later finding does to the figure of deaths and injuries. It may raise it: nobody knew the cause and it was the cold, the
 * injured died. It never lowers it: what counted goes on counting, and the finding stands beside it.
 */
export function reclassified(before: Told, after: Told): 'counts-anew' | 'beside' | 'same' {
  if (before.kind === after.kind && before.cause === after.cause) return 'same'
  if (before.kind === 'death' && after.kind === 'injury') return 'beside'
  if (counts(before) && !counts(after)) return 'beside'
  return 'counts-anew'
}

export interface Movement {
  item: string
  count: number
}

/** What is there of each thing: below nought where more was given than came in. */
export function stockOf(movements: readonly Movement[]): Map<string, { in: number; out: number; stock: number }> {
  const stock = new Map<string, { in: number; out: number; stock: number }>()
  for (const { item, count } of movements) {
    const line = stock.get(item) ?? { in: 0, out: 0, stock: 0 }
    if (count > 0) line.in += count
    else line.out -= count
    line.stock += count
    stock.set(item, line)
  }
  return stock
}

/** In words, never as a bare minus: 差 3 件 says that something was not written down yet. */
export const stockWords = (stock: number): string => (stock < 0 ? `账面差 ${-stock}，有入库没有登记` : String(stock))

/** Whether two spans of days meet. */
export const meet = (a: { from: string; until: string }, b: { from: string; until: string }): boolean =>
  a.from <= b.until && b.from <= a.until
