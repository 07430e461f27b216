import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { circumstancesOf, type Circumstances, overstays, straightFromStreet, type Three, whoFetches } from './rules-fetch.ts'

const needy: Circumstances = { canPay: 'no', nobody: 'yes', verified: true, local: 'no', openCase: 'no' }
const by = (some: Partial<Circumstances>) => {
  const { by: who, sure, waiting } = whoFetches({ ...needy, ...some })
  return [who, sure, waiting]
}

describe('who fetches a patient who is fit for discharge', () => {
  test('who can pay and has somebody goes by himself or with his family', () => {
    expect(by({ canPay: 'yes', nobody: 'no' })).toEqual(['family', true, false])
  })
  test('a local register: the town of registration, an open case or not', () => {
    expect(by({ local: 'yes' })).toEqual(['town', true, false])
    expect(by({ local: 'yes', openCase: 'yes' })).toEqual(['town', true, false])
  })
  test('not local: the bureau of the place of treatment, after an open case', () => {
    expect(by({})).toEqual(['bureau', true, false])
    expect(by({ openCase: 'yes' })).toEqual(['bureau', true, true])
    expect(by({ openCase: 'unknown' })).toEqual(['bureau', true, false])
  })
  test('register unknown: the bureau, and it says what has to be known', () => {
    const rule = whoFetches({ ...needy, local: 'unknown' })
    expect(rule).toMatchObject({ by: 'bureau', sure: false, needs: ['register'] })
    expect(rule.reason).toContain('户籍还没有查明')
  })
  test('any one of them is enough: cannot pay, has nobody, is not verified', () => {
    expect(by({ canPay: 'yes', nobody: 'yes' })[0]).toBe('bureau')
    expect(by({ canPay: 'no', nobody: 'no' })[0]).toBe('bureau')
    expect(by({ canPay: 'yes', nobody: 'no', verified: false })[0]).toBe('bureau')
  })
})

const three = fc.constantFrom<Three>('yes', 'no', 'unknown')
const some: fc.Arbitrary<Circumstances> = fc.record({
  canPay: three,
  nobody: three,
  verified: fc.boolean(),
  local: three,
  openCase: three,
})
/** All ways in which what is unknown could turn out. */
function outcomes(of: Circumstances): Circumstances[] {
  return (['canPay', 'nobody', 'local', 'openCase'] as const).reduce<Circumstances[]>(
    (all, key) =>
      all.flatMap((each) =>
        each[key] === 'unknown'
          ? [
              { ...each, [key]: 'yes' as const },
              { ...each, [key]: 'no' as const },
            ]
          : [each],
      ),
    [of],
  )
}

describe('whatever is known or not', () => {
  test('somebody is always named, with reason and clause; who is sure is never contradicted by what turns out', () => {
    fc.assert(
      fc.property(some, (of) => {
        const rule = whoFetches(of)
        expect(rule.reason.length).toBeGreaterThan(4)
        expect(rule.clause).toContain('第12项')
        for (const known of outcomes(of)) {
          const then = whoFetches(known)
          expect(then.sure).toBe(true)
          if (rule.sure) expect(then.by).toBe(rule.by)
        }
      }),
    )
  })
  test('who is not sure says what is lacking, who is sure lacks nothing', () => {
    fc.assert(
      fc.property(some, (of) => {
        const rule = whoFetches(of)
        expect(rule.needs.length === 0).toBe(rule.sure)
      }),
    )
  })
  test('only the bureau waits, and only for a case that was told', () => {
    fc.assert(
      fc.property(some, (of) => {
        const rule = whoFetches(of)
        if (rule.waiting) expect([rule.by, of.openCase]).toEqual(['bureau', 'yes'])
      }),
    )
  })
})

describe('read from facts', () => {
  const told = (name: string, value: Record<string, unknown>) => ({ name, value })
  test('a field left out of a later telling is as before', () => {
    expect(
      circumstancesOf([
        told('medical.discharge-ready', { canPay: false, nobody: true, openCase: true }),
        told('medical.discharge-ready', { openCase: false }),
        told('person.register-known', { division: '999901', local: false }),
      ]),
    ).toEqual({ canPay: 'no', nobody: 'yes', openCase: 'no', verified: false, local: 'no' })
  })
  test('straight from the street is who was neither accepted nor moved there from the station', () => {
    const fact = (name: string, at: number, value = {}) => ({ id: `${name}${at}`, name, value, occurredAt: at, recordedAt: at })
    expect(straightFromStreet([fact('intake.asked', 1)], 5)).toBe(true)
    expect(straightFromStreet([fact('intake.accepted', 1)], 5)).toBe(false)
    expect(straightFromStreet([fact('intake.accepted', 6)], 5)).toBe(true)
    const left = [fact('intake.accepted', 1), fact('departure.left', 4, { kind: 'hospital' })]
    expect(straightFromStreet(left, 5)).toBe(false)
    expect(straightFromStreet([fact('intake.accepted', 1), fact('departure.left', 4, { kind: 'own' })], 5)).toBe(true)
  })
  test('overstaying begins on the day after; who waits for a case does not overstay', () => {
    expect(overstays({ readyOn: '2026-12-09', today: '2026-12-09', waiting: false })).toBe(false)
    expect(overstays({ readyOn: '2026-12-09', today: '2026-12-10', waiting: false })).toBe(true)
    expect(overstays({ readyOn: '2026-12-09', today: '2026-12-10', waiting: true })).toBe(false)
  })
})
