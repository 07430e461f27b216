/** Where a child may be placed: the law's routing, and the families. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type FamilyNow, familyFault, judgeChecks, type ToFamily } from './rules-family.ts'
import { needsApproval, type RouteInput, routeFault, routes } from './rules-route.ts'
import { familyChecks, holdKinds, institutionTypes, placementKinds, temporaryGrounds, welfareGrounds } from './words.ts'

const base: RouteInput = { hold: 'temporary', ground: 'refuses', kind: 'kin', specialCare: undefined, on: '2026-12-09' }
const keys = <T extends object>(of: T) => fc.constantFrom(...(Object.keys(of) as (keyof T & string)[]))
const anyRoute: fc.Arbitrary<RouteInput> = fc.record({
  hold: fc.oneof(keys(holdKinds), fc.constant('none' as const)),
  ground: fc.option(keys(temporaryGrounds), { nil: null }),
  kind: keys(placementKinds),
  institutionType: fc.option(keys(institutionTypes), { nil: undefined }),
  welfareGround: fc.option(keys(welfareGrounds), { nil: undefined }),
  specialCare: fc.constantFrom(true, false, undefined),
  on: fc.constantFrom('2025-06-01', '2026-03-31', '2026-04-01', '2026-12-09'),
})

describe('the routing of the law', () => {
  test('a child under temporary guardianship goes to relatives, a family or a minors’ institution', () => {
    expect(routeFault(base)).toBeNull()
    expect(routeFault({ ...base, kind: 'foster' })).toBeNull()
    expect(routeFault({ ...base, kind: 'institution', institutionType: 'minors' })).toBeNull()
  })
  test('a welfare institution takes it only on a ground of the measures, and "cannot care" only infants and the disabled', () => {
    const welfare: RouteInput = { ...base, kind: 'institution', institutionType: 'welfare' }
    expect(routeFault(welfare)).toBe('WELFARE_GROUND')
    expect(routeFault({ ...welfare, welfareGround: 'abandoned' })).toBeNull()
    expect(routeFault({ ...welfare, welfareGround: 'cannot-care' })).toBe('NOT_SPECIAL_CARE')
    expect(routeFault({ ...welfare, welfareGround: 'cannot-care', specialCare: true })).toBeNull()
    expect(routeFault({ ...welfare, hold: 'emergency' })).toBe('WELFARE_NEEDS_HOLD')
    // Before the measures were in force nothing routed.
    expect(routeFault({ ...welfare, on: '2026-03-31' })).toBeNull()
  })
  test('under long-term guardianship a welfare institution, never a minors’ one, whatever else is told', () => {
    fc.assert(
      fc.property(anyRoute, (input) => {
        const long: RouteInput = { ...input, hold: 'long-term', kind: 'institution', on: '2026-12-09' }
        expect(routeFault({ ...long, institutionType: 'minors' })).toBe('LONG_TO_WELFARE')
        expect(routeFault({ ...long, institutionType: 'welfare' })).toBeNull()
      }),
    )
  })
  test('nobody is adopted or fostered without the guardianship that it rests on', () => {
    fc.assert(
      fc.property(anyRoute, (input) => {
        if (routeFault({ ...input, kind: 'adopted' }) === null) expect(input.hold).toBe('long-term')
        if (routeFault({ ...input, kind: 'foster' }) === null) expect(['temporary', 'long-term']).toContain(input.hold)
      }),
    )
  })
  test('guardians who hurt or used the child entrust it to nobody, and those who are not found cannot', () => {
    for (const ground of ['instigates', 'harms'])
      expect(routeFault({ ...base, kind: 'kin-care', ground })).toBe('GUARDIANS_CANNOT_ENTRUST')
    for (const ground of ['missing', 'unidentified'])
      expect(routeFault({ ...base, kind: 'kin-care', ground })).toBe('NO_GUARDIANS_TO_ENTRUST')
    expect(routeFault({ ...base, kind: 'kin-care', ground: 'unable' })).toBeNull()
  })
  test('an institution of no told kind, or of another, takes nobody', () => {
    fc.assert(
      fc.property(anyRoute, (input) => {
        expect(routeFault({ ...input, kind: 'institution', institutionType: undefined })).toBe('WHICH_TYPE')
        expect(routeFault({ ...input, kind: 'institution', institutionType: 'other' })).toBe('NO_SUCH_TYPE')
      }),
    )
  })
  test('whatever the case, some care is open at once: relatives, without asking anybody', () => {
    fc.assert(
      fc.property(anyRoute, (input) => {
        expect(routeFault({ ...input, kind: 'kin' })).toBeNull()
        expect(needsApproval({ ...input, kind: 'kin' })).toBe(false)
        expect(routes(input).filter((each) => each.fault === null).length).toBeGreaterThan(0)
      }),
    )
  })
  test('the bureau approves another family for long, adoption, and the way that leaves the usual one', () => {
    expect(needsApproval({ kind: 'foster', hold: 'temporary' })).toBe(true)
    expect(needsApproval({ kind: 'adopted', hold: 'long-term' })).toBe(true)
    expect(needsApproval({ kind: 'institution', institutionType: 'welfare', hold: 'temporary' })).toBe(true)
    expect(needsApproval({ kind: 'institution', institutionType: 'minors', hold: 'temporary' })).toBe(false)
  })
})

const family: FamilyNow = { state: 'approved', kind: 'foster', until: '2027-06-01', most: 3, others: 0, siblingsThere: 0 }
const wanted: ToFamily = { kind: 'foster', on: '2026-12-09', coming: 1, isGuardian: false }

describe('a family', () => {
  test('is fit when all was seen and is right', () => {
    const all = (answer: 'pass' | 'fail' | 'unseen') =>
      Object.fromEntries(Object.keys(familyChecks).map((key) => [key, answer])) as Parameters<typeof judgeChecks>[0]
    expect(judgeChecks(all('pass'))).toBe('fit')
    expect(judgeChecks({ ...all('pass'), records: 'unseen' })).toBe('open')
    expect(judgeChecks({ ...all('unseen'), health: 'fail' })).toBe('unfit')
  })
  test('takes a child while it is approved, its check is fresh and it does that kind', () => {
    expect(familyFault(family, wanted)).toBeNull()
    expect(familyFault({ ...family, state: 'paused' }, wanted)).toBe('FAMILY_NOT_APPROVED')
    expect(familyFault({ ...family, until: '2026-12-08' }, wanted)).toBe('FAMILY_CHECK_OLD')
    expect(familyFault(family, { ...wanted, kind: 'kin-care' })).toBe('FAMILY_KIND')
    expect(familyFault({ ...family, kind: 'both' }, { ...wanted, kind: 'kin-care' })).toBeNull()
  })
  test('of whom one is the guardian the child was taken from takes nobody, whatever else is right', () => {
    expect(familyFault(family, { ...wanted, isGuardian: true })).toBe('FAMILY_IS_GUARDIAN')
  })
  test('takes two at the most; three siblings together where no other child is', () => {
    expect(familyFault({ ...family, others: 2 }, wanted)).toBe('FAMILY_FULL')
    expect(familyFault(family, { ...wanted, coming: 3 })).toBeNull()
    expect(familyFault({ ...family, siblingsThere: 2 }, wanted)).toBeNull()
    expect(familyFault({ ...family, others: 1 }, { ...wanted, coming: 2 })).toBe('FAMILY_FULL')
    expect(familyFault({ ...family, most: 2 }, { ...wanted, coming: 3 })).toBe('FAMILY_FULL')
  })
  test('never holds more than it said, however they come', () => {
    const few = fc.integer({ min: 0, max: 6 })
    fc.assert(
      fc.property(
        few,
        few,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 6 }),
        (others, siblingsThere, coming, most) => {
          const now = { ...family, others, siblingsThere, most }
          if (familyFault(now, { ...wanted, coming }) === null) expect(others + siblingsThere + coming).toBeLessThanOrEqual(most)
        },
      ),
    )
  })
})
