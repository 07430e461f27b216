import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { root } from '#kernel/config.ts'
import { groups, holdsAny, parseQuestionBook, questionKeys, wordingsOf } from './question-book.ts'
import { groupChances } from './question.ts'
import { informationOf, probabilityAfter, spreadOf, type Weighed } from './question-gain.ts'
import { zodiacOf } from './phrases.ts'
import { topicsOf } from './question-topics.ts'
import {
  answeredOf,
  bodyPartOf,
  partedReport,
  placeQuestions,
  soundKey,
  toldOf,
  toldWords,
  withAnswer,
  zodiacOfYear,
} from './question-traits.ts'
import type { GuestReport } from './report.ts'

const book = parseQuestionBook(readFileSync(join(root, 'weights/matching/questions.yaml'), 'utf8'))

const keys = ['a', 'b', 'c', 'd', 'e'] as const
const spreads = fc
  .tuple(fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 5, maxLength: 5 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([counts, told]) => spreadOf(new Map(keys.map((key, at) => [key, counts[at] as number])), told))
const situations = fc
  .tuple(
    fc.array(
      fc.tuple(fc.double({ min: 0.001, max: 1, noNaN: true }), fc.uniqueArray(fc.constantFrom(...keys), { maxLength: 2 })),
      {
        minLength: 1,
        maxLength: 6,
      },
    ),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0.001, max: 1, noNaN: true }),
  )
  .map(([raw, rest, nobody]) => {
    const total = raw.reduce((sum, [p]) => sum + p, 0) + rest + nobody
    const candidates = raw.map(
      ([p, told]): Weighed => ({
        probability: p / total,
        traits: told.map((key, at) => ({ key, words: key, ...(at === 1 && { weight: 0.3 }) })),
      }),
    )
    return { candidates, others: { rest: rest / total, nobody: nobody / total } }
  })
const models = fc.record({
  right: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
  untold: fc.double({ min: 0.05, max: 1, noNaN: true }),
})

