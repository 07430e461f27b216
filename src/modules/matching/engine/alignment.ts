/**
 * How likely a listener writes `heard` when `said` was said, measured against any row of characters of that length: 1 says
 * nothing, 500 says that this is five hundred times what chance would give.
 */
import { areas } from './dialects.ts'
import { lookAlikes, SYLLABLE_COUNT, type Word } from './sound.ts'
import type { Weights } from './weights.ts'

/** How often a syllable occurs in words of this kind; what the population gives when nothing is known. */
export interface Background {
  /** Share of each syllable in first position, and in the others. */
  first: Float64Array
  later: Float64Array
  /** Share of a character in first position (surnames), and in the others. */
  firstCharacter: ReadonlyMap<string, number>
  laterCharacter: ReadonlyMap<string, number>
}

export interface HeardWord {
  word: Word
  /** Row of a position and an area: chance × of every said syllable. */
  rows: (Float32Array | undefined)[][]
  /** Chance that somebody writes this character for this sound. */
  written: number[]
  /** What each position is worth against the population. */
  chance: number[]
  /** Characters that look like the written one. */
  looks: (readonly number[])[]
  /** Product of the population's chances: the whole heard word by accident. */
  byAccident: number
}

export interface Cost {
  noFirst: number
  skipped: number
  added: number
  other: number
  same: number
}

const READING = [1, 0.45, 0.25, 0.15]

/** How surely a character of a name is the usual one for its sound. */
export function writtenChance(character: string, background: Background, weights: Weights): number {
  const often = Math.max(background.firstCharacter.get(character) ?? 0, background.laterCharacter.get(character) ?? 0)
  const { commonCharacter, rareCharacter } = weights.name
  const weight = Math.min(1, often / 0.01)
  return rareCharacter + (commonCharacter - rareCharacter) * weight
}

export class Ear {
  readonly confusion: readonly Float32Array[]
  readonly weights: Weights
  /** For each heard syllable: said syllables that could be behind it in some area. */
  private readonly sources: (number[] | undefined)[] = []

  constructor(confusion: readonly Float32Array[], weights: Weights) {
    this.confusion = confusion
    this.weights = weights
    for (const area of confusion)
      for (let cell = 0; cell < area.length; cell += 1) if ((area[cell] as number) >= 0.01) this.nearness[cell] = 1
  }

  /** Whether one syllable may be heard as the other, as a table. */
  private readonly nearness = new Uint8Array(SYLLABLE_COUNT * SYLLABLE_COUNT)
  mayBe(heard: number, said: number): boolean {
    return heard === said || this.nearness[said * SYLLABLE_COUNT + heard] === 1
  }

  /** Said syllables that may be heard as this one. */
  behind(heard: number): readonly number[] {
    const kept = this.sources[heard]
    if (kept) return kept
    const found: number[] = []
    for (let said = 0; said < SYLLABLE_COUNT; said += 1) if (this.mayBe(heard, said)) found.push(said)
    this.sources[heard] = found
    return found
  }

  hear(word: Word, background: Background): HeardWord {
    const written = word.map((each) => writtenChance(each.character, background, this.weights))
    const heard: HeardWord = {
      word,
      rows: word.map(() => []),
      written,
      chance: [],
      looks: word.map((each) => lookAlikes(each.character)),
      byAccident: 1,
    }
    const any = areas.length - 1
    const ear = 1 - this.weights.name.sameCharacter
    heard.chance = word.map((each, at) => {
      if (each.missing) return 1
      const row = this.row(heard, at, any)
      const [shares, characters] =
        at === 0 && word.length > 1
          ? [background.first, background.firstCharacter]
          : [background.later, background.laterCharacter]
      let sum = 0
      for (let said = 0; said < SYLLABLE_COUNT; said += 1) sum += (shares[said] as number) * (row[said] as number)
      const same = characters.get(each.character) ?? 0
      return Math.max(sum * ear + (same * this.weights.name.sameCharacter) / (written[at] as number), 2e-4)
    })
    heard.byAccident = heard.chance.reduce((product, each) => product * each, 1)
    return heard
  }

  /** P(position `at` of the heard word | each said syllable), in one area. */
  row(heard: HeardWord, at: number, area: number): Float32Array {
    const rows = heard.rows[at] as (Float32Array | undefined)[]
    const kept = rows[area]
    if (kept) return kept
    const row = new Float32Array(SYLLABLE_COUNT)
    const confusion = this.confusion[area] as Float32Array
    const readings = heard.word[at]?.readings ?? []
    readings.forEach((reading, rank) => {
      const factor = READING[rank] ?? 0.1
      for (let said = 0; said < SYLLABLE_COUNT; said += 1) {
        const value = (confusion[said * SYLLABLE_COUNT + reading] as number) * factor
        if (value > (row[said] as number)) row[said] = value
      }
    })
    rows[area] = row
    return row
  }

  /** P(one heard position | one said position), against the chance that this character is written at all. */
  position(heard: HeardWord, at: number, said: Word[number], area: number): number {
    const mine = heard.word[at] as Word[number]
    if (mine.missing || said.missing) return 1
    const { sameCharacter, lookAlike: seen } = this.weights.name
    const row = this.row(heard, at, area)
    let best = 0
    for (let rank = 0; rank < said.readings.length; rank += 1) {
      const value = (row[said.readings[rank] as number] as number) * (READING[rank] ?? 0.1)
      if (value > best) best = value
    }
    let value = best * (1 - sameCharacter)
    if (mine.id === said.id) value += sameCharacter / (heard.written[at] as number)
    else if (mine.same === said.same) value += (0.5 * sameCharacter) / (heard.written[at] as number)
    else if ((heard.looks[at] as readonly number[]).includes(said.id)) value += seen / (heard.written[at] as number)
    return value
  }

  /**
   * The best way to lay one along the other; the same units as `byAccident`. `first` says whether the said word begins
   * with a surname, which is often left out.
   */
  align(heard: HeardWord, said: Word, area: number, cost: Cost): number {
    const rows = heard.word.length
    const columns = said.length
    if (rows === 0 || columns === 0) return 0
    let before = new Float64Array(columns + 1)
    let now = new Float64Array(columns + 1)
    before[0] = 1
    for (let j = 1; j <= columns; j += 1) before[j] = (before[j - 1] as number) * (j === 1 ? cost.noFirst : cost.skipped)
    for (let i = 1; i <= rows; i += 1) {
      const chance = heard.chance[i - 1] as number
      const added = cost.added * chance
      now[0] = (before[0] as number) * added
      for (let j = 1; j <= columns; j += 1) {
        const pair = this.position(heard, i - 1, said[j - 1] as Word[number], area)
        let value = (before[j - 1] as number) * cost.same * Math.max(pair, cost.other * chance)
        const skipped = (now[j - 1] as number) * (j === 1 ? cost.noFirst : cost.skipped)
        if (skipped > value) value = skipped
        const more = (before[j] as number) * added
        if (more > value) value = more
        now[j] = value
      }
      const kept = before
      before = now
      now = kept
    }
    return before[columns] as number
  }
}
