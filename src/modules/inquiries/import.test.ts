import { PassThrough } from 'node:stream'
import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rows, sql, withActor } from '#kernel/db.ts'
import { keepFile } from '#kernel/files.ts'
import { jobContext } from '#kernel/jobs.ts'
import { factsOf } from '#kernel/ledger.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { PFIF_SPACE } from './pfif.ts'
import { jobs } from './reactions.ts'
import { columns } from './rules-rows.ts'
import { templateSheet, XLSX } from './template.ts'
import { readSheet, SheetTrouble } from './workbook.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
}, 300_000)
afterAll(() => house.close())
const officer = () => house.actor('tracing-officer')

async function bookOf(lines: (string | number | Date | null)[][], shared = true): Promise<Buffer> {
  const { default: excel } = await import('exceljs')
  const stream = new PassThrough()
  const pieces: Buffer[] = []
  stream.on('data', (piece: Buffer) => pieces.push(piece))
  const book = new excel.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: shared, useStyles: true })
  const sheet = book.addWorksheet('一')
  for (const line of lines) sheet.addRow(line).commit()
  sheet.commit()
  await book.commit()
  return Buffer.concat(pieces)
}
async function upload(body: Buffer): Promise<string> {
  const id = crypto.randomUUID()
  await withActor(house.house.db, officer(), (tx) =>
    keepFile(tx, house.house.vault, officer(), { id, name: 'list.xlsx', type: XLSX, body, now: house.now() }),
  )
  return id
}
const heads = Object.values(columns)
const line = (told: Partial<Record<keyof typeof columns, string | number | Date>>) =>
  Object.keys(columns).map((key) => told[key as keyof typeof columns] ?? null)

test('the template reads back as its own header', async () => {
  const [first] = readSheet(await templateSheet())
  expect(first?.cells).toEqual(heads)
})

test('a list is judged row by row, imported once, and again without doubles', async () => {
  const list = [
    ['某县寻亲名单'],
    heads,
    line({ name: '罗小军', phone: '13900001111', lost: new Date('2019-05-03'), kin: '父亲：罗大山' }),
    line({ name: '罗小军', phone: '13900001111', lost: new Date('2019-05-03'), kin: '父亲：罗大山' }),
    line({ name: '无名' }),
    line({ name: '买买提·艾力', phone: 13900002222, birth: 1960, sex: '男' }),
  ]
  for (const shared of [true, false]) {
    const sheetId = await upload(await bookOf(list, shared))
    const looked = await house.ask(officer(), 'inquiries.check-list', { sheetId })
    expect(looked).toMatchObject(shared ? { total: 4, good: 2, bad: 1, already: 1 } : { total: 4, good: 0, bad: 1, already: 3 })
    const { reply } = await house.done(officer(), 'inquiries.import-rows', { sheetId, after: 0, from: '某县救助站' })
    expect(reply).toMatchObject(shared ? { imported: 2, already: 1, bad: 1, more: false } : { imported: 0, already: 3, bad: 1 })
  }
  const { items } = (await house.ask(officer(), 'inquiries.list', { tab: 'looking' })) as {
    items: { name: string; lostOn: string }[]
  }
  expect(items.map(({ name, lostOn }) => [name, lostOn]).toSorted()).toEqual([
    ['买买提·艾力', null],
    ['罗小军', '2019-05-03'],
  ])
})

test('a long list goes in slices', async () => {
  const many = Array.from({ length: 130 }, (_, index) => line({ name: `第${index}人`, phone: `1390001${1000 + index}` }))
  const sheetId = await upload(await bookOf([heads, ...many]))
  const first = await house.done(officer(), 'inquiries.import-rows', { sheetId, after: 0, from: '名单' })
  expect(first.reply).toMatchObject({ imported: 100, more: true, last: 101 })
  const second = await house.done(officer(), 'inquiries.import-rows', { sheetId, after: first.reply['last'], from: '名单' })
  expect(second.reply).toMatchObject({ imported: 30, more: false })
})

