/** Judging a row of a register: a child, or the reasons why not. Nothing is invented, nothing dropped in silence. Pure. */
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
import { fullYears } from '#kernel/time.ts'
import { readAge, readIdNumber } from '#modules/people-and-cases/words.ts'
import type { ColumnOf } from './rules-columns.ts'
import type { Entry } from './schema-entry.ts'
import { registerFields, type RegisterField } from './words.ts'

export interface Note {
  field: RegisterField
  sentence: string
}

/** A row that can be registered, with the places that it names in words. */
export interface GoodRow {
  ok: true
  entry: Entry
  village: string | undefined
  town: string | undefined
  school: string | undefined
  warnings: Note[]
}
export type Judged = GoodRow | { ok: false; bad: Note[]; warnings: Note[] }

const ADULT = 18
const NAMELESS = /^(?:无名(?:氏|男|女|儿)?|佚名|不详|姓名不详)/u
const NOT_IN_NAME = /[\p{Extended_Pictographic}\ufffd\p{Co}]/u
const limits: Partial<Record<RegisterField, number>> = {
  name: 40,
  ethnicity: 20,
  idNumber: 30,
  fatherId: 30,
  motherId: 30,
  entrustedId: 30,
  father: 40,
  mother: 40,
  entrusted: 40,
  parent: 40,
  entrustedRelation: 20,
  grade: 30,
  school: 60,
  village: 60,
  town: 60,
  household: 120,
  address: 120,
  entrustedAddress: 120,
  fatherWork: 80,
  motherWork: 80,
  fatherPhone: 40,
  motherPhone: 40,
  entrustedPhone: 40,
  grandparents: 200,
  body: 200,
  remark: 500,
}

interface Reading {
  cells: ReadonlyMap<RegisterField, Cell>
  today: string
  bad: Note[]
  warnings: Note[]
}

function said(reading: Reading, field: RegisterField): string | undefined {
  const text = textOf(reading.cells.get(field) ?? null)
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .trim()
  return isNothing(text) ? undefined : text
}

const YES = /^(?:是|有|对|√|y|yes|已|住校|寄宿|1|true)/iu
const NO = /^(?:否|无|没|未|不|×|n|no|走读|0|false)/iu
function yes(reading: Reading, field: RegisterField): boolean | undefined {
  const raw = textOf(reading.cells.get(field) ?? null).replace(/\s/gu, '')
  if (raw === '') return undefined
  if (NO.test(raw)) return false
  if (YES.test(raw)) return true
  reading.warnings.push({ field, sentence: `“${raw.slice(0, 10)}”看不出是或否，没有填` })
  return undefined
}

/** The first of these words that the text holds. */
function oneOf<K extends string>(text: string | undefined, pairs: readonly (readonly [K, RegExp])[]): K | undefined {
  return text === undefined ? undefined : pairs.find(([, pattern]) => pattern.test(text))?.[0]
}
const manyOf = <K extends string>(text: string | undefined, pairs: readonly (readonly [K, RegExp])[]): K[] =>
  text === undefined ? [] : pairs.filter(([, pattern]) => pattern.test(text)).map(([key]) => key)

const schoolingWords = [
  ['dropped-out', /辍学|失学|退学/u],
  ['not-in-school', /未上学|未入学|未就学|不在学|没上学/u],
  ['home', /未入园|未上幼儿园|散居/u],
  ['nursery', /幼儿园|学前|托育|小班|中班|大班/u],
  ['vocational', /中职|职高|技校|中专|职业/u],
  ['senior', /高中|高一|高二|高三/u],
  ['junior', /初中|初一|初二|初三|七年级|八年级|九年级/u],
  ['primary', /小学|[一二三四五六]年级/u],
] as const
const guardianshipWords = [
  ['none', /^无$|无人监护|没有监护/u],
  ['no-capacity', /无监护能力/u],
  ['weak', /较差|差/u],
  ['good', /较好|良好|好/u],
  ['fair', /一般|委托/u],
] as const
const incomeWords = [
  ['work', /务工|打工|工资/u],
  ['farming', /务农|种|养殖/u],
  ['government', /政府|低保|救助|补贴/u],
  ['relatives', /亲友|亲属|资助/u],
] as const
const helpWords = [
  ['allowance', /低保|特困/u],
  ['temporary', /临时/u],
  ['medical', /医疗/u],
  ['housing', /住房|危房/u],
] as const
const HEALTHY = /^(?:健康|良好|正常|一般|身体健康)$/u

