import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Fact } from '#facts/fact.ts'
import { addDays, addMonths, DAY, dateOf, endOfDay, parseInstant, startOfDay } from '#kernel/time.ts'
import { POLICIES } from '#policy/check.ts'
import { loadCalendars, loadPacks } from '#policy/load.ts'
import { computeObligations } from '#policy/obligations.ts'
import { SERIES_MONTHS, seriesOf, TERM_MONTHS } from './rules-series.ts'

const at = (text: string) => parseInstant(text) as number
const visit = (text: string, died = false) => ({ at: at(text), died })
const row = (listed: string, visits: string[], now: string) =>
  seriesOf({ listed: [at(listed)], visits: visits.map((each) => visit(each)), now: at(now) })

const packs = loadPacks(POLICIES)
const calendars = loadCalendars(POLICIES)

describe('the clock of visits', () => {
  test('is that of the policy: its term and its year', () => {
    const clause = packs.flatMap((pack) => pack.clauses).find((each) => each.id === 's2.14.visit')
    const { term, lasts } = (clause as NonNullable<typeof clause>).parameters as Record<string, { values: { value: string }[] }>
    expect(term?.values.map((each) => each.value)).toEqual([`P${TERM_MONTHS}M`])
    expect(lasts?.values.map((each) => each.value)).toEqual([`P${SERIES_MONTHS / 12}Y`])
  })

  test('the first visit is due two months after the listing, the day of listing not counted', () => {
    expect(row('2026-01-15T09:00', [], '2026-02-01T09:00')).toMatchObject({
      nextDue: '2026-03-15',
      endsOn: '2027-01-15',
      missed: 0,
    })
  })

  test('an early visit shifts the next: two months again from the visit', () => {
    const series = row('2026-01-15T09:00', ['2026-02-01T10:00'], '2026-02-02T09:00')
    expect(series.terms.map((term) => [term.due, term.state])).toEqual([
      ['2026-03-15', 'done'],
      ['2026-04-01', 'next'],
    ])
  })

  test('a late visit is late and the next counts from it; a term that went by is not made up', () => {
    const series = row('2026-01-15T09:00', ['2026-08-20T10:00'], '2026-09-01T09:00')
    expect(series.terms.map((term) => [term.due, term.state])).toEqual([
      ['2026-03-15', 'late'],
      ['2026-10-20', 'next'],
    ])
    expect(series.missed).toBe(1)
  })

  test('on its last day a visit is in time, in the first minute of the next it is late', () => {
    expect(row('2026-01-15T09:00', ['2026-03-15T23:59'], '2026-03-16T09:00').terms[0]?.state).toBe('done')
    expect(row('2026-01-15T09:00', ['2026-03-16T00:00'], '2026-03-16T09:00').terms[0]?.state).toBe('late')
  })

  test('from 31 December two months are full on the last of February, also in a leap year', () => {
    expect(row('2026-12-31T09:00', [], '2027-01-01T09:00').nextDue).toBe('2027-02-28')
    expect(row('2027-12-31T09:00', [], '2028-01-01T09:00').nextDue).toBe('2028-02-29')
  })

  test('listed on 29 February, the year ends on 28 February', () => {
    expect(row('2028-02-29T09:00', [], '2028-03-01T09:00')).toMatchObject({ nextDue: '2028-04-29', endsOn: '2029-02-28' })
  })

  test('when no whole term fits into the year any more the series is at rest, and over at its end', () => {
    const visits = ['2026-03-01T09:00', '2026-05-01T09:00', '2026-07-01T09:00', '2026-09-01T09:00', '2026-11-20T09:00']
    expect(row('2026-01-15T09:00', visits, '2027-01-01T09:00')).toMatchObject({ nextDue: null, over: false, missed: 1 })
    expect(row('2026-01-15T09:00', visits, '2027-01-16T00:00')).toMatchObject({ nextDue: null, over: true })
  })

  test('whoever was not visited when the year ended is still owed the visit', () => {
    expect(row('2026-01-15T09:00', [], '2027-06-01T09:00')).toMatchObject({ nextDue: '2026-03-15', over: false, missed: 1 })
  })

  test('death ends the series; what was late before it stays late', () => {
    const series = seriesOf({
      listed: [at('2026-01-15T09:00')],
      visits: [visit('2026-02-10T09:00'), visit('2026-06-01T09:00', true)],
      now: at('2026-07-01T09:00'),
    })
    expect(series).toMatchObject({ nextDue: null, missed: 1 })
    expect(series.terms.map((term) => term.state)).toEqual(['done', 'late'])
  })
})

