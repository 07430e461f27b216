/** Finding the header of a register and guessing what each column is. Pure. */
import { type Cell, faultOf, textOf } from '#kernel/cells.ts'
import { headingKey, headings, ignoredHeadings, registerFields, type RegisterField } from './words.ts'

export interface ColumnOf {
  /** From 0. */
  column: number
  field: RegisterField
}

export interface NumberedRow {
  number: number
  cells: readonly Cell[]
}

export interface Header {
  /** Excel's number of the header row: data begin below it. */
  row: number
  names: string[]
}

/** Rows at the top in which a header is looked for: titles and remarks may stand above it. */
export const HEADER_WITHIN = 30
/** Known headings that a row must have to be taken for a header. */
const FEWEST = 2

const byKey = new Map<string, RegisterField>()
for (const [field, label] of Object.entries(registerFields) as [RegisterField, string][])
  for (const each of [label, ...(headings[field] ?? [])]) byKey.set(headingKey(each), field)
const ignored = new Set(ignoredHeadings.map(headingKey))

/** The groups of the form of 2016 that stand above their columns: 父亲 above 姓名 and 电话. */
const grouped: Record<string, Record<string, RegisterField>> = {
  父亲: {
    姓名: 'father',
    出生日期: 'fatherBirth',
    身份证号: 'fatherId',
    务工地: 'fatherWork',
    工作单位: 'fatherWork',
    联系电话: 'fatherPhone',
    电话: 'fatherPhone',
  },
  母亲: {
    姓名: 'mother',
    出生日期: 'motherBirth',
    身份证号: 'motherId',
    务工地: 'motherWork',
    工作单位: 'motherWork',
    联系电话: 'motherPhone',
    电话: 'motherPhone',
  },
  委托监护人: {
    姓名: 'entrusted',
    联系电话: 'entrustedPhone',
    电话: 'entrustedPhone',
    身份证号: 'entrustedId',
    与儿童关系: 'entrustedRelation',
    关系: 'entrustedRelation',
    住址: 'entrustedAddress',
  },
}

/** The field that a heading means; undefined for an unknown one. */
export function fieldOf(heading: string): RegisterField | undefined {
  const key = headingKey(heading)
  if (key === '' || key.length > 30) return undefined
  const exact = byKey.get(key)
  if (exact) return exact
  if (ignored.has(key)) return undefined
  for (const [group, inner] of Object.entries(grouped))
    if (key.startsWith(group)) {
      const rest = key.slice(group.length).replace(/^信息|^情况/u, '')
      const found = inner[rest]
      if (found) return found
    }
  return undefined
}

const heads = (cells: readonly Cell[]) => cells.map((cell) => (typeof cell === 'string' ? cell : ''))
const known = (names: readonly string[]) => new Set(names.flatMap((name) => fieldOf(name) ?? [])).size
const isHeadLike = (name: string) => fieldOf(name) !== undefined || ignored.has(headingKey(name))

/** Two rows of one header laid over each other: 父亲 above 姓名 and 电话 gives 父亲姓名, 父亲电话. */
function laidTogether(upper: readonly string[], lower: readonly string[]): string[] {
  let group = ''
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, column) => {
    const above = upper[column] ?? ''
    const below = lower[column] ?? ''
    if (above) group = above
    if (!below) return above
    return fieldOf(`${group}${below}`) || !fieldOf(below) ? `${group}${below}` : below
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
    // Dates, numbers and faults are data; a second header row has words only.
    if (next.cells.some((cell) => cell !== null && typeof cell !== 'string')) continue
    const both = laidTogether(names, heads(next.cells))
    const together = known(both)
    if (together > Math.max(score, FEWEST - 1) && (!best || together > best.score))
      best = { row: next.number, names: both, score: together }
  }
  return best ? { row: best.row, names: best.names } : undefined
}

/** What each column is, as far as its heading tells; of two columns for one thing the first is taken. */
export function guessColumns(names: readonly string[]): ColumnOf[] {
  const taken = new Set<RegisterField>()
  return names.flatMap((name, column) => {
    const field = fieldOf(name)
    if (!field || (field !== 'remark' && taken.has(field))) return []
    taken.add(field)
    return [{ column, field }]
  })
}

export type MappingFault = 'twice' | 'no-one'

/** What is wrong with a mapping: a thing taken from two columns, nothing that tells children apart. */
export function mappingFault(columns: readonly ColumnOf[]): { fault: MappingFault; what: string } | undefined {
  const fields = columns.map((each) => each.field)
  const twice = fields.find((field, index) => field !== 'remark' && fields.indexOf(field) !== index)
  if (twice) return { fault: 'twice', what: registerFields[twice] }
  const columnTwice = columns.find((each, index) => columns.findIndex((other) => other.column === each.column) !== index)
  if (columnTwice) return { fault: 'twice', what: registerFields[columnTwice.field] }
  return fields.includes('name') || fields.includes('idNumber') ? undefined : { fault: 'no-one', what: '' }
}

const FOOTER = /^(?:合计|总计|小计|共计|制表|填表|审核|说明|备注|注[:：]|打印|单位负责人|经办人)/u

/** Rows among the data that are none: the header again at the top of a printed page, sums and signatures at the end. */
export function isNoChild(row: NumberedRow, columns: readonly ColumnOf[]): boolean {
  const texts = row.cells.map((cell) => (faultOf(cell) ? '?' : textOf(cell))).filter((text) => text !== '')
  if (texts.length === 0) return true
  // A row that begins with none is a child's: most are, and looking at every cell would cost more than reading the file.
  if (texts.slice(0, 3).some(isHeadLike)) {
    if (texts.length >= FEWEST && texts.every(isHeadLike)) return true
    if (texts.length > 1 && texts.filter(isHeadLike).length > texts.length / 2) return true
  }
  const mapped = columns.some(
    ({ column, field }) => ['idNumber', 'sex', 'birthDate'].includes(field) && (row.cells[column] ?? null) !== null,
  )
  return !mapped && FOOTER.test((texts[0] as string).normalize('NFKC').replace(/\s/gu, ''))
}
