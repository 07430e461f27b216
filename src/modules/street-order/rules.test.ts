import fc from 'fast-check'
import { expect, test } from 'vitest'
import { monthsUntil, nearestOf, nextOperation, notClosable, trendOf, type Victim, vehicleStanding } from './rules.ts'
import { helps, outcomes, type VictimGroup, victimGroups } from './words.ts'

const group = fc.constantFrom(...(Object.keys(victimGroups) as VictimGroup[]))
const victim: fc.Arbitrary<Victim> = fc.record({
  group,
  help: fc.option(fc.constantFrom(...(Object.keys(helps) as (keyof typeof helps)[]))),
})
const outcome = fc.option(fc.constantFrom(...(Object.keys(outcomes) as (keyof typeof outcomes)[])))

test('the police of the city are the nearest to whoever stands in the city, those of the town to whoever stands there', () => {
  const list = [{ path: '990000.990100.county.town.police.' }, { path: '990000.990100.station-police.' }]
  expect(nearestOf(list, '990000.990100.city-management.')?.path).toBe('990000.990100.station-police.')
  expect(nearestOf(list, '990000.990100.county.town.')?.path).toBe('990000.990100.county.town.police.')
  expect(nearestOf([], '990000.990100.')).toBeNull()
})

test('a case with somebody who was brought nowhere is never closable, whatever came of it', () => {
  fc.assert(
    fc.property(outcome, fc.array(group), fc.array(victim), (came, said, victims) => {
      const lacking = notClosable(came, said, victims)
      if (victims.some((each) => each.help === null)) expect(lacking).toMatchObject({ left: expect.any(Number) })
      else if (came === 'unfounded') expect(lacking).toBeNull()
      else expect(lacking === null).toBe(said.every((each) => victims.some((one) => one.group === each)))
    }),
  )
})

test('fewer is only said against months that were counted', () => {
  const counts = [
    { month: '2026-11', count: 2 },
    { month: '2026-07', count: 5 },
    { month: '2026-12', count: 90 },
  ]
  expect(trendOf(counts, '2026-12', '2026-06')).toEqual({
    now: 2,
    before: 5,
    fewer: true,
    months: ['2026-09', '2026-10', '2026-11'],
  })
  expect(trendOf(counts, '2026-12', '2026-07').fewer).toBeNull()
  expect(trendOf([], '2026-12', null).fewer).toBeNull()
  expect(monthsUntil('2026-02', 4)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02'])
})

test('the next joint operation is due a quarter after the last, and at once where there was none', () => {
  expect(nextOperation(null, '2026-12-09')).toEqual({ by: '2026-12-09', late: true })
  expect(nextOperation('2026-09-09', '2026-12-09').late).toBe(false)
  expect(nextOperation('2026-09-08', '2026-12-09').late).toBe(true)
})

test('a vehicle stands with the traffic police until its day, and not after', () => {
  const stands = (until: string | null, toldOn: string | null = '2026-01-01') =>
    vehicleStanding({ toldOn, until, endedAt: null }, '2026-12-09', '2027-01-09')
  expect(stands(null, null)).toBe('untold')
  expect(stands('2026-12-09')).toBe('soon')
  expect(stands('2026-12-08')).toBe('expired')
  expect(stands('2027-06-01')).toBe('good')
})
