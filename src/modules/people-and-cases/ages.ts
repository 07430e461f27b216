/**
 * Ages as people say and see them, kept as a range of possible birth dates: a range of birth dates stays true while the
 * years go by, an age does not.
 */
import { isDate } from './id-number.ts'

/** Both ends included, `YYYY-MM-DD`. */
export interface BirthRange {
  from: string
  to: string
}

/** Whole years, both ends included. */
export interface AgeRange {
  from: number
  to: number
}

export interface AgeReading {
  birth: BirthRange
  /** Set when an age was said, not a year or a date. */
  age?: AgeRange
  /** Whether it was said as a rough figure. */
  rough: boolean
}

const OLDEST = 130
const pad = (value: number, width = 2) => String(value).padStart(width, '0')

/** The same day so many years earlier; 29 February becomes the 28th where there is none. */
function yearsBefore(date: string, years: number): string {
  const year = Number(date.slice(0, 4)) - years
  const [month, day] = [Number(date.slice(5, 7)), Number(date.slice(8, 10))]
  return `${pad(year, 4)}-${pad(month)}-${pad(isDate(year, month, day) ? day : 28)}`
}

/** The day after. */
function dayAfter(date: string): string {
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))]
  if (isDate(year, month, day + 1)) return `${date.slice(0, 8)}${pad(day + 1)}`
  return month === 12 ? `${pad(year + 1, 4)}-01-01` : `${date.slice(0, 5)}${pad(month + 1)}-01`
}

/** Who is `from` to `to` years old on that day was born within this range. */
export function birthOfAge(age: AgeRange, on: string): BirthRange {
  return { from: dayAfter(yearsBefore(on, age.to + 1)), to: yearsBefore(on, age.from) }
}

/** Whole years completed between two dates. */
export function yearsBetween(birth: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4))
  return on.slice(5) < birth.slice(5) ? years - 1 : years
}

/** How old somebody of this range is on a day: the age seen then, moved by the years that went by. */
export function ageOn(birth: BirthRange, on: string): AgeRange {
  return { from: Math.max(yearsBetween(birth.to, on), 0), to: Math.max(yearsBetween(birth.from, on), 0) }
}

/** Whether both may be the same birth. */
export function overlap(one: BirthRange, other: BirthRange): boolean {
  return one.from <= other.to && other.from <= one.to
}

/** Widens a range by years on either side, for ages that were only seen. */
export function widen(birth: BirthRange, years: number): BirthRange {
  return { from: yearsBefore(birth.from, years), to: yearsBefore(birth.to, -years) }
}

const DIGITS: Record<string, number> = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }

/** 七十二, 廿三, 一百零三, 72 as a number; undefined for anything else. */
export function chineseNumber(text: string): number | undefined {
  if (/^\d{1,4}$/.test(text)) return Number(text)
  const plain = text.replace('廿', '二十').replace('卅', '三十')
  const found = /^(?:([一二两三四五六七八九])百零?)?(?:([一二两三四五六七八九])?(十))?([零〇一二两三四五六七八九])?$/.exec(plain)
  if (!found || plain === '') return undefined
  const [, hundreds, tens, ten, ones] = found
  const value = (hundreds ? (DIGITS[hundreds] as number) * 100 : 0) + (ten ? (tens ? (DIGITS[tens] as number) : 1) * 10 : 0)
  return value + (ones ? (DIGITS[ones] as number) : 0)
}

const NUMBER = '(?:\\d{1,3}|[零〇一二两三四五六七八九十百廿卅]{1,5})'
const ROUGH_BEFORE = '(?:大约|大概|约摸|约莫|差不多|看上去|看着|看起来|目测|可能|好像|估计|约|年约|有)'
const ROUGH_AFTER = '(?:左右|上下|前后|光景|的样子)'

/** Margin of a rough figure: it grows with age. */
const margin = (age: number) => (age < 10 ? 1 : age < 25 ? 2 : age < 50 ? 3 : 5)

const LIFE = new Map<string, AgeRange>(
  Object.entries({
    婴儿: { from: 0, to: 1 },
    幼儿: { from: 1, to: 6 },
    小孩: { from: 2, to: 13 },
    儿童: { from: 2, to: 14 },
    少年: { from: 11, to: 18 },
    青年: { from: 16, to: 38 },
    中年: { from: 35, to: 62 },
    老年: { from: 58, to: 110 },
    老人: { from: 58, to: 110 },
  }),
)

