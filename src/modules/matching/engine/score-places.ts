/** Places heard, accent, and where the guest was found, against home and the place of loss. */
import type { Cost } from './alignment.ts'
import { NONE } from './columns.ts'
import { bitsOf, type Buffers, type Context } from './context.ts'
import { areaOf } from './dialects.ts'
import { gazetteer, neighbours, speaksLike } from './gazetteer.ts'
import { phraseFeatures } from './phrases.ts'
import { type HeardPlace, heardPlaces, placeCode } from './place-words.ts'
import type { GuestReport } from './report.ts'
import { type Word, wordOf } from './sound.ts'
import { kindOf, slotOf, WordTable } from './words-table.ts'
import { dayNumber } from './report.ts'

/** Divisions by sound, made once. */
let stems: { table: WordTable; codes: (readonly string[])[] } | undefined
function stemTable() {
  if (stems) return stems
  const table = new WordTable(false)
  const codes: (readonly string[])[] = []
  for (const [stem, list] of gazetteer().stems) codes[table.add(stem, 0)] = list
  stems = { table, codes }
  return stems
}

const KINDS = '镇乡村县市区省州盟旗街道社'
const placeCost = (context: Context): Cost => ({
  noFirst: 0.05,
  skipped: 0.08,
  added: 0.25 * context.weights.place.suffixLost,
  other: 0.02,
  same: 0.98,
})

export interface PlaceStatement extends HeardPlace {
  /** Chance that it is not of the home at all. */
  wrong: number
  weight: number
}

/** The guest's sayings of places; a phrase that no concept explains may be one, written by ear. */
export function placeStatements(context: Context, guest: GuestReport): PlaceStatement[] {
  const { place } = context.weights
  const seen = new Set<string>()
  const said = (guest.placesHeard ?? []).flatMap((raw) => heardPlaces(raw).map((each) => ({ ...each, weight: 1 })))
  const phrases = (guest.phrases ?? []).flatMap((phrase) => {
    if (phraseFeatures(phrase).concepts.size > 0 || Array.from(phrase).length > 8 || /属/u.test(phrase)) return []
    return heardPlaces(phrase).map((each) => ({ ...each, weight: 0.5 }))
  })
  return [...said, ...phrases].slice(0, 12).flatMap((each) => {
    if (seen.has(each.text) || /什么|不知道|不清楚|远|很/u.test(each.text)) return []
    seen.add(each.text)
    const widest = each.codes.reduce((length, code) => Math.min(length, code.length), 9)
    const wrong =
      widest === 2 ? place.wrongProvince : widest === 4 ? place.wrongCity : widest === 6 ? place.wrongCounty : place.wrongWord
    return [{ ...each, wrong: Math.min(0.9, wrong / each.weight) }]
  })
}

/** P(saying | home in that county), for each row of counties, as multiples of chance. */
function byRow(context: Context, statement: PlaceStatement): Float64Array {
  const { corpus, ear, background, weights } = context
  const codes = new Map<string, number>()
  const add = (code: string, value: number) => {
    if ((codes.get(code) ?? 0) < value) codes.set(code, value)
  }
  for (const code of statement.codes) add(code, 1)
  const word = wordOf(statement.text)
  const bare = Array.from(statement.text).length > 2 && KINDS.includes(statement.text.at(-1) as string) ? word.slice(0, -1) : word
  if (statement.codes.length === 0 || word.length <= 3) {
    const heard = ear.hear(bare, background)
    const exact = heard.word.reduce((product, each, at) => product * ear.position(heard, at, each, areaOf(undefined)), 1)
    const { table, codes: list } = stemTable()
    const cost = placeCost(context)
    for (const id of table.near(bare, (syllable) => ear.behind(syllable), Math.min(2, bare.length))) {
      for (const code of list[id] as readonly string[]) {
        // Written by ear, the same sound is as good as the same character.
        const value = ear.align(heard, table.words[id] as Word, areaOf(code.slice(0, 2)), cost)
        const share =
          statement.codes.length > 0
            ? Math.min(0.3, (3 * value) / exact)
            : Math.min(1, (12 ** Math.min(bare.length, 3) * value) / exact)
        if (share > 0.002) add(code, share * (statement.codes.length > 0 ? 0.25 : 0.5))
      }
    }
  }
  const rows = new Float64Array(corpus.placeCodes.length)
  if (codes.size === 0) return rows
  const cities = new Map<string, number>()
  const provinces = new Map<string, number>()
  for (const [code, value] of codes) {
    if (code.length === 6) {
      const city = code.slice(0, 4)
      cities.set(city, Math.max(cities.get(city) ?? 0, value * weights.place.sameCity * 0.12))
    }
    if (code.length >= 4) {
      const province = code.slice(0, 2)
      provinces.set(
        province,
        Math.max(provinces.get(province) ?? 0, value * weights.place.sameProvince * (code.length === 6 ? 0.02 : 0.1)),
      )
    }
  }
  for (const map of [provinces, cities, codes])
    for (const [code, value] of map)
      for (const row of corpus.rowsUnder(code)) if ((rows[row] as number) < value) rows[row] = value
  return rows
}

