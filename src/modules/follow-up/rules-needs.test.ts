import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { factDef } from '#facts/index.ts'
import { parseInstant } from '#kernel/time.ts'
import { allLifecycles } from '#kernel/lifecycle.ts'
import { referralLife, type ReferralState } from './lifecycle-needs.ts'
import { difference, type Episode, FEW, pairsOf, patternOf, sayings } from './rules-again.ts'
import { judge, rateOf, type Sent, TARGETS } from './rules-rates.ts'
import { daysSilent, isSilent, otherWays, silentAfter, stateAfter } from './rules-referral.ts'
import { causes, needs, type Need, waysOf } from './words-needs.ts'

const at = (text: string) => parseInstant(text) as number
const DAY = 86_400_000

describe('found again', () => {
  it('is each taking-in after a going home, with the last going home before it', () => {
    const first: Episode = { fileId: 'a', acceptedAt: at('2026-01-05T09:00'), returnedAt: at('2026-01-10T09:00') }
    const second: Episode = { fileId: 'b', acceptedAt: at('2026-03-01T09:00'), returnedAt: at('2026-03-04T09:00') }
    const third: Episode = { fileId: 'c', acceptedAt: at('2026-08-01T09:00'), returnedAt: null }
    expect(pairsOf([third, first, second])).toEqual([
      { earlier: 'b', file: 'c', at: third.acceptedAt },
      { earlier: 'a', file: 'b', at: second.acceptedAt },
    ])
  })

  it('needs a going home: who left otherwise and came back is no repeat, but who was listed as prone to wander is', () => {
    const left: Episode = { fileId: 'a', acceptedAt: at('2026-01-05T09:00'), returnedAt: null }
    const back: Episode = { fileId: 'b', acceptedAt: at('2026-03-01T09:00'), returnedAt: null }
    expect(pairsOf([left, back])).toEqual([])
    expect(pairsOf([back], at('2026-02-01T09:00'))).toEqual([{ earlier: null, file: 'b', at: back.acceptedAt }])
    expect(pairsOf([back], at('2026-04-01T09:00'))).toEqual([])
  })

  it('kept once for each file, whatever is looked at again; what no longer holds is taken back', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            acceptedAt: fc.option(fc.integer({ min: 1, max: 50 }), { nil: null }),
            returnedAt: fc.option(fc.integer({ min: 1, max: 50 }), { nil: null }),
          }),
          { maxLength: 8 },
        ),
        (told) => {
          const pairs = pairsOf(told.map((each, index) => ({ fileId: `f${index}`, ...each })))
          expect(new Set(pairs.map((pair) => pair.file)).size).toBe(pairs.length)
          const files = new Set(told.map((_, index) => `f${index}`))
          const kept = difference(pairs, [], files).note.map((pair, index) => ({ id: `k${index}`, ...pair }))
          expect(difference(pairs, kept, files)).toEqual({ note: [], takeBack: [] })
          expect(difference([], kept, files).takeBack).toHaveLength(kept.length)
          // Split off: each that hung on the file that is another's now is taken back and noted anew.
          const apart = difference(pairs, kept, new Set())
          expect(apart.takeBack).toHaveLength(kept.length)
          expect(apart.note).toHaveLength(kept.length)
        },
      ),
    )
  })

  it('shows days at home, seasons, weekdays and causes; a handful of times says nothing of seasons', () => {
    const one = { causes: ['poverty', 'work'], since: at('2026-01-01T09:00'), where: '云川' }
    const pattern = patternOf([
      { ...one, at: at('2026-01-12T22:00') },
      { at: at('2026-02-03T22:00'), causes: [], since: null, where: null },
    ])
    expect(pattern).toMatchObject({
      times: 2,
      daysHome: [11],
      bySeason: { spring: 0, summer: 0, autumn: 0, winter: 2 },
      causes: { poverty: 1, work: 1 },
      causeUntold: 1,
      places: [{ name: '云川', times: 1 }],
    })
    // 12 January 2026 is a Monday, 3 February a Tuesday.
    expect(pattern.byWeekday).toEqual([1, 1, 0, 0, 0, 0, 0])
    expect(sayings(pattern).join()).toContain('看不出')
    const often = patternOf(Array.from({ length: FEW }, (_, i) => ({ ...one, at: at('2026-12-01T09:00') + i * DAY })))
    expect(sayings(often).join()).toContain(`${FEW} 次里 ${FEW} 次在冬季`)
  })
})

