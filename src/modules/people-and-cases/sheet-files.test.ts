import { describe, expect, test } from 'vitest'
import {
  NOT_KNOWN,
  type Sheet,
  type SheetAnswers,
  sheetDepth,
  sheetItems,
  sheetPurposes,
  type SheetPurpose,
} from './indicator-sheet.ts'
import { defaultSheet, readSheet, shippedSheet, shippedSheets } from './sheet-files.ts'
import { scoreSheet } from './sheet-score.ts'

const hundred = shippedSheet('guardianship-hundred') as Sheet
const levels = shippedSheet('guardianship-levels') as Sheet
const risk = shippedSheet('screening-risk') as Sheet

/** Every question answered by its best, or its worst, answer. */
function extreme(sheet: Sheet, as: 'best' | 'worst'): SheetAnswers {
  const rank = sheet.levels?.map((level) => level.key) ?? []
  const answers: SheetAnswers = {}
  for (const item of sheetItems(sheet)) {
    const list =
      item.kind === 'choice'
        ? item.options.map((option) => ({ answer: option.key as SheetAnswers[string], ...option }))
        : item.kind === 'number'
          ? item.bands.map((band) => ({ answer: band.from as SheetAnswers[string], ...band }))
          : [
              { answer: true as SheetAnswers[string], ...item.yes },
              { answer: false as SheetAnswers[string], ...item.no },
            ]
    const badness = (each: (typeof list)[number]) =>
      sheet.score ? (each.points ?? 0) * (sheet.score.better === 'low' ? 1 : -1) : rank.indexOf(each.level ?? '')
    const sorted = [...list].sort((a, b) => badness(a) - badness(b))
    answers[item.key] = (as === 'best' ? sorted[0] : sorted.at(-1))?.answer as string
  }
  return answers
}

describe('the sheets shipped', () => {
  test('are of really different shape', () => {
    expect([hundred.parts.length, Math.max(...hundred.parts.map(sheetDepth)), sheetItems(hundred).length]).toEqual([3, 3, 20])
    expect(hundred.grades.map((grade) => grade.title)).toEqual(['监护正常', '监护不足', '监护不当', '监护缺失'])
    expect([levels.score, levels.parts.length, Math.max(...levels.parts.map(sheetDepth))]).toEqual([undefined, 2, 2])
    expect(risk.grades.map((grade) => grade.risk)).toEqual(['low', 'middle', 'high'])
  })

  test('reach their best and their worst grade', () => {
    for (const sheet of shippedSheets())
      for (const [as, grade] of [
        ['best', sheet.grades[0]],
        ['worst', sheet.grades.at(-1)],
      ] as const)
        expect([sheet.id, as, scoreSheet(sheet, extreme(sheet, as)).grade?.key]).toEqual([sheet.id, as, grade?.key])
  })

  test('say that they cannot tell where nothing is known', () => {
    for (const sheet of shippedSheets()) {
      const result = scoreSheet(sheet, {})
      expect([sheet.id, result.grade, result.possible.length, result.missing.length]).toEqual([
        sheet.id,
        null,
        sheet.grades.length,
        sheetItems(sheet).length,
      ])
    }
  })

  test('there is one for every purpose, and each is said to be our own arrangement', () => {
    for (const purpose of Object.keys(sheetPurposes) as SheetPurpose[]) expect(defaultSheet(purpose).purposes).toContain(purpose)
    for (const sheet of shippedSheets()) expect(sheet.source).toContain('自拟')
  })

  test('one grave answer is not outweighed by good ones; one unknown on it leaves the result open', () => {
    const best = extreme(levels, 'best')
    expect(scoreSheet(levels, { ...best, used: true }).grade?.key).toBe('unfit')
    expect(scoreSheet(levels, { ...best, used: NOT_KNOWN }).grade).toBeNull()
    expect(scoreSheet(hundred, { ...extreme(hundred, 'best'), guardian: 'gone' })).toMatchObject({
      grade: { key: 'missing' },
      needs: ['guardianship'],
    })
    expect(scoreSheet(risk, { ...extreme(risk, 'best'), hurt: true }).grade?.key).toBe('high')
  })
})

describe('a sheet as text', () => {
  test('with a fault says where, in words', () => {
    const faults = (text: string) => (readSheet(text) as { faults: string[] }).faults
    expect(faults('id: [')[0]).toContain('YAML')
    expect(faults('id: own').some((line) => line.startsWith('version：没有填'))).toBe(true)
    const text = (options: string) => `
id: own
version: "1"
title: 自拟
source: 自拟
purposes: [screening]
score: { of: 10, better: low }
grades: [{ key: low, title: 低, from: 0 }, { key: high, title: 高, from: 5 }]
parts: [{ key: a, title: 甲, children: [{ key: b, title: 乙, kind: choice, options: ${options} }] }]`
    expect(readSheet(text('[{ key: x, title: 一, points: 0 }, { key: y, title: 二, points: 1 }]'))).toMatchObject({
      sheet: { id: 'own' },
    })
    expect(faults(text('[{ key: x, title: 一, points: 0 }]'))).toContain('parts.0.children.0.options：至少 2')
    expect(faults(text('[{ key: x, title: 一, points: 0 }, { key: y, title: 二, veto: none }]'))[0]).toContain('不在结果档次里')
  })
})