/** Town, village and works by sound: likelihoods for slots, as multiples of the heard word by accident. */
function byWord(context: Context, statement: PlaceStatement): Map<number, number> {
  const { corpus, ear, background, weights } = context
  const found = new Map<number, number>()
  const word = wordOf(statement.text)
  const short = word.length > 2 && KINDS.includes(statement.text.at(-1) as string) ? word.slice(0, -1) : word
  const heard = ear.hear(short, background)
  const exact = heard.word.reduce((product, each, at) => product * ear.position(heard, at, each, areaOf(undefined)), 1)
  const cost = placeCost(context)
  for (const id of corpus.places.near(
    short,
    (syllable) => ear.behind(syllable),
    short.length > 3 ? 2 : Math.min(2, short.length),
  )) {
    const said = corpus.places.words[id] as Word
    const values = new Map<number, number>()
    for (const use of corpus.places.uses[id] as number[]) {
      const slot = slotOf(use)
      const area = corpus.columns.area[slot] as number
      let value = values.get(area)
      if (value === undefined) {
        value = Math.min(1, ear.align(heard, said, area, cost) / exact)
        values.set(area, value)
      }
      const kind = kindOf(use)
      const share = value * (kind === 0 ? 1 : kind === 1 ? weights.place.village : weights.place.work)
      if (share > 1e-6 && share > (found.get(slot) ?? 0)) found.set(slot, share)
    }
  }
  return found
}

export function scorePlaces(context: Context, guest: GuestReport, buffers: Buffers): Float32Array | undefined {
  const statements = placeStatements(context, guest)
  if (statements.length === 0) return undefined
  const { corpus, weights } = context
  const { columns, end } = corpus
  const records = weights.population.records
  const counts = corpus.tally().homes
  const rowsLog = new Float64Array(corpus.placeCodes.length)
  const extra = new Map<number, number>()
  for (const statement of statements) {
    const rows = byRow(context, statement)
    const words = byWord(context, statement)
    let sum = 0
    let country = 0
    for (let row = 1; row < rows.length; row += 1) {
      sum += (rows[row] as number) * (counts[row] as number)
      if ((corpus.placeCodes[row] as string).length === 6) country += rows[row] as number
    }
    for (const value of words.values()) sum += value
    const gazetted = gazetteer().rows.length
    // A word that no division bears is one of the country's towns and villages.
    const generic = country > 0 ? Math.max(country / gazetted, 3e-4) : 3e-5
    const mean = (sum + records * generic) / (corpus.put + records)
    const { wrong } = statement
    const right = 1 - wrong
    for (let row = 0; row < rows.length; row += 1)
      rowsLog[row] = (rowsLog[row] as number) + Math.log2(wrong + (right * (rows[row] as number)) / mean)
    for (const [slot, value] of words) {
      const row = rows[columns.home[slot] as number] as number
      if (value <= row) continue
      const more = Math.log2(wrong + (right * Math.max(value, row)) / mean) - Math.log2(wrong + (right * row) / mean)
      extra.set(slot, (extra.get(slot) ?? 0) + more)
    }
  }
  // What is said together is not said by chance together: the mean over homes takes the surplus away.
  const ratios = rowsLog.map((each) => 2 ** each)
  let total = 0
  for (let row = 1; row < ratios.length; row += 1) total += (ratios[row] as number) * (counts[row] as number)
  for (const [slot, more] of extra) {
    const ratio = ratios[columns.home[slot] as number] as number
    total += ratio * (2 ** more - 1)
  }
  let country = 0
  for (let row = 1; row < gazetteer().rows.length; row += 1) country += ratios[row] as number
  const mean = (total + (records * country) / gazetteer().rows.length) / (corpus.put + records)
  const surplus = Math.max(0, Math.log2(mean))
  const table = rowsLog.map((each) => bitsOf(weights, 'place', 2 ** (each - surplus)))
  const bits = buffers.take(end)
  for (let slot = 0; slot < end; slot += 1) {
    const home = columns.home[slot] as number
    bits[slot] = home > 0 ? (table[home] as number) : 0
  }
  for (const [slot, more] of extra)
    bits[slot] = bitsOf(weights, 'place', 2 ** ((rowsLog[columns.home[slot] as number] as number) + more - surplus))
  return bits
}

/** P(guessed province | home province), for every province. */
export function accentChance(context: Context, guess: string, confidence: number, home: string): number {
  const { accent } = context.weights
  const right = Math.min(0.97, accent.base + accent.byConfidence * confidence)
  if (guess === home) return right
  const near = neighbours(home).includes(guess) || speaksLike(home, guess)
  const count = Math.max(neighbours(home).length, 1)
  return near ? ((1 - right) * accent.neighbour) / count : ((1 - right) * (1 - accent.neighbour)) / 25
}

