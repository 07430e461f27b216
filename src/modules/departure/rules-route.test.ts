import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allLifecycles } from '#kernel/lifecycle.ts'
import { gazetteer } from './gazetteer.ts'
import { type PlanState, returnPlan } from './lifecycle.ts'
import { planOnLeaving } from './rules-leaving-plan.ts'
import { afterAnswer, hasArrived, levelsAbove, planAfter } from './rules-refusal.ts'
import { type Destination, placeOf, routeOf, sameDivision } from './rules-route.ts'
import { medicalNeed, teamFault } from './rules-team.ts'
import { type LeavingKind, leavingKinds } from './schema.ts'
import type { RaiseLevel } from './schema-letters.ts'

const answer = fc.constantFrom('yes', 'no', 'unknown') as fc.Arbitrary<'yes' | 'no' | 'unknown'>
const destinations: fc.Arbitrary<Destination> = fc.record({
  means: fc.constantFrom('family', 'escort', 'origin', 'own', 'city-station') as fc.Arbitrary<Destination['means']>,
  local: answer,
  crossProvince: answer,
  receiver: fc.constantFrom('station', 'bureau', 'unknown') as fc.Arbitrary<Destination['receiver']>,
  designated: fc.constantFrom('self', 'other', 'none') as fc.Arbitrary<Destination['designated']>,
})
const always = (property: (to: Destination) => void) => fc.assert(fc.property(destinations, property))
const to = (more: Partial<Destination>): Destination => ({
  means: 'escort',
  local: 'no',
  crossProvince: 'no',
  receiver: 'station',
  designated: 'none',
  ...more,
})

describe('the route', () => {
  it('within one’s own area is one’s own, whatever else was told', () => {
    always((each) => {
      if (each.local === 'yes' && each.means !== 'family') expect(routeOf(each).route).toBe('own')
    })
  })

  it('with relatives is theirs, wherever it leads', () => {
    always((each) => {
      if (each.means === 'family') expect(routeOf(each)).toMatchObject({ route: 'relatives', means: 'family', findings: [] })
    })
  })

  it('across a province is escorted by the designated station, by this one only where it is that one', () => {
    expect(routeOf(to({ crossProvince: 'yes', designated: 'self' }))).toMatchObject({ means: 'escort', escort: 'us' })
    expect(routeOf(to({ crossProvince: 'yes', designated: 'other' }))).toMatchObject({
      means: 'city-station',
      escort: 'designated',
    })
    always((each) => {
      const found = routeOf(each)
      if (found.escort === 'us' && found.route === 'city-station') expect(each.designated).not.toBe('other')
    })
  })

  it('without a designated station is said to be so, and nothing is lost', () => {
    const found = routeOf(to({ crossProvince: 'yes' }))
    expect(found).toMatchObject({ route: 'city-station', means: 'escort' })
    expect(found.findings.map((each) => each.key)).toEqual(['no-designation'])
  })

  it('to a county without a station is the civil affairs bureau’s', () => {
    expect(routeOf(to({ receiver: 'bureau' })).route).toBe('county-bureau')
    expect(routeOf(to({ receiver: 'station' })).route).toBe('city-to-city')
  })

  it('is not guessed where nobody knows whether a province is crossed', () => {
    always((each) => {
      if (each.means !== 'family' && each.local !== 'yes' && each.crossProvince === 'unknown')
        expect(routeOf(each)).toMatchObject({ route: null, means: each.means })
    })
  })

  it('asked again with its own answer stays the same', () => {
    always((each) => {
      const once = routeOf(each)
      const twice = routeOf({ ...each, means: once.means })
      expect([twice.route, twice.means, twice.escort]).toEqual([once.route, once.means, once.escort])
    })
  })

  it('hands nobody to the city’s station inside the province', () => {
    always((each) => {
      if (each.crossProvince === 'no') expect(routeOf(each).means).not.toBe('city-station')
    })
  })

  it('sees the same county and province in codes, and does not know without them', () => {
    expect(sameDivision('420321', '420321', 6)).toBe('yes')
    expect(sameDivision('420321', '420300', 2)).toBe('yes')
    expect(sameDivision('420321', '410000', 2)).toBe('no')
    expect(sameDivision(null, '420321', 2)).toBe('unknown')
  })
})

describe('the place of origin', () => {
  it('that was renamed keeps its old name beside the present one', () => {
    expect(placeOf({ text: '湖北省襄樊市' }, gazetteer)).toMatchObject({ kind: 'changed', old: '襄樊市', present: '襄阳' })
  })

  it('that no table knows stays as it was told', () => {
    expect(placeOf({ text: '没有这个县' }, gazetteer)).toEqual({ kind: 'unknown', name: '没有这个县' })
    expect(placeOf({ code: '000001', text: '某地' }, gazetteer)).toEqual({ kind: 'unknown', name: '某地' })
  })

  it('that stands today is known by its code', () => {
    expect(placeOf({ text: '湖北省黄冈市浠水县' }, gazetteer)).toMatchObject({ kind: 'known', name: '浠水县' })
    expect(placeOf({}, gazetteer)).toBeNull()
  })

  it('is never lost, whatever was written', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 30 }), (text) => {
        if (text.trim() !== '') expect(placeOf({ text }, gazetteer)).not.toBeNull()
      }),
    )
  })
})

