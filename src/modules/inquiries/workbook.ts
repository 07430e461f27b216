/**
 * Reads the first sheet of an xlsx as rows of text. The zip is checked against what its directory promises before anything
 * is opened, and its parts go through the strict XML reader: a list that a stranger sent meets no larger parser.
 */
import { inflateRawSync } from 'node:zlib'
import { type Element, readXml, XmlTrouble } from './xml.ts'

export const MOST_ROWS = 5000
const MOST_COLUMNS = 40
const LONGEST_CELL = 2000
/** Bytes that the parts which are read may have together when opened. */
const LARGEST = 24 * 1024 * 1024
const MOST_ENTRIES = 500

export type SheetFault = 'zip' | 'too-big' | 'broken' | 'rows'
export const sheetFaults: Record<SheetFault, string> = {
  zip: '不是 .xlsx，或加了密码',
  'too-big': '展开后太大',
  broken: '文件损坏',
  rows: `超过 ${MOST_ROWS} 行，请分成几份`,
}

export class SheetTrouble extends Error {
  readonly fault: SheetFault
  constructor(fault: SheetFault) {
    super(fault)
    this.fault = fault
  }
}

interface Entry {
  method: number
  packed: number
  size: number
  at: number
}

function entriesOf(body: Buffer): Map<string, Entry> {
  if (body.length < 22 || body.readUInt32LE(0) !== 0x04034b50) throw new SheetTrouble('zip')
  let end = body.length - 22
  while (end >= 0 && body.readUInt32LE(end) !== 0x06054b50) end = end > body.length - 70_000 ? end - 1 : -1
  if (end < 0) throw new SheetTrouble('zip')
  const count = body.readUInt16LE(end + 10)
  let at = body.readUInt32LE(end + 16)
  if (count > MOST_ENTRIES) throw new SheetTrouble('too-big')
  const entries = new Map<string, Entry>()
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > body.length || body.readUInt32LE(at) !== 0x02014b50) throw new SheetTrouble('broken')
    if (body.readUInt16LE(at + 8) & 1) throw new SheetTrouble('zip')
    const [nameLength, extra, note] = [body.readUInt16LE(at + 28), body.readUInt16LE(at + 30), body.readUInt16LE(at + 32)]
    const name = body.subarray(at + 46, at + 46 + nameLength).toString('utf8')
    entries.set(name, {
      method: body.readUInt16LE(at + 10),
      packed: body.readUInt32LE(at + 20),
      size: body.readUInt32LE(at + 24),
      at: body.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + extra + note
  }
  return entries
}

function contentOf(body: Buffer, entry: Entry): string {
  if (entry.size > LARGEST) throw new SheetTrouble('too-big')
  if (entry.at + 30 > body.length || body.readUInt32LE(entry.at) !== 0x04034b50) throw new SheetTrouble('broken')
  const from = entry.at + 30 + body.readUInt16LE(entry.at + 26) + body.readUInt16LE(entry.at + 28)
  const packed = body.subarray(from, from + entry.packed)
  if (entry.method === 0) return packed.toString('utf8')
  if (entry.method !== 8) throw new SheetTrouble('broken')
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(entry.size, 1) }).toString('utf8')
  } catch {
    throw new SheetTrouble('broken')
  }
}

const LIMITS = { characters: LARGEST, elements: 900_000, depth: 16 }

function parsed(text: string): Element {
  try {
    return readXml(text, LIMITS)
  } catch (error) {
    if (!(error instanceof XmlTrouble)) throw error
    throw new SheetTrouble(error.fault === 'too-many' || error.fault === 'too-long' ? 'too-big' : 'broken')
  }
}

/** Text of `t` within rich runs, without the reading aids that East Asian files carry. */
function plainText(element: Element): string {
  return element.children
    .filter((child) => child.name === 't' || child.name === 'r')
    .map((child) => (child.name === 't' ? child.text : plainText(child)))
    .join('')
}

function columnOf(reference: string | undefined, fallback: number): number {
  const letters = /^[A-Z]{1,3}/u.exec(reference ?? '')?.[0]
  if (!letters) return fallback
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

export interface SheetRow {
  /** As Excel shows it. */
  number: number
  cells: string[]
}

/**
 * Rows of the first sheet that hold anything. A cell is text as written; a date that Excel keeps as a number stays one.
 *
 * @throws {SheetTrouble} for anything that is no workbook of a bearable size
 */
export function readSheet(body: Buffer): SheetRow[] {
  const entries = entriesOf(body)
  const sheets = [...entries.keys()].filter((name) => /^xl\/worksheets\/sheet\d+\.xml$/u.test(name))
  const first = sheets.toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1))[0]
  if (!first) throw new SheetTrouble('zip')
  const shared = entries.get('xl/sharedStrings.xml')
  const strings = shared ? parsed(contentOf(body, shared)).children.map(plainText) : []
  const data = parsed(contentOf(body, entries.get(first) as Entry)).children.find((child) => child.name === 'sheetData')
  const rows: SheetRow[] = []
  for (const [index, row] of (data?.children ?? []).entries()) {
    const cells: string[] = []
    for (const [place, cell] of row.children.entries()) {
      const column = columnOf(cell.attributes['r'], place)
      if (column >= MOST_COLUMNS) continue
      while (cells.length <= column) cells.push('')
      cells[column] = textOf(cell, strings).slice(0, LONGEST_CELL)
    }
    if (cells.some((cell) => cell !== '')) rows.push({ number: Number(row.attributes['r']) || index + 1, cells })
    if (rows.length > MOST_ROWS + 1) throw new SheetTrouble('rows')
  }
  return rows
}

function textOf(cell: Element, strings: readonly string[]): string {
  const value = cell.children.find((child) => child.name === 'v')?.text ?? ''
  const kind = cell.attributes['t']
  if (kind === 's') return (strings[Number(value)] ?? '').trim()
  if (kind === 'inlineStr')
    return cell.children
      .filter((child) => child.name === 'is')
      .map(plainText)
      .join('')
      .trim()
  if (kind === 'b') return value === '1' ? '是' : '否'
  return kind === 'e' ? '' : value.trim()
}
