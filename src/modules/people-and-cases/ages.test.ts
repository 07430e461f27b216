import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ageOn, birthOfAge, chineseNumber, overlap, readAge } from './ages.ts'

const on = '2026-11-21'

test.each([
  ['72岁', 72, 72],
  ['72', 72, 72],
  ['约72', 67, 77],
  ['三十来岁', 28, 35],
  ['70多岁', 70, 79],
  ['七十多', 70, 79],
  ['五六十岁', 50, 69],
  ['十七八岁', 17, 18],
  ['七八岁', 7, 8],
  ['60到70岁', 60, 70],
  ['60-70岁', 60, 70],
  ['二十出头', 20, 24],
  ['快六十', 56, 60],
  ['五十上下', 45, 55],
  ['一百零三岁', 103, 103],
  ['十几岁', 10, 19],
])('%s is an age of %i to %i', (text, from, to) => {
  expect(readAge(text, on)?.age).toEqual({ from, to })
})

test.each([
  ['1954年', '1954-01-01', '1954-12-31'],
  ['54年生', '1954-01-01', '1954-12-31'],
  ['1954年3月', '1954-03-01', '1954-03-31'],
  ['1954-03-05', '1954-03-05', '1954-03-05'],
  ['1954年3月5日出生', '1954-03-05', '1954-03-05'],
  ['72岁', '1953-11-22', '1954-11-21'],
])('%s is a birth between %s and %s', (text, from, to) => {
  expect(readAge(text, on)?.birth).toEqual({ from, to })
})

test('names and nonsense are no ages', () => {
  for (const text of ['建国', '999', '', '岁', '多', '1954-13-40', '2990年', '一'.repeat(1000), 'constructor', 'valueOf'])
    expect(readAge(text, on)).toBeUndefined()
})

test('an age seen moves on with the years', () => {
  expect(ageOn(birthOfAge({ from: 30, to: 39 }, '2016-11-21'), on)).toEqual({ from: 40, to: 49 })
  expect(birthOfAge({ from: 2, to: 2 }, '2024-02-29')).toEqual({ from: '2021-03-01', to: '2022-02-28' })
})

test('whoever is that old was born in that range', () => {
  fc.assert(
    fc.property(fc.nat(90), fc.nat(20), (from, wide) => {
      const age = { from, to: from + wide }
      expect(ageOn(birthOfAge(age, on), on)).toEqual(age)
      expect(overlap(birthOfAge(age, on), birthOfAge({ from: age.to, to: age.to }, on))).toBe(true)
      expect(overlap(birthOfAge(age, on), birthOfAge({ from: age.to + 1, to: age.to + 1 }, on))).toBe(false)
    }),
  )
})

test('Chinese numbers are read', () => {
  expect(['七十二', '廿三', '十', '二十', '一百', '一百零三', '两'].map(chineseNumber)).toEqual([72, 23, 10, 20, 100, 103, 2])
})