describe('who goes along', () => {
  const [a, b, c, d] = [
    { name: '甲', sex: 'male' },
    { name: '乙', sex: 'male' },
    { name: '丙', sex: 'female' },
    { name: '丁', sex: 'female', role: 'medical' },
  ] as const
  it('are two at least, a woman for a woman, somebody medical for the ill', () => {
    expect(teamFault([a], { sex: 'male' }, { need: [] })).toBe('TWO_ESCORTS')
    expect(teamFault([a, a], { sex: 'male' }, { need: [] })).toBe('TWO_ESCORTS')
    expect(teamFault([a, b], { sex: 'female' }, { need: [] })).toBe('WOMAN_ESCORT')
    expect(teamFault([a, c], { sex: 'female' }, { need: ['危重'] })).toBe('MEDICAL_ESCORT')
    expect(teamFault([a, c], { sex: 'female' }, { need: ['危重'], without: '医生看过，路近' })).toBeUndefined()
    expect(teamFault([a, d], { sex: 'female' }, { need: ['危重'] })).toBeUndefined()
  })

  it('need nobody medical where nothing speaks for it', () => expect(medicalNeed([])).toEqual([]))
})

describe('the ladder', () => {
  const levels = fc.array(fc.constantFrom('county', 'city', 'province', 'ministry') as fc.Arbitrary<RaiseLevel>)
  it('only goes up', () => {
    expect(levelsAbove([])).toEqual(['county', 'city', 'province', 'ministry'])
    expect(levelsAbove(['city'])).toEqual(['province', 'ministry'])
    fc.assert(
      fc.property(levels, (asked) => {
        for (const level of asked) expect(levelsAbove(asked)).not.toContain(level)
      }),
    )
  })

  it('ends when the origin receives or the guest stays here, and else goes on', () => {
    expect(afterAnswer('raised', 'receives')).toBe('settled')
    expect(afterAnswer('raised', 'cannot-settle')).toBe('unsettled')
    expect(afterAnswer('raised', 'stays-here')).toBe('stays')
    expect(afterAnswer('refused', 'receives')).toBeUndefined()
    expect(planAfter('refused', 'settled', { left: true, approved: true })).toBe('under-way')
    expect(planAfter('refused', 'settled', { left: false, approved: true })).toBe('approved')
    expect(planAfter('refused', 'settled', { left: false, approved: false })).toBe('drafted')
    expect(planAfter('refused', 'stays', { left: false, approved: true })).toBe('cancelled')
    expect(planAfter('refused', 'unsettled', { left: false, approved: true })).toBe('refused')
  })
})

describe('a plan', () => {
  it('goes only where its lifecycle leads, whatever way somebody leaves', () => {
    const states = Object.keys(returnPlan.states) as PlanState[]
    for (const state of states)
      for (const kind of Object.keys(leavingKinds) as LeavingKind[])
        for (const means of ['escort', 'city-station', 'own', 'family', 'origin'])
          for (const sentHome of [true, false]) {
            const { to: aim } = planOnLeaving({ state, means, route: null }, kind, sentHome)
            if (aim)
              expect(
                returnPlan.moves.some(
                  (move) => move.action === 'departure.leave' && move.to === aim && move.from.some((from) => from === state),
                ),
              ).toBe(true)
          }
    expect(allLifecycles().map((each) => each.name)).toContain('origin-refusal')
  })

  it('that nobody has approved holds up an escort, but no relatives', () => {
    const drafted = { state: 'drafted', means: 'escort', route: null } as const
    expect(planOnLeaving(drafted, 'escort', true).refused).toBe('PLAN_NOT_APPROVED')
    expect(planOnLeaving(drafted, 'family', true).to).toBe('under-way')
    expect(planOnLeaving(drafted, 'hospital', false).to).toBe('cancelled')
    expect(planOnLeaving(undefined, 'escort', true).warnings).toHaveLength(1)
  })

  it('has arrived by the day told, or two days after leaving', () => {
    const left = Date.UTC(2026, 11, 9, 1)
    expect(hasArrived({ kind: 'escort', leftAt: left, arrivesOn: '2026-12-10' }, '2026-12-09')).toBe(false)
    expect(hasArrived({ kind: 'escort', leftAt: left, arrivesOn: '2026-12-10' }, '2026-12-10')).toBe(true)
    expect(hasArrived({ kind: 'escort', leftAt: left, arrivesOn: null }, '2026-12-11')).toBe(false)
    expect(hasArrived({ kind: 'escort', leftAt: left, arrivesOn: null }, '2026-12-12')).toBe(true)
    expect(hasArrived({ kind: 'family', leftAt: left, arrivesOn: null }, '2026-12-09')).toBe(true)
  })
})
