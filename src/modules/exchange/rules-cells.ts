/** What stands in a cell: dates, ages, sexes, ways of leaving, illnesses, as stations write them. Pure. */
import { DAY, dateOfDay, dayOfDate } from '#kernel/time.ts'
import { conditionKinds, sexes } from '#modules/people-and-cases/words.ts'
import { type Arrival, type Leaving } from './words.ts'

/**
 * A cell as the reader hands it over. `fault`: a formula without a plain result, an error of Excel's, a text too long.
 * A date that Excel keeps as a date is a day and, where it has one, the minute of that day.
 */
export type Cell = string | number | { date: string; minute: number } | { fault: CellFault } | null
export type CellFault = 'formula' | 'error' | 'long'

export const cellFaults: Record<CellFault, string> = {
  formula: '这一格是公式，没有可用的结果，请改成值',
  error: '这一格是 Excel 的错误值（如 #N/A），请改成值',
  long: '这一格太长（最多 2000 字），请精简',
}

/** Longest text of a cell that is kept. */
export const LONGEST_TEXT = 2000

export function faultOf(cell: Cell): CellFault | undefined {
  return typeof cell === 'object' && cell !== null && 'fault' in cell ? cell.fault : undefined
}

/** Excel's line break escapes, control and invisible characters away; spaces at the ends away. What is written stays. */
export function cleanText(text: string): string {
  return text
    .replace(/_x000[dD]_/g, '')
    .replace(/[\p{Cc}\p{Cf}]/gu, (sign) => (sign === '\n' || sign === '\t' ? sign : ''))
    .replace(/^[\s\u3000]+|[\s\u3000]+$/gu, '')
}

/** A cell in words; empty for nothing. */
export function textOf(cell: Cell): string {
  if (cell === null || faultOf(cell)) return ''
  if (typeof cell === 'number') return String(cell)
  if (typeof cell === 'object') {
    const { date, minute } = cell as { date: string; minute: number }
    return minute > 0 ? `${date} ${clock(minute)}` : date
  }
  return cleanText(cell)
}

