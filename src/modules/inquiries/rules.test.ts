import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toldSchema } from '#facts/fragments.ts'
import {
  codeKey,
  guardianNeeded,
  impossible,
  minorOf,
  nameKey,
  phoneKey,
  questionsOf,
  reachable,
  readRoughDate,
  receiptState,
  saysSomething,
  toldOf,
} from './rules.ts'
import { inquiryLife, type InquiryState } from './lifecycle.ts'
import { mayPublish, publishable } from './rules-lead.ts'
import { columns, judgeRow, readHeader, readKin } from './rules-rows.ts'
import { type ToldForm, toldForm } from './schema.ts'

const TODAY = '2026-12-09'
const names = fc.constantFrom(
  '王',
  '阿卜杜热合曼·买买提',
  '欧阳春晓',
  '罗小军',
  '尼玛次仁扎西卓玛央金',
  'John Smith',
  "O'Neill",
  '𠮷田',
  'ลัดดา',
  '某某',
)
const forms: fc.Arbitrary<ToldForm> = fc
  .record(
    {
      name: fc.oneof(names, fc.constant({ unknown: 'refused' as const })),
      nicknames: fc.array(names, { maxLength: 12 }),
      sex: fc.constantFrom('male' as const, 'female' as const),
      birthDate: fc.constantFrom('1954-03-07', '2018-02-28', '2030-01-01'),
      birthYear: fc.integer({ min: 1880, max: 2100 }),
      ageWhenLost: fc.integer({ min: 0, max: 120 }),
      minor: fc.boolean(),
      lostDate: fc.constantFrom('1990-05-01', '2026-12-09', '1900-01-01'),
      lostYear: fc.integer({ min: 1880, max: 2100 }),
      lostMonth: fc.integer({ min: 1, max: 12 }),
      lostPlace: fc.oneof(
        fc.string({ minLength: 1, maxLength: 120 }).filter((text) => text.trim() !== ''),
        fc.constant({ unknown: 'not-asked' as const }),
      ),
      lostDivision: fc.constantFrom('430702', '110101'),
      home: names,
      kin: fc.array(fc.record({ relation: fc.constantFrom('father' as const, 'brother' as const), name: names }), {
        maxLength: 12,
      }),
      marks: fc.array(names, { maxLength: 20 }),
      heightCm: fc.integer({ min: 30, max: 250 }),
    },
    { requiredKeys: [] },
  )
  .map((form) => toldForm.parse(form) as ToldForm)

describe('what is told', () => {
  test('of any form, with everything unknown or odd, has the shape that is compared', () => {
    fc.assert(
      fc.property(forms, fc.option(names, { nil: undefined }), (form, askerName) => {
        const told = toldOf(form, { askerName, askerRelation: 'mother' }, { lost: '某县' }, TODAY)
        expect(toldSchema.safeParse(told).success).toBe(true)
        expect(JSON.stringify(told)).not.toMatch(/null|unknown/)
        expect(Object.values(told).every((value) => !Array.isArray(value) || value.length > 0)).toBe(true)
      }),
    )
  })

  test('everything unknown is told as nothing at all', () => {
    expect(toldOf({ name: { unknown: 'refused' }, home: { unknown: 'not-asked' } }, {}, {}, TODAY)).toEqual({})
  })

  test('found before lost, lost before born and a hundred and twenty years are questions, not refusals', () => {
    const odd: ToldForm = { name: '甲', birthYear: 2000, lostYear: 1980 }
    expect(impossible(odd, TODAY)).toEqual({})
    expect(questionsOf(odd).join()).toContain('出生以前')
    expect(impossible({ lostDate: '2027-01-01' }, TODAY)).toHaveProperty('lostDate')
  })

  test('a year alone becomes its first day, so that nobody found that year is ruled out', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2026 }),
        fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
        (lostYear, lostMonth) => {
          const { lostOn } = toldOf({ lostYear, ...(lostMonth ? { lostMonth } : {}) }, {}, {}, TODAY)
          expect(lostOn! <= `${lostYear}-${String(lostMonth ?? 1).padStart(2, '0')}-01`).toBe(true)
        },
      ),
    )
  })

  test('a close relative who asks is one of the kin; a friend is not', () => {
    const told = (askerRelation: 'mother' | 'friend') => toldOf({ name: '甲' }, { askerName: '乙', askerRelation }, {}, TODAY)
    expect([told('mother').kin, told('friend').kin]).toEqual([[{ relation: 'mother', name: '乙' }], undefined])
  })

  test('one way to reach them and one thing about the person are enough, and neither is asked twice', () => {
    expect([reachable({}), reachable({ wechat: 'abc' }), reachable({ address: '某村' })]).toEqual([false, true, true])
    expect([
      saysSomething({}),
      saysSomething({ sex: 'male' }),
      saysSomething({ marks: ['疤'] }),
      saysSomething({ name: '王' }),
    ]).toEqual([false, false, true, true])
  })
})

