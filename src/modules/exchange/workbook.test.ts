import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { guestRow, HEADING, rosterOf, workbookOf } from './testing/roster.ts'
import { findHeader } from './rules-columns.ts'
import { openWorkbook, type Row } from '#kernel/workbook.ts'
import { openEntry, readZip, type ZipFault, ZipTrouble } from '#kernel/zip.ts'

async function rowsOf(body: Buffer, sheet = 0): Promise<Row[]> {
  const rows: Row[] = []
  for await (const row of (await openWorkbook(body)).rows(sheet)) rows.push(row)
  return rows
}
async function faultOf(work: () => unknown): Promise<ZipFault | undefined> {
  try {
    await work()
    return undefined
  } catch (error) {
    if (error instanceof ZipTrouble) return error.fault
    throw error
  }
}

/** A zip with one entry of these properties, whatever its content really is. */
function zipWith(entries: { name: string; data: Buffer; size: number; method?: number; flags?: number; at?: number }[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const entry of entries) {
    const name = Buffer.from(entry.name)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(entry.method ?? 8, 8)
    local.writeUInt32LE(entry.data.length, 18)
    local.writeUInt32LE(entry.size, 22)
    local.writeUInt16LE(name.length, 26)
    const head = Buffer.alloc(46)
    head.writeUInt32LE(0x02014b50, 0)
    head.writeUInt16LE(entry.flags ?? 0, 8)
    head.writeUInt16LE(entry.method ?? 8, 10)
    head.writeUInt32LE(entry.data.length, 20)
    head.writeUInt32LE(entry.size, 24)
    head.writeUInt16LE(name.length, 28)
    head.writeUInt32LE(entry.at ?? at, 42)
    directory.push(head, name)
    if (entry.at === undefined) {
      parts.push(local, name, entry.data)
      at += local.length + name.length + entry.data.length
    }
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, listed, end])
}

describe('bombs and broken files', () => {
  const zeros = (megabytes: number) => deflateRawSync(Buffer.alloc(megabytes * 1024 * 1024), { level: 9 })

  test('a bomb that tells its size is refused before anything is opened', async () => {
    const data = zeros(200)
    expect(data.length).toBeLessThan(300_000)
    expect(await faultOf(() => readZip(zipWith([{ name: 'xl/workbook.xml', data, size: 200 * 1024 * 1024 }])))).toBe('too-big')
  })
  test('one of bearable size that grows more than any table is refused', async () => {
    expect(await faultOf(() => readZip(zipWith([{ name: 'a', data: zeros(60), size: 60 * 1024 * 1024 }])))).toBe('bomb')
  })
  test('one that lies about its size is stopped where it said it would end', async () => {
    const body = zipWith([{ name: 'xl/workbook.xml', data: zeros(200), size: 1000 }])
    const entry = readZip(body).get('xl/workbook.xml')
    expect(await faultOf(() => openEntry(body, entry as NonNullable<typeof entry>))).toBe('bomb')
    expect(await faultOf(() => openWorkbook(body))).toBeDefined()
  })
  test('entries that lie over each other are refused', async () => {
    const data = zeros(1)
    const many = Array.from({ length: 100 }, (_, index) => ({
      name: `e${index}`,
      data,
      size: 1024 * 1024,
      ...(index ? { at: 0 } : {}),
    }))
    expect(await faultOf(() => readZip(zipWith(many)))).toBe('bomb')
  })
  test('thousands of entries are refused', async () => {
    const many = Array.from({ length: 2001 }, (_, index) => ({ name: `e${index}`, data: Buffer.alloc(0), size: 0, method: 0 }))
    expect(await faultOf(() => readZip(zipWith(many)))).toBe('too-many')
  })
  test('a file with a password, an old .xls and a picture are no workbook', async () => {
    expect(await faultOf(() => readZip(zipWith([{ name: 'a', data: zeros(1), size: 1024 * 1024, flags: 1 }])))).toBe('encrypted')
    expect(await faultOf(() => openWorkbook(Buffer.from('d0cf11e0a1b11ae1'.padEnd(200, '0'), 'hex')))).toBe('encrypted')
    expect(await faultOf(() => openWorkbook(Buffer.from('89504e470d0a1a0a'.padEnd(200, '0'), 'hex')))).toBe('not-a-zip')
    expect(await faultOf(() => openWorkbook(zipWith([{ name: 'word/document.xml', data: zeros(1), size: 1024 * 1024 }])))).toBe(
      'not-a-zip',
    )
  })
  test('entities that unfold into billions are not unfolded', async () => {
    const xml = Buffer.from(
      `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>` +
        '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>',
    )
    const plain = (name: string, text: string | Buffer) => {
      const data = Buffer.from(text)
      return { name, data, size: data.length, method: 0 }
    }
    const body = zipWith([
      plain('xl/workbook.xml', '<workbook><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>'),
      plain(
        'xl/_rels/workbook.xml.rels',
        '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
      ),
      plain('xl/worksheets/sheet1.xml', xml),
    ])
    const read = await faultOf(async () => expect(JSON.stringify(await rowsOf(body)).length).toBeLessThan(200))
    expect([undefined, 'broken']).toContain(read)
  })
  test('a workbook cut short or with any byte changed is read or refused, never worse', async () => {
    const body = await rosterOf([guestRow(1), guestRow(2)])
    await fc.assert(
      fc.asyncProperty(fc.nat(body.length - 1), fc.nat(255), fc.boolean(), async (at, byte, cut) => {
        const harmed = Buffer.from(body)
        harmed[at] = byte
        await faultOf(() => rowsOf(cut ? harmed.subarray(0, at) : harmed))
      }),
      { numRuns: 150 },
    )
  })
})

