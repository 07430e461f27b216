import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compare, goneWhy, type RosterPerson } from './rules-roster.ts'

const person = (returneeId: string, more: Partial<RosterPerson> = {}): RosterPerson => ({
  returneeId,
  name: '甘小满',
  sex: '男',
  born: '1980',
  address: '石桥村',
  contact: '',
  returnedOn: '2026-12-09',
  marks: ['health'],
  village: '',
  lastVisit: '',
  nextDue: '2027-02-09',
  endsOn: '2027-12-09',
  ...more,
})
const kept = (people: RosterPerson[]) => new Map(compare(people, new Map()).lines.map((line) => [line.returneeId, line.digest]))

it('in the first roster everybody is new; in the next, who came, who went, who was corrected', () => {
  const first = [person('a'), person('b'), person('c')]
  expect(compare(first, new Map())).toMatchObject({ added: 3, changed: 0, gone: [] })
  const next = compare([person('a'), person('c', { address: '柳沟村' }), person('d')], kept(first))
  expect(next).toMatchObject({ added: 1, changed: 1, gone: ['b'] })
  expect(next.lines.map((line) => line.change)).toEqual([null, 'changed', 'new'])
})

it('a visit that the town recorded itself is no correction', () => {
  const first = [person('a')]
  expect(compare([person('a', { lastVisit: '2027-01-01', nextDue: '2027-03-01' })], kept(first))).toMatchObject({ changed: 0 })
})

it('nothing is lost between two rosters: before + added − gone = now', () => {
  const ids = fc.uniqueArray(fc.stringMatching(/^[a-h]$/), { maxLength: 8 })
  fc.assert(
    fc.property(ids, ids, (before, now) => {
      const { added, gone, lines } = compare(
        now.map((id) => person(id)),
        kept(before.map((id) => person(id))),
      )
      expect(before.length + added - gone.length).toBe(lines.length)
    }),
  )
})

it('who is gone is told with the reason', () => {
  expect(goneWhy({ state: 'dead', townId: 't', unlistedAs: null }, 't')).toBe('已死亡')
  expect(goneWhy({ state: 'listed', townId: 'other', unlistedAs: null }, 't')).toBe('迁到别处')
  expect(goneWhy({ state: 'unlisted', townId: 't', unlistedAs: 'year-over' }, 't')).toBe('满一年')
})
