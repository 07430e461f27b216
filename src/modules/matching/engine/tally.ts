/** Counts over all records at hand, made once for as long as none is put or dropped. */
import { type Columns, NONE } from './columns.ts'

/** Days in a step of the counts by birth and by day of loss. */
export const BIRTH_STEP = 91
export const LOST_STEP = 16
/** The first day that is counted, well before anybody's birth. */
const FIRST = -45_000
const DAYS = 130_000

export interface Tally {
  /** Records that are counted, the dropped ones among them. */
  records: number
  homes: Float64Array
  lostAt: Float64Array
  /** By steps of days since `dayOf(0)`. */
  births: Float64Array
  lost: Float64Array
  men: number
  women: number
  phrases: number
  marks: number
}

export const birthDay = (step: number): number => FIRST + (step + 0.5) * BIRTH_STEP
export const lostDay = (step: number): number => FIRST + (step + 0.5) * LOST_STEP
const stepOf = (day: number, step: number, steps: number) => Math.max(0, Math.min(steps - 1, Math.floor((day - FIRST) / step)))

export function tallyOf(columns: Columns, end: number, rows: number, bits: { phrases: number; marks: number }): Tally {
  const homes = new Float64Array(rows)
  const lostAt = new Float64Array(rows)
  const births = new Float64Array(Math.ceil(DAYS / BIRTH_STEP))
  const lost = new Float64Array(Math.ceil(DAYS / LOST_STEP))
  let [records, men, women, phrases, marks] = [0, 0, 0, 0, 0]
  const more = (counts: Float64Array, at: number) => {
    counts[at] = (counts[at] as number) + 1
  }
  for (let slot = 0; slot < end; slot += 1) {
    if (!columns.alive[slot]) continue
    records += 1
    more(homes, columns.home[slot] as number)
    more(lostAt, columns.lostAt[slot] as number)
    if (columns.birth[slot] !== NONE) more(births, stepOf(columns.birth[slot] as number, BIRTH_STEP, births.length))
    if (columns.lost[slot] !== NONE) more(lost, stepOf(columns.lost[slot] as number, LOST_STEP, lost.length))
    if (columns.sex[slot] === 1) men += 1
    else if (columns.sex[slot] === 2) women += 1
    if ((columns.knows[slot] as number) & bits.phrases) phrases += 1
    if ((columns.knows[slot] as number) & bits.marks) marks += 1
  }
  return { records, homes, lostAt, births, lost, men, women, phrases, marks }
}
