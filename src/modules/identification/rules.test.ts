import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LedgerFact } from '#kernel/ledger.ts'
import type { PersonRow } from '#modules/people-and-cases/words.ts'
import { envelopeOf, PROTOCOL, readInbound, requestDocument, signBytes, signedBytes } from './exchange-document.ts'
import {
  ageWords,
  comparesFaces,
  consents,
  counted,
  coverageOf,
  levelAbove,
  mayAnswerWith,
  stateBefore,
  stateOfResult,
  tellOf,
} from './rules.ts'
import { consequencesOf, decided, identityOf, isLocal, needsSecond, restsOn, sound, undone, type Way } from './rules-identity.ts'
import { ways } from '#facts/tracing.ts'
import { type Evidence, evidences, type Level, levels, results, type Sendable, sendables, steps } from './words.ts'

let serial = 0
const fact = (
  name: string,
  occurredAt: number,
  value: Record<string, unknown> = {},
  more: Partial<LedgerFact> = {},
): LedgerFact => ({
  id: `a${serial++}:0`,
  subject: { kind: 'rescue-file', id: 'f', ownerPath: '99.' },
  name,
  v: 1,
  value,
  occurredAt,
  recordedAt: occurredAt,
  recordedBy: 'x',
  action: 'a',
  ...more,
})
const keys = <T extends object>(of: T) => Object.keys(of) as (keyof T & string)[]
const some = <T extends object>(of: T) => fc.subarray(keys(of), { minLength: 1 })
const NOW = Date.UTC(2026, 11, 9)
const TODAY = '2026-12-09'

describe('levels', () => {
  it('go up one at a time, from any of them to the ministry', () => {
    fc.assert(
      fc.property(fc.constantFrom(...keys(levels)), (from) => {
        const way: Level[] = [from]
        for (let at = levelAbove(from); at; at = levelAbove(at)) way.push(at)
        expect(way.at(-1)).toBe('ministry')
        expect(new Set(way).size).toBe(way.length)
        expect(way).toEqual(keys(levels).slice(keys(levels).indexOf(from)))
      }),
    )
  })

  it('a hit may follow "nothing found", nothing else follows an answer, and nothing follows a hit', () => {
    expect(keys(results).filter((each) => mayAnswerWith('not-found', each))).toEqual(['found'])
    for (const state of ['found', 'cannot', 'withdrawn'] as const)
      expect(keys(results).filter((each) => mayAnswerWith(state, each))).toEqual([])
    for (const state of ['asked', 'sampled', 'raised'] as const)
      expect(keys(results).filter((each) => mayAnswerWith(state, each))).toEqual(keys(results))
    expect(stateOfResult('cannot-at-this-level')).toBe('cannot')
  })

  it('an answer taken back leaves the request where it was before', () => {
    expect(stateBefore({ sampledAt: null, raisedAt: null })).toBe('asked')
    expect(stateBefore({ sampledAt: 5, raisedAt: null })).toBe('sampled')
    expect(stateBefore({ sampledAt: 5, raisedAt: 9 })).toBe('raised')
    expect(stateBefore({ sampledAt: 9, raisedAt: 5 })).toBe('sampled')
  })
})

const person: PersonRow = {
  id: 'p',
  ownerPath: '99.',
  displayName: '何桂香（音）',
  sex: 'female',
  birthFrom: null,
  birthTo: null,
  identity: 'unknown',
  namelessNo: null,
  division: null,
  mergedInto: null,
  description: {
    heardNames: ['何桂香'],
    ageSeenMin: 55,
    ageSeenMax: 65,
    ageSeenAt: NOW,
    height: 152,
    marks: ['右手食指缺一节'],
    accent: '湘南',
    places: ['白石'],
    idNumber: '999901195403071713',
    photos: ['x'],
    kin: [{ name: '何长庚', relation: '父亲', phone: '13900005678' }],
  },
}

describe('what is told', () => {
  it('is never more than was ticked, and never empty words', () => {
    fc.assert(
      fc.property(some(sendables), (sends) => {
        const told = tellOf(person, sends, NOW)
        for (const { key, value } of told) {
          expect(sends).toContain(key)
          expect(value).not.toBe('')
        }
        const text = JSON.stringify(told)
        expect(text.includes('999901195403071713')).toBe(sends.includes('idNumber'))
        // A telephone of the family is not the police's business.
        expect(text).not.toContain('13900005678')
      }),
    )
  })

  it('a message says what the letter says, but for the photo, and that nothing is charged', () => {
    fc.assert(
      fc.property(some(sendables), (sends) => {
        const told = tellOf(person, sends as Sendable[], NOW)
        const document = requestDocument({
          messageId: 'm',
          requestId: 'r',
          kind: 'face',
          level: 'county',
          letterNo: '1',
          station: { name: '站', division: null, phone: null },
          content: { police: '某所', basis: '查', sends: sends as Sendable[], told },
          at: NOW,
        })
        expect(Object.keys(document.guest as object).sort()).toEqual(
          told
            .map((each) => each.key)
            .filter((key) => key !== 'photo')
            .sort(),
        )
        expect(document.charge).toBe('none')
      }),
    )
  })

  it('an age seen is moved by the years that went by', () => {
    expect(ageWords(person.description, NOW)).toBe('看上去 55 至 65 岁')
    expect(ageWords(person.description, Date.UTC(2029, 11, 20))).toBe('看上去 58 至 68 岁')
    expect(ageWords({}, NOW)).toBeUndefined()
  })
})

