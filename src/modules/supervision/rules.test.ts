import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseInstant } from '#kernel/time.ts'
import type { ClauseText, ParameterText } from '#policy/pack.ts'
import type { Obligation, ObligationState } from '#policy/types.ts'
import { byAct } from './act-rules.ts'
import { books } from './books.ts'
import { addUp, figureOf, monthsUpTo } from './figure-rules.ts'
import { type Decisions, inForce } from './in-force.ts'
import { difference, type KeptRow, rowOf, sameRow, stateAt } from './keep-rules.ts'
import { readParameter } from './parameter-rules.ts'
import { bucketsAt, sundayOf } from './buckets.ts'
import { instanceText, percent, termText } from './words.ts'

const at = (text: string) => parseInstant(text) as number
const states: ObligationState[] = ['pending', 'overdue', 'met', 'met-late', 'cannot-tell', 'waived']

const obligation = fc.record({
  clause: fc.constantFrom('a.one', 'a.two', 'b.three'),
  instance: fc.constantFrom('1', '2', '2026-H1'),
  state: fc.constantFrom(...states),
  arisenAt: fc.integer({ min: at('2025-01-01T00:00'), max: at('2026-12-31T00:00') }),
  due: fc.option(fc.integer({ min: at('2025-01-01T00:00'), max: at('2027-01-31T00:00') })),
  needs: fc.array(fc.constantFrom('x.told', 'y.told'), { maxLength: 2 }),
})

type Made = { clause: string; instance: string; state: ObligationState; arisenAt: number; due: number | null; needs: string[] }
const subject = { id: 's1', kind: 'rescue-file', ownerPath: '99.9901.n.' }
const toRow = (made: Made) =>
  rowOf(
    {
      ...made,
      pack: 'a',
      subject: 's1',
      dueKind: made.due === null ? 'none' : 'minute',
      metAt: null,
      owner: 'station',
      because: {
        clause: made.clause,
        citation: '',
        countsFrom: { moment: 'm', at: made.arisenAt, facts: [] },
        conditions: [],
        metBy: [],
        parameters: [],
      },
    } as Obligation,
    subject,
  )
const rowsOf = (list: Made[]) => [...new Map(list.map((each) => [`${each.clause} ${each.instance}`, toRow(each)])).values()]
const rows = fc.array(obligation, { maxLength: 8 }).map((list) => rowsOf(list as Made[]))

/** Figures counted from rows, one by one. */
function counted(list: readonly KeptRow[]): Map<string, number> {
  const out = new Map<string, number>()
  for (const { deltas } of [difference([], list as never)]) {
    for (const { clause, owner_path, month, state, last_day, count } of deltas)
      out.set(`${clause}|${owner_path}|${month}|${state}|${last_day}`, count)
  }
  return out
}

describe('keeping', () => {
  test('what is put and gone turns the old rows into the new ones, and the figures with them', () => {
    fc.assert(
      fc.property(rows, rows, (before, after) => {
        const { put, gone, deltas } = difference(before, after)
        const key = (row: KeptRow) => `${row.clause} ${row.instance}`
        const kept = new Map<string, KeptRow>(before.map((row) => [key(row), row]))
        for (const row of gone) kept.delete(key(row))
        for (const row of put) kept.set(key(row), row)
        expect([...kept.keys()].sort()).toEqual(after.map(key).sort())
        for (const row of after) expect(sameRow(kept.get(key(row)) as KeptRow, row)).toBe(true)
        const figures = counted(before)
        for (const { clause, owner_path, month, state, last_day, count } of deltas) {
          const cell = `${clause}|${owner_path}|${month}|${state}|${last_day}`
          const sum = (figures.get(cell) ?? 0) + count
          if (sum === 0) figures.delete(cell)
          else figures.set(cell, sum)
        }
        expect(Object.fromEntries(figures)).toEqual(Object.fromEntries(counted(after)))
      }),
    )
  })

  test('the same answer twice writes nothing', () => {
    fc.assert(
      fc.property(rows, (list) => {
        expect(difference(list, list)).toMatchObject({ put: [], gone: [], deltas: [] })
      }),
    )
  })

  test('a duty due to the minute is late from the next minute, one due on a day from 00:00 of the next', () => {
    const due = at('2026-12-09T16:05')
    const minute = toRow({ clause: 'a.one', instance: '1', state: 'pending', arisenAt: due, due, needs: [] })
    expect(stateAt(minute, at('2026-12-09T16:05'))).toBe('pending')
    expect(stateAt(minute, at('2026-12-09T16:06'))).toBe('overdue')
    const day = { ...minute, late: at('2026-12-10T00:00') }
    expect(stateAt(day, at('2026-12-09T23:59'))).toBe('pending')
    expect(stateAt(day, at('2026-12-10T00:00'))).toBe('overdue')
  })
})

