/** Judging a row: a guest, or the reasons why not. Nothing is invented, nothing dropped in silence. Pure. */
import {
  type Cell,
  cellFaults,
  dateFaults,
  faultOf,
  isNothing,
  type ReadDate,
  readDate,
  readSex,
  textOf,
  yearOf,
} from '#kernel/cells.ts'
import { fullYears, startOfDay } from '#kernel/time.ts'
import { ageOn, readAge, readIdNumber } from '#modules/people-and-cases/words.ts'
import { isChecked, isStillHere, readArrival, readConditions, readLeaving, readScreening } from './rules-cells.ts'
import type { ColumnOf } from './rules-columns.ts'
import type { RosterGuest } from './schema.ts'
import { rosterFields, type RosterField } from './words.ts'

export interface Note {
  /** Field that it speaks of. */
  field: RosterField
  sentence: string
}

export interface JudgeContext {
  /** `YYYY-MM-DD`: nobody came or left after it. */
  today: string
  /** Division code that a place in words names, where it names just one. */
  divisionOf?(place: string): string | undefined
}

export type Judged =
  | { ok: true; guest: RosterGuest; bed?: string; warnings: Note[] }
  | { ok: false; bad: Note[]; warnings: Note[] }

/** Before this no roster of a station goes back. */
const EARLIEST = '1950-01-01'
/** What stations write where there is no name; what follows (无名氏3) tells one from another. */
const NAMELESS = /^(?:无名(?:氏|男|女|人)?|佚名|某男|某女|某某|自称不详|姓名不详|身份不明)/u
/** Pictures and broken characters do not belong into a name. Rare characters do. */
const NOT_IN_NAME = /[\p{Extended_Pictographic}\ufffd\p{Co}]/u
const limits: Partial<Record<RosterField, number>> = {
  name: 60,
  idNumber: 64,
  ethnicity: 20,
  phone: 30,
  arrival: 200,
  escortedBy: 120,
  origin: 200,
  condition: 500,
  screened: 200,
  leftKind: 200,
  leftTo: 200,
  number: 60,
  marks: 500,
  accent: 40,
  bed: 40,
  remark: 4000,
}

interface Reading {
  cells: ReadonlyMap<RosterField, Cell>
  remarks: string[]
  guest: RosterGuest
  bad: Note[]
  warnings: Note[]
}

/** A field in words; empty when the cell says nothing or 不详. */
function said(reading: Reading, field: RosterField): string {
  const text = textOf(reading.cells.get(field) ?? null)
  return isNothing(text) ? '' : text
}

/**
 * Judges one row.
 *
 * Bad: a formula or an error in a column that is read, no entry date, a date that is none or lies in the future, left before
 * entered, a way of leaving without its date, a number that Excel has rounded, pictures in a name, nobody told at all.
 * Warned and kept: an ID number that is wrong in itself, contradictions of age, birth, sex and number, a way of leaving that is
 * not told or not understood (it is left open, not guessed).
 */
export function judgeRow(cells: readonly Cell[], columns: readonly ColumnOf[], context: JudgeContext): Judged {
  const reading: Reading = { cells: new Map(), remarks: [], guest: { entered: '' }, bad: [], warnings: [] }
  const byField = new Map<RosterField, Cell>()
  for (const { column, field } of columns) {
    const cell = cells[column] ?? null
    const fault = faultOf(cell)
    const text = textOf(cell)
    const limit = limits[field]
    if (fault) reading.bad.push({ field, sentence: cellFaults[fault] })
    else if (limit !== undefined && text.length > limit)
      reading.bad.push({ field, sentence: `这一格太长（最多 ${limit} 字），请精简` })
    else if (field === 'remark') {
      if (!isNothing(text)) reading.remarks.push(text)
    } else byField.set(field, cell)
  }
  reading.cells = byField
  readWho(reading)
  const entered = readDay(reading, 'entered', context)
  if (entered) {
    reading.guest.entered = entered.date
    if (entered.minute !== undefined) reading.guest.enteredMinute = entered.minute
    readBirth(reading, entered.date, context)
    readNumber(reading, entered.date)
  } else if (!reading.bad.some((note) => note.field === 'entered'))
    reading.bad.push({ field: 'entered', sentence: '没有入站日期' })
  readComing(reading, context)
  readLeave(reading, entered, context)
  readRest(reading)
  const bed = said(reading, 'bed')
  if (reading.bad.length > 0) return { ok: false, bad: reading.bad, warnings: reading.warnings }
  return { ok: true, guest: reading.guest, warnings: reading.warnings, ...(bed ? { bed } : {}) }
}

