/** What the engine stands on, so that a test can give its own: network, clock, timer, database, locks, other tabs, camera. */
import { shrinkInBrowser } from './photos.ts'

export interface Clock {
  /** Epoch ms as the phone believes. */
  now(): number
  /** Ms that never jump when somebody sets the clock. */
  steady(): number
}

export interface Timer {
  /** Runs `work` after so many ms; the answer calls it off. */
  after(ms: number, work: () => void): () => void
}

/** Other tabs of the same phone. What is told holds ids only. */
export interface Tabs {
  tell(message: TabMessage): void
  listen(heard: (message: TabMessage) => void): () => void
}

export interface TabMessage {
  vault: string
  ids: string[]
}

export interface Parts {
  fetch(path: string, init: RequestInit): Promise<Response>
  clock: Clock
  timer: Timer
  indexedDB: IDBFactory
  keyRange: typeof IDBKeyRange
  crypto: Crypto
  /** Null where the browser has none: a lease in the database serves instead. */
  locks: Pick<LockManager, 'request'> | null
  tabs: Tabs
  /** Smaller, as JPEG, without position. Throws on what is no photo. */
  shrink(photo: Blob): Promise<Blob>
  /** Bytes that the browser still gives; null when it does not say. */
  freeRoom(): Promise<number | null>
  /** 0 to 1, to spread phones that come back together. */
  chance(): number
  databaseName: string
  /** Rounds of PBKDF2 for new vaults. */
  rounds: number
  /** How long an answer is waited for, in ms. */
  patience: number
}

/** Rounds of PBKDF2-SHA-256 (OWASP, 2023). */
const ROUNDS = 600_000

/** The phone's own. */
export function browserParts(): Parts {
  return {
    fetch: (path, init) => fetch(path, init),
    clock: { now: () => Date.now(), steady: () => performance.now() },
    timer: {
      after(ms, work) {
        const id = setTimeout(work, ms)
        return () => clearTimeout(id)
      },
    },
    indexedDB,
    keyRange: IDBKeyRange,
    crypto,
    locks: (navigator.locks as LockManager | undefined) ?? null,
    tabs: browserTabs('guitu-phone'),
    shrink: shrinkInBrowser,
    async freeRoom() {
      const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {}
      return quota === undefined || usage === undefined ? null : quota - usage
    },
    chance: () => Math.random(),
    databaseName: 'guitu-phone',
    rounds: ROUNDS,
    patience: 30_000,
  }
}

function browserTabs(name: string): Tabs {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => undefined, listen: () => () => undefined }
  const channel = new BroadcastChannel(name)
  return {
    tell: (message) => channel.postMessage(message),
    listen(heard) {
      const listener = (event: MessageEvent<TabMessage>) => heard(event.data)
      channel.addEventListener('message', listener)
      return () => channel.removeEventListener('message', listener)
    },
  }
}
