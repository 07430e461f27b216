import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Asked, readQuery } from './query-words.ts'

const today = '2026-11-21'
const asked = (text: string): Partial<Asked> => {
  const reading = readQuery(text, today)
  if (!reading.ok) throw new Error(reading.sentence)
  return Object.fromEntries(Object.entries(reading.asked).filter(([, value]) => !Array.isArray(value) || value.length > 0))
}
const seventies = { from: '1946-11-22', to: '1956-11-21' }

test.each<[string, Partial<Asked>]>([
  ['李兰', { names: ['李兰'] }],
  ['李 秋云', { names: ['李秋云'] }],
  ['何桂香 70多岁 女', { names: ['何桂香'], birth: seventies, sex: 'female' }],
  ['李兰女70多岁', { names: ['李兰'], birth: seventies, sex: 'female' }],
  ['女儿 李秋云', { kin: [{ relation: '女儿', name: '李秋云' }] }],
  ['他儿子叫建国', { kin: [{ relation: '儿子', name: '建国' }] }],
  ['妈妈 王秀英 老家湖北黄冈', { kin: [{ relation: '妈妈', name: '王秀英' }], places: ['湖北黄冈'] }],
  ['小名狗蛋', { nicknames: ['狗蛋'] }],
  ['hgx', { typed: ['hgx'] }],
  ['he gui xiang', { typed: ['he gui xiang'] }],
  ['何gx', { typed: ['he gx'] }],
  ['无名氏 20261121-03', { nameless: '20261121-03' }],
  ['20261121-03', { nameless: '20261121-03' }],
  ['无名氏', { nameless: '' }],
  ['云救2026-1187', { file: { prefix: '云救', number: '2026-1187' } }],
  ['2026-1187', { file: { prefix: '', number: '2026-1187' } }],
  ['999901540305123', { documents: [[{ part: 'whole', value: '999901195403051239' }]] }],
  ['９９９９０１１９５４０３０５１２３９', { documents: [[{ part: 'whole', value: '999901195403051239' }]] }],
  ['尾号123x', { documents: [[{ part: 'last4', value: '123X' }]] }],
  ['999901', { documents: [[{ part: 'first6', value: '999901' }]] }],
  ['19540305', { documents: [[{ part: 'birth', value: '19540305' }]], nameless: '19540305' }],
  ['左手六指 四川口音', { marks: ['左手六指'], places: ['四川'] }],
  ['王建国, 河南省信阳市', { names: ['王建国'], places: ['河南省信阳市'] }],
  ['李兰 黄冈', { names: ['李兰'], places: ['黄冈'] }],
  ['建平', { names: ['建平'], places: ['建平'] }],
  ['阿不都 ・ 热西提', { names: ['阿不都·热西提'] }],
  ['𠮷田', { names: ['𠮷田'] }],
  ['老人', { birth: { from: '1915-11-22', to: '1968-11-21' } }],
])('%s', (text, expected) => {
  expect(asked(text)).toEqual(expected)
})

test('a wrong check digit is still looked up and said', () => {
  expect(asked('999901195403051230')).toMatchObject({ documents: [[{ part: 'whole', value: '999901195403051230' }]] })
  expect(asked('999901195403051230').remarks?.[0]).toContain('校验码对不上')
})

test('emoji change nothing about the answer', () => {
  expect(asked('😀李兰👵🏻 70多岁')).toEqual(asked('李兰 70多岁'))
})

test.each([
  ['', 'empty'],
  ['😀', 'empty'],
  ['男', 'too-broad'],
  ['李'.repeat(201), 'too-long'],
  ['李'.repeat(10_000_000), 'too-long'],
])('what cannot be looked up is refused in words', (text, reason) => {
  const reading = readQuery(text, today)
  expect(reading.ok ? 'accepted' : reading.reason).toBe(reason)
  expect(reading.ok ? '' : reading.sentence).toMatch(/。$/)
})

test('whatever is typed gets an answer or a refusal, never an exception', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 220 }), (text) => void readQuery(text, today)))
  const words = fc.constantFrom(
    '李兰',
    '70多岁',
    '女',
    '女儿',
    '叫',
    '湖北',
    '-',
    '2026',
    '9999',
    '六指',
    'hgx',
    '·',
    '无名氏',
    '人',
    ' ',
  )
  fc.assert(fc.property(fc.array(words, { maxLength: 12 }), (list) => void readQuery(list.join(''), today)))
})

test('words that every JavaScript object knows are words like others', () => {
  for (const word of ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__'])
    expect(asked(word)).not.toMatchObject({ sex: expect.anything() })
})
