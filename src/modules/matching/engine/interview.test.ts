import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { root } from '#kernel/config.ts'
import { openIndex } from './index.ts'
import { loadWeights } from './load.ts'
import { nextQuestions, type QuestionSource } from './question.ts'
import { parseQuestionBook, type QuestionKey, questionKeys } from './question-book.ts'
import { toldWords } from './question-traits.ts'
import type { GuestReport, InquiryReport } from './report.ts'

const book = parseQuestionBook(readFileSync(join(root, 'weights/matching/questions.yaml'), 'utf8'))
const weights = loadWeights()

function sourceOf(inquiries: readonly InquiryReport[]): QuestionSource {
  const index = openIndex(weights, inquiries)
  const told = new Map(inquiries.map((each) => [each.id, each]))
  return {
    size: told.size,
    report: (id) => told.get(id),
    reports: () => told.values(),
    rank: (guest, options) => index.rank(guest, options),
  }
}

const surname = fc.constantFrom('何', '贺', '林', '宁', '张', '章', '父', '名')
const given = fc.constantFrom('桂香', '贵芳', '长庚', '大江', '亲', '字', '妹', '建国')
const name = fc.tuple(surname, given).map((parts) => parts.join(''))
const home = fc.constantFrom(
  { code: '430522112000', text: '湖南省邵阳市新邵县大新镇' },
  { code: '430121', text: '湖南省长沙市长沙县' },
  { code: '450721', text: '广西壮族自治区钦州市灵山县' },
  { code: '511722107000', text: '四川省达州市宣汉县南坝镇' },
)
const inquiry = fc.record(
  {
    lostOn: fc.constant('2019-05-02'),
    sex: fc.constantFrom('female' as const, 'male' as const),
    name,
    nickname: fc.constantFrom('三妹', '狗娃', '名字', '老家'),
    birthYear: fc.integer({ min: 1950, max: 2012 }),
    home,
    kin: fc.array(fc.record({ relation: fc.constantFrom('father' as const, 'sister' as const), name }), { maxLength: 3 }),
    marks: fc.array(fc.constantFrom('右手打谷机轧过', '左眉有痣', '右手'), { maxLength: 2 }),
    phrases: fc.array(fc.constantFrom('家里做豆腐卖', '屋前有条河', '坐错了车', '您家'), { maxLength: 2 }),
  },
  { requiredKeys: ['lostOn', 'sex'] },
)
const inquiries = fc
  .array(inquiry, { minLength: 1, maxLength: 25 })
  .map((all) => all.map((each, at) => ({ ...each, id: `Q${at}` }) as InquiryReport))
const guests = fc.record(
  {
    id: fc.constant('G'),
    enteredOn: fc.constant('2026-12-03'),
    sex: fc.constantFrom('female' as const, 'male' as const),
    ageSeen: fc.constantFrom({ min: 55, max: 65 }, { min: 9, max: 12 }),
    nameHeard: name,
    placesHeard: fc.constantFrom(['湖南'], ['南坝']),
    marks: fc.constant(['右手食指缺一节']),
  },
  { requiredKeys: ['id', 'enteredOn'] },
) as fc.Arbitrary<GuestReport>
const askedSets = fc.uniqueArray(fc.constantFrom(...questionKeys), { maxLength: 8 }).map((keys) => new Set<QuestionKey>(keys))

test('no question holds what any candidate’s family told; none is asked twice; gains are bits, chances are chances', () => {
  fc.assert(
    fc.property(inquiries, guests, askedSets, fc.boolean(), (all, guest, asked, impaired) => {
      const source = sourceOf(all)
      const ranking = source.rank(guest, { limit: 50, explain: 0 })
      const questions = nextQuestions(source, guest, ranking, {
        book,
        asked,
        limit: 30,
        ...(impaired && { situation: 'impaired' }),
      })
      const forbidden = all.flatMap(toldWords)
      for (const question of questions) {
        // What the guest's own body shows may be named; it is the guest's.
        for (const { text } of [question, ...question.otherWays])
          for (const word of forbidden)
            expect(text.replace(question.key === 'mark' ? '右手' : '\u0000', ''), text).not.toContain(word)
        expect(asked.has(question.key)).toBe(false)
        expect(question.gain).toBeGreaterThanOrEqual(0)
        expect(question.answerable).toBeGreaterThanOrEqual(0)
        expect(question.answerable).toBeLessThanOrEqual(1)
        for (const { probabilityAfter, answer } of question.outcomes) {
          expect(probabilityAfter).toBeGreaterThanOrEqual(0)
          expect(probabilityAfter).toBeLessThanOrEqual(1)
          expect(answer).not.toBe('')
        }
      }
      expect(new Set(questions.map(({ key }) => key)).size).toBe(questions.length)
    }),
    { numRuns: 15 },
  )
})