const two = (value: number) => String(value).padStart(2, '0')
const clock = (minute: number) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`

/** Ways to say that something is not known; the cell counts as empty. */
const NOTHING = /^(?:不详|不明|未知|无|没有|暂无|待查|不清楚|不清|说不清|查不出|未问|未提供|空|N\/?A|null|[-—–/\\.。*?？、]+)$/iu

export function isNothing(text: string): boolean {
  return text === '' || NOTHING.test(text.normalize('NFKC').replace(/\s/gu, ''))
}

export interface ReadDate {
  date: string
  /** Minute of the day, where it was told. */
  minute?: number
}
export type DateFault = 'not-a-date' | 'no-such-day' | 'month-only' | 'year-only' | 'short-year'

export const dateFaults: Record<DateFault, string> = {
  'not-a-date': '看不懂这个日期，请写成 2026-12-09',
  'no-such-day': '没有这一天，请核对',
  'month-only': '只写到月，请写到日',
  'year-only': '只写到年，请写到日',
  'short-year': '年份请写四位，如 2026-12-09',
}

/** Days of Excel's calendar that are taken for dates when a number has lost its format: 1954 to 2118. */
const SERIALS = { from: 20_000, to: 80_000 }
/** Day number of Excel's day 0, 30 December 1899. */
const SERIAL_ZERO = -25_569

function fromParts(year: string, month: string, day: string, minute?: number): ReadDate | DateFault {
  if (year.length === 2) return 'short-year'
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (dayOfDate(date) === null) return 'no-such-day'
  return minute === undefined ? { date } : { date, minute }
}

function timeOf(text: string): number | undefined | 'bad' {
  if (text === '') return undefined
  const found = /^(上午|早上|凌晨|中午|下午|晚上|傍晚)?(\d{1,2})(?:[:：时点](\d{1,2})?分?(?:[:：]?\d{1,2}秒?)?)$/u.exec(text)
  if (!found) return 'bad'
  const later = /下午|晚上|傍晚/u.test(found[1] ?? '') && Number(found[2]) < 12
  const [hour, minute] = [Number(found[2]) + (later ? 12 : 0), Number(found[3] ?? 0)]
  return hour > 23 || minute > 59 ? 'bad' : hour * 60 + minute
}

/**
 * Reads a day: a date of Excel's, its bare serial number, `2026-12-9`, `2026/12/9`, `2026.12.9`, `2026年12月9日`, `20261209`,
 * with or without a time. A month or a year alone is a fault of its own, so that whoever asks can use the year.
 */
export function readDate(cell: Cell): ReadDate | DateFault | undefined {
  if (cell === null || faultOf(cell)) return undefined
  if (typeof cell === 'object') {
    const { date, minute } = cell as { date: string; minute: number }
    return minute > 0 ? { date, minute } : { date }
  }
  if (typeof cell === 'number') {
    if (cell >= SERIALS.from && cell < SERIALS.to) {
      const minute = Math.round((cell - Math.floor(cell)) * (DAY / 60_000))
      const date = dateOfDay(Math.floor(cell) + SERIAL_ZERO + (minute === 1440 ? 1 : 0))
      return minute > 0 && minute < 1440 ? { date, minute } : { date }
    }
    return readDateText(String(cell))
  }
  const text = cleanText(cell).normalize('NFKC')
  return isNothing(text) ? undefined : readDateText(text)
}

function readDateText(raw: string): ReadDate | DateFault {
  const text = raw
    .replace(/(?:号|日)/u, '日')
    .replace(/(?:左右|许)$/u, '')
    .trim()
  const full = /^(\d{2}|\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?(?:\s*T?\s*(.*))?$/u.exec(text)
  if (full) {
    const time = timeOf((full[4] ?? '').replace(/\s/gu, ''))
    if (time === 'bad') return 'not-a-date'
    return fromParts(full[1] as string, full[2] as string, full[3] as string, time)
  }
  const dense = /^(\d{4})(\d{2})(\d{2})(?:\s+(.*))?$/.exec(text)
  if (dense) {
    const time = timeOf((dense[4] ?? '').replace(/\s/gu, ''))
    if (time === 'bad') return 'not-a-date'
    return fromParts(dense[1] as string, dense[2] as string, dense[3] as string, time)
  }
  if (/^\d{4}\s*[-/.年]\s*\d{1,2}月?$/u.test(text)) return 'month-only'
  if (/^\d{4}年?$/u.test(text)) return 'year-only'
  return 'not-a-date'
}

/** The year that a month or a year alone tells. */
export function yearOf(cell: Cell): number | undefined {
  const found = /^(\d{4})(?:\D|$)/.exec(textOf(cell).normalize('NFKC'))
  return found ? Number(found[1]) : undefined
}

export function readSex(text: string): keyof typeof sexes | undefined {
  const plain = text.normalize('NFKC').replace(/\s/gu, '').toLowerCase()
  if (/^(?:男|男性|男士|m|male|1)$/u.test(plain)) return 'male'
  if (/^(?:女|女性|女士|f|female|2)$/u.test(plain)) return 'female'
  return undefined
}

const first = <K extends string>(pairs: readonly (readonly [K, RegExp])[], text: string): K | undefined =>
  pairs.find(([, pattern]) => pattern.test(text))?.[0]

const arrivals: readonly (readonly [Arrival, RegExp])[] = [
  ['other-station', /他站|外站|其他.*站|救助站|跨站/u],
  ['police', /公安|派出所|民警|警察|110|交警|特警/u],
  ['city-management', /城管|综合执法|执法局/u],
  ['patrol', /巡查|巡逻|街面|主动救助|劝导/u],
  ['hospital', /医院|卫生院|出院/u],
  ['public', /群众|市民|好心|社区|村委|居委|志愿|学校|单位|街道|乡镇/u],
  ['self', /自行|自己|自主|本人|主动求助|自愿|上门|自来/u],
]
export const readArrival = (text: string): Arrival | undefined => first(arrivals, text)

const leavings: readonly (readonly [Leaving, RegExp])[] = [
  ['died', /死亡|病故|去世|亡故|病逝|身亡/u],
  ['absconded', /擅自|走失|失联|逃|私自|不辞而别|翻墙/u],
  ['gave-up', /放弃/u],
  ['terminated', /终止/u],
  ['other-station', /(?:转|移交|移送|送|交).*(?:救助.*站|他站|外站|兄弟站)/u],
  ['hospital', /转医|送医|住院|转院|医院|就医/u],
  ['police', /公安|派出所|民警|警/u],
  [
    'family',
    /(?:亲属|家属|家人|亲友|亲人|父|母|儿|女|子|兄|弟|姐|妹|夫|妻|监护人|单位|村委|接领).*(?:接|领)|接领|接走|接回|领回|领走/u,
  ],
  ['settled', /安置|落户|福利院|养老院|敬老院|儿童福利|特困/u],
  ['escort', /护送|接送|送返|遣送|送回|专车送|送家|返送/u],
  ['own', /自行|自己|自愿|自离|购票|车票|乘车|返乡|返家|资助|离开|凭证/u],
]
/** How somebody left; undefined when the words fit none. */
export const readLeaving = (text: string): Leaving | undefined => first(leavings, text)

/** Words in the column of leaving that say: has not left. */
export const isStillHere = (text: string): boolean =>
  /^(?:在站|未离站|滞留|在册|未出站|仍在站|否|未)$/u.test(text.replace(/\s/gu, ''))

type Condition = Exclude<keyof typeof conditionKinds, 'none'>
const conditions: readonly (readonly [Condition, RegExp])[] = [
  ['dementia', /痴呆|失智|阿尔茨海默|阿兹海默|老年性健忘/u],
  ['mental', /精神|抑郁|躁狂|癔症|妄想/u],
  ['intellectual', /智力|智障|弱智|智残|发育迟缓|唐氏/u],
  ['limb', /肢体|肢残|截肢|瘸|跛|断臂|断腿|小儿麻痹/u],
  ['hearing', /聋|听力|听障/u],
  ['speech', /哑|言语残|语言障碍|言语障碍/u],
  ['sight', /盲|视力|失明/u],
  ['infectious', /传染|结核|乙肝|丙肝|艾滋|梅毒|疥疮|水痘|流感/u],
  ['critical', /危重|病危|昏迷/u],
  ['injured', /外伤|骨折|受伤|烧伤|摔伤|冻伤/u],
  ['pregnant', /怀孕|孕妇|身孕|待产/u],
  ['immobile', /行动不便|卧床|瘫|不能行走|轮椅/u],
  ['chronic', /慢性|高血压|糖尿病|心脏病|哮喘|癫痫|脑梗|慢阻肺/u],
]
const HEALTHY = /^(?:健康|良好|正常|无|一般|尚可|身体健康|身体良好|未见异常|无异常|无疾病|健全|无残疾|无病)$/u

/**
 * Illnesses and disabilities that the words name; a word that is denied (无精神病史) is not one. `none` when the words say that
 * nothing is wrong, undefined when they name nothing that is known.
 */
export function readConditions(raw: string): Condition[] | 'none' | undefined {
  const text = raw.normalize('NFKC').replace(/\s/gu, '')
  if (HEALTHY.test(text)) return 'none'
  const found = conditions
    .filter(([, pattern]) =>
      text
        .split(/[,，、;；。/\n]/u)
        .some(
          (part) => pattern.test(part) && !/(?:无|非|否认|未见|排除|没有|未患|不是)/u.test(part.slice(0, part.search(pattern))),
        ),
    )
    .map(([kind]) => kind)
  return found.length > 0 ? found : undefined
}

/** What a check on entry found of infections; undefined when the words do not say. */
export function readScreening(raw: string): 'ruled-out' | 'suspected' | 'unknown' | undefined {
  const text = raw.normalize('NFKC').replace(/\s/gu, '')
  if (/未排除|待排|不能排除|无法排除|未查|待查|未检|待检/u.test(text)) return 'unknown'
  if (/排除|未见|无传染|合格|正常|阴性|健康|良好/u.test(text)) return 'ruled-out'
  return /疑似|阳性|传染|结核/u.test(text) ? 'suspected' : undefined
}

/** Whether the column says that somebody's identity was checked. */
export const isChecked = (text: string): boolean =>
  /^(?:已核实|已核查|核实|已确认|已查实|是|已验证|√|已核)$/u.test(text.replace(/\s/gu, ''))
