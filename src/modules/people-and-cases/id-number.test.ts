import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkDigit, idParts, isDate, readIdNumber } from './id-number.ts'

const today = '2026-11-21'
const seventeen = '99990119540305123'
const right = `${seventeen}${checkDigit(seventeen)}`

test('a right number tells birth, sex and division', () => {
  expect(readIdNumber(right, today)).toMatchObject({
    level: 'valid',
    sentence: '',
    sex: 'male',
    birth: '1954-03-05',
    division: '999901',
  })
  expect(readIdNumber(right, today).parts).toEqual({ whole: right, first6: '999901', birth: '19540305', last4: right.slice(-4) })
})

test('full width, spaces, dashes and a small x are the same number', () => {
  const x = '9999011954030515'
  const withX = Array.from({ length: 10 }, (_, digit) => `${x}${digit}`).find((each) => checkDigit(each) === 'X') as string
  for (const text of [`${withX}x`, `${withX}Ｘ`, `${withX.slice(0, 6)} ${withX.slice(6, 14)}-${withX.slice(14)}×`]) {
    expect(readIdNumber(text, today)).toMatchObject({ level: 'valid', number: `${withX}X` })
  }
})

test('any one digit that is wrong is noticed, and the number is kept as stated', () => {
  fc.assert(
    fc.property(fc.integer({ min: 14, max: 17 }), fc.integer({ min: 1, max: 9 }), (at, more) => {
      const digit = right[at] === 'X' ? 3 : (Number(right[at]) + more) % 10
      const wrong = `${right.slice(0, at)}${digit}${right.slice(at + 1)}`
      const reading = readIdNumber(wrong, today)
      expect(reading).toMatchObject({ level: 'check-digit-wrong', stated: wrong, parts: { whole: wrong } })
      expect(reading.sentence).toContain('已按所述保留')
    }),
  )
})

test('a day that does not exist, one to come, and one too long ago are impossible', () => {
  for (const [birth, why] of [
    ['19540230', '没有这一天'],
    ['19541301', '没有这一天'],
    ['20261122', '还没有到'],
    ['18540305', '超过 130 岁'],
  ] as const) {
    const reading = readIdNumber(`999901${birth}1230`, today)
    expect(reading.level).toBe('impossible-date')
    expect(reading.sentence).toContain(why)
  }
})

test('fifteen digits are historic: the alias of eighteen is derived, what was written stays, both writings meet', () => {
  const reading = readIdNumber('999901540305123', today)
  expect(reading).toMatchObject({ level: 'historic', stated: '999901540305123', number: '999901540305123', alias: right })
  expect(idParts('999901540305123')).toEqual(idParts(right))
})

test('residence permits of people from Hong Kong, Macao and Taiwan pass the same check', () => {
  for (const division of ['810000', '820000', '830000']) {
    const made = `${division}18540305123`
    expect(readIdNumber(`${made}${checkDigit(made)}`, '1900-01-01')).toMatchObject({ level: 'valid', kind: 'residence-permit' })
  }
})

test('a division that no table knows warns and does not refuse', () => {
  const reading = readIdNumber(right, today, () => undefined)
  expect(reading.level).toBe('valid')
  expect(reading.sentence).toContain('999901')
})

test('another shape is kept as stated with a sentence; ten megabytes are refused at once', () => {
  expect(readIdNumber('9999-12345', today)).toMatchObject({ level: 'shape-wrong', stated: '9999-12345' })
  expect(readIdNumber('忘记了', today).sentence).toMatch(/只能有数字/)
  expect(readIdNumber('😀', today).level).toBe('shape-wrong')
  expect(readIdNumber('', today).level).toBe('empty')
  expect(readIdNumber('9'.repeat(10_000_000), today)).toMatchObject({ level: 'too-long', stated: '' })
})

test('leap years are those of the calendar', () => {
  expect([isDate(2000, 2, 29), isDate(1900, 2, 29), isDate(2024, 2, 29), isDate(2023, 2, 29)]).toEqual([true, false, true, false])
})

test('whatever was typed gets an answer, never an exception', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => void readIdNumber(text, today)))
})
