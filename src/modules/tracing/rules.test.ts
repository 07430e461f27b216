import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Heard, heardSchema, relations } from '#facts/fragments.ts'
import type { LedgerFact } from '#kernel/ledger.ts'
import { HOUR } from '#kernel/time.ts'
import { z } from 'zod'
import { personFields } from '#modules/people-and-cases/words.ts'
import { accentWord, firstAndLatest, heardOf, laidOverHall, nothingHeard, piecesOf, sayingHeard, takenBack } from './rules.ts'
import { planOf, RHYTHM, summaryOf } from './rules-guest.ts'
import { ALIKE, likeness, walkedBefore } from './rules-leads.ts'
import { provinces, sayingKinds } from './words.ts'

const word = (max: number) =>
  fc.string({ unit: fc.constantFrom(...'何桂香白沙石南坪屋后河窑李三妹甲乙丙'), minLength: 1, maxLength: max })
const words = (max: number, most = 8) => fc.array(word(max), { maxLength: most })
const heard: fc.Arbitrary<Heard> = fc.record(
  {
    names: words(50),
    nicknames: words(10),
    places: words(90, 14),
    phrases: words(60),
    marks: words(100, 14),
    kin: fc.array(
      fc.record({ relation: fc.constantFrom(...(Object.keys(relations) as (keyof typeof relations)[])), name: word(50) }),
      {
        maxLength: 12,
      },
    ),
    accents: fc.array(
      fc.record({ code: fc.constantFrom(...Object.keys(provinces)), confidence: fc.constantFrom(0.4, 0.7, 0.9), by: word(4) }),
      { maxLength: 3 },
    ),
  },
  { requiredKeys: [] },
)

describe('what was heard', () => {
  test('an interview in full has the shape that other rooms read; a zodiac is a saying, an age two adjacent years', () => {
    const form = {
      names: ['何桂香', '何桂香 '],
      kin: [{ relation: 'father' as const, name: '何长庚' }, { name: '三妹' }],
      places: ['白沙 / 白石'],
      phrases: ['屋后有条河，对面石灰窑'],
      accents: [{ code: '43' as const, sure: 'likely' as const }],
      ageSaid: 58,
      zodiac: 'goat' as const,
    }
    const made = heardOf(form, '沈佳', '2026-12-09')
    expect(heardSchema.parse(made)).toEqual({
      names: ['何桂香'],
      kin: [{ relation: 'father', name: '何长庚' }, { name: '三妹' }],
      places: ['白沙 / 白石'],
      phrases: ['屋后有条河，对面石灰窑', '属羊'],
      accents: [{ code: '43', confidence: 0.7, by: '沈佳' }],
      age: { min: 57, max: 58, seenOn: '2026-12-09' },
    })
    expect(piecesOf(made).map((each) => each.text)).toEqual([
      '何桂香（音）',
      '父亲叫何长庚（音）',
      '亲属叫三妹（音）',
      '白沙 / 白石',
      '屋后有条河，对面石灰窑',
      '属羊',
      '湖南口音（很像）',
      '自称 58 岁',
    ])
  })

  test('unknown means absent: an empty form tells nothing', () => {
    expect(heardOf({ names: [], phrases: [] }, '沈佳', '2026-12-09')).toEqual({})
    expect(nothingHeard({})).toBe(true)
  })

  test('every kind of quick line has the shape that other rooms read; an accent without a province is none', () => {
    for (const kind of Object.keys(sayingKinds) as (keyof typeof sayingKinds)[]) {
      const made = sayingHeard({ kind, text: '湘南那边', code: '43', sure: 'perhaps' }, '吴爱华')
      expect(piecesOf(heardSchema.parse(made)).length).toBeGreaterThan(0)
    }
    expect(sayingHeard({ kind: 'accent', text: '南边的' }, '吴爱华')).toBeUndefined()
  })

  test('the surest ear tells the accent, of equally sure ones the latest', () => {
    expect(
      accentWord([
        { code: '45', confidence: 0.9 },
        { code: '43', confidence: 0.4 },
      ]),
    ).toBe('广西口音（听得准）')
    expect(
      accentWord([
        { code: '45', confidence: 0.7 },
        { code: '43', confidence: 0.7 },
      ]),
    ).toBe('湖南口音（很像）')
    expect(accentWord([])).toBeUndefined()
  })
})

describe('laid over what the hall knows', () => {
  test('nothing that was known goes while there is room, and the result is one that the hall takes', () => {
    fc.assert(
      fc.property(heard, heard, (one, other) => {
        const first = laidOverHall({}, one).description
        const { description, added } = laidOverHall(first, other)
        expect(z.strictObject(personFields).safeParse(description).success).toBe(true)
        for (const key of ['heardNames', 'nicknames'] as const) {
          expect(description[key]?.[0]).toBe(first[key]?.[0] ?? added[key]?.[0])
          if ((first[key]?.length ?? 0) + (added[key]?.length ?? 0) <= 8)
            for (const known of first[key] ?? []) expect(description[key]).toContain(known)
        }
      }),
    )
  })

  test('telling the same again adds nothing', () => {
    fc.assert(
      fc.property(heard, (one) => {
        const few: Heard = {
          ...one,
          names: one.names?.slice(0, 4),
          places: one.places?.slice(0, 6),
          marks: one.marks?.slice(0, 6),
          kin: one.kin?.slice(0, 5),
        }
        const first = laidOverHall({}, few)
        expect(laidOverHall(first.description, few).added).toEqual({})
      }),
    )
  })

  test('taken back, the hall is as it was before, but for what another interview told as well', () => {
    fc.assert(
      fc.property(heard, heard, (one, other) => {
        const few = (from: Heard): Heard => ({
          ...from,
          names: from.names?.slice(0, 3),
          nicknames: from.nicknames?.slice(0, 3),
          places: from.places?.slice(0, 4),
          marks: from.marks?.slice(0, 4),
          kin: from.kin?.slice(0, 4),
          accents: undefined,
        })
        const [a, b] = [few(one), few(other)]
        const first = laidOverHall({}, a)
        const second = laidOverHall(first.description, b)
        expect(takenBack(second.description, second.added, [a])).toEqual(first.description)
      }),
    )
  })

  test('a relative with a telephone stays', () => {
    const before = { kin: [{ name: '何长庚', relation: '父亲', phone: '0731' }] }
    expect(takenBack(before, { kin: [{ name: '何长庚', relation: '父亲' }] }, []).kin).toEqual(before.kin)
  })

  test('where there is no more room the first and the latest stay', () => {
    expect(firstAndLatest([1, 2, 3, 4, 5], 3)).toEqual([1, 4, 5])
    expect(firstAndLatest([1, 2], 3)).toEqual([1, 2])
  })
})