function readWho(reading: Reading): void {
  const { guest, bad } = reading
  const raw = textOf(reading.cells.get('name') ?? null)
  const name = raw.normalize('NFC').replace(/\s+/gu, ' ')
  const number = said(reading, 'number')
  if (NOT_IN_NAME.test(name)) bad.push({ field: 'name', sentence: '姓名里有表情或认不出的字符，请改正' })
  else if (NAMELESS.test(name)) guest.label = name
  else if (!isNothing(name)) guest.name = name.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
  if (number) guest.number = number
  const sex = said(reading, 'sex')
  const read = readSex(sex)
  if (read) guest.sex = read
  else if (sex) reading.warnings.push({ field: 'sex', sentence: '性别看不懂，按未知导入' })
  const told = raw || number || said(reading, 'idNumber') || bad.some((note) => note.field === 'name')
  if (!told) bad.push({ field: 'name', sentence: '姓名、证件号、编号都没有，分不清是谁' })
}

/** A day of the stay. Bad when it is no day, lies in the future or too far back. */
function readDay(reading: Reading, field: 'entered' | 'left', context: JudgeContext): ReadDate | undefined {
  const read = readDate(reading.cells.get(field) ?? null)
  if (read === undefined) return undefined
  const fault = typeof read === 'string' ? dateFaults[read] : dayFault(read.date, context)
  if (fault === undefined) return read as ReadDate
  const text = textOf(reading.cells.get(field) ?? null).slice(0, 30)
  reading.bad.push({ field, sentence: `“${text}”：${fault}` })
  return undefined
}

function dayFault(date: string, context: JudgeContext): string | undefined {
  if (date > context.today) return '日期在今天以后'
  return date < EARLIEST ? '年份太早，请核对' : undefined
}

function readBirth(reading: Reading, entered: string, context: JudgeContext): void {
  const { guest, bad, warnings } = reading
  const cell = reading.cells.get('birthDate') ?? null
  const read = readDate(cell)
  const year = yearOf(cell)
  if (read !== undefined && typeof read !== 'string') {
    if (read.date > entered) bad.push({ field: 'birthDate', sentence: '出生日期在入站以后' })
    else if (fullYears(read.date, entered) > 120) bad.push({ field: 'birthDate', sentence: '年龄超过 120 岁，请核对' })
    else guest.birthDate = read.date
  } else if ((read === 'month-only' || read === 'year-only') && year !== undefined) {
    if (year > Number(entered.slice(0, 4)) || year < 1880) bad.push({ field: 'birthDate', sentence: '出生年份不可能，请核对' })
    else {
      guest.birthYear = year
      if (read === 'month-only') reading.remarks.push(`出生年月：${textOf(cell)}`)
    }
  } else if (read !== undefined) bad.push({ field: 'birthDate', sentence: `出生日期：${dateFaults[read as 'not-a-date']}` })
  const age = said(reading, 'age')
  if (age === '') return
  // In a roster a bare number is an age, whatever Excel made of it.
  const told = readAge(age, entered)
  if (!told) {
    warnings.push({ field: 'age', sentence: `年龄“${age.slice(0, 20)}”看不懂，按原文放入备注` })
    reading.remarks.push(`年龄：${age}`)
    return
  }
  const range = told.age ?? ageOn(told.birth, entered)
  if (range.from > 120) {
    bad.push({ field: 'age', sentence: '年龄超过 120 岁，请核对' })
    return
  }
  if (guest.birthDate === undefined && guest.birthYear === undefined) {
    const { from, to } = told.birth
    if (!told.age && from === to) guest.birthDate = from
    else if (!told.age && from.slice(0, 4) === to.slice(0, 4)) guest.birthYear = Number(from.slice(0, 4))
    else Object.assign(guest, { ageMin: range.from, ageMax: Math.min(range.to, 120) })
    return
  }
  const youngest = guest.birthDate ?? `${guest.birthYear}-12-31`
  const oldest = guest.birthDate ?? `${guest.birthYear}-01-01`
  // The column may count from the entry or from the day the roster was written, and in 虚岁.
  const low = fullYears(youngest, entered) - 1
  const high = fullYears(oldest, context.today) + 2
  if (range.to < low || range.from > high) warnings.push({ field: 'age', sentence: '年龄与出生日期对不上，按出生日期导入' })
}