describe('reading', () => {
  test('a title above the header, dates of Excel, words and numbers', async () => {
    const rows = await rowsOf(await rosterOf([guestRow(0), guestRow(1)]))
    expect(rows.map((row) => row.number)).toEqual([1, 2, 3, 4])
    expect(findHeader(rows)).toMatchObject({ row: 2, names: HEADING })
    expect(rows[2]?.cells[1]).toBe('何桂香')
    expect(rows[2]?.cells[6]).toEqual({ date: '2026-01-01', minute: 0 })
    expect(rows[2]?.cells[0]).toBe(1)
  })
  test('every sheet is listed, also the hidden; empty rows are left out', async () => {
    const body = await workbookOf({ 说明: [['先看这里']], 花名册: [HEADING, [], [null, ''], guestRow(0)] })
    const book = await openWorkbook(body)
    expect(book.sheets).toEqual([
      { name: '说明', hidden: false },
      { name: '花名册', hidden: false },
    ])
    expect((await rowsOf(body, 1)).map((row) => row.number)).toEqual([1, 4])
  })
  test('of a formula only a plain kept result counts; nothing is ever evaluated', async () => {
    const rows = await rowsOf(
      await workbookOf({
        a: [
          [
            { formula: 'HYPERLINK("http://x")', result: '何桂香' },
            { formula: '1+1', result: 2 },
            { formula: 'NOW()' },
            { formula: 'A1/0', result: { error: '#DIV/0!' } },
            { error: '#N/A' },
            '=1+1',
            '@SUM(A1)',
            { richText: [{ text: '何' }, { text: '桂香' }] },
            { text: '链接', hyperlink: 'http://x' },
            true,
          ],
        ],
      }),
    )
    expect(rows[0]?.cells).toEqual([
      '何桂香',
      2,
      { fault: 'formula' },
      { fault: 'formula' },
      { fault: 'error' },
      '=1+1',
      '@SUM(A1)',
      '何桂香',
      '链接',
      '是',
    ])
  })
  test('ten megabytes of text in a cell are too long, and the rest is read', async () => {
    const rows = await rowsOf(
      await workbookOf({ a: [[Array.from({ length: 1_000_000 }, (_, at) => at * 7919).join('长'), '何桂香']] }),
    )
    expect(rows[0]?.cells).toEqual([{ fault: 'long' }, '何桂香'])
  })
  test('no temporary file is made while a roster is read', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('tmp-')).length
    const body = await rosterOf(Array.from({ length: 300 }, (_, at) => guestRow(at)))
    for await (const row of (await openWorkbook(body)).rows(0))
      if (row.number % 100 === 0) expect(readdirSync(tmpdir()).filter((name) => name.startsWith('tmp-')).length).toBe(before)
  })
  test('twenty thousand rows are read in bounded time and space', async () => {
    const body = await rosterOf(Array.from({ length: 20_000 }, (_, at) => guestRow(at)))
    expect(body.length).toBeLessThan(12 * 1024 * 1024)
    const from = performance.now()
    let count = 0
    for await (const _row of (await openWorkbook(body)).rows(0)) count += 1
    expect(count).toBe(20_002)
    expect(performance.now() - from).toBeLessThan(15_000)
  }, 300_000)
})
