/** Pure decisions: nights, clocks of phones, plans, the order of need, what is kept and what is erased. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, dateOf, HOUR, MINUTE, parseInstant, startOfDay } from '#kernel/time.ts'
import { byNeed, clocked, duringShift, eraseBefore, nightOf, planDays, strongest, timesOf, weekdayOf } from './rules.ts'
import { errandOf, roundsOf } from './rules-told.ts'
import { type Group, groups } from './words.ts'

const at = (text: string) => parseInstant(text) as number
const keys = Object.keys(groups) as Group[]
const instants = fc.integer({ min: at('2026-01-01T00:00'), max: at('2027-12-31T00:00') })

describe('a night', () => {
  test('belongs to the evening on which it began', () => {
    expect(nightOf(at('2026-12-09T23:00'))).toBe('2026-12-09')
    expect(nightOf(at('2026-12-10T05:00'))).toBe('2026-12-09')
    expect(nightOf(at('2026-12-10T12:00'))).toBe('2026-12-10')
  })

  test('a shift that ends before it begins ends on the next day', () => {
    expect(timesOf('2026-12-09', '21:30', '01:00')).toEqual({ from: at('2026-12-09T21:30'), to: at('2026-12-10T01:00') })
    expect(weekdayOf('2026-12-09')).toBe('3')
  })

  test('a weekly plan has exactly the days that were chosen, and no more than three months of them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 92 }),
        fc.subarray(['1', '2', '3', '4', '5', '6', '7'] as const),
        (length, chosen) => {
          const until = dateOf(startOfDay('2026-12-09') + length * DAY)
          const days = planDays('2026-12-09', chosen, until)
          if (days === 'too-far') throw new Error('within three months')
          if (chosen.length === 0) {
            expect(days).toEqual(['2026-12-09'])
            return
          }
          for (const day of days) expect(chosen).toContain(weekdayOf(day))
          expect(new Set(days).size).toBe(days.length)
        },
      ),
    )
    expect(planDays('2026-12-09', ['3'], '2027-12-09')).toBe('too-far')
  })
})

test('of several groups the one that asks for most care counts, whatever the order of the taps', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(keys), (told) => {
      const found = strongest(told)
      expect(found).toBe(keys.find((each) => told.includes(each)))
    }),
  )
  expect(strongest(['capable', 'aged'])).toBe('aged')
  expect(strongest(undefined)).toBe(undefined)
})

test('a phone’s clock that is wrong moves all its points alike, and the last lies where the record was made', () => {
  const points = fc.array(fc.integer({ min: 0, max: 6 * HOUR }), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(points, instants, fc.integer({ min: -2 * DAY, max: 2 * DAY }), (steps, recorded, wrong) => {
      const last = Math.max(...steps)
      const told = steps.map((step) => ({ at: recorded + wrong - last + step, lat: 26, lng: 119 }))
      const kept = clocked(told, recorded)
      expect(kept).toHaveLength(told.length)
      expect(Math.abs((kept.at(-1)?.at ?? 0) - recorded)).toBeLessThanOrEqual(10 * MINUTE)
      expect((kept.at(-1)?.at ?? 0) - (kept[0]?.at ?? 0)).toBe(last - Math.min(...steps))
    }),
  )
})

test('nothing outside of a shift is kept', () => {
  const point = (when: number) => ({ at: when, lat: 26, lng: 119 })
  const kept = duringShift([point(0), point(DAY), point(DAY + HOUR), point(3 * DAY)], DAY, DAY + 2 * HOUR)
  expect(kept.map((each) => each.at)).toEqual([DAY, DAY + HOUR])
})

test('who was not seen last night is looked for first, who was not seen for long comes last', () => {
  const now = at('2026-12-09T20:00')
  const seen = (when: string) => ({ lastMetAt: at(when), missedAt: null })
  const [last, missing, gone] = [seen('2026-12-08T22:00'), seen('2026-12-06T22:00'), seen('2026-10-01T22:00')]
  expect([gone, last, missing].toSorted(byNeed(now))).toEqual([missing, last, gone])
})

test('positions are erased by the term in force on the day', () => {
  const terms = [
    { from: '2026-01-01', days: 30 },
    { from: '2027-01-01', days: 10 },
  ]
  expect(eraseBefore('2026-12-31', terms, 90)).toBe(startOfDay('2026-12-01'))
  expect(eraseBefore('2027-01-11', terms, 90)).toBe(startOfDay('2027-01-01'))
  expect(eraseBefore('2025-12-31', terms, 90)).toBe(startOfDay('2025-10-02'))
})

describe('what other rooms tell', () => {
  const areaIds = ['0198a000-0000-7000-8000-000000000001']
  test('the hours of a night are shared among its rounds; one after midnight lies on the next day', () => {
    const told = { kind: 'cold', areaIds, dates: ['2026-12-09'], rounds: 2, fromTime: '21:30', toTime: '05:30' }
    expect(roundsOf(told, null)).toEqual([
      { kind: 'cold', areaIds, days: ['2026-12-09'], from: '21:30', to: '01:30' },
      { kind: 'cold', areaIds, days: ['2026-12-10'], from: '01:30', to: '05:30' },
    ])
    expect(roundsOf({ ...told, kind: 'tracing' }, null)).toEqual([])
    expect(roundsOf({}, 'cold')).toEqual([])
  })

  test('a report of a child is nobody’s stop', () => {
    expect(errandOf({ note: '去看一下' })).toBe(null)
    expect(errandOf({ no: '报2026-1', place: '北环涵洞', asked: '老人' })).toEqual({
      no: '报2026-1',
      place: '北环涵洞',
      what: '老人',
    })
  })
})
