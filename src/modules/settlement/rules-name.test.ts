/** Names by rule: whoever gets one bears it for life. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assignedBirth, DEFAULT_RULE, nameFault, type NamingRule, namesOf, proposals, ruleFaults } from './rules-name.ts'

const character = fc.constantFrom(...'云安康江林田石方和平长青春秋实明远清泉向阳守正思源如松景行嘉树晓晨广文立新承恩一二三狗呆病')
const rule: fc.Arbitrary<NamingRule> = fc.record({
  surnames: fc.array(character, { minLength: 1, maxLength: 8 }),
  generation: fc.oneof(fc.constant(''), character),
  given: fc.array(
    fc.array(character, { minLength: 1, maxLength: 2 }).map((each) => each.join('')),
    { minLength: 1, maxLength: 20 },
  ),
  excluded: fc.array(character, { maxLength: 3 }),
  birth: fc.constantFrom('found-day', 'first-day', 'mid-year'),
})
const seed = fc.string()
const date = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  .map((each) => each.toISOString().slice(0, 10))

describe('a rule', () => {
  test('gives the same names for the same seed, always', () => {
    fc.assert(fc.property(rule, seed, (of, by) => void expect([...namesOf(of, by)]).toEqual([...namesOf(of, by)])))
  })

  test('gives every name once, each fit and made of its own surnames and characters', () => {
    fc.assert(
      fc.property(rule, seed, (of, by) => {
        const names = [...namesOf(of, by)]
        for (const name of names) {
          expect(nameFault(name, of.excluded)).toBeUndefined()
          expect(of.surnames.some((surname) => name.startsWith(surname))).toBe(true)
          expect(of.given.some((given) => name.endsWith(given))).toBe(true)
        }
        expect(new Set(names).size).toBe(names.length)
      }),
    )
  })

  test('gives a name once that can be made in two ways: 云 with 广 and 云, or 云 with 广云', () => {
    const names = [
      ...namesOf({ surnames: ['云'], generation: '广', given: ['广云', '云'], excluded: [], birth: 'found-day' }, ''),
    ]
    expect(names).toEqual(['云广云'])
  })

  test('gives the same set of names whatever the seed; only their order differs', () => {
    fc.assert(
      fc.property(rule, seed, seed, (of, a, b) => void expect([...namesOf(of, a)].sort()).toEqual([...namesOf(of, b)].sort())),
      { numRuns: 40 },
    )
  })

  test('never proposes a name that somebody bears', () => {
    fc.assert(
      fc.property(rule, seed, (of, by) => {
        const all = [...namesOf(of, by)]
        const taken = new Set(all.filter((_, index) => index % 2 === 0))
        const found = proposals(of, by, 50, (name) => taken.has(name))
        expect(found.some((name) => taken.has(name))).toBe(false)
        expect(found.length).toBe(Math.min(50, all.length - taken.size))
      }),
    )
  })

  test('that is assumed until the bureau sets one has names enough', () => {
    expect(ruleFaults(DEFAULT_RULE)).toEqual({})
    expect([...namesOf(DEFAULT_RULE, '')].length).toBeGreaterThan(100)
  })

  test('with too few names is not kept', () => {
    expect(ruleFaults({ ...DEFAULT_RULE, surnames: ['云'], given: ['春和'] })).toHaveProperty('given')
    expect(ruleFaults({ ...DEFAULT_RULE, surnames: ['A'] })).toHaveProperty('surnames')
  })

  test('puts its fixed character before a single one, and leaves a word of two as it stands', () => {
    const of = { ...DEFAULT_RULE, surnames: ['云'], generation: '春', given: ['山', '清泉'] }
    expect([...namesOf(of, 'x')].sort()).toEqual(['云春山', '云清泉'].sort())
  })
})

describe('a name', () => {
  test.each([
    '云一',
    '张三',
    '李四',
    '王二',
    '林甲',
    '无名氏',
    '孙某',
    '赵傻',
    '云狗剩',
    '流浪汉',
    '求助人',
    'A12',
    '云',
    '云长青山川',
  ])('“%s” is nobody’s', (name) => expect(nameFault(name)).toBeTypeOf('string'))
  test.each(['云长青', '何桂香', '安春和', '田立新', '阿依·古丽', '欧阳清泉', '田一平'])('“%s” is fit', (name) =>
    expect(nameFault(name)).toBeUndefined(),
  )
  test('that the bureau excludes is refused', () => expect(nameFault('云长青', ['长青'])).toContain('长青'))
})

describe('an assigned birthday', () => {
  test('lies inside what the age seen leaves open, whatever the convention', () => {
    fc.assert(
      fc.property(
        date,
        date,
        date,
        fc.constantFrom('found-day' as const, 'first-day' as const, 'mid-year' as const),
        (a, b, found, of) => {
          const range = a < b ? { from: a, to: b } : { from: b, to: a }
          const birth = assignedBirth(of, range, found) as string
          expect(birth >= range.from && birth <= range.to).toBe(true)
        },
      ),
    )
  })

  test('takes month and day from the day of finding and the year from the middle', () => {
    expect(assignedBirth('found-day', { from: '1950-01-01', to: '1960-12-31' }, '2026-08-20')).toBe('1955-08-20')
    expect(assignedBirth('first-day', { from: '1949-08-20', to: '1959-08-20' }, '2026-08-20')).toBe('1954-01-01')
    expect(assignedBirth('found-day', { from: '1951-01-01', to: '1951-12-31' }, '2024-02-29')).toBe('1951-02-28')
  })

  test('is not made up where no age is known, and is the true one where that is', () => {
    expect(assignedBirth('mid-year', null, '2026-08-20')).toBeUndefined()
    expect(assignedBirth('mid-year', { from: '1954-03-07', to: '1954-03-07' }, '2026-08-20')).toBe('1954-03-07')
  })
})
