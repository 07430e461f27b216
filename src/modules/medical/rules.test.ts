import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LedgerFact } from '#kernel/ledger.ts'
import {
  adviceOf,
  conditionsAfter,
  FEVER,
  fenOf,
  infectionSuspicious,
  lastOf,
  ruledOutSince,
  standing,
  threeValued,
} from './rules.ts'
import { criticalSigns, infections, infectiousSigns, mentalSigns } from './schema.ts'

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

const keys = <T extends object>(labels: T) => fc.subarray(Object.keys(labels) as (keyof T & string)[])
const signs = fc.record({
  temperature: fc.option(fc.double({ min: 30, max: 43, noNaN: true }), { nil: undefined }),
  critical: keys(criticalSigns),
  infectious: keys(infectiousSigns),
  mental: keys(mentalSigns),
  lice: fc.constantFrom('no', 'yes', 'unchecked', undefined),
  pregnancy: fc.constantFrom('no', 'suspected', 'yes', undefined),
  infection: fc.constantFrom(...(Object.keys(infections) as (keyof typeof infections)[])),
})

describe('the health check', () => {
  it('a critical sign sends to hospital before anything else', () => {
    fc.assert(
      fc.property(signs, fc.constantFrom(...(Object.keys(criticalSigns) as (keyof typeof criticalSigns)[])), (form, sign) => {
        expect(adviceOf({ ...form, critical: [sign] } as never)[0]).toBe('hospital-first')
      }),
    )
  })

  it('more signs never take an advice away', () => {
    fc.assert(
      fc.property(signs, signs, (form, more) => {
        const both = {
          ...form,
          critical: [...new Set([...form.critical, ...more.critical])],
          mental: [...new Set([...form.mental, ...more.mental])],
          infectious: [...new Set([...form.infectious, ...more.infectious])],
        }
        for (const advice of adviceOf(form as never)) expect(adviceOf(both as never)).toContain(advice)
      }),
    )
  })

  it('fever begins at 37.3 degrees', () => {
    expect(infectionSuspicious({ temperature: FEVER })).toBe(true)
    expect(infectionSuspicious({ temperature: 37.2 })).toBe(false)
    expect(infectionSuspicious({ temperature: { unknown: 'not-asked' } })).toBe(false)
  })

  it('a suspected infection means isolation and a report to disease control', () => {
    expect(adviceOf({ infection: 'suspected' })).toEqual(['isolate', 'disease-control'])
  })
})

describe('isolation', () => {
  it('ends as ruled out only after a check that came later and ruled it out', () => {
    const ruledOut = { infection: 'ruled-out' }
    expect(ruledOutSince([fact('medical.screened', 5, ruledOut)], 10)).toBe(false)
    expect(ruledOutSince([fact('medical.screened', 15, ruledOut)], 10)).toBe(true)
    expect(
      ruledOutSince([fact('medical.screened', 15, ruledOut), fact('medical.screened', 20, { infection: 'suspected' })], 10),
    ).toBe(false)
  })

  it('a withdrawn check does not count', () => {
    const check = fact('medical.screened', 15, { infection: 'ruled-out' })
    expect(ruledOutSince([check, fact('fact.withdrawn', 16, {}, { replaces: check.id })], 10)).toBe(false)
  })
})

describe('conditions', () => {
  it('signs are added to what is noted and take nothing away', () => {
    fc.assert(
      fc.property(keys({ limb: 1, mental: 1, chronic: 1 }), signs, (had, form) => {
        const after = conditionsAfter([fact('person.condition-noted', 1, { kinds: had, capacity: 'limited' })], form as never)
        if (!after) return
        expect(after.kinds).toEqual(expect.arrayContaining(had))
        expect(after.capacity).toBe('limited')
      }),
    )
  })

  it('nothing new leaves no second note', () => {
    expect(
      conditionsAfter([fact('person.condition-noted', 1, { kinds: ['mental'] })], { mental: ['agitated'], infection: 'unknown' }),
    ).toBeUndefined()
    expect(conditionsAfter([], { infection: 'ruled-out' })).toBeUndefined()
  })
})

describe('facts and money', () => {
  it('the last word is the last that happened and still stands, whatever the order of recording', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 12 }), (times) => {
        const facts = times.map((at) => fact('medical.screened', at))
        expect(lastOf([...facts].reverse(), 'medical.screened')?.occurredAt).toBe(Math.max(...times))
        expect(standing(facts)).toHaveLength(facts.length)
      }),
    )
  })

  it('yuan and fen agree to the cent', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), (fen) => {
        expect(fenOf(fen / 100)).toBe(fen)
      }),
    )
  })

  it('what is not known is neither yes nor no', () => {
    expect(threeValued('unknown')).toBeUndefined()
    expect(threeValued('yes')).toBe(true)
    expect(threeValued('no')).toBe(false)
  })
})
