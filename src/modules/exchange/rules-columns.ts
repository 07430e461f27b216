/** Finding the header and guessing what each column is. Pure. */
import { type Cell, faultOf, textOf } from '#kernel/cells.ts'
import { headingKey, headings, ignoredHeadings, neededFields, rosterFields, type RosterField } from './words.ts'

export interface ColumnOf {
  /** From 0. */
  column: number
  field: RosterField
}

export interface NumberedRow {
  number: number
  cells: readonly Cell[]
}

export interface Header {
  /** Excel's number of the last header row: data begin below it. */
  row: number
  /** Heading of each column, empty where there is none. */
  names: string[]
}

/** Rows at the top in which a header is looked for: titles and remarks may stand above it. */
export const HEADER_WITHIN = 30
/** Known headings that a row must have to be taken for a header. */
const FEWEST = 2

const byKey = new Map<string, RosterField>()
for (const [field, label] of Object.entries(rosterFields) as [RosterField, string][])
  for (const each of [label, ...headings[field]]) byKey.set(headingKey(each), field)
const ignored = new Set(ignoredHeadings.map(headingKey))

/** The field that a heading means; undefined for an unknown one. */
export function fieldOf(heading: string): RosterField | undefined {
  const key = headingKey(heading)
  if (key === '' || key.length > 24) return undefined
  const exact = byKey.get(key)
  if (exact) return exact
  if (ignored.has(key)) return undefined
  // 一、入站信息入站日期: the end of a heading says what it is. Short ends (户籍) would take too much.
  for (let from = 1; from < key.length - 1; from += 1) {
    const field = byKey.get(key.slice(from))
    if (field && key.length - from >= 3) return field
  }
  return undefined
}

const heads = (cells: readonly Cell[]) => cells.map((cell) => (typeof cell === 'string' ? cell : ''))
const known = (names: readonly string[]) => new Set(names.flatMap((name) => fieldOf(name) ?? [])).size
const isHeadLike = (name: string) => fieldOf(name) !== undefined || ignored.has(headingKey(name))

/** Two rows of one header laid over each other: 入站 above 日期 and 方式 gives 入站日期, 入站方式. */
function laidTogether(upper: readonly string[], lower: readonly string[]): string[] {
  let group = ''
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, column) => {
    const above = upper[column] ?? ''
    const below = lower[column] ?? ''
    if (above) group = above
    if (!below) return above
    if (fieldOf(below) && !fieldOf(`${group}${below}`)) return below
    return `${group}${below}`
  })
}

/** The header among the first rows: where most headings are known. Undefined when no row looks like one. */
export function findHeader(rows: readonly NumberedRow[]): Header | undefined {
  let best: (Header & { score: number }) | undefined
  for (const [index, row] of rows.slice(0, HEADER_WITHIN).entries()) {
    const names = heads(row.cells)
    const score = known(names)
    if (score >= FEWEST && (!best || score > best.score)) best = { row: row.number, names, score }
    const next = rows[index + 1]
    if (!next || score === 0) continue
    const below = heads(next.cells)
    // Dates, numbers and faults are data; a second header row has words only.
    if (next.cells.some((cell) => cell !== null && typeof cell !== 'string')) continue
    const both = laidTogether(names, below)
    const together = known(both)
    if (together > Math.max(score, known(below), FEWEST - 1) && (!best || together > best.score))
      best = { row: next.number, names: both, score: together }
  }
  return best ? { row: best.row, names: best.names } : undefined
}

/** What each column is, as far as its heading tells; of two columns for one thing the first is taken. */
export function guessColumns(names: readonly string[]): ColumnOf[] {
  const taken = new Set<RosterField>()
  return names.flatMap((name, column) => {
    const field = fieldOf(name)
    if (!field || (field !== 'remark' && taken.has(field))) return []
    taken.add(field)
    return [{ column, field }]
  })
}

export type MappingFault = 'twice' | 'missing' | 'no-one'

/** What is wrong with a mapping: a thing taken from two columns, no entry date, nothing that tells people apart. */
export function mappingFault(columns: readonly ColumnOf[]): { fault: MappingFault; what: string } | undefined {
  const fields = columns.map((each) => each.field)
  const twice = fields.find((field, index) => field !== 'remark' && fields.indexOf(field) !== index)
  if (twice) return { fault: 'twice', what: rosterFields[twice] }
  const columnTwice = columns.find((each, index) => columns.findIndex((other) => other.column === each.column) !== index)
  if (columnTwice) return { fault: 'twice', what: rosterFields[columnTwice.field] }
  const missing = neededFields.find((field) => !fields.includes(field))
  if (missing) return { fault: 'missing', what: rosterFields[missing] }
  return fields.includes('name') || fields.includes('idNumber') || fields.includes('number')
    ? undefined
    : { fault: 'no-one', what: '' }
}

const FOOTER = /^(?:合计|总计|小计|共计|制表|填表|审核|说明|备注|注[:：]|打印|单位负责人|经办人)/u

/** Rows among the data that are none: the header again at the top of a printed page, sums and signatures at the end. */
export function isNoGuest(row: NumberedRow, columns: readonly ColumnOf[]): boolean {
  const texts = row.cells.map((cell) => (faultOf(cell) ? '?' : textOf(cell))).filter((text) => text !== '')
  if (texts.length === 0) return true
  if (texts.length >= FEWEST && texts.every(isHeadLike)) return true
  if (texts.length > 1 && texts.filter(isHeadLike).length > texts.length / 2) return true
  const mapped = columns.some(
    ({ column, field }) =>
      ['entered', 'idNumber', 'sex'].includes(field) && row.cells[column] !== null && row.cells[column] !== undefined,
  )
  return !mapped && FOOTER.test((texts[0] as string).normalize('NFKC').replace(/\s/gu, ''))
}
