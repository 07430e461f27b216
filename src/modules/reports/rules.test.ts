import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clueOf, mayReceiveReports, mustReport, situations, type SituationKey } from './mandatory.ts'
import {
  codeKey,
  dueToAcknowledge,
  isClosed,
  numberKey,
  partOf,
  reading,
  receiptSentence,
  receiptState,
  sendable,
} from './rules.ts'
import { type About, abouts, answers, receiptWords } from './words.ts'

const aboutKeys = Object.keys(abouts) as About[]
const situationKeys = Object.keys(situations) as SituationKey[]

describe('what follows from what was told', () => {
  it('a situation of the mandatory list is always a clue, and a clue is always closed', () => {
    fc.assert(
      fc.property(fc.subarray(aboutKeys), fc.subarray(situationKeys), (about, told) => {
        const read = reading({ about, situations: told })
        expect(read.clue !== undefined).toBe(told.length > 0 || about.includes('abuse-clue'))
        if (read.clue) expect(isClosed(read.about)).toBe(true)
        for (const each of about) expect(read.about).toContain(each)
        expect(new Set(read.about).size).toBe(read.about.length)
      }),
    )
  })

  it('danger now is an emergency, not known is not', () => {
    expect(reading({ about: ['minor'], danger: 'yes' }).emergency).toBe(true)
    expect(reading({ about: ['minor'], danger: 'unknown' }).emergency).toBe(false)
    expect(reading({ about: ['minor'], emergency: true, danger: 'no' }).emergency).toBe(true)
  })

  it('of several situations the first of the list names the clue, in whatever order they were ticked', () => {
    expect(clueOf(['made-to-beg', 'private-injury'])).toBe('sexual-assault')
    expect(clueOf([])).toBeUndefined()
  })

  it('every situation and every reporter names its source and how sure it is', () => {
    for (const { source } of [...Object.values(situations), ...Object.values(mustReport).filter((each) => each !== undefined)])
      expect(source).toMatchObject({ title: expect.stringContaining('《'), from: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) })
    expect(Object.keys(mustReport)).toEqual(expect.arrayContaining(['school', 'hospital', 'village']))
    expect(mayReceiveReports).toContain('police')
  })
})

describe('who is sent', () => {
  it('the police with their part, a bureau as a desk, others jointly; whoever has no part is not sent', () => {
    expect([partOf('police'), partOf('bureau'), partOf('town'), partOf('federation')]).toEqual([
      'police',
      'desk',
      'joint',
      undefined,
    ])
    for (const closed of [true, false]) for (const kind of sendable(closed)) expect(partOf(kind, closed)).toBeDefined()
    expect([partOf('city-management'), partOf('city-management', false)]).toEqual([undefined, 'joint'])
  })

  it('an emergency is waited for less long', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 4e12 }), (at) => dueToAcknowledge(at, true) < dueToAcknowledge(at, false)))
  })
})

describe('the receipt', () => {
  it('hears one of a few sentences, whatever became of the report', () => {
    const sentences = new Set<string>([...Object.values(receiptWords), ...Object.values(answers)])
    fc.assert(
      fc.property(
        fc.constantFrom('received', 'working', 'disposed', 'joined', 'refused'),
        fc.option(fc.constantFrom(...Object.keys(answers))),
        (state, answer) => {
          const told = receiptState(state, answer)
          expect(sentences.has(receiptSentence(told, answer))).toBe(true)
        },
      ),
    )
  })

  it('is found however its number was written down', () => {
    expect(numberKey(' 云未报 2026—0007 ')).toBe(numberKey('云未报2026-0007'))
    expect(codeKey('o1il0-abcde')).toBe(codeKey('0111O ABCDE'))
  })
})
