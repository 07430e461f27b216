/**
 * Where we are on the phone. The app lies below `/phone/`; screens name addresses without it: `goPhone('/met/…')`. An address
 * holds ids and choices, never a name.
 */
import { createContext, useContext, useSyncExternalStore } from 'react'

const BASE = '/phone'
const moved = 'guitu:phone-moved'
/** How many pages of ours lie behind this one: whether going back stays in the app. */
let depth = 0

/** The address of the browser for one of the phone. */
export function phonePath(path: string): string {
  return `${BASE}${path.startsWith('/') ? path : `/${path}`}`
}

/** The phone's address for one of the browser: `/phone/index.html` and `/phone` are `/`. */
export function pathInside(pathname: string): string {
  const inside = pathname.startsWith(BASE) ? pathname.slice(BASE.length) : pathname
  const path = inside.replace(/\/index\.html$/, '/').replace(/(.)\/+$/, '$1')
  return path.startsWith('/') ? path : `/${path}`
}

/** Parameters of a path that fits the pattern `/met/$encounterId`; null where it does not. */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [at, part] of wanted.entries()) {
    const here = given[at] as string
    if (!part.startsWith('$')) {
      if (part !== here) return null
    } else {
      const value = decoded(here)
      if (!value) return null
      params[part.slice(1)] = value
    }
  }
  return params
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

/** The first of the patterns that fits; a fixed word goes before a parameter. */
export function findRoute<T extends { path: string }>(routes: readonly T[], path: string) {
  const fitting = routes.flatMap((route) => {
    const params = matchPath(route.path, path)
    return params ? [{ route, params }] : []
  })
  return fitting.sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length)[0] ?? null
}

/** Opens a page of the phone. `replace` leaves no way back to this one: after saving. */
export function goPhone(path: string, options: { replace?: boolean } = {}): void {
  if (options.replace) history.replaceState({ depth }, '', phonePath(path))
  else {
    depth += 1
    history.pushState({ depth }, '', phonePath(path))
  }
  window.dispatchEvent(new Event(moved))
}

/** Back to where one came from; to `otherwise` when this page was opened first. */
export function backPhone(otherwise = '/'): void {
  if (depth > 0) history.back()
  else goPhone(otherwise, { replace: true })
}

function listen(listener: () => void): () => void {
  const popped = (event: PopStateEvent) => {
    depth = (event.state as { depth?: number } | null)?.depth ?? 0
    listener()
  }
  window.addEventListener('popstate', popped)
  window.addEventListener(moved, listener)
  return () => {
    window.removeEventListener('popstate', popped)
    window.removeEventListener(moved, listener)
  }
}

/** Path and search as one word, so that it stays the same while nothing moved. */
export function usePhoneAddress(): string {
  return useSyncExternalStore(listen, () => `${pathInside(location.pathname)}${location.search}`)
}

export interface PhoneRoute {
  path: string
  /** Of `$name` parts of the screen's path. */
  params: Record<string, string>
  search: URLSearchParams
}

/** Set by the shell around each screen. */
export const PhoneParams = createContext<Record<string, string>>({})

export function usePhoneRoute(): PhoneRoute {
  const [path, search] = usePhoneAddress().split('?') as [string, string | undefined]
  return { path, params: useContext(PhoneParams), search: new URLSearchParams(search ?? '') }
}
