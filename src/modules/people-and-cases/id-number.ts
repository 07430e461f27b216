/**
 * Numbers of identity documents (GB 11643): what is right, what is wrong with it in a sentence, what it says about its
 * holder, and the parts for the blind indexes. Nothing that a guest states is lost: whatever the level, `stated` is kept.
 */

export type IdLevel =
  | 'valid'
  /** Fifteen digits, issued before 1999; `alias` is the number of eighteen that it became. */
  | 'historic'
  | 'check-digit-wrong'
  | 'impossible-date'
  | 'shape-wrong'
  | 'too-long'
  | 'empty'

export type IdKind = 'resident' | 'residence-permit' | 'foreigner' | 'historic' | 'other'

export interface IdParts {
  /** The eighteen-digit form where there is one, so that both writings of one number meet. */
  whole: string
  first6?: string
  /** `YYYYMMDD` */
  birth?: string
  last4?: string
}

export interface IdReading {
  level: IdLevel
  kind: IdKind
  /** As stated, trimmed; empty when it was far too long to be kept. */
  stated: string
  /** Half width, no spaces, X upper case. */
  number: string
  /** For people; empty when nothing is wrong. */
  sentence: string
  alias?: string
  sex?: 'male' | 'female'
  /** `YYYY-MM-DD` */
  birth?: string
  division?: string
  parts?: IdParts
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'
/** Longer input is no number with a slip but something else. */
const STATED_LIMIT = 64
/** Nobody older is known; a number that says so has a slip in the year. */
const OLDEST = 130

/** The check digit of the first seventeen digits. */
export function checkDigit(seventeen: string): string {
  let sum = 0
  for (let at = 0; at < 17; at += 1) sum += Number(seventeen[at]) * (WEIGHTS[at] as number)
  return CHECKS[sum % 11] as string
}

/** Whether year, month and day are a day of the calendar. */
export function isDate(year: number, month: number, day: number): boolean {
  if (year < 1800 || year > 2200 || month < 1 || month > 12 || day < 1) return false
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return day <= ([31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] as number)
}

/** Half width, without spaces and dashes, X upper case. */
export function normalizeIdNumber(raw: string): string {
  return raw
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\p{Pd}_]/gu, '')
    .toUpperCase()
    .replace(/×$/u, 'X')
}

function kindOf(number: string): IdKind {
  if (/^8[123]0000/.test(number)) return 'residence-permit'
  // 9, province of issue, three digits of nationality; 99 is no province.
  if (/^9[1-8]/.test(number)) return 'foreigner'
  return 'resident'
}

function splitBirth(digits: string): { birth?: string; possible: boolean } {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)]
  if (!isDate(Number(year), Number(month), Number(day))) return { possible: false }
  return { birth: `${year}-${month}-${day}`, possible: true }
}

function partsOf(whole: string, birth?: string): IdParts {
  const parts: IdParts = { whole }
  if (/^\d{6}/.test(whole)) parts.first6 = whole.slice(0, 6)
  if (birth) parts.birth = birth.replaceAll('-', '')
  if (/^\d{3}[\dX]$/.test(whole.slice(-4))) parts.last4 = whole.slice(-4)
  return parts
}

/** The parts for the blind indexes of whatever was stated, right or wrong; undefined when there is hardly anything. */
export function idParts(raw: string): IdParts | undefined {
  if (raw.length > STATED_LIMIT) return undefined
  const number = normalizeIdNumber(raw)
  if (/^\d{15}$/.test(number)) {
    const seventeen = `${number.slice(0, 6)}19${number.slice(6)}`
    return partsOf(`${seventeen}${checkDigit(seventeen)}`, splitBirth(seventeen.slice(6, 14)).birth)
  }
  if (/^\d{17}[\dX]$/.test(number)) return partsOf(number, splitBirth(number.slice(6, 14)).birth)
  return number.length >= 6 ? partsOf(number) : undefined
}

/**
 * Reads the number of an identity document.
 *
 * @param today `YYYY-MM-DD`: nobody is born after it.
 * @param divisionName name of a six-digit division code, where a table is at hand; an unknown one warns, never refuses.
 */
export function readIdNumber(raw: string, today: string, divisionName?: (code: string) => string | undefined): IdReading {
  const empty = { kind: 'other', stated: '', number: '' } as const
  if (raw.length > STATED_LIMIT) return { ...empty, level: 'too-long', sentence: '证件号码太长，请核对后重新输入。' }
  const stated = raw.trim()
  const number = normalizeIdNumber(raw)
  if (number === '') return { ...empty, level: 'empty', sentence: '没有填证件号码。不知道时请选“查不出”“未问”或“不愿说”。' }
  if (/^\d{17}[\dX]$/.test(number)) return readEighteen(stated, number, number, today, divisionName)
  if (/^\d{15}$/.test(number)) {
    const seventeen = `${number.slice(0, 6)}19${number.slice(6)}`
    return readEighteen(stated, number, `${seventeen}${checkDigit(seventeen)}`, today, divisionName)
  }
  const found = /^[\dX]*$/.test(number)
    ? `身份证号应是 18 位（旧证 15 位），现在是 ${number.length} 位。`
    : '身份证号只能有数字，最后一位可以是 X。'
  const parts = idParts(number)
  return {
    level: 'shape-wrong',
    kind: 'other',
    stated,
    number,
    sentence: `${found}已按所述保留，请核对。`,
    ...(parts ? { parts } : {}),
  }
}

function readEighteen(
  stated: string,
  number: string,
  whole: string,
  today: string,
  divisionName?: (code: string) => string | undefined,
): IdReading {
  const historic = number.length === 15
  const kind = historic ? 'historic' : kindOf(number)
  const { birth, possible } = splitBirth(whole.slice(6, 14))
  const age = birth ? Number(today.slice(0, 4)) - Number(birth.slice(0, 4)) : 0
  const division = whole.slice(0, 6)
  const reading = {
    kind,
    stated,
    number,
    division,
    sex: Number(whole[16]) % 2 === 1 ? 'male' : 'female',
    ...(historic ? { alias: whole } : {}),
  } as const
  if (!possible || !birth || birth > today || age > OLDEST) {
    const why = !possible ? '没有这一天' : birth && birth > today ? '这一天还没有到' : `年龄超过 ${OLDEST} 岁`
    const said = `${whole.slice(6, 10)} 年 ${whole.slice(10, 12)} 月 ${whole.slice(12, 14)} 日`
    return {
      ...reading,
      level: 'impossible-date',
      parts: partsOf(whole),
      sentence: `号码里的出生日期 ${said}不可能（${why}）。已按所述保留，请核对。`,
    }
  }
  const dated = { ...reading, birth, parts: partsOf(whole, birth) }
  if (!historic && checkDigit(number) !== number[17]) {
    return { ...dated, level: 'check-digit-wrong', sentence: '最后一位校验码对不上，可能有一位记错。已按所述保留，请核对。' }
  }
  if (historic) return { ...dated, level: 'historic', sentence: `这是旧的 15 位号码，对应 18 位 ${whole}，查找时两种都能找到。` }
  const known = kind !== 'resident' || !divisionName || divisionName(division) !== undefined
  const sentence = known ? '' : `前六位 ${division} 不在区划表中（可能是旧代码），请核对。`
  return { ...dated, level: 'valid', sentence }
}