describe('a need handed on', () => {
  it('the causes and needs said on screen are those that the facts tell', () => {
    const field = factDef('follow-up.found-again')?.schema.shape['causes'] as { meta(): { options?: object } }
    expect(causes).toEqual(field.meta().options)
    expect(Object.keys(waysOf).sort()).toEqual(Object.keys(needs).sort())
  })

  it('its life is declared, and an answer moves only what is open', () => {
    expect(allLifecycles()).toContain(referralLife)
    expect(stateAfter('waiting', 'in-progress')).toBe('working')
    expect(stateAfter('working', 'granted')).toBe('granted')
    for (const state of ['granted', 'declined', 'closed', 'rerouted', 'refused'] as ReferralState[])
      expect(stateAfter(state, 'granted')).toBeNull()
  })

  it('is silent after the days assumed for it, sooner where there is nothing to eat; a refused one waits on us, not on them', () => {
    const now = at('2026-12-09T09:00')
    for (const need of Object.keys(needs)) {
      const since = now - silentAfter(need) * DAY
      expect(isSilent({ state: 'waiting', need, silentSince: since }, now)).toBe(true)
      expect(isSilent({ state: 'working', need, silentSince: since + 1 }, now)).toBe(false)
      expect(isSilent({ state: 'refused', need, silentSince: since }, now)).toBe(false)
    }
    expect(silentAfter('temporary')).toBeLessThan(silentAfter('allowance'))
    expect(daysSilent(now + DAY, now)).toBe(0)
  })

  it('refused, shows other ways: never one that is open, granted or refused already', () => {
    fc.assert(
      fc.property(fc.constantFrom(...(Object.keys(needs) as Need[])), fc.subarray(Object.keys(needs)), (need, open) => {
        const ways = otherWays(
          need,
          open.map((each) => ({ need: each, state: 'waiting' as const })),
        )
        expect(ways.some((way) => open.includes(way))).toBe(false)
        expect(ways).not.toContain(need)
      }),
    )
    expect(otherWays('allowance', [{ need: 'temporary', state: 'closed' }])).toContain('temporary')
  })
})

describe("the station's rate", () => {
  const sent = (more: Partial<Sent> = {}): Sent => ({
    fileId: 'f',
    stationPath: '99.',
    at: at('2024-02-29T15:00'),
    local: true,
    birth: { from: '1980-01-01', to: '1980-01-01' },
    ...more,
  })
  const stateOf = (visits: number[], now: number, more: Partial<Sent> = {}) => judge([sent(more)], visits, now).all[0]?.state

  it('a visit within the year counts, to the last minute of the last day; 29 February ends on the 28th', () => {
    const now = at('2026-12-09T09:00')
    expect(stateOf([at('2025-02-28T23:59')], now)).toBe('met')
    expect(stateOf([at('2025-03-01T00:00')], now)).toBe('late')
    expect(stateOf([], now)).toBe('missed')
    expect(stateOf([], at('2025-02-28T23:59'))).toBe('pending')
    expect(stateOf([at('2024-02-29T14:59')], now)).toBe('missed')
  })

  it('who was sent elsewhere is not counted; where nobody said, it cannot be told', () => {
    expect(judge([sent({ local: false })], [], at('2026-12-09T09:00'))).toEqual({ all: [], minors: [] })
    expect(stateOf([], at('2026-12-09T09:00'), { local: undefined })).toBe('cannot-tell')
  })

  it('minors are those under eighteen on that day (eighteen is full the day after the birthday); an age unknown makes only the minors’ rate untold', () => {
    const minor = sent({ birth: { from: '2006-03-01', to: '2006-03-01' } })
    expect(judge([minor], [], at('2024-03-01T00:00')).minors).toHaveLength(1)
    expect(judge([sent({ birth: { from: '2006-02-28', to: '2006-02-28' } })], [], at('2024-03-01T00:00')).minors).toEqual([])
    expect(judge([sent({ birth: { from: '2005-01-01', to: '2005-01-01' } })], [], at('2024-03-01T00:00')).minors).toEqual([])
    const unknown = judge([sent({ birth: null })], [], at('2026-12-09T09:00'))
    expect([unknown.all[0]?.state, unknown.minors[0]?.state]).toEqual(['missed', 'cannot-tell'])
  })

  it('each visit serves one going home, the earliest that is open', () => {
    const twice = [sent(), sent({ at: at('2024-06-01T09:00') })]
    const states = (visits: number[]) => judge(twice, visits, at('2026-12-09T09:00')).all.map((each) => each.state)
    expect(states([at('2024-07-01T09:00')])).toEqual(['met', 'missed'])
    expect(states([at('2024-07-01T09:00'), at('2024-08-01T09:00')])).toEqual(['met', 'met'])
  })

  it('three of ten reach thirty of a hundred; those not due yet count among all, and stand apart', () => {
    const of = (met: number, pending: number, missed: number) => {
      const list = (state: 'met' | 'pending' | 'missed', count: number) =>
        Array.from({ length: count }, () => ({ fileId: 'f', stationPath: '99.', sentAt: 0, due: 0, minor: 'no' as const, state }))
      return rateOf([...list('met', met), ...list('pending', pending), ...list('missed', missed)], TARGETS.all)
    }
    expect(of(3, 7, 0)).toMatchObject({ arisen: 10, share: 0.3, settledShare: 1, reached: 'reached' })
    expect(of(29, 0, 71).reached).toBe('not-reached')
    expect(of(0, 0, 0)).toMatchObject({ share: null, settledShare: null, reached: 'none' })
  })
})
