/** Age, sex, height, blood group, time, clothes, face. */
import { alikeClothes } from './clothes.ts'
import { BLOODS, NONE } from './columns.ts'
import { bitsOf, type Buffers, type Context } from './context.ts'
import { heightAt } from './growth.ts'
import { zodiacOf } from './phrases.ts'
import { dayNumber, type GuestReport } from './report.ts'
import { birthDay, lostDay } from './tally.ts'

const YEAR = 365.2425

/** P(range seen | age), up to a factor. */
export function ageChance(context: Context, guest: GuestReport, age: number): number {
  const { age: rule } = context.weights
  const seen = guest.ageSeen
  if (!seen) return 1
  const width = seen.max - seen.min
  const middle = (seen.min + seen.max) / 2
  const said = width === 1
  const young = middle < 18
  // Somebody who says an age is right to the year; a child is guessed closely; the old widely.
  const spread = said
    ? rule.spreadSaid
    : young || age < 16
      ? Math.hypot(rule.spreadMinor, Math.max(0, width - 2) / 4)
      : age < 20
        ? (rule.spreadMinor + rule.spread) / 2
        : age > 60
          ? rule.spreadOld
          : rule.spread
  const bias = said || young ? 0 : rule.bias
  const off = (middle - age - bias) / spread
  const wide = (middle - age - bias) / (spread * 3)
  return (
    ((1 - rule.wild) * Math.exp(-0.5 * off * off)) / spread + (rule.wild * Math.exp(-0.5 * wide * wide)) / (spread * 3) + 1e-7
  )
}

/** P(animal said | year of birth), against one in twelve. */
export function zodiacRatio(context: Context, animal: number, birth: number, exact: boolean): number {
  const { zodiacTrue, zodiacNext } = context.weights.age
  const date = 1970 + birth / YEAR
  const year = Math.floor(date)
  const of = (each: number) => (((each - 4) % 12) + 12) % 12
  // The animal's year begins at Spring Festival.
  const early = exact && date - year < 0.1 ? 0.5 : 0
  const chance = (each: number): number => {
    const away = (animal - of(each) + 12) % 12
    return away === 0 ? zodiacTrue : away === 1 || away === 11 ? zodiacNext : (1 - zodiacTrue - 2 * zodiacNext) / 9
  }
  return 12 * ((1 - early) * chance(year) + early * chance(year - 1))
}

export const animalOf = (guest: GuestReport): number | undefined =>
  (guest.phrases ?? []).map(zodiacOf).find((each) => each !== undefined && each >= 0)

export function scoreAge(context: Context, guest: GuestReport, buffers: Buffers): Float32Array | undefined {
  const entered = dayNumber(guest.enteredOn)
  const animal = animalOf(guest)
  if ((!guest.ageSeen || entered === undefined) && animal === undefined) return undefined
  const { corpus, weights } = context
  const { columns, end } = corpus
  const bits = buffers.take(end)
  const STEP = 4
  const table = new Float64Array(131 * STEP)
  for (let at = 0; at < table.length; at += 1)
    table[at] = entered === undefined ? 1 : ageChance(context, guest, (at + 0.5) / STEP)
  const ageAt = (birth: number) =>
    entered === undefined ? 0 : Math.min(table.length - 1, Math.max(0, Math.floor(((entered - birth) / YEAR) * STEP)))
  let sum = 0
  let known = 0
  corpus.tally().births.forEach((count, step) => {
    if (count === 0) return
    sum += count * (table[ageAt(birthDay(step))] as number)
    known += count
  })
  // The country beside them: every age from 5 to 85 alike.
  let flat = 0
  for (let at = 5 * STEP; at < 85 * STEP; at += 1) flat += (table[at] as number) / (80 * STEP)
  const records = weights.population.records
  const mean = (sum + records * flat) / (known + records)
  const logs = table.map((each) => bitsOf(weights, 'age', each / mean))
  const { floor, cap } = weights.items.age
  for (let slot = 0; slot < end; slot += 1) {
    const birth = columns.birth[slot] as number
    if (birth === NONE || !columns.alive[slot]) continue
    const seen = entered === undefined ? 0 : (logs[ageAt(birth)] as number)
    const value =
      animal === undefined ? seen : seen + Math.log2(zodiacRatio(context, animal, birth, columns.birthExact[slot] === 1))
    bits[slot] = value < floor ? floor : value > cap ? cap : value
  }
  return bits
}

