/** Locks the phone that lies about: after half an hour without a touch. */
import { useEffect } from 'react'
import type { Clock } from './engine/parts.ts'

const UNTOUCHED_MS = 30 * 60_000
const LOOK_MS = 15_000

/**
 * Tells whether it is time. Either clock is enough: the phone's own runs on while the phone sleeps, the steady one while
 * somebody sets the clock back.
 */
export function watchHand(clock: Clock) {
  let last = { wall: clock.now(), steady: clock.steady() }
  const untouched = () => Math.max(clock.now() - last.wall, clock.steady() - last.steady) >= UNTOUCHED_MS
  return {
    untouched,
    touch(): void {
      // A touch after a long sleep is no sign that it is still the same hand.
      if (!untouched()) last = { wall: clock.now(), steady: clock.steady() }
    },
  }
}

/** Calls `lock` once nobody has touched the page for half an hour, also when the phone slept meanwhile. */
export function useAutoLock(lock: () => void, clock: Clock): void {
  useEffect(() => {
    const { touch, untouched } = watchHand(clock)
    const look = () => {
      if (untouched()) lock()
    }
    const kinds = ['pointerdown', 'keydown', 'input']
    for (const kind of kinds) window.addEventListener(kind, touch, { passive: true, capture: true })
    document.addEventListener('visibilitychange', look)
    const timer = setInterval(look, LOOK_MS)
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, touch, { capture: true })
      document.removeEventListener('visibilitychange', look)
      clearInterval(timer)
    }
  }, [lock, clock])
}
