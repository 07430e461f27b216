/**
 * Reading a workbook. The zip is opened by our own reader (limits), then the four parts that matter go to exceljs' streaming
 * reader in an order in which it needs no temporary file: a roster never touches the disk in the clear.
 */
import { Readable } from 'node:stream'
import { dateOfDay, DAY } from './time.ts'
import { type Cell, cleanText, LONGEST_TEXT } from './cells.ts'
import { openEntry, readZip, storedZip, type ZipEntry, ZipTrouble } from './zip.ts'

/** Rows below the header that one file may have. */
export const MOST_ROWS = 20_000
/** Columns that are looked at. */
export const MOST_COLUMNS = 60
const MOST_SHEETS = 50
/** Parts that are read whole as text. */
const SMALL_PART = 4 * 1024 * 1024

export interface Row {
  /** Number of the row as Excel shows it. */
  number: number
  cells: Cell[]
}

export interface Workbook {
  sheets: { name: string; hidden: boolean }[]
  /** Rows of a sheet that hold anything, from the top. Throws `ZipTrouble` when the sheet cannot be read. */
  rows(sheet: number): AsyncGenerator<Row>
}

const entities = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }))
const decoded = (text: string) =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name) return entities.get(name) ?? whole
    const point = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : ''
  })

function attributesOf(tag: string): Record<string, string> {
  return Object.fromEntries(
    [...tag.matchAll(/([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map((found) => [
      found[1] as string,
      decoded(found[2] ?? found[3] ?? ''),
    ]),
  )
}

/** Opens a workbook as far as its list of sheets. Throws `ZipTrouble` for what is none. */
export async function openWorkbook(body: Buffer): Promise<Workbook> {
  const entries = readZip(body)
  const part = (name: string) => entries.get(name)
  const small = async (entry: ZipEntry | undefined): Promise<string> => {
    if (!entry) throw new ZipTrouble('not-a-zip')
    if (entry.size > SMALL_PART) throw new ZipTrouble('too-big')
    return (await openEntry(body, entry)).toString('utf8')
  }
  const book = await small(part('xl/workbook.xml'))
  const targets = new Map(
    [...(await small(part('xl/_rels/workbook.xml.rels'))).matchAll(/<Relationship\b[^>]*>/g)].map((found) => {
      const { Id = '', Target = '' } = attributesOf(found[0])
      return [Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`]
    }),
  )
  const sheets = [...book.matchAll(/<sheet\b[^>]*>/g)].slice(0, MOST_SHEETS).flatMap((found) => {
    const told = attributesOf(found[0])
    const relation = Object.entries(told).find(([key]) => key.endsWith(':id'))?.[1] ?? ''
    const entry = part(targets.get(relation) ?? '')
    // A chart sheet has no rows.
    return entry
      ? [{ name: (told.name ?? '').slice(0, 60), hidden: told.state !== undefined && told.state !== 'visible', entry }]
      : []
  })
  if (sheets.length === 0) throw new ZipTrouble('not-a-zip')
  const since1904 = /date1904\s*=\s*["'](?:1|true)["']/.test(book)
  return {
    sheets: sheets.map(({ name, hidden }) => ({ name, hidden })),
    async *rows(index) {
      const sheet = sheets[index]
      if (!sheet) throw new ZipTrouble('broken')
      const optional = async (name: string, empty: string) => {
        const entry = part(name)
        return entry ? await openEntry(body, entry) : Buffer.from(empty)
      }
      const contents: [string, Buffer][] = [
        ['xl/_rels/workbook.xml.rels', Buffer.from(RELATIONS)],
        ['xl/workbook.xml', Buffer.from(since1904 ? BOOK_1904 : BOOK)],
        ['xl/sharedStrings.xml', await optional('xl/sharedStrings.xml', '<sst/>')],
        ['xl/styles.xml', await optional('xl/styles.xml', '<styleSheet/>')],
        ['xl/worksheets/sheet1.xml', await openEntry(body, sheet.entry)],
      ]
      yield* read(contents)
    },
  }
}

const RELATIONS =
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" ' +
  'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
const bookWith = (property: string) =>
  '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ' +
  `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">${property}` +
  '<sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>'
const BOOK = bookWith('<workbookPr/>')
const BOOK_1904 = bookWith('<workbookPr date1904="1"/>')

async function* read(contents: [string, Buffer][]): AsyncGenerator<Row> {
  const { default: excel } = await import('exceljs')
  const reader = new excel.stream.xlsx.WorkbookReader(Readable.from(storedZip(contents), { objectMode: false }), {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  })
  try {
    for await (const sheet of reader) {
      for await (const row of sheet) {
        const cells: Cell[] = []
        let filled = false
        row.eachCell({ includeEmpty: false }, (cell, column) => {
          if (column > MOST_COLUMNS) return
          const value = cellOf(cell.value)
          while (cells.length < column) cells.push(null)
          cells[column - 1] = value
          filled ||= value !== null
        })
        if (filled) yield { number: row.number, cells }
      }
    }
  } catch (error) {
    // Whoever reads the rows may throw as well; only what the parser says of the file is the file's fault.
    throw error instanceof ZipTrouble ? error : new ZipTrouble('broken')
  }
}

/** A value of exceljs' as a cell of ours. Never evaluates anything: of a formula only the kept plain result counts. */
function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return textCell(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : { fault: 'error' }
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (value instanceof Date) return dateCell(value.getTime())
  if (typeof value !== 'object') return { fault: 'error' }
  if ('richText' in value) return textCell((value.richText as { text?: string | null }[]).map(({ text }) => text ?? '').join(''))
  if ('formula' in value || 'sharedFormula' in value) {
    const result = (value as { result?: unknown }).result
    const plain = typeof result === 'string' || typeof result === 'number' || typeof result === 'boolean'
    const cell = plain ? cellOf(result) : null
    return cell === null || (typeof cell === 'object' && 'fault' in cell) ? { fault: 'formula' } : cell
  }
  if ('text' in value) return cellOf((value as { text: unknown }).text)
  return { fault: 'error' }
}

function textCell(text: string): Cell {
  if (text.length > LONGEST_TEXT) return { fault: 'long' }
  const plain = cleanText(text)
  return plain === '' ? null : plain
}

/** Excel's dates arrive as instants of UTC whose face is meant. */
function dateCell(instant: number): Cell {
  if (!Number.isFinite(instant)) return { fault: 'error' }
  const minutes = Math.round(instant / 60_000)
  const day = Math.floor(minutes / (DAY / 60_000))
  return { date: dateOfDay(day), minute: minutes - day * (DAY / 60_000) }
}
