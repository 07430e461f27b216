/** The words in the search box. They name people, so they never stand in an address; they live as long as this tab does. */
import { useSyncExternalStore } from 'react'

let words = ''
const listeners = new Set<() => void>()

/** Puts words into the search, from the box at the top or on the search page. */
export function setAskedWords(next: string): void {
  words = next
  for (const listener of listeners) listener()
}

/** The present words and the way to change them. */
export function useAskedWords(): [string, (next: string) => void] {
  const present = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => words,
  )
  return [present, setAskedWords]
}
