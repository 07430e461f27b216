/** When a sign is looked at again, and where there is none. Pure. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { coverage, type Counted, isDue, nextDue } from './rules.ts'

test('a sound one is looked at again after half a year, a broken one within fifteen days', () => {
  expect(nextDue('2026-08-31', true)).toBe('2027-02-28')
  expect(nextDue('2026-12-09', false)).toBe('2026-12-24')
  expect(isDue({ state: 'standing', dueOn: '2026-12-09' }, '2026-12-09')).toBe(true)
  expect(isDue({ state: 'standing', dueOn: '2026-12-10' }, '2026-12-09')).toBe(false)
  expect(isDue({ state: 'removed', dueOn: '2026-12-01' }, '2026-12-09')).toBe(false)
})

test('every standing and broken sign is counted once, in its town or apart; a town without one stands first', () => {
  const counted = fc.record({
    townId: fc.constantFrom('a', 'b', 'gone', null),
    placeKind: fc.constantFrom('station', 'bridge'),
    state: fc.constantFrom('standing' as const, 'broken' as const, 'removed' as const),
    count: fc.nat(9),
  })
  const towns = [
    { id: 'a', name: '甲镇' },
    { id: 'b', name: '乙镇' },
  ]
  fc.assert(
    fc.property(fc.array(counted), (all: Counted[]) => {
      const covers = coverage(towns, all)
      const sum = (of: (cover: (typeof covers)[number]) => number) => covers.reduce((total, each) => total + of(each), 0)
      const inState = (state: string) => all.filter((each) => each.state === state).reduce((total, each) => total + each.count, 0)
      expect(sum((each) => each.standing)).toBe(inState('standing'))
      expect(sum((each) => each.broken)).toBe(inState('broken'))
      for (const town of towns) expect(covers.some((each) => each.townId === town.id)).toBe(true)
      const standing = covers.map((each) => each.standing)
      expect(standing).toEqual(standing.toSorted((a, b) => a - b))
    }),
  )
})
