/** Locks the phone that lies about: after half an hour without a touch. */
import { useEffect } from 'react'

const UNTOUCHED_MS = 30 * 60_000
const LOOK_MS = 15_000

/** Calls `lock` once nobody has touched the page for half an hour, also when the phone slept meanwhile. */
export function useAutoLock(lock: () => void): void {
  useEffect(() => {
    let touchedAt = Date.now()
    const touch = () => {
      // A touch after a long sleep is no sign that it is still the same hand.
      if (Date.now() - touchedAt < UNTOUCHED_MS) touchedAt = Date.now()
    }
    const look = () => {
      if (Date.now() - touchedAt >= UNTOUCHED_MS) lock()
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
  }, [lock])
}
