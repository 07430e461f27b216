import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, dateOf, HOUR, parseInstant } from '#kernel/time.ts'
import { type ClockFact, daysUntilThreeMonths, stayClock, threeMonthsOn, WHERES } from './stay-clock.ts'

const at = (text: string) => parseInstant(text) as number
let count = 0
const fact = (
  name: string,
  when: string | number,
  value: Record<string, unknown> = {},
  more: Partial<ClockFact> = {},
): ClockFact => {
  const occurredAt = typeof when === 'number' ? when : at(when)
  return { id: `f${count++}`, name, value, occurredAt, recordedAt: occurredAt, ...more }
}
const wheresOf = (facts: ClockFact[], until: string) => stayClock(facts, at(until)).segments.map((each) => each.where)

const accepted = fact('intake.accepted', '2026-09-09T08:00')
const left = (when: string) => fact('departure.left', when, { kind: 'own' })

describe('where a guest was', () => {
  test('nobody who was not accepted is present', () => {
    expect(stayClock([fact('medical.hospitalised', '2026-09-09T07:00')], at('2026-09-10T00:00'))).toMatchObject({
      segments: [],
      wholeMs: 0,
      wholeDays: 0,
      now: null,
    })
  })

  test('from acceptance to leaving; the same day counts as one day', () => {
    const clock = stayClock([accepted, left('2026-09-09T20:00')], at('2026-12-09T08:00'))
    expect(clock).toMatchObject({ wholeMs: 12 * HOUR, wholeDays: 1, now: null })
    expect(clock.stays).toMatchObject([{ open: false }])
  })

  test('hospitalised while placed outside is hospital, and outside again once fetched', () => {
    const facts = [
      accepted,
      fact('entrusted.placed', '2026-09-20T08:00'),
      fact('medical.hospitalised', '2026-09-22T08:00'),
      fact('medical.fetched', '2026-09-25T08:00'),
    ]
    expect(wheresOf(facts, '2026-09-30T00:00')).toEqual(['station', 'outside', 'hospital', 'outside'])
  })

  test('brought back while in hospital is hospital until fetched, then the station', () => {
    const facts = [
      accepted,
      fact('entrusted.placed', '2026-09-20T08:00'),
      fact('medical.hospitalised', '2026-09-22T08:00'),
      fact('entrusted.brought-back', '2026-09-23T08:00'),
      fact('medical.fetched', '2026-09-25T08:00'),
    ]
    expect(wheresOf(facts, '2026-09-30T00:00')).toEqual(['station', 'outside', 'hospital', 'station'])
  })

  test('treated first and accepted at the bedside, the stay begins in hospital', () => {
    expect(wheresOf([fact('medical.hospitalised', '2026-09-08T08:00'), accepted], '2026-09-10T00:00')).toEqual(['hospital'])
  })

  test('a leave never ended goes on; who is hospitalised is no longer on leave', () => {
    const begun = fact('stay.leave-begun', '2026-09-10T08:00', { until: '2026-09-11' })
    expect(wheresOf([accepted, begun], '2026-10-10T00:00')).toEqual(['station', 'leave'])
    const taken = [fact('medical.hospitalised', '2026-09-12T08:00'), fact('medical.fetched', '2026-09-13T08:00')]
    expect(wheresOf([accepted, begun, ...taken], '2026-10-10T00:00')).toEqual(['station', 'leave', 'hospital', 'station'])
  })

  test('not come back from leave is still on leave until the leaving is recorded', () => {
    const facts = [
      accepted,
      fact('stay.leave-begun', '2026-09-10T08:00'),
      fact('stay.leave-ended', '2026-09-11T08:00', { returned: false }),
      fact('departure.left', '2026-09-12T08:00', { kind: 'absconded' }),
    ]
    expect(stayClock(facts, at('2026-10-01T00:00'))).toMatchObject({ totals: { leave: 2 * DAY, station: DAY }, now: null })
  })

  test('fetched without having been hospitalised changes nothing', () => {
    expect(wheresOf([accepted, fact('medical.fetched', '2026-09-10T08:00')], '2026-09-11T00:00')).toEqual(['station'])
  })

  test('taken back after leaving, there are two stays and nothing between', () => {
    const facts = [accepted, left('2026-09-10T08:00'), fact('intake.accepted', '2026-09-12T08:00')]
    const clock = stayClock(facts, at('2026-09-13T08:00'))
    expect(clock.stays).toHaveLength(2)
    expect(clock).toMatchObject({ wholeMs: 2 * DAY, wholeDays: 4, now: 'station' })
  })

  test('withdrawn and corrected facts are out', () => {
    const wrong = fact('medical.hospitalised', '2026-09-10T08:00')
    const withdrawn = fact('fact.withdrawn', '2026-09-11T08:00', {}, { replaces: wrong.id })
    expect(wheresOf([accepted, wrong, withdrawn], '2026-09-12T00:00')).toEqual(['station'])
  })
})

