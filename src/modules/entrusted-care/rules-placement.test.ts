/** The pure side of care outside, over random lives. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOUR, parseInstant } from '#kernel/time.ts'
import { type ClockFact, stayClock } from '#modules/people-and-cases/words.ts'
import { bringBackOrder, type Outsider } from './rules-bring-back.ts'
import { costBetween, totalOf } from './rules-cost.ts'
import { againstAdmission } from './rules-institutions.ts'
import { daysByInstitution, outsideDays, type PlacedRow, stretchesOf } from './rules-outside.ts'
import { type Candidate, hoursFor, personObstacle, toldLate } from './rules-placement.ts'

const start = parseInstant('2026-01-05T09:00') as number

/** One thing that happens to a guest, some hours after the one before. */
const step = fc.record({
  hours: fc.integer({ min: 1, max: 24 * 40 }),
  what: fc.constantFrom('place', 'back', 'hospital', 'fetch', 'leave', 'return', 'left', 'settle', 'accept'),
  house: fc.constantFrom('a', 'b', 'c'),
})
type Step = { hours: number; what: string; house: string }

/** Lives a life as the doors would let it: facts, and this room's rows beside them. */
function live(steps: readonly Step[]): { facts: ClockFact[]; rows: PlacedRow[]; end: number } {
  const facts: ClockFact[] = []
  const rows: PlacedRow[] = []
  let at = start
  const tell = (name: string) => facts.push({ id: `${facts.length}`, name, value: {}, occurredAt: at, recordedAt: at })
  tell('intake.accepted')
  for (const { hours, what, house } of steps) {
    at += hours * HOUR
    const where = stayClock(facts, at).now
    const open = rows.find((row) => row.to === null)
    const close = (settled = false) => {
      if (open) Object.assign(open, { to: at, settled })
    }
    if (what === 'accept' && where === null) tell('intake.accepted')
    if (where === null) continue
    if (what === 'place' && where !== 'hospital' && where !== 'leave' && open?.institutionId !== house) {
      close()
      tell('entrusted.placed')
      rows.push({
        placementId: `${rows.length}`,
        fileId: 'f',
        institutionId: house,
        from: at,
        to: null,
        settled: false,
        levels: [{ from: '2026-01-01', level: 'full' }],
      })
    }
    if (what === 'back' && open) {
      tell('entrusted.brought-back')
      close()
    }
    if (what === 'hospital' && where !== 'hospital') tell('medical.hospitalised')
    if (what === 'fetch' && where === 'hospital') tell('medical.fetched')
    if (what === 'leave' && where !== 'hospital') tell('stay.leave-begun')
    if (what === 'return' && where === 'leave') tell('stay.leave-ended')
    if (what === 'settle') close(true)
    if (what === 'left') {
      tell('departure.left')
      close()
    }
  }
  return { facts, rows, end: at + 7 * HOUR }
}

describe('days outside', () => {
  test('of whatever life: days by institution and settled days are the days that the clock counts outside', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const { facts, rows, end } = live(steps)
        const { days, unknown, whole } = outsideDays(facts, rows, end)
        const { institutions, settled } = daysByInstitution(days)
        const counted = [...institutions.values()].reduce((sum, each) => sum + each, 0)
        expect(unknown).toBe(0)
        expect(counted + settled).toBe(whole)
        expect(whole).toBe(stayClock(facts, end).days.outside)
      }),
      { numRuns: 300 },
    )
  })

  test('what is billed is those days, each once, and nothing is billed to two', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const { facts, rows, end } = live(steps)
        const { days } = outsideDays(facts, rows, end)
        const stretches = stretchesOf(days)
        const billed = totalOf(costBetween(stretches, [{ level: 'full', from: 0, last: 99_999, fen: 100 }], 0, 99_999))
        expect(billed.days).toBe(days.filter((each) => each.placement !== null).length)
        expect(billed.fen).toBe(billed.days * 100)
        const each = stretches.flatMap(({ from, until }) => Array.from({ length: until - from }, (_, index) => from + index))
        expect(new Set(each).size).toBe(each.length)
      }),
      { numRuns: 200 },
    )
  })
})

