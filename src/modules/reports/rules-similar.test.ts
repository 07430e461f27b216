import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '#kernel/time.ts'
import { FLOOD, floods, type Likeable, likeness, saidKey } from './rules-similar.ts'

const NOW = Date.UTC(2026, 11, 9, 1)
const words = fc.constantFrom('东门桥下', '东门桥下面', '汽车南站', '北环涵洞', '一位老人裹着灰棉衣', '穿红衣服的女人', '')
const report = fc.record(
  {
    what: fc.constantFrom('桥下有老人露宿，裹灰棉衣', '有个老人睡在桥下，灰棉衣', '车站有人乞讨', '没人'),
    place: words,
    look: words,
    people: fc.integer({ min: 1, max: 3 }),
    signs: fc.subarray(['mental', 'drunk']),
    at: fc.integer({ min: NOW - 90 * HOUR, max: NOW }),
    spot: fc.record({
      lat: fc.double({ min: 30, max: 30.02, noNaN: true }),
      lng: fc.double({ min: 114, max: 114.02, noNaN: true }),
      source: fc.constant('device' as const),
    }),
  },
  { requiredKeys: ['what', 'at'] },
) as fc.Arbitrary<Likeable>

describe('alike', () => {
  it('is the same whichever comes first, and says why whenever it says so', () => {
    fc.assert(
      fc.property(report, report, (a, b) => {
        const one = likeness(a, b)
        expect(likeness(b, a)).toEqual(one)
        if (one) expect(one.reasons.length).toBeGreaterThan(0)
      }),
    )
  })

  it('is never less so for having been told nearer in time', () => {
    fc.assert(
      fc.property(report, report, fc.integer({ min: 0, max: 90 * HOUR }), (a, b, apart) => {
        const near = likeness(a, { ...b, at: a.at - Math.floor(apart / 2) })?.score ?? 0
        expect(near).toBeGreaterThanOrEqual(likeness(a, { ...b, at: a.at - apart })?.score ?? 0)
      }),
    )
  })

  it('two who saw one man under one bridge are told of each other, in words', () => {
    const a = { what: '桥下有个老人，裹着灰棉衣', place: '东门桥下', at: NOW }
    const b = { what: '老人睡在桥下，灰棉衣，没有被子', place: '东门桥下，北侧', at: NOW - 20 * MINUTE }
    const found = likeness(a, b)
    expect(found?.reasons).toEqual(expect.arrayContaining(['地点写得一样', '前后相差 20 分钟']))
    expect(found?.reasons.join()).toContain('灰棉衣')
  })

  it('a pin within three hundred metres is near, one across the town is another place whatever the words', () => {
    const pin = (lat: number) => ({ lat, lng: 114, source: 'pin' as const })
    const a = { what: '有人乞讨', spot: pin(30), place: '汽车南站', at: NOW }
    expect(likeness(a, { ...a, spot: pin(30.002) })?.reasons.join()).toMatch(/两处相距约 2\d0 米/)
    expect(likeness(a, { ...a, spot: pin(30.05) })).toBeUndefined()
  })

  it('nothing in common is not alike, however near in time', () => {
    expect(likeness({ what: '桥下有人', at: NOW }, { what: '学校没有门卫', at: NOW })).toBeUndefined()
  })
})

describe('a flood', () => {
  const incoming = fc.array(
    fc.record({
      id: fc.uuid(),
      at: fc.integer({ min: NOW - 6 * HOUR, max: NOW }),
      said: fc.option(fc.constantFrom('a', 'b')),
      source: fc.option(fc.constantFrom('x', 'y')),
    }),
    { maxLength: 40 },
  )

  it('holds no report twice, none that was not there, and at least as many as make a flood', () => {
    fc.assert(
      fc.property(incoming, (list) => {
        const ids = floods(list).flatMap((each) => each.ids)
        expect(new Set(ids).size).toBe(ids.length)
        for (const id of ids) expect(list.some((each) => each.id === id)).toBe(true)
        for (const each of floods(list)) expect(each.ids.length).toBeGreaterThanOrEqual(FLOOD)
      }),
    )
  })

  it('is many alike within an hour, and not as many over days', () => {
    const of = (gap: number) =>
      Array.from({ length: FLOOD }, (_, at) => ({ id: `r${at}`, at: NOW + at * gap, said: 'same', source: null }))
    expect(floods(of(MINUTE))).toEqual([{ ids: ['r0', 'r1', 'r2', 'r3'], by: 'said' }])
    expect(floods(of(2 * HOUR))).toEqual([])
  })

  it('of one address, in different words, is none until they are many: telephones of a town share addresses', () => {
    const of = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ id: `r${at}`, at: NOW + at * MINUTE, said: `${at}`, source: 'x' }))
    expect(floods(of(11))).toEqual([])
    expect(floods(of(12))).toMatchObject([{ by: 'source' }])
  })

  it('is not hidden by spaces, signs or wide letters between the words', () => {
    expect(saidKey('快 来！！ＡＢ')).toBe(saidKey('快来ab。'))
  })
})
