import { expect, test } from 'vitest'
import { watchHand } from './auto-lock.ts'

const MINUTE = 60_000

function aHand() {
  let wall = 1_800_000_000_000
  let steady = 0
  const hand = watchHand({ now: () => wall, steady: () => steady })
  return {
    ...hand,
    later: (ms: number) => {
      wall += ms
      steady += ms
    },
    asleep: (ms: number) => {
      wall += ms
    },
    setBack: (ms: number) => {
      wall -= ms
    },
  }
}

test('half an hour without a touch locks, each touch begins anew', () => {
  const hand = aHand()
  hand.later(29 * MINUTE)
  hand.touch()
  hand.later(29 * MINUTE)
  expect(hand.untouched()).toBe(false)
  hand.later(MINUTE)
  expect(hand.untouched()).toBe(true)
})

test('a phone that slept too long is not opened by the touch that wakes it', () => {
  const hand = aHand()
  hand.asleep(40 * MINUTE)
  hand.touch()
  expect(hand.untouched()).toBe(true)
})

test('a clock set back does not keep the phone open', () => {
  const hand = aHand()
  hand.setBack(24 * 60 * MINUTE)
  hand.later(30 * MINUTE)
  expect(hand.untouched()).toBe(true)
})
