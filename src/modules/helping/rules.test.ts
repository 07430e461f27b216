/** What fits a child, what an answer makes of a referral, whom nobody answers: decided without a database. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { root } from '#kernel/config.ts'
import { addDays, DAY, dateOf, parseInstant } from '#kernel/time.ts'
import { factDef } from '#facts/index.ts'
import { allServices, catalogueOfServices, serviceById } from './catalogue.ts'
import { referralLife, type ReferralState } from './lifecycle.ts'
import { chaseNow, fitsAge, isLate, isOpen, itemStateOf, momentOf, progressOf, stateAfter, suggested, taughtAt } from './rules.ts'
import { chasing, needs, results, type Result } from './words.ts'

const NOW = parseInstant('2026-12-09T09:00') as number
const states = Object.keys(referralLife.states) as ReferralState[]
const born = (date: string) => ({ birthFrom: date, birthTo: date })

describe('the catalogue', () => {
  test('names all sixteen departments: each with services for one child, or with why it has none', () => {
    const { departments: listed } = parse(readFileSync(join(root, 'policies', 'departments.yaml'), 'utf8')) as {
      departments: { id: string; number?: string }[]
    }
    const sixteen = listed.filter((each) => each.number)
    const { departments } = catalogueOfServices()
    expect(departments.map(({ number, department }) => [number, department])).toEqual(
      sixteen.map(({ number, id }) => [number, id]),
    )
    for (const { department, none } of departments)
      expect([department, (none !== undefined) !== allServices().some((each) => each.department === department)]).toEqual([
        department,
        true,
      ])
  })

  test('answers every need of an assessment, and leaves facts that lie where the service lies or are read with the school', () => {
    for (const need of Object.keys(needs))
      expect([need, allServices().some((each) => each.needs.includes(need as never))]).toEqual([need, true])
    for (const each of allServices()) {
      if (!each.leaves) continue
      const compartment = factDef(each.leaves)?.compartment
      expect([each.id, each.in === compartment || each.in === 'plan' || compartment === 'plan']).toEqual([each.id, true])
      // What lies in the plan never leaves a fact that says more than the plan may.
      if (each.in === 'plan') expect([each.id, ['plan', 'school'].includes(compartment as string)]).toEqual([each.id, true])
    }
  })
})

describe('a service fits', () => {
  test('work from sixteen on the birthday, schooling from six to sixteen; an age that is not known is never a no', () => {
    const work = serviceById('job-introduction') as never
    expect(fitsAge(work, born('2010-12-10'), '2026-12-09')).toBe('too-young')
    expect(fitsAge(work, born('2010-12-09'), '2026-12-09')).toBe('yes')
    const school = serviceById('schooling') as never
    expect(fitsAge(school, born('2021-01-01'), '2026-12-09')).toBe('too-young')
    expect(fitsAge(school, born('2009-01-01'), '2026-12-09')).toBe('too-old')
    for (const each of allServices()) expect(fitsAge(each, { birthFrom: null, birthTo: null }, '2026-12-09')).toBe('yes')
    expect(fitsAge(work, { birthFrom: '2008-01-01', birthTo: '2012-01-01' }, '2026-12-09')).toBe('yes')
  })

  test('suggestions answer a need and fit the age, those that answer most first', () => {
    fc.assert(
      fc.property(fc.subarray(Object.keys(needs)), fc.integer({ min: 0, max: 17 }), (wanted, years) => {
        const birth = born(`${2026 - years}-01-01`)
        const found = suggested(allServices(), wanted, birth, '2026-12-09')
        const weights = found.map((each) => each.needs.filter((need) => wanted.includes(need)).length)
        return weights.every((weight, at) => weight > 0 && (at === 0 || weight <= (weights[at - 1] as number)))
      }),
    )
  })

  test('self-protection is taught by age; a child of unknown age is taught what every age is', () => {
    expect(taughtAt({ from: 7, to: 7 })).toContain('会打 110、12355')
    expect(taughtAt({ from: 7, to: 7 })).not.toContain('青春期与边界')
    expect(taughtAt(null).length).toBeGreaterThan(taughtAt({ from: 7, to: 7 }).length)
  })
})

describe('a referral', () => {
  test('is answered while it waits or is worked on, and never after', () => {
    fc.assert(
      fc.property(fc.constantFrom(...states), fc.constantFrom(...(Object.keys(results) as Result[])), (state, result) => {
        const after = stateAfter(state, result)
        const open = state === 'waiting' || state === 'working'
        return open ? after === (result === 'accepted' ? 'working' : result) : after === null
      }),
    )
  })

  test('makes its item done when it was granted, and open again when it came to nothing', () => {
    expect(itemStateOf({ state: 'open' }, null)).toBe('open')
    expect(itemStateOf({ state: 'open' }, 'waiting')).toBe('referred')
    expect(itemStateOf({ state: 'open' }, 'granted')).toBe('done')
    for (const state of ['refused', 'declined', 'closed', 'rerouted'] as const)
      expect(itemStateOf({ state: 'open' }, state)).toBe('open')
    expect(itemStateOf({ state: 'dropped' }, 'granted')).toBe('dropped')
    expect(progressOf(['done', 'dropped', 'open', 'referred'])).toEqual({ done: 1, all: 3 })
  })

  test('that nobody answers is reminded, and after two reminders told upwards; an answered or ended one never', () => {
    const base = { dueOn: null, raisedAt: null, reminders: 0, silentSince: NOW - chasing.remindAfterDays * DAY }
    expect(chaseNow({ ...base, state: 'waiting' }, NOW)).toBe('remind')
    expect(chaseNow({ ...base, state: 'waiting', silentSince: base.silentSince + 1 }, NOW)).toBe(null)
    expect(chaseNow({ ...base, state: 'working', reminders: chasing.raiseAfterReminders }, NOW)).toBe('raise')
    expect(chaseNow({ ...base, state: 'waiting', silentSince: NOW - DAY, dueOn: '2026-12-08' }, NOW)).toBe('remind')
    expect(chaseNow({ ...base, state: 'waiting', silentSince: NOW - DAY, dueOn: '2026-12-09' }, NOW)).toBe(null)
    for (const state of states.filter((each) => each !== 'waiting' && each !== 'working'))
      expect([state, chaseNow({ ...base, state }, NOW)]).toEqual([state, null])
  })

  test('is late from the day after its day, while it waits on somebody', () => {
    fc.assert(
      fc.property(fc.constantFrom(...states), fc.integer({ min: -400, max: 400 }), (state, days) => {
        const today = dateOf(NOW)
        const late = isLate({ state, dueOn: addDays(today, days) }, today)
        return late === (days < 0 && (state === 'waiting' || state === 'working')) && (!late || isOpen(state))
      }),
    )
  })
})

test('what happened on a day is told at noon of it, today now, and never of a day to come', () => {
  expect(momentOf(undefined, NOW)).toBe(NOW)
  expect(momentOf('2026-12-09', NOW)).toBe(NOW)
  expect(momentOf('2026-12-08', NOW)).toBe(parseInstant('2026-12-08T12:00'))
  expect(momentOf('2026-12-10', NOW)).toBe(null)
})
