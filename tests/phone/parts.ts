/** What a phone stands on in a test: an own database in memory, a clock that can be set, tabs that hear each other. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import type { Parts, TabMessage, Tabs } from '#web/phone/engine/parts.ts'

export interface TestParts extends Parts {
  /** Sets the phone's clock ahead of (or behind) the machine's. */
  setClock(ahead: number): void
}

export interface TestPartsOptions {
  fetch?: Parts['fetch']
  /** The phone's disk: the same one for a phone that is opened again. */
  disk?: IDBFactory
  air?: Air
  /** Phone's time is this much ahead of `base`. */
  ahead?: number
  /** The time that is true; the machine's unless given. */
  base?: () => number
  locks?: Parts['locks']
  /** A minute of the phone's waiting takes so many ms. */
  minute?: number
}

/** Between the tabs of one phone. */
export class Air {
  readonly #listeners = new Set<(message: TabMessage) => void>()

  tab(): Tabs {
    let own: ((message: TabMessage) => void) | undefined
    return {
      tell: (message) => {
        for (const listener of this.#listeners) if (listener !== own) queueMicrotask(() => listener(message))
      },
      listen: (heard) => {
        own = heard
        this.#listeners.add(heard)
        return () => this.#listeners.delete(heard)
      },
    }
  }
}

export function testParts(options: TestPartsOptions = {}): TestParts {
  const base = options.base ?? (() => Date.now())
  let ahead = options.ahead ?? 0
  const began = performance.now()
  return {
    fetch: options.fetch ?? (() => Promise.reject(new TypeError('no network'))),
    clock: { now: () => Math.round(base() + ahead), steady: () => performance.now() - began },
    timer: {
      after(ms, work) {
        const id = setTimeout(work, (ms * (options.minute ?? 60_000)) / 60_000)
        return () => clearTimeout(id)
      },
    },
    indexedDB: options.disk ?? new IDBFactory(),
    keyRange: IDBKeyRange,
    crypto: globalThis.crypto,
    locks: options.locks ?? null,
    tabs: (options.air ?? new Air()).tab(),
    shrink: (photo) => Promise.resolve(photo),
    freeRoom: () => Promise.resolve(null),
    chance: () => 0.5,
    databaseName: 'guitu-phone',
    rounds: 1000,
    patience: 5000,
    setClock: (value) => {
      ahead = value
    },
  }
}
