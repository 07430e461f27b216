/**
 * Reads what a clerk typed into the one search box into what is looked up. Pure; the day is an argument.
 *
 * Words are parted by spaces and commas; an age, kin (`女儿 李秋云`, `儿子叫建国`), a file number and an ID number are taken
 * out wherever they stand. A word that may be two things (建平 is a county and a name) is looked up as both.
 */
import { type BirthRange, readAge } from './ages.ts'
import { isDate, normalizeIdNumber, readIdNumber } from './id-number.ts'
import { bareName, isHan, normalizeName } from './names.ts'
import { divisionsNamed, placeLevel } from './places.ts'
import { KIN_WORDS, MARK_WORDS, SEX_WORDS, SURE_KIN_WORDS } from './query-lists.ts'
import { soundOf } from './sound.ts'
import { looksTyped } from './typed-sound.ts'

export const QUERY_LIMIT = 200
const PIECES = 8

export type DocumentPart = 'whole' | 'first6' | 'birth' | 'last4'

export interface Asked {
  /** Each group is one number: all of its parts must fit. */
  documents: { part: DocumentPart; value: string }[][]
  /** Names and parts of names in hanzi (or any script that is not Latin). */
  names: string[]
  /** Names said to be nicknames. */
  nicknames: string[]
  /** Pinyin, initials, or a mixture, as typed. */
  typed: string[]
  kin: { relation: string; name: string }[]
  places: string[]
  marks: string[]
  birth?: BirthRange
  sex?: 'male' | 'female'
  /** `20261121-03`, a beginning of it, or empty for any nameless person. */
  nameless?: string
  /** `2026-1187` with the station's short name, where it was typed. */
  file?: { prefix: string; number: string }
  /** What the screen may say about the words: a check digit that is wrong, a word nothing was made of. */
  remarks: string[]
}

export type QueryReading =
  | { ok: true; asked: Asked }
  | { ok: false; reason: 'empty' | 'too-long' | 'nothing' | 'too-broad'; sentence: string }

const refuse = (reason: 'empty' | 'too-long' | 'nothing' | 'too-broad', sentence: string): QueryReading => ({
  ok: false,
  reason,
  sentence,
})

/** Text still to be read; `take` cuts out what a pattern found and leaves a gap in its place. */
class Rest {
  text: string
  constructor(text: string) {
    this.text = text
  }
  take(pattern: RegExp): RegExpExecArray | null {
    const found = pattern.exec(this.text)
    if (found) this.text = `${this.text.slice(0, found.index)} ${this.text.slice(found.index + found[0].length)}`
    return found
  }
}

const AGE_SPOKEN =
  /(?:年龄|年纪)?(?:大约|大概|约摸|差不多|看上去|看着|看起来|目测|可能|估计|约|年约)?(?:虚岁|快|近|将近)?[\d零〇一二两三四五六七八九十百廿卅]{1,5}(?:多|来|几)?(?:(?:-|~|到|至)[\d一二三四五六七八九十百]{1,5})?(?:多|来|几|好几)?(?:周?岁|个月)(?:多|左右|上下|大|出头|以上|以下)?/u
const AGE_ROUGH =
  /(?:^|(?<=\s))(?:(?:约|大约|大概|看上去|快|将近|近)\s?[\d一二三四五六七八九十百]{1,5}(?:多|来|左右|上下|出头)?|[\d一二三四五六七八九十]{1,4}(?:多|来|几|出头|左右|上下)|\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?(?:生|出生)?|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2})(?=\s|$)/u
const NAME = '[\\p{Script=Han}·]{1,12}|[A-Za-z]{2,20}'
const CALLED = '(?:的名字叫|名字叫|名叫|叫做|叫|姓名|是|:)'

/** ID numbers and parts of them, where they say what they are or can be nothing else. */
function readDocuments(rest: Rest, asked: Asked, today: string): void {
  const tail = rest.take(/(?:身份证|证件)?(?:尾号|后四位|末四位|最后四位)(?:是|:)?\s*(\d{3}[\dXx])/u)
  if (tail) asked.documents.push([{ part: 'last4', value: (tail[1] as string).toUpperCase() }])
  const head = rest.take(/(?:身份证|证件)?(?:前六位|前6位)(?:是|:)?\s*(\d{6})/u)
  if (head) asked.documents.push([{ part: 'first6', value: head[1] as string }])
  rest.take(/(?:身份证号码|身份证号|身份证|证件号码|证件号)(?:是|:)?(?=\s*\d)/u)
  for (let count = 0; count < PIECES; count += 1) {
    const found = rest.take(/(?<![\dA-Za-z-])(\d{17}[\dXx×]|\d{15}|\d{6}\s\d{8}\s\d{3}[\dXx])(?![\dA-Za-z-])/u)
    if (!found) return
    const reading = readIdNumber(normalizeIdNumber(found[1] as string), today)
    if (reading.parts) asked.documents.push([{ part: 'whole', value: reading.parts.whole }])
    if (reading.level === 'check-digit-wrong' || reading.level === 'impossible-date') asked.remarks.push(reading.sentence)
  }
}

