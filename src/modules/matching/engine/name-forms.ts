/** The forms in which a name is said and written: whole, given name only, married, in parts, nicknames made from it. */
import { COMPOUND_SURNAMES } from '#modules/people-and-cases/index.ts'
import { remembered } from './remember.ts'
import { saysNoName, syllables, type Word, withoutEarNote, wordOf } from './sound.ts'

export interface NameForm {
  /** Bare text: no dots, spaces, notes. */
  text: string
  /** How many characters the surname has; 0 where there is none to tell. */
  surname: number
  /** Several parts with dots or spaces, or five characters and more: a transcription. */
  parts: string[]
}

const DOTS = /[·•‧・∙⋅ᐧ●.\s　_-]+/u

const forms = remembered((raw) => ({ form: readForm(raw) }), 60_000)
/** Reads a name of the register or a family's; undefined when it says no name. */
export const nameForm = (raw: string | undefined): NameForm | undefined => (raw ? forms(raw).form : undefined)

function readForm(raw: string): NameForm | undefined {
  const { text } = withoutEarNote(raw.normalize('NFKC'))
  const tidy = text.replace(/[（(][^）)]*[)）]?/gu, '').trim()
  if (tidy === '' || saysNoName(tidy)) return undefined
  const parts = tidy
    .split(DOTS)
    .map((part) => part.replace(/[^\p{L}\p{M}某×✕?*＊□？]/gu, ''))
    .filter((part) => part !== '')
  const bare = parts.join('')
  if (bare === '') return undefined
  const characters = Array.from(bare)
  const dotted = parts.length > 1
  const compound = characters.length > 2 && COMPOUND_SURNAMES.has(characters.slice(0, 2).join(''))
  const surname = dotted || characters.length < 2 || characters.length > 4 ? 0 : compound ? 2 : 1
  return { text: characters.slice(0, 16).join(''), surname, parts: dotted || characters.length > 4 ? parts : [] }
}

/** A name as it was heard. */
export interface HeardForm extends NameForm {
  byEar: boolean
  word: Word
  /** 张李氏: what stands before 氏. */
  married?: { husband?: Word; own: Word }
}

const heardForms = remembered((raw) => ({ form: readHeard(raw) }))
export const heardForm = (raw: string | undefined): HeardForm | undefined => (raw ? heardForms(raw).form : undefined)

function readHeard(raw: string): HeardForm | undefined {
  const { text, byEar } = withoutEarNote(raw.normalize('NFKC'))
  const form = nameForm(text)
  if (!form) return undefined
  const word = wordOf(form.text, form.surname > 0)
  const characters = Array.from(form.text)
  if (characters.length >= 2 && characters.length <= 4 && characters.at(-1) === '氏') {
    const own = wordOf(characters.at(-2) as string, true)
    const husband = characters.length > 2 ? wordOf(characters[0] as string, true) : undefined
    return { ...form, byEar, word, married: { own, ...(husband && { husband }) } }
  }
  return { ...form, byEar, word }
}

/** Nicknames of a family's record: 小娣、潘银英 or a list. */
export const nicknamesOf = (raw: string | undefined): string[] =>
  (raw ?? '')
    .split(/[、,，;；/|和 ]+/u)
    .map((each) => nameForm(each)?.text)
    .filter((each) => each !== undefined)
    .slice(0, 8)

const PREFIX: ReadonlySet<string> = new Set(['xiao', 'a', 'lao', 'da', 'er', 'ya'])
const SUFFIX = /[儿子仔崽娃伢妹弟哥姐宝]$/u

/** The character of the given name from which a nickname is made: 小娟 → 娟, 娟娟 → 娟, 阿军 → 军, 涛儿 → 涛. */
export function coreOfNickname(word: Word): Word[number] | undefined {
  const bare = word.length > 2 && SUFFIX.test(word.at(-1)?.character ?? '') ? word.slice(0, -1) : word
  const [first, second] = bare
  if (!first || bare.length > 2) return undefined
  if (!second) return word.length > 1 ? first : undefined
  const heard = (one: Word[number]) => one.readings.map((each) => syllables[each] as string)
  if (heard(first).some((each) => PREFIX.has(each))) return second
  if (heard(first).some((each) => heard(second).includes(each))) return second
  if (SUFFIX.test(second.character)) return first
  return undefined
}
