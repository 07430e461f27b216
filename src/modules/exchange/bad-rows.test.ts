import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor } from '#kernel/actor.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { importing, type Look, rowOf } from './testing/importing.ts'
import { guestRow, HEADING, rosterOf, withCheck, workbookOf } from './testing/roster.ts'
import { openWorkbook } from '#kernel/workbook.ts'

let house: TestHouse
let head: Actor
beforeAll(async () => {
  house = await openTestHouse()
  head = house.actor('station-head')
})
afterAll(() => house.close())

const NUMBER = withCheck('99990119540307171')
let serial = 0
const number = () => withCheck(`99990219610203${String((serial += 2)).padStart(3, '0')}`)

const { upload, rosterFor, start, finish, progress, imported } = importing(
  () => house,
  () => head,
)
const codeOf = (answer: unknown) => (answer as { code?: string }).code

describe('bad rows', () => {
  const bad = [
    rowOf({ 姓名: '王建国', 性别: '男', 入站日期: '2026-13-40', 备注: '=HYPERLINK("http://x","点我")' }),
    rowOf({ 姓名: '王玉兰', 入站日期: '2999-01-01' }),
    rowOf({ 姓名: { formula: 'A1' }, 入站日期: '2026-11-03' }),
  ]
  test('are listed with row and reason, the good ones are imported; corrected they come in, and nothing twice', async () => {
    const runId = await start(await rosterOf([rowOf({ 姓名: '王长根', 身份证号: number(), 入站日期: '2026-11-03' }), ...bad]))
    await finish(runId)
    const done = await progress(runId)
    expect(done.counts).toMatchObject({ added: 1, bad: 3 })
    expect(done.rows.map(({ row, words }) => [row, words])).toEqual([
      [4, expect.stringContaining('没有这一天')],
      [5, expect.stringContaining('今天以后')],
      [6, expect.stringContaining('公式')],
    ])
    const answer = (await house.ask(head, 'exchange.bad-rows', { runId })) as { file: { name: string; body: Uint8Array } }
    expect(answer.file.name).toMatch(/^没导入的行-2026-12-09\.xlsx$/)
    const rows = []
    for await (const row of (await openWorkbook(Buffer.from(answer.file.body))).rows(0)) rows.push(row)
    expect(rows[0]?.cells.slice(1, 3)).toEqual(['姓名', '性别'])
    expect(rows[0]?.cells.slice(-2)).toEqual(['行号', '原因'])
    // The words that look like a formula came back as words.
    expect(rows[1]?.cells[HEADING.indexOf('备注')]).toBe('=HYPERLINK("http://x","点我")')
    expect(rows[1]?.cells.at(-2)).toBe(4)
    const corrected = rows.map((row) =>
      row.cells.map((cell) => (cell === '2026-13-40' ? '2026-11-04' : cell === '2999-01-01' ? '2026-11-05' : cell)),
    )
    const again = await start(await workbookOf({ a: corrected }))
    await finish(again)
    expect((await progress(again)).counts).toMatchObject({ added: 2, bad: 1 })
  })
  test('can be had before anything is imported', async () => {
    const roster = await rosterFor(await upload(await rosterOf(bad)))
    expect(await house.ask(head, 'exchange.judge-roster', roster)).toMatchObject({
      total: 3,
      good: 0,
      bad: 3,
      badRows: [{ row: 3, name: '王建国' }, { row: 4 }, { row: 5 }],
    })
    const answer = (await house.ask(head, 'exchange.bad-rows', { roster })) as { file: { body: Uint8Array } }
    expect(answer.file.body.byteLength).toBeGreaterThan(1000)
  })
  test('the check says beforehand what an import would do', async () => {
    const told = { 姓名: '孙德胜', 身份证号: number(), 入站日期: '2026-11-06' }
    await imported([rowOf(told)])
    const roster = await rosterFor(
      await upload(
        await rosterOf([
          rowOf(told),
          rowOf({ 姓名: '孙建国', 身份证号: number(), 入站日期: '2026-11-06', 床位: '男-01' }),
          rowOf(told),
        ]),
      ),
    )
    expect(await house.ask(head, 'exchange.judge-roster', roster)).toMatchObject({
      total: 3,
      good: 3,
      bad: 0,
      already: 1,
      duplicate: 1,
      beds: 1,
    })
  })
  test('numbers of people are not shown whole before the columns are known', async () => {
    const look = (await house.ask(head, 'exchange.read-roster', {
      fileId: await upload(await rosterOf([rowOf({ 姓名: '孙', 身份证号: NUMBER, 入站日期: '2026-11-06' })])),
    })) as Look
    expect(JSON.stringify(look)).not.toContain(NUMBER)
    expect(look.columns.find((each) => each.field === 'idNumber')?.samples).toEqual([expect.stringContaining('9999*')])
  })
})

describe('files that are none', () => {
  test('a bomb, a broken file, too many rows and a wrong mapping are refused in Chinese, and nothing is imported', async () => {
    const good = await rosterFor(await upload(await rosterOf([guestRow(1)])))
    const broken = (await rosterOf([guestRow(1)])).subarray(0, 3000)
    for (const door of ['exchange.read-roster', 'exchange.judge-roster'] as const) {
      const fileId = await upload(broken)
      const params = door === 'exchange.read-roster' ? { fileId } : { ...good, fileId }
      expect(codeOf(await house.ask(head, door, params))).toBe('EXCHANGE.NOT_XLSX')
    }
    const start = async (form: Record<string, unknown>) => codeOf(await house.act(head, 'exchange.start-import', form))
    expect(await start({ ...good, fileId: await upload(broken) })).toBe('EXCHANGE.NOT_XLSX')
    expect(await start({ ...good, fileId: await upload(Buffer.from('d0cf11e0a1b11ae1'.padEnd(200, '0'), 'hex')) })).toBe(
      'EXCHANGE.ENCRYPTED',
    )
    expect(await start({ ...good, columns: [{ column: 1, field: 'name' }] })).toBe('EXCHANGE.MAPPING_MISSING')
    const many = await upload(await rosterOf(Array.from({ length: 20_001 }, (_, at) => guestRow(at))))
    expect(codeOf(await house.ask(head, 'exchange.judge-roster', { ...good, fileId: many }))).toBe('EXCHANGE.TOO_MANY_ROWS')
    const runId = (await house.done(head, 'exchange.start-import', { ...good, fileId: many })).reply.runId as string
    await finish(runId)
    expect(await progress(runId)).toMatchObject({ state: 'stopped', handled: 0 })
  }, 300_000)
  test('one import at a time', async () => {
    const form = await rosterFor(await upload(await rosterOf([guestRow(4000)])))
    const { reply } = await house.done(head, 'exchange.start-import', form)
    expect(codeOf(await house.act(head, 'exchange.start-import', form))).toBe('EXCHANGE.RUNNING')
    await finish(reply.runId as string)
  })
})