export function scoreAccent(context: Context, guest: GuestReport, buffers: Buffers): Float32Array | undefined {
  const guess = guest.accentProvinceGuess
  if (!guess || !gazetteer().nameOf(guess.code)) return undefined
  const { corpus, weights } = context
  const { columns, end } = corpus
  const counts = corpus.tally().homes
  const rows = corpus.placeCodes.map((code) => (code ? accentChance(context, guess.code, guess.confidence, code.slice(0, 2)) : 0))
  let sum = 0
  let known = 0
  rows.forEach((value, row) => {
    if (row === 0) return
    sum += value * (counts[row] as number)
    known += counts[row] as number
  })
  const records = weights.population.records
  const mean = (sum + records / 31) / (known + records)
  const table = rows.map((value, row) => (row === 0 ? 0 : bitsOf(weights, 'accent', value / mean)))
  const bits = buffers.take(end)
  for (let slot = 0; slot < end; slot += 1) bits[slot] = table[columns.home[slot] as number] as number
  return bits
}

const YEARS = [0.02, 0.05, 0.1, 0.2, 0.35, 0.6, 1, 1.6, 2.5, 4, 6, 9, 14]
const yearBin = (years: number) => {
  let bin = 0
  while (bin < YEARS.length && years > (YEARS[bin] as number)) bin += 1
  return bin
}

/** Where the guest was found against where the person was lost, by the years between. */
export function scoreFound(context: Context, guest: GuestReport, buffers: Buffers): Float32Array | undefined {
  const code = placeCode(guest.foundPlace)
  if (!code) return undefined
  const { corpus, weights } = context
  const { columns, end } = corpus
  const { found } = weights
  const entered = dayNumber(guest.enteredOn)
  const lostCounts = corpus.tally().lostAt
  const known = corpus.tally().records - (lostCounts[0] as number)
  const share = (length: number) =>
    code.length < length ? 0 : corpus.rowsUnder(code.slice(0, length)).reduce((sum, row) => sum + (lostCounts[row] as number), 0)
  const records = weights.population.records
  // Guests are found where people are lost, and a little everywhere.
  const background = (count: number, wide: number) => (0.8 * (count + records * wide)) / (known + records) + 0.2 * wide
  const [county, city, province] = [background(share(6), 1 / 2900), background(share(4), 1 / 340), background(share(2), 1 / 31)]
  const near = new Set(neighbours(code.slice(0, 2)))
  const level = new Uint8Array(corpus.placeCodes.length)
  const mark = (prefix: string, value: number) => {
    for (const row of corpus.rowsUnder(prefix)) level[row] = value
  }
  for (const each of near) mark(each, 1)
  mark(code.slice(0, 2), 2)
  if (code.length >= 4) mark(code.slice(0, 4), 3)
  if (code.length >= 6) mark(code.slice(0, 6), 4)
  const direct = /^(?:11|12|31|50)/.test(code)
  const ratio = (lost: number, home: number, bin: number): number => {
    const years = bin === 0 ? 0.01 : ((YEARS[bin - 1] as number) + (YEARS[Math.min(bin, YEARS.length - 1)] as number)) / 2
    const inCity = found.cityLater + (found.cityNow - found.cityLater) * Math.exp(-years / found.cityYears)
    const inProvince = found.provinceLater + (found.provinceNow - found.provinceLater) * Math.exp(-years)
    const provinceRest = Math.max(province - city, province * 0.05)
    const cityRest = Math.max(city - county, city * 0.05)
    const homeParts = found.homeCity + found.homeProvince
    const rest = Math.max(0.05, 1 - inCity - inProvince - found.neighbour - homeParts)
    let value = rest
    if (lost === 4) value += (inCity * found.countyOfCity) / county
    else if (lost === 3) value += (inCity * (1 - found.countyOfCity)) / cityRest
    else if (lost === 2) value += inProvince / (direct ? province : provinceRest)
    else if (lost === 1) value += found.neighbour / Math.max(near.size / 31, 0.1)
    if (home >= 3) value += found.homeCity / city
    if (home >= 2) value += found.homeProvince / province
    return value
  }
  const bins = YEARS.length + 1
  const table = new Float32Array(5 * 5 * bins)
  for (let lost = 0; lost < 5; lost += 1)
    for (let home = 0; home < 5; home += 1)
      for (let bin = 0; bin < bins; bin += 1)
        table[(lost * 5 + home) * bins + bin] = bitsOf(weights, 'found', ratio(lost, home, bin))
  const bits = buffers.take(end)
  for (let slot = 0; slot < end; slot += 1) {
    const lostAt = columns.lostAt[slot] as number
    if (lostAt === 0) continue
    const lostDay = columns.lost[slot] as number
    const bin = entered === undefined || lostDay === NONE ? 8 : yearBin(Math.max(0, (entered - lostDay) / 365.25))
    bits[slot] = table[((level[lostAt] as number) * 5 + (level[columns.home[slot] as number] as number)) * bins + bin] as number
  }
  return bits
}
