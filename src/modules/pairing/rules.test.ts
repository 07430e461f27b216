import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, addMonths } from '#kernel/time.ts'
import { type Candidate, clearUntil, mayMeetChildren, pairFault, standingOf } from './rules.ts'
import { MOST_CHILDREN, type PairKind, pairRules } from './words.ts'

const today = '2026-12-09'
const person = (more: Partial<Candidate> = {}): Candidate => ({
  id: 'v',
  name: '罗春枝',
  sex: 'female',
  state: 'cleared',
  clearUntil: '2027-06-01',
  children: 0,
  guardian: false,
  ofThisChild: false,
  ...more,
})
const fault = (kind: PairKind, chosen: Candidate[], seen = false) => pairFault(kind, chosen, today, seen)?.code

describe('a check', () => {
  test('holds for a year: its last day is the day before its day comes again', () => {
    expect(clearUntil('2026-03-01')).toBe('2027-02-28')
    expect(mayMeetChildren({ state: 'cleared', clearUntil: today }, today)).toBe(true)
    expect(mayMeetChildren({ state: 'cleared', clearUntil: '2026-12-08' }, today)).toBe(false)
    expect(mayMeetChildren({ state: 'barred', clearUntil: '2027-12-08' }, today)).toBe(false)
    expect(mayMeetChildren({ state: 'enrolled', clearUntil: null }, today)).toBe(false)
  })

  test('stands as never made, good, ending or over', () => {
    const on = (until: string | null) => standingOf({ state: until ? 'cleared' : 'enrolled', clearUntil: until }, today)
    expect([on(null), on('2027-06-01'), on('2026-12-20'), on('2026-12-08')]).toEqual(['never', 'good', 'ending', 'over'])
  })

  test('made on any day, is good on each day of its year and on no later one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 0, max: 800 }), (first, later) => {
        const made = addDays('2020-01-01', first)
        const day = addDays(made, later)
        expect(mayMeetChildren({ state: 'cleared', clearUntil: clearUntil(made) }, day)).toBe(day < addMonths(made, 12))
      }),
    )
  })
})

describe('a child is paired', () => {
  test('with one, with several, or with a woman as a proxy mother', () => {
    expect(fault('one-to-one', [person()])).toBeUndefined()
    expect(fault('one-to-one', [person(), person({ id: 'w' })])).toBe('PAIRING.HOW_MANY')
    expect(fault('several', [person()])).toBe('PAIRING.HOW_MANY')
    expect(fault('several', [person(), person({ id: 'w', sex: 'male' })])).toBeUndefined()
    expect(fault('proxy-mother', [person({ sex: 'male' })])).toBe('PAIRING.WOMEN_ONLY')
  })

  test('never with who was not checked, nor with the own guardian', () => {
    expect(fault('one-to-one', [person({ clearUntil: '2026-12-01' })])).toBe('PAIRING.NOT_CLEARED')
    expect(fault('one-to-one', [person({ ofThisChild: true, guardian: true })], true)).toBe('PAIRING.OWN_CHILD')
  })

  test('with another child’s guardian only after somebody looked', () => {
    expect(fault('one-to-one', [person({ guardian: true })])).toBe('PAIRING.GUARDIAN')
    expect(fault('one-to-one', [person({ guardian: true })], true)).toBeUndefined()
  })

  test('with nobody who has as many children as one can keep in mind', () => {
    expect(fault('one-to-one', [person({ children: MOST_CHILDREN })])).toBe('PAIRING.TOO_MANY')
    expect(fault('one-to-one', [person({ children: MOST_CHILDREN - 1 })])).toBeUndefined()
  })

  test('whatever is chosen, nobody without a check that holds, no own guardian and no wrong number gets through', () => {
    const candidate = fc.record({
      id: fc.uuid(),
      name: fc.constant('某'),
      sex: fc.constantFrom('male' as const, 'female' as const),
      state: fc.constantFrom('enrolled' as const, 'cleared' as const, 'barred' as const, 'left' as const),
      clearUntil: fc.option(
        fc.integer({ min: -60, max: 60 }).map((days) => addDays(today, days)),
        { nil: null },
      ),
      children: fc.integer({ min: 0, max: 5 }),
      guardian: fc.boolean(),
      ofThisChild: fc.boolean(),
    })
    fc.assert(
      fc.property(
        fc.constantFrom('one-to-one' as const, 'several' as const, 'proxy-mother' as const),
        fc.array(candidate, { maxLength: 7 }),
        fc.boolean(),
        (kind, chosen, seen) => {
          if (pairFault(kind, chosen, today, seen)) return
          const { from, to, women } = pairRules[kind]
          expect(chosen.length >= from && chosen.length <= to).toBe(true)
          expect(chosen.every((each) => mayMeetChildren(each, today) && !each.ofThisChild)).toBe(true)
          expect(chosen.every((each) => seen || !each.guardian)).toBe(true)
          expect(!women || chosen.every((each) => each.sex === 'female')).toBe(true)
        },
      ),
    )
  })
})
