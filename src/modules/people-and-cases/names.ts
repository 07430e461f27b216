/**
 * Names as they are written: one normal writing, what may stand as a name, and the pieces by which a part of it is found.
 * Variant characters (陈, 陳) stay as written: they meet by sound.
 */

/** Longest name that is kept; the longest names in registers (with `·`) stay well below. */
export const NAME_LIMIT = 50

const MIDDLE_DOTS = /[·•‧・∙⋅ᐧ●.]/gu
const HAN = /\p{Script=Han}/u
/** Control characters, zero-width marks, variation selectors: none of them is seen, all of them break look-up. */
const INVISIBLE = /[\p{Cc}\p{Cf}\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}\u{34f}]/gu
const ALLOWED = /^[\p{L}\p{M}\p{Nl}· '’\u{2d}々〇]+$/u
const NUMBER_NAME = /无名|无姓名|姓名不|不详|未知|不明身份|身份不明|某某|佚名/u

export const COMPOUND_SURNAMES: ReadonlySet<string> = new Set(
  (
    '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 ' +
    '钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 ' +
    '呼延 东郭 南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲 公上 公门 公山 公坚 左丘 公伯 西门 公祖 第五 公乘 贯丘 公皙 南荣 东里 东宫 ' +
    '仲长 子书 子桑 即墨 达奚 褚师'
  ).split(' '),
)

function onePass(text: string): string {
  return text
    .replace(/\s/gu, ' ')
    .replace(INVISIBLE, '')
    .normalize('NFKC')
    .replace(MIDDLE_DOTS, '·')
    .replace(/\s+/gu, ' ')
    .replace(/ ?·[ ·]*/gu, '·')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
    .replace(/^[ ·]+|[ ·]+$/gu, '')
}

/**
 * The one writing of a name: NFKC, full width to half, one kind of middle dot, no spaces between hanzi, nothing invisible.
 * Applying it again changes nothing.
 */
export function normalizeName(raw: string): string {
  let text = raw
  // Removing a space can let two code points compose anew; two passes are usual, the bound only guards.
  for (let pass = 0; pass < 6; pass += 1) {
    const next = onePass(text)
    if (next === text) return next
    text = next
  }
  return text
}

/** The writing that is compared and indexed: lower case, so that Latin names meet. */
export function indexedName(raw: string): string {
  return normalizeName(normalizeName(raw).toLowerCase())
}

/** Without dots and spaces: 阿不都热西提 typed in one go is still 阿不都·热西提. */
export function bareName(name: string): string {
  return name.replace(/[· ]/gu, '')
}

export type NameReading =
  | { ok: true; name: string }
  | { ok: false; reason: 'empty' | 'too-long' | 'character' | 'digits'; sentence: string }

/** Reads what somebody typed as a name. Anything that a register could hold passes; the rest is refused in words. */
export function readName(raw: string): NameReading {
  const refuse = (reason: 'empty' | 'too-long' | 'character' | 'digits', sentence: string): NameReading => ({
    ok: false,
    reason,
    sentence,
  })
  // Before any work is done on it: ten megabytes are refused as quickly as sixty characters.
  if (raw.length > NAME_LIMIT * 4) return refuse('too-long', `姓名太长，最多 ${NAME_LIMIT} 个字。`)
  const name = normalizeName(raw)
  if (name === '') return refuse('empty', '姓名是空的。不知道姓名时请选“查不出”“未问”或“不愿说”。')
  if (Array.from(name).length > NAME_LIMIT) return refuse('too-long', `姓名太长，最多 ${NAME_LIMIT} 个字。`)
  if (!name.isWellFormed()) return refuse('character', '姓名里有残缺的字符，请重新输入。')
  if (NUMBER_NAME.test(name)) return { ok: true, name }
  if (/\p{Nd}/u.test(name)) return refuse('digits', '姓名里有数字。不知道姓名时请用“无名氏”编号，绰号请填在“绰号”一栏。')
  if (!ALLOWED.test(name)) return refuse('character', '姓名里有不能用在姓名中的符号或表情，请删去。')
  return { ok: true, name }
}

/** 无名氏, 不详, anything with digits: a stand-in that says nothing about how somebody is called, so it has no sound. */
export function isNumberName(name: string): boolean {
  return NUMBER_NAME.test(name) || /\p{Nd}/u.test(name)
}

/** The parts of a name written with middle dots or spaces; a plain name is its own only part. */
export function nameParts(name: string): string[] {
  return normalizeName(name)
    .split(/[· ]/u)
    .filter((part) => part !== '')
}

/** Family name and given name. Names with dots and names not in hanzi have no family name that could be told apart. */
export function splitName(name: string): { family: string; given: string } {
  const text = normalizeName(name)
  const characters = Array.from(text)
  if (text.includes('·') || !characters.every((each) => HAN.test(each))) return { family: '', given: text }
  const head = characters.slice(0, 2).join('')
  if (characters.length > 2 && COMPOUND_SURNAMES.has(head)) return { family: head, given: characters.slice(2).join('') }
  return { family: characters[0] ?? '', given: characters.slice(1).join('') }
}

/** Every character and every two that follow each other, dots and spaces left out; surrogate pairs stay whole. */
export function bigrams(text: string, limit = 120): string[] {
  const characters = Array.from(bareName(indexedName(text)))
  const pieces = new Set<string>()
  for (let at = 0; at < characters.length && pieces.size < limit; at += 1) {
    pieces.add(characters[at] as string)
    if (at + 1 < characters.length) pieces.add(`${characters[at]}${characters[at + 1]}`)
  }
  return [...pieces]
}

/** The pieces that a typed part must all have: the single character, or its bigrams. */
export function searchPieces(part: string): string[] {
  const characters = Array.from(bareName(indexedName(part)))
  if (characters.length <= 1) return characters
  return [...new Set(characters.slice(1).map((each, at) => `${characters[at]}${each}`))]
}

/** Whether every character is a hanzi (or the dot between them). */
export function isHan(text: string): boolean {
  const bare = bareName(text)
  return bare !== '' && Array.from(bare).every((each) => HAN.test(each))
}
