import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Fact } from '#facts/fact.ts'
import { addDays, addMonths, DAY, dateOf, parseInstant } from '#kernel/time.ts'
import { POLICIES } from '#policy/check.ts'
import { loadCalendars, loadPacks } from '#policy/load.ts'
import { computeObligations } from '#policy/obligations.ts'
import { monthsOf, seriesOf, STRIP, TERM_MONTHS } from './rules-series.ts'
import { NAME_WITHIN_DAYS } from './words.ts'

const at = (text: string) => parseInstant(text) as number
const packs = loadPacks(POLICIES)
const calendars = loadCalendars(POLICIES)
const term = (id: string) => {
  const clause = packs.flatMap((pack) => pack.clauses).find((each) => each.id === id)
  const { term: parameter } = (clause as NonNullable<typeof clause>).parameters as Record<string, { values: { value: string }[] }>
  return parameter?.values.map((each) => each.value)
}
const row = (since: string, contacts: string[], now: string) =>
  seriesOf({ since: at(since), contacts: contacts.map(at), now: at(now) })
const strip = (since: string, contacts: string[], now: string) =>
  monthsOf({ since: at(since), contacts: contacts.map(at), now: at(now) })

describe('the months of a helper', () => {
  test('are those of the policy: a contact a month, somebody named within fifteen days', () => {
    expect(term('s4.contact')).toEqual([`P${TERM_MONTHS}M`])
    expect(term('s4.helper')).toEqual([`P${NAME_WITHIN_DAYS}D`])
  })

  test('count from the naming, and again from each contact', () => {
    expect(row('2026-10-20T09:00', ['2026-11-05T10:00'], '2026-11-20T09:00').terms.map((each) => [each.due, each.state])).toEqual(
      [
        ['2026-11-20', 'done'],
        ['2026-12-05', 'next'],
      ],
    )
  })

  test('on its last day a contact is in time, in the first minute of the next it is late', () => {
    expect(row('2026-10-20T09:00', ['2026-11-20T23:59'], '2026-11-21T09:00').terms[0]?.state).toBe('done')
    expect(row('2026-10-20T09:00', ['2026-11-21T00:00'], '2026-11-21T09:00').terms[0]?.state).toBe('late')
  })

  test('from 31 January a month is full on the last of February', () => {
    expect(row('2027-01-31T09:00', [], '2027-02-01T09:00').nextDue).toBe('2027-02-28')
    expect(row('2028-01-31T09:00', [], '2028-02-01T09:00').nextDue).toBe('2028-02-29')
  })

  test('stand in a row as on the picture: named in October, November done, December due', () => {
    expect(strip('2026-10-28T09:00', ['2026-11-25T10:00'], '2026-12-09T10:52')).toEqual([
      { month: '2026-10', state: 'named', on: '2026-10-28' },
      { month: '2026-11', state: 'done', on: '2026-11-25' },
      { month: '2026-12', state: 'due', on: '2026-12-25' },
      { month: '2027-01', state: 'ahead', on: null },
      { month: '2027-02', state: 'ahead', on: null },
      { month: '2027-03', state: 'ahead', on: null },
    ])
  })

  test('a month that went by without a contact is missed, the one in which it was made up is late', () => {
    expect(strip('2026-09-10T09:00', ['2026-11-20T10:00'], '2026-11-21T09:00').slice(0, 3)).toEqual([
      { month: '2026-09', state: 'named', on: '2026-09-10' },
      { month: '2026-10', state: 'missed', on: '2026-10-10' },
      { month: '2026-11', state: 'late', on: '2026-11-20' },
    ])
    expect(strip('2026-09-10T09:00', [], '2026-11-21T09:00')[1]).toEqual({ month: '2026-10', state: 'missed', on: '2026-10-10' })
  })

  test('nobody named, no months', () => {
    expect(monthsOf({ since: null, contacts: [at('2026-11-20T10:00')], now: at('2026-12-01T09:00') })).toEqual([])
  })
})

const START = at('2027-01-01T00:00')
const special = ['2027-12-31T12:00', '2028-01-31T09:00', '2028-02-28T23:59', '2028-02-29T00:00', '2028-02-29T23:59']
const instant = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 600 * 24 * 60 }).map((minute) => START + minute * 60_000) },
  { weight: 1, arbitrary: fc.constantFrom(...special).map(at) },
)
const history = fc.record({
  since: instant,
  again: fc.array(instant, { maxLength: 2 }),
  contacts: fc.uniqueArray(instant, { maxLength: 14 }),
  now: fc.integer({ min: 0, max: 700 }).map((days) => START + days * DAY + 61_000),
})

const fact = (id: string, name: string, occurredAt: number): Fact => ({
  id,
  subject: { kind: 'child-file', id: 'c1' },
  name,
  v: 1,
  value: {},
  occurredAt,
  recordedAt: occurredAt,
  recordedBy: 'u',
  action: id,
})

function byEngine(facts: Fact[], now: number) {
  return computeObligations({
    subject: { id: 'c1', kind: 'child-file', person: 'p1' },
    facts,
    related: { subjects: [], facts: [] },
    packs: packs.map((pack) => ({ pack, from: null })),
    calendars,
    now,
  })
    .obligations.filter((each) => each.clause === 's4.contact' && each.state !== 'not-applicable')
    .map((each) => ({
      due: dateOf((each.due as number) - 1),
      state: { pending: 'next', overdue: 'overdue', met: 'done', 'met-late': 'late' }[each.state as 'met'],
      metAt: each.metAt,
    }))
}

describe('the months and the policy engine', () => {
  test('agree on every term over any history of contacts, also when another helper is named', () => {
    fc.assert(
      fc.property(history, ({ since, again, contacts, now }) => {
        const known = contacts.filter((each) => each <= now)
        const first = Math.min(since, ...again)
        const facts = [since, ...again]
          .filter((each) => each <= now)
          .map((each, i) => fact(`n${i}`, 'child.helper-named', each))
          .concat(known.map((each, i) => fact(`v${String(i).padStart(2, '0')}`, 'child.contacted', each)))
        const own = seriesOf({ since: first, contacts: known, now }).terms.map(({ due, state, metAt }) => ({ due, state, metAt }))
        expect(own).toEqual(byEngine(facts, now))
      }),
      { numRuns: 400 },
    )
  })

  test('a row has six months, one after another, and says due or missed for the month in which a contact is owed', () => {
    fc.assert(
      fc.property(history, ({ since, contacts, now }) => {
        const months = monthsOf({ since, contacts, now })
        expect(months).toHaveLength(since > now ? 0 : STRIP)
        for (const [i, each] of months.entries())
          if (i > 0) expect(each.month).toBe(addMonths(`${months[i - 1]?.month}-01`, 1).slice(0, 7))
        const { nextDue } = seriesOf({ since, contacts, now })
        const owed = months.find((each) => each.month === nextDue?.slice(0, 7))
        if (owed && !contacts.some((each) => each <= now && dateOf(each).startsWith(owed.month)))
          expect(['due', 'missed']).toContain(owed.state)
      }),
    )
  })

  test('whoever is in contact within every month has missed nothing', () => {
    fc.assert(
      fc.property(instant, fc.array(fc.integer({ min: 1, max: 28 }), { minLength: 1, maxLength: 20 }), (since, steps) => {
        let day = dateOf(since)
        const contacts = steps.map((step) => {
          day = addDays(day, step)
          return at(`${day}T10:00`)
        })
        expect(seriesOf({ since, contacts, now: contacts.at(-1) as number }).missed).toBe(0)
      }),
    )
  })
})
