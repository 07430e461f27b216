import { expect, test } from 'vitest'
import { factWords } from './told.ts'

test('what happened is said in words: a key that only another room can read is left out', () => {
  expect(factWords('child.assessed', { sheet: 'guardianship-levels@2026.1' }).join()).not.toMatch(/[a-z]/)
  expect(factWords('child.referred', { service: 'living-aid' }).join()).not.toMatch(/[a-z]/)
})

test('a term is said as a school says it', () => {
  expect(factWords('child.census-registered', { term: '2026-autumn' })).toEqual(['学期 2026 年秋季'])
})
