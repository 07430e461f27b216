/** Licences, contracts, choice and what the eyes on the spot tell. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '#kernel/time.ts'
import { criterionKeys, criterionStates, judged, sheetOn } from './criteria.ts'
import { concerns, visitorsOf, weightChange } from './rules-inspections.ts'
import {
  againstAdmission,
  contractOn,
  contractState,
  coveredUntil,
  licenceState,
  mayChoose,
  overlaps,
  worstLicence,
} from './rules-institutions.ts'

const TODAY = '2026-11-23'
const contract = (from: string, until: string, endedOn: string | null = null) => ({ from, until, endedOn, heads: 2 })

describe('licences', () => {
  test('the last day counts; sixty and thirty days ahead it is seen', () => {
    expect(licenceState(null, TODAY)).toBe('valid')
    expect(licenceState(addDays(TODAY, 61), TODAY)).toBe('valid')
    expect(licenceState(addDays(TODAY, 60), TODAY)).toBe('soon')
    expect(licenceState(addDays(TODAY, 30), TODAY)).toBe('pressing')
    expect(licenceState(TODAY, TODAY)).toBe('pressing')
    expect(licenceState(addDays(TODAY, -1), TODAY)).toBe('expired')
    expect(worstLicence([], TODAY)).toBe('none')
    expect(
      worstLicence(
        [
          { kind: 'fire', validUntil: null },
          { kind: 'food', validUntil: addDays(TODAY, -1) },
        ],
        TODAY,
      ),
    ).toBe('expired')
  })
})

describe('contracts', () => {
  test('both ends count, an ended one not on the day of its end', () => {
    const one = contract('2026-01-01', '2026-12-31', '2026-11-23')
    expect(contractOn([one], '2026-11-22')).toBe(one)
    expect(contractOn([one], TODAY)).toBeUndefined()
    expect(contractState([one], TODAY)).toBe('over')
    expect(contractState([], TODAY)).toBe('none')
  })
  test('what follows without a gap covers on', () => {
    const chain = [contract('2026-01-01', '2026-11-30'), contract('2026-12-01', '2027-11-30')]
    expect(coveredUntil(chain, TODAY)).toBe('2027-11-30')
    expect(contractState(chain, TODAY)).toBe('valid')
    expect(contractState([chain[0] as (typeof chain)[0], contract('2026-12-02', '2027-11-30')], TODAY)).toBe('pressing')
  })
  test('a period overlaps another exactly when they share a day', () => {
    const day = fc.integer({ min: 0, max: 60 })
    fc.assert(
      fc.property(day, day, day, day, (a, b, c, d) => {
        const [from, until] = [Math.min(a, b), Math.max(a, b)].map((each) => addDays(TODAY, each)) as [string, string]
        const [start, end] = [Math.min(c, d), Math.max(c, d)].map((each) => addDays(TODAY, each)) as [string, string]
        expect(overlaps([contract(from, until)], start, end)).toBe(start <= until && from <= end)
      }),
    )
  })
})

describe('sending somebody there', () => {
  const good = {
    state: 'contracted' as const,
    fit: true,
    stopped: false,
    contracts: [contract('2026-01-01', '2027-12-31')],
    licences: [{ kind: 'registration' as const, validUntil: null }],
    placed: 1,
  }
  test('takes contract, fitness, licences, room, and no stop', () => {
    expect(againstAdmission(good, TODAY)).toEqual([])
    expect(againstAdmission({ ...good, placed: 2 }, TODAY)).toEqual(['已满 2 人'])
    expect(againstAdmission({ ...good, fit: null }, TODAY)).toHaveLength(1)
    expect(againstAdmission({ ...good, stopped: true }, TODAY)).toHaveLength(1)
    expect(againstAdmission({ ...good, licences: [] }, TODAY)).toHaveLength(1)
    expect(againstAdmission({ ...good, contracts: [] }, TODAY)).toHaveLength(1)
  })
  test('government-run first: no other way to a private one than who was asked and why', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.integer({ min: 0, max: 3 }),
        fc.boolean(),
        fc.boolean(),
        (governmentRun, asked, noneAround, whyPrivate) => {
          const may = mayChoose({ governmentRun, asked, noneAround, whyPrivate })
          if (may && !governmentRun) expect(whyPrivate && (asked > 0 || noneAround)).toBe(true)
          if (governmentRun) expect(may).toBe(true)
        },
      ),
    )
  })
  test('fit is only what is met in every item', () => {
    const state = fc.constantFrom(...(Object.keys(criterionStates) as (keyof typeof criterionStates)[]))
    const answers = fc.tuple(...criterionKeys.map(() => state))
    fc.assert(
      fc.property(answers, (told) => {
        const form = Object.fromEntries(criterionKeys.map((key, index) => [key, { state: told[index] }])) as never
        const { fit, lacking, unknown } = judged(form)
        expect(fit).toBe(told.every((each) => each === 'met'))
        expect(lacking.length + unknown.length).toBe(told.filter((each) => each !== 'met').length)
      }),
    )
    expect(sheetOn('2020-01-01').assumed).toBe(true)
  })
})

describe('on the spot', () => {
  test('five percent in a month is flagged, four is not, a year later only ten', () => {
    expect(weightChange({ kg: 60, day: 0 }, { kg: 57, day: 30 })?.flagged).toBe(true)
    expect(weightChange({ kg: 60, day: 0 }, { kg: 57.6, day: 30 })?.flagged).toBe(false)
    expect(weightChange({ kg: 60, day: 0 }, { kg: 57, day: 300 })?.flagged).toBe(false)
    expect(weightChange({ kg: 60, day: 0 }, { kg: 54, day: 300 })?.flagged).toBe(true)
    expect(weightChange(undefined, { kg: 54, day: 300 })).toBeUndefined()
  })
  test('losing more is never flagged less', () => {
    const kg = fc.double({ min: 20, max: 150, noNaN: true })
    fc.assert(
      fc.property(
        kg,
        kg,
        fc.integer({ min: 0, max: 400 }),
        fc.double({ min: 0, max: 10, noNaN: true }),
        (before, now, day, more) => {
          const one = weightChange({ kg: before, day: 0 }, { kg: now, day })
          const worse = weightChange({ kg: before, day: 0 }, { kg: now - more, day })
          if (one?.flagged) expect(worse?.flagged).toBe(true)
        },
      ),
    )
  })
  test('who was not seen is not well because nothing is written', () => {
    expect(concerns({ seen: 'absent' }, undefined)).toEqual(['人不在，去向不明'])
    expect(concerns({ seen: 'seen', skin: 'sore', injury: 'new' }, undefined)).toEqual(['压疮', '新伤'])
    expect(visitorsOf(['甲', ' 甲 ', '乙', ' '])).toEqual(['甲', '乙'])
  })
})
