import fc from 'fast-check'
import { expect, test } from 'vitest'
import { INK, INK_PATTERN, inkOf, inkPicture } from './ink.ts'
import { type HandoverState, stateKeys } from './lifecycle.ts'
import { boxesOf, checkCode, doorsNow } from './rules.ts'

const point = fc.record({
  x: fc.double({ min: -50, max: 700, noNaN: true }),
  y: fc.double({ min: -50, max: 300, noNaN: true }),
})

test('whatever a finger draws is a path of digits, M and L inside of its box', () => {
  fc.assert(
    fc.property(fc.array(fc.array(point, { maxLength: 20 }), { maxLength: 6 }), (strokes) => {
      const ink = inkOf(strokes)
      if (ink === '') return
      expect(ink).toMatch(INK_PATTERN)
      for (const [x, y] of ink
        .split(/[ML]/)
        .slice(1)
        .map((pair) => pair.split(' ').map(Number))) {
        expect(x).toBeLessThanOrEqual(INK.width)
        expect(y).toBeLessThanOrEqual(INK.height)
      }
      expect(inkPicture(ink)).toContain(ink)
    }),
  )
})

test('nothing but strokes passes for a signature', () => {
  for (const text of ['', 'M1 1', '<svg onload=x>', 'M1 1L2 2"/><script>', 'M1 1 L2 2', 'L1 1M2 2'])
    expect(INK_PATTERN.test(text)).toBe(false)
})

test('the check code is the same for the same words and another for other words', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      expect(checkCode({ one })).toBe(checkCode({ one }))
      expect(checkCode({ one })).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}$/)
      if (one !== other) expect(checkCode({ one })).not.toBe(checkCode({ one: `${other} ` + one }))
    }),
  )
})

const standing = fc.record({
  state: fc.constantFrom<HandoverState>(...stateKeys),
  fromPath: fc.constant('a.'),
  toPath: fc.constantFrom('b.', null),
  unseen: fc.boolean(),
})

test('only the giver corrects and takes back, only the receiver signs, declines and contests, and nobody else does anything', () => {
  fc.assert(
    fc.property(standing, (handover) => {
      const theirs = ['handovers.sign', 'handovers.decline', 'handovers.contest', 'handovers.confirm']
      expect(doorsNow(handover, 'a.').some((door) => theirs.includes(door))).toBe(false)
      expect(doorsNow(handover, 'b.').every((door) => theirs.includes(door))).toBe(true)
      expect(doorsNow(handover, 'c.')).toEqual([])
      // What waits for somebody can be done by them.
      if (boxesOf(handover, 'b.').includes('to-sign')) expect(doorsNow(handover, 'b.').length).toBeGreaterThan(0)
    }),
  )
})