describe('minors', () => {
  test('who was a child when lost stays one for what is published, whatever age today', () => {
    expect(minorOf({ birthYear: 1980, lostYear: 1990 }, TODAY)).toBe(true)
    expect(minorOf({ birthYear: 1950, lostYear: 1990 }, TODAY)).toBe(false)
    expect(minorOf({ name: '甲' }, TODAY)).toBeUndefined()
    expect(minorOf({ birthYear: 1980 }, TODAY)).toBeUndefined()
  })

  test('a guardian is needed below fourteen of today, and for a child of unknown age', () => {
    expect(guardianNeeded({ birthYear: 2014 }, TODAY)).toBe(true)
    expect(guardianNeeded({ birthYear: 1980, lostYear: 1985 }, TODAY)).toBe(false)
    expect(guardianNeeded({ minor: true }, TODAY)).toBe(true)
    expect(guardianNeeded({ name: '甲' }, TODAY)).toBe(false)
  })

  test('is never published: not a minor, not somebody of unknown age, not a lead, not without consent', () => {
    const one = { publishConsent: true, minor: false, lead: false, state: 'admitted' }
    expect(mayPublish(one)).toBe(true)
    for (const more of [{ minor: true }, { minor: null }, { lead: true }, { publishConsent: false }, { state: 'closed' }])
      expect(mayPublish({ ...one, ...more })).toBe(false)
  })

  test('what is published has no contact, no kin and no exact birth date', () => {
    const told = { name: '甲', birthDate: '1954-03-07', kin: [{ name: '乙' }], phrases: ['秘密'], marks: ['疤'] }
    const out = JSON.stringify(publishable(told, { id: 'a/1', entry: '', expiry: '', sourceName: '站' }))
    expect(out).toContain('1954')
    expect(out).not.toMatch(/03-07|乙|秘密/)
  })
})

describe('the receipt', () => {
  test('reads the same for a pair that was found and one that was not, in every state', () => {
    expect(receiptState('matched', false)).toBe(receiptState('admitted', false))
    for (const state of Object.keys(inquiryLife.states) as InquiryState[])
      expect(['received', 'comparing', 'call', 'answered', 'closed']).toContain(receiptState(state, false))
    expect(receiptState('matched', true)).toBe(receiptState('admitted', true))
  })

  test('a code is read however it is typed', () => {
    expect(codeKey('abcde-fgh1o')).toBe(codeKey(' ABCDE FGHI0 '))
  })
})

describe('keys', () => {
  test('one person is found twice whatever the spaces, dots and width', () => {
    expect(nameKey('阿卜杜 · 买买提')).toBe(nameKey('阿卜杜·买买提'))
    expect(nameKey('ＪＯＨＮ')).toBe(nameKey('john'))
    expect(phoneKey('+86 139-0000-1234')).toBe('13900001234')
    expect(phoneKey('０２８－8765 4321')).toBe('02887654321')
  })
})

describe('a row of a list', () => {
  const header = readHeader(Object.values(columns))!
  const row = (told: Record<string, string>) =>
    judgeRow(
      Object.keys(columns).map((key) => told[key] ?? ''),
      header,
      TODAY,
    )

  test('dates are read as people write them, also as Excel keeps them; what cannot be read is asked, never guessed', () => {
    expect(readRoughDate('2019年5月')).toEqual({ year: 2019, month: 5 })
    expect(readRoughDate('2019/5/3')).toEqual({ date: '2019-05-03' })
    expect(readRoughDate('20190503')).toEqual({ date: '2019-05-03' })
    expect([readRoughDate('去年'), readRoughDate('2019-02-30')]).toEqual([null, null])
    expect(row({ name: '甲', phone: '13900001234', lost: '43588' }).form.lostDate).toBe('2019-05-03')
    const odd = row({ name: '甲', phone: '13900001234', lost: '割麦子的时候', sex: '?' })
    expect([odd.form.lostWords, odd.faults, odd.questions.length > 1]).toEqual(['割麦子的时候', [], true])
  })

  test('unknown is unknown, in the words that people use', () => {
    expect(row({ name: '不详', phone: '无', marks: '左手疤' })).toMatchObject({
      form: { marks: ['左手疤'] },
      faults: ['没有联系电话或地址'],
    })
    expect(row({ name: '不清楚', phone: '13900001234' }).faults).toEqual(['没有走失者的任何情况'])
  })

  test('kin are read with and without their relation', () => {
    expect(readKin('父亲：罗大山、弟 罗小海；罗秀')).toEqual([
      { relation: 'father', name: '罗大山' },
      { relation: 'brother', name: '罗小海' },
      { name: '罗秀' },
    ])
  })

  test('of whatever was typed is judged, and what is taken has the shape of the form', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(names, fc.string(), fc.constantFrom('-1', '1e9', '99999', '2019')), { maxLength: 25 }),
        (cells) => {
          const judged = judgeRow(cells, header, TODAY)
          if (judged.faults.length === 0) {
            expect(toldForm.safeParse(judged.form).success).toBe(true)
            expect(toldSchema.safeParse(toldOf(judged.form, judged.asker, {}, TODAY)).success).toBe(true)
          }
        },
      ),
    )
  })
})
