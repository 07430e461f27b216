import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldKey, foldSyllable, SYLLABLES } from './sound-rules.ts'
import { KEY_LIMIT, soundAlike, soundOf, spokenKeys } from './sound.ts'
import { typedSound } from './typed-sound.ts'

const alike = [
  ['李兰', '李南', '黎岚'],
  ['胡建', '傅建', '付健'],
  ['张珊', '章三'],
  ['陈英', '程莹'],
  ['刘冉', '刘兰'],
  ['林青', '凌琴', '宁清'],
  ['洪辉', '冯飞'],
  ['单英', '善莹'],
  ['仇建国', '裘建国'],
  ['解放', '谢方'],
  ['查理', '渣李'],
  ['曾强', '增墙'],
  ['余建', '于键', '易建'],
  ['黄飞', '房飞'],
  ['任强', '林强'],
]

test.each(alike)('%s sounds like %s', (...names) => {
  for (const other of names.slice(1)) expect(soundAlike(names[0] as string, other)).toBe(true)
})

test('names that differ to every ear do not meet', () => {
  for (const [one, other] of [
    ['李兰', '王兰'],
    ['张珊', '张伟'],
    ['陈英', '程刚'],
    ['黄飞', '王飞'],
    ['林青', '林强'],
    ['余建', '余军'],
  ] as const)
    expect(soundAlike(one, other)).toBe(false)
})

test('keys are as documented', () => {
  expect(soundOf('李南').sounds[0]).toBe('li-lan')
  expect(soundOf('傅建').sounds[0]).toBe('fu-jian')
  expect(soundOf('宁清').sounds[0]).toBe('lin-qin')
  expect(soundOf('冯飞').sounds[0]).toBe('fen-fei')
  expect(soundOf('洪辉').sounds[0]).toBe('fen-fei')
})

test('surnames have their own reading first, and keep the others', () => {
  for (const [name, first] of Object.entries({
    单英: 'shan',
    仇英: 'qiu',
    解英: 'xie',
    查英: 'zha',
    曾英: 'zeng',
    区英: 'ou',
    朴英: 'piao',
    覃英: 'qin',
    洗英: 'xian',
    黑英: 'he',
    种英: 'chong',
    么英: 'yao',
    秘英: 'bi',
    祭英: 'zhai',
    佴英: 'nai',
    适英: 'kuo',
    乐英: 'yue',
    盖英: 'ge',
  })) {
    expect(soundOf(name).pinyin).toBe(`${first}ying`)
  }
  expect(soundOf('乐英').readings.map((each) => each.pinyin)).toContain('leying')
  expect(soundOf('盖英').readings.map((each) => each.pinyin)).toContain('gaiying')
  expect(soundOf('尉迟恭').pinyin).toBe('yuchigong')
})

test('folding a folded key changes nothing', () => {
  for (const syllable of SYLLABLES) expect(foldSyllable(foldSyllable(syllable))).toBe(foldSyllable(syllable))
  const han = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code))
  fc.assert(
    fc.property(fc.array(han, { minLength: 1, maxLength: 5 }), (characters) => {
      const { sounds } = soundOf(characters.join(''))
      expect(sounds.filter((key) => !key.startsWith('~')).length).toBeLessThanOrEqual(KEY_LIMIT)
      for (const key of sounds) expect(foldKey(key)).toBe(key)
    }),
  )
})

test('every name meets itself by sound and by its own pinyin', () => {
  const han = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code))
  fc.assert(
    fc.property(fc.array(han, { minLength: 2, maxLength: 4 }), (characters) => {
      const name = characters.join('')
      const { sounds, pinyin } = soundOf(name)
      expect(spokenKeys(name)).toContain(sounds[0])
      // A character without a known reading stands for itself and cannot be typed as pinyin.
      if (/^[a-z]+$/.test(pinyin)) expect(typedSound(pinyin)?.prefixes).toContain(pinyin)
    }),
  )
})

test('a stand-in for a name has no sound; a rare character stands for itself', () => {
  expect(soundOf('无名氏 20261121-03').sounds).toEqual([])
  expect(soundOf('李𠮷')).toMatchObject({ pinyin: 'li𠮷', sounds: ['li-𠮷'] })
})

test('given names and the parts of names with dots have keys of their own', () => {
  expect(soundOf('何桂香').sounds).toEqual(['he-gui-xian', '~gui-xian'])
  expect(soundOf('阿不都·热西提').sounds).toContain('~le-xi-ti')
  expect(spokenKeys('桂香')).toContain('~gui-xian')
})

test('typed pinyin is read whole, cut off, as initials, and mixed', () => {
  expect(typedSound('heguix')?.prefixes).toEqual(['heguix'])
  expect(typedSound('hgx')?.initials).toContainEqual({ initials: 'hgx', pattern: 'h%g%x%' })
  expect(typedSound('hegx')?.initials).toContainEqual({ initials: 'hgx', pattern: 'heg%x%' })
  expect(typedSound('zhx')?.initials).toContainEqual({ initials: 'zx', pattern: 'zh%x%' })
  for (const text of ['he gui xiang', 'hé guì xiāng', 'he2gui4xiang1', "He'gui'xiang"]) {
    expect(typedSound(text)).toMatchObject({ prefixes: ['heguixiang'] })
    expect(typedSound(text)?.sounds).toContain('he-gui-xian')
  }
  expect(typedSound('lü xiulan')?.prefixes).toEqual(['lvxiulan'])
  expect(typedSound('luxiulan')?.prefixes).toEqual(['luxiulan', 'lvxiulan'])
  expect(typedSound('xian')?.sounds).toEqual(expect.arrayContaining(['xian', 'xi-an']))
  expect(typedSound('a'.repeat(1000))).toBeUndefined()
})

test('no typed text takes long to read', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'anegizh'), maxLength: 48 }), (text) => void typedSound(text)),
    { numRuns: 300 },
  )
})
