import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { factDef } from '#facts/index.ts'
import { dateOf, parseInstant } from '#kernel/time.ts'
import { instantOn, leavingAt, standingOf, stretchesOf, stretchOn, type Told, undoing, yearOf } from './rules.ts'
import { dutyWords, examForms, posts } from './words.ts'

const at = (text: string) => parseInstant(text) as number
const fact = (id: string, name: string, when: string, more: Partial<Told> = {}): Told => ({
  id,
  name: `staff.${name}`,
  occurredAt: at(when),
  recordedAt: at(when),
  value: {},
  ...more,
})
const career = [
  fact('in', 'joined', '2020-03-01T00:00'),
  fact('out', 'left', '2024-06-30T23:59'),
  fact('again', 'joined', '2026-02-01T00:00'),
]

describe('in post', () => {
  test('first and last day count, the time between does not', () => {
    expect(stretchOn(career, '2020-02-29')).toBeUndefined()
    expect(stretchOn(career, '2020-03-01')?.joined.id).toBe('in')
    expect(stretchOn(career, '2024-06-30')?.joined.id).toBe('in')
    expect(stretchOn(career, '2024-07-01')).toBeUndefined()
    expect(stretchOn(career, '2026-11-22')?.joined.id).toBe('again')
    expect(standingOf(career)).toBe('here')
    expect(standingOf(career.slice(0, 2))).toBe('left')
    expect(standingOf([])).toBe('untold')
  })

  test('a joining put right holds instead of the first', () => {
    const right = fact('right', 'joined', '2019-01-01T00:00', { replaces: 'in' })
    expect(stretchesOf([...career, right]).map((each) => each.joined.id)).toEqual(['right', 'again'])
  })
})

describe('an instant for a day', () => {
  test('stays on that day, within the time in post, and not after now', () => {
    const now = at('2026-11-22T09:30')
    const late = { joined: fact('a', 'joined', '2026-05-04T15:00'), left: null }
    expect(instantOn(late, '2026-05-04', now)).toBe(at('2026-05-04T15:00'))
    expect(instantOn(late, '2026-06-01', now)).toBe(at('2026-06-01T12:00'))
    expect(instantOn(late, '2026-11-22', now)).toBe(now)
    const early = { joined: fact('a', 'joined', '2026-05-04T00:00'), left: fact('b', 'left', '2026-05-06T08:00') }
    expect(dateOf(instantOn(early, '2026-05-06', now))).toBe('2026-05-06')
    expect(instantOn(early, '2026-05-06', now)).toBeLessThan(at('2026-05-06T08:00'))
    expect(dateOf(leavingAt('2026-05-06', now))).toBe('2026-05-06')
    expect(leavingAt('2026-11-22', now)).toBe(now)
  })
})

describe('taking back', () => {
  test('a record always; coming and going only while nothing rests on it; of others’ facts none', () => {
    const trained = fact('t', 'trained', '2026-03-01T12:00')
    const named = fact('n', 'duty-named', '2020-04-01T12:00', { value: { duty: 'tracing' } })
    expect(undoing([...career, trained], 't')).toBe('yes')
    expect(undoing([...career, trained], 'again')).toEqual({ after: trained })
    expect(undoing(career, 'again')).toBe('yes')
    expect(undoing(career.slice(0, 1), 'in')).toBe('only-joining')
    expect(undoing(career, 'out')).toEqual({ after: career[2] })
    expect(undoing(career.slice(0, 2), 'out')).toBe('yes')
    expect(undoing([...career.slice(0, 2), named], 'out')).toBe('relieved')
    expect(undoing([...career, named], 'n')).toBe('not-ours')
    expect(undoing(career, 'nothing')).toBe('not-ours')
    expect(
      undoing([...career, fact('w', 'withdrawn', '2026-03-02T12:00', { name: 'fact.withdrawn', replaces: 'again' })], 'again'),
    ).toBe('gone')
  })
})

test('a year adds up its own days only; qualification lasts', () => {
  const facts = [
    fact('1', 'trained', '2025-12-31T12:00', { value: { offJobDays: 3 } }),
    fact('2', 'trained', '2026-01-01T00:00', { value: { offJobDays: 0.5 } }),
    fact('3', 'trained', '2026-05-01T12:00', { value: { offJobDays: 1 } }),
    fact('4', 'system-qualified', '2021-05-01T12:00'),
  ]
  expect(yearOf(facts, '2026')).toEqual({
    offJobDays: 1.5,
    trainedOn: '2026-05-01',
    examinedOn: null,
    healthCheckedOn: null,
    qualifiedOn: '2021-05-01',
  })
})

test('the words of this room are those of its facts', () => {
  const optionsOf = (name: string, key: string) => {
    const shape = factDef(name)?.schema.shape as Record<string, z.ZodType> | undefined
    return (shape?.[key]?.meta() as { options?: object } | undefined)?.options
  }
  expect(optionsOf('staff.examined', 'form')).toEqual(examForms)
  expect(optionsOf('staff.trained', 'form')).toEqual(examForms)
  expect(optionsOf('staff.joined', 'post')).toEqual(posts)
  expect(optionsOf('staff.duty-named', 'duty')).toEqual(dutyWords)
})
