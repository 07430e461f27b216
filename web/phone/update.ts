/**
 * The app itself, kept by the browser's service worker, and a newer one when it is there. A newer one waits until the worker
 * says so; then every open page of ours loads anew, because its parts are gone.
 */
import { useSyncExternalStore } from 'react'

interface AppState {
  /** The app opens without network. */
  kept: boolean
  /** The browser did not take it: it does not trust the certificate, or keeps nothing by its settings. */
  turnedAway: boolean
  /** A newer one is here and waits. */
  newer: boolean
}

let state: AppState = { kept: false, turnedAway: false, newer: false }
let registration: ServiceWorkerRegistration | null = null
const listeners = new Set<() => void>()

function tell(change: Partial<AppState>): void {
  state = { ...state, ...change }
  for (const listener of listeners) listener()
}

/** Registers the worker. Called once, when the page starts. */
export async function keepApp(): Promise<void> {
  let before = Boolean(navigator.serviceWorker.controller)
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    // The first worker of all takes over a page that is as new as itself.
    if (before) location.reload()
    else tell({ kept: true })
    before = true
  })
  await register()
}

async function register(): Promise<void> {
  try {
    registration = await navigator.serviceWorker.register('/phone/sw.js', { scope: '/phone/', updateViaCache: 'none' })
    tell({ turnedAway: false })
  } catch {
    // A worker that serves this page already holds the app, whatever the browser thinks of a newer one.
    tell(navigator.serviceWorker.controller ? { kept: true } : { turnedAway: true })
    return
  }
  const look = () => tell({ newer: Boolean(registration?.waiting && navigator.serviceWorker.controller) })
  // Found before this page listened, or later.
  const follow = () => registration?.installing?.addEventListener('statechange', look)
  registration.addEventListener('updatefound', follow)
  follow()
  look()
  await navigator.serviceWorker.ready
  tell({ kept: true })
}

/** Asks whether there is a newer app, or once more for the first one; where there is no network nothing happens. */
export function lookForNewer(): void {
  if (registration) void registration.update().catch(() => {})
  else void register()
}

/** Changes to the newer app. What was written is kept; the phone asks for the password again. */
export function takeNewer(): void {
  registration?.waiting?.postMessage({ type: 'SKIP_WAITING' })
}

export function useApp(): AppState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )
}