describe('who may be sent where', () => {
  const candidate = fc.record<Candidate>({
    state: fc.constantFrom('asked', 'in', 'left'),
    minor: fc.constantFrom('yes', 'no', 'unknown'),
    infection: fc.constantFrom('ruled-out', 'suspected', 'untold'),
    isolated: fc.boolean(),
    where: fc.constantFrom('station', 'hospital', 'outside', 'leave', null),
  })
  const flags = fc.record({ adultKnown: fc.boolean(), emergency: fc.boolean(), placing: fc.boolean() })

  test('no minor, nobody suspected of an infection and no patient is ever let through, not in an emergency either', () => {
    fc.assert(
      fc.property(candidate, flags, (who, more) => {
        if (personObstacle(who, more) !== undefined) return
        expect(who.state).toBe('in')
        expect(who.minor === 'yes' || (who.minor === 'unknown' && !more.adultKnown)).toBe(false)
        expect(who.infection === 'suspected' || who.isolated).toBe(false)
        expect(who.where).not.toBe('hospital')
        if (!more.emergency) expect(who.infection).toBe('ruled-out')
      }),
    )
  })

  test('an institution takes people only under contract, licensed, fit, open and below its cap; a refusal says why', () => {
    const date = fc.constantFrom('2026-01-01', '2026-06-01', '2026-12-31')
    const house = fc.record({
      state: fc.constantFrom('registered' as const, 'contracted' as const, 'ended' as const),
      fit: fc.constantFrom(true, false, null),
      stopped: fc.boolean(),
      placed: fc.integer({ min: 0, max: 6 }),
      contracts: fc.array(
        fc.record({ from: date, until: date, endedOn: fc.constant(null), heads: fc.integer({ min: 1, max: 5 }) }),
        { maxLength: 2 },
      ),
      licences: fc.array(fc.record({ kind: fc.constant('registration' as const), validUntil: fc.option(date, { nil: null }) }), {
        maxLength: 2,
      }),
    })
    fc.assert(
      fc.property(house, (each) => {
        const against = againstAdmission(each, '2026-06-15')
        const contract = each.contracts.findLast((one) => one.from <= '2026-06-15' && '2026-06-15' <= one.until)
        const open =
          each.state === 'contracted' &&
          contract !== undefined &&
          each.placed < contract.heads &&
          each.fit === true &&
          !each.stopped &&
          each.licences.length > 0 &&
          each.licences.every(({ validUntil }) => validUntil === null || validUntil >= '2026-06-15')
        expect(against.length === 0).toBe(open)
        for (const why of against) expect(why).toMatch(/[一-鿿]/)
      }),
    )
  })
})

describe('told in time', () => {
  test('the minute in which the hours end still counts; what has no hours is never late', () => {
    expect(toldLate(start, start + 2 * HOUR + 59_000, 2)).toBe(false)
    expect(toldLate(start, start + 2 * HOUR + 60_000, 2)).toBe(true)
    expect(toldLate(start, start + 900 * HOUR, null)).toBe(false)
    expect(hoursFor('hospital', { hospital: 6 })).toBe(6)
    expect(hoursFor('death', undefined)).toBe(2)
    expect(hoursFor('injury', undefined)).toBeNull()
  })
})

describe('the order of bringing back', () => {
  const outsider = fc.record<Outsider>({
    placementId: fc.uuid(),
    state: fc.constantFrom('placed', 'placed-unapproved', 'placed-declined'),
    alarm: fc.boolean(),
    familyAsked: fc.boolean(),
    km: fc.option(fc.integer({ min: 0, max: 500 }), { nil: null }),
    level: fc.constantFrom('self', 'partial', 'full', 'special'),
    since: fc.integer({ min: 0, max: 9_999 }),
  })
  test('nobody is lost, the order does not hang on how the list came, and alarm goes before distance', () => {
    fc.assert(
      fc.property(fc.uniqueArray(outsider, { selector: (each) => each.placementId, maxLength: 12 }), (people) => {
        const ordered = bringBackOrder(people)
        expect(bringBackOrder(people.toReversed())).toEqual(ordered)
        expect(ordered).toHaveLength(people.length)
        const rank = (each: Outsider) => (each.state === 'placed-declined' ? 0 : each.alarm ? 1 : 2)
        expect(ordered.map(rank)).toEqual(ordered.map(rank).toSorted((a, b) => a - b))
      }),
    )
  })
})