test('what is no workbook, or swells when opened, is refused in words', async () => {
  for (const body of [Buffer.from('PK\u0003\u0004 nothing'), Buffer.alloc(0), Buffer.from('<html>')])
    expect(() => readSheet(body)).toThrow(SheetTrouble)
  const name = Buffer.from('xl/worksheets/sheet1.xml')
  const swollen = deflateRawSync(Buffer.alloc(60_000_000))
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt16LE(name.length, 26)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt32LE(swollen.length, 20)
  entry.writeUInt32LE(1000, 24)
  entry.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(30 + name.length + swollen.length, 16)
  const bomb = Buffer.concat([local, name, swollen, entry, name, end])
  expect(() => readSheet(bomb)).toThrow(SheetTrouble)
  const sheetId = await upload(bomb)
  expect(await house.ask(officer(), 'inquiries.check-list', { sheetId })).toMatchObject({ code: 'INQUIRIES.NOT_A_SHEET' })
  expect(await house.act(officer(), 'inquiries.import-rows', { sheetId, after: 0, from: 'x' })).toMatchObject({
    code: 'INQUIRIES.NOT_A_SHEET',
  })
  const neighbour = house.actor('tracing-officer', 'south')
  expect(await house.ask(neighbour, 'inquiries.check-list', { sheetId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
})

const record = (id: string, more = '') =>
  `<person><person_record_id>${id}</person_record_id><full_name>外来 线索</full_name>${more}</person>`
const feed = (inner: string) => `<pfif xmlns="${PFIF_SPACE}">${inner}</pfif>`
const bring = (xml: string) => house.done(officer(), 'inquiries.import-pfif', { xml, from: '某寻人网' })
const kept = (record: string) =>
  house.look((tx) =>
    rows(
      sql<{ id: string; state: string; content: Buffer | null }>`select id, state, content from inquiries.inquiry
        where source_key = ${house.house.vault.blind('inquiries.source', record)}`,
      tx,
    ),
  )

test('another register’s record is a lead: unread, marked, updated in place, and gone on its day', async () => {
  const expiry = '<expiry_date>2027-01-01T00:00:00Z</expiry_date>'
  expect((await bring(feed(record('x.org/1', expiry)))).reply).toMatchObject({ added: 1 })
  expect((await bring(feed(record('x.org/1', expiry)))).reply).toMatchObject({ added: 0, same: 1 })
  const note = '<note><note_record_id>x.org/n</note_record_id><text>在车站见过</text></note>'
  expect((await bring(feed(record('x.org/1', `${expiry}<sex>female</sex>${note}`)))).reply).toMatchObject({ updated: 1 })
  const [lead] = await kept('x.org/1')
  expect(lead?.state).toBe('received')
  const seen = await house.ask(officer(), 'inquiries.inquiry', { inquiryId: lead!.id })
  expect(seen).toMatchObject({
    lead: true,
    form: { sex: 'female' },
    notes: [{ line: '在车站见过' }],
    source: { record: 'x.org/1' },
  })
  expect((await house.look((tx) => factsOf(tx, [lead!.id]))).map((fact) => fact.name)).toEqual([
    'inquiry.received',
    'inquiry.completed',
  ])
  const sweep = jobs.find((each) => each.name === 'inquiries.expire-leads')!
  await sweep.run(jobContext(house.house), {})
  expect((await kept('x.org/1'))[0]?.state).toBe('received')
  house.at('2027-01-02T02:31')
  await sweep.run(jobContext(house.house), {})
  await sweep.run(jobContext(house.house), {})
  expect(await kept('x.org/1')).toMatchObject([{ state: 'erased', content: null }])
  expect((await bring(feed(record('x.org/1', expiry)))).reply).toMatchObject({ added: 0 })
  house.at('2026-12-09T02:31')
})

test('a record that is past its day is not taken in, one that is called back is erased', async () => {
  const past = '<expiry_date>2020-01-01T00:00:00Z</expiry_date>'
  expect((await bring(feed(record('x.org/2', past)))).reply).toMatchObject({ added: 0, bad: 1 })
  await bring(feed(record('x.org/3')))
  expect((await bring(feed(record('x.org/3', past)))).reply).toMatchObject({ removed: 1 })
  expect(await kept('x.org/3')).toMatchObject([{ state: 'erased' }])
})

test('a bomb in XML is refused in words', async () => {
  const xml = `<!DOCTYPE a [<!ENTITY b "x">]>${feed(record('x.org/4'))}`
  const refused = await house.act(officer(), 'inquiries.import-pfif', { xml, from: 'x' })
  expect(isRefusal(refused) && [refused.code, refused.sentence.includes('文档类型')]).toEqual(['INQUIRIES.NOT_PFIF', true])
  expect(await house.ask(officer(), 'inquiries.check-pfif', { xml })).toMatchObject({ code: 'INQUIRIES.NOT_PFIF' })
})

test('only an adult whose family agreed is handed on, without contact, and each leaves its trace', async () => {
  const receive = (told: object) =>
    house.done(officer(), 'inquiries.receive', { channel: 'desk', phone: '13900007777', consentPublish: true, ...told })
  const { reply } = await receive({
    name: '可公开',
    birthYear: 1960,
    lostYear: 2001,
    marks: ['右眉一颗痣'],
    kin: [{ name: '某亲' }],
  })
  await receive({ name: '小孩', birthYear: 2016 })
  await receive({ name: '年龄不详' })
  await receive({ name: '不同意', birthYear: 1960, consentPublish: false })
  const out = await house.done(officer(), 'inquiries.export-pfif', { to: '某平台', reason: '按协议交换' })
  const xml = out.reply['xml'] as string
  expect([out.reply['count'], xml.includes('可公开')]).toEqual([1, true])
  expect(xml).not.toMatch(/小孩|年龄不详|不同意|13900007777|某亲/)
  const facts = await house.look((tx) => factsOf(tx, [reply['inquiryId'] as string]))
  expect(facts.at(-1)?.name).toBe('dossier.exported')
})
