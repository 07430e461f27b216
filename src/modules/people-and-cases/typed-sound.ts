/**
 * Pinyin as it is typed into a search box: with or without spaces and tones, whole (`he gui xiang`), cut off (`heguix`),
 * initials only (`hgx`), or both mixed (`hegx`).
 */
import { foldSyllable, INITIALS, SYLLABLES } from './sound-rules.ts'

export interface TypedSound {
  /** Letters only: beginnings of the kept pinyin; a second writing where u may stand for ü. */
  prefixes: string[]
  /** Folded keys, when the letters fall into whole syllables; each also as a part (`~`). */
  sounds: string[]
  /** Initials to look up, with the pattern (letters and `%`) that the kept pinyin must fit as well. */
  initials: { initials: string; pattern: string }[]
}

/** Longest typed pinyin that is read: some eight syllables. */
export const TYPED_LIMIT = 48
const WAYS = 8
/** The tree of splits is walked no further than this; real input needs a few dozen steps. */
const STEPS = 3_000

/** Whether this looks like typed pinyin: letters, tone marks or numbers, apostrophes. */
export function looksTyped(text: string): boolean {
  return /^[a-z\p{M}ü'’:1-5\s]+$/u.test(text.normalize('NFD').toLowerCase()) && /^[a-zü]/iu.test(text.normalize('NFD'))
}

/** Chunks of plain letters: tones gone, ü as v. Spaces and apostrophes part syllables. */
function chunks(text: string): string[] {
  return (
    text
      .toLowerCase()
      .normalize('NFD')
      .replace(/u(?:\u0308|:)/gu, 'v')
      .replace(/u([\u0300\u0301\u0304\u030c])\u0308/gu, 'v$1')
      .replace(/\p{M}/gu, '')
      .replace(/([a-z])[1-5]/g, '$1 ')
      // Passports write lyu and nyu for lü and nü; inside a word nyu is rather yin-yu.
      .replace(/lyu/g, 'lv')
      .replace(/(?<![a-z])nyu/g, 'nv')
      .split(/[^a-z]+/)
      .filter((each) => each !== '')
  )
}

interface Token {
  text: string
  whole: boolean
}

/** Ways to split letters into syllables and (when `withInitials`) bare initials, fewest pieces first. */
function splits(letters: string, withInitials: boolean): Token[][] {
  const found: Token[][] = []
  let steps = 0
  const walk = (at: number, so: Token[]) => {
    steps += 1
    if (steps > STEPS || found.length >= WAYS * 4) return
    if (at === letters.length) {
      found.push(so)
      return
    }
    for (let length = Math.min(6, letters.length - at); length > 0; length -= 1) {
      const text = letters.slice(at, at + length)
      if (SYLLABLES.has(text)) walk(at + length, [...so, { text, whole: true }])
      else if (withInitials && INITIALS.includes(text)) walk(at + length, [...so, { text, whole: false }])
    }
  }
  walk(0, [])
  return found.sort((a, b) => a.length - b.length).slice(0, WAYS)
}

/** Splits of several chunks, put together. */
function together(parts: string[], withInitials: boolean): Token[][] {
  let ways: Token[][] = [[]]
  for (const part of parts) {
    // Between spaces stands one syllable, if it is one: `he gui xiang` is not he-gui-xi-ang.
    const own = parts.length > 1 && SYLLABLES.has(part) ? [[{ text: part, whole: true }]] : splits(part, withInitials)
    ways = ways.flatMap((way) => own.map((each) => [...way, ...each])).slice(0, WAYS)
  }
  return ways.filter((way) => way.length > 0)
}

/** Reads typed pinyin into what is looked up; undefined when there are no letters or far too many. */
export function typedSound(text: string): TypedSound | undefined {
  if (text.length > TYPED_LIMIT * 3) return undefined
  const parts = chunks(text)
  const letters = parts.join('')
  if (letters === '' || letters.length > TYPED_LIMIT) return undefined
  const withV = letters.replace(/([ln])u(?![aino])/g, '$1v')
  const prefixes = withV === letters ? [letters] : [letters, withV]
  const whole = together(parts, false)
  const keys = [...new Set(whole.map((way) => way.map((token) => foldSyllable(token.text)).join('-')))]
  if (withV !== letters) {
    const other = together([withV], false).map((way) => way.map((token) => foldSyllable(token.text)).join('-'))
    keys.push(...other.filter((key) => !keys.includes(key)))
  }
  const sounds = [...keys, ...keys.filter((key) => key.includes('-')).map((key) => `~${key}`)]
  const initials = new Map<string, { initials: string; pattern: string }>()
  if (whole.length === 0) {
    for (const way of together(parts, true)) {
      const entry = {
        initials: way.map((token) => token.text[0]).join(''),
        pattern: way.map((token) => (token.whole ? token.text : `${token.text}%`)).join(''),
      }
      initials.set(`${entry.initials} ${entry.pattern}`, entry)
    }
    // Letters alone are always initials too, also where some of them happen to make a syllable.
    const pattern = `${Array.from(letters).join('%')}%`
    if (letters.length <= 6) initials.set(`${letters} ${pattern}`, { initials: letters, pattern })
  }
  return { prefixes, sounds: sounds.slice(0, 16), initials: [...initials.values()].slice(0, 4) }
}
