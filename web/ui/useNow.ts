import { useEffect, useState } from 'react'
import { serverNow } from './api.ts'

/** The server's time, moving on every half minute (or as told), for clocks and terms on the screen. */
export function useNow(every = 30_000): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}
