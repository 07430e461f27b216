import { expect, test } from 'vitest'
import { alikeClothes } from './clothes.ts'
import { heightAt } from './growth.ts'
import { alikeMarks, markFeatures } from './marks.ts'
import { coreOfNickname, heardForm, nameForm } from './name-forms.ts'
import { alikePhrases, phraseFeatures, zodiacOf } from './phrases.ts'
import { heardPlaces, homeWords, placeCode, workWords } from './place-words.ts'
import { wordOf } from './sound.ts'

const phrase = (one: string, other: string) => alikePhrases(phraseFeatures(one), phraseFeatures(other), 0.35, 0.6)
const mark = (one: string, other: string) => alikeMarks(markFeatures(one), markFeatures(other), 0.08, 0.3)

test.each([
  ['左手缺指', '左手少一个指头'],
  ['上唇瘢痕', '兔唇，做过手术'],
  ['唇裂术后', '嘴唇豁过'],
  ['脊柱后凸', '背有点驼'],
  ['双耳失聪', '听不见'],
  ['多指畸形（左手）', '左手六个指头'],
  ['右眼球萎缩', '右眼瞎'],
  ['甲状腺肿大', '大脖子病'],
  ['右下腹手术疤', '做过阑尾手术'],
  ['头顶疤痕、局部无发', '头顶有块疤不长头发'],
  ['O形腿', '罗圈腿'],
  ['左前臂纹身', '左胳膊上有纹身'],
  ['颈部红色斑块', '脖子有红胎记'],
  ['双手震颤', '手老是抖'],
])('station and family mean one mark: %s, %s', (one, other) => {
  expect(mark(one, other)).toBeGreaterThan(0.5)
  expect(mark(other, one)).toBeGreaterThan(0.5)
})

test.each([
  ['左手缺指', '右手少一个指头'],
  ['前额有疤', '脖子有红胎记'],
  ['右面颊黑痣', '背上有痣'],
  ['缺门牙', '罗圈腿'],
])('these are two marks: %s, %s', (one, other) => {
  expect(mark(one, other)).toBeLessThan(0.2)
})

test.each([
  ['妈妈卖豆腐', '家里做豆腐卖'],
  ['火车从家过', '屋后是铁路'],
  ['爸爸开车', '父亲开拖拉机'],
  ['妈妈踩缝纫机', '妈妈会做裁缝'],
  ['爸爸下井', '父亲挖煤'],
  ['火烧房子', '家里失过火'],
  ['要辣椒', '爱吃辣'],
  ['坐公交车', '喜欢坐公交车'],
])('two sayings mean one thing: %s, %s', (one, other) => {
  expect(phrase(one, other)).toBeGreaterThan(0.5)
})

test('two sayings that share no thing do not meet', () => {
  expect(phrase('妈妈卖豆腐', '爸爸当过兵')).toBe(0)
  expect(phrase('妈妈没了', '妈妈喂猪')).toBeLessThan(0.3)
})

test('a zodiac animal is heard however it is said', () => {
  expect(['属马', '我属马的', '属小龙', '马年生的', '爱吃马肉'].map(zodiacOf)).toEqual([6, 6, 5, 6, undefined])
})

test('names are taken apart as they are said', () => {
  expect(heardForm('张李氏')?.married?.own.map(({ character }) => character)).toEqual(['李'])
  expect(heardForm('李氏')?.married?.husband).toBeUndefined()
  expect(heardForm('凌妹（音）')).toMatchObject({ text: '凌妹', byEar: true })
  expect(nameForm('买买提·依明')).toMatchObject({ surname: 0, parts: ['买买提', '依明'] })
  expect(nameForm('欧阳娜娜')?.surname).toBe(2)
  expect(nameForm('无名氏12')).toBeUndefined()
  expect(heardForm('石某')?.word.map(({ missing }) => missing)).toEqual([false, true])
  expect(coreOfNickname(wordOf('肖娟'))?.character).toBe('娟')
  expect(coreOfNickname(wordOf('陶套'))?.character).toBe('套')
  expect(coreOfNickname(wordOf('石头'))).toBeUndefined()
})

test('places are read with and without their kinds, joined, old and by ear', () => {
  expect(heardPlaces('零陵地区祁阳县').map(({ text }) => text)).toEqual(['零陵地区', '祁阳县'])
  expect(heardPlaces('河南信阳地区').map(({ text }) => text)).toEqual(['河南', '信阳地区'])
  expect(heardPlaces('达新（音）')).toEqual([{ text: '达新', codes: [] }])
  expect(heardPlaces('万县')[0]?.codes).toContain('500101')
  expect(homeWords({ code: '360722107000', text: '江西省赣州市信丰县铁石口镇' })).toEqual({ town: '铁石口' })
  expect(homeWords({ code: '530924205200', text: '云南省大理白族自治州宾川县拉乌彝族乡大厂村' }).village).toBe('大厂')
  expect(placeCode({ text: '湖南省永州市祁阳市潘市镇' })).toBe('431181')
  expect(workWords(['家在北新煤矿旁边', '家住桥边', '村前一条大河', '挨着砖瓦厂'])).toEqual(['北新煤矿'])
})

test('clothes of last week meet piece by piece, height grows with a child', () => {
  expect(alikeClothes('紫毛衣、灰长裤、布鞋', '紫毛衣、灰长裤、布鞋')).toBeGreaterThan(1000)
  expect(alikeClothes('紫毛衣、灰长裤', '红棉袄、黑裙子')).toBeLessThan(0.2)
  expect(heightAt(15, false) - heightAt(9, false)).toBeGreaterThan(25)
  expect(heightAt(60, true)).toBe(heightAt(30, true))
})