describe('coverage', () => {
  const done = {
    pushed: () => fact('tracing.pushed-national', 10, { receipt: 'R-1' }),
    dna: () => fact('tracing.police-asked', 11, { kind: 'dna', level: 'county' }),
    face: () => fact('tracing.face-compared', 12, { result: 'not-found' }),
  }
  const named = (step: string, at = 5) => fact('identification.exception-named', at, { step })

  it('each step is done, explained or open, and never two of these', () => {
    fc.assert(
      fc.property(fc.subarray(keys(steps)), fc.subarray(keys(steps)), (ready, explained) => {
        const covered = coverageOf([...ready.map((step) => done[step]()), ...explained.map((step) => named(step))])
        const totals = counted([covered])
        for (const step of keys(steps)) {
          expect(totals[step].done).toBe(ready.includes(step) ? 1 : 0)
          expect(totals[step].explained).toBe(!ready.includes(step) && explained.includes(step) ? 1 : 0)
        }
      }),
    )
  })

  it('a step taken back is open again; asking for records is not asking for DNA', () => {
    const asked = done.dna()
    expect(coverageOf([asked, fact('fact.withdrawn', 20, {}, { replaces: asked.id })]).at.dna).toBeNull()
    expect(coverageOf([fact('tracing.police-asked', 3, { kind: 'records' })]).at.dna).toBeNull()
  })

  it('a receipt that comes later does not move the day', () => {
    const first = fact('tracing.pushed-national', 10)
    const again = fact('tracing.pushed-national', 10, { receipt: 'R-9' }, { replaces: first.id, recordedAt: 99 })
    expect(coverageOf([first, again])).toMatchObject({ at: { pushed: 10 }, receipt: 'R-9' })
  })
})

describe('faces', () => {
  it('are compared by whoever is named, until relieved or gone', () => {
    const name = fact('staff.duty-named', 1, { duty: 'face-comparison' })
    expect(comparesFaces([])).toBe(false)
    expect(comparesFaces([fact('staff.duty-named', 1, { duty: 'tracing' })])).toBe(false)
    expect(comparesFaces([name])).toBe(true)
    expect(comparesFaces([name, fact('staff.left', 2)])).toBe(false)
    expect(comparesFaces([name, fact('staff.duty-ended', 2, { duty: 'face-comparison' })])).toBe(false)
    expect(comparesFaces([name, fact('staff.duty-ended', 2, { duty: 'tracing' })])).toBe(true)
    expect(comparesFaces([name, fact('staff.left', 2), fact('staff.duty-named', 3, { duty: 'face-comparison' })])).toBe(true)
  })

  it('of a family only with the consent that was told last', () => {
    const received = (consent?: boolean) => fact('inquiry.received', 1, consent === undefined ? {} : { faceConsent: consent })
    expect(consents([received()])).toBe(false)
    expect(consents([received(true)])).toBe(true)
    expect(consents([received(true), fact('inquiry.completed', 2, {})])).toBe(true)
    expect(consents([received(true), fact('inquiry.completed', 2, { faceConsent: false })])).toBe(false)
  })
})

const told = (evidence: readonly Evidence[], way: Way, more = {}) => ({ evidence, way, writtenName: '何桂香', ...more })

