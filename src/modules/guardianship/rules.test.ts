/** Who may go home, when what is due: the rules of guardianship, for every day and every order of facts. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LedgerFact } from '#kernel/ledger.ts'
import { addDays, dateOf, dateOfDay, dayOf, HOUR, startOfDay } from '#kernel/time.ts'
import {
  adultOn,
  assessmentForReturn,
  dangerAtHome,
  dayInOrder,
  infantOn,
  instantOn,
  nextReturnedVisit,
  nextVisit,
  orderUntilOk,
  returnFault,
  reviewDay,
  siblingsTold,
  soonAdult,
} from './rules.ts'

const TAKEN = startOfDay('2026-11-01')
let serial = 0
const fact = (name: string, at: number, value: Record<string, unknown> = {}, replaces?: string): LedgerFact => ({
  id: `f${serial++}`,
  subject: { kind: 'child-file', id: 'c', ownerPath: 'x.' },
  name,
  v: 1,
  value,
  occurredAt: at,
  recordedAt: at,
  recordedBy: 'a',
  action: 'a',
  ...(replaces ? { replaces } : {}),
})
const assessed = (at: number, value: object = {}) =>
  fact('child.assessed', at, { purpose: 'before-return', guardianship: 'normal', ...value })
const offset = fc.integer({ min: -400 * 24, max: 400 * 24 }).map((hours) => hours * HOUR)
const days = fc.integer({ min: dayOf('2000-01-01'), max: dayOf('2090-01-01') }).map(dateOfDay)

describe('a child under guardianship goes home only after an assessment', () => {
  test('none, an earlier one, a later one, or one for another purpose is none', () => {
    const by = TAKEN + 30 * 24 * HOUR
    for (const facts of [[], [assessed(TAKEN - HOUR)], [assessed(by + HOUR)], [assessed(TAKEN + HOUR, { purpose: 'periodic' })]])
      expect(returnFault(assessmentForReturn(facts, TAKEN, by), '帮扶')).toBe('NOT_ASSESSED')
    expect(returnFault(assessmentForReturn([assessed(TAKEN + HOUR)], TAKEN, by), undefined)).toBeNull()
  })
  test('whatever the facts, whoever goes home was assessed between taking and return, and found able', () => {
    const one = fc.record({
      at: offset,
      purpose: fc.constantFrom('before-return', 'intake', 'periodic', undefined),
      guardianship: fc.constantFrom('normal', 'insufficient', 'improper', 'missing', undefined),
      risk: fc.constantFrom('low', 'middle', 'high', undefined),
    })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 6 }), offset, fc.option(fc.string(), { nil: undefined }), (told, gone, support) => {
        const by = TAKEN + Math.abs(gone)
        const facts = told.map(({ at, ...value }) => fact('child.assessed', TAKEN + at, value))
        if (returnFault(assessmentForReturn(facts, TAKEN, by), support) !== null) return
        const between = facts.filter((f) => f.occurredAt >= TAKEN && f.occurredAt <= by && f.value.purpose === 'before-return')
        expect(between.length).toBeGreaterThan(0)
        expect(between.some((f) => ['normal', 'insufficient'].includes(f.value.guardianship as string))).toBe(true)
      }),
    )
  })
  test('the latest counts: a good one after a bad opens, a bad one after a good closes', () => {
    const [good, bad] = [assessed(TAKEN + HOUR), assessed(TAKEN + 2 * HOUR, { guardianship: 'improper' })]
    const by = TAKEN + 9 * HOUR
    expect(returnFault(assessmentForReturn([good, bad], TAKEN, by), '帮扶')).toBe('UNFIT_RESULT')
    expect(returnFault(assessmentForReturn([bad, assessed(TAKEN + 3 * HOUR)], TAKEN, by), undefined)).toBeNull()
  })
  test('one without a result, or of high risk, opens nothing; an insufficient one needs support in writing', () => {
    const by = TAKEN + 9 * HOUR
    const of = (value: object) => assessmentForReturn([assessed(TAKEN + HOUR, value)], TAKEN, by)
    expect(returnFault(of({ guardianship: undefined }), '帮扶')).toBe('NO_RESULT')
    expect(returnFault(of({ risk: 'high' }), '帮扶')).toBe('UNFIT_RESULT')
    expect(returnFault(of({ guardianship: 'insufficient' }), '  ')).toBe('SUPPORT_FIRST')
    expect(returnFault(of({ guardianship: 'insufficient' }), '每周走访')).toBeNull()
  })
  test('a withdrawn assessment is none, and a dispute about it is said', () => {
    const one = assessed(TAKEN + HOUR)
    const by = TAKEN + 9 * HOUR
    expect(assessmentForReturn([one, fact('fact.withdrawn', by, {}, one.id)], TAKEN, by)).toBeNull()
    const disputed = fact('child.assessment-disputed', TAKEN + 2 * HOUR)
    expect(assessmentForReturn([one, disputed], TAKEN, by)?.disputed).toBe(true)
    expect(assessmentForReturn([one, disputed, assessed(TAKEN + 3 * HOUR)], TAKEN, by)?.disputed).toBe(false)
    const upheld = fact('child.assessment-upheld', TAKEN + 3 * HOUR)
    expect(assessmentForReturn([one, disputed, upheld], TAKEN, by)?.disputed).toBe(false)
    const aside = fact('child.assessment-set-aside', TAKEN + 3 * HOUR)
    expect(assessmentForReturn([one, disputed, aside], TAKEN, by)).toBeNull()
    expect(assessmentForReturn([one, aside, assessed(TAKEN + 4 * HOUR)], TAKEN, by)?.result).toBe('normal')
  })
})

describe('days', () => {
  test('an emergency is looked at in three days, temporary guardianship in three months, long-term by nobody’s calendar', () => {
    expect(reviewDay('emergency', TAKEN)).toBe('2026-11-04')
    expect(reviewDay('temporary', TAKEN)).toBe('2027-02-01')
    expect(reviewDay('long-term', TAKEN)).toBeNull()
  })
  test('the next visit never lies before the last, and a worry never makes it later', () => {
    fc.assert(
      fc.property(days, (on) => {
        for (const next of [nextVisit, nextReturnedVisit] as const) {
          const [good] = next === nextVisit ? [nextVisit(on, 'good')] : [nextReturnedVisit(on, 'stable')]
          expect(good >= on).toBe(true)
        }
        expect(nextVisit(on, 'attention') <= nextVisit(on, 'good')).toBe(true)
        expect(nextVisit(on, 'unfit')).toBe(on)
        expect(nextReturnedVisit(on, 'support') <= nextReturnedVisit(on, 'stable')).toBe(true)
        expect(nextReturnedVisit(on, 'danger')).toBe(on)
      }),
    )
  })
  test('a day that is named lies between what it follows and today, and an unnamed one is now', () => {
    const now = startOfDay('2026-12-09') + 11 * HOUR
    expect(instantOn(undefined, now)).toBe(now)
    expect(instantOn('2026-12-09', now)).toBe(now)
    expect(dateOf(instantOn('2026-12-01', now))).toBe('2026-12-01')
    expect(dayInOrder('2026-12-10', now, null)).toBe(false)
    expect(dayInOrder('2026-10-31', now, TAKEN)).toBe(false)
    expect(dayInOrder('2026-11-01', now, TAKEN)).toBe(true)
  })
  test('eighteen is told only where the birthday is, and half a year before it leaving care is prepared', () => {
    expect(adultOn('2009-03-01', '2009-12-31')).toBeNull()
    expect(adultOn('2009-02-10', '2009-02-10')).toBe('2027-02-10')
    expect(soonAdult('2009-02-10', '2009-02-10', '2026-12-09')).toBe(true)
    expect(soonAdult('2012-02-10', '2012-02-10', '2026-12-09')).toBe(false)
    expect(soonAdult(null, null, '2026-12-09')).toBe(false)
  })
  test('an infant is told where the birth leaves no doubt', () => {
    expect(infantOn('2024-05-01', '2024-05-01', '2026-12-09')).toBe(true)
    expect(infantOn('2016-01-01', '2016-12-31', '2026-12-09')).toBe(false)
    expect(infantOn('2023-01-01', '2024-12-31', '2026-12-09')).toBeUndefined()
    expect(infantOn(null, null, '2026-12-09')).toBeUndefined()
    fc.assert(
      fc.property(days, days, (birth, today) => {
        if (birth > today) return
        expect(infantOn(birth, birth, today)).not.toBeUndefined()
      }),
    )
  })
  test('a protection order lasts six months at the most', () => {
    expect(orderUntilOk('2027-06-09', '2026-12-09')).toBe(true)
    expect(orderUntilOk('2027-06-10', '2026-12-09')).toBe(false)
    expect(orderUntilOk(addDays('2026-12-09', -1), '2026-12-09')).toBe(false)
  })
})

test('the last word about danger at home counts, and siblings are those whose link stands', () => {
  const yes = fact('child.family-noted', TAKEN, { danger: true })
  expect(dangerAtHome([yes])).toBe(true)
  expect(dangerAtHome([yes, fact('child.family-noted', TAKEN + HOUR, { danger: false })])).toBe(false)
  expect(dangerAtHome([])).toBe(false)
  const link = fact('child.sibling-linked', TAKEN, { other: 'b' })
  expect(siblingsTold([link, fact('child.sibling-linked', TAKEN, { other: 'b' })])).toEqual(['b'])
  expect(siblingsTold([link, fact('fact.withdrawn', TAKEN, {}, link.id)])).toEqual([])
  expect(siblingsTold([link, fact('child.sibling-unlinked', TAKEN + HOUR)])).toEqual([])
})
