/** Half-filled forms: in this tab only (sessionStorage), gone with the tab, cleared at sign-out. */
import type { Draft } from './kinds.ts'

const prefix = 'guitu.draft.'
let closed = false

/** What was typed under this key, or null. */
export function readSaved(key: string): { draft: Draft; at: number } | null {
  try {
    const text = sessionStorage.getItem(prefix + key)
    return text ? (JSON.parse(text) as { draft: Draft; at: number }) : null
  } catch {
    return null
  }
}

/** Keeps what is typed; says whether the browser allowed it. */
export function saveDraft(key: string, draft: Draft, at: number): boolean {
  if (closed) return false
  try {
    sessionStorage.setItem(prefix + key, JSON.stringify({ draft, at }))
    return true
  } catch {
    return false
  }
}

/** Forgets one form. */
export function dropDraft(key: string): void {
  try {
    sessionStorage.removeItem(prefix + key)
  } catch {
    // a browser without storage keeps nothing, so nothing is left to forget
  }
}

/** Forgets all forms of this tab and keeps no more, until the page is loaded anew; the shell calls it at sign-out. */
export function dropAllDrafts(): void {
  closed = true
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key)
  } catch {
    // as above
  }
}
