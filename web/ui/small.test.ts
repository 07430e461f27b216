import { expect, test } from 'vitest'
import { csvCell, csvSheet } from './csv.ts'
import { stateWords } from './Duty.tsx'
import { uuid7 } from './uuid7.ts'

test('ids are UUIDs of version 7, in order, and never the same', () => {
  const ids = Array.from({ length: 5000 }, () => uuid7(1_765_000_000_000))
  expect(new Set(ids).size).toBe(5000)
  expect([...ids].sort()).toEqual(ids)
  for (const id of ids.slice(0, 50)) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('no cell of an export can be a formula', () => {
  for (const bad of ['=1+1', '+cmd', '-2', '@SUM(A1)', '\t=1', ' =1', '|x']) expect(csvCell(bad).startsWith(`"'`)).toBe(true)
  expect(csvCell(-2)).toBe('-2')
  expect(csvCell('他说“好”,"行"')).toBe('"他说“好”,""行"""')
  expect(csvSheet(['姓名'], [['李国富'], [null]])).toBe('\ufeff"姓名"\r\n"李国富"\r\n\r\n')
})

test('a pending duty whose time has come reads as overdue without waiting for the server', () => {
  const now = Date.parse('2026-12-09T08:42:00+08:00')
  const hour = 3_600_000
  expect(stateWords({ state: 'pending', due: now - hour }, now)).toEqual({ tone: 'red', words: '超期 1 小时' })
  expect(stateWords({ state: 'pending', due: now + 26 * 24 * hour, dueKind: 'day' }, now)).toEqual({
    tone: 'gry',
    words: '剩 26 天',
  })
  expect(stateWords({ state: 'met-late', due: now - 9 * hour, metAt: now }, now)).toEqual({ tone: 'amb', words: '✓ 迟办 9 小时' })
  expect(stateWords({ state: 'cannot-tell' }, now)).toEqual({ tone: 'vio', words: '? 无法判断' })
  expect(stateWords({ state: 'pending', due: null }, now)).toEqual({ tone: 'gry', words: '不限期' })
})
