import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Shift } from './answers.ts'
import { countsOf, type Entry, goodsWords, joined, metOf, reportsOf, sentOf, stateOf, stopLines } from './tonight.ts'

const AT = 1_796_826_060_000
let made = 0
const entry = (door: string, form: Record<string, unknown>, at = AT): Entry => ({
  id: `a${(made += 1)}`,
  door: `patrol.${door}`,
  at,
  title: door,
  form,
})
const shift: Shift = {
  shiftId: 's',
  areaId: 'area',
  area: '南桥片区',
  kind: 'cold',
  state: 'planned',
  from: AT,
  to: AT + 1,
  crew: [],
  note: null,
  station: null,
  leader: null,
  stops: ['汽车南站地下通道', '北环涵洞', '东门桥下', '火车站广场'].map((name, at) => ({
    stopId: `p${at}`,
    name,
    sleepers: at === 1 ? [1, 2].map((each) => ({ sleeperId: `x${each}`, seenLastNight: false })) : [],
    reports: at === 2 ? [{ reportId: 'r', number: 'R-1209-004', what: null }] : [],
    visitedAt: null,
    peopleSeen: null,
  })),
}
const meet = (encounterId: string, stopId = 'p0', at = AT) =>
  entry('meet-person', { encounterId, personId: `x-${encounterId}`, shiftId: 's', stopId }, at)

const doors = ['meet-person', 'offer-help', 'persuade', 'give-goods', 'start-escort', 'check-place'] as const
const anyEntries = fc.array(
  fc.record({
    id: fc.integer({ min: 1, max: 40 }).map((each) => `id${each}`),
    door: fc.constantFrom(...doors).map((each) => `patrol.${each}`),
    at: fc.integer({ min: AT, max: AT + 1000 }),
    title: fc.constant('x'),
    form: fc.record({
      encounterId: fc.constantFrom('e1', 'e2', 'e3'),
      shiftId: fc.constant('s'),
      stopId: fc.constantFrom('p0', 'p1'),
      contactGiven: fc.boolean(),
      goods: fc.constantFrom([{ item: 'quilt', count: 1 }], [{ item: 'food', count: 2 }]),
    }),
  }),
)

describe('what this phone recorded tonight', () => {
  test('each record counts once: waiting, received, or known from both', () => {
    fc.assert(
      fc.property(anyEntries, fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }), (all, waits) => {
        const once = joined(all, [])
        // However the records are spread over log and outbox, and however often they stand in both, the sums stay.
        const waiting = once.filter((_each, at) => waits[at])
        const log = once.filter((_each, at) => !waits[at] || waits[(at + 7) % 60])
        expect(joined(log, waiting)).toEqual(once)
        expect(countsOf(joined([...log, ...log], waiting))).toEqual(countsOf(once))
        expect(stopLines(shift, joined(log, waiting))).toEqual(stopLines(shift, once))
      }),
    )
  })

  test('what waits becomes received and nothing else changes', () => {
    fc.assert(
      fc.property(
        anyEntries,
        fc.array(fc.constantFrom('waiting', 'sending', 'refused', 'received'), { maxLength: 60 }),
        (all, states) => {
          const once = joined(all, [])
          const waiting = new Map(
            once.flatMap((each, at) => {
              const state = states[at]
              return state && state !== 'received' ? [[each.id, state as 'waiting']] : []
            }),
          )
          const sent = sentOf(once, waiting)
          expect(sent.received + sent.waiting + sent.refused).toBe(once.length)
          expect(sentOf(once, new Map())).toEqual({ received: once.length, waiting: 0, refused: 0 })
        },
      ),
    )
  })

  test('people, who came along, cards and goods are counted', () => {
    const entries = [
      meet('e1'),
      entry('offer-help', { encounterId: 'e1', answer: 'accepted' }),
      entry('start-escort', { encounterId: 'e1' }),
      meet('e2'),
      entry('offer-help', { encounterId: 'e2', answer: 'refused' }),
      entry('persuade', { encounterId: 'e2', contactGiven: true }),
      entry('persuade', { encounterId: 'e2', contactGiven: true }),
      entry('give-goods', { encounterId: 'e2', goods: [{ item: 'quilt', count: 2 }] }),
      entry('give-goods', { shiftId: 's', goods: [{ item: 'coat', count: 1 }] }),
    ]
    const counts = countsOf(entries)
    expect(counts).toMatchObject({ met: 2, toStation: 1, cards: 1, toHospital: 0 })
    expect(goodsWords(counts.goods)).toBe('被 2 · 衣 1')
  })

  test('taken to a hospital is not counted as taken to the station', () => {
    const entries = [meet('e1'), entry('start-escort', { encounterId: 'e1', toName: '市第二医院' })]
    expect(countsOf(entries)).toMatchObject({ toStation: 0, toHospital: 1 })
  })

  test('one encounter has all its steps; the latest person stands first', () => {
    const met = metOf([meet('e1'), entry('offer-help', { encounterId: 'e1', answer: 'refused' }), meet('e2', 'p1', AT + 5)])
    expect(met.map((each) => [each.encounterId, each.entries.length])).toEqual([
      ['e2', 1],
      ['e1', 2],
    ])
    expect(met[1]?.answer).toBe('refused')
  })
})

describe('the stops of a shift', () => {
  test('in walking order; the first not yet looked at is next', () => {
    const came = { shiftId: 's', stopId: 'p2', people: 0, reportIds: ['r'] }
    const lines = stopLines(shift, [meet('e1', 'p0'), entry('check-place', came)])
    expect(lines.map((each) => each.state)).toEqual(['done', 'now', 'done', 'later'])
    expect(lines[0]?.words).toBe('见到 1 人')
    expect(lines[2]?.words).toBe('没有人')
  })

  test('whoever was at a stop without knowing of the report that stands on it now has not looked at it', () => {
    const [, , unknowing] = stopLines(shift, [entry('check-place', { shiftId: 's', stopId: 'p2', people: 0 })])
    expect([unknowing?.state, unknowing?.words]).toEqual(['later', '线索 R-1209-004'])
    const stop = shift.stops[2] as Shift['stops'][number]
    expect(reportsOf(stop)).toEqual({ reportIds: ['r'] })
    expect(reportsOf(shift.stops[0])).toEqual({})
  })

  test('who is usually there and was not seen last night is looked for first; a report names its number', () => {
    const lines = stopLines(shift, [])
    expect(lines[1]).toMatchObject({ words: '常在 2 人，昨夜未见到。先找', lookFirst: true })
    expect(lines[2]?.words).toBe('线索 R-1209-004')
  })

  test('a stop that a colleague looked at is done', () => {
    const theirs = { ...shift, stops: shift.stops.map((each) => ({ ...each, visitedAt: AT + 9, peopleSeen: 0 })) }
    expect(stopLines(theirs, []).every((each) => each.state === 'done' && each.at === AT + 9)).toBe(true)
  })

  test('a start that has not arrived yet is a start', () => {
    expect(stateOf(shift, [])).toBe('planned')
    expect(stateOf(shift, [entry('start-shift', { shiftId: 's' })])).toBe('started')
    expect(stateOf(shift, [entry('start-shift', { shiftId: 's' }), entry('end-shift', { shiftId: 's' })])).toBe('ended')
    expect(stateOf(shift, [entry('start-shift', { shiftId: 'other' })])).toBe('planned')
  })
})
