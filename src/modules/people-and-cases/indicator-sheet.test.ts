import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  NOT_APPLICABLE,
  NOT_KNOWN,
  type Sheet,
  type SheetAnswers,
  sheetItems,
  type SheetItem,
  sheetSchema,
} from './indicator-sheet.ts'
import { answerFaults, scoreSheet } from './sheet-score.ts'

const grades = (better: 'high' | 'low') =>
  better === 'high'
    ? [
        { key: 'normal', title: '正常', from: 80 },
        { key: 'weak', title: '不足', from: 50 },
        { key: 'missing', title: '缺失', from: 0 },
      ]
    : [
        { key: 'normal', title: '低', from: 0 },
        { key: 'weak', title: '中', from: 30 },
        { key: 'missing', title: '高', from: 60 },
      ]
const LEVELS = ['good', 'fair', 'bad']

/** Items and trees of any shape, whose keys are given out afterwards. */
const worth = fc.record({
  points: fc.integer({ min: 0, max: 9 }),
  level: fc.constantFrom(...LEVELS),
  veto: fc.option(fc.constantFrom('weak', 'missing'), { nil: undefined, freq: 9 }),
})
const item = fc.oneof(
  fc.record({ kind: fc.constant('yes-no'), yes: worth, no: worth, mayNotApply: fc.boolean() }),
  fc.record({
    kind: fc.constant('choice'),
    mayNotApply: fc.boolean(),
    options: fc
      .array(worth, { minLength: 2, maxLength: 4 })
      .map((list) => list.map((each, at) => ({ ...each, key: `o${at}`, title: `答${at}` }))),
  }),
  fc.record({
    kind: fc.constant('number'),
    mayNotApply: fc.boolean(),
    min: fc.constant(0),
    max: fc.constant(40),
    bands: fc.array(worth, { minLength: 1, maxLength: 4 }).map((list) => list.map((each, at) => ({ ...each, from: at * 10 }))),
  }),
)
const { group } = fc.letrec((tie) => ({
  node: fc.oneof({ maxDepth: 3, depthSize: 'small' }, item, tie('group')),
  group: fc.record({
    weight: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
    children: fc.array(tie('node'), { minLength: 1, maxLength: 4 }),
  }),
}))
function named(node: unknown, next: { at: number }): unknown {
  const own = { ...(node as object), key: `k${next.at++}`, title: '一项' } as Record<string, unknown>
  if (Array.isArray(own.children)) own.children = own.children.map((child) => named(child, next))
  return own
}
const sheets = fc
  .record({ parts: fc.array(group, { minLength: 1, maxLength: 3 }), mode: fc.constantFrom('high', 'low', 'levels') })
  .map(({ parts, mode }) => {
    const next = { at: 0 }
    const scored = mode !== 'levels'
    return {
      id: 'any',
      version: '1',
      title: '任意',
      source: '',
      purposes: ['periodic'],
      ...(scored ? { score: { of: 100, better: mode } } : {}),
      levels: LEVELS.map((key) => ({ key, title: key })),
      grades: scored
        ? grades(mode as 'high')
        : [
            { key: 'normal', title: '正常' },
            { key: 'weak', title: '不足', when: [{ level: 'fair', atLeast: 2 }] },
            { key: 'missing', title: '缺失', when: [{ part: 'k0', level: 'bad', atLeast: 1 }] },
          ],
      parts: parts.map((part) => named(part, next)),
    }
  })
  .map((sheet) => sheetSchema.safeParse(sheet))
  .filter((parsed) => parsed.success)
  .map((parsed) => parsed.data as Sheet)

const answersTo = (each: SheetItem): fc.Arbitrary<string | number | boolean> =>
  each.kind === 'choice'
    ? fc.constantFrom(...each.options.map((option) => option.key))
    : each.kind === 'yes-no'
      ? fc.boolean()
      : fc.integer({ min: each.min, max: each.max })
const answered = (sheet: Sheet, open: boolean): fc.Arbitrary<SheetAnswers> =>
  fc.record(
    Object.fromEntries(
      sheetItems(sheet).map((each) => [
        each.key,
        fc.oneof(
          { weight: 4, arbitrary: answersTo(each) },
          ...(open ? [{ weight: 2, arbitrary: fc.constant<string | boolean>(NOT_KNOWN) }] : []),
          ...(each.mayNotApply ? [{ weight: 1, arbitrary: fc.constant<string | boolean>(NOT_APPLICABLE) }] : []),
        ),
      ]),
    ),
  )
const cases = (open: boolean) => sheets.chain((sheet) => fc.tuple(fc.constant(sheet), answered(sheet, open)))