describe('identity', () => {
  it('own words and a machine alone never verify', () => {
    fc.assert(
      fc.property(
        fc.subarray(['own-words', 'machine', 'other'] as const, { minLength: 1 }),
        fc.constantFrom(...keys(ways)),
        (evidence, way) => {
          expect(restsOn(evidence)).toBeUndefined()
          expect(sound(told(evidence, way), TODAY)).toMatchObject({ code: 'IDENTIFICATION.EVIDENCE' })
        },
      ),
    )
  })

  it('a likeness and a registered inquiry always need a second person', () => {
    fc.assert(
      fc.property(some(evidences), fc.constantFrom(...keys(ways)), (evidence, way) => {
        if (way === 'face' || way === 'inquiry') expect(needsSecond(way, evidence)).toBe(true)
        if (restsOn(evidence) === 'face') expect(needsSecond(way, evidence)).toBe(true)
      }),
    )
    expect(needsSecond('document', ['document'])).toBe(false)
  })

  it('a way that names its evidence wants that evidence', () => {
    expect(sound(told(['document'], 'dna'), TODAY)).toMatchObject({ code: 'IDENTIFICATION.EVIDENCE_WAY' })
    expect(sound(told(['document', 'dna'], 'dna'), TODAY)).toBe(true)
  })

  it('birth and number must not contradict each other, and the number tells birth where nobody did', () => {
    const own = { idNumber: '999901195403071715' }
    expect(sound(told(['document'], 'document', { ...own, birthDate: '1954-03-08' }), TODAY)).toMatchObject({
      code: 'IDENTIFICATION.BIRTH_NUMBER',
    })
    expect(identityOf(told(['document'], 'document', own), TODAY).birth).toEqual({ date: '1954-03-07' })
    const slip = identityOf(told(['document'], 'document', { idNumber: '999901195403071714' }), TODAY)
    expect(slip).toMatchObject({ description: { idNumber: '999901195403071714' }, warning: expect.any(String) })
    expect(slip.birth).toBeUndefined()
  })

  it('undoing gives back what was there, unless somebody has changed it since', () => {
    const text = fc.string({ minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(
        fc.option(text, { nil: undefined }),
        text,
        fc.option(text, { nil: undefined }),
        (before, decidedName, later) => {
          const start = { accent: '湘南', ...(before === undefined ? {} : { writtenName: before }) }
          const identity = { description: { writtenName: decidedName, birthDate: '1967-03-02' } }
          const { after, was } = decided(start, identity)
          expect(after).toEqual({ ...start, ...identity.description })
          expect(undone(after, identity.description, was)).toEqual(start)
          if (later !== undefined && later !== decidedName)
            expect(undone({ ...after, writtenName: later }, identity.description, was)).toEqual({ ...start, writtenName: later })
        },
      ),
    )
  })

  it('what hung on a decision is what was told after it and before its undoing, and still stands', () => {
    const at = 100
    const withdrawn = fact('tracing.notice-withdrawn', 120, {}, { action: 'b' })
    const planned = fact('departure.return-planned', 130, {}, { action: 'c' })
    const facts = [
      fact('tracing.notice-withdrawn', 50, {}, { action: 'z' }),
      fact('person.register-known', at, {}, { action: 'own' }),
      withdrawn,
      planned,
      fact('fact.withdrawn', 140, {}, { replaces: planned.id, action: 'd' }),
      fact('medical.treated', 125, {}, { action: 'e' }),
      fact('departure.left', 300, {}, { action: 'f' }),
    ]
    expect(consequencesOf(facts, { at, action: 'own', until: 200 }).map((each) => each.factId)).toEqual([withdrawn.id])
  })

  it('a register is local in the station’s city; a municipality is one city', () => {
    expect(isLocal('999902', '999901')).toBe(true)
    expect(isLocal('999801', '999901')).toBe(false)
    expect(isLocal('110108', '110101')).toBe(true)
    expect(isLocal('999901', null)).toBeUndefined()
  })
})

describe('signatures', () => {
  const KEY = 'k'.repeat(40)
  const answer = {
    protocol: PROTOCOL,
    type: 'answer',
    id: '0b0c8f50-4f0e-4a6b-9d0e-0d6d8f9c1a11',
    request: '0b0c8f50-4f0e-4a6b-9d0e-0d6d8f9c1a12',
    message: '0b0c8f50-4f0e-4a6b-9d0e-0d6d8f9c1a13',
    kind: 'dna',
    level: 'county',
    result: 'not-found',
    answeredAt: '2026-12-09T10:00',
  }

  it('hold whatever the order of keys, and break with one letter', () => {
    const { signature } = envelopeOf(KEY, answer)
    const turned = Object.fromEntries(Object.entries(answer).reverse())
    expect(readInbound(KEY, { document: turned, signature })).toMatchObject({ type: 'answer', result: 'not-found' })
    expect(readInbound(KEY, { document: { ...answer, result: 'found' }, signature })).toBe('unsigned')
    expect(readInbound(`${KEY}x`, { document: answer, signature })).toBe('unsigned')
    expect(readInbound(KEY, { document: answer, signature: '' })).toBe('unsigned')
    expect(readInbound(KEY, null)).toBe('unreadable')
    const more = { ...answer, fee: 100 }
    expect(readInbound(KEY, envelopeOf(KEY, more))).toBe('unreadable')
  })

  it('of bytes are of those bytes only', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(signedBytes(KEY, one, signBytes(KEY, one))).toBe(true)
        if (one !== other) expect(signedBytes(KEY, other, signBytes(KEY, one))).toBe(false)
      }),
    )
  })
})