/** Instants within three years around a leap day, with ends of months and years among them. */
const START = at('2027-01-01T00:00')
const special = [
  '2027-12-31T12:00',
  '2028-02-28T23:59',
  '2028-02-29T00:00',
  '2028-02-29T23:59',
  '2028-03-01T00:00',
  '2028-12-31T23:59',
]
const instant = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 1000 * 24 * 60 }).map((minute) => START + minute * 60_000) },
  { weight: 1, arbitrary: fc.constantFrom(...special).map(at) },
)
const history = fc.record({
  listed: fc.array(instant, { minLength: 1, maxLength: 3 }),
  visits: fc.array(fc.record({ at: instant, died: fc.constant(false) }), { maxLength: 14 }),
  death: fc.option(instant, { nil: null }),
  moves: fc.array(instant, { maxLength: 3 }),
  now: fc.integer({ min: 0, max: 1100 }).map((days) => START + days * DAY + 61_000),
})

const fact = (id: string, name: string, occurredAt: number, value: Record<string, unknown> = {}): Fact => ({
  id,
  subject: { kind: 'rescue-file', id: 'f1' },
  name,
  v: 1,
  value,
  occurredAt,
  recordedAt: occurredAt,
  recordedBy: 'u',
  action: id,
})

function byEngine(facts: Fact[], now: number) {
  return computeObligations({
    subject: { id: 'f1', kind: 'rescue-file', person: 'p1', station: 's1' },
    facts,
    related: { subjects: [], facts: [] },
    packs: packs.map((pack) => ({ pack, from: null })),
    calendars,
    now,
  })
    .obligations.filter((each) => each.clause === 's2.14.visit' && each.state !== 'not-applicable')
    .map((each) => ({
      due: dateOf((each.due as number) - 1),
      state: { pending: 'next', overdue: 'overdue', met: 'done', 'met-late': 'late' }[each.state as 'met'],
      metAt: each.metAt,
    }))
}

describe('the clock of visits and the policy engine', () => {
  test('agree on every term over any history of listings, visits, moves of town and death', () => {
    fc.assert(
      fc.property(history, ({ listed, visits, death, moves, now }) => {
        const told = visits.map((each) => ({ at: each.at, died: false }))
        if (death !== null) told.push({ at: death, died: true })
        const known = {
          listed: listed.filter((each) => each <= now).sort((a, b) => a - b),
          visits: told.filter((each) => each.at <= now),
        }
        const facts = [
          ...known.listed.map((each, i) => fact(`l${i}`, 'follow-up.listed', each, { reasons: ['mental'] })),
          ...known.visits.map((each, i) =>
            fact(
              `v${String(i).padStart(2, '0')}`,
              'follow-up.visited',
              each.at,
              each.died ? { finding: 'died' } : { finding: 'at-home' },
            ),
          ),
          ...moves
            .filter((each) => each <= now)
            .map((each, i) => fact(`t${i}`, 'follow-up.town-assigned', each, { organisation: `o${i}` })),
        ]
        const own = seriesOf({ ...known, now }).terms.map(({ due, state, metAt }) => ({ due, state, metAt }))
        expect(own).toEqual(byEngine(facts, now))
      }),
      { numRuns: 600 },
    )
  })

  test('at most one term is owed, terms follow one another, and a visit serves one term only', () => {
    fc.assert(
      fc.property(history, ({ listed, visits: told, now }) => {
        const visits = [...new Map(told.map((each) => [each.at, each])).values()]
        const { terms, nextDue, endsOn } = seriesOf({ listed: [Math.min(...listed)], visits, now })
        expect(terms.filter((term) => term.metAt === null).length).toBeLessThanOrEqual(1)
        const met = terms.flatMap((term) => (term.metAt === null ? [] : [term.metAt]))
        expect(new Set(met).size).toBe(met.length)
        for (const [i, term] of terms.entries()) {
          if (i > 0) expect(term.from).toBe(terms[i - 1]?.metAt)
          expect(term.due).toBe(addMonths(dateOf(term.from), TERM_MONTHS))
          expect(term.due <= (endsOn as string)).toBe(true)
        }
        if (nextDue !== null) expect(nextDue).toBe(terms.at(-1)?.due)
      }),
      { numRuns: 300 },
    )
  })

  test('who visits within every two months until the year is over has missed nothing', () => {
    fc.assert(
      fc.property(instant, fc.array(fc.integer({ min: 1, max: 58 }), { minLength: 20, maxLength: 20 }), (first, steps) => {
        const visits: { at: number; died: boolean }[] = []
        let day = dateOf(first)
        for (const step of steps) {
          day = addDays(day, step)
          visits.push({ at: startOfDay(day) + 10 * 3_600_000, died: false })
        }
        const now = endOfDay(addMonths(dateOf(first), 13))
        const series = seriesOf({ listed: [first], visits: visits.filter((each) => each.at <= now), now })
        const covered = visits.at(-1) as { at: number }
        if (covered.at >= startOfDay(series.endsOn as string)) expect(series.missed).toBe(0)
      }),
    )
  })
})
