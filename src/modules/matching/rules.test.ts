import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LedgerFact } from '#kernel/ledger.ts'
import { next } from '#kernel/lifecycle.ts'
import { DAY, parseInstant } from '#kernel/time.ts'
import type { Candidate } from './engine/types.ts'
import { pairLife, type PairState } from './lifecycle.ts'
import { inquiryState, provincesOf } from './profiles.ts'
import { ageBand, FADE_BELOW, hangsOn, listed, movesOf, restOf, SUGGEST_AT } from './rules.ts'
import { CLAIMED_SOUGHT_DAYS, guestReport, type GuestSource, inquiryReport, relationOf, soughtNow } from './rules-profile.ts'

const at = parseInstant('2026-12-09T10:00') as number
const candidate = (inquiryId: string, probability: number): Candidate => ({
  inquiryId,
  probability,
  low: probability / 2,
  high: Math.min(1, probability * 1.5),
  bits: 0,
  evidence: [],
})
const states = Object.keys(pairLife.states) as PairState[]

describe('what is listed', () => {
  const ranking = fc
    .array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 50 })
    .map((raw) => raw.toSorted((a, b) => b - a))
    .chain((raw) =>
      fc.tuple(fc.constant(raw), fc.double({ min: 0.01, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
    )
    .map(([raw, nobody, rest]) => {
      const total = raw.reduce((sum, each) => sum + each, nobody + rest)
      return {
        candidates: raw.map((each, index) => candidate(`q${index}`, each / total)),
        nobody: nobody / total,
        rest: rest / total,
        compared: raw.length + 100,
      }
    })

  test('with the rest together and nobody adds up to one', () => {
    fc.assert(
      fc.property(ranking, (of) => {
        const sum = listed(of).reduce((total, each) => total + each.probability, restOf(of).probability + of.nobody)
        expect(sum).toBeCloseTo(1, 9)
        expect(listed(of).length + restOf(of).count).toBe(of.compared)
      }),
    )
  })

  test('is never long, and the first of the list is the likeliest', () => {
    fc.assert(
      fc.property(ranking, (of) => {
        const shown = listed(of)
        expect(shown.length).toBeLessThanOrEqual(10)
        expect(shown).toEqual(of.candidates.slice(0, shown.length))
      }),
    )
  })
})

describe('what a run moves', () => {
  const pairs = fc.array(
    fc.record({ state: fc.constantFrom(...states), probability: fc.option(fc.double({ min: 0, max: 1, noNaN: true })) }),
    {
      maxLength: 12,
    },
  )
  const shape = (drawn: { state: PairState; probability: number | null }[]) => ({
    known: drawn.map(({ state }, index) => ({ id: `p${index}`, otherId: `q${index}`, state })),
    shown: drawn.flatMap(({ probability }, index) => (probability === null ? [] : [candidate(`q${index}`, probability)])),
  })

  test('is allowed by the lifecycle, and nothing that people signed, follow or excluded', () => {
    fc.assert(
      fc.property(pairs, (drawn) => {
        const { known, shown } = shape(drawn)
        const moves = movesOf(known, shown)
        for (const [door, ids] of Object.entries(moves))
          for (const id of ids) {
            const pair = known.find((each) => each.id === id)
            expect(next(pairLife, pair?.state as PairState, `matching.${door}`)).toBeDefined()
            expect(['candidate', 'suggested', 'overtaken']).toContain(pair?.state)
          }
      }),
    )
  })

  test('done twice moves nothing the second time', () => {
    fc.assert(
      fc.property(pairs, (drawn) => {
        const { known, shown } = shape(drawn)
        const moves = movesOf(known, shown)
        const to = (id: string, state: PairState): PairState =>
          moves.suggest.includes(id)
            ? 'suggested'
            : moves.fade.includes(id)
              ? 'candidate'
              : moves.overtake.includes(id)
                ? 'overtaken'
                : state
        const after = known.map((each) => ({ ...each, state: to(each.id, each.state) }))
        expect(movesOf(after, shown)).toEqual({ suggest: [], fade: [], overtake: [] })
      }),
    )
  })

  test('a suggestion does not ring to and fro between the two thresholds', () => {
    const pair = (state: PairState) => [{ id: 'p', otherId: 'q', state }]
    expect(movesOf(pair('candidate'), [candidate('q', SUGGEST_AT)])).toMatchObject({ suggest: ['p'] })
    expect(movesOf(pair('suggested'), [candidate('q', FADE_BELOW)])).toEqual({ suggest: [], fade: [], overtake: [] })
    expect(movesOf(pair('suggested'), [candidate('q', FADE_BELOW - 0.01)])).toMatchObject({ fade: ['p'] })
    expect(movesOf(pair('suggested'), [])).toMatchObject({ overtake: ['p'] })
  })
})

describe('a guest as compared', () => {
  const source = (more: Partial<GuestSource> = {}): GuestSource => ({
    fileId: 'f',
    arrivedAt: at,
    description: {},
    sex: null,
    division: null,
    heard: [],
    provincesOf,
    ...more,
  })

  test('of whom nothing is known has nothing but a day', () => {
    expect(guestReport(source())).toEqual({ id: 'f', enteredOn: '2026-12-09' })
  })

  test('is not whom a rule named: an assigned name and its collective household say nothing of a person', () => {
    const description = { writtenName: '云望川', nicknames: ['老云'], household: '长宁路 1 号集体户' }
    const report = guestReport(source({ description, assigned: true }))
    expect(report).toMatchObject({ nicknameHeard: '老云' })
    expect(report.nameHeard).toBeUndefined()
    expect(report.placesHeard).toBeUndefined()
    expect(guestReport(source({ description })).nameHeard).toBe('云望川')
  })

  test('is what reception wrote and every interview heard', () => {
    const report = guestReport(
      source({
        sex: 'female',
        division: '440105',
        foundText: '汽车南站',
        description: {
          heardNames: ['何桂香'],
          ageSeenMin: 55,
          ageSeenMax: 65,
          ageSeenAt: at,
          accent: '湖南口音',
          marks: ['右手食指缺一节'],
          kin: [{ name: '何长庚', relation: '父亲' }],
          height: 152,
        },
        heard: [
          { at: at + DAY, heard: { names: ['何贵香'], phrases: ['对面石灰窑'], kin: [{ relation: 'sister', name: '三妹' }] } },
          { at: at + 2 * DAY, heard: { heightCm: 153, accents: [{ code: '43', confidence: 0.9 }] } },
        ],
      }),
    )
    expect(report).toMatchObject({
      nameHeard: '何桂香',
      namesHeard: ['何贵香'],
      foundPlace: { code: '440105', text: '汽车南站' },
      ageSeen: { min: 55, max: 65 },
      kinHeard: [
        { relation: 'father', name: '何长庚' },
        { relation: 'sister', name: '三妹' },
      ],
      phrases: ['对面石灰窑'],
      heightCm: 153,
      accentProvinceGuess: { code: '43', confidence: 0.9 },
    })
  })

  test('a stated birthday is two adjacent years, as though the guest had said the age', () => {
    expect(guestReport(source({ description: { birthDate: '1966-05-01' } })).ageSeen).toEqual({ min: 60, max: 61 })
  })

  test('an accent in words is a province where it names one, or a place in it', () => {
    expect(provincesOf('湖南口音')).toEqual(['43'])
    expect(provincesOf('像是洞口县那边')).toEqual(['43'])
    expect(provincesOf('说不清')).toEqual([])
  })

  test('kin of marriage and further kin are not compared', () => {
    expect(['父亲', '二弟', '大姐', '妻子', '女儿'].map(relationOf)).toEqual([
      'father',
      'brother',
      'sister',
      'spouse',
      'daughter',
    ])
    expect(['岳父', '表弟', '嫂子', '外公', '侄子'].map(relationOf)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })

  test('an inquiry says what the family told, and not what it did not', () => {
    expect(inquiryReport('q', { name: '何桂香', nicknames: ['三妹', '桂妹'], minor: false })).toEqual({
      id: 'q',
      name: '何桂香',
      nickname: '三妹、桂妹',
    })
  })
})

describe('who is looked for', () => {
  const stay = (more: Partial<Parameters<typeof soughtNow>[0]> = {}) =>
    soughtNow({ identity: 'unknown', state: 'in', leftKind: null, leftAt: null, later: false, ...more }, at)

  test('whoever is not verified, here or gone; a nameless one for ever, also after death', () => {
    expect(stay()).toBe(true)
    expect(stay({ identity: 'assigned' })).toBe(true)
    expect(stay({ state: 'left', leftKind: 'own', leftAt: at - 4000 * DAY })).toBe(true)
    expect(stay({ state: 'left', leftKind: 'died', leftAt: at - 4000 * DAY, identity: 'claimed' })).toBe(true)
  })

  test('not who is verified, whom the family fetched, or whose later stay is compared', () => {
    expect(stay({ identity: 'verified' })).toBe(false)
    expect(stay({ state: 'left', leftKind: 'family', leftAt: at })).toBe(false)
    expect(stay({ later: true })).toBe(false)
    expect(stay({ state: 'asked' })).toBe(false)
  })

  test('who gave a name and left, for a while', () => {
    const claimed = { identity: 'claimed', state: 'left', leftKind: 'own' }
    expect(stay({ ...claimed, leftAt: at - (CLAIMED_SOUGHT_DAYS - 1) * DAY })).toBe(true)
    expect(stay({ ...claimed, leftAt: at - (CLAIMED_SOUGHT_DAYS + 1) * DAY })).toBe(false)
  })
})

describe('an inquiry by its facts', () => {
  let serial = 0
  const fact = (name: string, value: Record<string, unknown> = {}, more: Partial<LedgerFact> = {}): LedgerFact => ({
    id: `${++serial}`,
    subject: { kind: 'inquiry', id: 'q', ownerPath: '99.' },
    name,
    v: 1,
    value,
    occurredAt: at,
    recordedAt: at,
    recordedBy: 'a',
    action: 'x',
    ...more,
  })

  test('received alone is not compared; admitted is, until it is closed, set aside or joined', () => {
    expect(inquiryState([fact('inquiry.received')]).open).toBe(false)
    const admitted = [fact('inquiry.received'), fact('inquiry.admitted')]
    expect(inquiryState(admitted).open).toBe(true)
    for (const end of ['inquiry.closed', 'inquiry.set-aside', 'inquiry.joined'])
      expect(inquiryState([...admitted, fact(end)]).open).toBe(false)
    expect(inquiryState([...admitted, fact('inquiry.closed'), fact('inquiry.reopened')]).open).toBe(true)
    expect(inquiryState([...admitted, fact('inquiry.joined', { into: 'r' })])).toMatchObject({ into: 'r' })
    expect(inquiryState([...admitted, fact('inquiry.joined', { into: 'r' }), fact('inquiry.unjoined')])).toMatchObject({
      open: true,
      into: undefined,
    })
  })

  test('consent taken back ends it; for the face alone it does not', () => {
    const admitted = [fact('inquiry.admitted')]
    expect(inquiryState([...admitted, fact('inquiry.consent-withdrawn', { what: 'all' })])).toMatchObject({
      open: false,
      erased: true,
    })
    expect(inquiryState([...admitted, fact('inquiry.consent-withdrawn', { what: 'face' })])).toMatchObject({
      open: true,
      erased: false,
    })
  })

  test('what hangs on a confirmation is what was told since, but for the confirmation itself', () => {
    const facts = [
      fact('inquiry.answered', {}, { recordedAt: at - 1 }),
      fact('person.identity-stated', {}, { recordedAt: at, action: 'confirm' }),
      fact('departure.sent-home', {}, { recordedAt: at + 1 }),
      fact('file.noted', {}, { recordedAt: at + 1 }),
    ]
    expect(hangsOn(facts, at, 'confirm').map((each) => each.name)).toEqual(['departure.sent-home'])
  })
})

describe('an age as another organisation learns it', () => {
  test('is a band of ten years and more, and of a child only that it is one', () => {
    expect(ageBand({ min: 55, max: 65 })).toBe('55–70 岁')
    expect(ageBand({ min: 60, max: 61 })).toBe('60–70 岁')
    expect(ageBand({ min: 13, max: 15 })).toBe('未成年人')
    expect(ageBand(undefined)).toBeNull()
  })
})