describe('one act', () => {
  const clauses: Record<string, Partial<ClauseText>> = {
    'nat.notice': { 'met-by': { any: ['tracing.notice-published', 'tracing.pushed-national'] } },
    's2.pushed': { 'met-by': { any: ['tracing.pushed-national'] } },
    's2.notice': { 'met-by': { any: ['tracing.notice-published'] } },
    's2.goes-on': { 'met-by': { any: ['tracing.*'] } },
  }
  const duty = (clause: string, late: number | null, subject = 'f1', instance = '1') => ({ subject, clause, instance, late })
  const clauseOf = (id: string) => clauses[id] as ClauseText

  test('duties that one act meets stand under the earliest due', () => {
    const groups = byAct([duty('s2.pushed', null), duty('nat.notice', 5)], clauseOf)
    expect(groups.map((group) => group.map((each) => each.clause))).toEqual([['nat.notice', 's2.pushed']])
  })

  test('what no single act meets all of stays apart; any tracing fact is no act of its own', () => {
    const groups = byAct([duty('nat.notice', 5), duty('s2.pushed', 6), duty('s2.notice', 7), duty('s2.goes-on', 8)], clauseOf)
    expect(groups.map((group) => group.map((each) => each.clause))).toEqual([
      ['nat.notice', 's2.pushed'],
      ['s2.notice'],
      ['s2.goes-on'],
    ])
  })

  test('two subjects and two instances are two acts', () => {
    expect(byAct([duty('s2.pushed', 1), duty('s2.pushed', 2, 'f2'), duty('s2.pushed', 3, 'f1', '2')], clauseOf)).toHaveLength(3)
  })
})

describe('what is in force', () => {
  const none: Decisions = { adoptions: [], parameters: [], campaigns: [], goLives: [] }
  const set = (jurisdiction: string, from: string, value: string, decidedAt = 1) => ({
    jurisdiction,
    key: 's2.03.health',
    value,
    from,
    reason: '',
    citation: null,
    decidedAt,
  })

  test('without any decision only the national rules bind', async () => {
    const { packs } = await books()
    expect(inForce(packs, none, '99.9901.s-north.').packs.map(({ pack }) => pack.id)).toEqual(['national'])
  })

  test('a bureau adopts for its own jurisdiction and for nobody beside it', async () => {
    const { packs } = await books()
    const adopted = { id: 'x', jurisdiction: '99.9901.', pack: 's2', from: '2026-06-01', until: null, reason: '' }
    const decisions = { ...none, adoptions: [adopted] }
    const ids = (path: string) => inForce(packs, decisions, path).packs.map(({ pack }) => pack.id)
    expect(ids('99.9901.s-north.')).toEqual(['national', 's2'])
    expect(ids('99.9902.s-far.')).toEqual(['national'])
  })

  test('the nearer bureau’s value holds from its first day on, the later decision of one day holds', async () => {
    const { packs } = await books()
    const parameters = [
      set('99.9901.', '2026-01-01', 'PT24H'),
      set('99.9901.', '2026-09-01', 'PT48H'),
      set('99.9901.01.', '2026-06-01', 'PT12H'),
      set('99.9901.01.', '2026-06-01', 'PT6H', 2),
    ]
    const force = inForce(packs, { ...none, parameters }, '99.9901.01.s.')
    expect(force.packs[0]?.parameters?.['s2.03.health']).toEqual([
      { from: '2026-01-01', value: 'PT24H' },
      { from: '2026-06-01', value: 'PT6H' },
    ])
  })
})

