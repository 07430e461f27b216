/** What the phone's browser must be able to do. */

/** What is missing: `https` (a plain address), `browser` (too old), or nothing. */
export function missing(): 'https' | 'browser' | null {
  if (!window.isSecureContext) return 'https'
  const can =
    typeof crypto?.subtle?.deriveKey === 'function' &&
    typeof crypto.randomUUID === 'function' &&
    typeof indexedDB !== 'undefined' &&
    'serviceWorker' in navigator &&
    'timeout' in AbortSignal &&
    'at' in Array.prototype &&
    'structuredClone' in window &&
    'showModal' in HTMLDialogElement.prototype
  return can ? null : 'browser'
}

export interface Room {
  /** Bytes still free for this app; null when the browser does not say. */
  free: number | null
  /** Whether the browser promised not to throw anything away by itself. */
  kept: boolean
}

/** Asks the browser to keep what lies here even when the phone runs short. */
export async function askToKeep(): Promise<boolean> {
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist())
  } catch {
    return false
  }
}

export async function roomLeft(): Promise<Room> {
  try {
    const { quota, usage } = await navigator.storage.estimate()
    const free = quota === undefined || usage === undefined ? null : Math.max(0, quota - usage)
    return { free, kept: await navigator.storage.persisted() }
  } catch {
    return { free: null, kept: false }
  }
}

/** `3.2 GB` · `480 MB` */
export function sizeWords(bytes: number): string {
  const mega = bytes / 1_000_000
  return mega >= 1000 ? `${(mega / 1000).toFixed(1)} GB` : `${Math.floor(mega)} MB`
}