describe('a road walked before', () => {
  const dead = { id: '1', hypothesis: '是湖南白石县南坪镇的人', todo: '请白石县站问南坪镇有没有走失' }

  test('similar wording is pointed out, another road is not', () => {
    expect(walkedBefore({ hypothesis: '可能是白石县南坪镇人', todo: '打电话给镇民政办' }, [dead])).toEqual([dead])
    expect(walkedBefore({ hypothesis: '说的石灰窑在广西灵山', todo: '请灵山县站核实' }, [dead])).toEqual([])
  })

  test('likeness is the same both ways, from nothing to the same', () => {
    fc.assert(
      fc.property(word(30), word(30), (a, b) => {
        const share = likeness(a, b)
        expect(share).toBe(likeness(b, a))
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share).toBeLessThanOrEqual(1)
      }),
    )
    expect(likeness('湖南白石县南坪镇', '湖南白石县南坪镇')).toBe(1)
    expect(likeness('请联系核实', '请联系核实')).toBe(0)
    expect(ALIKE).toBeLessThan(1)
  })
})

const fact = (name: string, at: number, value: Record<string, unknown> = {}, more: Partial<LedgerFact> = {}): LedgerFact => ({
  id: `${name}:${at}`,
  subject: { kind: 'rescue-file', id: 'f', ownerPath: 'x.' },
  name,
  v: 1,
  value,
  occurredAt: at,
  recordedAt: at,
  recordedBy: 'a',
  action: 'b',
  ...more,
})

describe("a guest's row", () => {
  test('quick lines are no interviews; what was withdrawn does not count', () => {
    const facts = [
      fact('tracing.interviewed', 1, { result: 'heard' }),
      fact('tracing.interviewed', 2, { result: 'heard', brief: true }),
      fact('tracing.interviewed', 3, { result: 'nothing' }),
      fact('fact.withdrawn', 4, {}, { replaces: 'tracing.interviewed:3' }),
    ]
    expect(summaryOf(facts)).toMatchObject({ interviews: 1, sayings: 1, lastHeardAt: 2 })
  })

  test('an answer belongs to the last question asked, and a guest fetched from hospital is in the station again', () => {
    const facts = [
      fact('tracing.police-asked', 1, { kind: 'records' }),
      fact('tracing.police-answered', 2, { kind: 'records', result: 'not-found' }),
      fact('tracing.police-asked', 3, { kind: 'records' }),
      fact('tracing.police-answered', 4, { kind: 'dna', result: 'found' }),
      fact('medical.hospitalised', 5),
      fact('medical.fetched', 6),
    ]
    expect(summaryOf(facts)).toMatchObject({ recordsAt: 3, recordsResult: null, place: null })
    expect(summaryOf(facts.slice(0, 2))).toMatchObject({ recordsResult: 'not-found' })
    expect(summaryOf(facts.slice(0, 5))).toMatchObject({ place: 'hospital' })
  })

  test('a notice taken down is none until it is published again', () => {
    const facts = [fact('tracing.notice-published', 1), fact('tracing.notice-withdrawn', 2), fact('tracing.notice-published', 3)]
    expect(summaryOf(facts.slice(0, 2)).noticeAt).toBeNull()
    expect(summaryOf(facts).noticeAt).toBe(3)
  })
})

describe('the plan of the first days', () => {
  test('three talks in seventy-two hours: done, late, still open, missed', () => {
    const since = 1_000 * HOUR
    const states = (held: number[], now: number) =>
      planOf(
        held.map((each) => since + each * HOUR),
        since,
        since + now * HOUR,
      ).map((each) => each.state)
    expect(states([2], 10)).toEqual(['done', 'open', 'open'])
    expect(states([2, 20, 71], 80)).toEqual(['done', 'done', 'done'])
    expect(states([2, 90], 100)).toEqual(['done', 'late', 'missed'])
    expect(planOf([], since, since).at(-1)?.until).toBe(since + RHYTHM.hours * HOUR)
  })

  test('one more talk never makes the plan look worse', () => {
    const rank = { done: 3, late: 2, open: 1, missed: 0 } as const
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 200 })),
        fc.integer({ min: 0, max: 200 }),
        fc.integer({ min: 0, max: 200 }),
        (held, one, now) => {
          const sum = (list: number[]) =>
            planOf(
              list.map((each) => each * HOUR),
              0,
              now * HOUR,
            ).reduce((total, each) => total + rank[each.state], 0)
          expect(sum([...held, one])).toBeGreaterThanOrEqual(sum(held))
        },
      ),
    )
  })
})
