/** Words that many records share, each once, found by the syllables that may be in them. */
import { SYLLABLE_COUNT, type Word, wordOf } from './sound.ts'

/** Which record uses a word, and as what: `slot * 32 + use`. */
export type Use = number
export const useOf = (slot: number, use: number): Use => slot * 32 + use
export const slotOf = (use: Use): number => Math.floor(use / 32)
export const kindOf = (use: Use): number => use % 32

export class WordTable {
  readonly texts: string[] = []
  readonly words: Word[] = []
  readonly uses: Use[][] = []
  private readonly byText = new Map<string, number>()
  private readonly postings: number[][] = Array.from({ length: SYLLABLE_COUNT }, () => [])
  private readonly byCharacter = new Map<string, number[]>()
  private counts = new Uint8Array(1024)
  private stamps = new Int32Array(1024)
  private stamp = 0
  private readonly withSurname: boolean

  constructor(withSurname: boolean) {
    this.withSurname = withSurname
  }

  idOf(text: string): number | undefined {
    return this.byText.get(text)
  }

  add(text: string, use: Use): number {
    let id = this.byText.get(text)
    if (id === undefined) {
      const word = wordOf(text, this.withSurname)
      id = this.texts.length
      this.byText.set(text, id)
      this.texts.push(text)
      this.words.push(word)
      this.uses.push([])
      for (const syllable of new Set(word.flatMap((each) => each.readings))) (this.postings[syllable] as number[]).push(id)
      for (const each of new Set(word.filter((one) => one.readings.length === 0).map((one) => one.character)))
        this.byCharacter.set(each, [...(this.byCharacter.get(each) ?? []), id])
    }
    ;(this.uses[id] as Use[]).push(use)
    return id
  }

  remove(text: string, use: Use): void {
    const id = this.byText.get(text)
    if (id === undefined) return
    const uses = this.uses[id] as Use[]
    const at = uses.indexOf(use)
    if (at >= 0) uses.splice(at, 1)
  }

  /** Words that share at least `need` positions with the heard word, by sound. */
  near(heard: Word, behind: (syllable: number) => readonly number[], need: number): number[] {
    if (this.counts.length < this.texts.length) {
      this.counts = new Uint8Array(this.texts.length * 2)
      this.stamps = new Int32Array(this.texts.length * 2)
    }
    const { counts, stamps } = this
    const touched: number[] = []
    const found: number[] = []
    for (const position of heard) {
      if (position.missing) continue
      this.stamp = this.stamp >= 2_000_000_000 ? 1 : this.stamp + 1
      const { stamp } = this
      const lists: number[][] = []
      const sources = new Set<number>()
      for (const reading of position.readings) for (const said of behind(reading)) sources.add(said)
      for (const said of sources) lists.push(this.postings[said] as number[])
      if (position.readings.length === 0) lists.push(this.byCharacter.get(position.character) ?? [])
      for (const list of lists) {
        for (const id of list) {
          if (stamps[id] === stamp) continue
          stamps[id] = stamp
          const count = (counts[id] as number) + 1
          if (count === 1) touched.push(id)
          counts[id] = count
          if (count === need) found.push(id)
        }
      }
    }
    for (const id of touched) counts[id] = 0
    return found
  }

  /** Uses of words with this syllable. */
  withSyllable(syllable: number): readonly number[] {
    return this.postings[syllable] as number[]
  }
}