test('a question never takes knowledge away, and never gives more than there is to know', () => {
  fc.assert(
    fc.property(situations, spreads, models, ({ candidates, others }, spread, model) => {
      const { bits } = informationOf(candidates, { rest: 0, nobody: others.nobody + others.rest }, spread, model)
      expect(bits).toBeGreaterThanOrEqual(0)
      expect(bits).toBeLessThanOrEqual(Math.log2(candidates.length + 1) + 1e-9)
      expect(informationOf(candidates, others, spread, model).bits).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('the gain is the mutual information of those who answer, as counted by hand', () => {
  fc.assert(
    fc.property(situations, spreads, models, ({ candidates, others }, spread, { right, untold }) => {
      const nobody = others.nobody + others.rest
      const seen = [...new Set(candidates.flatMap(({ traits }) => traits.map(({ key }) => key)))]
      const usual = seen.map((key) => ((spread.counts.get(key) ?? 0) + 0.5) / (spread.total + 3))
      const other = 1 - usual.reduce((sum, each) => sum + each, 0)
      const weights = (traits: Weighed['traits']) => traits.reduce((sum, { weight }) => sum + (weight ?? 1), 0)
      const share = (traits: Weighed['traits']) => Math.min(1, weights(traits))
      const chancesFor = (traits: Weighed['traits']) => {
        const own = (key: string) =>
          ((traits.find((each) => each.key === key) ?? { weight: 0 }).weight ?? 1) * (right / Math.max(1, weights(traits)))
        const anything = 1 - right * share(traits)
        return [...seen.map((key, at) => own(key) + anything * (usual[at] as number)), anything * other]
      }
      const rate = (told: number) => untold + (1 - untold) * told
      const raw = [
        ...candidates.map(({ probability, traits }) => ({ p: probability * rate(share(traits)), q: chancesFor(traits) })),
        { p: nobody * rate(spread.told), q: chancesFor([]) },
      ]
      const all = raw.reduce((sum, { p }) => sum + p, 0)
      const rows = raw.map(({ p, q }) => ({ p: p / all, q }))
      const mixed = [...seen, other].map((_, at) => rows.reduce((sum, { p, q }) => sum + p * (q[at] as number), 0))
      let bits = 0
      for (const { p, q } of rows)
        q.forEach((each, at) => {
          if (each > 0) bits += p * each * Math.log2(each / (mixed[at] as number))
        })
      const gain = informationOf(candidates, { rest: 0, nobody }, spread, { right, untold })
      expect(gain.bits).toBeCloseTo(Math.max(0, bits), 6)
      expect(gain.likelier).toBeCloseTo(all / rate(spread.told), 6)
    }),
  )
})

test('a probability after an answer is a probability, rises when it fits and falls when it does not', () => {
  fc.assert(
    fc.property(situations, spreads, models, ({ candidates, others }, spread, { right, untold }) => {
      candidates.forEach(({ probability, traits }, at) => {
        const without = probabilityAfter(candidates, at, others, spread, { right, untold })
        expect(without).toBeGreaterThanOrEqual(0)
        expect(without).toBeLessThanOrEqual(1)
        for (const { key } of traits) {
          const after = probabilityAfter(candidates, at, others, spread, { right, untold }, key)
          expect(after).toBeGreaterThanOrEqual(0)
          expect(after).toBeLessThanOrEqual(1)
        }
        const [only] = traits
        if (candidates.length > 1 || traits.length !== 1 || !only) return
        const model = { right, untold: 1 }
        expect(probabilityAfter(candidates, at, others, spread, model, only.key)).toBeGreaterThanOrEqual(probability - 1e-9)
        expect(probabilityAfter(candidates, at, others, spread, model)).toBeLessThanOrEqual(probability + 1e-9)
      })
    }),
  )
})

test('who has answered much is rather taken for somebody who speaks, who has answered nothing for somebody silent', () => {
  const none = groupChances(book, new Set(), new Set())
  expect(groups.reduce((sum, group) => sum + none[group], 0)).toBeCloseTo(1)
  const talker = groupChances(book, new Set(['name', 'province', 'county']), new Set())
  const quiet = groupChances(book, new Set(), new Set(['name', 'province', 'work', 'likes']))
  expect(talker.speaks).toBeGreaterThan(none.speaks)
  expect(quiet.silent).toBeGreaterThan(none.silent)
})

test('every question can be put to an adult and to somebody impaired; to a child none about marriage or children', () => {
  for (const key of questionKeys) {
    for (const situation of ['adult', 'impaired'] as const)
      expect(wordingsOf(book, key, { situation, mark: '右手', forbidden: [] }), `${key} ${situation}`).not.toEqual([])
    const forChildren = wordingsOf(book, key, { situation: 'child', mark: '右手', forbidden: [] })
    expect(forChildren.length > 0, key).toBe(!book.items[key].adultOnly)
    for (const { text } of forChildren) expect(text).not.toMatch(/您/)
  }
})

test('no open question can be answered by yes or no', () => {
  for (const key of questionKeys)
    for (const list of ['adult', 'child', 'impaired'] as const)
      for (const { text } of book.items[key][list]) expect(text, text).not.toMatch(/是不是|对不对|对吧|是吧|是吗|^是/)
})

test('a wording that holds what a family told is not used', () => {
  const [first] = wordingsOf(book, 'father', { situation: 'adult', forbidden: [] })
  expect(first?.text).toContain('父亲')
  expect(wordingsOf(book, 'father', { situation: 'adult', forbidden: ['父亲'] })).toEqual([])
  expect(holdsAny('您家在白石', ['白石', '石'])).toBe(true)
  expect(holdsAny('您家在白石', ['石'])).toBe(false)
})

test('a broken book of questions is refused in words', () => {
  expect(() => parseQuestionBook('items: [')).toThrow(/不是合法的 YAML/)
  expect(() => parseQuestionBook('id: x')).toThrow(/不合规定：/)
})

test('sayings go to the question that brings them out', () => {
  expect(topicsOf('我属羊的')).toEqual([{ topic: 'zodiac', thing: '7' }])
  expect(zodiacOf('属马')).toBe(zodiacOfYear(1990))
  expect(zodiacOfYear(1967)).toBe(7)
  expect(topicsOf('妈妈卖豆腐')).toEqual([{ topic: 'parents-work', thing: '豆腐' }])
  expect(topicsOf('他妈妈以前卖豆腐')[0]?.thing).toBe('豆腐')
  expect(topicsOf('补胎')[0]).toEqual(topicsOf('修过自行车')[0])
  expect(topicsOf('石灰窑')[0]?.topic).toBe('landmark')
  expect(topicsOf('嗯嗯')).toEqual([])
})

test('a saying about places goes to the widest division it names, by sound', () => {
  expect(placeQuestions('湖南')).toEqual(['province'])
  expect(placeQuestions('湖南省邵阳市新邵县')).toEqual(['province', 'city', 'county'])
  expect(placeQuestions('邵阳（音）')).toEqual(['city'])
  expect(placeQuestions('新邵县')).toEqual(['county'])
  expect(placeQuestions('石灰窑那边')).toEqual(['town'])
})

test('dialects fold together, other sounds do not', () => {
  expect(soundKey('林珍', true)).toBe(soundKey('宁金'.replace('金', '贞'), true))
  expect(soundKey('何')).not.toBe(soundKey('刘'))
  expect(bodyPartOf('右手食指缺一节')).toBe('右手')
  expect(bodyPartOf('哑')).toBeUndefined()
})

const guest: GuestReport = {
  id: 'G1',
  enteredOn: '2026-12-03',
  sex: 'female',
  ageSeen: { min: 59, max: 60 },
  nameHeard: '何桂香（音）',
  kinHeard: [{ relation: 'father', name: '何长庚' }, { name: '何桂生' }],
  placesHeard: ['湖南', '南坪嘴'],
  phrases: ['属羊', '屋后有条河'],
  marks: ['右手食指缺一节'],
  heightCm: 152,
}

test('a report taken apart and put together again is the same report', () => {
  const { seen, said } = partedReport(guest)
  expect(Object.keys(seen).sort()).toEqual(['ageSeen', 'enteredOn', 'heightCm', 'id', 'marks', 'sex'])
  expect(seen.ageSeen).toEqual({ min: 55, max: 65 })
  expect([...said.keys()].sort()).toEqual([
    'age',
    'children',
    'father',
    'landmark',
    'mother',
    'name',
    'province',
    'siblings',
    'spouse',
    'town',
    'zodiac',
  ])
  const whole = [...said.values()].reduce((report, parts) => withAnswer(report, parts), seen)
  expect(new Set(JSON.stringify(whole))).toEqual(new Set(JSON.stringify(guest)))
  expect(whole.kinHeard).toHaveLength(2)
  expect(answeredOf(guest).has('name')).toBe(true)
  expect(answeredOf(seen).size).toBe(0)
})

test('what a family told is found for each question, and all of it is forbidden in questions', () => {
  const inquiry = {
    id: 'Q1',
    name: '何桂香',
    nickname: '三妹',
    birthYear: 1967,
    kin: [{ relation: 'brother' as const, name: '何桂生' }],
    home: { code: '430522112000', text: '湖南省邵阳市新邵县大新镇' },
    marks: ['右手打谷机轧过'],
    phrases: ['屋前有条河'],
  }
  expect(toldOf(inquiry, 'zodiac')[0]?.words).toBe('属羊')
  expect(toldOf(inquiry, 'siblings').map(({ weight }) => weight)).toEqual([undefined])
  expect(toldOf(inquiry, 'father').map(({ weight }) => weight)).toEqual([0.2])
  expect(toldOf(inquiry, 'county')[0]).toEqual({ key: '430522', words: '新邵县' })
  expect(toldOf(inquiry, 'mark', guest)[0]?.words).toBe('右手打谷机轧过')
  expect(toldOf(inquiry, 'mark', { id: 'x' })).toEqual([])
  expect(toldOf(inquiry, 'landmark')[0]?.key).toBe('河边')
  for (const word of ['何桂香', '桂香', '三妹', '何桂生', '新邵', '大新镇', '邵阳市', '湖南'])
    expect(toldWords(inquiry)).toContain(word)
})
