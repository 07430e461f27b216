/** What each question is about: what a family told of it, and what a guest has already said of it. */
import { nameForm, nicknamesOf } from './name-forms.ts'
import { gazetteer } from './gazetteer.ts'
import type { QuestionKey } from './question-book.ts'
import { zodiacName } from './phrases.ts'
import { topicsOf } from './question-topics.ts'
import type { GuestReport, InquiryReport, KinReport } from './report.ts'
import { spoken, withoutEarNote, wordOf } from './sound.ts'

/** One thing a family told: how it is compared, and in words for the interviewer. */
export interface Trait {
  key: string
  words: string
  /** How likely beside the other things told; 1 unless said. */
  weight?: number
}

const FOLDS: readonly (readonly [RegExp, string])[] = [
  [/^zh/, 'z'],
  [/^ch/, 'c'],
  [/^sh/, 's'],
  [/^n(?=[aeiouv])/, 'l'],
  [/^r(?=[aeiou])/, 'l'],
  [/^hu(?=[aeio])/, 'f'],
  [/ng$/, 'n'],
]

/** A word as it sounds to somebody who keeps few sounds apart. */
export function soundKey(text: string, withSurname = false): string {
  return spoken(wordOf(text, withSurname))
    .split(' ')
    .map((syllable) => FOLDS.reduce((folded, [from, to]) => folded.replace(from, to), syllable))
    .join(' ')
}

const kinKeys: Partial<Record<QuestionKey, readonly string[]>> = {
  father: ['father'],
  mother: ['mother'],
  spouse: ['spouse'],
  children: ['son', 'daughter'],
  siblings: ['brother', 'sister'],
}
/** How often another relative is named than the one asked for, beside that one. */
const OTHER_RELATIVE = 0.2
const kinQuestions = Object.keys(kinKeys) as QuestionKey[]

const placeDigits: Partial<Record<QuestionKey, number>> = { province: 2, accent: 2, city: 4, county: 6, town: 9 }

function named(text: string | undefined): Trait[] {
  const form = nameForm(text)
  return form ? [{ key: soundKey(form.text, form.surname > 0), words: form.text }] : []
}

/** 2020 was a year of the rat, the first of the twelve. */
export const zodiacOfYear = (year: number): number => (((year - 2020) % 12) + 12) % 12

function yearOf({ birthDate, birthYear }: InquiryReport): number | undefined {
  return birthDate ? Number(birthDate.slice(0, 4)) : birthYear
}

function placeTrait(home: InquiryReport['home'], digits: number): Trait[] {
  const code = home?.code
  if (!code || code.length < digits) return []
  const part = code.slice(0, digits)
  if (digits > 2 && Number(part.slice(digits === 9 ? 6 : digits - 2)) === 0) return []
  const places = gazetteer()
  const name = digits <= 6 ? places.nameOf(part) : undefined
  return [{ key: part, words: name ?? home.text ?? part }]
}

function seenParts(marks: readonly string[] | undefined): string[] {
  return [...new Set((marks ?? []).flatMap((mark) => bodyPartOf(mark) ?? []))]
}

const BODY =
  /(?:左|右|双)?(?:上|下|前|后)?(?:眉毛|眉心|眉|眼角|眼|耳朵|耳|鼻子|鼻|嘴唇|嘴角|嘴|下巴|脸|额头|额部|额|头皮|头顶|头|脖子|颈|肩膀|肩|胳膊|手臂|前臂|上臂|小臂|臂|手背|手腕|手掌|食指|中指|拇指|小指|手指|手|胸口|胸|腹部|肚子|腹|背|腰|臀|大腿|小腿|膝盖|膝|腿|脚背|脚踝|脚趾|脚)/u

/** The part of the body that a mark is on. */
export const bodyPartOf = (mark: string): string | undefined => BODY.exec(mark)?.[0]

