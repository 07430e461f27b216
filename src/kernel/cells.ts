/** What stands in a cell of somebody's workbook: words, days, faults, as offices write them. Pure. */
import { DAY, dateOfDay, dayOfDate } from './time.ts'

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

export function readSex(text: string): 'male' | 'female' | undefined {
  const plain = text.normalize('NFKC').replace(/\s/gu, '').toLowerCase()
  if (/^(?:男|男性|男士|m|male|1)$/u.test(plain)) return 'male'
  if (/^(?:女|女性|女士|f|female|2)$/u.test(plain)) return 'female'
  return undefined
}
