import { useEffect } from 'react'

interface DeskKeys {
  toSearch(): void
  toReception: (() => void) | undefined
  toKeys(): void
}

/** Keys of the whole desk: `/` search, `N` new reception, `J` `K` rows, `?` list of keys. Off while a field has the focus. */
export function useDeskKeys({ toSearch, toReception, toKeys }: DeskKeys): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      const busy = target.closest('input,textarea,select,[contenteditable],dialog,.g-pop,form')
      if (busy || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) return
      if (event.key === '/') {
        event.preventDefault()
        toSearch()
      } else if (event.key.toLowerCase() === 'n' && toReception) {
        event.preventDefault()
        toReception()
      } else if (event.key === '?') {
        event.preventDefault()
        toKeys()
      } else if (event.key.toLowerCase() === 'j' && !target.closest('tr')) {
        document.querySelector<HTMLElement>('main tr[tabindex="0"]')?.focus()
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
}