/** What the family told that would answer this question. For `mark`: their words for marks on the parts that the guest has. */
export function toldOf(inquiry: InquiryReport, key: QuestionKey, guest?: GuestReport): Trait[] {
  const digits = placeDigits[key]
  if (digits) return placeTrait(inquiry.home, digits)
  const relations = kinKeys[key]
  // Asked for one relative a guest may well name another.
  if (relations)
    return (inquiry.kin ?? [])
      .map((kin) => ({ kin, asked: kin.relation !== undefined && relations.includes(kin.relation) }))
      .sort((a, b) => Number(b.asked) - Number(a.asked))
      .flatMap(({ kin, asked }) => named(kin.name).map((trait) => (asked ? trait : { ...trait, weight: OTHER_RELATIVE })))
  switch (key) {
    case 'name':
      return named(inquiry.name)
    case 'nickname': {
      const told = nicknamesOf(inquiry.nickname).flatMap(named)
      const last = Array.from(nameForm(inquiry.name)?.text ?? '').at(-1)
      const made = last && told.length === 0 ? [{ key: soundKey(`小${last}`), words: `小${last}`, weight: 0.3 }] : []
      return [...told, ...made]
    }
    case 'age': {
      const year = yearOf(inquiry)
      return year === undefined ? [] : [{ key: String(year), words: `${year} 年生` }]
    }
    case 'zodiac': {
      const year = yearOf(inquiry)
      const animal = year === undefined ? undefined : zodiacOfYear(year)
      return animal === undefined ? [] : [{ key: String(animal), words: `属${zodiacName(animal)}` }]
    }
    case 'mark': {
      const parts = seenParts(guest?.marks)
      return (inquiry.marks ?? [])
        .filter((mark) => parts.some((part) => mark.includes(part.replace(/^[左右双]/u, ''))))
        .map((mark) => ({ key: mark, words: mark }))
    }
    default: {
      const found = new Map<string, Trait>()
      for (const saying of inquiry.phrases ?? [])
        for (const { topic, thing } of topicsOf(saying))
          if (topic === key) {
            if (!found.has(thing)) found.set(thing, { key: thing, words: saying })
          }
      return [...found.values()]
    }
  }
}

type PlaceQuestion = 'province' | 'city' | 'county' | 'town'
const questionOfLevel: Readonly<Record<number, PlaceQuestion>> = { 2: 'province', 4: 'city', 6: 'county' }

let levels: Map<string, number> | undefined

/** Digits of the widest division with this name, by its characters or its sound. */
function levelOf(name: string): number | undefined {
  if (!levels) {
    levels = new Map()
    for (const [each, codes] of gazetteer().named) {
      const level = Math.min(...codes.map((code) => code.length))
      for (const key of [each, spoken(wordOf(each))]) levels.set(key, Math.min(levels.get(key) ?? 9, level))
    }
  }
  return levels.get(name)
}

/** Which questions a saying about places answers, the widest first: 湖南省邵阳市 names a province and a city. */
export function placeQuestions(saying: string): PlaceQuestion[] {
  const { text } = withoutEarNote(saying)
  const found: PlaceQuestion[] = []
  const add = (level: number | undefined) => {
    const question = questionOfLevel[level ?? 9]
    if (question && !found.includes(question)) found.push(question)
  }
  let rest = text
  while (rest.length >= 2) {
    let length = Math.min(rest.length, 12)
    while (length >= 2 && levelOf(rest.slice(0, length)) === undefined) length -= 1
    if (length < 2) break
    add(levelOf(rest.slice(0, length)))
    rest = rest.slice(length)
  }
  if (found.length === 0) add(levelOf(spoken(wordOf(text))))
  return found.length > 0 ? found : ['town']
}

/** A guest's record taken apart: what is seen without asking, and what each question would have brought out. */
export function partedReport(guest: GuestReport): { seen: GuestReport; said: Map<QuestionKey, Partial<GuestReport>[]> } {
  const { nameHeard, namesHeard, nicknameHeard, kinHeard, placesHeard, accentProvinceGuess, phrases, ageSeen, ...rest } = guest
  const seen: GuestReport = { ...rest }
  const said = new Map<QuestionKey, Partial<GuestReport>[]>()
  const add = (key: QuestionKey, part: Partial<GuestReport>) => said.set(key, [...(said.get(key) ?? []), part])
  if (nameHeard) add('name', { nameHeard })
  if (namesHeard) add('name', { namesHeard })
  if (nicknameHeard) add('nickname', { nicknameHeard })
  for (const kin of kinHeard ?? []) for (const key of kinQuestionsOf(kin)) add(key, { kinHeard: [kin] })
  for (const place of placesHeard ?? []) add(placeQuestions(place)[0] as QuestionKey, { placesHeard: [place] })
  if (accentProvinceGuess) add('accent', { accentProvinceGuess })
  for (const phrase of phrases ?? []) {
    const topics = topicsOf(phrase)
    for (const key of topics.length > 0 ? topics.map(({ topic }) => topic) : (['town'] as const)) add(key, { phrases: [phrase] })
  }
  if (ageSeen) {
    // Two adjacent years were said, wider ones seen: before the answer there is an impression of ten years.
    const saidIt = ageSeen.max - ageSeen.min <= 1
    seen.ageSeen = saidIt ? { min: Math.max(0, ageSeen.min - 4), max: ageSeen.max + 5 } : ageSeen
    if (saidIt) add('age', { ageSeen })
  }
  return { seen, said }
}