function readNumber(reading: Reading, entered: string): void {
  const { guest, bad, warnings } = reading
  const cell = reading.cells.get('idNumber') ?? null
  if (typeof cell === 'number' && cell > 999_999_999_999) {
    if (!Number.isSafeInteger(cell)) {
      bad.push({ field: 'idNumber', sentence: '证件号被 Excel 存成了数字，后几位已变，请把这一列设为文本后重填' })
      return
    }
  }
  const stated = said(reading, 'idNumber')
  if (stated === '') return
  guest.idNumber = stated
  const id = readIdNumber(stated, entered)
  const checked = isChecked(said(reading, 'idChecked'))
  const sound = id.level === 'valid' || id.level === 'historic'
  if (checked && (sound || guest.name)) guest.idChecked = true
  if (!sound) warnings.push({ field: 'idNumber', sentence: id.sentence })
  if (!sound) return
  if (id.sex && guest.sex && id.sex !== guest.sex) warnings.push({ field: 'sex', sentence: '性别与证件号对不上，按性别一列导入' })
  if (!guest.sex && id.sex) guest.sex = id.sex
  if (!id.birth) return
  if (guest.birthDate && guest.birthDate !== id.birth)
    warnings.push({ field: 'birthDate', sentence: '出生日期与证件号对不上，按出生日期一列导入' })
  else if (guest.birthYear !== undefined && guest.birthYear !== Number(id.birth.slice(0, 4)))
    warnings.push({ field: 'birthDate', sentence: '出生年份与证件号对不上，按出生日期一列导入' })
  else if (guest.birthDate === undefined) {
    const years = fullYears(id.birth, entered)
    if (guest.ageMin !== undefined && guest.ageMax !== undefined && (years < guest.ageMin - 2 || years > guest.ageMax + 2))
      warnings.push({ field: 'age', sentence: '年龄与证件号对不上，按证件号的出生日期导入' })
    guest.birthDate = id.birth
    for (const key of ['birthYear', 'ageMin', 'ageMax'] as const) delete guest[key]
  }
}

function readComing(reading: Reading, context: JudgeContext): void {
  const { guest, warnings } = reading
  const arrival = said(reading, 'arrival')
  const kind = arrival ? readArrival(arrival) : undefined
  if (kind) guest.arrival = kind
  if (arrival) guest.arrivalText = arrival
  if (arrival && !kind) warnings.push({ field: 'arrival', sentence: '来站方式看不懂，按原文留存' })
  const escort = said(reading, 'escortedBy')
  if (escort) guest.escortedBy = escort
  const origin = said(reading, 'origin')
  if (origin) {
    guest.origin = origin
    const division = /^\d{6}$/.test(origin) ? origin : context.divisionOf?.(origin)
    if (division) guest.division = division
  }
  const screened = said(reading, 'screened')
  const infection = screened ? readScreening(screened) : undefined
  if (infection) guest.infection = infection
  else if (screened) {
    reading.remarks.push(`入站检视：${screened}`)
    warnings.push({ field: 'screened', sentence: '看不出是否排除传染病，按原文放入备注' })
  }
  const condition = textOf(reading.cells.get('condition') ?? null)
  if (condition === '') return
  const kinds = readConditions(condition)
  if (kinds === 'none') guest.conditions = ['none']
  else if (kinds) guest.conditions = kinds
  if (isNothing(condition)) return
  guest.conditionText = condition
  if (!kinds) warnings.push({ field: 'condition', sentence: '身体状况没有对上类别，按原文留存' })
}

function readLeave(reading: Reading, entered: ReadDate | undefined, context: JudgeContext): void {
  const { guest, bad, warnings } = reading
  const cell = reading.cells.get('left') ?? null
  const stays = typeof cell === 'string' && isStillHere(cell)
  const left = stays ? undefined : readDay(reading, 'left', context)
  const kindText = said(reading, 'leftKind')
  const kind = kindText && !isStillHere(kindText) ? readLeaving(kindText) : undefined
  const to = said(reading, 'leftTo')
  if (!left) {
    const understood = kindText !== '' && !isStillHere(kindText)
    if (understood && !bad.some((note) => note.field === 'left'))
      bad.push({ field: 'left', sentence: '写了离站方式，没有离站日期' })
    if (to) reading.remarks.push(`去向：${to}`)
    return
  }
  if (entered && instantOf(left) < instantOf(entered) && (left.minute !== undefined || left.date < entered.date)) {
    bad.push({ field: 'left', sentence: '离站在入站以前' })
    return
  }
  guest.left = left.date
  if (left.minute !== undefined) guest.leftMinute = left.minute
  if (kind) guest.leftKind = kind
  if (kindText) guest.leftText = kindText
  if (to) guest.leftTo = to
  if (!kindText) warnings.push({ field: 'leftKind', sentence: '没有写离站方式，按“未写明”导入，不作猜测' })
  else if (!kind) warnings.push({ field: 'leftKind', sentence: '离站方式看不懂，按“未写明”导入，原文留存' })
}

function readRest(reading: Reading): void {
  const { guest } = reading
  for (const [field, key] of [
    ['ethnicity', 'ethnicity'],
    ['phone', 'phone'],
    ['marks', 'marks'],
    ['accent', 'accent'],
  ] as const) {
    const text = said(reading, field)
    if (text) guest[key] = text
  }
  if (reading.remarks.length > 0) guest.remark = reading.remarks.join('；').slice(0, 4000)
}

const MINUTE_MS = 60_000
/** The instant of a told day; 00:00 where no time was told. */
export function instantOf(told: ReadDate): number {
  return startOfDay(told.date) + (told.minute ?? 0) * MINUTE_MS
}

/** `入站日期：没有入站日期；性别：…` for lists and for the sheet of rows to correct. */
export function notesInWords(notes: readonly Note[]): string {
  return notes.map(({ field, sentence }) => `${rosterFields[field]}：${sentence.replace(/。$/u, '')}`).join('；')
}