export function scoreSex(context: Context, guest: GuestReport, buffers: Buffers): Float32Array | undefined {
  if (!guest.sex) return undefined
  const { corpus, weights } = context
  const { columns, end } = corpus
  const mine = guest.sex === 'male' ? 1 : 2
  const { men, women } = corpus.tally()
  const known = men + women
  const same = mine === 1 ? men : women
  const records = weights.population.records
  const share = (same + records / 2) / (known + records)
  const right = bitsOf(weights, 'sex', weights.body.sexTrue / share)
  const wrong = bitsOf(weights, 'sex', (1 - weights.body.sexTrue) / (1 - share))
  const bits = buffers.take(end)
  for (let slot = 0; slot < end; slot += 1) bits[slot] = columns.sex[slot] === 0 ? 0 : columns.sex[slot] === mine ? right : wrong
  return bits
}

export function scoreBlood(context: Context, guest: GuestReport, buffers: Buffers): Float32Array | undefined {
  if (!guest.bloodType) return undefined
  const { corpus, weights } = context
  const { columns, end } = corpus
  const mine = BLOODS.indexOf(guest.bloodType)
  const share = SHARES[guest.bloodType]
  const right = bitsOf(weights, 'blood', weights.body.bloodTrue / share)
  const wrong = bitsOf(weights, 'blood', (1 - weights.body.bloodTrue) / (1 - share))
  const bits = buffers.take(end)
  for (let slot = 0; slot < end; slot += 1)
    bits[slot] = columns.blood[slot] === 0 ? 0 : columns.blood[slot] === mine ? right : wrong
  return bits
}
/** Of the country's people. */
const SHARES = { A: 0.29, B: 0.28, O: 0.34, AB: 0.09 }

/** P(height now | height when lost, the growth between), per centimetre. */
export function heightChance(
  context: Context,
  now: number,
  before: number,
  ages: { before: number; now: number } | undefined,
  female: boolean,
): number {
  const { body } = context.weights
  const grown = ages ? heightAt(ages.now, female) / heightAt(ages.before, female) : 1
  const expected = before * Math.max(1, grown) - (ages && ages.now > 65 ? 1 : 0)
  const spread = Math.hypot(body.height, body.growth * (expected - before))
  const off = (now - expected) / spread
  return ((1 - body.heightWild) * Math.exp(-0.5 * off * off)) / (spread * 2.5066) + body.heightWild / 120
}

export function scoreHeight(context: Context, guest: GuestReport, buffers: Buffers): Float32Array | undefined {
  const mine = guest.heightCm
  if (!mine) return undefined
  const { corpus, weights } = context
  const { columns, end } = corpus
  const entered = dayNumber(guest.enteredOn)
  const bits = buffers.take(end)
  const female = guest.sex === 'female'
  const adult = Float64Array.from({ length: 260 }, (_, height) => heightChance(context, mine, height, undefined, female))
  let sum = 0
  let known = 0
  for (let slot = 0; slot < end; slot += 1) {
    const height = columns.height[slot] as number
    if (height === 0 || !columns.alive[slot]) continue
    const birth = columns.birth[slot] as number
    const lost = columns.lost[slot] as number
    const then = birth === NONE || lost === NONE ? 30 : (lost - birth) / YEAR
    let chance = adult[Math.round(height)] as number
    if (then <= 19 && entered !== undefined) {
      const now = Math.max(then, (entered - birth) / YEAR)
      const girl = columns.sex[slot] === 2 || (columns.sex[slot] === 0 && female)
      chance = heightChance(context, mine, height, { before: Math.max(0.5, then), now }, girl)
    }
    bits[slot] = chance
    sum += chance
    known += 1
  }
  const records = weights.population.records
  const flat = mine > 140 ? 0.035 * Math.exp(-0.5 * ((mine - (female ? 157 : 168)) / 9) ** 2) + 0.002 : 0.004
  const mean = (sum + records * flat) / (known + records)
  const logs = Float64Array.from({ length: 4096 }, (_, at) => bitsOf(weights, 'height', (at + 0.5) / 40_000 / mean))
  for (let slot = 0; slot < end; slot += 1) {
    const chance = bits[slot] as number
    if (chance > 0) bits[slot] = logs[Math.min(4095, Math.floor(chance * 40_000))] as number
  }
  return bits
}

