/** The hall's stay clock and the policy engine read the same facts in the same way. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Fact } from '#facts/fact.ts'
import { dayOf, endOfDay, HOUR, parseInstant } from '#kernel/time.ts'
import { stayClock, threeMonthsOn } from '#modules/people-and-cases/words.ts'
import { POLICIES } from '../src/policy/check.ts'
import { overTime } from '../src/policy/conditions/index.ts'
import { loadCalendars, loadPacks } from '../src/policy/load.ts'
import { momentsOf } from '../src/policy/moments.ts'
import { computeObligations } from '../src/policy/obligations.ts'
import { answerAt } from '../src/policy/timeline.ts'
import { indexKnown, viewOf } from '../src/policy/view.ts'

const START = parseInstant('2025-10-25T00:00') as number
const subject = { id: 'file', kind: 'rescue-file' as const, station: 'station', person: 'person' }
const names = [
  'intake.accepted',
  'departure.left',
  'departure.sent-home',
  'medical.hospitalised',
  'medical.fetched',
  'entrusted.placed',
  'entrusted.brought-back',
]
const someFacts = fc.array(
  fc.record({ name: fc.constantFrom(...names), hours: fc.integer({ min: 0, max: 4000 }), id: fc.uuid() }).map(
    ({ name, hours, id }): Fact => ({
      id,
      name,
      subject: { kind: 'rescue-file', id: subject.id },
      v: 1,
      value: {},
      occurredAt: START + hours * HOUR,
      recordedAt: START + hours * HOUR,
      recordedBy: 'clerk',
      action: id,
    }),
  ),
  { maxLength: 20 },
)
const calendars = loadCalendars(POLICIES)
const viewAt = (facts: Fact[], now: number) =>
  viewOf(indexKnown([subject], facts, now), { subject, calendars, campaign: null, now })

test('present, in hospital and entrusted mean the same to both', () => {
  fc.assert(
    fc.property(someFacts, fc.integer({ min: 0, max: 4500 }), (facts, hours) => {
      const now = START + hours * HOUR
      const view = viewAt(facts, now)
      const clock = stayClock(facts, now)
      const says = (name: string) => answerAt(overTime(view, name), now).answer
      expect(says('present') === 'yes').toBe(clock.now !== null)
      if (clock.now === null) return
      expect(clock.now === 'hospital').toBe(says('not-in-hospital') === 'no')
      if (clock.now !== 'hospital') expect(clock.now === 'outside').toBe(says('entrusted') === 'yes')
    }),
  )
})

test("three months are full on the engine's day, at its instant", () => {
  fc.assert(
    fc.property(someFacts, (facts) => {
      const accepted = facts.some((fact) => fact.name === 'intake.accepted')
      const on = threeMonthsOn(facts)
      expect(on !== null).toBe(accepted)
      if (on === null) return
      const moment = momentsOf(viewAt(facts, START + 9000 * HOUR), 'three-months-full').at(-1)
      expect(moment?.day).toBe(dayOf(on))
      expect(moment?.at).toBe(endOfDay(on))
    }),
  )
})

test('settlement is owed from the minute after that day, not a minute before', () => {
  const facts: Fact[] = ['intake.accepted', 'person.identity-stated'].map((name, i) => ({
    id: `f${i}`,
    name,
    subject: { kind: 'rescue-file', id: subject.id },
    v: 1,
    value: i === 1 ? { status: 'unknown' } : {},
    occurredAt: parseInstant('2025-11-30T09:00') as number,
    recordedAt: parseInstant('2025-11-30T09:00') as number,
    recordedBy: 'clerk',
    action: `a${i}`,
  }))
  const full = endOfDay(threeMonthsOn(facts) as string)
  const packs = loadPacks(POLICIES).map((pack) => ({ pack, from: null, campaign: null }))
  const owedAt = (now: number) =>
    computeObligations({ subject, related: { subjects: [], facts: [] }, facts, calendars, packs, now }).obligations.find(
      (each) => each.clause === 'nat.settlement',
    )?.state
  expect(owedAt(full - 1) ?? 'not-applicable').toBe('not-applicable')
  expect(owedAt(full)).toBe('pending')
})
