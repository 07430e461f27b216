/** Scores of a ranking against the truth: the definitions of the matching data's format, written anew. */
import type { Truth, Vignette } from './match-data.ts'
import { chance } from './match-data.ts'

export interface RankedGuest {
  guestId: string
  candidates: { inquiryId: string; probability: number }[]
}

export interface Row {
  truth: Truth
  /** Place of the right inquiry, 0 when it is not listed. */
  rank: number
  /** Probability of the first candidate; absent when there is none. */
  top?: number
  topRight: boolean
  shown: number
}

export function rowsOf(truth: readonly Truth[], ranked: readonly RankedGuest[]): Row[] {
  const byGuest = new Map(ranked.map((each) => [each.guestId, each.candidates.slice(0, 50)]))
  return truth.map((each) => {
    const candidates = byGuest.get(each.guestId) ?? []
    const rank = each.inquiryId === null ? 0 : candidates.findIndex(({ inquiryId }) => inquiryId === each.inquiryId) + 1
    const top = candidates[0]?.probability
    return {
      truth: each,
      rank,
      ...(top !== undefined && { top }),
      topRight: rank === 1,
      shown: candidates.filter(({ probability }) => probability >= 0.1).length,
    }
  })
}

const wanted = (row: Row) => row.truth.inquiryId !== null

export function recallAt(rows: readonly Row[], count: number): number {
  const looked = rows.filter(wanted)
  return looked.filter(({ rank }) => rank > 0 && rank <= count).length / Math.max(looked.length, 1)
}

/** The largest share of guests with an inquiry that the first candidates name while that precision holds over all guests. */
export function recallAtPrecision(rows: readonly Row[], precision: number): number {
  const looked = rows.filter(wanted).length || 1
  const sorted = rows.filter((row) => row.top !== undefined).sort((a, b) => (b.top as number) - (a.top as number))
  let right = 0
  let best = 0
  sorted.forEach((row, at) => {
    if (row.topRight) right += 1
    // Equal probabilities stand or fall together.
    if (sorted[at + 1]?.top === row.top) return
    if (right / (at + 1) >= precision) best = Math.max(best, right / looked)
  })
  return best
}

export function calibrationError(rows: readonly Row[], bins = 10): number {
  const sums = Array.from({ length: bins }, () => ({ count: 0, said: 0, was: 0 }))
  const answered = rows.filter((row) => row.top !== undefined)
  for (const row of answered) {
    const bin = sums[Math.min(bins - 1, Math.floor((row.top as number) * bins))] as (typeof sums)[number]
    bin.count += 1
    bin.said += row.top as number
    bin.was += row.topRight ? 1 : 0
  }
  return sums.reduce((sum, { said, was }) => sum + Math.abs(said - was), 0) / Math.max(answered.length, 1)
}

/** Largest share named by a threshold that at most one in a hundred guests without an inquiry passes. */
export function namedAtOneInHundred(rows: readonly Row[]): number {
  const nobody = rows
    .filter((row) => !wanted(row))
    .map((row) => row.top ?? -1)
    .sort((a, b) => b - a)
  const threshold = nobody[Math.floor(nobody.length * 0.01 + 1e-9)] ?? -1
  const looked = rows.filter(wanted)
  return looked.filter((row) => row.topRight && (row.top as number) > threshold).length / Math.max(looked.length, 1)
}

export const measures = {
  'recall@1': (rows: readonly Row[]) => recallAt(rows, 1),
  'recall@10': (rows: readonly Row[]) => recallAt(rows, 10),
  'recall@50': (rows: readonly Row[]) => recallAt(rows, 50),
  'recall at precision .90': (rows: readonly Row[]) => recallAtPrecision(rows, 0.9),
  'recall at precision .99': (rows: readonly Row[]) => recallAtPrecision(rows, 0.99),
  'named at 1 in 100 false': namedAtOneInHundred,
  'calibration error': calibrationError,
} as const
export type Measure = keyof typeof measures

/** 95 % of what chance would give, persons drawn with all their visits. */
export function interval(rows: readonly Row[], measure: Measure, rounds = 400, seed = 11): [number, number] {
  const persons = new Map<string, Row[]>()
  for (const row of rows) persons.set(row.truth.personId, [...(persons.get(row.truth.personId) ?? []), row])
  const groups = [...persons.values()]
  const next = chance(seed)
  const values = Array.from({ length: rounds }, () =>
    measures[measure](groups.flatMap(() => groups[Math.floor(next() * groups.length)] as Row[])),
  ).sort((a, b) => a - b)
  return [values[Math.floor(rounds * 0.025)] as number, values[Math.min(rounds - 1, Math.floor(rounds * 0.975))] as number]
}

export interface Group {
  name: string
  guests: number
  looked: number
  recall10: number
}

const years = (value: number) =>
  value < 1 ? 'below 1 year' : value < 4 ? '1 to 4 years' : value < 8 ? '4 to 8 years' : '8 years and more'

/** recall@10 by class, and of each group within its class. */
export function groupsOf(rows: readonly Row[]): { classes: Group[]; within: (Group & { ratio: number })[] } {
  const group = (name: string, part: readonly Row[]): Group => ({
    name,
    guests: part.length,
    looked: part.filter(wanted).length,
    recall10: recallAt(part, 10),
  })
  const classes = (['A', 'B', 'C'] as const).map((each) =>
    group(
      each,
      rows.filter(({ truth }) => truth.class === each),
    ),
  )
  const splits: ((truth: Truth) => string)[] = [
    (truth) => (truth.minor ? 'minor' : 'adult'),
    (truth) => truth.sex,
    (truth) => (truth.minority ? 'minority name' : 'Han name'),
    (truth) => years(truth.yearsElapsed),
  ]
  const within = classes.flatMap((one) => {
    const part = rows.filter(({ truth }) => truth.class === one.name)
    return splits.flatMap((split) =>
      [...new Set(part.map(({ truth }) => split(truth)))].map((value) => {
        const found = group(
          `${one.name} ${value}`,
          part.filter(({ truth }) => split(truth) === value),
        )
        return { ...found, ratio: one.recall10 > 0 ? found.recall10 / one.recall10 : 1 }
      }),
    )
  })
  return { classes, within }
}

export interface VignetteResult {
  name: string
  rank: number
  passed: boolean
  inTopThree: boolean
}

export function vignetteResults(truth: readonly Vignette[], ranked: readonly RankedGuest[]): VignetteResult[] {
  const byGuest = new Map(ranked.map((each) => [each.guestId, each.candidates]))
  return truth.map(({ guestId, inquiryId, name, expect }) => {
    const candidates = byGuest.get(guestId) ?? []
    const place = (id: string) => candidates.findIndex((each) => each.inquiryId === id) + 1
    const rank = inquiryId === null ? 0 : place(inquiryId)
    const probability = rank > 0 ? (candidates[rank - 1]?.probability ?? 0) : 0
    const top = candidates[0]?.probability ?? 0
    const passed =
      (inquiryId === null || (rank > 0 && rank <= (expect.rankAtMost ?? 50))) &&
      (expect.above ?? []).every((id) => place(id) === 0 || (rank > 0 && rank < place(id))) &&
      probability >= (expect.probabilityAtLeast ?? 0) &&
      (expect.topProbabilityBelow === undefined || top < expect.topProbabilityBelow)
    return { name, rank, passed, inTopThree: inquiryId === null || (rank > 0 && rank <= 3) }
  })
}