describe('three months', () => {
  test('same day number, or the last day of the month', () => {
    expect(threeMonthsOn([fact('intake.accepted', '2026-09-09T23:59')])).toBe('2026-12-09')
    expect(threeMonthsOn([fact('intake.accepted', '2025-11-30T08:00')])).toBe('2026-02-28')
    expect(threeMonthsOn([fact('intake.accepted', '2023-11-30T08:00')])).toBe('2024-02-29')
    expect(threeMonthsOn([])).toBeNull()
  })

  test('is seen coming, and counted on after', () => {
    expect(daysUntilThreeMonths([accepted], at('2026-12-01T10:00'))).toBe(8)
    expect(daysUntilThreeMonths([accepted], at('2026-12-09T23:59'))).toBe(0)
    expect(daysUntilThreeMonths([accepted], at('2026-12-10T00:00'))).toBe(-1)
  })
})

const names = [
  'intake.accepted',
  'departure.left',
  'departure.sent-home',
  'medical.hospitalised',
  'medical.fetched',
  'entrusted.placed',
  'entrusted.brought-back',
  'stay.leave-begun',
  'stay.leave-ended',
  'people.noted',
]
const START = at('2026-01-01T00:00')
const someFact = fc
  .record({
    name: fc.constantFrom(...names),
    hours: fc.integer({ min: 0, max: 4000 }),
    odd: fc.integer({ min: 0, max: 3 }),
    late: fc.integer({ min: 0, max: 100 }),
    id: fc.uuid(),
    returned: fc.option(fc.boolean(), { nil: undefined }),
  })
  .map(
    ({ name, hours, odd, late, id, returned }): ClockFact => ({
      id,
      name,
      value: returned === undefined ? {} : { returned },
      occurredAt: START + hours * HOUR + odd,
      recordedAt: START + (hours + late) * HOUR,
    }),
  )
const someFacts = fc.array(someFact, { maxLength: 25 }).chain((facts) =>
  fc
    .record({
      doubles: fc.subarray(facts),
      // Some are corrected, some taken back.
      gone: fc.subarray(facts).map((some) =>
        some.map((each, i) => ({
          ...each,
          id: `r${i}`,
          name: i % 2 ? 'fact.withdrawn' : each.name,
          recordedAt: each.recordedAt + HOUR,
          replaces: each.id,
        })),
      ),
    })
    .map(({ doubles, gone }) => [...facts, ...doubles, ...gone]),
)
const someUntil = fc.integer({ min: 0, max: 5000 }).map((hours) => START + hours * HOUR)

describe('whatever comes, in whatever order', () => {
  test('segments have neither gap nor overlap, and the parts are the whole, in milliseconds and in days', () => {
    fc.assert(
      fc.property(someFacts, someUntil, (facts, until) => {
        const clock = stayClock(facts, until)
        for (const stay of clock.stays) {
          let end = stay.from
          for (const segment of stay.segments) {
            expect(segment.from).toBe(end)
            expect(segment.to).toBeGreaterThan(segment.from)
            end = segment.to
          }
          expect(end).toBe(stay.to)
          expect(stay.to).toBeLessThanOrEqual(Math.max(until, stay.from))
        }
        clock.stays.reduce((end, stay) => {
          expect(stay.from).toBeGreaterThanOrEqual(end)
          return stay.to
        }, -Infinity)
        const sum = (of: Record<string, number>) => WHERES.reduce((all, where) => all + (of[where] ?? 0), 0)
        expect(sum(clock.totals)).toBe(clock.wholeMs)
        expect(sum(clock.days)).toBe(clock.wholeDays)
        expect(clock.segments.reduce((all, each) => all + each.to - each.from, 0)).toBe(clock.wholeMs)
        const dates = new Set<string>()
        for (const { from, to } of clock.segments) {
          for (let t = from; t < to; t += DAY) dates.add(dateOf(t))
          dates.add(dateOf(to - 1))
        }
        expect(clock.wholeDays).toBe(dates.size)
      }),
    )
  })

  test('the order in which facts are given is nothing', () => {
    fc.assert(
      fc.property(
        someFacts.chain((facts) => fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length }))),
        someUntil,
        ([facts, shuffled], until) => {
          expect(stayClock(shuffled, until)).toEqual(stayClock(facts, until))
          expect(threeMonthsOn(shuffled)).toBe(threeMonthsOn(facts))
        },
      ),
    )
  })

  test('what was, stays: a later look only adds', () => {
    fc.assert(
      fc.property(someFacts, someUntil, fc.integer({ min: 0, max: 1000 }), (facts, until, more) => {
        const early = stayClock(facts, until)
        const late = stayClock(facts, until + more * HOUR)
        expect(late.wholeMs).toBeGreaterThanOrEqual(early.wholeMs)
        for (const where of WHERES) expect(late.totals[where]).toBeGreaterThanOrEqual(early.totals[where])
      }),
    )
  })
})