describe('a sheet of any shape', () => {
  test('gives one score and one grade when all is known', () => {
    fc.assert(
      fc.property(cases(false), ([sheet, answers]) => {
        const result = scoreSheet(sheet, answers)
        expect(result.missing).toEqual([])
        expect(result.score?.low).toBe(result.score?.high)
        const applies = sheetItems(sheet).some((each) => answers[each.key] !== NOT_APPLICABLE)
        const empty = sheet.score && result.parts.every((part) => part.of === 0)
        if (applies && !empty) expect(result.grade).not.toBeNull()
        else expect(result.grade).toBeNull()
      }),
    )
  })

  test('never leaves its bounds, and its parts make up the whole', () => {
    fc.assert(
      fc.property(cases(true), ([sheet, answers]) => {
        const { score, parts } = scoreSheet(sheet, answers)
        if (!score) return
        expect(score.low).toBeGreaterThanOrEqual(0)
        expect(score.low).toBeLessThanOrEqual(score.high)
        expect(score.high).toBeLessThanOrEqual(100)
        const sum = (end: 'low' | 'high') => parts.reduce((all, part) => all + (part.score?.[end] ?? 0), 0)
        for (const end of ['low', 'high'] as const)
          expect(Math.abs(sum(end) - score[end])).toBeLessThanOrEqual(0.05 * (parts.length + 1) + 1e-6)
      }),
    )
  })

  test('what becomes known only narrows what was possible', () => {
    fc.assert(
      fc.property(
        cases(true).chain(([sheet, answers]) => {
          const open = sheetItems(sheet).filter((each) => answers[each.key] === NOT_KNOWN)
          const found = fc.record(Object.fromEntries(open.map((each) => [each.key, answersTo(each)])), { requiredKeys: [] })
          return fc.tuple(fc.constant(sheet), fc.constant(answers), found)
        }),
        ([sheet, answers, found]) => {
          const [before, after] = [scoreSheet(sheet, answers), scoreSheet(sheet, { ...answers, ...(found as SheetAnswers) })]
          const keys = before.possible.map((grade) => grade.key)
          for (const grade of after.possible) expect(keys).toContain(grade.key)
          expect(after.missing.length).toBeLessThanOrEqual(before.missing.length)
          if (!before.score || !after.score) return
          expect(after.score.low).toBeGreaterThanOrEqual(before.score.low)
          expect(after.score.high).toBeLessThanOrEqual(before.score.high)
        },
      ),
    )
  })

  test('an answer left out is the same as 未了解, and a veto is never outweighed', () => {
    fc.assert(
      fc.property(cases(true), ([sheet, answers]) => {
        const without = Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== NOT_KNOWN))
        const result = scoreSheet(sheet, answers)
        expect(scoreSheet(sheet, without)).toEqual(result)
        const rank = (key: string) => sheet.grades.findIndex((grade) => grade.key === key)
        for (const veto of result.vetoes)
          for (const grade of result.possible) expect(rank(grade.key)).toBeGreaterThanOrEqual(rank(veto.grade))
        expect(answerFaults(sheet, answers)).toEqual([])
      }),
    )
  })
})

const sheet = (change: object): unknown => ({
  id: 'own',
  version: '1',
  title: '自拟表',
  source: '',
  purposes: ['screening'],
  score: { of: 100, better: 'high' },
  grades: grades('high'),
  parts: [
    {
      key: 'home',
      title: '家庭',
      weight: 60,
      children: [
        { key: 'food', title: '饮食', kind: 'yes-no', yes: { points: 2 }, no: { points: 0, needs: ['hardship'] } },
        { key: 'hurt', title: '受伤害', kind: 'yes-no', yes: { veto: 'missing' }, no: { points: 0 } },
      ],
    },
    {
      key: 'school',
      title: '就学',
      weight: 40,
      children: [
        {
          key: 'days',
          title: '每月到校天数',
          kind: 'number',
          mayNotApply: true,
          min: 0,
          max: 31,
          bands: [
            { from: 0, points: 0 },
            { from: 15, points: 5 },
          ],
        },
      ],
    },
  ],
  ...change,
})
const good = sheetSchema.parse(sheet({})) as Sheet

describe('a sheet', () => {
  test('scales each part to its weight, and what does not apply leaves its weight to the rest', () => {
    expect(scoreSheet(good, { food: true, hurt: false, days: 10 }).score).toEqual({ low: 60, high: 60 })
    expect(scoreSheet(good, { food: true, hurt: false, days: NOT_APPLICABLE }).score).toEqual({ low: 100, high: 100 })
    expect(scoreSheet(good, { food: false, hurt: false, days: 20 })).toMatchObject({ needs: ['hardship'], score: { low: 40 } })
  })

  test('cannot tell where what is not known could turn the result', () => {
    const open = scoreSheet(good, { food: true, hurt: NOT_KNOWN, days: 20 })
    expect([open.grade, open.possible.map((each) => each.key), open.missing.length]).toEqual([
      null,
      ['normal', 'weak', 'missing'],
      1,
    ])
    expect(scoreSheet(good, { food: true, hurt: true, days: NOT_KNOWN })).toMatchObject({
      grade: { key: 'missing' },
      score: { low: 60, high: 100 },
    })
  })

  test('that does not hold together is refused with the place of the fault', () => {
    const faults = (change: object) => sheetSchema.safeParse(sheet(change)).error?.issues.map((issue) => issue.message) ?? []
    expect(faults({ grades: grades('low') })[0]).toContain('由好到差')
    expect(faults({ parts: [...good.parts, good.parts[0]] })[0]).toContain('home')
    expect(faults({ score: undefined })[0]).toContain('等次')
    expect(faults({ grades: grades('high').map((each) => ({ ...each, from: each.from + 5 })) })[0]).toContain('0 分')
    expect(faults({ parts: [{ ...good.parts[1], children: [{ ...sheetItems(good)[2], max: -5 }] }] })[0]).toContain('到校天数')
  })

  test('says which answers answer nothing', () => {
    expect(answerFaults(good, { food: 'maybe', hurt: true, days: 99, other: 1 })).toEqual(['food', 'days', 'other'])
  })
})
