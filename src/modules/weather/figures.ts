/** What a board, a page, a sheet and the paper show of an operation: one way of counting for all. */
import type { ReadContext } from '#kernel/query.ts'
import { addMonths, dateOf, endOfDay, startOfDay } from '#kernel/time.ts'
import { isKnown, nightOf, nightsBetween, nightsOver, standingOf, stockOf } from './rules.ts'
import { casualtiesIn, type CasualtyRow, goodsOf, type OperationRow } from './store.ts'
import { nightCounts, peopleBetween, roundCounts, sleepersIn } from './store-street.ts'
import { EXPOSURE, itemKeys, NOT_SEEN, type Standing, standingKeys } from './words.ts'

/** The stations whose people count although the area was not told. */
export const ownersOf = (operation: Pick<OperationRow, 'areas'>): string[] => [
  ...new Set(operation.areas.filter((each) => !each.written).map((each) => each.ownerPath)),
]
export const lastNight = (operation: OperationRow, now: number): string => {
  const tonight = nightOf(operation.closedAt ?? now)
  return operation.until < tonight ? operation.until : tonight
}

export function countCasualties(list: readonly CasualtyRow[]) {
  const counts = (each: CasualtyRow) => each.cause !== null && EXPOSURE.includes(each.cause)
  return {
    deaths: list.filter((each) => each.kind === 'death' && counts(each)).length,
    injuries: list.filter((each) => each.kind === 'injury' && counts(each)).length,
    // Nobody knows yet whether it was the cold: not nought.
    unknown: list.filter((each) => each.cause === null).length,
    others: list.filter((each) => each.cause !== null && !counts(each)).length,
    // Counted, and found out later to be something else.
    beside: list.filter((each) => each.laterCause !== null).length,
  }
}

/** Tonight, area by area. */
export async function tonightOf({ tx, now }: Pick<ReadContext, 'tx' | 'now'>, operation: OperationRow, night: string) {
  const areas = operation.areas.map((each) => each.id)
  const owners = ownersOf(operation)
  const sleepers = await sleepersIn(tx, areas, owners, night)
  const rounds = await roundCounts(tx, areas, owners, night, night)
  const goods = await goodsOf(tx, [operation.id])
  const known = sleepers.filter((each) => each.seen || each.brought || each.hospital || isKnown(each, now))
  const row = (areaId: string | null) => {
    const here = known.filter((each) => each.areaId === areaId)
    const stand = here.map((each) => standingOf(each, operation, night))
    const standing = Object.fromEntries(standingKeys.map((key) => [key, stand.filter((each) => each === key).length]))
    const shifts = rounds.filter((each) => each.areaId === areaId)
    const sum = (of: readonly { count: number }[]) => of.reduce((total, each) => total - Math.min(0, each.count), 0)
    return {
      planned: shifts.reduce((total, each) => total + each.planned, 0),
      held: shifts.reduce((total, each) => total + each.held, 0),
      known: here.length,
      standing: standing as Record<Standing, number>,
      seen: here.filter((each) => each.seen && !each.brought).length,
      brought: here.filter((each) => each.brought).length,
      looked: here.filter((each) => each.looked && !each.seen && !each.brought && !each.hospital).length,
      notSeen: stand.filter((each) => NOT_SEEN.includes(each)).length,
      missing: stand.filter((each) => each === 'missing').length,
      goods: sum(goods.filter((each) => each.areaId === areaId && each.way !== 'counted')),
    }
  }
  const lines = operation.areas.map((area) => ({ areaId: area.id, name: area.name, ...row(area.id) }))
  const elsewhere = row(null)
  return elsewhere.known + elsewhere.goods + elsewhere.planned > 0
    ? [...lines, { areaId: null, name: '没有写区域的', ...elsewhere }]
    : lines
}

export async function stockOfOperation({ tx }: Pick<ReadContext, 'tx'>, operation: OperationRow) {
  const stock = stockOf(await goodsOf(tx, [operation.id]))
  return [...stock]
    .map(([item, line]) => ({ item, ...line }))
    .toSorted((a, b) => itemKeys.indexOf(a.item as never) - itemKeys.indexOf(b.item as never))
}

/** The whole operation in numbers, as far as it has gone. */
export async function figuresOf({ tx, vault, now }: Pick<ReadContext, 'tx' | 'vault' | 'now'>, operation: OperationRow) {
  const areas = operation.areas.map((each) => each.id)
  const owners = ownersOf(operation)
  const until = lastNight(operation, now)
  const nights = nightsBetween(operation.from, until, until)
  const rounds = await roundCounts(tx, areas, owners, operation.from, until)
  const counts = await nightCounts(tx, areas, owners, operation.from, until)
  const people = await peopleBetween(tx, areas, owners, operation.from, until)
  const goods = await stockOfOperation({ tx }, operation)
  const casualties = await casualtiesIn(tx, vault, {
    operationId: operation.id,
    from: startOfDay(operation.from),
    until: endOfDay(operation.until),
  })
  const total = <T>(of: readonly T[], value: (each: T) => number) => of.reduce((sum, each) => sum + value(each), 0)
  return {
    nights: operation.closedAt === null ? nightsOver(nights, now) : nights.length,
    planned: total(rounds, (each) => each.planned),
    held: total(rounds, (each) => each.held),
    people: people.met,
    sightings: total(counts, (each) => each.seen),
    brought: people.brought,
    goodsIn: total(goods, (each) => each.in),
    goodsOut: total(goods, (each) => each.out),
    ...countCasualties(casualties),
    series: nights.map((night) => ({
      night,
      planned: total(
        rounds.filter((each) => each.night === night),
        (each) => each.planned,
      ),
      held: total(
        rounds.filter((each) => each.night === night),
        (each) => each.held,
      ),
      seen: total(
        counts.filter((each) => each.night === night),
        (each) => each.seen,
      ),
      looked: total(
        counts.filter((each) => each.night === night),
        (each) => each.looked,
      ),
      brought: total(
        counts.filter((each) => each.night === night),
        (each) => each.brought,
      ),
    })),
  }
}

/** Last year's of the same kind: begun ten to fourteen months before this one, the nearest to a year. */
export function lastYears(operation: OperationRow, all: readonly OperationRow[]): OperationRow | undefined {
  const [early, late, year] = [addMonths(operation.from, -14), addMonths(operation.from, -10), addMonths(operation.from, -12)]
  const off = (each: OperationRow) => Math.abs(startOfDay(each.from) - startOfDay(year))
  return all
    .filter((each) => each.kind === operation.kind && each.id !== operation.id && each.from >= early && each.from <= late)
    .toSorted((a, b) => off(a) - off(b))[0]
}

export const yearOf = (now: number) => {
  const year = dateOf(now).slice(0, 4)
  return { from: startOfDay(`${year}-01-01`), until: endOfDay(`${year}-12-31`) }
}