/** Ages said with 来, 多, 出头, 快, or as two figures; without 岁 at the end. */
function spokenAge(text: string): { age: AgeRange; rough: boolean } | undefined {
  const between = new RegExp(`^(${NUMBER})(?:岁)?(?:-|~|～|—|到|至)(${NUMBER})$`).exec(text)
  if (between) {
    const [from, to] = [chineseNumber(between[1] as string), chineseNumber(between[2] as string)]
    return from !== undefined && to !== undefined && from <= to ? { age: { from, to }, rough: false } : undefined
  }
  // 七八 · 十七八 · 五六十: two digits that follow each other.
  const pair = /^([一二三四五六七八九]?十)?([一二三四五六七八九])([一二三四五六七八九])(十)?([来多几])?$/.exec(text)
  if (pair && (DIGITS[pair[3] as string] as number) === (DIGITS[pair[2] as string] as number) + 1 && !(pair[1] && pair[4])) {
    const base = pair[1] ? (chineseNumber(pair[1]) as number) : 0
    const [low, high] = [DIGITS[pair[2] as string] as number, DIGITS[pair[3] as string] as number]
    return pair[4]
      ? { age: { from: low * 10, to: high * 10 + 9 }, rough: true }
      : { age: { from: base + low, to: base + high }, rough: true }
  }
  const near = new RegExp(`^(快|近|将近|不到|奔)(${NUMBER})$`).exec(text)
  if (near) {
    const value = chineseNumber(near[2] as string)
    return value === undefined ? undefined : { age: { from: Math.max(value - 4, 0), to: value }, rough: true }
  }
  const some = new RegExp(`^(${NUMBER})(来|多|几|好几|出头|开外|以上|以下)$`).exec(text)
  if (some) {
    const value = chineseNumber(some[1] as string)
    if (value === undefined) return undefined
    if (some[2] === '来') return { age: { from: value - 2, to: value + 5 }, rough: true }
    if (some[2] === '出头') return { age: { from: value, to: value + 4 }, rough: true }
    if (some[2] === '以上') return { age: { from: value, to: Math.min(value + 40, OLDEST) }, rough: true }
    if (some[2] === '以下') return { age: { from: 0, to: value }, rough: true }
    return { age: { from: value, to: value + (value % 10 === 0 ? 9 : 2) }, rough: true }
  }
  const value = chineseNumber(text)
  return value === undefined ? undefined : { age: { from: value, to: value }, rough: false }
}

function yearReading(text: string, on: string): AgeReading | undefined {
  const full = /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?:生|出生)?$/.exec(text)
  if (full) {
    const [year, month, day] = [Number(full[1]), Number(full[2]), Number(full[3])]
    const date = `${full[1]}-${pad(month)}-${pad(day)}`
    return isDate(year, month, day) && date <= on ? { birth: { from: date, to: date }, rough: false } : undefined
  }
  const part = /^(约|大约)?(\d{4}|\d{2})年(?:(\d{1,2})月)?(?:份)?(左右|前后)?(?:生|出生|生人|的)?$/.exec(text)
  if (!part) return undefined
  const short = Number(part[2])
  // 54年 said of a person is a birth in the last hundred years.
  const century = Math.floor(Number(on.slice(0, 4)) / 100) * 100
  const year =
    (part[2] as string).length === 4 ? short : century + short > Number(on.slice(0, 4)) ? century - 100 + short : century + short
  const month = part[3] ? Number(part[3]) : undefined
  if (year < Number(on.slice(0, 4)) - OLDEST || `${year}` > on.slice(0, 4) || (month !== undefined && !isDate(year, month, 1)))
    return undefined
  const last = month === undefined ? 31 : [31, 30, 29, 28].find((day) => isDate(year, month, day))
  const birth = { from: `${year}-${pad(month ?? 1)}-01`, to: `${year}-${pad(month ?? 12)}-${last}` }
  const rough = Boolean(part[1] || part[4])
  return { birth: rough ? widen(birth, 3) : birth, rough }
}

/**
 * Reads an age, a year or a date of birth as somebody says it: 72岁 · 约72 · 三十来岁 · 七十多 · 五六十岁 · 60到70岁 ·
 * 快六十 · 虚岁72 · 8个月 · 1954年 · 54年生 · 1954年3月 · 1954-03-05 · 老人. Undefined when it is none of these.
 *
 * @param on the day on which it is said, `YYYY-MM-DD`
 */
export function readAge(raw: string, on: string): AgeReading | undefined {
  if (raw.length > 40) return undefined
  let text = raw.normalize('NFKC').replace(/\s/gu, '')
  const dated = yearReading(text, on)
  if (dated) return dated
  const life = LIFE.get(text)
  if (life) return { birth: birthOfAge(life, on), age: life, rough: true }
  const months = /^(\d{1,2}|[一二两三四五六七八九十]{1,3}|半)(个多?月|岁|周岁)(?:大|多)?$/.exec(text)
  if (months && (months[2] as string).includes('月')) {
    const count = chineseNumber(months[1] as string)
    if (count === undefined || count > 36) return undefined
    const age = { from: Math.floor(Math.max(count - 1, 0) / 12), to: Math.floor((count + 1) / 12) }
    return { birth: birthOfAge(age, on), age, rough: true }
  }
  if (text.startsWith('半岁')) return { birth: birthOfAge({ from: 0, to: 0 }, on), age: { from: 0, to: 0 }, rough: true }
  const before = new RegExp(`^(?:年龄|年纪)?(${ROUGH_BEFORE})?`).exec(text)
  const after = new RegExp(`(${ROUGH_AFTER})$`).exec(text)
  text = text.slice(before?.[0].length ?? 0, after ? -after[0].length : undefined)
  const nominal = /^(?:虚岁|虚)/.exec(text)
  text = text.replace(/^(?:虚岁|虚|周岁|实岁)/, '').replace(/(?:周?岁|周岁)/gu, '')
  const found = spokenAge(text)
  if (!found || found.age.to > OLDEST + 9 || found.age.from > OLDEST) return undefined
  const rough = found.rough || Boolean(before?.[1]) || Boolean(after) || Boolean(nominal)
  // 虚岁 counts from one and turns at New Year: one or two years more than the age.
  const shift = nominal ? { from: 2, to: 1 } : { from: 0, to: 0 }
  const extra = !found.rough && (before?.[1] || after) ? margin(found.age.from) : 0
  const age = {
    from: Math.max(found.age.from - shift.from - extra, 0),
    to: Math.min(Math.max(found.age.to - shift.to + extra, 0), OLDEST),
  }
  return { birth: birthOfAge(age, on), age, rough }
}