describe('terms as people write them', () => {
  const term: ParameterText = { kind: 'term', assumed: true, values: [{ value: 'PT24H', citation: '' }] }
  test.each([
    ['24 小时', 'PT24H'],
    ['30分钟', 'PT30M'],
    ['10 天', 'P10D'],
    ['7 个工作日', 'P7WD'],
    ['1 个月', 'P1M'],
    ['当天', 'P0D'],
    ['每 2 个月', 'P2M'],
    ['PT12H', 'PT12H'],
    ['尽快', null],
    ['-3 天', null],
  ])('%s', (written, value) => {
    expect(readParameter(term, written)).toBe(value)
  })

  test('what is read is shown in the same words', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.constantFrom('分钟', '小时', '天', '个工作日', '个月', '年'),
        (count, unit) => {
          expect(termText(readParameter(term, `${count} ${unit}`) as string)).toBe(`${count} ${unit}`)
        },
      ),
    )
  })

  test('dates and days of the month', () => {
    expect(readParameter({ ...term, kind: 'month-day' }, '1月31日')).toBe('01-31')
    expect(readParameter({ ...term, kind: 'month-days' }, '8月31日 12月31日')).toBe('08-31 12-31')
    expect(readParameter({ ...term, kind: 'day-of-month' }, '次月 15 日')).toBe(15)
    expect(readParameter({ ...term, kind: 'period' }, '每季度')).toBe('P3M')
    expect(readParameter({ ...term, kind: 'month-day' }, '13月1日')).toBeNull()
  })
})

describe('figures', () => {
  test('three of ten reaches thirty percent; what cannot be told leaves it open', () => {
    const counts = addUp(
      [
        { state: 'met', past: false, count: 3 },
        { state: 'open', past: true, count: 7 },
      ],
      0,
    )
    expect(figureOf(counts, '0.3').target).toBe('reached')
    expect(figureOf({ ...counts, cannotTell: 1 }, '0.3').target).toBe('cannot-tell')
    expect(figureOf({ ...counts, met: 2, arisen: 10 }, '0.3').target).toBe('not-reached')
  })

  test('those late since midnight move from pending to overdue', () => {
    expect(addUp([{ state: 'open', past: false, count: 4 }], 1)).toMatchObject({ pending: 3, overdue: 1, arisen: 4 })
  })

  test('a share is never rounded up to a hundred', () => {
    expect(percent(9999, 10000)).toBe('99.9%')
    expect(percent(10, 10)).toBe('100%')
    expect(percent(0, 0)).toBe('—')
  })

  test('twelve months back over the turn of the year', () => {
    expect(monthsUpTo('2026-02-01', 12)).toEqual([
      '2025-03-01',
      '2025-04-01',
      '2025-05-01',
      '2025-06-01',
      '2025-07-01',
      '2025-08-01',
      '2025-09-01',
      '2025-10-01',
      '2025-11-01',
      '2025-12-01',
      '2026-01-01',
      '2026-02-01',
    ])
  })
})

describe('the groups of the list', () => {
  test('every instant of a term falls into exactly one group', () => {
    fc.assert(
      fc.property(fc.integer({ min: at('2026-12-01T00:00'), max: at('2027-01-31T00:00') }), (late) => {
        const now = at('2026-12-09T08:42')
        const found = bucketsAt(now).filter(
          (each) =>
            each.state === 'open' &&
            !each.never &&
            (each.from === null || late > each.from) &&
            (each.to === null || late <= each.to),
        )
        expect(found).toHaveLength(1)
      }),
    )
  })

  test('the week ends on Sunday', () => {
    expect(sundayOf('2026-12-09')).toBe('2026-12-13')
    expect(sundayOf('2026-12-13')).toBe('2026-12-13')
    expect(sundayOf('2026-12-14')).toBe('2026-12-20')
  })

  test('periods are named as people name them', () => {
    expect(instanceText('2026-H1')).toBe('2026 年上半年')
    expect(instanceText('2026-Q3')).toBe('2026 年第 3 季度')
    expect(instanceText('2026-03')).toBe('2026 年 3 月')
    expect(instanceText('2020-autumn')).toBe('2020 年秋季学期')
    expect(instanceText('2026')).toBe('2026 年')
    expect(instanceText('1')).toBeUndefined()
  })
})
