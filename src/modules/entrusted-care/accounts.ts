/** A month's account at an institution, drawn up anew from stays, levels, rates and days in hospital. */
import type { Tx } from '#kernel/db.ts'
import { dayOf, dayOfInstant, startOfDayNumber } from '#kernel/time.ts'
import {
  type CareSegment,
  costBetween,
  type CostLine,
  type DayRate,
  hospitalDaysOff,
  monthDays,
  segmentsOf,
  totalOf,
} from './rules-cost.ts'
import type { ContractRow, RateRow } from './store-institutions.ts'
import { contractsOf, ratesOf } from './store-institutions.ts'
import { levelsOf, staysSince, troublesOf } from './store-placed.ts'

/** A contract's rates with the last day on which they count. */
export function dayRates(contracts: readonly ContractRow[], rates: readonly RateRow[]): DayRate[] {
  const last = new Map(
    contracts.map((each) => {
      const until = dayOf(each.until)
      return [each.id, each.endedOn === null ? until : Math.min(until, dayOf(each.endedOn) - 1)]
    }),
  )
  return rates.map(({ contractId, level, from, fen }) => ({ level, fen, from: dayOf(from), last: last.get(contractId) ?? -1 }))
}

export interface Account {
  lines: CostLine[]
  days: number
  fen: number
  uncovered: number
}

export async function accountOf(tx: Tx, institutionId: string, month: string): Promise<Account> {
  const { from, to } = monthDays(month)
  const stays = (await staysSince(tx, [institutionId], startOfDayNumber(from))).filter((each) => dayOfInstant(each.placedAt) < to)
  const levels = Map.groupBy(
    await levelsOf(
      tx,
      stays.map((each) => each.placementId),
    ),
    (each) => each.placementId,
  )
  const troubles = await troublesOf(
    tx,
    stays.map((each) => each.fileId),
    startOfDayNumber(from - 366),
  )
  const segments: CareSegment[] = stays.flatMap((stay) =>
    segmentsOf(
      {
        fileId: stay.fileId,
        level: stay.level,
        from: dayOfInstant(stay.placedAt),
        until: stay.endedAt === null ? null : dayOfInstant(stay.endedAt),
      },
      (levels.get(stay.placementId) ?? []).map((each) => ({ level: each.level, from: dayOf(each.from) })),
    ),
  )
  const rates = dayRates(await contractsOf(tx, [institutionId]), await ratesOf(tx, institutionId))
  const lines = costBetween(
    hospitalDaysOff(
      segments,
      troubles.map((each) => ({ fileId: each.fileId, name: each.name, day: dayOfInstant(each.at) })),
    ),
    rates,
    from,
    to,
  )
  return { lines, ...totalOf(lines) }
}