/** P(found that many days after the loss): mostly within a few years, hardly ever before it. */
export function timeChance(context: Context, days: number): number {
  const { meanYears, wrongDate } = context.weights.found
  const years = days / YEAR
  const wrong = wrongDate * Math.exp(-Math.abs(years) / 1.5) * 0.33
  const late = 0.25 / (meanYears * 3)
  return (
    (years < 0 ? 0 : (0.75 * Math.exp(-years / meanYears)) / meanYears + late * Math.exp(-years / (meanYears * 3))) + wrong + 1e-5
  )
}

export function scoreTime(context: Context, guest: GuestReport, buffers: Buffers): Float32Array | undefined {
  const entered = dayNumber(guest.enteredOn)
  if (entered === undefined) return undefined
  const { corpus, weights } = context
  const { columns, end } = corpus
  const STEP = 16
  const LOW = -30 * 365
  const table = Float64Array.from({ length: Math.ceil((100 * 365) / STEP) }, (_, at) =>
    timeChance(context, LOW + (at + 0.5) * STEP),
  )
  // The days just around the loss matter: no step there.
  const at = (days: number) => Math.min(table.length - 1, Math.max(0, Math.floor((days - LOW) / STEP)))
  let sum = 0
  let known = 0
  corpus.tally().lost.forEach((count, step) => {
    if (count === 0) return
    sum += count * timeChance(context, entered - lostDay(step))
    known += count
  })
  const records = weights.population.records
  const mean = (sum + records * 0.06) / (known + records)
  const logs = table.map((each) => bitsOf(weights, 'time', each / mean))
  const bits = buffers.take(end)
  for (let slot = 0; slot < end; slot += 1) {
    const lost = columns.lost[slot] as number
    if (lost === NONE) continue
    const days = entered - lost
    bits[slot] = Math.abs(days) < STEP ? bitsOf(weights, 'time', timeChance(context, days) / mean) : (logs[at(days)] as number)
  }
  return bits
}

export function scoreClothes(context: Context, guest: GuestReport, buffers: Buffers): Float32Array | undefined {
  const entered = dayNumber(guest.enteredOn)
  if (!guest.clothes || entered === undefined) return undefined
  const { corpus, weights } = context
  const { columns, end, reports } = corpus
  const bits = buffers.take(end)
  const horizon = weights.clothes.days * 5
  for (let slot = 0; slot < end; slot += 1) {
    const lost = columns.lost[slot] as number
    if (lost === NONE || lost > entered + 3 || entered - lost > horizon) continue
    const theirs = reports[slot]?.clothes
    if (!theirs) continue
    bits[slot] = bitsOf(weights, 'clothes', clothesRatio(context, guest.clothes, theirs, entered - lost))
  }
  return bits
}

/** Clothes seen against clothes told, after so many days. */
export function clothesRatio(context: Context, seen: string, told: string, days: number): number {
  const kept = context.weights.clothes.kept * Math.exp(-Math.max(0, days) / context.weights.clothes.days)
  return 1 - kept + kept * alikeClothes(seen, told)
}

export function faceRatio(context: Context, one: readonly number[], other: readonly number[]): number | undefined {
  if (one.length !== other.length) return undefined
  let dot = 0
  let first = 0
  let second = 0
  for (let at = 0; at < one.length; at += 1) {
    dot += (one[at] as number) * (other[at] as number)
    first += (one[at] as number) ** 2
    second += (other[at] as number) ** 2
  }
  if (first === 0 || second === 0) return undefined
  const cosine = dot / Math.sqrt(first * second)
  const { mean, spread, otherMean, otherSpread, useless } = context.weights.face
  const normal = (middle: number, width: number) => Math.exp(-0.5 * ((cosine - middle) / width) ** 2) / width
  const other_ = normal(otherMean, otherSpread)
  return ((1 - useless) * normal(mean, spread) + useless * other_) / (other_ + 1e-9)
}

export function scoreFace(context: Context, guest: GuestReport, buffers: Buffers): Float32Array | undefined {
  if (!guest.face) return undefined
  const { corpus, weights } = context
  const bits = buffers.take(corpus.end)
  for (let slot = 0; slot < corpus.end; slot += 1) {
    const theirs = corpus.reports[slot]?.face
    const ratio = theirs && faceRatio(context, guest.face, theirs)
    if (ratio !== undefined) bits[slot] = bitsOf(weights, 'face', ratio)
  }
  return bits
}
