import { useEffect } from 'react'

interface DeskKeys {
  toSearch(): void
  toReception: (() => void) | undefined
  toKeys(): void
}

/** Goes to the next or previous row of whatever list stands on the page. */
function moveRow(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('main tr[data-at], main li.g-duty')]
  const here = rows.findIndex((row) => row.contains(document.activeElement))
  const row = rows[here === -1 ? 0 : here + by]
  const target = row?.tabIndex === 0 ? row : row?.querySelector<HTMLElement>('a,button')
  target?.focus()
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
      } else if (event.key.toLowerCase() === 'j' || event.key.toLowerCase() === 'k') {
        moveRow(event.key.toLowerCase() === 'j' ? 1 : -1)
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
}
