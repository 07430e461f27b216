import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { guestRow, rosterOf } from '#modules/exchange/testing/roster.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { importCommand, importInto } from './import.ts'

let house: TestHouse
let dir: string
beforeAll(async () => {
  house = await openTestHouse()
  dir = mkdtempSync(join(tmpdir(), 'guitu-import-'))
})
afterAll(async () => {
  rmSync(dir, { recursive: true, force: true })
  await house.close()
})

async function run(rows: unknown[][], more: { station?: string; goLive?: string; bad?: string } = {}) {
  const file = join(dir, '花名册.xlsx')
  writeFileSync(file, await rosterOf(rows))
  const lines: string[] = []
  const wanted = { file, station: more.station ?? '云川市救助管理站', goLive: more.goLive, bad: more.bad }
  const code = await importInto(house.house, wanted, (line) => lines.push(line))
  return { code, text: lines.join('\n') }
}

test('counts are printed, the go-live day is set once, and the same file again changes nothing', async () => {
  const rows = [guestRow(1), guestRow(2)]
  const first = await run(rows, { goLive: '2026-12-08' })
  expect(first.code).toBe(0)
  expect(first.text).toContain('已导入 2')
  expect(first.text).toContain('上线日已设为 2026-12-08')
  const again = await run(rows, { goLive: '2026-12-08', station: house.organisations.north.path })
  expect(again.text).toContain('已导入 0；已补离站 0；已有 2')
  await expect(run(rows, { goLive: '2026-12-01' })).rejects.toThrow('没有改动')
})

test('rows that were not imported are written to a file, and the exit code says so', async () => {
  const bad = join(dir, '没导入.xlsx')
  const done = await run([guestRow(3), [1, '何桂香', '女']], { bad })
  expect(done.code).toBe(1)
  expect(done.text).toContain('没有入站日期')
  expect((await import('node:fs')).statSync(bad).size).toBeGreaterThan(1000)
})

test('a station that does not exist, a file that is none and a wrong call are told in a sentence', async () => {
  await expect(run([guestRow(4)], { station: '别处' })).rejects.toThrow('没有救助站叫')
  writeFileSync(join(dir, 'a.xlsx'), 'PK no')
  const wanted = { file: join(dir, 'a.xlsx'), station: '云救', goLive: undefined, bad: undefined }
  await expect(importInto(house.house, wanted, () => undefined)).rejects.toThrow('不是 Excel')
  expect(() => importCommand(['a.xlsx'], () => undefined)).toThrow('用法')
})