/** A token of digits, by its length. */
function readDigits(token: string, asked: Asked, today: string): boolean {
  const push = (...parts: { part: DocumentPart; value: string }[]) => asked.documents.push(parts)
  if (/^\d{3}[Xx]$/.test(token)) return push({ part: 'last4', value: token.toUpperCase() }) > 0
  if (!/^\d+$/.test(token)) return false
  const isDay = (text: string) =>
    isDate(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6, 8))) && text >= '18'
  const year = today.slice(0, 4)
  if (token.length <= 3) {
    const age = readAge(token, today)
    if (age) asked.birth = age.birth
    return age !== undefined
  }
  if (token.length === 4) {
    push({ part: 'last4', value: token })
    // 1954 may be the end of a number as well as a year of birth.
    if (token >= '1900' && token <= year) asked.birth = { from: `${token}-01-01`, to: `${token}-12-31` }
    return true
  }
  if (token.length === 8 && isDay(token)) {
    push({ part: 'birth', value: token })
    asked.nameless = token
    return true
  }
  if (token.length < 6) return false
  if (token.length === 11 && token.startsWith('1')) {
    asked.remarks.push('手机号不在这里查找，请按亲属或姓名查。')
    return true
  }
  const parts: { part: DocumentPart; value: string }[] = [{ part: 'first6', value: token.slice(0, 6) }]
  if (token.length >= 14 && isDay(token.slice(6, 14))) parts.push({ part: 'birth', value: token.slice(6, 14) })
  if (token.length > 6) asked.remarks.push(`${token.length} 位数字按身份证号的开头查找。`)
  push(...parts)
  return true
}

function readKin(rest: Rest, asked: Asked): void {
  for (const [words, gap] of [
    [SURE_KIN_WORDS, `\\s*${CALLED}?\\s*`],
    [KIN_WORDS, `\\s*${CALLED}\\s*`],
  ] as const) {
    const pattern = new RegExp(`(?:^|(?<=\\s))(?:[他她其我]的?)?(${words.join('|')})${gap}(${NAME})(?=\\s|$)`, 'u')
    for (let count = 0; count < PIECES; count += 1) {
      const found = rest.take(pattern)
      if (!found) break
      asked.kin.push({ relation: found[1] as string, name: normalizeName(found[2] as string) })
    }
  }
}

/** Sex words, marks, places, names: what is left, word by word. */
function readWord(word: string, asked: Asked, others: boolean): void {
  const sex = SEX_WORDS.get(word)
  if (sex) {
    asked.sex = sex
    return
  }
  const accent = /^(\p{Script=Han}{2,8})(?:口音|话|方言)$/u.exec(word)?.[1]
  const from = /^(?:老家|家住|住在|来自|籍贯|户籍)(?:在|是)?(\p{Script=Han}{2,20})$/u.exec(word)?.[1]
  const native = /^(\p{Script=Han}{2,12})人$/u.exec(word)?.[1]
  const place = accent ?? from ?? (native && divisionsNamed(native).length > 0 ? native : undefined)
  if (place) {
    asked.places.push(place)
    return
  }
  if (/^(?:特征|体貌|标记)/u.test(word) || MARK_WORDS.test(word)) {
    asked.marks.push(word.replace(/^(?:特征|体貌|标记)(?:是|:)?/u, ''))
    return
  }
  if (/^\p{Script=Han}{2,20}(?:省|市|县|区|镇|乡|村|自治州|自治旗|街道|屯|寨)$/u.test(word) && Array.from(word).length >= 3) {
    asked.places.push(word)
    // 何贵乡 ends like a place: what no table knows may be somebody's name.
    if (!others && Array.from(word).length <= 4 && placeLevel(word) === undefined) asked.names.push(word)
    return
  }
  const level = isHan(word) ? placeLevel(word) : undefined
  if (level) {
    asked.places.push(word)
    if (others || level === 'province') return
  }
  const length = Array.from(bareName(word)).length
  if (length > 8 && !word.includes('·')) asked.marks.push(word)
  else asked.names.push(word)
}

/**
 * Reads the search box.
 *
 * @param today `YYYY-MM-DD`
 */
