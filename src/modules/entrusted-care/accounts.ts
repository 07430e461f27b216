/** A month's account at an institution, drawn up anew from the days that the stay clock counts there, levels and rates. */
import type { Tx } from '#kernel/db.ts'
import { dayOf, startOfDayNumber } from '#kernel/time.ts'
import { costBetween, type CostLine, type DayRate, monthDays, totalOf } from './rules-cost.ts'
import type { ContractRow, RateRow } from './store-institutions.ts'
import { contractsOf, ratesOf } from './store-institutions.ts'
import { careStretchesOf } from './store-outside.ts'

/** A contract's rates with the last day on which they count. */
function dayRates(contracts: readonly ContractRow[], rates: readonly RateRow[]): DayRate[] {
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
  const segments = await careStretchesOf(tx, institutionId, { from: startOfDayNumber(from), to: startOfDayNumber(to) })
  const rates = dayRates(await contractsOf(tx, [institutionId]), await ratesOf(tx, institutionId))
  const lines = costBetween(segments, rates, from, to)
  return { lines, ...totalOf(lines) }
}
