/** Text as it sounds: characters with the syllables that they may be read as, in numbers. */
import { readingsOf, SURNAME_READINGS, SYLLABLES } from '#modules/people-and-cases/index.ts'
import { remembered } from './remember.ts'
import { looksLike, sameCharacterOf } from './variants.ts'

export const syllables: readonly string[] = [...SYLLABLES].sort()
export const SYLLABLE_COUNT = syllables.length
const numberOf = new Map(syllables.map((each, at) => [each, at]))

export const syllableNumber = (syllable: string): number | undefined => numberOf.get(syllable)

/** One position of a word. */
export interface Sounding {
  character: string
  /** Syllable numbers, the usual one first; empty when the character has no sound. */
  readings: number[]
  /** A syllable that the listener did not catch. */
  missing: boolean
  /** The character in numbers, and the writing that all its variants share. */
  id: number
  same: number
}

/** A word of at most sixteen positions. */
export type Word = Sounding[]
export const WORD_LIMIT = 16

const plain = new Map<string, Sounding>()
const surnames = new Map<string, Sounding>()
const ids = new Map<string, number>()
const idOf = (character: string): number => {
  const kept = ids.get(character)
  if (kept !== undefined) return kept
  // Unicode has no more hanzi than that; what comes after is no name.
  const id = ids.size < 120_000 ? ids.size + 1 : 0
  if (id > 0) ids.set(character, id)
  return id
}
const MISSING: Sounding = { character: '?', readings: [], missing: true, id: -1, same: -1 }

/** Numbers of the characters that the eye takes for this one. */
export const lookAlikes = (character: string): number[] => looksLike(character).map(idOf)

function numbers(readings: readonly string[]): number[] {
  return readings.slice(0, 4).flatMap((each) => numberOf.get(each) ?? [])
}

function sounding(character: string, asSurname: boolean): Sounding {
  const kept = (asSurname ? surnames : plain).get(character)
  if (kept) return kept
  const family = asSurname ? (SURNAME_READINGS[character] ?? SURNAMES_READ_OTHERWISE[character] ?? []) : []
  const made: Sounding = {
    character,
    readings: numbers([...new Set([...family, ...readingsOf(character)])]),
    missing: false,
    id: idOf(character),
    same: idOf(sameCharacterOf(character)),
  }
  const map = asSurname ? surnames : plain
  if (map.size < 60_000) map.set(character, made)
  return made
}

/** Surnames with a reading of their own. The dictionary's other readings stay possible: listeners write by what they hear. */
const SURNAMES_READ_OTHERWISE: Readonly<Record<string, readonly string[]>> = {
  单: ['shan'],
  解: ['xie'],
  查: ['zha'],
  仇: ['qiu'],
  曾: ['zeng'],
  区: ['ou'],
  朴: ['piao'],
  覃: ['qin', 'tan'],
  尉: ['wei', 'yu'],
  万: ['wan', 'mo'],
  任: ['ren'],
  华: ['hua'],
  纪: ['ji'],
  盛: ['sheng'],
  石: ['shi'],
  瞿: ['qu'],
  召: ['shao'],
  缪: ['miao'],
  宓: ['mi', 'fu'],
  长: ['zhang', 'chang'],
  贾: ['jia'],
  沈: ['shen'],
  句: ['gou'],
  宁: ['ning'],
  车: ['che'],
  冼: ['xian'],
  晁: ['chao'],
  过: ['guo'],
  哈: ['ha'],
  幺: ['yao'],
  那: ['na'],
  隽: ['juan'],
  臧: ['zang'],
}

/** What a listener writes for a syllable that was not caught. 什么 stands for one or two. */
const NOT_CAUGHT = /什么|[某×✕xX?？*＊□口?]/u

/** A name or word as a row of positions; dots, spaces and 音 marks left out. */
const words = remembered((raw) => readWord(raw, false), 60_000)
const family = remembered((raw) => readWord(raw, true), 60_000)
export const wordOf = (raw: string, withSurname = false): Word => (withSurname ? family : words)(raw)

function readWord(raw: string, withSurname: boolean): Word {
  const word: Word = []
  let rest = raw
  while (rest !== '' && word.length < WORD_LIMIT) {
    if (rest.startsWith('什么')) {
      word.push(MISSING)
      rest = rest.slice(2)
      continue
    }
    const character = String.fromCodePoint(rest.codePointAt(0) as number)
    rest = rest.slice(character.length)
    if (/[某×✕?？*＊□]/u.test(character)) word.push(MISSING)
    else if (/\p{Script=Han}/u.test(character)) word.push(sounding(character, withSurname && word.length === 0))
    else if (/[a-z]/iu.test(character)) {
      // Latin letters: the longest syllable that fits, so that pinyin meets hanzi.
      const letters = (character + (/^[a-z]*/iu.exec(rest)?.[0] ?? '')).toLowerCase().replace(/ü/g, 'v')
      let length = Math.min(6, letters.length)
      while (length > 1 && !numberOf.has(letters.slice(0, length))) length -= 1
      const number = numberOf.get(letters.slice(0, length))
      word.push({
        character: letters.slice(0, length),
        readings: number === undefined ? [] : [number],
        missing: false,
        id: idOf(letters.slice(0, length)),
        same: idOf(letters.slice(0, length)),
      })
      rest = rest.slice(length - 1)
    }
  }
  return word
}

const HEARD_ONLY = /[（(]\s*(?:音|谐音|同音|音译)\s*[)）]?$|(?<=.)音$/u

/** Without the note that this was written by ear; whether there was one. */
export function withoutEarNote(raw: string): { text: string; byEar: boolean } {
  const tidy = raw.trim()
  const text = tidy.replace(HEARD_ONLY, '').trim()
  return { text: text === '' ? tidy : text, byEar: text !== tidy }
}

/** Whether a text says nothing of how somebody is called. */
export function saysNoName(raw: string): boolean {
  return (
    /无名|不详|未知|不明|不知|不清|佚名|某某|未说|不肯说|说不出|\d/u.test(raw) ||
    (raw !== '' && raw.replace(NOT_CAUGHT, '') === '')
  )
}

export const spoken = (word: Word): string =>
  word.map((each) => (each.missing ? '?' : (syllables[each.readings[0] ?? -1] ?? each.character))).join(' ')