/** A date of the row; bad where it is none or lies in the future. `year`: the year alone is told. */
function day(reading: Reading, field: RegisterField, future = false): { date?: string; year?: number } {
  const cell = reading.cells.get(field) ?? null
  const read = readDate(cell)
  if (read === undefined) return {}
  const raw = textOf(cell).slice(0, 30)
  if (typeof read === 'string') {
    const year = yearOf(cell)
    if ((read === 'month-only' || read === 'year-only') && year !== undefined && year > 1900) return { year }
    reading.bad.push({ field, sentence: `“${raw}”：${dateFaults[read]}` })
    return {}
  }
  const { date } = read as ReadDate
  if (!future && date > reading.today) {
    reading.bad.push({ field, sentence: `“${raw}”：晚于今天，请核对` })
    return {}
  }
  return { date }
}

/** A day of a grown-up: what is wrong with it is told, the row stays. */
function grownDay(reading: Reading, field: RegisterField): string | undefined {
  const before = reading.bad.length
  const { date } = day(reading, field, field === 'until')
  const faults = reading.bad.splice(before)
  reading.warnings.push(...faults.map((each) => ({ ...each, sentence: `${each.sentence}，没有填` })))
  return date
}

function readWho(reading: Reading, entry: Entry): void {
  const name = said(reading, 'name')
  if (name && NOT_IN_NAME.test(name)) reading.bad.push({ field: 'name', sentence: '姓名里有表情或认不出的字符，请改正' })
  else if (name && !NAMELESS.test(name)) entry.name = name.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
  const sex = said(reading, 'sex')
  const read = sex && readSex(sex)
  if (read) entry.sex = read
  else if (sex) reading.warnings.push({ field: 'sex', sentence: '性别看不懂，按未知登记' })
  const birth = day(reading, 'birthDate')
  if (birth.date) entry.birthDate = birth.date
  if (birth.year) entry.birthYear = birth.year
  readNumber(reading, entry)
  if (birth.date && fullYears(birth.date, reading.today) >= ADULT)
    reading.bad.push({ field: 'birthDate', sentence: '已满十八周岁，不登记为未成年人' })
  else if (!birth.date && entry.birthYear === undefined) {
    // An age in the column of births is how some villages write it.
    const aged = readAge(textOf(reading.cells.get('birthDate') ?? null), reading.today)
    if (aged?.age && aged.age.from >= ADULT) reading.bad.push({ field: 'birthDate', sentence: '已满十八周岁，不登记为未成年人' })
  }
}

function readNumber(reading: Reading, entry: Entry): void {
  const cell = reading.cells.get('idNumber') ?? null
  if (typeof cell === 'number' && cell > 1e14) {
    reading.bad.push({ field: 'idNumber', sentence: '身份证号被 Excel 当成数字、末几位已丢失，请把这一列改成文本后重填' })
    return
  }
  const raw = said(reading, 'idNumber')
  if (!raw) return
  const told = readIdNumber(raw.replace(/\s/gu, ''), reading.today)
  entry.idNumber = told.kind === 'resident' ? told.number : raw
  if (told.kind !== 'resident' || told.level !== 'valid') {
    reading.warnings.push({ field: 'idNumber', sentence: '身份证号不合规则，照原样留存，请核对' })
    return
  }
  if (entry.birthDate && told.birth !== entry.birthDate)
    reading.warnings.push({ field: 'birthDate', sentence: `与身份证号里的 ${told.birth} 不同，请核对` })
  if (!entry.birthDate && told.birth) entry.birthDate = told.birth
  if (entry.sex && told.sex && entry.sex !== told.sex) reading.warnings.push({ field: 'sex', sentence: '与身份证号不同，请核对' })
  if (!entry.sex && told.sex) entry.sex = told.sex
  if (entry.birthDate && fullYears(entry.birthDate, reading.today) >= ADULT && !reading.cells.get('birthDate'))
    reading.bad.push({ field: 'idNumber', sentence: '按身份证号已满十八周岁，不登记为未成年人' })
}

const packed = <T extends object>(value: T): T | undefined => {
  const kept = Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T
  return Object.keys(kept).length > 0 ? kept : undefined
}