export function readQuery(raw: string, today: string): QueryReading {
  if (raw.length > QUERY_LIMIT * 2 || Array.from(raw).length > QUERY_LIMIT) {
    return refuse('too-long', `查找内容太长，最多 ${QUERY_LIMIT} 个字。请只输入姓名、证件号、地名等关键的几个词。`)
  }
  // Signs and emoji say nothing about a person: with or without them the answer is the same.
  const text = raw
    .toWellFormed()
    .normalize('NFKC')
    .replace(/[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{fffd}]/gu, (sign) => (/\d/.test(sign) ? sign : ' '))
    .replace(/[\p{Cf}\u{fe00}-\u{fe0f}\u{20e3}]/gu, '')
    .replace(/\s*[·•‧・∙⋅]\s*/gu, '·')
    .replace(/[,;、，；。!?！？|"“”()（）]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
  if (text === '') return refuse('empty', '请输入姓名、拼音、证件号、亲属、地名或特征。')
  const asked: Asked = { documents: [], names: [], nicknames: [], typed: [], kin: [], places: [], marks: [], remarks: [] }
  const rest = new Rest(text)
  const nameless = rest.take(/(?:无名氏|无名)\s*(\d{8}(?:-\d{1,3})?)?|(?<!\d)(\d{8}-\d{1,3})(?!\d)/u)
  if (nameless) asked.nameless = nameless[1] ?? nameless[2] ?? ''
  const file = rest.take(/(?:(\p{Script=Han}{1,6})\s?)?(?<!\d)((?:19|20)\d\d-\d{1,6})(?![\d-])/u)
  // 1954-3 would be a month; a file's number has three digits at least, or the station's name before it.
  if (file && (file[1] || (file[2] as string).length >= 8)) asked.file = { prefix: file[1] ?? '', number: file[2] as string }
  readDocuments(rest, asked, today)
  const nickname = rest.take(new RegExp(`(?:小名|外号|绰号|乳名|人称|诨名)${CALLED}?\\s*(${NAME})(?=\\s|$)`, 'u'))
  if (nickname) asked.nicknames.push(normalizeName(nickname[1] as string))
  readKin(rest, asked)
  for (const pattern of [AGE_SPOKEN, AGE_ROUGH]) {
    const before = rest.text
    const found = rest.take(pattern)
    const age = found ? readAge(found[0], today) : undefined
    if (found && !age) rest.text = before
    if (age) {
      asked.birth = age.birth
      // 李兰女70多岁: the sex stands between name and age.
      rest.text = rest.text.replace(/(\p{Script=Han}{2,})([男女])(?=\s{2}|\s$)/u, '$1 $2')
    }
  }
  const words = normalizeWords(rest.text)
  for (const word of words.filter((each) => /^[\dXx]+$/.test(each))) {
    if (!readDigits(word, asked, today)) asked.remarks.push(`“${word}”没有用上。`)
  }
  const letters = words.filter((each) => !/^[\dXx]+$/.test(each)).map(inLetters)
  const typed = letters.filter((each) => looksTyped(each))
  if (typed.length > 0) asked.typed.push(typed.join(' '))
  const others = letters.filter((each) => !looksTyped(each) && !SEX_WORDS.has(each)).slice(0, PIECES)
  for (const word of letters.filter((each) => SEX_WORDS.has(each))) readWord(word, asked, true)
  const life = others.find((each) => /^(?:婴儿|幼儿|小孩|儿童|少年|青年|中年|老年|老人)$/u.test(each))
  if (life && !asked.birth) asked.birth = readAge(life, today)?.birth as BirthRange
  const rank = (word: string) => (placeLevel(word) ? 1 : 0)
  for (const word of others.filter((each) => each !== life).sort((a, b) => rank(a) - rank(b))) {
    readWord(word, asked, asked.names.length > 0 || asked.typed.length > 0 || asked.kin.length > 0)
  }
  return closing(asked)
}

/** Words in their normal writing; a family name typed apart from the given name (李 秋云) is put back to it. */
function normalizeWords(text: string): string[] {
  const words = text
    .split(/\s+/u)
    .map((word) => normalizeName(word))
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
  const joined: string[] = []
  for (const word of words) {
    const before = joined.at(-1)
    const apart = before !== undefined && Array.from(before).length === 1 && isHan(before) && !SEX_WORDS.has(before)
    const given = isHan(word) && Array.from(word).length <= 2 && !SEX_WORDS.has(word) && placeLevel(word) === undefined
    if (apart && given) joined[joined.length - 1] = `${before}${word}`
    else joined.push(word)
  }
  return joined
}

/** 何gx: hanzi with initials after them are read as typed pinyin as a whole. */
function inLetters(word: string): string {
  const found = /^(\p{Script=Han}{1,3})([a-z]{1,12})$/iu.exec(word)
  return found ? `${soundOf(found[1] as string).pinyin} ${found[2]}` : word
}

/** Refuses what would bring everybody or nobody. */
function closing(asked: Asked): QueryReading {
  const { documents, names, nicknames, typed, kin, places, marks } = asked
  const narrow = documents.length + names.length + nicknames.length + typed.length + kin.length + places.length + marks.length
  if (narrow === 0 && asked.nameless === undefined && !asked.file && !asked.birth) {
    if (asked.sex) return refuse('too-broad', '只有性别范围太大，请再加年龄、姓名、地名或特征。')
    return refuse('nothing', asked.remarks[0] ?? '没有可以查找的内容。请输入姓名、拼音、证件号、亲属、地名或特征。')
  }
  return { ok: true, asked }
}