const person = (id: string, more: Partial<InquiryReport>): InquiryReport => ({
  id,
  sex: 'female',
  lostOn: '2019-05-02',
  name: '何桂香',
  birthYear: 1967,
  home: { code: '430522112000', text: '湖南省邵阳市新邵县大新镇' },
  ...more,
})
const heard: GuestReport = {
  id: 'G',
  enteredOn: '2026-12-03',
  sex: 'female',
  ageSeen: { min: 55, max: 65 },
  nameHeard: '何桂香',
  placesHeard: ['湖南'],
}

test('it asks about that in which the candidates differ, not about what they share', () => {
  const source = sourceOf([
    person('Q1', { kin: [{ relation: 'father', name: '何长庚' }] }),
    person('Q2', { kin: [{ relation: 'father', name: '何大江' }] }),
  ])
  const [first, ...others] = nextQuestions(source, heard, source.rank(heard), { book, asked: new Set(), limit: 30 })
  expect(first?.key).toBe('father')
  expect(others.find(({ key }) => key === 'county')?.gain ?? 0).toBeLessThan(first?.gain ?? 0)
  expect(first?.outcomes.map(({ answer }) => answer)).toEqual(expect.arrayContaining(['说到何长庚', '说到何大江', '说的是别的']))
  const before = new Map(source.rank(heard).candidates.map(({ inquiryId, probability }) => [inquiryId, probability]))
  for (const { answer, candidateId, probabilityAfter } of first?.outcomes ?? []) {
    if (answer === '说的是别的') expect(probabilityAfter).toBeLessThan(before.get(candidateId) as number)
    else expect(probabilityAfter).toBeGreaterThan(before.get(candidateId) as number)
  }
})

test('a mark on the guest’s own body is asked about by its place, never by what the family says made it', () => {
  const marked = { ...heard, marks: ['右手食指缺一节'] }
  const source = sourceOf([person('Q1', { marks: ['右手打谷机轧过'] }), person('Q2', { marks: ['左眉有痣'] })])
  const questions = nextQuestions(source, marked, source.rank(marked), { book, asked: new Set(), limit: 30 })
  const mark = questions.find(({ key }) => key === 'mark')
  expect(mark?.text).toContain('右手')
  expect(mark?.text).not.toContain('打谷机')
  expect(mark?.outcomes[0]?.answer).toBe('说到右手打谷机轧过')
})

test('a child is spoken to as a child and asked nothing about marriage', () => {
  const child: GuestReport = { id: 'G', enteredOn: '2026-12-03', sex: 'male', ageSeen: { min: 8, max: 10 } }
  const source = sourceOf([
    person('Q1', { sex: 'male', birthYear: 2017 }),
    person('Q2', { sex: 'male', birthYear: 2016, name: '林大江' }),
  ])
  const questions = nextQuestions(source, child, source.rank(child), { book, asked: new Set(), limit: 30, outcomes: false })
  expect(questions.length).toBeGreaterThan(8)
  expect(questions.map(({ key }) => key)).not.toContain('spouse')
  for (const { text, outcomes } of questions) {
    expect(text).not.toContain('您')
    expect(outcomes).toEqual([])
  }
})

test('without inquiries there is something to ask all the same, and it promises nothing', () => {
  const source = sourceOf([])
  for (const { gain, outcomes } of nextQuestions(source, heard, source.rank(heard), { book, asked: new Set() })) {
    expect(gain).toBe(0)
    expect(outcomes).toEqual([])
  }
})
