/**
 * How a name sounds: full pinyin, initials and the dialect-folded key, with all readings of characters that have several.
 *
 * Kept forms: pinyin without spaces, ü as v (`lvxiulan`), because that is how it is typed; initials one letter a character;
 * folded keys with `-` between syllables. A key that begins with `~` speaks of a part: the given name, or one part of a
 * name with dots, so that somebody who only says 桂香 is found as well.
 */
import { pinyin, polyphonic } from 'pinyin-pro'
import { indexedName, isNumberName, nameParts, splitName } from './names.ts'
import { foldSyllable, SURNAME_READINGS, SYLLABLES } from './sound-rules.ts'

/** Keys a name may have; more readings than that say nothing any more. */
export const KEY_LIMIT = 16
/** Ways in which a name is kept for look-up by typed pinyin. */
const READING_LIMIT = 8
/** Characters whose other readings are tried; longer names are transcriptions, which have one. */
const VARYING = 8

export interface NameReadingKey {
  pinyin: string
  initials: string
}

export interface NameSound {
  /** Surname reading first; empty for a name that has no sound. */
  pinyin: string
  initials: string
  /** The first is the one above. */
  readings: NameReadingKey[]
  /** Folded keys of the whole name, primary first, then of its parts (`~`). */
  sounds: string[]
}

const SILENT: NameSound = { pinyin: '', initials: '', readings: [], sounds: [] }
const HAN = /\p{Script=Han}/u
const plain = (syllable: string) => syllable.replace(/ü/g, 'v').replace(/ê/g, 'e')

const readingsOfCharacter = new Map<string, string[]>()

/** All readings of one character, the commonest first; the character itself when no reading is known. */
export function readingsOf(character: string): string[] {
  const kept = readingsOfCharacter.get(character)
  if (kept) return kept
  const found = polyphonic(character, { toneType: 'none', type: 'array' })[0] ?? [character]
  const readings = [...new Set(found.map(plain))].filter((each) => SYLLABLES.has(each))
  const result = readings.length > 0 ? readings : [character]
  // Bounded by Unicode's hanzi in use; the guard is for text that is no name at all.
  if (readingsOfCharacter.size < 50_000) readingsOfCharacter.set(character, result)
  return result
}

/** Splits a Latin word into syllables where that works out (`Wang Wei` in a passport); otherwise the word itself. */
function latinSyllables(word: string): string[] {
  const walk = (rest: string): string[] | undefined => {
    if (rest === '') return []
    for (let length = Math.min(6, rest.length); length > 0; length -= 1) {
      const head = rest.slice(0, length)
      if (!SYLLABLES.has(head)) continue
      const tail = walk(rest.slice(length))
      if (tail) return [head, ...tail]
    }
    return undefined
  }
  return (word.length <= 24 ? walk(word) : undefined) ?? [word]
}

/** The readings of each sounding piece of one part of a name; the surname's readings when the part begins with one. */
function pieces(part: string, withSurname: boolean): string[][] {
  if (!HAN.test(part)) return latinSyllables(part).map((each) => [each])
  const characters = Array.from(part)
  const primary = pinyin(part, {
    toneType: 'none',
    type: 'array',
    v: true,
    surname: withSurname ? 'head' : 'off',
    nonZh: 'consecutive',
  })
  const perCharacter = primary.length === characters.length
  return characters.map((character, at) => {
    const all = readingsOf(character)
    const surname = withSurname && at === 0 ? SURNAME_READINGS[character] : undefined
    const first = perCharacter ? plain(primary[at] as string) : undefined
    return [...new Set([...(surname ?? []), ...(first && all.includes(first) ? [first] : []), ...all])]
  })
}

/** Combinations, those nearest to the first readings first, at most `limit`. */
function combinations(options: string[][], limit: number): string[][] {
  const first = options.map((each) => each[0] as string)
  let round: { syllables: string[]; last: number }[] = [{ syllables: first, last: -1 }]
  const found = [first]
  while (round.length > 0 && found.length < limit) {
    const next: typeof round = []
    for (const { syllables, last } of round) {
      for (let at = last + 1; at < Math.min(options.length, VARYING); at += 1) {
        for (const other of (options[at] as string[]).slice(1)) {
          if (found.length >= limit) return found
          const changed = syllables.with(at, other)
          found.push(changed)
          next.push({ syllables: changed, last: at })
        }
      }
    }
    round = next
  }
  return found
}

const fold = (syllables: string[]) => syllables.map(foldSyllable).join('-')

/** Keys of the parts of a name that is said in pieces. */
function partKeys(parts: string[][][], given: string[][]): string[] {
  const spoken = parts.length > 1 ? parts.filter((part) => part.length > 1) : given.length > 1 ? [given] : []
  return [...new Set(spoken.slice(0, 4).flatMap((part) => combinations(part, 4).map((each) => `~${fold(each)}`)))]
}

/** How a name sounds. 无名氏 and names with numbers have no sound: they say nothing about the person. */
export function soundOf(name: string): NameSound {
  const text = indexedName(name)
  if (text === '' || isNumberName(text)) return SILENT
  const parts = nameParts(text).map((part, at) => pieces(part, at === 0 && !text.includes('·')))
  const options = parts.flat()
  if (options.length === 0) return SILENT
  const ways = combinations(options, KEY_LIMIT)
  const readings = new Map<string, NameReadingKey>()
  for (const way of ways) {
    const full = way.join('')
    if (readings.size < READING_LIMIT && !readings.has(full)) {
      readings.set(full, { pinyin: full, initials: way.map((each) => Array.from(each)[0] ?? '').join('') })
    }
  }
  const list = [...readings.values()]
  const family = Array.from(splitName(text).family).length
  const given = family > 0 ? options.slice(family) : []
  const sounds = [...new Set(ways.map(fold))].slice(0, KEY_LIMIT)
  return { ...(list[0] as NameReadingKey), readings: list, sounds: [...sounds, ...partKeys(parts, given)] }
}

/** Keys to look for when a name or a part of one was typed in hanzi: as a whole, and as the part that was said. */
export function spokenKeys(name: string): string[] {
  const whole = soundOf(name).sounds.filter((key) => !key.startsWith('~'))
  const asPart = whole.filter((key) => key.includes('-')).slice(0, 4)
  return [...whole, ...asPart.map((key) => `~${key}`)]
}

/** Whether two names may be the same to the ear. */
export function soundAlike(one: string, other: string): boolean {
  const keys = new Set(soundOf(one).sounds.filter((key) => !key.startsWith('~')))
  return soundOf(other).sounds.some((key) => keys.has(key))
}
