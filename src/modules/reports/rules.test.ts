import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clueOf, mayReceiveReports, mustReport, situations, type SituationKey } from './mandatory.ts'
import {
  codeKey,
  dueOnScene,
  dueToAcknowledge,
  numbersMeant,
  offered,
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
    const told = { receivedAt: 0, about: ['minor'], channel: 'phone' }
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4e12 }),
        (at) => dueToAcknowledge(at, { ...told, emergency: true }) < dueToAcknowledge(at, { ...told, emergency: false }),
      ),
    )
  })

  it('sent at once to somebody on the street, it has gone up three levels before the term on scene ends', () => {
    for (const emergency of [true, false]) {
      const report = { receivedAt: 1_000_000, about: ['vagrant'], channel: 'phone', emergency }
      let at = report.receivedAt
      for (const _level of ['town', 'county', 'city']) at = dueToAcknowledge(at, report)
      expect(at).toBeLessThan(dueOnScene(report) as number)
    }
  })

  it('is waited for at least five minutes, however late it was sent', () => {
    const report = { receivedAt: 0, about: ['vagrant'], channel: 'phone', emergency: false }
    fc.assert(fc.property(fc.integer({ min: 0, max: 10_000_000 }), (at) => dueToAcknowledge(at, report) - at >= 5 * 60_000))
  })

  it('to the street: the police, the own, wardens, hospital and town that are nearest come first; of a child the order stays', () => {
    const near = ['school', 'village', 'justice-office', 'town', 'police', 'police', 'hospital', 'station', 'city-management']
    const bodies = near.map((kind, index) => ({ id: `${index}`, kind }))
    expect(offered(bodies, '7', false, ['5']).map((each) => each.id)).toEqual(['4', '7', '8', '6', '3', '5', '1', '0', '2'])
    expect(offered(bodies, '7', true, ['5']).map((each) => each.id)).toEqual(['5', '0', '1', '2', '3', '4', '6', '8'])
  })
})

describe('the receipt', () => {
  it('is found by the last digits alone, of this year or the last, at the desk that is asked', () => {
    expect(numbersMeant('0003', '云站', 2026)).toEqual(['云站报2026-0003', '云站报2025-0003'])
    expect(numbersMeant(' ３ ', '云站', 2026)).toEqual(numbersMeant('0003', '云站', 2026))
    expect(numbersMeant('2025-12', '云站', 2026)).toEqual(['云站报2025-0012'])
    expect(numbersMeant('南站报 2026-0003', '云站', 2026)).toEqual(['南站报2026-0003'])
  })

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