function kinQuestionsOf({ relation }: KinReport): QuestionKey[] {
  return kinQuestions.filter((key) => !relation || kinKeys[key]?.includes(relation))
}

/** A guest's record with one more answer in it. */
export function withAnswer(guest: GuestReport, parts: readonly Partial<GuestReport>[]): GuestReport {
  const next: GuestReport = { ...guest }
  const more = <T>(old: readonly T[] | undefined, added: readonly T[]): T[] => {
    const known = new Set((old ?? []).map((each) => JSON.stringify(each)))
    return [...(old ?? []), ...added.filter((each) => !known.has(JSON.stringify(each)))]
  }
  for (const part of parts) {
    const { kinHeard, placesHeard, phrases, ...single } = part
    Object.assign(next, single)
    if (kinHeard) next.kinHeard = more(next.kinHeard, kinHeard)
    if (placesHeard) next.placesHeard = more(next.placesHeard, placesHeard)
    if (phrases) next.phrases = more(next.phrases, phrases)
  }
  return next
}

/** The questions that this guest has answered already, asked or not: what is left open by half an answer stays open. */
export function answeredOf(guest: GuestReport): Set<QuestionKey> {
  const { said } = partedReport({ ...guest, kinHeard: (guest.kinHeard ?? []).filter(({ relation }) => relation), phrases: [] })
  const answered = new Set(said.keys())
  for (const place of guest.placesHeard ?? []) for (const key of placeQuestions(place)) answered.add(key)
  for (const phrase of guest.phrases ?? []) answered.add(topicsOf(phrase)[0]?.topic ?? 'town')
  return answered
}

/** What the guest would say if this were the right family, in the form in which it would be written down. */
export function answerFrom(key: QuestionKey, trait: Trait, guest: GuestReport): Partial<GuestReport> | undefined {
  const relation = kinKeys[key]?.[0] as KinReport['relation']
  if (relation) return { kinHeard: [{ ...(key !== 'children' && key !== 'siblings' && { relation }), name: trait.words }] }
  switch (key) {
    case 'name':
      return { nameHeard: trait.words }
    case 'nickname':
      return { nicknameHeard: trait.words }
    case 'province':
    case 'city':
    case 'county':
      return { placesHeard: [trait.words] }
    case 'zodiac':
      return { phrases: [trait.words] }
    case 'accent':
      return { accentProvinceGuess: { code: trait.key, confidence: 0.7 } }
    case 'age': {
      const age = Number((guest.enteredOn ?? '').slice(0, 4)) - Number(trait.key)
      return age > 0 && age < 120 ? { ageSeen: { min: age - 1, max: age } } : undefined
    }
    case 'town':
    case 'mark':
      return undefined
    default:
      return { phrases: [trait.words] }
  }
}

/** What a question must never hold: names, places and sayings that the families of these candidates told. */
export function toldWords(inquiry: InquiryReport): string[] {
  const bare = (text: string | undefined) => nameForm(text)?.text
  const short = (text: string) => {
    const tidy = text.replace(/(?:特别行政区|自治区|自治州|自治县|省|市|县|区|镇|乡|街道|村|社区)$/u, '')
    return tidy === text ? [text] : [text, tidy]
  }
  const code = inquiry.home?.code ?? ''
  const places = [2, 4, 6].flatMap((digits) => (code.length >= digits ? (gazetteer().nameOf(code.slice(0, digits)) ?? []) : []))
  const parts = (inquiry.home?.text ?? '').split(/(?<=[省市县区州镇乡村])/u)
  return [
    ...[inquiry.name, ...(inquiry.kin ?? []).map(({ name }) => name)].flatMap((name) => bare(name) ?? []),
    ...[inquiry.name].flatMap((name) => {
      const given = Array.from(bare(name) ?? '').slice(1)
      return given.length >= 2 ? [given.join('')] : []
    }),
    ...nicknamesOf(inquiry.nickname),
    ...[...places, ...parts].flatMap(short),
    ...(inquiry.marks ?? []),
    ...(inquiry.phrases ?? []),
  ].filter((each) => each.length >= 2)
}
