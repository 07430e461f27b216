import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bigrams, isNumberName, nameParts, normalizeName, readName, searchPieces, splitName } from './names.ts'

test('full width, spaces between hanzi and every kind of middle dot come to one writing', () => {
  expect(normalizeName(' 李　兰 ')).toBe('李兰')
  for (const dot of ['·', '•', '‧', '・', '･', '.', '．']) expect(normalizeName(`阿不都 ${dot} 热西提`)).toBe('阿不都·热西提')
  expect(normalizeName('Ｗａｎｇ  Wei')).toBe('Wang Wei')
  expect(normalizeName('李\u200b兰')).toBe('李兰')
})

test('a variant character stays as it is written', () => {
  expect(normalizeName('陳英')).toBe('陳英')
})

test('normalising again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      expect(normalizeName(normalizeName(text))).toBe(normalizeName(text))
    }),
  )
})

test('rare characters pass and stay whole', () => {
  expect(readName('𠮷田𪚥')).toEqual({ ok: true, name: '𠮷田𪚥' })
  expect(bigrams('李𠮷')).toEqual(['李', '李𠮷', '𠮷'])
})

test('emoji, digits, broken characters, nothing and ten megabytes are refused in words', () => {
  for (const [text, reason] of [
    ['李兰😀', 'character'],
    ['李3', 'digits'],
    ['李\ud842', 'character'],
    ['　', 'empty'],
    ['李'.repeat(51), 'too-long'],
    ['李'.repeat(10_000_000), 'too-long'],
  ] as const) {
    const reading = readName(text)
    expect(reading.ok ? 'accepted' : reading.reason).toBe(reason)
    expect(reading.ok ? '' : reading.sentence).toMatch(/[。]$/)
  }
})

test('a stand-in for a name is no name', () => {
  for (const name of ['无名氏', '无名氏 20261121-03', '不详', '小3']) expect(isNumberName(name)).toBe(true)
  expect(isNumberName('吴明')).toBe(false)
})

test('family and given names part, also compound ones; names with dots have parts', () => {
  expect(splitName('欧阳娜娜')).toEqual({ family: '欧阳', given: '娜娜' })
  expect(splitName('李兰')).toEqual({ family: '李', given: '兰' })
  expect(splitName('阿不都·热西提')).toEqual({ family: '', given: '阿不都·热西提' })
  expect(nameParts('阿不都·热西提')).toEqual(['阿不都', '热西提'])
})

test('any run of characters of a name is among its pieces', () => {
  const han = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code))
  const rare = fc.integer({ min: 0x20000, max: 0x2a6d0 }).map((code) => String.fromCodePoint(code))
  fc.assert(
    fc.property(fc.array(fc.oneof(han, rare), { minLength: 1, maxLength: 12 }), fc.nat(), fc.nat(), (characters, a, b) => {
      const from = a % characters.length
      const part = characters.slice(from, from + 1 + (b % (characters.length - from))).join('')
      const kept = new Set(bigrams(characters.join('')))
      expect(searchPieces(part).every((piece) => kept.has(piece))).toBe(true)
    }),
  )
})