function readHome(reading: Reading, entry: Entry): void {
  const parent = (side: 'father' | 'mother') =>
    packed({
      name: said(reading, side),
      birthDate: grownDay(reading, `${side}Birth`),
      idNumber: said(reading, `${side}Id`),
      work: said(reading, `${side}Work`),
      phone: said(reading, `${side}Phone`),
    })
  const body = said(reading, 'body')
  const schooling = said(reading, 'schooling')
  const told: Entry = {
    ethnicity: said(reading, 'ethnicity'),
    registered: yes(reading, 'registered'),
    household: said(reading, 'household'),
    address: said(reading, 'address'),
    body: body === undefined ? undefined : HEALTHY.test(body) ? 'healthy' : /残/u.test(body) ? 'disabled' : 'ill',
    bodyText: body === undefined || HEALTHY.test(body) ? undefined : body,
    schooling: oneOf(schooling, schoolingWords) ?? oneOf(said(reading, 'grade'), schoolingWords),
    schoolName: said(reading, 'school'),
    grade: said(reading, 'grade'),
    boarding: yes(reading, 'boarding'),
    father: parent('father'),
    mother: parent('mother'),
    grandparents: said(reading, 'grandparents'),
    bothAway: yes(reading, 'bothAway'),
    oneAway: yes(reading, 'oneAway'),
    guardianship: oneOf(said(reading, 'guardianship'), guardianshipWords),
    carer: packed({
      name: said(reading, 'entrusted'),
      relation: said(reading, 'entrustedRelation'),
      phone: said(reading, 'entrustedPhone'),
      idNumber: said(reading, 'entrustedId'),
      address: said(reading, 'entrustedAddress'),
    }),
    detained: packed({
      name: said(reading, 'parent'),
      relation: oneOf(said(reading, 'parentRelation'), [
        ['mother', /母/u],
        ['father', /父/u],
      ] as const),
      until: grownDay(reading, 'until'),
    }),
    remark: said(reading, 'remark'),
  }
  const income = manyOf(said(reading, 'income'), incomeWords)
  const help = manyOf(said(reading, 'help'), helpWords)
  Object.assign(entry, packed(told), income.length > 0 ? { income } : {}, help.length > 0 ? { help } : {})
  if (schooling && !told.schooling)
    reading.warnings.push({ field: 'schooling', sentence: `“${schooling.slice(0, 20)}”没有对应的就学情况，没有填` })
}

/**
 * Judges one row. Bad: a formula or an error in a column that is read, a text too long, a birth date that is none or lies in the future, a
 * number that Excel has rounded, somebody of age, nobody told at all. Warned and kept: what contradicts itself or is not understood.
 * A child without birth date, name or number is normal as long as something tells who is meant.
 */
export function judgeRow(cells: readonly Cell[], columns: readonly ColumnOf[], today: string): Judged {
  const bad: Note[] = []
  const byField = new Map<RegisterField, Cell>()
  for (const { column, field } of columns) {
    const cell = cells[column] ?? null
    const fault = faultOf(cell)
    const limit = limits[field]
    if (fault) bad.push({ field, sentence: cellFaults[fault] })
    else if (limit !== undefined && textOf(cell).length > limit)
      bad.push({ field, sentence: `这一格太长（最多 ${limit} 字），请精简` })
    else if (field === 'remark' && byField.has('remark'))
      byField.set('remark', [textOf(byField.get('remark') ?? null), textOf(cell)].filter(Boolean).join('；').slice(0, 500))
    else byField.set(field, cell)
  }
  const reading: Reading = { cells: byField, today, bad, warnings: [] }
  const entry: Entry = {}
  readWho(reading, entry)
  readHome(reading, entry)
  const someone =
    entry.name ?? entry.idNumber ?? entry.carer?.name ?? entry.father?.name ?? entry.mother?.name ?? entry.detained?.name
  if (someone === undefined && bad.length === 0)
    bad.push({ field: 'name', sentence: '姓名、身份证号、父母和照护人都没有，分不清是哪个孩子' })
  if (bad.length > 0) return { ok: false, bad, warnings: reading.warnings }
  return {
    ok: true,
    entry,
    village: said(reading, 'village'),
    town: said(reading, 'town'),
    school: entry.schoolName,
    warnings: reading.warnings,
  }
}

/** Notes as one text: “出生日期：没有这一天；性别：…”. */
export const inWords = (notes: readonly Note[]): string =>
  notes.map(({ field, sentence }) => `${registerFields[field]}：${sentence}`).join('；')
